"""Sentences of a paragraph, where lists of names have initials and titles with full stops."""

from __future__ import annotations

import re

from graphbuild.segment.text import Text

_END = re.compile(r"[.!?](?=\s+[^\W\d_a-z])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[^\W\d_]|Cllrs?|Clr|Comh|Cmhlr|Cyng|Mrs?|Ms|Messrs|Dr|Prof|Rev|Revd|Fr|Sr|St|Ald|Hon|Capt|Col|Sgt"
    r"|Insp|Supt|No|Nos|Co|Jnr|Snr|Jr|[A-Z](?:\.[A-Z])+)$",
    re.IGNORECASE,
)
"""What ends in a full stop before a name."""
_LONGEST = 16
"""Characters before a full stop that tell: a long list without an end stays linear."""


def sentences(text: Text) -> list[Text]:
    """The sentences of ``text``, with their full stops."""
    found, begin = [], 0
    for match in _END.finditer(text.value):
        if _ABBREVIATION.search(text.value[max(begin, match.start() - _LONGEST) : match.start()]):
            continue
        found.append(text[begin : match.end()].strip())
        begin = match.end()
    return [sentence for sentence in (*found, text[begin:].strip()) if sentence]
