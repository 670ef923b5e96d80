"""Strict YAML: plain lists, mappings and texts with their lines; what a hostile file could do is refused."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

LARGEST = 2_000_000
"""Bytes of a file: some ten thousand entries."""
_DEEPEST = 8
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's, ten times as fast, where PyYAML was built with it."""


class NotPlain(Exception):
    """What is wrong with a file, in words that follow its name."""


class Item(NamedTuple):
    """An item of the list at the top."""

    value: Any
    line: int
    lines: dict[str, int]
    """The line of each key, where it is a mapping."""


class Listed(NamedTuple):
    """The list at the top of a file."""

    items: list[Item]
    column: int
    """Of the dash before each item."""
    is_flow: bool
    """Whether it is written as ``[a, b]``, to which nothing can be appended."""


def read(data: bytes) -> Listed:
    """The list that a file holds; every scalar is text, as it is written. An empty file holds an empty list.

    Raises NotPlain for what is no YAML, no list, too deep, or has anchors, tags or a key twice.
    """
    try:
        text = data.decode("utf-8-sig")
        _check(text)
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError:
        raise NotPlain("is not in UTF-8; save it in that encoding") from None
    except yaml.YAMLError as error:
        raise NotPlain(_said(error)) from None
    if node is None or (isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null")):
        return Listed([], 0, False)
    if not isinstance(node, yaml.SequenceNode):
        raise NotPlain("is no list; begin each correction with a dash, as in `- same: [Jo Hall, Joanne Hall]`")
    return Listed([_item(child) for child in node.value], node.start_mark.column, bool(node.flow_style))


def _check(text: str) -> None:
    """Goes through the file's events, which takes no memory, before anything is built from them."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotPlain(f"has an anchor (& or *) in line {line}; write it out, or put the text in quotation marks")
        if getattr(event, "tag", None):
            raise NotPlain(f"has a tag (!) in line {line}; leave it out, or put the text in quotation marks")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise NotPlain(f"is nested too deep in line {line}; no correction needs more than {_DEEPEST} levels")


def _item(node: yaml.Node) -> Item:
    lines = {}
    if isinstance(node, yaml.MappingNode):
        lines = {key.value: key.start_mark.line + 1 for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
    return Item(_plain(node), node.start_mark.line + 1, lines)


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise NotPlain(f"has a key in line {line} that is no word; write `key: value`")
        if key.value in found:
            raise NotPlain(f"has the key {key.value!r} twice in one correction, in line {line}; leave one out")
        found[key.value] = _plain(value)
    return found


def _said(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return "holds a character that no text has, such as a zero byte; save it as plain text in UTF-8"
    problem = getattr(error, "problem", None) or "it cannot be taken apart"
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    where = f" in line {mark.line + 1}" if mark else ""
    if mark and begun and begun.line != mark.line:
        where += f", in what begins in line {begun.line + 1}"
    return f"is no YAML{where} ({problem}); put names that hold : or # in quotation marks, and indent with spaces"
