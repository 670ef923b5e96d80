"""Gold annotations of documents: read leniently, since fields that no kind of fact uses may be anything."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphbuild.errors import GraphbuildError, shown


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Attendance(_Lenient):
    """A person at a meeting; without a name it is a post, which is not scored."""

    person: str | None = None
    capacity: str


class Clause(_Lenient):
    """A clause of a resolution."""

    clause: str | None = None
    text: str
    action: str | None = None
    due: str | None = None


class Reference(_Lenient):
    """A pointer to another meeting's record."""

    minute: str | None = None
    date: str | None = None


class Declaration(_Lenient):
    """A declaration of interest."""

    person: str
    about_item: str | None = None


class Item(_Lenient):
    """An agenda item or minute."""

    number: str | None = None
    title: str | None = None
    presented_by: list[str] = Field(default_factory=list)
    topics: list[str] = Field(default_factory=list)
    resolutions: list[Clause] = Field(default_factory=list)
    references: list[Reference] = Field(default_factory=list)
    declarations: list[Declaration] = Field(default_factory=list)


class Meeting(_Lenient):
    """A meeting; only those whose minutes or agenda the document holds are scored."""

    body: str
    date: str | None = None
    record: str
    attendance: list[Attendance] = Field(default_factory=list)
    items: list[Item] = Field(default_factory=list)

    @property
    def is_held(self) -> bool:
        """Whether the document holds its minutes or agenda."""
        return self.record in ("minutes", "agenda") and self.date is not None


class Role(_Lenient):
    """An office that a person holds."""

    role: str
    optional: bool = False


class Person(_Lenient):
    """A person named in the document."""

    name: str
    aliases: list[str] = Field(default_factory=list)
    roles: list[Role] = Field(default_factory=list)
    optional: bool = False


class Post(_Lenient):
    """A job title or office."""

    post: str
    optional: bool = False


class Named(_Lenient):
    """An organisation or undertaking."""

    name: str
    aliases: list[str] = Field(default_factory=list)
    optional: bool = False


class Relation(_Lenient):
    """An involvement; both ends are names or aliases of entries of the same file."""

    subject: str
    relation: str
    object: str
    optional: bool = False


class Sum(_Lenient):
    """A sum of money."""

    amount_gbp: float | None = None


class Acronym(_Lenient):
    """A short form that the document expands."""

    short: str
    long: str


class Document(_Lenient):
    """The gold annotation of one document."""

    meetings: list[Meeting] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    posts: list[Post] = Field(default_factory=list)
    organisations: list[Named] = Field(default_factory=list)
    services: list[Named] = Field(default_factory=list)
    relations: list[Relation] = Field(default_factory=list)
    amounts: list[Sum] = Field(default_factory=list)
    acronyms: list[Acronym] = Field(default_factory=list)


def load(folder: Path) -> dict[str, Document]:
    """The gold of each document in ``folder`` (``X.json`` is of the source ``X.*``), by ``X``.

    Raises GraphbuildError where there is none, or a file is not of the form.
    """
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise GraphbuildError(f"{shown(folder)} holds no gold annotations (*.json); name a folder that does")
    return {path.stem: _read(path) for path in paths}


def _read(path: Path) -> Document:
    try:
        return Document.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise GraphbuildError(
            f"{shown(path)} is no gold annotation: {first['msg']}{f' at {place}' if place else ''}; mend it there"
        ) from error
    except OSError as error:
        raise GraphbuildError(f"{shown(path)} cannot be read ({error.strerror or error})") from error
