"""Which things may be called so, found without reading every name of a graph: a database of names beside its store.

A build writes it into ``store/``, so that the two are swapped in together. Reading all names takes as long as there
are many, which is most of the time of a question about one person in a graph of ten million triples.

Every name stands under keys: its words, its words without titles, and of a person the surname alone. Whatever
``naming.find`` may find by a text stands under one of the text's own keys.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from graphbuild.errors import GraphbuildError, shown
from graphbuild.naming import folded, untitled

Row = tuple[int, str, str]
"""Rank, IRI and name, as ``lookup`` reads them from a graph."""
PERSON = "person"
_SURNAME = "... "
"""What the key of a surname begins with: a key of words has no space."""
VERSION = 2
"""Of what is in the database: one of another version would seem to lack names."""
_TABLES = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE name (kind TEXT, iri TEXT, rank INTEGER, name TEXT, PRIMARY KEY (kind, iri, rank, name)) WITHOUT ROWID;
CREATE TABLE key (kind TEXT, key TEXT, iri TEXT, PRIMARY KEY (kind, key, iri)) WITHOUT ROWID;
"""


def write(path: Path, names: Mapping[str, Iterable[Row]]) -> None:
    """Writes the names of each kind to a new database at ``path``. Raises OSError where it cannot be written."""
    try:
        with closing(sqlite3.connect(path)) as database:
            # Nobody reads it before it is whole: a build that is ended writes another.
            database.execute("PRAGMA journal_mode = OFF")
            database.executescript(_TABLES)
            for kind, rows in names.items():
                ordered = sorted(set(rows), key=lambda row: (row[1], row[0], row[2]))
                database.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", ((kind, i, r, n) for r, i, n in ordered))
                keys = sorted({(kind, key, iri) for _, iri, name in ordered for key in _keys(kind, name)})
                database.executemany("INSERT INTO key VALUES (?, ?, ?)", keys)
            database.commit()
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


class NameIndex:
    """The database at a path; opened for each question, so that any thread may ask."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def by_words(self, kind: str, text: str) -> set[str]:
        """IRIs of what is called by the words of ``text``, or by these without titles."""
        return self._under(kind, _by_words(text))

    def by_surname(self, text: str) -> set[str]:
        """IRIs of the people who have the surname that ``text`` ends in."""
        return self._under(PERSON, _by_surname(text))

    def names(self, kind: str, iris: Collection[str]) -> list[Row]:
        """All names of the things."""
        asked = "SELECT rank, iri, name FROM name WHERE kind = ? AND iri IN (SELECT value FROM json_each(?))"
        return self._ask(asked, kind, json.dumps(sorted(iris)))

    def _under(self, kind: str, keys: Iterable[str]) -> set[str]:
        asked = "SELECT iri FROM key WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"
        return {iri for (iri,) in self._ask(asked, kind, json.dumps(sorted(keys)))}

    def _ask(self, query: str, *values: str) -> list[Any]:
        try:
            with closing(
                sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            ) as database:
                if database.execute("PRAGMA user_version").fetchone() != (VERSION,):
                    raise sqlite3.DatabaseError("another version of graphbuild has written it")
                return database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise GraphbuildError(f"{shown(self._path)} cannot be read ({shown(error)}); build it again.") from error


def _keys(kind: str, name: str) -> set[str]:
    """What a name stands under."""
    return {*_by_words(name), *(_by_surname(name) if kind == PERSON else ())}


def _by_words(name: str) -> tuple[str, ...]:
    """The key of a name without words is the name."""
    return (folded(name), "-".join(untitled(name))) if folded(name) else (name,)


def _by_surname(name: str) -> tuple[str, ...]:
    return tuple(f"{_SURNAME}{word}" for word in untitled(name)[-1:])
