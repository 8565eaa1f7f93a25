"""Why the offline model has no answer: it has only the notes.

NoNotes is a ConfigurationError: there is neither a key nor a note. NothingToSay is a ModelError: the notes hold
nothing for a topic, or for a frame that a person planned.
"""

from __future__ import annotations

from lecturegen.errors import ConfigurationError, ModelError


class NoNotes(ConfigurationError):
    hint = "Give notes (`notes:` in the course file, or --notes), or set OPENAI_API_KEY to have a model write."


class NothingToSay(ModelError):
    outcome = "no notes"
    hint = "Add notes on it, take it out of the topics or the plan, or set a key to have a model write it."
