"""The documents that cross a stage boundary, and the shapes that cross the wire."""

from lecturegen.schema.ask import (
    AnswerAsk,
    AskedQuestion,
    AssessAsk,
    DraftAsk,
    Lettered,
    Neighbour,
    ObjectivesAsk,
    PlanAsk,
    ReviseAsk,
    StandingSection,
    TaughtFrame,
)
from lecturegen.schema.blueprint import Blueprint, Slot
from lecturegen.schema.course import Brief, Course, CourseWeek, Overrides
from lecturegen.schema.files import WeekFiles
from lecturegen.schema.passage import Passage
from lecturegen.schema.plan import Objective, Plan, PlannedFrame, PlannedSection
from lecturegen.schema.policy import CheckSettings, Ignore, Policy, RuleSetting
from lecturegen.schema.report import (
    Finding,
    FormatMade,
    Guessed,
    Manifest,
    Origin,
    PromptUsed,
    Rejected,
    Report,
    Severity,
    Tokens,
)
from lecturegen.schema.week import Assessment, Code, Frame, Section, Source, Table, Week

DOCUMENTS = {
    "course": Course,
    "plan": Plan,
    "week": Week,
    "report": Report,
    "manifest": Manifest,
    "check": CheckSettings,
}

__all__ = [
    "DOCUMENTS",
    "AnswerAsk",
    "AskedQuestion",
    "AssessAsk",
    "Assessment",
    "Blueprint",
    "Brief",
    "CheckSettings",
    "Code",
    "Course",
    "CourseWeek",
    "DraftAsk",
    "Finding",
    "FormatMade",
    "Frame",
    "Guessed",
    "Ignore",
    "Lettered",
    "Manifest",
    "Neighbour",
    "Objective",
    "ObjectivesAsk",
    "Origin",
    "Overrides",
    "Passage",
    "Plan",
    "PlanAsk",
    "PlannedFrame",
    "PlannedSection",
    "Policy",
    "PromptUsed",
    "Rejected",
    "Report",
    "ReviseAsk",
    "RuleSetting",
    "Section",
    "Severity",
    "Slot",
    "Source",
    "StandingSection",
    "Table",
    "TaughtFrame",
    "Tokens",
    "Week",
    "WeekFiles",
]
