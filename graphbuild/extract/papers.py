"""Authors of papers: people and posts of the author fields."""

from __future__ import annotations

from dataclasses import replace

from graphbuild.extract.attendance import author_name
from graphbuild.extract.draft import Draft
from graphbuild.extract.mentions import add_mention
from graphbuild.extract.names import Name
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.unit import Unit
from graphbuild.model import EntityKind, Paper, Ref, Tenure
from graphbuild.segment.text import Text


def add_authors(draft: Draft) -> None:
    """Adds the creators of each paper, and the post that its author field gives them."""
    records = [p for _, m in draft.meetings for p in m.papers]
    for index, (paper, record) in enumerate(zip(draft.found[Paper], records, strict=True)):
        creators = tuple(ref for author in record.authors if (ref := _author(draft, paper, author)))
        draft.found[Paper][index] = replace(paper, creators=tuple(dict.fromkeys(creators)))


def _author(draft: Draft, paper: Paper, field: Text) -> Ref | None:
    name = author_name(field.value)
    if not name:
        return None
    unit = Unit(draft.source, field, field.value, paper.meeting or ("meeting", ""), paper.item)
    begin = field.value.index(name)
    person = add_mention(draft, unit, Name(EntityKind.PERSON, begin, begin + len(name), name, "paper-author", 0.95))
    rest_begin = begin + len(name)
    offset = rest_begin + len(field.value[rest_begin:]) - len(field.value[rest_begin:].lstrip(" ,–-"))
    for post in find_posts(field.value[offset:])[:1]:
        if post.begin == 0:
            shifted = replace(post, begin=post.begin + offset, end=post.end + offset)
            held = add_mention(draft, unit, shifted)
            passage = field.passage(draft.source)
            draft.add(
                Tenure(
                    key=draft.new("tenure"),
                    evidence=(passage,),
                    rule="paper-author",
                    confidence=0.95,
                    person=person,
                    first_seen=draft.date_of(unit.meeting),
                    last_seen=draft.date_of(unit.meeting),
                    post=held,
                )
            )
    return person
