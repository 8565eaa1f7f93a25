"""Find plug-ins by importing every module of a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from threading import RLock
from typing import TypeVar

P = TypeVar("P")


def import_all(package: str) -> None:
    """Import each public module directly inside ``package``, in name order.

    A module whose name starts with ``_`` is a base, not a plug-in, and is left out.
    """
    root = import_module(package)
    for module in sorted(iter_modules(root.__path__), key=lambda m: m.name):
        if not module.name.startswith("_"):
            import_module(f"{package}.{module.name}")


class Plugins(Mapping[str, P]):
    """The plug-ins of a package by their names. They enter themselves; all are imported when the first is looked up."""

    def __init__(self, package: str) -> None:
        self.entered: dict[str, P] = {}
        self._package = package
        self._loaded, self._loading = False, RLock()

    def load(self) -> None:
        """Import them now. Another thread that looks one up meanwhile waits for all of them."""
        with self._loading:
            if not self._loaded:
                import_all(self._package)
                self._loaded = True

    def __getitem__(self, name: str) -> P:
        self.load()
        return self.entered[name]

    def __iter__(self) -> Iterator[str]:
        self.load()
        return iter(self.entered)

    def __len__(self) -> int:
        self.load()
        return len(self.entered)
