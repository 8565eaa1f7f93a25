"""What the user wrote -> documents: a course file or a list of topics to begin with, and a plan edited by hand."""

from lecturegen.stages.course_file import is_course_file, load_course
from lecturegen.stages.plan_file import dump_plan, load_plan
from lecturegen.stages.topics import load_topics

__all__ = ["dump_plan", "is_course_file", "load_course", "load_plan", "load_topics"]
