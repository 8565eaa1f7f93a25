"""Exporters: one format each, found by name when the first is looked up."""

from lecturegen.exporters._base import EXPORTERS, Export, Exported, Known, Wishes

__all__ = ["EXPORTERS", "Export", "Exported", "Known", "Wishes"]
