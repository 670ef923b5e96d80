"""A corpus linked part by part says what it says linked at once, whatever documents it has."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import chain, product
from random import Random

from barchester import minutes, read
from hypothesis import given, settings
from hypothesis import strategies as st
from parting import Parted, corpus_of, in_parts
from pyoxigraph import Quad

from graphbuild import topics
from graphbuild.codes import EntityKind
from graphbuild.graph import describe, emit
from graphbuild.graph.terms import Names
from graphbuild.link import link
from graphbuild.link.facts import merged
from graphbuild.model import Corpus, Facts, Findings, Pointer
from graphbuild.settings import Settings
from graphbuild.spark import emitting
from graphbuild.vocabulary import slug

EVERYWHERE = "Executive Board"
"""A body's name that is taken for one that is known everywhere, as it may be misread."""
BODIES = (
    ("Barchester", "BARCHESTER CHILDREN'S PANEL", "3rd March, 2015"),
    ("Barchester", "PLANNING COMMITTEE", "10th March, 2015"),
    ("Dunstane", "DUNSTANE CHILDREN'S PANEL", "3rd March, 2015"),
    ("Dunstane", "PLANNING COMMITTEE", "12th May, 2015"),
    ("Hexley", EVERYWHERE.upper(), "4th June, 2015"),
    ("Merrow", EVERYWHERE.upper(), "2nd July, 2015"),
)
TEXTS = (
    "Ofsted had inspected the Lantern Trust, which was part of the Merrowfield Foundation. Dunstane Borough Council "
    "and the Barchester Council funded the Larkspur Service.",
    "Lantern Trust (LT) provided the Larkspur Service. LT was a member of the Barsetshire Partnership. The Quay Trust, "
    "formerly known as the Lantern Trust, had been inspected by Ofsted.",
    "The Lantern Trust was commissioned by the Barsetshire Clinical Commissioning Group. The Planning Committee of "
    "Hexley Borough Council met on 1st May, 2015.",
)
RESOLVED = "\n\nResolved: - (1) That the report be noted.\n\n(2) That the Lantern Trust report back in six months."


@cache
def documents() -> tuple[Findings, ...]:
    """Minutes of several councils that name each other, the same organisations and each other's meetings."""
    found = []
    for (place, body, date), (number, text) in product(BODIES, enumerate(TEXTS)):
        told = f"{place} Borough Council had asked for a report. {text}{RESOLVED}"
        day = date.replace("2015", str(2015 + number))
        written = minutes(("LARKSPUR SERVICE", told), body=body, date=day)
        findings = read(written, f"{slug(f'{place} {body} {number}')}.txt")
        found.append(dataclasses.replace(changed(findings), council=f"{place} Borough Council"))
    return tuple(found)


def changed(findings: Findings) -> Findings:
    """The document with a body that is known everywhere, and a reference to a minute of a trust's meeting."""
    mentions = tuple(
        dataclasses.replace(m, classification="other") if m.name == EVERYWHERE else m for m in findings.mentions
    )
    trust = next(m for m in mentions if m.name == "Lantern Trust")
    pointer = Pointer(
        key=("pointer", "trust"),
        item=findings.facts.items[0].key,
        date="2014-06-04",
        number="7",
        body=trust.key,
        evidence=trust.evidence,
        rule="made",
        confidence=1.0,
    )
    return dataclasses.replace(findings, mentions=mentions, pointers=(*findings.pointers, pointer))


def said(parted: Parted, corpus: Corpus) -> set[Quad]:
    """What the parts emit, each by itself, and what is described once."""
    names, chosen = Names(Settings().base, topics.load(None)), Settings()
    held = {document.source.slug: document.source for document in parted.documents}
    every = []
    strays = defaultdict(list)
    for part in parted.parts:
        own = {passage.source for record in (*part.entities, *part.facts) for passage in record.evidence}
        every.append(emitting.of_part(part, [held[name] for name in sorted(own)], names))
        for key, record, beside in emitting.strays_of(part):
            strays[key].append((record, beside))
    for told in strays.values():
        fields = {f.name: [r for one, _ in told for r in getattr(one.facts, f.name)] for f in dataclasses.fields(Facts)}
        beside = [r for _, other in told for r in (*other.entities, *other.facts)]
        every.append(emitting.of_strays(list(merged(fields)), beside, names))
    organisations = [e for e in corpus.entities if e.kind is EntityKind.ORGANISATION]
    every.append(emitting.of_organisations(organisations, names))
    quads = {Quad(*said) for one in every for said in one.statements}
    codes = {code for one in every for code in one.codes}
    used = {topic for one in every for topic in one.topics}
    once = chain(describe.codes(codes), describe.topics(used, names), describe.dataset(chosen, names, None))
    return quads | {Quad(*said) for said in emit.in_linking(once, names)}


def compare(found: Sequence[Findings]) -> Parted:
    """Both ways of linking, as records and as quads."""
    whole, parted = link(found), in_parts(found)
    assert corpus_of(parted) == whole
    assert said(parted, whole) == set(emit.quads(whole, Settings()))
    return parted


@settings(max_examples=12, deadline=None)
@given(st.sets(st.integers(0, len(BODIES) * len(TEXTS) - 1), min_size=1), st.randoms(use_true_random=False))
def test_some_documents(numbers: set[int], order: Random) -> None:
    chosen = [documents()[number] for number in sorted(numbers)]
    order.shuffle(chosen)
    compare(chosen)


def test_what_crosses_parts() -> None:
    own = [documents()[number] for number in range(12)]
    parted = compare(own)
    assert len(parted.parts) == 2, "of one authority each"
    shared = set.intersection(*(set(part.stray_keys) for part in parted.parts))
    assert {key[0] for key in shared} == {"involvement", "meeting"}
    assert len({passage.source for part in parted.parts for e in part.organisations for passage in e.evidence}) == 12


def test_authorities_that_record_one_body_are_one_part() -> None:
    parted = compare(documents())
    held = [{passage.source.split("-")[0] for r in part.facts for passage in r.evidence} for part in parted.parts]
    assert sorted(map(sorted, held)) == [["barchester"], ["dunstane"], ["hexley", "merrow"]]
