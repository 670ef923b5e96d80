"""Whether a text names one of certain people: by a full form of the name, or by the surname.

Names and texts are compared word by word, without regard to case, accents and punctuation; a surname counts where it is
written with a capital, and not as part of the name of somebody or something else ("Councillor Hall", "Town Hall").
Where it cannot be told, a text counts as naming: the price is a text blanked that need not have been.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from graphbuild.lookup import TITLES

Words = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+")
_Phrases = dict[str, list[Words]]
"""By first word."""


class Naming:
    """Recognises names of people in texts and in IRIs."""

    def __init__(
        self, names: Iterable[str], surnames: Iterable[str], kept: Iterable[str], others: Iterable[str]
    ) -> None:
        """``names`` and ``surnames`` of the people; names of people in office (``kept``) and of other things."""
        public = {_folded(name) for name in kept}
        public |= {_untitled(form) for form in public}
        forms = {_untitled(_folded(name)) for name in names} - public
        self._full = _by_first(form for form in forms if len(form) > 1)
        known = {_folded(name) for name in surnames} | {form[-1:] for form in forms}
        self._surnames = _by_first(surname for surname in known if len("".join(surname)) > 1)
        things = {form for form in map(_folded, others) if not _holds(form, self._full)}
        self._others = _by_first(form for form in public | things if len(form) > 1)
        self._in_iri = lru_cache(100_000)(self._is_in_segment)

    def names(self, text: str) -> bool:
        """Whether ``text`` names one of them."""
        written = _WORD.findall(unicodedata.normalize("NFC", text))
        return self._is_among(tuple(map(_fold, written)), [word[0].isupper() for word in written])

    def in_iri(self, iri: str) -> bool:
        """Whether a segment of an IRI holds the full form of a name."""
        return any(map(self._in_iri, iri.split("/")))

    def _is_in_segment(self, segment: str) -> bool:
        words = _folded(unquote(segment))
        return self._is_among(words, [False] * len(words))

    def _is_among(self, words: Words, capitals: list[bool]) -> bool:
        at = 0
        while at < len(words):
            full, other = _phrase_at(words, at, self._full), _phrase_at(words, at, self._others)
            if full and len(full) >= len(other):
                return True
            if not other and capitals[at] and _phrase_at(words, at, self._surnames):
                return True
            at += len(other) or 1
        return False


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _folded(text: str) -> Words:
    return tuple(map(_fold, _WORD.findall(unicodedata.normalize("NFC", text))))


def _untitled(words: Words) -> Words:
    start = next((at for at, word in enumerate(words) if word not in TITLES), 0)
    return words[start:]


def _by_first(phrases: Iterable[Words]) -> _Phrases:
    """Phrases by their first words, the longest first."""
    found: _Phrases = defaultdict(list)
    for phrase in sorted(set(phrases), key=lambda words: (-len(words), words)):
        if phrase:
            found[phrase[0]].append(phrase)
    return dict(found)


def _phrase_at(words: Words, at: int, phrases: _Phrases) -> Words:
    """The longest of the phrases that begins at a word; () where none does."""
    return next((p for p in phrases.get(words[at], ()) if words[at : at + len(p)] == p), ())


def _holds(words: Words, phrases: _Phrases) -> bool:
    return any(_phrase_at(words, at, phrases) for at in range(len(words)))
