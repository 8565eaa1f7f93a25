"""Find plug-ins by importing every module of a package."""

from importlib import import_module
from pkgutil import iter_modules


def import_all(package: str) -> None:
    """Import each public module directly inside ``package``, in name order.

    A module whose name starts with ``_`` is a base, not a plug-in, and is left out.
    """
    root = import_module(package)
    for module in sorted(iter_modules(root.__path__), key=lambda m: m.name):
        if not module.name.startswith("_"):
            import_module(f"{package}.{module.name}")
