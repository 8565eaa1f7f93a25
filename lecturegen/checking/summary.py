"""What a run of `lecturegen check` came to: counts, and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lecturegen.checking.run import Result
from lecturegen.rules import RULES
from lecturegen.rules._words import counted
from lecturegen.schema import Finding, Severity


@dataclass
class Summary:
    """Counted while results pass by, so that none has to be kept."""

    files: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    mendable: int = 0
    names: dict[str, Finding] = field(default_factory=dict)
    """Code -> a finding of it, for what it is called."""
    ignored: int = 0
    unread: int = 0

    def counting(self, results: Iterable[Result]) -> Iterator[Result]:
        for result in results:
            self.files += len(result.paths)
            self.ignored += result.ignored
            self.unread += len(result.problems)
            for one in result.found:
                self.codes[one.finding.code] += 1
                self.severities[one.finding.severity] += 1
                self.names[one.finding.code] = one.finding
                self.mendable += one.finding.code in RULES and RULES[one.finding.code].mender is not None
            yield result

    @property
    def exit_code(self) -> int:
        """2 if a file could not be read, 1 if there is an error, else 0."""
        if self.unread:
            return 2
        return 1 if self.severities[Severity.ERROR] else 0

    def __str__(self) -> str:
        if not self.codes and not self.unread:
            said = f"{counted(self.files, 'file')} checked, nothing found"
        else:
            errors, warnings = self.severities[Severity.ERROR], self.severities[Severity.WARNING]
            found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
            said = f"{counted(self.files, 'file')} checked: {found}"
        parts = [said]
        if self.unread:
            parts.append(f"{counted(self.unread, 'file')} could not be read")
        if self.mendable:
            parts.append(f"--fix mends what it safely can of {self.mendable}")
        if self.ignored:
            parts.append(f"{self.ignored} ignored")
        return "; ".join(parts)

    def table(self) -> str:
        """Findings by rule, the most frequent first."""
        rows = sorted(self.codes.items(), key=lambda item: (-item[1], item[0]))
        return "".join(
            f"{number:>7}  {code}  {self.names[code].severity.value:8} {self.names[code].rule}\n"
            for code, number in rows
        )
