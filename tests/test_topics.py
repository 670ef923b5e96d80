from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild import topics
from graphbuild.topics import Topic, TopicsError
from graphbuild.vocabulary import TOPIC_IRI

DATA = Path(__file__).parent / "data"
CONTRACT = (
    "SEND CSE LAC CARE-LEAVERS EARLY-HELP DOMESTIC-ABUSE SAFEGUARDING ADULT-SAFEGUARDING EXCLUSION-EHE SCHOOLS "
    "YOUTH-JUSTICE YOUTH-SERVICES CCE HEALTH INSPECTION PERFORMANCE WORKFORCE BUDGET COMMISSIONING CASE-MANAGEMENT "
    "GOVERNANCE COVID MIGRATION POVERTY PREVENT"
)
HEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix e: <http://e.example/> . "


def test_topics_have_their_labels_folded_and_sorted() -> None:
    found = topics.load(DATA / "topics.ttl")
    assert list(found) == ["COMMISSIONING", "LEARNING", "SEND"]
    assert found["LEARNING"].alt_labels == ("education", "school learning")
    assert found["SEND"] == Topic(
        notation="SEND",
        iri=TOPIC_IRI + "SEND",
        label="Special educational needs",
        alt_labels=("special needs",),
        hidden_labels=("SEN D",),
        broader=("LEARNING",),
    )


def test_the_bundled_scheme_has_the_topics_of_the_contract() -> None:
    found = topics.load()
    assert set(found) == set(CONTRACT.split())
    assert all(topic.iri == TOPIC_IRI + notation for notation, topic in found.items())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("e:a e:b", "not valid Turtle"),
        ('e:a skos:prefLabel "A" .', "no skos:Concept"),
        ('[] a skos:Concept ; skos:notation "A" ; skos:prefLabel "A" .', "without an IRI"),
        ('e:a a skos:Concept ; skos:prefLabel "A" .', "http://e.example/a has 0 values of skos:notation"),
        ('e:a a skos:Concept ; skos:notation "A", "B" ; skos:prefLabel "A" .', "has 2 values of skos:notation"),
        ('e:a a skos:Concept ; skos:notation "A" ; skos:prefLabel " " .', "http://e.example/a has no skos:prefLabel"),
        (
            'e:a a skos:Concept ; skos:notation "A" ; skos:prefLabel "A" . '
            'e:b a skos:Concept ; skos:notation "A" ; skos:prefLabel "B" .',
            "have the same skos:notation 'A'",
        ),
        (
            'e:a a skos:Concept ; skos:notation "A" ; skos:prefLabel "A" ; skos:broader e:z .',
            "has skos:broader <http://e.example/z>, which the file does not define",
        ),
    ],
)
def test_a_scheme_that_cannot_be_used_is_refused_with_its_name_and_a_remedy(
    tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(TopicsError) as error:
        topics.load(path)
    assert says in str(error.value)
    assert str(path) in str(error.value)


def test_a_missing_scheme_is_named(tmp_path: Path) -> None:
    with pytest.raises(TopicsError, match=r"gone\.ttl: cannot be read"):
        topics.load(tmp_path / "gone.ttl")
