"""The council, or other authority, whose paper a document is, as its letterhead or heading prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.segment.block import Block
from graphbuild.segment.headings import is_heading
from graphbuild.segment.text import Text
from graphbuild.segment.title import body_names, calmed, is_generic

ABOVE = 14
"""Blocks above a document's first heading among which its letterhead is looked for."""
_KIND = r"(?:Metropolitan|Borough|County|City|District|Parish|Town|Community|Rural)"
_OF_A_KIND = re.compile(
    rf".+ {_KIND} Council|(?:Metropolitan )?{_KIND} of .+ Council|Council of the .+|(?:London|Royal) Borough of .+"
)
"""A council by the form of its name alone, wherever in a line it stands."""
_BOROUGH = re.compile(r"\b(?:London|Royal) Borough of [A-Z][\w'’-]+(?: (?:(?:and|upon|on|&) )?[A-Z][\w'’-]+){0,3}")
_AUTHORITY = re.compile(r"\b(?:Council|Authority)\Z|\ACouncil of ")


def authority_of_head(head: Sequence[Block]) -> Text | None:
    """The name of the one authority that the blocks above a meeting's items name; None where it is none, or several.

    "Barset Council" is told from "Youth Council", and a combined authority from others, by having a line of its own.
    """
    lines = [block.text for block in head if is_heading(block)]
    for found in (_lone(lines), _of_a_kind(lines)):
        names = {name.value.casefold(): name for name in found}
        if names:
            return next(iter(names.values())) if len(names) == 1 else None
    return None


def _lone(lines: Sequence[Text]) -> Iterator[Text]:
    """The names that fill a line."""
    return (name for line in lines for name in _authorities(line) if len(name) >= len(line) - len("The ."))


def _of_a_kind(lines: Sequence[Text]) -> Iterator[Text]:
    return (name for line in lines for name in _authorities(line) if _OF_A_KIND.fullmatch(calmed(name.value)))


def _authorities(line: Text) -> Iterator[Text]:
    """The authorities that a line names, but for "the Town Council"."""
    for name in body_names(line):
        if _AUTHORITY.search(calmed(name.value)) and not is_generic(name):
            yield name
    for match in _BOROUGH.finditer(calmed(line.value)):
        name = line[match.start() : match.end()]
        if not body_names(name):
            yield name
