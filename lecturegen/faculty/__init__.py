"""The courses of a whole faculty in one run: a unit of work is one week, and whoever does units is an engine.

    sources -> units (fair between courses) -> engine: do(unit) -> Done -> state, board, summary

Units and what comes of them are small documents that can be sent to another process; a week itself is read when its
turn comes and dropped when it is done. One process coordinates, and it alone writes the run's state.
"""
