"""Questions about facts of which the program is not sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graphbuild.corrections.relations import RELATIONS
from graphbuild.review.question import Part, Question
from graphbuild.review.reading import Reading, Row
from graphbuild.vocabulary import DCTERMS, GB

_OF_PREDICATE = {
    GB.presentedBy.value: "presented by",
    GB.chairedBy.value: "chaired by",
    GB.discusses.value: "discusses",
    DCTERMS.subject.value: "about",
    DCTERMS.references.value: "refers to",
    GB.followsUp.value: "follows up",
    GB.movedBy.value: "moved by",
    GB.secondedBy.value: "seconded by",
}
_OF_CAPACITY = {"present": "present at", "apologies": "apologies for", "in attendance": "in attendance at"}
_ASKED = {"about": "is about", "presented by": "was presented by", "chaired by": "was chaired by"} | {
    "moved by": "was moved by",
    "seconded by": "was seconded by",
    "present at": "was present at",
    "apologies for": "sent apologies for",
    "in attendance at": "was in attendance at",
}


def questions(reading: Reading) -> Iterator[Question]:
    """All facts of two things that have a name each, with how sure the program is of them."""
    rows = [row for row in reading.rows("facts") if _relation(row) in RELATIONS]
    stated = Counter((row["subject"], _relation(row), row["object"]) for row in rows)
    for row in rows:
        if float(row["confidence"]) < 1 and (parts := _parts(reading, row)):
            yield _question(reading, row, parts, stated[row["subject"], _relation(row), row["object"]] == 1)


def _parts(reading: Reading, row: Row) -> tuple[Part, Part] | None:
    subject, target = reading.part(row["subject"]), reading.part(row["object"])
    return (subject, target) if subject and target else None


def _question(reading: Reading, row: Row, parts: tuple[Part, Part], is_only_one: bool) -> Question:
    subject, target = parts
    relation = _relation(row)
    # Where a text proposes what another states, the two facts are told apart by their addresses.
    said: Any = [subject.called, relation, target.called] if is_only_one else row["fact"]
    how = f" ({row['modality']})" if row["modality"] else ""
    item = next((part.called for part in parts if reading.is_item(part.iri)), None)
    return Question(
        certainty=float(row["confidence"]),
        text=f"Is this right: {subject.name} {_ASKED.get(relation, relation)} {target.name}{how}?",
        parts=parts,
        yes={"right": said},
        no={"wrong": said},
        held="the graph says so",
        fact=row["fact"],
        item=item,
    )


def _relation(row: Row) -> str:
    relation = row["relation"]
    return _OF_PREDICATE.get(relation) or _OF_CAPACITY.get(relation, relation)
