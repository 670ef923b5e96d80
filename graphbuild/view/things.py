"""What a thing is called and what is to be said of it, from its properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from graphbuild.graph.labels import day
from graphbuild.view import kinds
from graphbuild.view.text import clean
from graphbuild.vocabulary import DCTERMS, FOAF, GB, ORG, RDF, RDFS, SCHEMA, SKOS

Properties = Mapping[str, tuple[str, ...]]

DETAILS: tuple[tuple[str, str], ...] = (
    (GB.minuteNumber.value, "Minute"),
    (GB.body.value, "Body"),
    (DCTERMS.date.value, "Date"),
    (GB.startTime.value, "Began at"),
    (GB.venue.value, "Venue"),
    (GB.clause.value, "Clause"),
    (GB.action.value, "Kind of decision"),
    (GB.text.value, "Text"),
    (GB.dueText.value, "When it is due"),
    (GB.due.value, "Due"),
    (GB.outcome.value, "Outcome"),
    (GB.votesFor.value, "Votes for"),
    (GB.votesAgainst.value, "Votes against"),
    (GB.abstentions.value, "Abstentions"),
    (ORG.classification.value, "Kind of organisation"),
    (GB.party.value, "Party"),
    (GB.ward.value, "Ward"),
    (DCTERMS.subject.value, "Topics"),
    (SKOS.altLabel.value, "Also called"),
    (GB.modality.value, "How the text puts it"),
)
"""Properties that the panel shows, in its order, and what it calls them."""
UNDERTAKINGS = {
    GB.Service.value: "service",
    GB.Programme.value: "programme",
    GB.Strategy.value: "strategy or plan",
    GB.InformationSystem.value: "information system",
    GB.Contract.value: "contract",
    GB.Review.value: "review or inspection",
}
CURRENCIES = {"GBP": "£", "EUR": "€", "USD": "$"}


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of a view."""

    kind: str
    """A key of ``kinds.KINDS``."""
    label: str
    """Its full name."""
    short: str
    """What is written beside it in a drawing, before it is wrapped and cut."""
    details: tuple[tuple[str, str], ...]
    """What else to say of it: words and value."""
    date: str
    """ISO; "" for all but meetings."""
    confidence: float | None


def describe(iri: str, properties: Properties) -> Thing:
    """The thing ``iri`` that has these ``properties``."""
    kind = kinds.of_classes(properties.get(RDF.type.value, ()))
    label = _label(kind.key, iri, properties)
    confidence = _first(properties, GB.confidence.value)
    return Thing(
        kind=kind.key,
        label=label,
        short=_short(kind.key, label, properties),
        details=_details(properties),
        date=_first(properties, DCTERMS.date.value) if kind.key == "meeting" else "",
        confidence=float(confidence) if confidence else None,
    )


def numbered(text: str, item: Properties, decision: Properties) -> str:
    """What a drawing says of a decision: ``81(2) Request: ...``, by the numbers of its item and of its clause."""
    number, clause = _first(item, GB.minuteNumber.value), _first(decision, GB.clause.value)
    return clean(f"{number}{f'({clause})' if clause else ''} {text}")


def _label(kind: str, iri: str, properties: Properties) -> str:
    number, title = _first(properties, GB.minuteNumber.value), _first(properties, DCTERMS.title.value)
    if kind == "item" and title:
        return clean(f"{number} {title}")
    if kind == "decision" and (text := _first(properties, GB.text.value)):
        return clean(f"{_first(properties, GB.action.value).capitalize()}: {text}")
    if kind == "money" and (value := _first(properties, SCHEMA.value.value)):
        return _money(value, _first(properties, SCHEMA.currency.value))
    names = (RDFS.label.value, SKOS.prefLabel.value, FOAF.name.value, DCTERMS.title.value)
    found = (clean(_first(properties, name)) for name in names)
    return next(filter(None, found), iri.rstrip("/").rpartition("/")[2])


def _short(kind: str, label: str, properties: Properties) -> str:
    date, number = _first(properties, DCTERMS.date.value), _first(properties, GB.minuteNumber.value)
    if kind == "meeting" and date:
        return day(date)
    if kind == "item" and number and not properties.get(DCTERMS.title.value):
        return f"Minute {number}"
    if kind == "decision":
        return label.replace(": That ", ": ", 1)  # they all begin so, and the room is short
    return label


def _money(value: str, currency: str) -> str:
    amount = Decimal(value)
    digits = f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"
    return f"{CURRENCIES[currency]}{digits}" if currency in CURRENCIES else f"{currency} {digits}".strip()


def _details(properties: Properties) -> tuple[tuple[str, str], ...]:
    classes = properties.get(RDF.type.value, ())
    details = [("Kind", UNDERTAKINGS[name]) for name in classes if name in UNDERTAKINGS]
    for name, words in DETAILS:
        values = [clean(day(value) if name in _DATES else value) for value in properties.get(name, ())]
        if values:
            details.append((words, "; ".join(values)))
    return tuple(details)


def _first(properties: Properties, name: str) -> str:
    return next(iter(properties.get(name, ())), "")


_DATES = frozenset((DCTERMS.date.value, GB.due.value))
