"""Mutants: clean weeks into which one defect is planted, to see whether the rules find it, and nothing else.

hosts.py has the clean weeks; every other module plants the defects of one family, by the mechanism that causes them
where there is one. ``python -m tests.rules.mutants`` prints the score of every rule.
"""
