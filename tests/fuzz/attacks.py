"""Texts that a regular expression may be slow on, made of its own pieces: each repeated part many times, and no end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined] - the parsed form has no public name
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Tree = Sequence[tuple[Any, Any]]
_BREAK = "\u00a4!"
"""What no pattern expects behind the repeated part."""
_CLASSES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_WORD: "-",
    sre.CATEGORY_NOT_SPACE: "a",
}
_TRIED = "aA1 -.,:;()'\"*_\n\t|~"


def attacks(expression: str, flags: int, length: int) -> Iterator[str]:
    """Texts of about ``length`` characters for one expression, each once."""
    tree = _parser.parse(expression, flags & ~re.DEBUG)
    made: dict[str, None] = {}
    for before, repeated in _repeats(list(tree), ""):
        for pump in (repeated, f"{repeated} ", f"{before}{repeated}"):
            if pump.strip("\n"):
                made[before + pump * (length // len(pump)) + _BREAK] = None
    whole = _sample(list(tree))
    if whole:
        made[whole * (length // len(whole)) + _BREAK] = None
        made[(whole + " ") * (length // (len(whole) + 1)) + _BREAK] = None
    yield from made


def _repeats(tree: Tree, before: str) -> Iterator[tuple[str, str]]:
    """A sample of what stands before each part that may be repeated, and of the part."""
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > 1 and (sample := _sample(body)):
                yield before, sample
            yield from _repeats(list(body), before)
        else:
            for inner in _inner(op, value):
                yield from _repeats(list(inner), before)
        before += _sample([(op, value)])


def _inner(op: Any, value: Any) -> Iterable[Tree]:
    if op is sre.SUBPATTERN:
        return [value[-1]]
    if op is sre.BRANCH:
        return list(value[1])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if op is sre.ATOMIC_GROUP:
        return [value]
    return []


def _sample(tree: Iterable[tuple[Any, Any]]) -> str:
    """A text that the parts match, looking around aside."""
    return "".join(_one(op, value) for op, value in tree)


def _one(op: Any, value: Any) -> str:
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is sre.ANY:
        return "a"
    if op is sre.IN:
        return _member(value)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _sample(value[2]) * max(1, value[0])
    if op is sre.SUBPATTERN:
        return _sample(value[-1])
    if op is sre.BRANCH:
        return _sample(value[1][0])
    return _sample(value) if op is sre.ATOMIC_GROUP else ""


def _member(items: Tree) -> str:
    """A character of a set."""
    refused = items[0][0] is sre.NEGATE
    if not refused:
        op, value = items[0]
        return chr(value) if op is sre.LITERAL else chr(value[0]) if op is sre.RANGE else _CLASSES.get(value, "a")
    within = {c for c in _TRIED for op, value in items[1:] if _holds(op, value, c)}
    return next((c for c in _TRIED if c not in within), "\u00e9")


def _holds(op: Any, value: Any, char: str) -> bool:
    if op is sre.LITERAL:
        return bool(chr(value) == char)
    if op is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return bool(re.fullmatch(_CATEGORIES[value], char))


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_NOT_WORD: r"\W",
    sre.CATEGORY_NOT_SPACE: r"\S",
}
