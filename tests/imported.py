"""What a run against a service imports and reads sooner or later: for a process that forks others, see apart.py."""

from __future__ import annotations

from importlib import import_module

from lecturegen.llm.langchain import LangChainModel
from lecturegen.registry import import_all
from lecturegen.settings import Settings

for package in ("lecturegen.rules", "lecturegen.exporters", "lecturegen.existing", "lecturegen.reading"):
    import_all(package)
for module in (
    "genai_prices.data_snapshot", "langchain_core.tracers.langchain", "lecturegen.accessible", "lecturegen.bank",
    "lecturegen.batch", "lecturegen.progress", "lecturegen.watching", "pygments.styles", "tests.apart",
):  # fmt: skip
    import_module(module)
LangChainModel(Settings.model_validate({"OPENAI_API_KEY": "sk-none"}))  # reads certificates
