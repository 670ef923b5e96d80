"""Finds decisions by their label ("Resolved:-") and takes them apart into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import labels, pattern
from graphbuild.segment.record import Clause
from graphbuild.segment.text import Text, join

_INLINE_MARK = re.compile(r"^\(?(\d{1,2}|[a-z])[).]\s+")
_NEXT_INLINE = re.compile(r"(?<=[.;:,a-z)])\s+(?:and\s+)?\((\d{1,2}|[a-z])\)\s+(?=[A-Z])")
_TRAILING = " ;,"
_OPENS_CLAUSE = re.compile(r"^(?:That|To|The|Members|Councillors?)\b")


def split_decisions(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Clause]]]:
    """Each decision as (number of blocks from its first, clauses), by the index of its first block.

    Yields ``(index after the decision's last block, clauses)``.
    """
    index = 0
    while index < len(blocks):
        match = pattern(labels().decision).match(blocks[index].text.value)
        if match and not blocks[index].cells:
            end, clauses = _decision(blocks, index, blocks[index].text[match.end() :].strip())
            if clauses:
                yield end, clauses
            index = max(end, index + 1)
        else:
            index += 1


def _decision(blocks: Sequence[Block], index: int, first: Text) -> tuple[int, list[Clause]]:
    """The clauses of the decision whose label stands in block ``index`` and whose text begins with ``first``."""
    lead: Text | None = None
    clauses: list[Clause] = []
    following = blocks[index + 1 :]
    if first and _is_lead(first, following):
        lead = first
    elif first:
        clauses = _inline(first)
    for count, block in enumerate(following):
        if clauses and _holds_list(clauses[-1].text) and block.mark == "-":
            clauses[-1] = Clause(clauses[-1].mark, join(clauses[-1].text, _marked(block)), lead)
        elif _begins_clause(block, clauses):
            mark = None if block.mark == "-" else block.mark
            inline = _inline(block.text)
            clauses += [Clause(inline[0].mark or mark, inline[0].text, lead), *inline[1:]] if inline else []
        else:
            return index + 1 + count, _trimmed(clauses, lead)
    return len(blocks), _trimmed(clauses, lead)


def _is_lead(text: Text, following: Sequence[Block]) -> bool:
    """Whether a text only leads in to the marked clauses below it."""
    marked = bool(following) and following[0].mark is not None
    numbered = marked and following[0].mark != "-"
    return numbered and text.value.rstrip(" -–").endswith((":", ",")) and not _INLINE_MARK.match(text.value)


def _begins_clause(block: Block, clauses: list[Clause]) -> bool:
    if block.heading or block.cells:
        return False
    if block.mark and block.mark != "-":
        return True
    if block.mark == "-":
        return not clauses or (clauses[-1].mark is None and bool(_OPENS_CLAUSE.match(block.text.value)))
    # An unmarked paragraph right under the bare label is the decision itself; one more "That ..." goes on with it.
    return not clauses or (clauses[-1].mark is None and block.text.value.startswith("That "))


def _holds_list(text: Text) -> bool:
    return text.value.rstrip(" -–").endswith(":") or "\u2022" in text.value or "\n" in text.value or _in_list(text)


def _in_list(text: Text) -> bool:
    return bool(re.search(r"(?::|: -)\s+- ", text.value))


def _marked(block: Block) -> Text:
    """A bullet with its mark: a list inside a clause keeps its marks."""
    return Text("- ", (block.text.begin, block.text.begin)) + block.text


def _inline(text: Text) -> list[Clause]:
    """The clauses of one paragraph: "(1) That ... (2) That ..." are two."""
    clauses: list[Clause] = []
    rest = text
    while rest:
        mark = _INLINE_MARK.match(rest.value)
        body = rest[mark.end() :] if mark else rest
        following = _NEXT_INLINE.search(body.value) if mark else None
        clauses.append(Clause(mark.group(1) if mark else None, body[: following.start()] if following else body))
        rest = body[following.start() :].strip() if following else Text("", ())
        if following and rest.value.startswith("and "):
            rest = rest[4:]
    return clauses


def _trimmed(clauses: list[Clause], lead: Text | None) -> list[Clause]:
    trimmed = []
    for clause in clauses:
        text = clause.text.strip(_TRAILING)
        if text.value.endswith("; and"):
            text = text[:-5].strip(_TRAILING)
        if text:
            trimmed.append(Clause(clause.mark, text, lead))
    return trimmed
