"""What the references of corrections can mean: everything of a corpus that has a name, a date or a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from graphbuild import dates, naming, vocabulary
from graphbuild.codes import EntityKind
from graphbuild.corrections.entries import KINDS, Reference
from graphbuild.errors import shown
from graphbuild.link.names import untitled
from graphbuild.model import Entity, Facts, Item, Meeting, Record, Ref, Resolution
from graphbuild.naming import Thing
from graphbuild.topics import Topic

TOPIC, MEETING, ITEM, RESOLUTION = "topic", "meeting", "item", "resolution"
_ENTITIES = frozenset(kind.value for kind in EntityKind)
WORDS = {stored: said for said, stored in KINDS.items()} | {RESOLUTION: "decision"}
"""What people call a kind, by what the graph does."""
_SHOWN = 5
_GONE = "; call it what `graphbuild explain` does, or, if its document is gone, take this correction out"


class DoesNotApply(Exception):
    """Why a correction does not apply, and what to do about it."""


class Known:
    """The things of a corpus, found by what people call them."""

    def __init__(
        self,
        base: str,
        entities: Iterable[Entity],
        facts: Facts | None = None,
        topics: Mapping[str, Topic] | None = None,
    ) -> None:
        self._base = base
        self._facts, self._topics = facts or Facts(), topics or {}
        self.entities = {entity.key: entity for entity in entities}
        self._things = [self._thing(entity) for entity in self.entities.values()]
        self._records: dict[Ref, Meeting | Item | Resolution] = {}
        for records in (self._facts.meetings, self._facts.items, self._facts.resolutions):
            self._records.update({record.key: record for record in records})

    def _thing(self, entity: Entity) -> Thing:
        iri = vocabulary.iri(self._base, entity.key).value
        label = f"{entity.title} {entity.name}" if entity.title else entity.name
        return Thing(iri, entity.kind.value, label, tuple(sorted({label, entity.name, *entity.alt_names})))

    def key(self, iri: str) -> Ref | None:
        """The corpus-wide reference that an IRI of this build spells; None for any other text."""
        address = naming.expanded(iri)
        if not address.startswith(self._base) or "#" in address:
            return None
        return tuple(unquote(part) for part in address.removeprefix(self._base).split("/"))

    def entity(self, reference: Reference, kinds: Iterable[str]) -> Entity:
        """The one entity of these kinds that is meant. Raises DoesNotApply where that is none or several."""
        return self.entities[self.find(reference, [kind for kind in kinds if kind in _ENTITIES])]

    def find(self, reference: Reference, kinds: Sequence[str]) -> Ref:
        """The one thing of these kinds that is meant. Raises DoesNotApply where that is none or several."""
        if reference.kind:
            kinds = [kind for kind in kinds if kind == KINDS[reference.kind]]
        if reference.meeting:
            return self._one([record.key for record in self._at_meeting(reference, kinds)], reference, kinds)
        assert reference.name
        key = self.key(reference.name)
        if key and (key in self.entities or key in self._records) and key[0] in _segments(kinds):
            return key
        among = [thing for thing in self._things if thing.kind in kinds]
        found = [self._key(thing) for thing in naming.find(among, reference.name)]
        found += self._topics_named(reference.name) if TOPIC in kinds else []
        found += [record.key for record in self._titled(reference.name, kinds)] if not found else []
        return self._one(found, reference, kinds)

    def called(self, name: str, kind: str) -> list[Ref]:
        """The entities of a kind that have this very name as their best one."""
        return [e.key for e in self.entities.values() if e.kind.value == kind and same_name(name, (e.name,))]

    def _key(self, thing: Thing) -> Ref:
        key = self.key(thing.iri)
        assert key
        return key

    def _one(self, found: Sequence[Ref], reference: Reference, kinds: Sequence[str]) -> Ref:
        if len(found) == 1:
            return found[0]
        what = f"{shown(reference)!r}"
        if not found:
            near = naming.suggestion(reference.name, self._named(kinds)) if reference.name else ""
            raise DoesNotApply(f"no {_any_of(kinds)} is called {what}{shown(near) or _GONE}")
        listed = [f"{self.label(key)} <{vocabulary.iri(self._base, key).value}>" for key in sorted(found)[:_SHOWN]]
        raise DoesNotApply(f"{what} can be {shown(' or '.join(listed))}; say which by its full name or its IRI")

    def record(self, key: Ref) -> Meeting | Item | Resolution:
        """The meeting, item or decision of a reference."""
        return self._records[key]

    def label(self, key: Ref) -> str:
        """What to call a thing in a message."""
        if entity := self.entities.get(key):
            return entity.name
        record = self._records.get(key)
        return (record.title if isinstance(record, Item) else None) or key[-1]

    def _named(self, kinds: Sequence[str]) -> list[Thing]:
        topics = [
            Thing(topic.iri, TOPIC, topic.notation, (topic.notation, topic.label, *topic.alt_labels))
            for topic in self._topics.values()
            if TOPIC in kinds
        ]
        return [*(thing for thing in self._things if thing.kind in kinds), *topics]

    def _topics_named(self, text: str) -> list[Ref]:
        found = naming.find(self._named([TOPIC]), text)
        return [(TOPIC, thing.label) for thing in found if thing.kind == TOPIC]

    def _titled(self, text: str, kinds: Sequence[str]) -> list[Record]:
        """Meetings by their date, items by their title."""
        meetings = [m for m in self._facts.meetings if MEETING in kinds and m.date == _day(text)]
        wanted = naming.folded(text)
        titled = (i for i in self._facts.items if ITEM in kinds and i.title)
        items = [i for i in titled if naming.folded(i.title or "") == wanted]
        return [*meetings, *_as_minuted(items)]

    def _at_meeting(self, reference: Reference, kinds: Sequence[str]) -> Sequence[Record]:
        meetings = [m for m in self._facts.meetings if m.date == _day(reference.meeting or "")]
        if reference.body:
            body = self.entity(Reference(name=reference.body), ["organisation"])
            meetings = [m for m in meetings if m.body == body.key]
        if not (reference.number or reference.title):
            return meetings if MEETING in kinds else ()
        held = {meeting.key for meeting in meetings}
        items = _as_minuted([i for i in self._facts.items if i.meeting in held and _is_item(i, reference)])
        if reference.clause is None and ITEM in kinds:
            return items
        of = {item.key for item in items}
        decided = [r for r in self._facts.resolutions if r.item in of] if RESOLUTION in kinds else []
        return [r for r in decided if (r.clause or "") == (reference.clause or "")]


def entity_kinds(kind: str | None) -> list[str]:
    """The kinds that a ``kind`` in a correction leaves; all where there is none."""
    return [KINDS[kind]] if kind else list(KINDS.values())


def same_name(text: str, names: Iterable[str]) -> bool:
    """Whether a text is one of the names, but for what ``bare`` leaves out."""
    return bare(text) in map(bare, names)


def bare(name: str) -> str:
    """A name without titles, letter case, accents and punctuation."""
    return naming.folded(untitled(name))


def _day(text: str) -> str:
    """The day that a text is ("3 March 2020"), as 2020-03-03; any other text as it is."""
    whole = (one.iso for one in dates.full_dates(text) if (one.begin, one.end) == (0, len(text)))
    return next(whole, text)


def _is_item(item: Item, reference: Reference) -> bool:
    if reference.number and (item.number or "").strip(". ") != reference.number.strip(". "):
        return False
    return not reference.title or naming.folded(item.title or "") == naming.folded(reference.title)


def _as_minuted(items: Sequence[Item]) -> Sequence[Item]:
    """Of items that an agenda and minutes have, those of the minutes."""
    return [item for item in items if item.key[-2] == ITEM] or items


def _segments(kinds: Sequence[str]) -> set[str]:
    """What the references of these kinds begin with: items and decisions are below their meeting."""
    return {MEETING if kind in (ITEM, RESOLUTION) else kind for kind in kinds}


def _any_of(kinds: Sequence[str]) -> str:
    words = [WORDS.get(kind, kind) for kind in kinds]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words) or "such thing"
