"""Who holds which post, where a sentence puts a person beside a title."""

from __future__ import annotations

import re

from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import Ref

_PERSON, _POST = r"⟪(?P<person>\d+)P⟫", r"⟪(?P<post>\d+)J⟫"
_BESIDE = tuple(
    (name, re.compile(expression))
    for name, expression in (
        (
            "name-comma-post",
            rf"{_PERSON}(?:\s\([A-Z]{{2,3}}\))?,\s(?:[Tt]he\s|our\s|its\s|an?\s|new\s)*(?:former\s|then\s)?{_POST}"
            r"(?!,\s⟪\d+J⟫|\s\(⟪\d+P⟫)",
        ),
        ("name-bracket-post", rf"{_PERSON}\s\(\s?(?:[Tt]he\s)?{_POST}"),
        ("post-bracket-name", rf"{_POST}\s\({_PERSON}\)"),
        ("post-comma-name", rf"{_POST},\s{_PERSON}(?!,\s⟪\d+J⟫)"),
        ("post-name", rf"{_POST}\s{_PERSON}"),
        ("name-post", rf"{_PERSON}\s{_POST}"),
        ("name-dash-post", rf"{_PERSON}\s[-–]\s{_POST}"),
        ("as-post", rf"{_PERSON}[^.;⟪]{{0,60}}\bas\s(?:the\s|an?\s)?(?:new\s)?{_POST}"),
        (
            "was-post",
            rf"{_PERSON}\s(?:is|was|became)\s(?:now\s)?(?:appointed\s|elected\s)?(?:as\s)?(?:the\s)?(?:new\s)?{_POST}",
        ),
    )
)
"""How a person stands beside a post in a slotted sentence; each name counts in the first only."""
_SHARED = re.compile(rf"(?P<people>⟪\d+P⟫\sand\s⟪\d+P⟫),\s(?:both\s)?{_POST}s?\b")
_ABSENT = re.compile(r"\b(?:absence of|apologies from|behalf of) (?:the )?$")
"""Before a post that who is named after it stands in for."""
_TO_WHOM = re.compile(
    r"\b(?:(?:answer(?:ing)?|reply(?:ing)?|response|responding|addition) to"
    r"|(?:request|invitation|permission|agreement|suggestion) of|(?:asked|invited|pressed|questioned) by"
    r"|questions? (?:from|by)) (?:the )?$",
    re.IGNORECASE,
)
"""Before the post of someone to whom, or at whose word, another speaks: "In reply to the Chair, Mr Hale said"."""
_CONFIDENCE = 0.88


def add_tenures(draft: Draft) -> None:
    """Adds a tenure for each person beside a post, once a unit."""
    for unit in draft.units:
        seen: set[tuple[str, Ref]] = set()
        for sentence in unit.sentences():
            for rule, person, post in find_tenures(unit.slotted(sentence)):
                _add(draft, unit, sentence, person, post, rule, seen)


def find_tenures(slotted: str) -> list[tuple[str, int, int]]:
    """(rule, index of the person's name, index of the post's) for each post held that a slotted sentence states."""
    found: list[tuple[str, int, int]] = []
    taken: set[int] = set()
    for rule, expression in _BESIDE:
        for match in expression.finditer(slotted):
            pair = int(match.group("person")), int(match.group("post"))
            if rule == "post-comma-name" and _is_of_another(slotted, match):
                continue
            if not taken.intersection(pair):
                taken.update(pair)
                found.append((rule, *pair))
    for match in _SHARED.finditer(slotted):
        post = int(match.group("post"))
        found += [("names-comma-posts", person, post) for person in slots(match.group("people"))]
    return found


def _is_of_another(slotted: str, match: re.Match[str]) -> bool:
    """Whether a post before a comma and a name is that of someone else."""
    before = slotted[: match.start()]
    goes_on = slotted[match.end() : match.end() + 1] == " "
    return bool(_ABSENT.search(before) or (goes_on and _TO_WHOM.search(before)))


def _add(
    draft: Draft, unit: Unit, sentence: Sentence, person: int, post: int, rule: str, seen: set[tuple[str, Ref]]
) -> None:
    held = draft.canonical(unit.refs[post])
    key = (unit.names[person].name, held.key)
    if key not in seen:
        seen.add(key)
        passage = unit.passage(sentence.begin, sentence.end)
        draft.tenure(
            unit.refs[person], held.key, unit.meeting, passage, f"tenure-{rule}", _CONFIDENCE, held.organisation
        )
