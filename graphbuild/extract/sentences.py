"""Where sentences end, by punctuation and what stands around it.

Minutes are punctuated with care, but full of what a parser trained on news takes for ends: numbers of paragraphs,
bullets, abbreviated posts. A rule knows these, and most paragraphs then need no parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"[.?!…][\"”’')\]]{0,3}(?=\s+[^\sa-z.?])|:[-–—](?=\s+[A-Z(\"“‘])|(?=\s[•·●▪◦○‣\uf0b7]\s)")
"""The end of a sentence or of a label ("Resolved:-"), or what stands before a bullet."""
_GOES_ON = re.compile(
    r"\b(?:Nos?|Cllrs?|Clr|Messrs|Mrs?|Ms|Dr|Prof|Revd?|Hon|St|Co|vs?|cf|ref|paras?|pp?|p\.m|a\.m|i\.e|e\.g|[A-Z])\.$",
    re.IGNORECASE,
)
"""An abbreviation that more follows."""
_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5})\.$")
"""All of a sentence that is the number of a paragraph."""
_LONGEST = 12
"""Characters that an abbreviation or a number has at most."""


def ends(text: str, whole: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Where each sentence of ``text`` ends (exclusive, in characters); none ends inside a stretch of ``whole``."""
    kept = list(whole)
    last = 0
    for match in _END.finditer(text):
        end = match.end()
        if any(first < end < stop for first, stop in kept) or not text[last:end].strip():
            continue
        if _GOES_ON.search(text[max(last, end - _LONGEST) : end]) or _NUMBER.match(text[last:end][:_LONGEST]):
            continue
        yield end
        last = end
    if text[last:].strip():
        yield len(text)
