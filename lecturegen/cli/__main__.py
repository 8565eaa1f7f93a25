"""``python -m lecturegen.cli``."""

from lecturegen.cli import main

main()
