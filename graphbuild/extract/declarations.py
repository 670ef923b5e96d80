"""Declarations of interest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.model import Declaration, Item, Ref

_WORD = (
    r"(?:(?:non-?)?disclosable|(?:non-?)?registrable|(?:non-?)?pecuniary|(?:non-?)?prejudicial|(?:non-?)?financial|personal"
    r"|significant|other|direct|indirect|declarable|private|beneficial|DPI)"
)
_KIND = rf"(?:(?:non-)?{_WORD}(?:(?:[\s,]+(?:and|but|or))?[\s,]+(?:non-)?{_WORD})*)"
_INTERESTS = rf"\b(?P<kind>{_KIND})?\s*(?:interests?\b|(?<=DPI)\b)"
_ROLES = (
    r"(?:member|trustee|governor|director|employee|employed|chair|patron|volunteer(?:ed|s)?|works?|worked"
    r"|manager|managed|employed by|treasurer|secretary|president|owner|shareholder|representative)"
)
_DECLARED = re.compile(
    rf"\b(?:declar|disclos|register|intimat)(?:ed|es|ing)\b(?: that)?[^.]{{0,40}}?{_INTERESTS}"
    rf"|\bdeclared (?=that (?:he|she|they|his|her|their)\b[^.;⟪]{{0,60}}\b{_ROLES}\b)"
    rf"|\b(?:gave notice|made a declaration|notified the \w+) of\b[^.]{{0,30}}?\b(?P<noticed>{_KIND})?\s*interests?\b",
    re.IGNORECASE,
)
_DECLARED_BY = re.compile(
    rf"\b(?P<kind>{_KIND})?\s*(?:interests?|declarations?)\b[^.⟪]{{0,60}}\b(?:was|were|been) "
    r"(?:declared|disclosed|made|received|submitted|given) "
    r"(?:by|from):?\s(?P<people>(?:[^.⟪]{0,25}?⟪\d+P⟫)+)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\W*(?:(?:cllrs?|councillors?)\.? )?(?P<people>⟪\d+P⟫(?: \([^()⟪]{0,40}\))?(?:\s*(?:,|and|&)\s*⟪\d+P⟫)*)\s*"
    r"(?:[-–—:(,]\s*(?!was|had|has|who|then)"
    r"|(?=(?:agenda )?(?:item|minute)s?\b|\d|in (?:relation|respect)|re\b|regarding))",
    re.IGNORECASE,
)
"""An entry of a list or table of declarations, which begins with whoever declares."""
_NONE = re.compile(
    r"\b(?:no|nil|any|none|nothing)\s+(?:\w+\s+){0,3}(?:declarations?|interests?)\b"
    r"|\bhad (?:\w+ )?(?:declared|disclosed)\b"
    r"|\b(?:to|not|should|must|may) (?:declare|disclose)",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\bhaving (?:\w+ )?(?:declared|disclosed)\b", re.IGNORECASE)
_OF_INTEREST = re.compile(r"\binterests?\b", re.IGNORECASE)
_NUMBER = r"(?:[A-Z]{1,4}[\s./-]?)?\d{1,4}(?:[./]\d{1,4})*[A-Za-z]?"
_ABOUT = re.compile(
    rf"\b(?:agenda )?(?:item|minute)s?(?: no\.?| number)?\s*(?P<number>{_NUMBER})?(?![\w/])[\s,:–-]*(?P<title>[^.;]*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"\W*(?:in |in (?:relation|respect) (?:to|of) )?(?P<number>{_NUMBER})(?![\w/])\)?[\s,:–-]*(?P<title>[^.;]*)"
)
"""A number right where the interest is said to be."""
_HEADED = re.compile(
    r"\W*(?:(?:in|with) (?:relation|respect|regard) (?:to|of) )?(?:agenda )?(?:item|minute)s?(?: nos?\.?| number)?"
    rf"\s*(?P<number>{_NUMBER})(?![\w/])"
    r"(?:\s*[,:–-]?\s*(?:\((?P<bracketed>[^()]{3,120})\)"
    r"|(?P<title>(?!councillor|cllr|(?:mrs?|ms|miss|dr|rev|canon)\b)[^\W\d_][^,:;.()⟪–-]{3,120})))?\s*[,:–-]\s",
    re.IGNORECASE,
)
"""The item that stands before whoever declares: "Item 3 (Lettings) - Councillor ..."."""
_KIND_ALONE = re.compile(
    rf"[-–—,(:]\s*(?P<kind>{_KIND})(?:(?<=pecuniary)|(?<=prejudicial)|(?<=personal)|(?<=financial)|(?<=registrable))"
    r"(?=\s*[-–—,;:).]|\s*$|\sas\b)",
    re.IGNORECASE,
)
"""What kind an entry of a list names without the word "interest"."""
_TIE = re.compile(
    r"(?:\b(?:as|since|because|being|due to|that (?:he|she|they|his|her|their))\b|[-–—(,:])"
    rf"[^.]{{0,200}}?\b{_ROLES}s?\b[^.⟪]{{0,100}}⟪(?P<body>\d+)[OU]⟫",
    re.IGNORECASE,
)
_SAME_ITEM = re.compile(r"\b(?:the|this) same item\b", re.IGNORECASE)
_REASON = re.compile(r",?\s+(?:as|since|because|due to)\s+")
_LIKE_ENOUGH = 75
"""Likeness (0 to 100) of what is declared about and an item's title from which it is the item."""
_SHORTEST_ABOUT, _SHORTEST_TITLE = 8, 7
"""Characters of what is declared about, and of an item's title, from which likeness means anything."""


class _Declared(NamedTuple):
    """Who declares in a sentence, of what kind, where in its slotted text the rest begins, and whether it is listed."""

    people: list[Ref]
    kind: str | None
    rest: int
    listed: bool = False


def add_declarations(draft: Draft) -> None:
    """Adds each declaration with who, what kind, in what body and about which item."""
    titles = {item.key: item.title or "" for item, _ in draft.items}
    for unit in (u for u in draft.units if u.item is not None and u.role in ("prose", "cell") and u.paper is None):
        in_list = bool(unit.item and _OF_INTEREST.search(titles[unit.item]))
        for sentence in unit.sentences():
            text = unit.slotted(sentence)
            for declared in _declared(unit, text, in_list and sentence.begin == 0):
                if _EARLIER.search(text) and _is_known(draft, declared.people):
                    continue
                for person in declared.people:
                    _add(draft, unit, sentence, person, declared, in_list)


def _declared(unit: Unit, text: str, in_list: bool) -> Iterator[_Declared]:
    """The declaration of a sentence, if it makes one; ``in_list`` says that it may be an entry of a list of them."""
    if match := _DECLARED.search(text):
        if not _NONE.search(text[: match.end()]):
            yield _Declared(
                unit.people(text[: match.start()]), match.group("kind") or match.group("noticed"), match.end()
            )
    elif _NONE.search(text):
        return
    elif match := _DECLARED_BY.search(text):
        yield _Declared(unit.people(match.group("people")), match.group("kind"), match.end())
    elif in_list and (match := _LISTED.match(text, headed.end() if (headed := _HEADED.match(text)) else 0)):
        kind = re.search(_INTERESTS, text, re.IGNORECASE) or _KIND_ALONE.search(text, match.start())
        yield _Declared(unit.people(match.group("people")), kind.group("kind") if kind else None, match.end(), True)


def _is_known(draft: Draft, people: list[Ref]) -> bool:
    """Whether these people are known to have declared something already."""
    known = {_family(draft, d.declarant) for d in draft.found[Declaration]}
    return all(_family(draft, person) in known for person in people)


def _family(draft: Draft, person: Ref) -> str:
    return draft.canonical(person).name.split()[-1].casefold()


def _add(draft: Draft, unit: Unit, sentence: Sentence, person: Ref, declared: _Declared, in_list: bool) -> None:
    text = unit.slotted(sentence)
    tie = _TIE.search(text, max(declared.rest - 2, 0))
    draft.add(
        Declaration(
            key=draft.new("declaration"),
            evidence=(unit.passage(sentence.begin, sentence.end),),
            rule="declared-interest",
            confidence=0.95,
            declarant=person,
            item=_item(draft, unit, sentence.text, text[declared.rest :], declared.listed, in_list),
            interest_in=unit.refs[int(tie.group("body"))] if tie else None,
            interest_kind=" ".join(declared.kind.split()) if declared.kind else None,
        )
    )


def _item(draft: Draft, unit: Unit, sentence: str, rest: str, listed: bool, in_list: bool) -> Ref | None:
    """The item declared about: in a list it may stand first; one declared when the item is reached is about that.

    ``rest`` is the slotted text behind the declaration.
    """
    interest = None if listed else _OF_INTEREST.search(sentence)
    after = sentence[interest.end() :] if interest else sentence
    headed = _HEADED.match(sentence) if in_list else None
    ahead = _headed(draft, unit, headed) if headed else None
    if item := (listed and ahead) or _about(draft, unit, after, rest) or ahead:
        return item
    if _SAME_ITEM.search(after) and draft.found[Declaration]:
        item = draft.found[Declaration][-1].item
    return item or (None if in_list else unit.item)


def _headed(draft: Draft, unit: Unit, headed: re.Match[str]) -> Ref | None:
    items = [i for i, _ in draft.items_of(unit.meeting)]
    return _by_title(headed["bracketed"] or headed["title"] or "", items) or _by_number(headed["number"], items)


def _about(draft: Draft, unit: Unit, after: str, rest: str) -> Ref | None:
    """The item declared about: by its title where one is given, else by its number.

    The title is the surer: an agenda's numbers are not those of the minutes.
    """
    items = [i for i, _ in draft.items_of(unit.meeting)]
    about = _ABOUT.search(after) or _NUMBERED.match(rest)
    if not about:
        return _by_title(after, items)
    return _by_title(about.group("title"), items) or _by_number(about.group("number"), items)


def _by_number(number: str | None, items: list[Item]) -> Ref | None:
    """The item of that number, written with its prefix or without, or of which it is a part ("8b")."""
    if not number:
        return None

    def bare(value: str | None) -> str:
        return re.sub(r"^[a-z]+|[\s.]+$", "", re.sub(r"\s", "", value or "").casefold())

    for wanted in (bare(number), bare(number).rstrip("abcdefghij")):
        if found := next((i.key for i in items if i.number and bare(i.number) == wanted), None):
            return found
    return None


def _by_title(text: str, items: list[Item]) -> Ref | None:
    """The item whose title is most like the beginning of ``text``, up to a reason ("as he was ...")."""
    about = _REASON.split(text)[0].strip(" ,()'‘’“”")
    if len(about) < _SHORTEST_ABOUT:
        return None
    scored = [
        (fuzz.partial_ratio(about.casefold(), item.title.casefold()), item.key)
        for item in items
        if item.title and len(item.title) >= _SHORTEST_TITLE
    ]
    best = max(scored, default=(0.0, ("item", "")))
    return best[1] if best[0] >= _LIKE_ENOUGH else None
