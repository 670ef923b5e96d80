"""What an inspection says of itself, in sentences that the terminal and the page share."""

from __future__ import annotations

from collections import Counter

from graphbuild.inspection.seen import Chosen, Inspection, Mark

_OTHERS = 4
"""Layouts that are named besides the one that was chosen."""


def fitted(inspection: Inspection) -> list[str]:
    """Which layout was chosen for each meeting, and how the others scored."""
    sentences = [_of_meeting(chosen) for chosen in inspection.chosen]
    if len(inspection.families) > 1 and not inspection.problem:
        best = max(worth for _, worth in inspection.families)
        used = next(name for name, worth in inspection.families if worth == best)
        each = ", ".join(f"{name} {worth:g}" for name, worth in inspection.families)
        sentences.append(f"Read by the labels of {used}; what each set of labels sees in it is worth {each}.")
    return sentences


def _of_meeting(chosen: Chosen) -> str:
    scores = [f"{fit.layout} {fit.worth:g} ({_heads(fit.heads)})" for fit in chosen.fits if fit.layout != chosen.layout]
    if chosen.layout == "none":
        return f"Item heads that layouts find: {', '.join(scores[:_OTHERS]) or 'none'}."
    others = f"; others: {', '.join(scores[:_OTHERS])}" if scores else "; no other layout has heads here"
    own = next((fit for fit in chosen.fits if fit.layout == chosen.layout), None)
    if own:
        return f"Meeting of {chosen.meeting}: layout {own.layout}, worth {own.worth:g} ({_heads(own.heads)}){others}."
    return f"Meeting of {chosen.meeting}: layout {chosen.layout}, since no layout finds item heads."


def counted(inspection: Inspection) -> str:
    """How much was seen."""
    layers = Counter(mark.layer for mark in inspection.marks)
    unseen = len(inspection.not_understood)
    return (
        f"{_count(inspection.paragraphs, 'paragraph')}: {_count(layers['segment'], 'segment')}, "
        f"{_count(layers['name'], 'name')}, {_count(layers['fact'], 'fact')}; nothing found in {unseen}."
    )


def where_from(mark: Mark) -> str:
    """The rule that found something, and how sure it is."""
    return mark.rule if mark.confidence is None else f"{mark.rule} {mark.confidence:.2f}"


def _heads(number: int) -> str:
    return _count(number, "head")


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
