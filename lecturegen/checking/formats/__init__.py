"""Results -> text. One module a format, found by name; each takes results as they come and keeps none of them."""

from lecturegen.checking.formats._base import FORMATS, Format
from lecturegen.registry import import_all

import_all(__name__)

__all__ = ["FORMATS", "Format"]
