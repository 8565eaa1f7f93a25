"""Why a run stopped.

    LecturegenError
    |-- InputError                the user's input is wrong              exit 2
    |   |-- CourseError           course file, topic list or plan
    |   |-- DocumentError         script.md or assessment.md
    |   |   `-- DeckError         slides.tex
    |   `-- NotesError            a notes file
    |-- UsageError                the command line does not fit         exit 2
    |-- Interrupted               by the user                           exit 130
    |-- ConfigurationError        configuration, key or prompt is wrong  exit 3
    |   |-- PromptError
    |   `-- NoBatches             the service has no Batch API
    |-- FolderError               the week's folder cannot be used       exit 3
    |-- OutputError               standard output cannot be written      exit 3
    |-- LogError                  the log cannot be written              exit 3
    |-- Unwritable                a text would be read as a sign         exit 2
    |   `-- Unshown               no font here shows a sign
    |-- BankError                 the item bank lacks what was asked     exit 2
    `-- ModelError                the model let us down                  exit 4
        |-- ModelBusy             the same request is worth another try
        |   `-- Unreachable       no connection came about
        |-- BadReply              answered, but not to the schema: ask differently
        |   `-- Truncated         stopped by the length limit: ask for more room
        |-- Refused               refusal or content filter: never again
        |-- AccessDenied          401, 403: never again                 exit 3
        |-- QuotaExhausted        no money left: never again
        |-- ContextExceeded       the request does not fit: never again
        |-- RequestRejected       any other 4xx: never again
        |-- BudgetSpent           not asked: it could cost more than is left  exit 3
        `-- Stopped               the user wants the run to end                exit 130
            `-- Posted            in a batch, which answers later              exit 0

Problems with a *lecture* are findings, not errors: see ``lecturegen.rules``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lecturegen.usage import Allowance, Usage


class LecturegenError(Exception):
    """Base of everything we raise on purpose. ``hint`` is the remedy; the class knows it."""

    exit_code = 1
    retryable = False
    hint = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: ``place`` is ``file`` or ``file:line``."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class InputError(LecturegenError):
    """The user's files are wrong. All problems at once, in the order of the file."""

    exit_code = 2

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class CourseError(InputError):
    hint = "`lecturegen init` writes a course file that is right; schemas/course.schema.json helps your editor."


class PathError(InputError):
    """A path of the user's that cannot be opened, or below which there is nothing to do."""

    hint = "Name course files, folders of weeks, trees of both, or globs in quotes."


class UsageError(LecturegenError):
    """The command line does not fit together."""

    exit_code = 2
    hint = "`lecturegen COMMAND --help` shows what goes together."


class DocumentError(InputError):
    hint = "A script begins with `# Slides Script: …`, an assessment with `# Assessment: …`."


class DeckError(DocumentError):
    hint = r"Slides are LaTeX for Beamer: frames between \begin{frame} and \end{frame}."


class TemplateError(DocumentError):
    hint = "A template is a .pptx or .potx with the layouts 'Title and Content' and 'Title Only', in any language."


class Interrupted(LecturegenError):
    exit_code = 130
    hint = "What was answered is kept; run the same command again to go on."


class NotesError(InputError):
    hint = "Notes may be markdown, text, HTML or notebooks (.md .txt .html .ipynb)."


class ConfigurationError(LecturegenError):
    exit_code = 3


class PromptError(ConfigurationError):
    hint = "Prompts are described in CONTRIBUTING.md."


class NoBatches(ConfigurationError):
    hint = "Ask live: without --batch-api, or with --finish-live. OpenAI, Azure and Groq have batches, at half price."


class FolderError(LecturegenError):
    exit_code = 3
    hint = "Give another folder with --out, or free this one."


class LogError(LecturegenError):
    exit_code = 3
    hint = "Give another file with --log-json; the week itself does not need it."


class OutputError(LecturegenError):
    """What is said, on standard output or to a terminal, cannot be written."""

    exit_code = 3
    hint = "What was made is kept; run the same command again with its output elsewhere."


class CrewLost(LecturegenError):
    """Workers of a cluster, or its scheduler, are gone."""

    exit_code = 4
    hint = "Run the same command again: what is done is not done again."


class Unwritable(LecturegenError, ValueError):
    """A text that cannot be written to a document, because it would be read back as something else."""

    exit_code = 2
    hint = "`lecturegen check` shows where the text stands."


class Unshown(Unwritable):
    """Signs that no font of this machine shows. ``places``: a line each, with the place and the sign."""

    hint = (
        "Install a font that has them (Debian: fonts-noto-color-emoji for emoji, fonts-noto-cjk for Chinese, Japanese"
        " and Korean, fonts-noto-core for other scripts), or put something else in their place."
    )

    def __init__(self, places: Iterable[str]) -> None:
        super().__init__("\n".join(["no font on this machine shows:", *places]))


class BankError(LecturegenError):
    """The item bank is none, is damaged or in use, or lacks what was asked of it."""

    exit_code = 2
    hint = "`lecturegen bank list --bank FILE` shows what a bank holds."


class ModelError(LecturegenError):
    """The model or the way to it failed. ``usage`` holds what the failed reply cost.

    ``allowance``: what the answer's headers said of rate limits. ``billed_unseen``: the service may have worked for
    this, but its count never arrived (a timeout, a broken answer).
    """

    exit_code = 4
    outcome = "error"  # the name under which journal and report file it

    def __init__(self, message: str, *, usage: Usage | None = None, text: str = "") -> None:
        super().__init__(message)
        self.usage = usage
        self.text = text
        self.allowance: Allowance | None = None
        self.billed_unseen = False


class ModelBusy(ModelError):
    """Worth the same request again. ``retry_after``: seconds the server asked for, if it did."""

    retryable = True
    outcome = "busy"
    hint = "The service did not answer in time; run the same command again, nothing answered is asked twice."

    def __init__(self, message: str, *, retry_after: float | None = None, rate_limited: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.rate_limited = rate_limited


class Unreachable(ModelBusy):
    """No connection came about. Worth another try: a service that is started again is away for a while."""

    hint = "Check OPENAI_BASE_URL, the network, and proxies (HTTPS_PROXY, HTTP_PROXY, NO_PROXY); then run it again."


class Stopped(ModelError):
    """Not asked, because the user wants the run to end."""

    exit_code = 130
    outcome = "stopped"
    hint = "What was answered is kept; run the same command again to go on."


class Posted(Stopped):
    """Not asked now: it lies in a batch, and so does what would follow. Nothing is wrong.

    It counts as billed: the batch will be paid, whether anybody comes back or not.
    """

    exit_code = 0
    outcome = "posted"
    hint = "Run the same command again when the batch is done; nothing is posted twice."

    def __init__(self, message: str = "it waits for a batch") -> None:
        super().__init__(message)
        self.billed_unseen = True


def stop_among(errors: Iterable[Exception]) -> Stopped | None:
    """The error to go on with if work done side by side was stopped: the user's word counts before a batch's."""
    stops = [error for error in errors if isinstance(error, Stopped)]
    return min(stops, key=lambda error: isinstance(error, Posted), default=None)


class BudgetSpent(ModelError):
    """Not asked, because it could have cost more than the budget has left."""

    exit_code = 3
    outcome = "budget"
    hint = "What was answered is kept; run the same command with a new budget to go on. --dry-run says what it takes."


class BadReply(ModelError):
    outcome = "bad reply"
    hint = "Try a stronger model with --model; what it answered is kept in the journal."


class Truncated(BadReply):
    outcome = "truncated"
    hint = "The model's length limit is too small for a section; try another model."


class Refused(ModelError):
    outcome = "refused"
    hint = "The model or its content filter declined; reword the topic, or write this section by hand."


class QuotaExhausted(ModelError):
    outcome = "quota"
    hint = "The account has no quota left; add credit and run the same command again."


class ContextExceeded(ModelError):
    outcome = "context length"
    hint = "Lower LECTUREGEN_NOTES_TOKENS, or use a model with a larger context."


class RequestRejected(ModelError):
    outcome = "rejected"
    hint = "The service does not accept the request; check model name and base URL."


class AccessDenied(ModelError):
    exit_code = 3
    outcome = "denied"
    hint = "Check OPENAI_API_KEY and OPENAI_BASE_URL, and that the key may use this model."
