"""Which of some things that have names a text names; what is known of them may come from a graph or from linking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.vocabulary import PREFIXES, slug

TITLES = frozenset(
    {"alderman", "baroness", "cllr", "cllrs", "councillor", "councillors", "dame", "dr", "hon", "lady", "lord", "miss"}
    | {"mr", "mrs", "ms", "mx", "prof", "professor", "rev", "revd", "reverend", "sir", "the"}
)
"""First words of a name that say nothing of who it is."""
_LONG = 10_000
_NEAR = 75
"""How like (0 to 100) a name must be to be suggested."""
_SUGGESTIONS = 3
_REMEMBERED = 65_536
"""Names that are kept folded: many texts are looked up among the same things."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a name."""

    iri: str
    kind: str
    """What users know its class by: ``person``, ``post`` ..."""
    label: str
    """The name that a reader is shown."""
    names: tuple[str, ...]
    """All its names, the label too, sorted."""


def find(known: Sequence[Thing], text: str) -> list[Thing]:
    """The things that ``text`` names, by the closest way in which it names any.

    In turn: the IRI or its prefixed form; a name letter by letter; a name in other letter case, punctuation or accents;
    one without titles ("Cllr Hall" for "Councillor Hall"); and for people a surname with none, some or the initials of
    the given names.
    """
    iri = expanded(text)
    wanted, words = folded(text), untitled(text)
    tests: tuple[Callable[[Thing], bool], ...] = (
        lambda thing: thing.iri == iri,
        lambda thing: text in thing.names,
        lambda thing: any(folded(name) == wanted for name in thing.names),
        lambda thing: any(untitled(name) == words for name in thing.names),
        lambda thing: thing.kind == "person" and any(_may_be(words, untitled(name)) for name in thing.names),
    )
    for test in tests[: 2 if not wanted else None]:
        if found := [thing for thing in known if test(thing)]:
            return found
    return []


def expanded(text: str) -> str:
    """``text`` with a known prefix (``topic:SEND``) written out; other text as it is."""
    prefix, colon, rest = text.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES and not rest.startswith("//") else text


def suggestion(text: str, names: Iterable[str] | Sequence[Thing]) -> str:
    """``; did you mean A, B or C?`` for the names, or the things by any of their names, most like ``text``.

    The empty string where none is near.
    """
    from rapidfuzz import fuzz, process, utils

    label_of: dict[str, str] = {}
    for one in names:
        called = one.names if isinstance(one, Thing) else (one,)
        label_of.update((name, one.label if isinstance(one, Thing) else one) for name in called)
    long_enough = sorted(name for name in label_of if 2 * len(name) >= len(text))
    scored = process.extract(
        text, long_enough, scorer=fuzz.WRatio, processor=utils.default_process, limit=None, score_cutoff=_NEAR
    )
    best_first = sorted(scored, key=lambda match: (-match[1], match[0]))
    found = list(dict.fromkeys(label_of[name] for name, _, _ in best_first))[:_SUGGESTIONS]
    if not found:
        return ""
    return "; did you mean " + " or ".join(filter(None, (", ".join(found[:-1]), found[-1]))) + "?"


@lru_cache(_REMEMBERED)
def folded(text: str) -> str:
    """Words in lower case without accents and punctuation; empty where there are none."""
    return slug(text, _LONG) if any(character.isalnum() for character in text) else ""


@lru_cache(_REMEMBERED)
def untitled(text: str) -> tuple[str, ...]:
    """The words of a name without the titles before it."""
    words = tuple(filter(None, folded(text).split("-")))
    start = next((place for place, word in enumerate(words) if word not in TITLES), 0)
    return words[start:]


def _may_be(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether ``wanted`` can be short for ``name``: the same surname, given names left out or as initials."""
    if not wanted or not name or wanted[-1] != name[-1] or len(wanted) > len(name):
        return False
    return all(
        short == full or (len(short) == 1 and full.startswith(short)) or (len(full) == 1 and short.startswith(full))
        for short, full in zip(wanted[:-1], name[:-1], strict=False)
    )
