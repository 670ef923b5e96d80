"""The formats that can be read: each is a module of this package, found by the suffixes that it names.

A format's module has ``SUFFIXES``, a tuple such as ``(".txt", ".md")`` in lower case, ``NATIVE``, which says whether
libraries in C read it, so that it is read in a process of its own (``graphbuild/read/sandbox.py``), and
``parse(data: bytes) -> Content``, which raises ``Unreadable`` with what follows the file's name in a sentence:
"is damaged; save it again". It imports heavy libraries inside ``parse``: every module is loaded to learn its suffixes.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import PurePath
from typing import Protocol, cast

from graphbuild.read.content import Content

ARCHIVES = (".zip",)
"""Suffixes of what is no document but holds some."""


class Format(Protocol):
    """What each module of this package offers."""

    SUFFIXES: tuple[str, ...]
    NATIVE: bool

    @staticmethod
    def parse(data: bytes) -> Content:
        """The text of a file's bytes."""


@functools.cache
def formats() -> Mapping[str, Format]:
    """Every known suffix, in lower case and sorted, with its format."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return dict(sorted((suffix, module) for module in modules for suffix in module.SUFFIXES))


def is_archive(path: PurePath) -> bool:
    """Whether ``path``'s suffix is one of archives, which hold documents."""
    return path.suffix.lower() in ARCHIVES


def known(path: PurePath) -> bool:
    """Whether ``path``'s suffix is one that a format has, or archives have."""
    return path.suffix.lower() in formats() or is_archive(path)


def suffixes() -> str:
    """The known suffixes, for a sentence: ".md, .txt"."""
    return ", ".join(sorted((*formats(), *ARCHIVES)))
