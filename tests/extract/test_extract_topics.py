"""What an item is about: labels weigh by where they stand, and few topics are chosen."""

from __future__ import annotations

import pytest
from barchester import Told, fault, minutes, read, told

from graphbuild.extract.subjects import choose, labels_of, score_topics
from graphbuild.topics import Topic

SCHEME = {
    "FERRIES": Topic(
        "FERRIES", "urn:ferries", "Ferries", alt_labels=("ROF", "river crossing"), hidden_labels=("timetable",)
    ),
    "LIBRARIES": Topic("LIBRARIES", "urn:libraries", "Libraries", hidden_labels=("timetable",)),
}
LABELS = labels_of(SCHEME)


def score(title: str = "", *paragraphs: str) -> dict[str, float]:
    return score_topics(title, paragraphs, LABELS)


@pytest.mark.parametrize("text", ["Ferries", "FERRIES", "ferries", "river crossings", "the ROF", "River-side ferries!"])
def test_labels_are_seen_in_any_case_and_in_the_plural(text: str) -> None:
    assert set(score("", text)) == {"FERRIES"}


@pytest.mark.parametrize("text", ["", "rof of the house", "ferriesque", "non-ferries", "roofs"])
def test_what_is_no_label(text: str) -> None:
    assert score("", text) == {}


def test_a_title_weighs_more_than_the_text_and_the_lead_more_than_the_rest() -> None:
    late = score("", "Opening.", "Second.", "Ferries.")["FERRIES"]
    early = score("", "Ferries.", "Second.", "Third.")["FERRIES"]
    assert score("Ferries")["FERRIES"] > early > late > 0


def test_a_cue_weighs_less_than_a_label_and_speaks_for_each_of_its_topics() -> None:
    cue = score("", "The timetable.")
    assert cue["FERRIES"] == cue["LIBRARIES"] < score("", "Ferries.")["FERRIES"]


def test_a_long_item_is_not_about_everything_that_it_mentions() -> None:
    assert score("", "x.", "y.", "Ferries.")["FERRIES"] > score("", "x.", "y.", "Ferries. " + "word " * 1000)["FERRIES"]


@pytest.mark.parametrize(
    ("scores", "topics"),
    [
        ({}, []),
        ({"A": 0.5}, []),
        ({"A": 1.5}, ["A"]),
        ({"A": 6.0, "B": 3.0}, ["A", "B"]),
        ({"A": 60.0, "B": 3.0}, ["A"]),
        ({"B": 3.0, "A": 3.0}, ["A", "B"]),
        ({"A": 3.0, "B": 1.5}, ["A"]),
        (dict.fromkeys("HGFEDCBA", 6.0), ["A", "B", "C", "D", "E"]),
    ],
)
def test_few_topics_are_chosen_best_first(scores: dict[str, float], topics: list[str]) -> None:
    assert choose(scores) == topics


ITEMS = [
    ("CHILD SEXUAL EXPLOITATION", "Members met.", ["CSE"]),
    ("SEND STRATEGY", "Members met.", ["SEND"]),
    ("Letters to send to Cabinet", "The letter was sent and members would send another.", []),
    fault("LETTERS TO SEND TO CABINET", "They were sent.", [], reason="capitals hide that 'send' is a verb"),
    ("WORK PROGRAMME", "Child sexual exploitation, domestic abuse and early help.", ["GOVERNANCE"]),
    ("APOLOGIES FOR ABSENCE", "The Director of Special Educational Needs sent apologies.", []),
    ("MINUTES OF THE PREVIOUS MEETING", "The minute on domestic abuse was read.", []),
    ("REPAIRS", "The roof leaked and was mended.", []),
    ("REPAIRS", "Tamsin Farrow, Head of Domestic Abuse, said that the roof leaked.", []),
]


@pytest.mark.parametrize(("title", "text", "topics"), ITEMS)
def test_topics_of_an_item(title: str, text: str, topics: list[str]) -> None:
    said = Told(read(minutes((title, text), ("CLOSE", "The meeting ended."))))
    assert [topic for item, topic in said.claims("subject") if item == "item 2"] == topics


def test_the_evidence_of_a_topic_names_it() -> None:
    said = told(
        "The roof leaked. Domestic abuse was discussed, and domestic abuse again. Domestic abuse services closed."
    )
    [claim] = [c for c in said.facts.claims if c.predicate == "subject"]
    [passage] = claim.evidence
    assert said.name(claim.object) == "DOMESTIC-ABUSE"
    assert "domestic abuse" in said.findings.source.text[passage.begin : passage.end].casefold()


def test_an_item_discusses_the_bodies_and_undertakings_that_it_names_but_not_its_own_body() -> None:
    said = told(
        "The Barchester Children's Panel heard the Lantern Trust on the Harbour Outreach Service and the Lantern Trust."
    )
    assert said.claims("discusses") == [("item 2", "Lantern Trust"), ("item 2", "Harbour Outreach Service")]
