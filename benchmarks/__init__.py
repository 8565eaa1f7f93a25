"""What we measure, one command each: ``python -m benchmarks.NAME [--json FILE] [--quick]``.

latency     wall time of a week over the critical path of its requests
overhead    client CPU a call, beside the raw SDK and bare LangChain chains
throughput  10,000 sections, beside the raw SDK with the same limits
memory      10,000 sections: whether memory stays flat, and its peak
faults      weeks under 5, 20 and 40% of faults: all finish or name what they lack, and the ledger is the server's
blind       wrong keys in a tenth of all questions: whether all are found, none is lost, and what that costs
faculty     twenty courses in one command: wall time, CPU, memory, and whether every way makes the same files
queue       100,000 queued sections: seconds to the first request, and whether memory stays flat
resume      a week killed at random moments: nothing answered is asked again, nothing broken, nothing lost

The model is ``tests.openai_server`` in a process of its own. docs/benchmarks.md holds the measured figures.
"""
