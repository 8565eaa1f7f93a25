"""What a user wants of the rules: other severities, other limits, and what is to be ignored and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.schema.lines import Language, Line
from lecturegen.schema.report import Severity

Code = Annotated[str, Field(pattern=r"^LG[0-9]{3}$", description="such as LG310; `lecturegen rules` lists them")]


class RuleSetting(Frozen):
    """What one rule has different from its manual page."""

    severity: Severity | None = None
    limits: Mapping[str, float] = Field(default={}, description="name of a limit, as on its manual page -> value")


class Ignore(Frozen):
    """One rule that is not to be heard about, everywhere or in some files. There is no other way to silence one."""

    rule: Code
    because: Line = Field(description="the reason: whoever reads this next year has only that")
    files: Line | None = Field(default=None, description="glob below this file's folder, such as week-0*/script.md")


class Policy(Frozen):
    """The part of a course file, or the whole of lecturegen.yaml, that is about rules."""

    rules: Mapping[Code, RuleSetting] = Field(default={}, description="what single rules have different")
    ignore: tuple[Ignore, ...] = Field(default=(), description="rules that are not to be heard about, with the reason")

    def severity(self, code: str, usual: Severity) -> Severity:
        setting = self.rules.get(code)
        return (setting and setting.severity) or usual

    def limit(self, code: str, name: str, usual: float) -> float:
        setting = self.rules.get(code)
        return setting.limits.get(name, usual) if setting else usual

    def ignores(self, code: str) -> bool:
        """Whether the rule is ignored everywhere; what is ignored in some files is for who knows the file."""
        return bool(self.ignore) and any(ignore.rule == code and ignore.files is None for ignore in self.ignore)


class CheckSettings(Policy):
    """lecturegen.yaml: what `lecturegen check` goes by, for all files in its folder and below."""

    language: Language = "en"
    words_per_minute: int | None = Field(
        default=None, ge=80, le=220, description="spoken words a minute; what is usual in the language if left out"
    )
    terms: tuple[Line, ...] = Field(default=(), description="words of the subject, which no rule about prose may count")
