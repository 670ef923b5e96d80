"""Names and small questions that all readers of WordprocessingML share."""

from __future__ import annotations

from typing import Any

_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_ALTERNATIVES}Fallback"
"""What older programs show instead of what stands beside it."""
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _SPACE + name


def find(element: Any, *path: str) -> Any:
    """The first element under ``path``; None where there is none, or no ``element``."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return element


def value(element: Any, *path: str) -> str | None:
    """What the first element under ``path`` has as its value."""
    found = find(element, *path)
    return None if found is None else found.get(w("val"))


def number(element: Any, *path: str) -> int | None:
    """As ``value``, as a whole number of sensible size; None for anything else."""
    found = value(element, *path)
    return int(found) if found and found.isascii() and found.isdecimal() and len(found) < 7 else None


def switch(element: Any, *path: str) -> bool | None:
    """Whether what stands under ``path`` is switched on or off; None where it does not stand there."""
    found = find(element, *path)
    return None if found is None else (found.get(w("val")) or "true").casefold() not in _OFF
