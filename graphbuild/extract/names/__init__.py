"""Finds names in a paragraph: people, posts, organisations, undertakings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphbuild.extract.names.name import Lexicon, Name
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import find_people
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.names.undertakings import find_undertakings

__all__ = ["Lexicon", "Name", "find_names"]


def find_names(text: str, doc: Any, lexicon: Lexicon) -> list[Name]:
    """The names in ``text``, in order, none overlapping another.

    ``doc`` is the spaCy Doc of ``text``; ``lexicon`` holds what the document's lists have told already. Where names
    overlap, posts win over organisations (a job title names its directorate), people over both, then the longer.
    """
    people = find_people(text, doc, lexicon)
    posts = find_posts(text, taken=people)
    others = [*find_undertakings(text, doc, lexicon), *find_organisations(text, doc, lexicon)]
    return _without_overlaps([*people, *posts, *others])


def _without_overlaps(names: Sequence[Name]) -> list[Name]:
    rank = {"person": 0, "post": 1}
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (rank.get(n.kind, 2), -(n.end - n.begin), n.begin, n.kind)):
        if not any(name.begin < k.end and k.begin < name.end for k in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.begin)
