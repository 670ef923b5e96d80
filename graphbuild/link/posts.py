"""Mentions of posts to posts: by title within an authority, and the chairs of bodies by their body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graphbuild.codes import EntityKind
from graphbuild.link.forms import without_place
from graphbuild.link.located import Located
from graphbuild.link.scope import bodies
from graphbuild.link.signs import Place
from graphbuild.link.things import Context, Thing, group
from graphbuild.model import Findings, Mention, Ref
from graphbuild.text import plain

_CHAIR = re.compile(
    r"(?P<office>(?:(?:Vice|Deputy|Acting)[\s-])?Chair(?:man|person|woman)?)(?:\sof\s(?:the\s)?(?P<body>.+))?"
)


def link_posts(
    mentions: Iterable[Located], documents: Sequence[Findings], context: Context, of_mention: Mapping[Place, Ref]
) -> Iterator[Thing]:
    """The posts of all documents; ``of_mention`` has the organisation of each mention of one.

    A chair belongs to the body named with it, else to the document's. "Chair of the Licensing Board" is the office that
    the board's own documents call "Chair".
    """
    offices: dict[Ref, list[Located]] = defaultdict(list)
    elsewhere: list[tuple[Ref, Located, Mention]] = []
    others: list[Located] = []
    own, known = _bodies(documents, context, of_mention)
    for source, mention in mentions:
        chair = _CHAIR.fullmatch(mention.name)
        if chair is None:
            others.append((source, mention))
        elif (name := chair.group("body")) is None:
            body = of_mention[source, mention.organisation] if mention.organisation else own.get(source)
            (offices[body] if body else others).append((source, mention))
        elif body := known.get((context.scopes[source].slug, _bare(name, source, context))):
            elsewhere.append((body, (source, mention), replace(mention, name=chair.group("office"))))
        else:
            others.append((source, mention))
    in_full = {}
    for body, (source, mention), short in elsewhere:
        if body in offices:
            in_full[source, mention.key] = mention.name
            offices[body].append((source, short))
        else:
            others.append((source, mention))
    for body in sorted(offices):
        yield from _of_body(body, offices[body], in_full, context)
    for thing in group(others, EntityKind.POST, context):
        named = (of_mention.get((source, m.organisation)) for source, m in thing.mentions if m.organisation)
        thing.organisation = next(named, None)
        yield thing


def _of_body(body: Ref, mentions: list[Located], in_full: Mapping[Place, str], context: Context) -> Iterator[Thing]:
    """The offices of one body, each with the names that other bodies' documents give it."""
    for thing in group(mentions, EntityKind.POST, context):
        thing.reach = (*thing.reach, body[-1])
        thing.organisation = body
        places = ((source, mention.key) for source, mention in thing.mentions)
        thing.other_names |= {in_full[place] for place in places if place in in_full}
        yield thing


def _bodies(
    documents: Sequence[Findings], context: Context, of_mention: Mapping[Place, Ref]
) -> tuple[dict[str, Ref], dict[tuple[str, str], Ref]]:
    """The body of each document, and by authority and plain name those that some document records a meeting of."""
    own: dict[str, Ref] = {}
    known: dict[tuple[str, str], Ref] = {}
    for document in documents:
        source = document.source.slug
        for body in bodies(document):
            own.setdefault(source, of_mention[source, body.key])
            known[context.scopes[source].slug, _bare(body.name, source, context)] = of_mention[source, body.key]
    return own, known


def _bare(name: str, source: str, context: Context) -> str:
    """A body's plain name without the authority's place."""
    return without_place(plain(name), context.scopes[source].place)
