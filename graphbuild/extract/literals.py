"""Many regular expressions over one text, of which only those are tried that may match there.

A match of ``\\bwas (?:agreed|resolved) that\\b`` has "agreed" or "resolved" in it, and most sentences have neither: to
see so takes a fiftieth of the time of the search. Which letters a match needs is read off the expression itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

K = TypeVar("K")
_SHORTEST = 3
"""Letters that nearly every text has ("to") would rule out none."""
_LONG_ENOUGH = 5
"""Letters from which a literal is as rare as a longer one; then fewer of them are better."""
_LIKE_ASCII = str.maketrans({"ſ": "s", "\N{KELVIN SIGN}": "k", "İ": "i", "ı": "i"})
"""What an ASCII letter matches besides itself and its capital where case is ignored."""
_WITHOUT_WIDTH = (code.AT, code.ASSERT_NOT)
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


class Expressions(Generic[K]):
    """Regular expressions, each with a key by which its user knows it."""

    def __init__(self, expressions: Iterable[tuple[K, str]], flags: int = 0) -> None:
        """Each is compiled when it is first tried. Raises re.error where one is no regular expression."""
        self._flags = flags
        self._all = [(key, text, needed(text, flags)) for key, text in expressions]
        self._literals = tuple(sorted({literal for _, _, literals in self._all for literal in literals or ()}))

    def __iter__(self) -> Iterator[tuple[K, re.Pattern[str]]]:
        return ((key, _compiled(expression, self._flags)) for key, expression, _ in self._all)

    def within(self, text: str) -> list[tuple[K, re.Pattern[str]]]:
        """Those that may match in ``text``, in the order in which they were given; no other matches there."""
        in_text = folded(text)
        there = {literal for literal in self._literals if literal in in_text}
        return [
            (key, _compiled(expression, self._flags))
            for key, expression, literals in self._all
            if literals is None or not literals.isdisjoint(there)
        ]


@cache
def _compiled(expression: str, flags: int) -> re.Pattern[str]:
    return re.compile(expression, flags)


def folded(text: str) -> str:
    """A text in which what an expression needs stands whenever it matches, in whatever case."""
    return text.translate(_LIKE_ASCII).lower()


def needed(expression: str, flags: int = 0) -> frozenset[str] | None:
    """Literals of which every match has one, ``folded``; None where none can be told.

    Raises re.error where ``expression`` is no regular expression.
    """
    return _needed(parser.parse(expression, flags))


def _needed(tree: Iterable[Any]) -> frozenset[str] | None:
    known = [_shortest(found) for found in _alternatives(tree) if found]
    return max((found for found in known if _worth(found)[0] >= _SHORTEST), key=_worth, default=None)


def _shortest(literals: frozenset[str]) -> frozenset[str]:
    """The literals without those that have another in them."""
    return frozenset(one for one in literals if not any(other in one for other in literals if other != one))


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    return min(_LONG_ENOUGH, *(len(literal.strip()) for literal in literals)), -len(literals)


def _alternatives(tree: Iterable[Any]) -> Iterator[frozenset[str] | None]:
    """Of a sequence, sets of literals of each of which every match has one."""
    run = ""
    for kind, value in _flat(tree):
        if letter := _letter(kind, value):
            run += letter
        elif kind is code.ASSERT:
            yield _needed(value[1])
        elif kind not in _WITHOUT_WIDTH:
            yield frozenset({run})
            run = ""
            if kind is code.BRANCH:
                each = [_needed(one) for one in value[1]]
                yield frozenset().union(*filter(None, each)) if all(each) else None
            elif kind in _REPEATS and value[0] > 0:
                yield _needed(value[2])
    yield frozenset({run})


def _flat(tree: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """The parts of a sequence, those of its groups too."""
    for kind, value in tree:
        if kind is code.SUBPATTERN:
            yield from _flat(value[3])
        elif kind is code.ATOMIC_GROUP:
            yield from _flat(value)
        else:
            yield kind, value


def _letter(kind: Any, value: Any) -> str | None:
    """The one character, ``folded``, that a part matches in any of its cases."""
    members = value if kind is code.IN else [(kind, value)]
    if any(kind is not code.LITERAL for kind, _ in members):
        return None
    letters = {folded(chr(member)) for _, member in members}
    letter = letters.pop() if len(letters) == 1 else ""
    return letter if letter.isascii() or letter.upper() == letter else None
