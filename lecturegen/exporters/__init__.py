"""Exporters: one format each, found by name."""

from lecturegen.exporters._base import EXPORTERS, Export, Exported, Known, Wishes
from lecturegen.registry import import_all

import_all(__name__)

__all__ = ["EXPORTERS", "Export", "Exported", "Known", "Wishes"]
