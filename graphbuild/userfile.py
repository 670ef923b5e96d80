"""YAML that a user wrote, read as plain text values: no anchors, no tags, no key twice, of a bounded size and depth."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.events import AliasEvent

from graphbuild.errors import GraphbuildError, shown

LARGEST = 1_000_000
"""Bytes of a file at most: PyYAML reads that in a few seconds."""
_DEEPEST = 40


class _Plain(yaml.BaseLoader):
    """Every scalar is its text. An alias, by which a few lines can stand for more than memory holds, is an error."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(AliasEvent):
            raise ConstructorError(None, None, "an alias (*name); write out what it stands for", mark)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ConstructorError(None, None, f"more than {_DEEPEST} lists in each other", mark)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key.value, str):
                raise ConstructorError(None, None, "a key that is no word", key.start_mark)
            if key.value in seen:
                raise ConstructorError(None, None, f"{shown(key.value)!r} twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def parse(text: str) -> Any:
    """What YAML in ``text`` says: dicts, lists and strings (None for an empty text).

    Raises ValueError with what is wrong ("at line 3: an alias ..."), to be put into a sentence.
    """
    try:
        return yaml.load(text, Loader=_Plain)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"at line {mark.line + 1}: " if mark else ""
        what = getattr(error, "problem", None) or "it holds what no text does"
        raise ValueError(f"{where}{shown(what)}") from None


def load(path: Path, largest: int = LARGEST) -> Any:
    """What the YAML file ``path`` says, as ``parse`` reads it.

    Raises GraphbuildError, one sentence with file and remedy, where it cannot be read, is too large or no such YAML.
    """
    return decoded(path, data(path, largest))


def data(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file; raises GraphbuildError where it cannot be read or has more than ``largest``."""
    try:
        if path.exists() and not path.is_file():
            raise GraphbuildError(f"{shown(path)} is no file; give a YAML file")
        with path.open("rb") as file:
            found = file.read(largest + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise GraphbuildError(f"{shown(path)} cannot be read ({why}); check that it is there") from None
    if len(found) > largest:
        raise GraphbuildError(f"{shown(path)} is larger than {largest // 1000:,} kB; split it")
    return found


def decoded(path: Path, found: bytes) -> Any:
    """What the bytes of the YAML file ``path`` say; raises GraphbuildError as ``load`` does."""
    try:
        return parse(found.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise GraphbuildError(f"{shown(path)} is not UTF-8 text; save it as such") from None
    except ValueError as error:
        raise GraphbuildError(f"{shown(path)} is not valid YAML {error}; correct it there") from None
