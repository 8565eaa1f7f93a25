"""Everything that can go wrong, one name each: the failure table of the model layer, and a little more.

A fault is a function from the answer that would have gone out to the one that does; its docstring is its manual.
"""

from tests.openai_server.faults import connections, damages, replies, statuses
from tests.openai_server.faults._base import FAULTS, Fault, Planned, Schedule

__all__ = ["FAULTS", "Fault", "Planned", "Schedule", "connections", "damages", "replies", "statuses"]
