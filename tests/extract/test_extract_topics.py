"""What an item is about: labels weigh by where they stand, and few topics are chosen."""

from __future__ import annotations

import pytest
from barchester import Told, fault, minutes, read, told

from graphbuild.extract.topicality import Strength, choose, labels_of, weigh
from graphbuild.topics import Topic

SCHEME = {
    "FERRIES": Topic(
        "FERRIES", "urn:ferries", "Ferries", alt_labels=("ROF", "river crossing"), hidden_labels=("timetable",)
    ),
    "LIBRARIES": Topic("LIBRARIES", "urn:libraries", "Libraries", hidden_labels=("timetable",)),
}
LABELS = labels_of(SCHEME)


def score(title: str = "", *paragraphs: str) -> dict[str, float]:
    return {topic: strength.score for topic, strength in weigh(title, paragraphs, (), LABELS).items()}


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


def test_what_a_decision_names_weighs_more() -> None:
    said = "The ferries stopped."
    assert weigh("", [said], [said], LABELS)["FERRIES"].score > weigh("", [said], [], LABELS)["FERRIES"].score + 1


def test_labels_may_overlap_but_one_within_another_does_not_count() -> None:
    scheme = {
        "TRAMS": Topic("TRAMS", "urn:trams", "night trams"),
        "FARES": Topic("FARES", "urn:fares", "trams fares"),
        "TRACKS": Topic("TRACKS", "urn:tracks", "trams"),
    }
    assert set(weigh("", ["The night trams fares."], (), labels_of(scheme))) == {"TRAMS", "FARES"}


ONCE, TWICE, OFTEN = 1, 2, 5


@pytest.mark.parametrize(
    ("strengths", "topics"),
    [
        ({}, []),
        ({"A": Strength(0.5, ONCE)}, []),
        ({"A": Strength(0.9, ONCE)}, ["A"]),
        ({"A": Strength(6.0), "B": Strength(3.0)}, ["A", "B"]),
        ({"A": Strength(60.0), "B": Strength(3.0)}, ["A"]),
        ({"B": Strength(3.0), "A": Strength(3.0)}, ["A", "B"]),
        ({"A": Strength(3.0, OFTEN), "B": Strength(1.5, ONCE)}, ["A"]),
        ({"A": Strength(3.0, OFTEN), "B": Strength(2.0, ONCE)}, ["A"]),
        ({"A": Strength(3.0, OFTEN), "B": Strength(2.0, TWICE)}, ["A", "B"]),
        ({"A": Strength(3.0, OFTEN), "B": Strength(1.5, OFTEN)}, ["A", "B"]),
        ({"A": Strength(3.0, OFTEN), "B": Strength(1.5, OFTEN, is_named=False)}, ["A"]),
        ({"A": Strength(1.2, OFTEN), "B": Strength(1.1, ONCE)}, ["A"]),
        ({"A": Strength(9.0, OFTEN), "B": Strength(2.8, ONCE)}, ["A"]),
        ({"A": Strength(9.0, OFTEN), "B": Strength(2.8, TWICE)}, ["A", "B"]),
        ({"A": Strength(0.9, ONCE, is_named=False)}, []),
        ({"A": Strength(0.9, TWICE, is_named=False)}, ["A"]),
        ({topic: Strength(6.0) for topic in "HGFEDCBA"}, ["A", "B", "C", "D", "E"]),
        ({"PERFORMANCE": Strength(9.0), "A": Strength(0.3, 4), "B": Strength(0.3, 3)}, ["PERFORMANCE", "A"]),
    ],
)
def test_few_topics_are_chosen_best_first(strengths: dict[str, Strength], topics: list[str]) -> None:
    assert choose(strengths, 20) == topics


def test_in_a_short_item_one_paragraph_is_enough() -> None:
    strengths = {"A": Strength(9.0, OFTEN), "B": Strength(2.8, ONCE)}
    assert choose(strengths, 2) == ["A", "B"]


ITEMS = [
    ("CHILD SEXUAL EXPLOITATION", "Members met.", ["CSE"]),
    ("SEND STRATEGY", "Members met.", ["SEND"]),
    ("Letters to send to Cabinet", "The letter was sent and members would send another.", []),
    fault("LETTERS TO SEND TO CABINET", "They were sent.", [], reason="capitals hide that 'send' is a verb"),
    ("WORK PROGRAMME", "Child sexual exploitation, domestic abuse and early help.", ["GOVERNANCE"]),
    ("MONITORING REPORT", "Child sexual exploitation, domestic abuse and early help.", ["GOVERNANCE"]),
    ("WORKFORCE STRATEGY: MONITORING REPORT", "Members met.", ["WORKFORCE"]),
    ("APOLOGIES FOR ABSENCE", "The Director of Special Educational Needs sent apologies.", []),
    ("MINUTES OF THE PREVIOUS MEETING", "The minute on domestic abuse was read.", []),
    ("MINUTES", "The minute on domestic abuse was read.", []),
    ("THE CHAIR'S ANNOUNCEMENTS", "The domestic abuse service had a new home.", []),
    (
        "MINUTES AND WHAT CAME OF THEM",
        "The minute on domestic abuse was read, and what domestic abuse costs.",
        ["DOMESTIC-ABUSE"],
    ),
    ("REPAIRS", "The roof leaked and was mended.", []),
    ("REPAIRS", "Tamsin Farrow, Head of Domestic Abuse, said that the roof leaked.", []),
    ("REPAIRS", "The Domestic Abuse Partnership Board thought that the roof leaked.", []),
    ("REPAIRS", "A scrutiny review and its terms of reference were heard of.", []),
    ("THE ROOF", "The budget was cut, and repairs of £9,000 and £700 cost more than the budget.", ["BUDGET"]),
    ("THE ROOF", "Repairs came to £9,000 and £700.", []),
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
