"""Who holds which post, where a sentence puts a person beside a title."""

from __future__ import annotations

import re

from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.model import Ref, Tenure

_P, _J = r"⟪(?P<p>\d+)P⟫", r"⟪(?P<j>\d+)J⟫"
_BESIDE = tuple(
    (name, re.compile(expression))
    for name, expression in (
        (
            "name-comma-post",
            rf"{_P}(?:\s\([A-Z]{{2,3}}\))?,\s(?:[Tt]he\s|our\s|its\s|an?\s|new\s)*(?:former\s|then\s)?{_J}(?!,\s⟪\d+J⟫|\s\(⟪\d+P⟫)",
        ),
        ("name-bracket-post", rf"{_P}\s\(\s?(?:[Tt]he\s)?{_J}"),
        ("post-bracket-name", rf"{_J}\s\({_P}\)"),
        ("post-comma-name", rf"{_J},\s{_P}(?!,\s⟪\d+J⟫)"),
        ("post-name", rf"{_J}\s{_P}"),
        ("name-post", rf"{_P}\s{_J}"),
        ("name-dash-post", rf"{_P}\s[-–]\s{_J}"),
        ("as-post", rf"{_P}[^.;⟪]{{0,60}}\bas\s(?:the\s|an?\s)?(?:new\s)?{_J}"),
        (
            "was-post",
            rf"{_P}\s(?:is|was|became)\s(?:now\s)?(?:appointed\s|elected\s)?(?:as\s)?(?:the\s)?(?:new\s)?{_J}",
        ),
    )
)
_PAIR = re.compile(
    r"(?P<count>two|three)\s(?P<role>managers|officers|directors)\sfrom\sthe\s⟪(?P<o>\d+)O⟫,\s(?P<people>⟪\d+P⟫(?:,\s⟪\d+P⟫)*\sand\s⟪\d+P⟫)"
)
_SHARED = re.compile(r"(?P<people>⟪\d+P⟫\sand\s⟪\d+P⟫),\s(?:both\s)?⟪(?P<j>\d+)J⟫s?\b")
_CONFIDENCE = 0.88


def add_tenures(draft: Draft) -> None:
    """Adds a tenure for each person beside a post, once a unit."""
    for unit in draft.units:
        seen: set[tuple[str, Ref]] = set()
        for sentence in unit.sentences():
            text = unit.slotted(sentence)
            taken: set[str] = set()
            for rule, expression in _BESIDE:
                for match in expression.finditer(text):
                    person, post = int(match.group("p")), int(match.group("j"))
                    if str(person) + "P" in taken or str(post) + "J" in taken:
                        continue
                    taken |= {str(person) + "P", str(post) + "J"}
                    _add(draft, unit, sentence, person, post, rule, seen)
            for match in _SHARED.finditer(text):
                for person in map(int, re.findall(r"⟪(\d+)P⟫", match.group("people"))):
                    _add(draft, unit, sentence, person, int(match.group("j")), "names-comma-posts", seen)


def _add(
    draft: Draft, unit: Unit, sentence: Sentence, person: int, post: int, rule: str, seen: set[tuple[str, Ref]]
) -> None:
    post_ref = unit.refs[post]
    mention = draft.mention(post_ref)
    post_ref = mention.same_as or post_ref
    key = (unit.names[person].name, post_ref)
    if key in seen:
        return
    seen.add(key)
    draft.add(
        Tenure(
            key=draft.new("tenure"),
            evidence=(unit.passage(sentence.begin, sentence.end),),
            rule=f"tenure-{rule}",
            confidence=_CONFIDENCE,
            person=unit.refs[person],
            first_seen=draft.date_of(unit.meeting),
            last_seen=draft.date_of(unit.meeting),
            post=post_ref,
            organisation=draft.mention(post_ref).organisation,
        )
    )
