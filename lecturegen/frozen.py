"""The base of every document: frozen and closed."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Frozen(BaseModel):
    """A document that a stage may read but not change; an unknown field is an error.

    Validators are built when the first document is made: a command needs few of the hundred.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Same(Generic[T]):
    """A document as a key of a cache, equal to none but itself: to hash all its texts takes longer than most rules."""

    __slots__ = ("document",)

    def __init__(self, document: T) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.document is self.document

    def __hash__(self) -> int:
        return id(self.document)
