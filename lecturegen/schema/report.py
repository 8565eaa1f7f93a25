"""What the validator found, and what a run was made of."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from lecturegen.frozen import Frozen


class Origin(StrEnum):
    """Who wrote the text. ``offline``: selected from the user's notes, no language model took part."""

    MODEL = "model"
    OFFLINE = "offline"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Finding(Frozen):
    """One thing wrong, and where.

    ``where`` is a JSON pointer into the document (``/sections/3/frames/0/script``), or ``file:line`` for notes.
    ``at``: start and end, in the text at ``where``, of the words that are wrong; None if it is the whole.
    """

    code: str
    rule: str = Field(description="readable name of the rule")
    severity: Severity
    where: str
    message: str
    fix: str = ""
    at: tuple[int, int] | None = None

    def __str__(self) -> str:
        remedy = f"; {self.fix}" if self.fix else ""
        return f"{self.where}: {self.code} {self.message}{remedy}"


class Rejected(Frozen):
    """A section that is absent from the files, and why."""

    section: str
    title: str
    stage: str
    reason: str
    hint: str = ""
    findings: tuple[Finding, ...] = ()


class Guessed(Frozen):
    """What a reader finds of the single-choice keys who sees options and has learnt nothing (see LG249).

    ``right`` of ``of`` keys are expected to be found, ``chance`` of them by drawing lots.
    """

    right: float
    of: int
    chance: float

    def __str__(self) -> str:
        part, lots = (100 * number / self.of for number in (self.right, self.chance))
        return f"a blind guesser finds {part:.0f}% of {self.of} keys, lots {lots:.0f}%"


class Report(Frozen):
    course: str
    number: int
    title: str
    origin: Origin = Origin.MODEL
    findings: tuple[Finding, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    guessed: Guessed | None = Field(default=None, description="null: there are no single choices of four options")

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


class PromptUsed(Frozen):
    id: str
    version: int


class Tokens(Frozen):
    """As the server counted them, failed attempts included."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0


class Manifest(Frozen):
    """What the files of a week were made from. Digests are sha256 in hexadecimal."""

    lecturegen: str
    model: str
    inputs: dict[str, str]
    outputs: dict[str, str]
    made: dict[str, str] = Field(
        default={}, description="command -> digest of what it was told besides the inputs: model, settings, prompts"
    )
    prompts: tuple[PromptUsed, ...] = ()
    attempts: dict[str, int] = Field(default={}, description="outcome -> how many")
    tokens: Tokens = Tokens()
    cost_usd: float | None = Field(default=0.0, description="None: the price of this model is not known")
