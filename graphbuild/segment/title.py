"""The name of a body in a heading, and the case that people write it in."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.segment.layout import either, labels
from graphbuild.segment.text import Text

_READ = 400
"""Characters of a block in which a body's name is looked for."""
_NOT_IN_NAME = (
    r"(?:Draft|Minutes?|Notes?|Record|Meetings?|Proceedings|Agenda|Notice|Summons|Held|Present|Date|Time|Venue|Place"
    r"|Apologies|Circulated|Report|On|At|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April"
    r"|May(?= \d)|June|July|August|September|October|November|December|Home|Your|Our|My|Welcome|Contact|News|Search"
    r"|Skip|Menu|Website|Page)\b"
)
_WORD = rf"(?!{_NOT_IN_NAME})[^\W\d_a-z][\w'’&-]*"
_SMALL_WORD = r"(?:of|and|for|the|in|&|on)"
_SMALL_WORDS = re.compile(rf"(?:{_SMALL_WORD}|,)\s+", re.IGNORECASE)
NO_BODY = r"(?! (?:Chambers?|Offices?|House|Hall|Rooms?|Tax|Members?|Officers?)\b)"
"""What must not stand behind a body's name, which is then part of another thing's ("Council Chamber")."""
_PART = r"(?:Sub-?\s?Committee|Committee|Panel|Board|Forum|Working Group)\b"
_KIND = r"(?:Parish|Town|Community|Rural|District|Borough|City|County)(?: Town| Parish)? Council\b"
"""What may follow a name that ends in a word for a body already ("Upper Wexcombe Group")."""
_GENERIC = re.compile(
    r"(?:(?:the|full|annual|extraordinary|ordinary|special|monthly|statutory|general|budget|inaugural|quarterly|regular|town|parish|city|county|district|borough|community|royal|metropolitan|council|committee|board|panel|group"
    r"|forum|commission|trustees|governors|meeting|of|and|for|in|&)\s*)+",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b[A-Z][A-Z'’-]+(?:\s+(?:&\s+)?[A-Z][A-Z'’-]+)+\b")
_MARK = re.compile(r"[-–—:,|/]")
_SMALL = {"of", "and", "for", "the", "in", "on", "to", "with", "by", "at", "a", "an"}


def is_generic(name: Text) -> bool:
    """Whether a name is one that every council uses ("the Town Council")."""
    return bool(_GENERIC.fullmatch(name.value))


@cache
def _name(bodies: tuple[str, ...]) -> re.Pattern[str]:
    heads = "|".join(bodies)
    joint = rf"(?:{_WORD}|{_SMALL_WORD})"
    return re.compile(
        rf"\bMunicipal District of (?:{_WORD} ?){{1,4}}"
        rf"|\bCouncil of the (?:Royal |Metropolitan )?(?:City|Borough|County|Town|Burgh|Parish|District) of"
        rf"(?: (?:and|upon|the)? ?{_WORD}){{1,4}}"
        rf"|(?<!\w){joint}(?:[ ,]+{joint}){{0,12}}?[ ]+(?:{heads})\b{NO_BODY}"
        rf"(?:[ ]{_WORD}(?:[ ]{joint}){{0,4}}?[ ]{_PART}{NO_BODY}|[ ](?:{_PART}|{_KIND}){NO_BODY})?"
        rf"(?:(?<=Group|Board|Forum|Panel|Party)[ ](?:for|on|of) (?:the )?{_WORD}(?:[ ]{_WORD}){{0,3}}(?<!Council))?"
        rf"|\bCabinet\b|\A(?:{heads})\Z"
    )


def body_name(text: Text) -> Text | None:
    """The name of a meeting's body in a heading, one of its own before "the Council"; None where none is named.

    Of "Barset Council – Ferry Committee" it is the committee's.
    """
    names = body_names(text)
    own = [name for name in names if not is_generic(name)] or names
    if len(own) > 1 and _is_owner(own[0], own[1], text):
        return own[1]
    return own[0] if own else None


def _is_owner(name: Text, after: Text, text: Text) -> bool:
    """Whether a name is a council's and that of one of its committees stands behind it, with a mark between."""
    first, second = (calmed(one.value).endswith("Council") for one in (name, after))
    begin = text.offsets.index(name.offsets[-1]) + 1
    between = text.value[begin : text.offsets.index(after.begin)].strip()
    return first and not second and bool(_MARK.fullmatch(between))


def body_names(text: Text) -> list[Text]:
    """The names of all bodies that a heading names, in order."""
    value = calmed(text.value[:_READ])
    names = []
    for match in _name(labels().body).finditer(value):
        begin = _past_small_words(value, match.start(), match.end())
        if labels().before_body and (before := either(labels().before_body).match(value, begin, match.end())):
            begin = _past_small_words(value, before.end(), match.end())
        if name := text[begin : match.end()].strip():
            names.append(name)
    return names


def _past_small_words(text: str, begin: int, end: int) -> int:
    while small := _SMALL_WORDS.match(text, begin, end):
        begin = small.end()
    return begin


def proper(name: str) -> str:
    """A name set in capitals, in the mixed case that people write; others as they are.

    Of the same length, so that offsets hold.
    """
    return _shaped(name) if _shouts(name) else name


def calmed(text: str) -> str:
    """A text whose stretches in capitals are in mixed case, of the same length."""
    return _shaped(text) if _shouts(text) else _CAPITALS.sub(lambda m: _shaped(m.group()), text)


def _shouts(text: str) -> bool:
    head = re.findall(r"[^\W\d_]{3,}", text[:_READ])[:6]
    return bool(head) and sum(w.isupper() for w in head) > len(head) / 2


def _shaped(text: str) -> str:
    words = re.split(r"(\s+)", text)
    return "".join(
        w if not w or w.isspace() else w.lower() if i and w.lower() in _SMALL else _capitalised(w)
        for i, w in enumerate(words)
    )


def _capitalised(word: str) -> str:
    lowered = word.lower()
    if len(lowered) != len(word):
        return word
    return re.sub(r"(?:^|(?<=[-(\"“/]))\w", lambda m: m.group().upper(), lowered)
