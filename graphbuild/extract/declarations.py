"""Declarations of interest."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import Declaration, EntityKind, Item, Ref

_DECLARED = re.compile(
    r"\bdeclar(?:ed|es|ing)\b(?: that)?[^.]{0,40}?\b(?P<kind>(?:disclosable |registrable )?(?:non-)?(?:pecuniary|"
    r"prejudicial|personal|registrable|other)(?:[\s,]+(?:and|but)?\s*(?:non-)?(?:pecuniary|prejudicial|"
    r"personal))?)?\s*interests?\b"
)
_NONE = re.compile(r"\b(?:no|nil|any)\s+(?:\w+\s+){0,3}(?:declarations?|interests?)\b|\bhad declared\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:agenda )?(?:item|minute)s?(?: no\.?| number)?\s*(?P<number>\d{1,4}[A-Z]?)?\b[\s,:–-]*(?P<title>[^.;]*)",
    re.IGNORECASE,
)
_TIE = re.compile(
    r"\b(?:as|since|because|being|due to)\b[^.]*?\b(?:member|trustee|governor|director|employee|employed|chair|"
    r"patron|volunteer(?:ed|s)?|works?|worked|manager|managed|employed by)\b[^.⟪]*⟪(?P<o>\d+)[OU]⟫"
)
_SAME_ITEM = re.compile(r"\b(?:the|this) same item\b", re.IGNORECASE)
_LIKE_ENOUGH = 75


def add_declarations(draft: Draft) -> None:
    """Adds each declaration with who, what kind, in what body and about which item."""
    for unit in (u for u in draft.units if u.item is not None and u.role == "prose" and u.paper is None):
        for sentence in unit.sentences():
            text = unit.slotted(sentence)
            match = _DECLARED.search(text)
            if not match or _NONE.search(text[: match.end()]):
                continue
            people = [i for i in slots(text[: match.start()]) if unit.names[i].kind is EntityKind.PERSON]
            for index in people:
                _add(draft, unit, sentence, text, match, unit.refs[index])


def _add(draft: Draft, unit: Unit, sentence: Sentence, text: str, match: re.Match[str], person: Ref) -> None:
    tie = _TIE.search(text, match.end())
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
            interest_in=unit.refs[int(tie.group("o"))] if tie else None,
            interest_kind=" ".join(match.group("kind").split()) if match.group("kind") else None,
        )
    )


def _about(draft: Draft, unit: Unit, sentence: str) -> Ref | None:
    """The item declared about: by its title where it is given, else by its number (an agenda's are not the minutes')."""
    items = [i for i, _ in draft.items_of(unit.meeting)]
    after = sentence[m.end() :] if (m := re.search(r"\binterests?\b", sentence)) else sentence
    about = _ABOUT.search(after)
    if not about:
        return _by_title(after, items)
    return _by_title(about.group("title"), items) or next(
        (i.key for i in items if about.group("number") and i.number == about.group("number")), None
    )


def _by_title(title: str, items: list[Item]) -> Ref | None:
    words = re.split(r",?\s+(?:as|since|because|due to)\s+", title)[0].strip(" ,()'‘’“”")
    if len(words) < 8:
        return None
    scored = [
        (fuzz.partial_ratio(words.casefold(), (i.title or "").casefold()), i.key)
        for i in items
        if len(i.title or "") > 6
    ]
    best = max(scored, default=(0.0, ("item", "")))
    return best[1] if best[0] >= _LIKE_ENOUGH else None
