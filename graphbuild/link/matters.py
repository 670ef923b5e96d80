"""What items are about, as sets of words: two titles of one matter have the same, whatever the report is called."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graphbuild.codes import EntityKind, RecordKind
from graphbuild.extract.structure import is_procedural
from graphbuild.link.entities import Linked
from graphbuild.link.keys import Keys
from graphbuild.model import Claim, Facts, Findings, Passage, Pointer, Ref, Resolution
from graphbuild.text import expanded, plain

_SMALL = frozenset(
    "a an and are as at be been by for from had has have he her his if in into is it its no not of on or our out over "
    "re s she so such that the their them then there these they this those to towards under until up upon was we were "
    "what when where whether which who will with within would during via per".split()
)
_GENERIC = frozenset(
    "january february march april may june july august september october november december spring summer autumn "
    "winter date day week month year meeting committee commission cabinet board panel select council borough district "
    "county city parish town metropolitan member councillor officer item matter agenda minute report update progress "
    "presentation briefing paper note information position draft final interim summary overview introduction feedback "
    "response outcome finding recommendation implementation impact next step current proposed proposal verbal oral "
    "latest further new initial result phase part data figure approval consider consideration award first second third "
    "fourth fifth all again back bring brought submit submitted provide provided present presented reported sent "
    "request requested ask asked seek sought receive received scheduled given made invited note noted approved agreed "
    "endorsed welcomed thanked referred accepted adopted".split()
)
"""Words that say how or when a matter comes before a meeting, in their plain form."""
_KINDS = frozenset(
    "strategy plan programme project service pilot scheme policy framework offer contract review inquiry inspection "
    "evaluation consultation initiative fund grant charter protocol agreement action tender".split()
)
"""What a named undertaking may turn from and into, in the plain form: "the pilot" of one year is "the service" of
the next."""
_WEAK = frozenset(
    "child young people youth family adult parent carer school pupil student resident person community social care "
    "health public local support education need".split()
)
"""Words that so many matters share that they alone make none, in their plain form."""
_NUMBERS = frozenset("one two three four five six seven eight nine ten i ii iii iv v vi".split())
_ADMINISTRATIVE = re.compile(
    r"\b(?:work programme|work ?plan|forward plan|monitoring of (?:recommendations|decisions)|monitoring report"
    r"|minutes|next meetings?|group updates?|appointments?|representatives?|representation|nominations?|membership"
    r"|elections? of|terms of reference|standing orders?|urgent|confidential|interests?|apologies|adjournment)\b",
    re.IGNORECASE,
)
"""Titles of items about how the body works, whatever they name."""
_STANDING = re.compile(
    r"\b(?:performance|quarter(?:ly)?|scorecard|dashboard|monitoring|workload|calendar|dates?|meetings?|annual|yearly"
    r"|year[- ]end|financ(?:e|es|ial)|budgets?|accounts?|payments?|cheques?|precept|bank|reconciliations?|insurance"
    r"|invoices?|receipts|expenditure|donations?|grants?|audit|treasury|risk (?:register|management)"
    r"|correspondence|planning (?:applications?|matters|decisions)|applications?|appeals?|licen[cs](?:e|es|ing)"
    r"|highways?|clerk|chair(?:man|person)?|chief executive|mayor|leader|cabinet members?|portfolio holders?"
    r"|(?:director|manager|treasurer|secretary|officer|member|councillor|police|ward)s?['’]?s?"
    r" (?:reports?|updates?|matters)|reports? (?:from|of|by)"
    r"|working (?:groups?|part(?:y|ies))|task (?:and finish )?groups?|sub-?(?:groups?|committees?)"
    r"|trackers?|logs?|registers?|key decisions|delegated|call-?ins?|motions?|petitions?|questions?|deputations?"
    r"|vacanc(?:y|ies)|co-?opt\w*|complaints?|announcements?|communications?|bereavement|recording|forum|participation"
    r"|exempt|any other)\b",
    re.IGNORECASE,
)
"""Titles of items that come back whether or not anything goes on from the last time."""
_ACRONYM = re.compile(r"\(\s*[A-Z][A-Z&/]{1,9}s?\s*\)")


class Words(NamedTuple):
    """The words of a text that tell one matter from another, in their plain form."""

    core: frozenset[str]
    kinds: frozenset[str]
    """What sort of thing it is about: strategy, service, review ..."""
    figures: frozenset[str]
    """Years and other numbers."""

    @property
    def strong(self) -> frozenset[str]:
        """The words that few other matters have."""
        return self.core - _WEAK


@dataclass(frozen=True, slots=True)
class Matter:
    """An item that has a title, and what it is about."""

    item: Ref
    meeting: Ref
    body: Ref
    date: str
    words: Words
    title: Passage
    is_agenda: bool
    """Whether an agenda announces it, where minutes would record it."""
    is_standing: bool
    named: frozenset[Ref]
    """The undertakings that its title names."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A pointer with corpus-wide references."""

    pointer: Pointer
    item: Ref
    """What points."""
    meeting: Ref
    target: Ref
    """The item pointed at, else the meeting."""


@dataclass(slots=True)
class Known:
    """What threads are found by, each list in the order of the corpus's references."""

    facts: Facts
    matters: dict[Ref, Matter] = field(default_factory=dict)
    """The items with a title that are about some matter, by reference."""
    of_meeting: defaultdict[Ref, list[Matter]] = field(default_factory=lambda: defaultdict(list))
    decisions: defaultdict[Ref, list[Resolution]] = field(default_factory=lambda: defaultdict(list))
    """Resolutions by item."""
    decided: defaultdict[Ref, list[Resolution]] = field(default_factory=lambda: defaultdict(list))
    """Resolutions by meeting."""
    pointed: list[Pointed] = field(default_factory=list)
    forms: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """By authority: plain long forms and their abbreviations."""
    keys: dict[str, Keys] = field(default_factory=dict)
    """Corpus-wide references of local ones, by source."""
    names: dict[Ref, str] = field(default_factory=dict)
    """The names of entities."""

    def words(self, text: str, body: Ref) -> Words:
        """The words of a text of that body's; the body's name and the place of its council tell nothing."""
        place = body[1].replace("-", " ") if len(body) > 2 and body[1] != body[-1] else ""
        return words_of(text, self.forms[authority(body)], self.names.get(body, ""), place)


def authority(body: Ref) -> str:
    """The authority that a body belongs to; a council is its own."""
    return body[1]


def words_of(text: str, forms: Mapping[str, str], body: str = "", place: str = "") -> Words:
    """The telling words of a text, abbreviations in place of the long ``forms``; names of body and place left out."""
    bare = re.sub(r"\bre-(?=\w)", "re", _ACRONYM.sub(" ", text), flags=re.IGNORECASE)
    folded = f" {expanded(re.sub(r'[()]', ' ', bare), forms).casefold()} "
    for name in filter(None, (plain(body), plain(place))):
        folded = folded.replace(f" {name} ", " ")
    tokens = {re.sub(r"ie$", "y", token) for token in folded.split()} - _SMALL
    figures = {t for t in tokens if t.isdigit() or t in _NUMBERS}
    kinds = tokens & _KINDS
    return Words(frozenset(tokens - figures - kinds - _GENERIC), frozenset(kinds), frozenset(figures))


def gather(documents: Sequence[Findings], linked: Linked, facts: Facts) -> Known:
    """The matters, decisions and pointers of the corpus."""
    known = Known(facts, names={entity.key: entity.name for entity in linked.entities})
    for abbreviation in facts.abbreviations:
        known.forms[abbreviation.key[1]].setdefault(plain(abbreviation.long), abbreviation.short)
    meeting_of = {item.key: item.meeting for item in facts.items}
    for resolution in facts.resolutions:
        known.decisions[resolution.item].append(resolution)
        known.decided[meeting_of[resolution.item]].append(resolution)
    found: dict[Ref, Matter] = {}
    for document in documents:
        known.keys[document.source.slug] = Keys(document, linked)
        for matter in _matters(document, linked, known):
            found.setdefault(matter.item, matter)
        known.pointed += [_pointed(pointer, known.keys[document.source.slug]) for pointer in document.pointers]
    for ref in sorted(found):
        known.matters[ref] = found[ref]
        known.of_meeting[found[ref].meeting].append(found[ref])
    known.pointed.sort(key=lambda p: (p.item, p.target, p.pointer.evidence))
    return known


def _matters(document: Findings, linked: Linked, known: Known) -> Iterator[Matter]:
    keys = known.keys[document.source.slug]
    meetings = {m.key: m for m in document.facts.meetings}
    named = _named_in_titles(document, linked)
    for item in document.facts.items:
        title = item.title or ""
        if not title or is_procedural(title) or _ADMINISTRATIVE.search(title):
            continue
        meeting, place = meetings[item.meeting], item.evidence[0]
        body = keys.lookup(meeting.body)
        yield Matter(
            item=keys.lookup(item.key),
            meeting=keys.lookup(item.meeting),
            body=body,
            date=meeting.date,
            words=known.words(title, body),
            title=place,
            is_agenda=meeting.record is RecordKind.AGENDA,
            is_standing=bool(_STANDING.search(title)),
            named=frozenset(named[item.key]),
        )


def _named_in_titles(document: Findings, linked: Linked) -> defaultdict[Ref, set[Ref]]:
    """The undertakings that each item's title names."""
    titles = sorted((*item.evidence[0][1:], item.key) for item in document.facts.items)
    named: defaultdict[Ref, set[Ref]] = defaultdict(set)
    for mention in document.mentions:
        passage = mention.evidence[0]
        place = bisect_right(titles, passage.begin, key=lambda title: title[0]) - 1
        if mention.kind is EntityKind.UNDERTAKING and place >= 0 and passage.end <= titles[place][1]:
            named[titles[place][2]].add(linked.of_mention[document.source.slug, mention.key])
    return named


def _pointed(pointer: Pointer, keys: Keys) -> Pointed:
    """A pointer as linking resolves it: its meeting, its item where it has a number, and the reference to it."""
    records = [record for _, record in keys.of_pointer(pointer)]
    meeting = records[0].key
    target = records[1].key if pointer.number else meeting
    return Pointed(pointer, keys.lookup(pointer.item), meeting, target)


def thread(later: Ref, earlier: Ref, evidence: Iterable[Passage], rule: str, confidence: float) -> Claim:
    """The claim that an item follows up an earlier item or decision."""
    return Claim(
        key=("claim", "followsUp", *later, "to", *earlier),
        subject=later,
        predicate="followsUp",
        object=earlier,
        evidence=tuple(dict.fromkeys(evidence)),
        rule=rule,
        confidence=confidence,
    )
