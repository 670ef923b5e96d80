"""The kinds of fact that are scored: what the gold says, which query finds them, and when two are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from graphbuild.evaluate.gold import Document, Item, Meeting, Named, Person
from graphbuild.evaluate.matching import close, fold, name_key, same_name, same_person, without_the

Fact = Mapping[str, Any]
"""A found fact: its columns by name; the value of a column of names is the set of them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A gold fact: what the comparison looks at, and the words that a list of misses shows."""

    values: Any
    words: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact."""

    name: str
    query: str
    """File of ``queries/evaluate``, without its suffix."""
    expected: Callable[[Document], Iterator[Expected]]
    same: Callable[[Any, Fact], bool]
    key: tuple[str, ...]
    """Columns that make two rows one fact."""
    sets: tuple[str, ...] = ()
    """Columns of which a fact has several."""


def _held(document: Document) -> Iterator[tuple[Meeting, Item]]:
    for meeting in document.meetings:
        if meeting.is_held:
            for item in meeting.items:
                if item.title:
                    yield meeting, item


def _at(values: Any, fact: Fact) -> bool:
    """Whether gold (date, number, title, ...) and a found fact are of one item: equal numbers, else close titles."""
    date, number, title = values[:3]
    if date != fact["date"]:
        return False
    if number and fact["number"]:
        return fold(number) == fold(fact["number"])
    return bool(title and fact["title"]) and close(title, fact["title"], 85)


def _meetings(document: Document) -> Iterator[Expected]:
    for m in document.meetings:
        if m.is_held:
            yield Expected((m.body, m.date), f"{m.body}, {m.date}")


def _attendance(document: Document) -> Iterator[Expected]:
    seen = {
        (a.person, m.date, a.capacity)
        for m in document.meetings
        if m.record == "minutes"
        for a in m.attendance
        if a.capacity in ("present", "apologies", "in attendance") and name_key(a.person or "")[1]
    }
    for person, date, capacity in sorted(seen, key=str):
        yield Expected((person, date, capacity), f"{person}, {capacity}, {date}")


def _items(document: Document) -> Iterator[Expected]:
    for m, i in _held(document):
        yield Expected((m.date, i.number, i.title), f"{i.number or ''} {i.title} ({m.date})".strip())


def _clauses(document: Document) -> Iterator[Expected]:
    for m, i in _held(document):
        for r in i.resolutions:
            yield Expected((m.date, i.number, i.title, r), f"{i.number or i.title} ({r.clause or ''}) {r.text}")


def _due(document: Document) -> Iterator[Expected]:
    for m, i in _held(document):
        for r in i.resolutions:
            if r.due:
                yield Expected((r.due, r.text), f"{i.number or i.title} ({m.date}): {r.due}")


def _of_items(pick: Callable[[Item], list[Any]]) -> Callable[[Document], Iterator[Expected]]:
    def expected(document: Document) -> Iterator[Expected]:
        found = {(m.date, i.number, i.title, value) for m, i in _held(document) for value in pick(i)}
        for date, number, title, value in sorted(found, key=str):
            yield Expected((date, number, title, value), f"{number or title} ({date}): {value}")

    return expected


def _presenters(document: Document) -> Iterator[Expected]:
    for m, i in _held(document):
        for who in i.presented_by:
            yield Expected((m.date, i.number, i.title, who), f"{i.number or i.title} ({m.date}): {who}")


def _declarations(document: Document) -> Iterator[Expected]:
    for _, i in _held(document):
        for d in i.declarations:
            yield Expected((d.person, d.about_item), f"{d.person}, item {d.about_item}")


def _people(document: Document) -> Iterator[Expected]:
    for p in document.people:
        if name_key(p.name)[1]:
            yield Expected(p.name, p.name, p.optional)


def _roles(document: Document) -> Iterator[Expected]:
    for p in document.people:
        for r in p.roles:
            yield Expected(({p.name, *p.aliases}, r.role), f"{p.name}: {r.role}", r.optional)


def _posts(document: Document) -> Iterator[Expected]:
    for p in document.posts:
        yield Expected({p.post}, p.post, p.optional)


def _organisations(document: Document) -> Iterator[Expected]:
    for o in document.organisations:
        yield Expected({o.name, *o.aliases}, o.name, o.optional)


def _services(document: Document) -> Iterator[Expected]:
    for s in document.services:
        yield Expected({s.name, *s.aliases}, s.name, s.optional)


def _relations(document: Document) -> Iterator[Expected]:
    names: dict[str, set[str]] = {}
    entries: tuple[Named | Person, ...] = (*document.organisations, *document.services, *document.people)
    for entry in entries:
        forms = {entry.name, *entry.aliases}
        for form in forms:
            names.setdefault(fold(form), set()).update(forms)
    for r in document.relations:
        ends = names.get(fold(r.subject), {r.subject}), r.relation, names.get(fold(r.object), {r.object})
        yield Expected(ends, f"{r.subject} {r.relation} {r.object}", r.optional)


def _abbreviations(document: Document) -> Iterator[Expected]:
    for a in document.acronyms:
        yield Expected((a.short, a.long), f"{a.short}: {a.long}")


def _amounts(document: Document) -> Iterator[Expected]:
    for value in sorted({a.amount_gbp for a in document.amounts if a.amount_gbp is not None}):
        yield Expected(value, f"£{value:,.0f}")


def _same_clause(values: Any, fact: Fact) -> bool:
    date, number, title, clause = values
    return _at((date, number, title), fact) and fuzz.ratio(fold(clause.text), fold(fact["text"])) >= 90


def _same_item(values: Any, fact: Fact) -> bool:
    date, number, title = values
    numbers = not number or not fact["number"] or fold(number) == fold(fact["number"])
    return bool(date == fact["date"]) and numbers and close(title, fact["title"] or "", 85)


def _same_reference(values: Any, fact: Fact) -> bool:
    number, date = values[3]
    return _at(values, fact) and date == fact["to_date"] and (not number or fold(number) == fold(fact["to_number"]))


def _same_role(values: Any, fact: Fact) -> bool:
    people, role = values
    held = any(close(role, post, 85) or fold(role) in fold(post) for post in fact["post"])
    return held and any(same_person(a, b) for a in people for b in fact["name"])


KINDS: tuple[Kind, ...] = (
    Kind(
        "meetings",
        "meetings",
        _meetings,
        lambda g, f: g[1] == f["date"] and (not f["body"] or close(g[0], f["body"], 85)),
        ("fact",),
    ),
    Kind(
        "attendance",
        "attendance",
        _attendance,
        lambda g, f: g[1] == f["date"] and g[2] == f["capacity"] and any(same_person(g[0], n) for n in f["name"]),
        ("fact",),
        ("name",),
    ),
    Kind("items", "items", _items, _same_item, ("fact",)),
    Kind("resolutions", "resolutions", _clauses, _same_clause, ("fact",)),
    Kind(
        "resolution due",
        "due",
        _due,
        lambda g, f: (
            fuzz.partial_ratio(fold(g[0]), fold(f["due"])) >= 85 and fuzz.ratio(fold(g[1]), fold(f["text"])) >= 90
        ),
        ("fact",),
    ),
    Kind(
        "item topics",
        "topics",
        _of_items(lambda i: list(i.topics)),
        lambda g, f: _at(g, f) and g[3] == f["topic"],
        ("fact",),
    ),
    Kind(
        "references",
        "references",
        _of_items(lambda i: [(r.minute, r.date) for r in i.references if r.date]),
        _same_reference,
        ("date", "number", "title", "to_number", "to_date"),
    ),
    Kind(
        "presenters",
        "presenters",
        _presenters,
        lambda g, f: _at(g, f) and any(same_person(g[3], x) or close(g[3], x, 85) for x in f["name"]),
        ("fact",),
        ("name",),
    ),
    Kind(
        "declarations",
        "declarations",
        _declarations,
        lambda g, f: any(same_person(g[0], n) for n in f["name"]) and (not g[1] or fold(g[1]) == fold(f["number"])),
        ("fact",),
        ("name",),
    ),
    Kind("people", "people", _people, lambda g, f: any(same_person(g, n) for n in f["name"]), ("fact",), ("name",)),
    Kind("person roles", "roles", _roles, _same_role, ("fact",), ("name", "post")),
    Kind("posts", "posts", _posts, lambda g, f: same_name(g, f["name"], 88), ("fact",), ("name",)),
    Kind("organisations", "organisations", _organisations, lambda g, f: same_name(g, f["name"]), ("fact",), ("name",)),
    Kind("services", "services", _services, lambda g, f: same_name(g, f["name"], 88), ("fact",), ("name",)),
    Kind(
        "relations",
        "relations",
        _relations,
        lambda g, f: g[1] == f["kind"] and same_name(g[0], f["agent"], 85) and same_name(g[2], f["target"], 85),
        ("agent_iri", "kind", "target_iri"),
        ("agent", "target"),
    ),
    Kind(
        "abbreviations",
        "abbreviations",
        _abbreviations,
        lambda g, f: fold(g[0]) == fold(f["short"]) and close(without_the(g[1]), without_the(f["long"]), 85),
        ("short", "long"),
    ),
    Kind("amounts", "amounts", _amounts, lambda g, f: abs(g - float(f["value"])) < 0.5, ("value",)),
)
"""In the order in which tables show them; the action of resolutions is scored over the matched resolutions."""
