"""Authors of papers: people and posts of the author fields."""

from __future__ import annotations

from dataclasses import replace

from graphbuild.codes import EntityKind
from graphbuild.extract.attendance import author_name
from graphbuild.extract.draft import Draft
from graphbuild.extract.mentions import add_mention
from graphbuild.extract.names import Name
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.unit import Unit
from graphbuild.model import Paper, Ref
from graphbuild.segment.text import Text


def add_authors(draft: Draft) -> None:
    """Adds the creators of each paper, and the post that its author field gives them."""
    records = [p for _, m in draft.meetings for p in m.papers]
    for index, (paper, record) in enumerate(zip(draft.found[Paper], records, strict=True)):
        creators = tuple(ref for author in record.authors if (ref := _author(draft, paper, author)))
        draft.found[Paper][index] = replace(paper, creators=tuple(dict.fromkeys(creators)))


def _author(draft: Draft, paper: Paper, field: Text) -> Ref | None:
    """The person that an author field begins with, a new mention; with the post that follows the name, if any."""
    name = author_name(field.value)
    if not name:
        return None
    unit = Unit(draft.source, field, field.value, paper.meeting or ("meeting", ""), paper.item)
    begin = field.value.index(name)
    person = add_mention(draft, unit, Name(EntityKind.PERSON, begin, begin + len(name), name, "paper-author", 0.95))
    rest = field.value[begin + len(name) :].lstrip(" ,–-")
    offset = len(field.value) - len(rest)
    for post in find_posts(rest)[:1]:
        if post.begin == 0:
            held = add_mention(draft, unit, replace(post, begin=offset, end=offset + post.end))
            draft.tenure(person, held, unit.meeting, field.passage(draft.source), "paper-author", 0.95)
    return person
