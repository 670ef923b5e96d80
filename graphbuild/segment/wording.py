"""What the words of a line say about it: whether it is a title, where a title ends and a sentence begins."""

from __future__ import annotations

import re

from graphbuild.segment.layout import either, labels, pattern
from graphbuild.segment.text import Text

_TITLE_WORDS = re.compile(r"(?=[^\W\d_a-z])(?=.*[^\W\d_]{4})[^£€$]*$")
_PAGES = re.compile(
    r"\s*\((?:(?:pages?|pp?\.)\s*\d+(?:\s*(?:-|–|to|and)\s*\d+)?|(?:agenda )?item (?:no\.?\s*)?\d+[a-z]?)\)\s*$",
    re.IGNORECASE,
)
_EDGES = " .:;-–—"
_WINDOW = 400
"""Characters in which a run-in title must end."""
_LONGEST_RUN_IN = 160
_FINITE = (
    r"(?:was|were|is|are|has|have|had|will|would|could|should|may|be|been"
    r"|said|gave|felt|took|read|left|met|spoke|went|came|sent|told|heard|[a-z]{3,}ed)"
)
_VERB = re.compile(rf"(?<![\w’'-]){_FINITE}(?![\w-])")
_WORDS_BEFORE_VERB = 90
_OPENER = re.compile(
    r"(?<=\s)(?:(?:The|There|This|These|Those|It|A|An|All|No|None|Nil|Nothing|Members?|Councillors?|Cllrs?\.?"
    r"|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d{1,2}(?=\s(?:members?|residents?|parishioners?|people)\b)"
    r"|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Following|After|Having|Concerns?|Discussion|Apologies|Resolved|RESOLVED|Proposed"
    r"|Noted|NOTED)(?=[\s:.,;]|$)|[A-Z]{2,3}\s(?=[a-z]))"
)
"""Words that a sentence may begin with, and a title's later words are not."""
_LIST_OPENER = re.compile(r"(?<=\s)(?:[•·●▪◦○‣]\s|\(?(?:a|i|1)\)\s)")
_SEPARATOR = re.compile(r"\s?[:;]-?(?:\s|$)|\s[–—-]+\s|(?<=\w)[–—]\s|\.(?:\s(?=[A-Z“\"(])|$)")
_BOUND = re.compile(
    r"(?:^|\s)(?:of|and|for|the|in|on|to|with|by|from|at|a|an|or|&|re|regarding)\s$|[,/&(–-]\s?$", re.IGNORECASE
)
"""What a title cannot end with."""
_ABBREVIATION = re.compile(r"\b(?:No|Nos|Cllr|Mr|Mrs|Ms|Dr|St|Rev|Ref|etc|[A-Z])$")
_PERSON = re.compile(r"(?<=\s)(?:Councillors?|Cllrs?\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?)\s(?=[A-Z])")
_DAY_OF_NEXT = re.compile(
    r"\b[Nn]ext (?:\w+ )?[Mm]eeting\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}(?:st|nd|rd|th)\b)"
)
_REPORTER = re.compile(r"(?:Verbal |Written )?Report (?:by|from)\b")
_SUBJECT = re.compile(
    r"(?!The\b)(?P<subject>.{4,80}?)(?:,?\s+held\s[^;:]{4,60}?)?,?\s+(?:was|were|is|are|has|have|had)\b"
)
"""What a sentence is about, with the verb that follows."""
_CAPITALS = re.compile(
    r"(?:[A-Z0-9][A-Z0-9'’&/(),.-]*\s){0,14}[A-Z][A-Z'’&/(),-]{2,}[.:–-]{0,2}\s(?=[A-Z][a-z’']|[A-Z]\s|\(?[a-z]\))"
)
"""A title in capitals that a sentence goes on after."""


def is_procedural(title: str) -> bool:
    """Whether a title names a part that every meeting has ("Apologies", "Declarations of interest")."""
    return bool(either(labels().procedural).match(title))


def is_sentence(title: str) -> bool:
    """Whether a head states something itself ("The minutes were agreed") and is no mere title."""
    return not title.isupper() and bool(pattern(labels().sentence).search(title))


def is_title_line(text: str) -> bool:
    """Whether an unnumbered line can be a title: short, no label of a list or decision, no sentence."""
    if len(text) > _LONGEST_RUN_IN or not _TITLE_WORDS.match(text) or is_sentence(text):
        return False
    shared = labels()
    known = (
        *shared.decision.opening,
        *shared.decision.telling,
        *shared.agenda,
        *shared.venue,
        *(a.pattern for a in shared.attendance),
    )
    return is_procedural(text) or not either(known).match(text)


def clean_title(text: Text, suffix: str | None = None) -> Text:
    """A title without pages, item of the agenda, ``suffix`` (the size of a linked file) and end punctuation."""
    title = text
    if suffix and (found := pattern(suffix).search(title.value)):
        title = title[: found.start()]
    while True:
        shorter = title.strip(_EDGES)
        if pages := _PAGES.search(shorter.value):
            shorter = shorter[: pages.start()]
        if shorter == title:
            return title
        title = shorter


def cut_title(text: str) -> int | None:
    """The length of the title that a paragraph begins with, before its sentences; None where it begins with none.

    "Police report – PC Hall said that ..." and "Any other business There was none." begin with titles.
    """
    window = text[:_WINDOW]
    if capitals := _CAPITALS.match(window):
        return capitals.end()
    separator = _separator(window)
    sentence = _sentence(window)
    if separator and is_procedural(window[: separator.start()]):
        end = min(separator.end(), sentence) if sentence else separator.end()
    elif separator and sentence and separator.end() <= sentence:
        end = sentence if _belongs_to_title(window[separator.end() : sentence], separator.group()) else separator.end()
    elif separator and not sentence:
        end = separator.end() if _text_behind(window, separator) else len(text)
    else:
        end = sentence or len(text)
    return end if end <= _LONGEST_RUN_IN and any(c.isalpha() for c in text[:end]) else None


def subject(text: str) -> int | None:
    """The length of what a sentence of every meeting is about: "Apologies for absence" that "were received"."""
    match = _SUBJECT.match(text) if is_procedural(text) else None
    return match.end("subject") if match else None


def _text_behind(text: str, separator: re.Match[str]) -> bool:
    """Whether the text of an item and no rest of its title stands behind a colon, dash or full stop."""
    rest = text[separator.end() :]
    if not rest or _VERB.search(rest) or _REPORTER.match(rest):
        return True
    return separator.group().strip() == ":" and rest[0].islower() and rest.endswith(".")


def _separator(text: str) -> re.Match[str] | None:
    """The first colon, dash or full stop that can end a title."""
    for match in _SEPARATOR.finditer(text):
        before = text[: match.start()]
        if before.count("(") > before.count(")"):
            continue
        if before and not (match.group().startswith(".") and _ABBREVIATION.search(before)):
            return match
    return None


def _sentence(text: str) -> int | None:
    """Where the first sentence begins that something else stands before."""
    first = text.split(None, 1)[0] if text.strip() else ""
    starts = [m.start() for m in _OPENER.finditer(text)]
    if len(first) > 4 and first[0].isupper():
        # A sentence that takes the title's first word up again: "Apologies for absence Apologies had come from ..."
        starts += [m.start() for m in re.finditer(rf"(?<=\s){re.escape(first)}(?=\s)", text)]
    found = [start for start in starts if _opens_sentence(text, start)]
    found += [m.start() for m in _LIST_OPENER.finditer(text)]
    found += [m.end() for m in _DAY_OF_NEXT.finditer(text)]
    if is_procedural(text):
        found += [m.start() for m in _PERSON.finditer(text) if not _BOUND.search(text[: m.start()])]
    return min(found, default=None)


def _opens_sentence(text: str, begin: int) -> bool:
    if _BOUND.search(text[:begin]):
        return False
    stop = re.compile(r"[.;](?:\s|$)").search(text, begin)
    rest = text[begin : min(begin + _WORDS_BEFORE_VERB, stop.end() if stop else len(text))]
    return bool(_VERB.search(rest) or re.match(r"(?:None|Nil|Nothing|Noted|NOTED)\b\W", rest + " "))


def _belongs_to_title(between: str, separator: str) -> bool:
    """Whether what stands between a colon or dash and the first sentence still is the title's."""
    words = between.split()
    return bool(words) and not separator.startswith(".") and len(between) <= 80 and not _VERB.search(between)
