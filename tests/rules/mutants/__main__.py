"""``python -m tests.rules.mutants [--seeds N]``: the mutation score of every rule."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from tests.rules.mutants.score import table

parser = ArgumentParser(prog="python -m tests.rules.mutants", description="The mutation score of every rule.")
parser.add_argument("--seeds", type=int, default=5, help="mutants of each kind in each week (default 5)")
sys.stdout.write(table(range(parser.parse_args().seeds)) + "\n")
