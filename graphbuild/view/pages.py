"""Names of pages, and which of them stand beside each other and can be linked."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote

from graphbuild.vocabulary import slug

FOLDER = "views"
"""Where pages are written in a build's folder."""
INDEX, CORPUS = "index.html", "corpus.html"
LONGEST, MANY = 180, 10_000
"""Bytes of a name at most, without its ending; and characters of an IRI that count for it."""
_SEGMENTS = {"person": "person", "organisation": "organisation", "service": "undertaking", "meeting": "meeting"}
"""Kinds of view, and the part of the IRI after which what is its own begins."""
_VIEWS = {segment: kind for kind, segment in _SEGMENTS.items()}


def file_name(kind: str, iri: str) -> str:
    """The name of the page of that kind (of a view, or ``trace``) of the thing ``iri``: always the same.

    ``kind`` alone where there is no thing, as of the whole corpus.
    """
    if not iri:
        return f"{slug(kind)}.html"
    _, found, path = iri.partition(f"/{_SEGMENTS.get(kind, ' ')}/")
    own = path if found else iri.rstrip("/").rpartition("/")[2]
    return f"{_short(slug(f'{kind} {unquote(own)}', MANY))}.html"


def _short(name: str) -> str:
    """A name that file systems take; of one that is too long its beginning, and a hash that tells it from others."""
    written = name.encode()
    if len(written) <= LONGEST:
        return name
    return f"{written[:LONGEST].decode(errors='ignore')}-{sha256(written).hexdigest()[:8]}"


class Linked(Protocol):
    """Where a page's links lead."""

    @property
    def framed(self) -> bool:
        """Whether the page stands within another one, in whose place links open."""

    def index(self) -> str:
        """The address of the front page; "" where there is none."""

    def of(self, kind: str, iri: str) -> str:
        """The address of the page of a thing, whose kind is that of a view or a key of ``kinds``; "" without one."""

    def other(self, kind: str, iri: str) -> tuple[str, str]:
        """A topic's network from its story, and the other way round: address and words; empty ones if there is none."""

    def in_corpus(self, name: str) -> str:
        """The address of a thing's surroundings on the page of the whole corpus; "" where there is no such page.

        ``name`` is what addresses call it: its IRI without the beginning that all have.
        """


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a folder: ``Linked`` by their file names."""

    names: frozenset[str] = frozenset()
    framed: bool = False

    def index(self) -> str:  # noqa: D102 - as Linked says, here and below
        return INDEX if INDEX in self.names else ""

    def of(self, kind: str, iri: str) -> str:  # noqa: D102
        kind = _VIEWS.get(kind, kind)
        wanted = (file_name("trace", iri), file_name(kind, iri)) if kind == "topic" else (file_name(kind, iri),)
        return next((quote(name) for name in wanted if name in self.names), "")

    def other(self, kind: str, iri: str) -> tuple[str, str]:  # noqa: D102
        name, words = {
            "trace": (file_name("topic", iri), "The network alone"),
            "topic": (file_name("trace", iri), "The story through the years"),
        }.get(kind, ("", ""))
        return (quote(name), words) if name in self.names else ("", "")

    def in_corpus(self, name: str) -> str:  # noqa: D102
        return f"{CORPUS}#focus={quote(name, safe='')}&depth=1" if CORPUS in self.names else ""


def beside(page: Path) -> Pages:
    """The pages in the folder of ``page``, itself left out."""
    found = page.parent.glob("*.html") if page.parent.is_dir() else ()
    return Pages(frozenset(path.name for path in found) - {page.name})
