"""What a request will probably cost, before it is asked: no network, no tables of a tokenizer.

Text is counted as a token for four bytes, which is within a tenth of what OpenAI's tokenizers make of English prose and
too much rather than too little for most other scripts. What a reply holds follows from what it was asked for; the
figures are those of two weeks on the local server (25 drafts, 25 assessments) and lie within a tenth of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from lecturegen.llm import Request
from lecturegen.message import Message
from lecturegen.schema import AnswerAsk, AssessAsk, DraftAsk, ObjectivesAsk, PlanAsk
from lecturegen.schema.replies import REPLIES
from lecturegen.usage import Usage

BYTES_A_TOKEN = 4
TOKENS_A_WORD = 1.5
"""Six bytes an English word, its space included."""
MINUTES_A_FRAME = 1.5
"""What prompts/plan.md asks for."""
TOKENS_A_TOPIC, TOKENS_A_PLANNED_FRAME = 130, 60
TOKENS_A_FRAME = 35
"""JSON, bullets and sources of a drafted frame; its script counts as words."""
TOKENS_BESIDE_QUESTIONS = 110
"""Activities and discussion; what a question takes, its type says."""
TOKENS_OF_OBJECTIVES = 90
"""Two or three of fifteen words."""
TOKENS_AN_ANSWER = 60
A_MESSAGE = 4
"""Tokens that wrap a message."""


def tokens(text: str) -> int:
    """Estimated tokens of ``text``."""
    return -(-len(text.encode()) // BYTES_A_TOKEN)


def expected(request: Request[Any]) -> Usage:
    """Prompt and completion as they will probably be."""
    return Usage(prompt_tokens(request.messages), _completion(request))


def prompt_tokens(messages: Iterable[Message]) -> int:
    return sum(tokens(message.text) + A_MESSAGE for message in messages)


def _completion(request: Request[Any]) -> int:
    earlier = [message.text for message in request.messages if message.role == "assistant"]
    if earlier and request.kind == "revise":
        return tokens(earlier[-1])
    return completion(request.variables)


def completion(ask: BaseModel) -> int:
    """Tokens of a good reply to what ``ask`` asks for."""
    match ask:
        case PlanAsk(topics=topics, minutes=minutes):
            return round(TOKENS_A_TOPIC * len(topics) + TOKENS_A_PLANNED_FRAME * minutes / MINUTES_A_FRAME)
        case DraftAsk(words=words, section=section):
            return draft_tokens(words, len(section.frames))
        case AssessAsk(slots=slots):
            return assess_tokens(slot.kind for slot in slots)
        case ObjectivesAsk():
            return TOKENS_OF_OBJECTIVES
        case AnswerAsk(questions=asked):
            return answer_tokens(len(asked))
        case _:
            return 1000


def draft_tokens(words: float, frames: int) -> int:
    return round(TOKENS_A_WORD * words + TOKENS_A_FRAME * frames)


def answer_tokens(questions: int) -> int:
    return TOKENS_AN_ANSWER * questions


def assess_tokens(kinds: Iterable[str]) -> int:
    return sum(REPLIES[kind].tokens for kind in kinds) + TOKENS_BESIDE_QUESTIONS
