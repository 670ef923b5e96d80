"""What could be parts of a record in a document in which no meeting was found, so that it shows what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild import dates
from graphbuild.inspection.seen import Mark
from graphbuild.inspection.segments import table
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import either, labels
from graphbuild.segment.title import body_name


def glimpses(blocks: Sequence[Block]) -> Iterator[Mark]:
    """Dates, names of bodies that meet, and labels of people and decisions, wherever they stand."""
    people = either(tuple(one.pattern for one in labels().attendance if one.capacity))
    decisions = either(labels().decision.opening)
    for block in blocks:
        text = block.text
        yield from table(block)
        for dated in dates.full_dates(text.value):
            found = text[dated.begin : dated.end]
            yield Mark(found.begin, found.end, "segment", "title", f"date {dated.iso}")
        if body := body_name(text):
            yield Mark(body.begin, body.end, "segment", "title", "body")
        for pattern, kind, label in ((people, "people", "people"), (decisions, "decision", "decision")):
            if (match := pattern.match(text.value)) and match.end():
                found = text[: match.end()]
                yield Mark(found.begin, found.end, "segment", kind, label)


def lacking(blocks: Sequence[Block]) -> str:
    """A sentence on why no meeting was found."""
    dated = any(True for block in blocks for _ in dates.full_dates(block.text.value))
    named = any(body_name(block.text) for block in blocks)
    if not dated and not named:
        return "No meeting was found: no date and no name of a committee or council was seen."
    if not dated and (wrong := next((one for block in blocks if (one := dates.impossible(block.text.value))), None)):
        return f"No meeting was found: there is no {wrong}; correct the date in the document."
    if not dated:
        return "No meeting was found: the name of a committee or council was seen, but no date."
    if not named:
        return (
            "No meeting was found: a date was seen, but no name of a committee or council; a layout can say what such "
            "names end in (docs/layouts.md)."
        )
    return (
        "No meeting was found: a date and the name of a committee or council were seen, but not in a heading near the "
        "top or above a list of those present."
    )
