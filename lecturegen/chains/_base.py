"""Ask, read, mend, check, and send back what does not hold, at most twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from lecturegen import prompting, rules
from lecturegen.errors import ModelError, Stopped
from lecturegen.events import Emit, SentBack, silent
from lecturegen.llm import Model, Request
from lecturegen.schema import Finding, ReviseAsk, Severity
from lecturegen.schema.wire import Wire

D = TypeVar("D")

ROUNDS_FOR_ERRORS = 2
"""Times a unit with a finding of error severity goes back to the model."""
ROUNDS_FOR_WARNINGS = 1
"""Times a unit with nothing worse than warnings goes back: a whole section's tokens, so once."""


@dataclass(frozen=True, slots=True)
class Settled(Generic[D]):
    """A document without errors, and the conversation that led to it, should it have to go on.

    ``keys`` are the journal's addresses of every answer of the conversation.
    """

    document: D
    findings: tuple[Finding, ...]
    request: Request[Any]
    reply: str
    keys: tuple[str, ...]


class Unsettled(ModelError):
    """Errors are left, although the model was told, if it is one that can be told."""

    outcome = "findings"
    hint = "Run the command again to ask anew, or try another model with --model."

    def __init__(self, findings: tuple[Finding, ...], keys: tuple[str, ...]) -> None:
        errors = [f for f in findings if f.severity is Severity.ERROR]
        left = "one error is left" if len(errors) == 1 else f"{len(errors)} errors are left, the first"
        super().__init__(f"{left}: {errors[0]}")
        self.findings, self.keys = findings, keys


@dataclass(frozen=True, slots=True)
class Task(Generic[D]):
    """What turns a reply into a document (``read``), makes its safe mends and lists its faults (``check``).

    ``in_reply``: a reply and a place in the document -> the place in the reply that it was read from.
    """

    read: Callable[[Any], D]
    check: Callable[[D], tuple[D, tuple[Finding, ...]]]
    in_reply: Callable[[Any, str], str] = lambda reply, where: where


async def settle(model: Model, request: Request[Any], task: Task[D], emit: Emit = silent) -> Settled[D]:
    """A document without errors. Raises Unsettled, or the ModelError that ended the conversation."""
    return await _converse(model, request, task, emit, None)


async def reopen(
    model: Model, settled: Settled[D], findings: Sequence[Finding], task: Task[D], emit: Emit = silent
) -> Settled[D]:
    """The conversation goes on: something was found only when all sections lay side by side."""
    request = _sent_back(settled.request, settled.reply, findings, task)
    emit(SentBack(request.unit, len(findings)))
    return await _converse(model, request, task, emit, settled)


async def _converse(
    model: Model, request: Request[Any], task: Task[D], emit: Emit, before: Settled[D] | None
) -> Settled[D]:
    keys = before.keys if before else ()
    best: Settled[D] | None = None
    last = before.reply if before else ""
    for rounds in range(ROUNDS_FOR_ERRORS + 1):
        try:
            reply = await model.ask(request)
        except Stopped:
            raise
        except ModelError:
            if best is None or _errors(best.findings):
                raise
            break  # what we have has warnings only, and stands
        keys = (*keys, reply.key)
        document, findings = task.check(task.read(reply.value))
        made = Settled(document, findings, request, reply.text, keys)
        if best is None or _badness(findings) < _badness(best.findings):
            best = made
        wanted = [finding for finding in findings if model.revises and _goes_back(finding, rounds)]
        # a model that says the same again will not say otherwise the third time
        if not wanted or reply.text == last or rounds == ROUNDS_FOR_ERRORS:
            break
        last = reply.text
        request = _sent_back(request, reply.text, wanted, task)
        emit(SentBack(request.unit, len(wanted)))
    assert best is not None
    if _errors(best.findings):
        raise Unsettled(best.findings, keys)
    return Settled(best.document, best.findings, best.request, best.reply, keys)


def _goes_back(finding: Finding, rounds: int) -> bool:
    if finding.severity is Severity.ERROR:
        return True
    return rounds < ROUNDS_FOR_WARNINGS and rules.RULES[finding.code].again


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _badness(findings: Sequence[Finding]) -> tuple[int, int]:
    return _errors(findings), len(findings)


def _sent_back(request: Request[Any], reply: str, findings: Sequence[Finding], task: Task[Any]) -> Request[Any]:
    value = request.shape.model_validate_json(reply)
    seen = dict.fromkeys(f.model_copy(update={"where": task.in_reply(value, f.where)}) for f in findings)
    (message,) = revise_prompt().render(ReviseAsk(findings=tuple(seen)))
    return request.followed_by(reply, message.text)


@cache
def revise_prompt() -> prompting.Prompt[ReviseAsk]:
    return prompting.load("revise", ReviseAsk)


def request_of(
    prompt: prompting.Prompt[Any],
    variables: Any,
    shape: type[Wire],
    *,
    unit: str = "",
    label: str = "",
    surroundings: Mapping[str, Any] | None = None,
) -> Request[Any]:
    """A first request: the prompt rendered with its variables.

    ``surroundings``: those variables that tell of the unit's neighbours, and values that tell nothing of them.
    """
    alone = variables.model_copy(update=surroundings) if surroundings else None
    essence = prompt.render(alone) if alone else ()
    messages = prompt.render(variables)
    return Request(prompt.id, prompt.id, prompt.version, messages, variables, shape, unit, label, essence)
