"""Units done by the workers of a Dask cluster.

client        hands out units, a few more than there is room for, and hears of them
accounts      on the scheduler: who may use how much of the service's limits and of the budget
hand          on each worker: one event loop, one service, and all weeks of the worker on it
apart         a unit in a locked place of its machine, with what comes of it published
"""
