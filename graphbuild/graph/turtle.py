"""RDF terms and the triples of one subject as a person would write them in Turtle or TriG.

pyoxigraph's own serializer is right but not made to be read (a subject after the other without a gap, all objects on
one line), and its layout may change with its version, where builds have to stay the same byte for byte. The escaping
of strings and IRIs is pyoxigraph's here too: it is that of N-Triples, which Turtle shares.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.vocabulary import RDF, RDFS, XSD

Term = NamedNode | BlankNode | Literal | Triple
Statement = tuple[NamedNode, Term]
"""Predicate and object of a triple."""

INDENT = "    "
WIDTH = 110
_REMEMBERED = 10_000
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SEGMENT = r"[A-Za-z0-9_~%-][A-Za-z0-9_~%.-]*"
_RELATIVE = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*(?:#[A-Za-z0-9_=,-]+)?")
_NUMBERS = {XSD.integer: re.compile(r"[+-]?[0-9]+"), XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+")}
_ESCAPE = re.compile(r"\\(?:\\|u(FFF[EF]))")
_DIGITS = re.compile(r"([0-9]+)")
_FIRST = {RDF.type: 0, RDFS.label: 1}


class Turtle:
    """Writes terms with prefixes and relative to a base; every form that it shortens reads back as the same term.

    Prefixes stand for namespaces that end in ``/`` or ``#``; others are declared but not used.
    """

    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        # A base that does not resolve by mere concatenation (it has "..", a query) is not used.
        self._base = base if base and urljoin(base, "a/b#c") == base + "a/b#c" else None
        self._prefixes = {namespace: prefix for prefix, namespace in sorted(prefixes.items())}
        self._iri = lru_cache(_REMEMBERED)(self._shortened)  # properties, classes and codes stand in every block

    def header(self) -> str:
        """The directives that everything else needs before it."""
        base = [f"@base {NamedNode(self._base)} ."] if self._base else []
        return "\n".join([*base, *(f"@prefix {prefix}: <{iri}> ." for iri, prefix in self._prefixes.items())]) + "\n"

    def subject(self, node: NamedNode | BlankNode, statements: Iterable[Statement], margin: str = "") -> str:
        """All triples of a subject: type first, then label, then by predicate; objects in natural order."""
        grouped: dict[NamedNode, list[Term]] = defaultdict(list)
        for predicate, term in statements:
            grouped[predicate].append(term)
        ordered = sorted(grouped, key=lambda p: (_FIRST.get(p, 2), self.term(p)))
        lines = [self._predicate(predicate, grouped[predicate], margin) for predicate in ordered]
        return f"{margin}{self.term(node)} " + f" ;\n{margin}{INDENT}".join(lines) + " .\n"

    def term(self, term: Term) -> str:
        """A term in the shortest form that is still plain."""
        if isinstance(term, NamedNode):
            return self._iri(term)
        if not isinstance(term, Literal):
            return str(term)
        short = _NUMBERS.get(term.datatype)
        if short and short.fullmatch(term.value):
            return term.value
        if term.language or term.datatype == XSD.string:
            return _plain(term)
        return f"{_plain(Literal(term.value))}^^{self._iri(term.datatype)}"

    def _predicate(self, predicate: NamedNode, objects: list[Term], margin: str) -> str:
        name = "a" if predicate == RDF.type else self.term(predicate)
        written = [self.term(term) for term in objects]
        if len(written) > 1:
            written.sort(key=lambda text: (natural(text), text))
        line = f"{name} " + ", ".join(written)
        if len(written) == 1 or len(line) + len(margin) <= WIDTH:
            return line
        gap = f"\n{margin}{INDENT * 2}"
        return f"{name}{gap}" + f",{gap}".join(written)

    def _shortened(self, node: NamedNode) -> str:
        iri = node.value
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:end])
        if prefix and _LOCAL_NAME.fullmatch(iri, end):
            return f"{prefix}:{iri[end:]}"
        if self._base and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        return str(node)


def _plain(literal: Literal) -> str:
    """A quoted string.

    U+FFFE and U+FFFF stand as they are: raptor refuses a file with their escapes, and reads the string as empty so.
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[0], str(literal))


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts numbers inside texts by value: ``item/9`` before ``item/10``."""
    parts = ((part, part.lstrip("0") if part[0] in "0123456789" else None) for part in _DIGITS.split(text) if part)
    return tuple((True, 0, part) if digits is None else (False, len(digits), digits) for part, digits in parts)
