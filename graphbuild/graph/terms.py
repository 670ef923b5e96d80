"""Python values -> RDF terms, in the lexical forms that Oxigraph keeps (a decimal has no trailing zeros)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from graphbuild import vocabulary
from graphbuild.errors import GraphbuildError
from graphbuild.model import Passage, Ref
from graphbuild.topics import Topic
from graphbuild.vocabulary import XSD

Node = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Node]

_DATE_FORMS = (
    (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), XSD.date),
    (re.compile(r"\d{4}-\d\d", re.ASCII), XSD.gYearMonth),
    (re.compile(r"\d{4}", re.ASCII), XSD.gYear),
)


class Names:
    """Mints the IRIs of one build: keys below its base, topics as their scheme names them."""

    def __init__(self, base: str, topics: Mapping[str, Topic]) -> None:
        self.base, self._topics = base, topics
        self._minted: dict[Ref, NamedNode] = {}  # a meeting or a person is named by hundreds of facts

    def iri(self, key: Ref) -> NamedNode:
        """The IRI of a corpus-wide reference. Raises GraphbuildError for a topic that the scheme does not have."""
        known = self._minted.get(key)
        if known is None:
            known = NamedNode(self.topic(key).iri) if key[0] == "topic" else vocabulary.iri(self.base, key)
            self._minted[key] = known
        return known

    def topic(self, key: Ref) -> Topic:
        """The topic that ``("topic", notation)`` names. Raises GraphbuildError where the scheme has none."""
        try:
            return self._topics[key[1]]
        except KeyError:
            raise GraphbuildError(f"Topic {key[1]!r} is not in the topic scheme; add it and build again.") from None

    def passage(self, passage: Passage) -> NamedNode:
        """The IRI of a passage."""
        return vocabulary.passage_iri(self.base, passage)

    def source(self, slug: str) -> NamedNode:
        """The IRI of a source, which is also the name of its graph."""
        return vocabulary.iri(self.base, ("source", slug))

    def own(self, *path: str) -> NamedNode:
        """The IRI of something that describes the build itself."""
        return vocabulary.iri(self.base, path)


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(value)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


def decimal(value: Decimal | float) -> Literal:
    """An xsd:decimal, to three places where ``value`` is binary."""
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.3f}")
    digits = f"{exact:f}"
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=XSD.decimal)


def date(value: str) -> Literal:
    """An xsd:date, xsd:gYearMonth or xsd:gYear by the form of ``value``; a plain string in any other form."""
    for form, datatype in _DATE_FORMS:
        if form.fullmatch(value):
            return Literal(value, datatype=datatype)
    return Literal(value)


def time(value: str) -> Literal:
    """An xsd:time of ``HH:MM``."""
    return Literal(f"{value}:00", datatype=XSD.time)


def address(value: str) -> NamedNode | None:
    """A web address as an IRI, what an IRI cannot hold percent-encoded; None where it is no http(s) address."""
    try:
        return NamedNode(quote(value, safe="%:/?#[]@!$&'()*+,;=~")) if re.match(r"https?://\w", value) else None
    except ValueError:
        return None
