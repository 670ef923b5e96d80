"""Lines between the marks of a timeline that cross no words: up beside one mark, along a track, down beside another."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]
TRACK = 6.0
"""From one track to the next; they run above all marks."""
LEAVES, COMES, REACH, LOWER = 25.0, 20.0, 12.0, 5.0
"""How far left of a mark's middle lines go up, come down, and end; how far below it they begin."""
BEND = 5.0
"""Radius of the corners."""


def tracks(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each line, by the middles of its two marks across, the number of its track, from 0.

    As few tracks as can be, and no two lines share a piece of one.
    """
    ends: list[float] = []
    found = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda one: sorted(spans[one])):
        first, last = sorted(spans[number])
        track = next((track for track, end in enumerate(ends) if end < first - LEAVES), len(ends))
        ends[track : track + 1] = [last]
        found[number] = track
    return found


def path(begin: Point, end: Point, track: float) -> str:
    """SVG's ``d`` of the line from one mark's middle to another's; ``track`` is the y of its track.

    Marks above each other are joined beside them.
    """
    (x1, y1), (x2, y2) = begin, end
    last = [(x2 - COMES, y2), (x2 - REACH, y2)]
    if x1 == x2:
        return _rounded([(x1, y1 + LOWER), (x1 - COMES, y1 + LOWER), *last])
    return _rounded([(x1, y1 + LOWER), (x1 - LEAVES, y1 + LOWER), (x1 - LEAVES, track), (x2 - COMES, track), *last])


def _rounded(points: Sequence[Point]) -> str:
    """Straight lines from point to point with round corners."""
    steps = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (x1, y1), (x2, y2) = _short_of(corner, before), _short_of(corner, after)
        steps.append(f"L{x1:.1f} {y1:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {x2:.1f} {y2:.1f}")
    return "".join([*steps, f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"])


def _short_of(corner: Point, other: Point) -> Point:
    """The point on the way from a corner, along an axis, where its bend is over."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    share = min(BEND, length / 2) / length if length else 0.0
    return corner[0] + dx * share, corner[1] + dy * share
