"""The base of every document: frozen and closed."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A document that a stage may read but not change; an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
