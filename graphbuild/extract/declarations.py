"""Declarations of interest."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.model import Declaration, Item, Ref

_KIND = (
    r"(?:disclosable |registrable )?(?:non-)?(?:pecuniary|prejudicial|personal|registrable|other)"
    r"(?:[\s,]+(?:and|but)?\s*(?:non-)?(?:pecuniary|prejudicial|personal))?"
)
_DECLARED = re.compile(rf"\bdeclar(?:ed|es|ing)\b(?: that)?[^.]{{0,40}}?\b(?P<kind>{_KIND})?\s*interests?\b")
_NONE = re.compile(r"\b(?:no|nil|any)\s+(?:\w+\s+){0,3}(?:declarations?|interests?)\b|\bhad declared\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:agenda )?(?:item|minute)s?(?: no\.?| number)?\s*(?P<number>\d{1,4}[A-Z]?)?\b[\s,:–-]*(?P<title>[^.;]*)",
    re.IGNORECASE,
)
_ROLES = (
    r"(?:member|trustee|governor|director|employee|employed|chair|patron|volunteer(?:ed|s)?|works?|worked"
    r"|manager|managed|employed by)"
)
_TIE = re.compile(rf"\b(?:as|since|because|being|due to)\b[^.]*?\b{_ROLES}\b[^.⟪]*⟪(?P<body>\d+)[OU]⟫")
_SAME_ITEM = re.compile(r"\b(?:the|this) same item\b", re.IGNORECASE)
_REASON = re.compile(r",?\s+(?:as|since|because|due to)\s+")
_LIKE_ENOUGH = 75
"""Likeness (0 to 100) of what is declared about and an item's title from which it is the item."""
_SHORTEST_ABOUT, _SHORTEST_TITLE = 8, 7
"""Characters of what is declared about, and of an item's title, from which likeness means anything."""


def add_declarations(draft: Draft) -> None:
    """Adds each declaration with who, what kind, in what body and about which item."""
    for unit in (u for u in draft.units if u.item is not None and u.role == "prose" and u.paper is None):
        for sentence in unit.sentences():
            text = unit.slotted(sentence)
            match = _DECLARED.search(text)
            if not match or _NONE.search(text[: match.end()]):
                continue
            for person in unit.people(text[: match.start()]):
                _add(draft, unit, sentence, text, match, person)


def _add(draft: Draft, unit: Unit, sentence: Sentence, text: str, match: re.Match[str], person: Ref) -> None:
    tie = _TIE.search(text, match.end())
    kind = match.group("kind")
    item = _about(draft, unit, sentence.text)
    if item is None and _SAME_ITEM.search(sentence.text) and draft.found[Declaration]:
        item = draft.found[Declaration][-1].item
    draft.add(
        Declaration(
            key=draft.new("declaration"),
            evidence=(unit.passage(sentence.begin, sentence.end),),
            rule="declared-interest",
            confidence=0.95,
            declarant=person,
            item=item,
            interest_in=unit.refs[int(tie.group("body"))] if tie else None,
            interest_kind=" ".join(kind.split()) if kind else None,
        )
    )


def _about(draft: Draft, unit: Unit, sentence: str) -> Ref | None:
    """The item declared about: by its title where one is given, else by its number.

    The title is the surer: an agenda's numbers are not those of the minutes.
    """
    items = [i for i, _ in draft.items_of(unit.meeting)]
    after = sentence[m.end() :] if (m := re.search(r"\binterests?\b", sentence)) else sentence
    about = _ABOUT.search(after)
    if not about:
        return _by_title(after, items)
    number = about.group("number")
    numbered = (i.key for i in items if number and i.number == number)
    return _by_title(about.group("title"), items) or next(numbered, None)


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
