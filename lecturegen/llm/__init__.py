"""The one door to a model: ``Model.ask(request) -> reply``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from lecturegen.message import Message
from lecturegen.schema.wire import Wire
from lecturegen.usage import Allowance, Usage

W = TypeVar("W", bound=Wire)


@dataclass(frozen=True, slots=True)
class Request(Generic[W]):
    """One question to a model.

    ``kind`` names the request (plan, draft, assess, answer, revise); ``unit`` is the section's id, empty for the plan;
    ``label`` is what people read (``section 3 'Transformers'``). ``variables`` are what ``messages`` were rendered
    from: a model that is no language model (offline) works from them. ``max_tokens`` None leaves it to the server.
    ``essence`` is what ``messages`` are without their surroundings: an answer stands as long as it is the same, also
    where a neighbour has changed; empty: all of them count.
    ``key`` is the journal's address of the answer, once it has one. ``begun`` is what there is already of a reply that
    was cut: the messages then ask for the rest alone. ``address`` is that of this very request, where batches matter.
    """

    kind: str
    prompt: str
    version: int
    messages: tuple[Message, ...]
    variables: BaseModel
    shape: type[W]
    unit: str = ""
    label: str = ""
    essence: tuple[Message, ...] = ()
    max_tokens: int | None = None
    begun: str = ""
    key: str = field(default="", compare=False)
    address: str = field(default="", compare=False)

    def followed_by(self, reply: str, message: str) -> Request[W]:
        """The same request continued: what the model answered, and what we say to that."""
        return replace(self.with_turns(reply, message), kind="revise")

    def with_turns(self, reply: str, message: str) -> Request[W]:
        """Two more messages, as they are said: what the model answered, and what we say to that."""
        turns = (Message("assistant", reply), Message("user", message))
        essence = (*self.essence, *turns) if self.essence else ()
        return replace(self, messages=(*self.messages, *turns), essence=essence)

    def with_note(self, note: str) -> Request[W]:
        """``note`` below the last message."""
        return replace(self, messages=_noted(self.messages, note), essence=_noted(self.essence, note))


def _noted(messages: tuple[Message, ...], note: str) -> tuple[Message, ...]:
    return (*messages[:-1], *(Message(last.role, f"{last.text}\n\n{note}") for last in messages[-1:]))


@dataclass(frozen=True, slots=True)
class Reply(Generic[W]):
    """A valid answer. ``text`` is what the model wrote; ``remembered`` means: from the journal, at no cost."""

    value: W
    text: str
    usage: Usage = field(default_factory=Usage)
    remembered: bool = False
    allowance: Allowance | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)


class Model(Protocol):
    """The one door.

    ``name`` is for people; ``fingerprint`` holds all that changes the answer: model, address, parameters. ``revises``:
    whether findings sent back can change the answer; a model that arranges notes has given its best at once.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def revises(self) -> bool: ...

    async def ask(self, request: Request[W]) -> Reply[W]:
        """Answer, validated against ``request.shape``. Raises a ModelError."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class Wrapper:
    """Base of what stands around a model: the same name, the same answers."""

    def __init__(self, inner: Model) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def fingerprint(self) -> str:
        return self._inner.fingerprint

    @property
    def revises(self) -> bool:
        return self._inner.revises

    async def aclose(self) -> None:
        await self._inner.aclose()


class Shared(Wrapper):
    """A model that several weeks use: none of them closes it."""

    async def ask(self, request: Request[W]) -> Reply[W]:
        return await self._inner.ask(request)

    async def aclose(self) -> None:
        """Left to whoever opened it."""
