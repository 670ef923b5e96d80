"""Linking on the cluster: what ``link`` concludes in one process, by joins on names and connected components.

    surveys -> scopes          which documents are of one authority: components of documents and what they share
    names -> organisations     of each authority, the nodes that its mentions stand for; components of nodes
    parts                      authorities whose documents record meetings of one body
    said                       each part linked by itself, as quads and as what other parts may say too
    shared                     organisations and strays, each where all that is said of it has come together

Each table is written before it is used, so that a machine that is lost costs the tasks that it had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from pyspark.sql import functions as F

from graphbuild.councils import Councils
from graphbuild.doubts import doubts
from graphbuild.graph.terms import Names
from graphbuild.link import facts, parts
from graphbuild.link.entities import Authorities, authorities, council_names, entity_of, merged
from graphbuild.link.organisations import organisation
from graphbuild.link.scope import Scope, Survey, records, scope_of, survey, ties
from graphbuild.model import Corpus, Entity, Facts, Findings, Ref
from graphbuild.spark import emitting
from graphbuild.spark.components import components
from graphbuild.spark.emitting import Said
from graphbuild.spark.keys import key_of, key_text
from graphbuild.spark.serialised import from_json, to_json
from graphbuild.spark.tables import Tables, rows, table
from graphbuild.spark.workspace import Workspace
from graphbuild.topics import Topic

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

T = TypeVar("T")
_EDGES = "node string, other string"
_SURVEY = "source string, council string, place string, bodies array<string>, named array<string>"
_SCOPE = "source string, authority string, place string, council string"
_NAMES = "kind string, authority string, node string, other string, held boolean, value string"
_FOUND = "kind string, key string, node string, value string"
_SAID = "kind string, key string, value string, beside string"


@dataclass(frozen=True, slots=True)
class Naming:
    """What IRIs are minted with on any machine."""

    base: str
    topics: Mapping[str, Topic]

    def names(self) -> Names:
        """What mints them."""
        return Names(self.base, self.topics)


def said(found: DataFrame, naming: Naming, work: Workspace) -> DataFrame:
    """What all documents together say, in the columns ``kind``, ``key`` and ``value``.

    ``found`` has the columns ``slug`` and ``findings`` of what was understood. A ``quads`` row has lines of N-Quads,
    a ``code`` row the scheme and notation of a code that is used, a ``topic`` row the reference of a topic, and a
    ``warning`` row a sentence on what in a document may be wrong.
    """
    documents = found.filter("findings is not null").select(F.col("slug").alias("source"), "findings")
    surveys = work.kept(documents.mapInPandas(_survey, _SURVEY), "surveys")
    scoped = work.kept(_scopes(surveys, work), "scopes")
    everywhere = _authorities(surveys, scoped)
    whose = documents.join(scoped, "source")
    names = work.kept(whose.groupBy("authority").applyInPandas(_given_to(_names, everywhere), _NAMES), "names")
    organisations = work.kept(_organisations(names, work), "organisations")
    nodes = organisations.filter("kind = 'node'").select("node", "key")
    entities = organisations.filter("kind = 'entity'").groupBy("key").applyInPandas(_merged, _FOUND)
    entities = work.kept(entities, "entities")
    bodies = names.filter("kind = 'body'").join(nodes, "node").select("authority", "key", "held").distinct()
    held = frozenset(key_of(row.key) for row in bodies.filter("held").select("key").distinct().toLocalIterator())
    part_of = work.kept(_parts(bodies, scoped, held, work), "parts")
    named = names.filter("kind = 'name'").select("authority", "node").distinct().join(nodes, "node")
    named = named.join(entities.select("key", F.col("node").alias("name")), "key").join(part_of, "authority")
    named = named.select(F.col("part").alias("of_part"), "node", "key", "name")
    both = whose.join(part_of, "authority").groupBy("part").cogroup(named.groupBy("of_part"))
    linked = both.applyInPandas(lambda group, named: _part(everywhere, held, naming, group, named), _SAID)
    linked = work.kept(linked, "parts-said")
    strays = linked.filter("kind = 'stray'").groupBy("key").applyInPandas(_given_to(_strays, naming), _SAID)
    strays = work.kept(strays, "strays-said")
    completed = _completed(entities, linked, strays).mapInPandas(_given_to(_entities, naming), _SAID)
    whole = work.kept(completed, "organisations-said")
    every = linked.union(strays).union(whole)
    return every.filter("kind in ('quads', 'code', 'topic', 'warning')").select("kind", "key", "value")


def _given_to(function: Callable[..., T], *given: object) -> Callable[..., T]:
    """``function`` with its first arguments: as a plain function without hints, which Spark would take for its own."""

    def of_table(table):  # type: ignore[no-untyped-def]
        return function(*given, table)

    return of_table


def _survey(batches: Tables) -> Tables:
    for batch in batches:
        made = []
        for text in batch["findings"]:
            document = from_json(Findings, text)
            told = survey(document)
            made.append((*told[:3], list(told.bodies), sorted(council_names([document]))))
        yield table(made, _SURVEY)


def _scopes(surveys: DataFrame, work: Workspace) -> DataFrame:
    """The scope of each document."""
    councils = Councils(row.council for row in surveys.select("council").distinct().toLocalIterator())
    bodies = surveys.mapInPandas(_given_to(_records, councils), _EDGES).groupBy("node")
    shared = bodies.agg(F.countDistinct("other").alias("councils")).filter("councils > 1").select("node")
    several = frozenset(row.node for row in shared.toLocalIterator())
    edges = surveys.mapInPandas(_given_to(_ties, councils, several), _EDGES)
    found = components(edges, f"{work.folder}/authorities")
    sources = found.filter("node like 'source %'").select(F.expr("substring(node, 8)").alias("source"), "component")
    return surveys.join(sources, "source").groupBy("component").applyInPandas(_given_to(_scope, councils), _SCOPE)


def _records(councils: Councils, batches: Tables) -> Tables:
    for batch in batches:
        yield table([record for told in _surveys(batch) for record in records(told, councils)], _EDGES)


def _ties(councils: Councils, shared: frozenset[str], batches: Tables) -> Tables:
    for batch in batches:
        made = []
        for told in _surveys(batch):
            node = f"source {told.source}"
            made += [(node, node), *((node, " ".join(tie)) for tie in ties(told, councils, shared))]
        yield table(made, _EDGES)


def _scope(councils: Councils, group: pd.DataFrame) -> pd.DataFrame:
    scope = scope_of(list(_surveys(group)), councils)
    made = [(source, scope.slug, scope.place, scope.council) for source in group["source"]]
    return table(made, _SCOPE)


def _surveys(surveys: pd.DataFrame) -> Iterator[Survey]:
    for row in rows([surveys]):
        yield Survey(row.source, row.council, row.place, tuple(row.bodies))


def _authorities(surveys: DataFrame, scoped: DataFrame) -> Authorities:
    """What every machine has to know of all authorities: the councils that there are."""
    named = {row.name for row in surveys.select(F.explode("named").alias("name")).distinct().toLocalIterator()}
    distinct = scoped.select("authority", "place", "council").distinct().toLocalIterator()
    return authorities(named, [Scope(row.authority, row.place, row.council) for row in distinct])


def _documents(group: pd.DataFrame) -> tuple[list[Findings], dict[str, Scope]]:
    """The documents of a group, sorted by slug, and their scopes."""
    documents, scopes = [], {}
    for row in rows([group.sort_values("source")]):
        documents.append(from_json(Findings, row.findings))
        scopes[row.source] = Scope(row.authority, row.place, row.council)
    return documents, scopes


def _names(everywhere: Authorities, group: pd.DataFrame) -> pd.DataFrame:
    """What the documents of one authority say of organisations."""
    documents, scopes = _documents(group)
    authority = str(group["authority"].iloc[0])
    names = parts.survey_names(documents, scopes, everywhere)
    made: list[tuple[Any, ...]] = []
    for node, mentions in names.nodes.items():
        made += [("name", authority, key_text(node), None, None, to_json(mention)) for mention in mentions]
    made += [("tie", authority, key_text(one), key_text(other), None, None) for one, other in names.ties]
    made += [("body", authority, key_text(node), None, held, None) for node, held in names.bodies.items()]
    return table(made, _NAMES)


def _organisations(names: DataFrame, work: Workspace) -> DataFrame:
    """The organisation of each component of nodes, and the key that each node then has."""
    mentions = names.filter("kind = 'name'").select("node", "value")
    edges = names.filter("kind = 'tie'").select("node", "other")
    found = components(edges, f"{work.folder}/ties", mentions.select("node").distinct())
    return mentions.join(found, "node").groupBy("component").applyInPandas(_organisation, _FOUND)


def _organisation(group: pd.DataFrame) -> pd.DataFrame:
    held = defaultdict(list)
    shorter = {}
    for row in rows([group]):
        named = from_json(parts.Named, row.value)
        held[key_of(row.node)].append((named.source, named.mention))
        shorter[named.source, named.mention.key] = list(named.shorter)
    # Each part says what the evidence in its own documents is.
    entity = replace(entity_of(organisation(held), shorter), evidence=())
    key = key_text(entity.key)
    made: list[tuple[str, str, str, str | None]] = [("entity", key, key_text(min(held)), to_json(entity))]
    made += [("node", key, key_text(node), None) for node in held]
    return table(made, _FOUND)


def _merged(group: pd.DataFrame) -> pd.DataFrame:
    """The one entity of a key, with its name where the node was: that of the first node has precedence."""
    ordered = sorted(rows([group]), key=lambda row: key_of(row.node))
    [entity] = merged(from_json(Entity, row.value) for row in ordered)
    made = [("entity", key_text(entity.key), entity.name, to_json(entity))]
    return table(made, _FOUND)


def _parts(bodies: DataFrame, scoped: DataFrame, held: frozenset[Ref], work: Workspace) -> DataFrame:
    """The part of each authority."""
    edges = bodies.mapInPandas(_given_to(_glue, held), _EDGES)
    every = scoped.select(F.concat(F.lit("authority "), "authority")).distinct()
    found = components(edges, f"{work.folder}/glue", every).filter("node like 'authority %'")
    return found.select(F.expr("substring(node, 11)").alias("authority"), F.col("component").alias("part"))


def _glue(held: frozenset[Ref], batches: Tables) -> Tables:
    for batch in batches:
        made = []
        for row in rows([batch]):
            glued = parts.glue({row.authority: {key_of(row.key)}}, held)
            made += [(f"authority {authority}", f"body {key_text(tie)}") for authority, tie in glued]
        yield table(made, _EDGES)


def _part(
    everywhere: Authorities, held: frozenset[Ref], naming: Naming, group: pd.DataFrame, named: pd.DataFrame
) -> pd.DataFrame:
    """What the documents of a part say; strays and short forms go where all that is said of them comes together."""
    documents, scopes = _documents(group)
    key_of_node = {key_of(row.node): key_of(row.key) for row in rows([named])}
    best = {key_of(row.key): row.name for row in rows([named])}
    part = parts.link_part(documents, scopes, everywhere, parts.Organisations(key_of_node, best, held))
    made = _rows(emitting.of_part(part, [document.source for document in documents], naming.names()))
    for key, record, beside in emitting.strays_of(part):
        made.append(("stray", key_text(key), to_json(record), to_json(beside)))
    made += [("short", key_text(key), short, None) for key, short in part.short_forms]
    corpus = Corpus(sources=(), entities=part.organisations, facts=part.facts)
    made += [("warning", None, doubt, None) for doubt in doubts(documents, corpus)]
    return table(made, _SAID)


def _rows(told: Said) -> list[tuple[str, str | None, str, str | None]]:
    made: list[tuple[str, str | None, str, str | None]] = [
        ("quads", None, text, None) for text in emitting.texts(told.statements)
    ]
    made += [("code", scheme, notation, None) for scheme, notation in told.codes]
    return [*made, *(("topic", None, key_text(key), None) for key in told.topics)]


def _strays(naming: Naming, group: pd.DataFrame) -> pd.DataFrame:
    """What all parts together say of a stray fact, and whether it says that an organisation is part of another."""
    gathered, beside = defaultdict(list), []
    for row in rows([group]):
        for record in from_json(Corpus, row.value).facts:
            gathered[facts.kind_of(record)].append(record)
        named = from_json(Corpus, row.beside)
        beside += [*named.entities, *named.facts]
    together: Facts = facts.merged(gathered)
    made = _rows(emitting.of_strays(list(together), beside, naming.names()))
    for involvement in filter(facts.is_part, together.involvements):
        said = (key_text(involvement.agent), key_text(involvement.key), key_text(involvement.target))
        made.append(("parent", *said))
    return table(made, _SAID)


def _completed(entities: DataFrame, linked: DataFrame, strays: DataFrame) -> DataFrame:
    """The organisations with the short forms that parts give them, and those that they are said to be part of."""
    shorts = linked.filter("kind = 'short'").groupBy("key").agg(F.collect_set("value").alias("shorts"))
    said = F.struct(F.col("value").alias("fact"), F.col("beside").alias("parent"))
    parents = strays.filter("kind = 'parent'").groupBy("key").agg(F.collect_list(said).alias("parents"))
    return entities.select("key", "value").join(shorts, "key", "left").join(parents, "key", "left")


def _entities(naming: Naming, batches: Tables) -> Tables:
    for batch in batches:
        completed = []
        for row in rows([batch]):
            shorts = row.shorts if row.shorts is not None else ()
            told = row.parents if row.parents is not None else ()
            parent = min(((key_of(one["fact"]), key_of(one["parent"])) for one in told), default=(None, None))[1]
            completed.append(facts.complete(from_json(Entity, row.value), shorts, parent))
        told = emitting.of_organisations(completed, naming.names())
        yield table(_rows(told), _SAID)
