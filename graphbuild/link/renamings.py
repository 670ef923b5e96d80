"""What a text says of names: "the Harbour Service, formerly known as the Quay Service"; "the first Strategy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphbuild.codes import EntityKind
from graphbuild.link.signs import Place
from graphbuild.model import Findings, Mention

_QUOTE = "[‘’“”'\"]?"
_NAMED = r"(?:known as|called|named|titled|entitled)"
_RENAMED = r"re-?(?:named|branded|titled)(?: as| to)?"
_OPEN = rf"{_QUOTE}(?:\s\([A-Z][\w&]+\))?(?:\s?[,;(–—-]\s?|\s)"
_IS = r"(?:(?:which|that|it|and)\s)?(?:(?:is|are|was|were|has|have|had|been)\s){0,2}"
_SINCE = r"(?:now|since|subsequently|later|recently|then)"
_BETWEEN = tuple(
    re.compile(rf"{_OPEN}{expression}\s(?:the\s)?{_QUOTE}")
    for expression in (
        rf"{_IS}(?:formerly|previously|originally)(?:\s{_NAMED})?",
        rf"{_IS}once\s{_NAMED}",
        rf"{_IS}{_SINCE}\s{_NAMED}",
        rf"{_IS}(?:{_SINCE}\s)?(?:been\s)?{_RENAMED}",
        rf"{_IS}(?:{_SINCE}\s)?changed\s(?:its|their)\sname\sto",
    )
)
"""What stands between the two names."""
_AROUND = (
    (re.compile(r"\bname of (?:the )?$"), re.compile(r" (?:was|has been|had been) changed to (?:the )?")),
    (re.compile(r"\b(?:re-?named|re-?branded|changed(?: its name)?) from (?:the )?$"), re.compile(r" to (?:the )?")),
)
"""What stands before the first name, and between the two."""
_OTHER_EDITION = re.compile(
    r"\b(?:first|second|third|last|next|previous|earlier|old|older|former|existing|current|new|future|successor)\s$",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(r"\b(?:if|whether|should|propos\w+|suggest\w+|recommend\w+|request\w+)\b", re.IGNORECASE)
_LONGEST = 80
"""Characters between two names that may state a renaming."""


def renamings(document: Findings) -> Iterator[tuple[Place, Place]]:
    """Pairs of mentions in a document of what it says to be one thing under two names."""
    source, text = document.source.slug, document.source.text
    for kind in (EntityKind.ORGANISATION, EntityKind.UNDERTAKING):
        mentions = sorted((m for m in document.mentions if m.kind is kind), key=lambda m: (m.evidence, m.key))
        for one, other in pairwise(mentions):
            if _is_renamed(text, one, other):
                yield (source, one.same_as or one.key), (source, other.same_as or other.key)


def other_editions(document: Findings) -> Iterator[Place]:
    """Mentions of strategies and the like that a document tells from the one it is on: "the first Strategy"."""
    source, text = document.source.slug, document.source.text
    for mention in document.mentions:
        begin = mention.evidence[0].begin
        if mention.kind is EntityKind.UNDERTAKING and _OTHER_EDITION.search(text[max(0, begin - 20) : begin]):
            yield source, mention.key


def _is_renamed(text: str, one: Mention, other: Mention) -> bool:
    begin, end = one.evidence[0].end, other.evidence[0].begin
    if not 0 < end - begin <= _LONGEST:
        return False
    between = " ".join(f"|{text[begin:end]}|".split())[1:-1]
    before = " ".join(f"{text[max(0, one.evidence[0].begin - 2 * _LONGEST) : one.evidence[0].begin]}|".split())[:-1]
    sentence = re.split(r"[.!?]\s|\n\n", before)[-1]
    if _DOUBTFUL.search(sentence):
        return False
    return any(expression.fullmatch(between) for expression in _BETWEEN) or any(
        lead.search(before) and gap.fullmatch(between) for lead, gap in _AROUND
    )
