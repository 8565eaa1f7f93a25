"""A local server that speaks OpenAI's API, answers our requests well, and fails as it is told.

It knows chat completions, models, files and batches.

    . .venv/bin/activate && python -m tests.openai_server --port 8000 --fault draft:2:truncated

In a test:

    with running(Behaviour(faults=["draft:1:rate-limit"])) as server:
        client = openai.OpenAI(base_url=server.base_url, api_key="none", max_retries=0)

Answers are made from the request by a grammar, not by a model: the same request gets the same answer, and the answer
passes the rules in ``lecturegen.rules``. Not covered: tools, audio, several choices (``n``).
"""

from tests.openai_server.server import Behaviour, Server, running

__all__ = ["Behaviour", "Server", "running"]
