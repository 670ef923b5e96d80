"""What documents tell of a person beside the name: a second title, an officer's post, who else is in the list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphbuild.codes import EntityKind
from graphbuild.extract.rulebook import given_names
from graphbuild.link.names import PersonName, parse
from graphbuild.model import Findings, Mention, Ref
from graphbuild.vocabulary import slug

_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Dame|Lady|Baroness)\b")
_MALE = re.compile(r"\b(?:Mr|Messrs|Sir|Lord)\b")
_SEX = {
    **dict.fromkeys(("Mrs", "Ms", "Miss", "Dame", "Lady", "Baroness"), "f"),
    **dict.fromkeys(("Mr", "Sir", "Lord"), "m"),
}
_OFFICER = re.compile(
    r"\b(?:Director|Head|Manager|Officer|Chief Executive|Clerk|Superintendent|Inspector|Solicitor|Engineer|Accountant"
    r"|Social Worker)\b"
)
"""Jobs that no councillor of the same authority may hold."""
_OF_THE_PUBLIC = re.compile(
    r"\s?[,(]\s?(?:an?|the)\s(?:\w+\s){0,2}(?:resident|tenant|parent|pupil|petitioner|applicant|member of the public)\b"
)
_NEAR = 60
"""Characters after a name that tell who it is."""
_LIST_GAP = re.compile(r"[\s,;&]*(?:\([^()]{0,40}\)[\s,;&]*)?(?:and\s+)?")
"""What stands between two names of one list."""
_OTHERS = 3
"""How many others of a list have to go by their surnames for two words to be a surname."""
Place = tuple[str, Ref]
"""A mention: the slug of its source and its local reference."""


@dataclass(slots=True)
class Signs:
    """By mention; what the documents tell nothing of is missing."""

    sex: dict[Place, str] = field(default_factory=dict)
    """``f`` or ``m``, by the second title of "Councillor Mrs. J. Hale"."""
    no_members: set[Place] = field(default_factory=set)
    """Who holds a post that no councillor may hold, or is said to be of the public."""
    listed_with: dict[Place, frozenset[str]] = field(default_factory=dict)
    """The other names of the list that a mention stands in."""
    names: dict[Place, PersonName] = field(default_factory=dict)
    """Names that are not taken apart as usual: surnames of two words, two surnames without a comma."""

    def sex_of(self, source: str, mention: Mention) -> str | None:
        """``f`` or ``m`` by a mention's title, or by a second one in the text; else None."""
        return self.sex.get((source, mention.key)) or _SEX.get(mention.title or "")

    def name(self, source: str, mention: Mention) -> PersonName:
        """The name of a mention taken apart."""
        return self.names.get((source, mention.key)) or parse(mention.name)


def signs(documents: Sequence[Findings]) -> Signs:
    """What the documents of one authority tell of its people."""
    found = Signs()
    lists: list[list[Place]] = []
    people = {(d.source.slug, m.key): m for d in documents for m in d.mentions if m.kind is EntityKind.PERSON}
    for document in documents:
        posts = {m.key: m.name for m in document.mentions if m.kind is EntityKind.POST}
        for tenure in document.facts.tenures:
            if _OFFICER.search(posts.get(tenure.post, "")):
                found.no_members.add((document.source.slug, tenure.person))
        lists += _lists(document)
    texts = {d.source.slug: d.source.text for d in documents}
    for place, mention in people.items():
        text, end = texts[place[0]], mention.evidence[0].end
        if sex := _sex(mention, text):
            found.sex[place] = sex
        if _OF_THE_PUBLIC.match(text[end : end + _NEAR]):
            found.no_members.add(place)
    for together in lists:
        names = {people[place].name for place in together}
        two = {place: name for place in together if (name := _without_comma(people[place].name, names))}
        names -= {people[place].name for place in two}
        found.listed_with |= {p: frozenset(names - {people[p].name}) for p in together if p not in two}
        found.names |= two
    found.names |= _double_surnames({p: m for p, m in people.items() if p not in found.names}, found.listed_with)
    return found


def _sex(mention: Mention, text: str) -> str | None:
    titles = text[mention.evidence[0].begin : mention.evidence[0].end].removesuffix(mention.name)
    if _FEMALE.search(titles):
        return "f"
    return "m" if _MALE.search(titles) else None


def _lists(document: Findings) -> Iterator[list[Place]]:
    """The lists of two names or more in a document."""
    slug_of = document.source.slug
    people = sorted((m for m in document.mentions if m.kind is EntityKind.PERSON), key=lambda m: (m.evidence, m.key))
    current: list[Mention] = []
    for mention in people:
        gap = document.source.text[current[-1].evidence[0].end : mention.evidence[0].begin] if current else ""
        if current and not (gap and _LIST_GAP.fullmatch(gap)):
            if len(current) > 1:
                yield [(slug_of, m.key) for m in current]
            current = []
        current.append(mention)
    if len(current) > 1:
        yield [(slug_of, m.key) for m in current]


def _double_surnames(
    people: Mapping[Place, Mention], listed_with: Mapping[Place, frozenset[str]]
) -> dict[Place, PersonName]:
    """Names that end in a surname of two words, by what all documents of the authority show.

    "Jo Hale Smith" is one where a "Hale-Smith" is known. "Hale Smith" is one where "Hale" is no usual given name, but
    the surname of another, or where it stands in a list of surnames; in none where it stands among given names.
    """
    parsed = {place: parse(mention.name) for place, mention in people.items()}
    families = {slug(n.family) for n in parsed.values()}
    initials = {(n.initial, slug(n.family)) for n in parsed.values() if n.given and not n.is_full}
    shown: dict[str, bool] = {}
    for place, mention in people.items():
        name = parsed[place]
        if slug(_doubled(name).family) in families:
            shown[mention.name] = True
        elif _may_be_double(name) and (name.initial, slug(name.family)) not in initials:
            others = [parse(other) for other in listed_with.get(place, ())]
            if any(n.is_full for n in others):
                shown[mention.name] = False
            elif slug(name.given) in families or _are_surnames(others, name):
                shown.setdefault(mention.name, True)
    return {place: _doubled(parsed[place]) for place, mention in people.items() if shown.get(mention.name)}


def _without_comma(name: str, listed: Collection[str]) -> PersonName | None:
    """ "Hale Quill" in a list that has "Hale" and "Quill" too is two people; the mention counts as the second's."""
    words = name.split()
    return PersonName("", words[1]) if len(words) == 2 and set(words) <= set(listed) else None


def _doubled(name: PersonName) -> PersonName:
    """The name with the word before its surname as part of the surname."""
    *given, last = name.given.split() or [""]
    return PersonName(" ".join(given), f"{last} {name.family}".strip()) if name.is_full else name


def _may_be_double(name: PersonName) -> bool:
    return name.is_full and " " not in name.given and slug(name.given) not in given_names()


def _are_surnames(others: Sequence[PersonName], name: PersonName) -> bool:
    """Whether a list has several others, all without given names and none of that surname."""
    return len(others) >= _OTHERS and not any(n.given or n.family == name.family for n in others)
