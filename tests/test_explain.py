"""What the graph says of a thing: answers worked out by hand from ``tests/data/barchester.ttl``."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from graphbuild import explain
from graphbuild.errors import GraphbuildError
from graphbuild.explain import Evidence, Explanation
from graphbuild.graph.store import Graph, open_graph

BARCHESTER = Path(__file__).parent / "data" / "barchester.ttl"
BASE = "https://example.org/id/"
GUW = "Growing Up Well Select Commission"
M17, M19 = "minutes-2017-10-10.txt", "minutes-2019-02-12.txt"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph(BARCHESTER)


def lines(explanation: Explanation) -> dict[str, list[str]]:
    """The facts' lines by heading."""
    return {section.heading: [fact.line for fact in section.facts] for section in explanation.sections}


def printed(explanations: tuple[Explanation, ...], passages: int | None = 5) -> str:
    stream = io.StringIO()
    explain.render(explanations, Console(file=stream), passages)
    return stream.getvalue()


def test_a_person(graph: Graph) -> None:
    (tapley,) = explain.explain(graph, "Councillor Tapley")
    assert (tapley.thing.kind, tapley.thing.label) == ("person", "Councillor Edwin Tapley")
    assert lines(tapley) == {
        "Attendance": [
            f"Councillor Edwin Tapley was present at the meeting of {GUW}, but left for item 46",
            f"Councillor Edwin Tapley was present at the meeting of {GUW}",
        ],
        "Interests declared": [
            "Councillor Edwin Tapley declared an interest (personal) in Thornacre School, "
            "about 46. SEND Strategy (10 October 2017)"
        ],
        "In the chair, and motions": ["46. SEND Strategy (10 October 2017) was chaired by Councillor Edwin Tapley"],
        "Mentions": ["In these words"],
    }
    first = tapley.sections[0].facts[0]
    sentence = "Present: Councillor Penhale (in the Chair); Councillors R. Wintle and Tapley"
    assert first.date == "2017-10-10"
    assert first.evidence == (Evidence(M17, 57, 150, None, None, sentence),)
    assert tapley.sections[-1].facts[0].evidence == (
        Evidence(M17, 130, 147, None, None, "Councillor Tapley"),
        Evidence(M19, 90, 107, None, 1, "Councillor Tapley"),
    )


def test_posts_and_requests(graph: Graph) -> None:
    (hugh,) = explain.explain(graph, "Mr Marchbanks")
    said = lines(hugh)
    assert said["Posts held"] == [
        "Hugh Marchbanks was Commissioning Manager of Barchester Borough Council",
        "Hugh Marchbanks was Head of Commissioning of Barchester Borough Council",
    ]
    assert said["Attendance"] == [
        "Hugh Marchbanks was in attendance at the meeting of Growing Up Well Select Commission for items 45, 46"
    ]
    assert said["Items presented"] == [
        "45. Commissioning of the Waymark Service (10 October 2017) was presented by Hugh Marchbanks",
        "63. Evaluation of the Waymark Service (12 February 2019) was presented by Hugh Marchbanks",
    ]
    assert said["Asked to act"] == [
        "Decision 45(2) (request, asks Head of Commissioning; Hugh Marchbanks, due by October 2018): "
        "That the Head of Commissioning and Mr. Marchbanks bring a further report by October 2018."
    ]
    assert said["Papers"] == ["‘Waymark: One Year On’ by Hugh Marchbanks"]
    asked = next(section for section in hugh.sections if section.heading == "Asked to act").facts[0]
    assert asked.confidence == 0.9
    assert [evidence.begin for evidence in asked.evidence] == [1180, 1226]


def test_details(graph: Graph) -> None:
    (penhale,) = explain.explain(graph, "Penhale")
    assert penhale.details == (("party", "Independent"), ("ward", "Hexley Vale"))
    (body,) = explain.explain(graph, "GUWSC")
    assert body.details == (("kind", "council body"), ("part of", "Barchester Borough Council"))
    (meeting,) = explain.explain(graph, "Growing Up Well Select Commission, 10 October 2017")
    assert ("venue", "Guildhall") in meeting.details
    assert ("recorded in", M17) in meeting.details


def test_an_undertaking_and_what_is_denied(graph: Graph) -> None:
    (waymark,) = explain.explain(graph, "waymark")
    assert lines(waymark)["Involvements"] == [
        "Barchester Borough Council commissions Waymark Service",
        "Lantern Row provides Waymark Service, since April 2014",
        "University of Barset evaluates Waymark Service",
    ]
    assert lines(waymark)["Money"] == ["GBP 240000 for Waymark Service"]
    (row,) = explain.explain(graph, "Lantern Row")
    facts = next(section for section in row.sections if section.heading == "Involvements").facts
    assert [(fact.line, fact.modality) for fact in facts] == [
        ("Lantern Row is partner of Barchester Borough Council", None),
        ("Lantern Row provides CaseLink", "negated"),
        ("Lantern Row provides Waymark Service, since April 2014", None),
    ]
    assert "Lantern Row provides CaseLink (negated)\n" in printed((row,))


@pytest.mark.parametrize("name", ["CSE", "topic:CSE", "child sexual exploitation"])
def test_a_topic(graph: Graph, name: str) -> None:
    (topic,) = explain.explain(graph, name)
    assert topic.thing.kind == "topic"
    said = lines(topic)
    assert [line.partition(":")[0] for line in said["Decisions"]] == [
        "Decision 45(1) (note)",
        "Decision 45(2) (request, asks Head of Commissioning; Hugh Marchbanks, due by October 2018)",
        "Decision 63(1) (thank)",
        "Decision 63(2) (request, asks Barchester Borough Council)",
    ]
    assert said["Topics and what was discussed"] == [
        "45. Commissioning of the Waymark Service (10 October 2017) is about Child sexual exploitation",
        "63. Evaluation of the Waymark Service (12 February 2019) is about Child sexual exploitation",
    ]
    assert said["Abbreviations"] == ["‘CSE’ is short for ‘child sexual exploitation’"]


def test_an_item_by_its_iri_has_its_references_both_ways(graph: Graph) -> None:
    (item,) = explain.explain(graph, BASE + "item/2017-10-10/45")
    assert lines(item)["References"] == [
        "45. Commissioning of the Waymark Service (10 October 2017) refers to "
        "Minute 12 of Growing Up Well Select Commission, 18 June 2014",
        "63. Evaluation of the Waymark Service (12 February 2019) follows up "
        "45. Commissioning of the Waymark Service (10 October 2017)",
        "63. Evaluation of the Waymark Service (12 February 2019) refers to "
        "45. Commissioning of the Waymark Service (10 October 2017)",
    ]


def test_a_meeting(graph: Graph) -> None:
    (meeting,) = explain.explain(graph, BASE + "meeting/guw/2019-02-12")
    assert lines(meeting)["Items of the meeting"] == [
        "62. Minutes of the Previous Meeting (12 February 2019)",
        "63. Evaluation of the Waymark Service (12 February 2019)",
    ]
    assert len(lines(meeting)["Attendance"]) == 3
    assert len(lines(meeting)["Decisions"]) == 2


def test_a_fact_node(graph: Graph) -> None:
    (tenure,) = explain.explain(graph, BASE + "tenure/penhale/chair")
    assert [evidence.document for evidence in tenure.sections[0].facts[0].evidence] == [M17, M19]


def test_all_that_a_name_can_mean(graph: Graph) -> None:
    both = explain.explain(graph, "Wintle")
    assert [explanation.thing.label for explanation in both] == ["Councillor Ruth Wintle", "Councillor Saul Wintle"]
    assert printed(both).count("\nAttendance\n") == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Councillor Tapleigh", "says nothing of 'Councillor Tapleigh'; did you mean Councillor Edwin Tapley"),
        ("xyzzy", "says nothing of 'xyzzy'; try another name or an IRI."),
        ("PREVENT", "says nothing of 'PREVENT'; "),
        ("", "says nothing of ''; try another name"),
        ("https://example.org/id/nobody", "says nothing of 'https://example.org/id/nobody'"),
        ("https://example.org/a b> . ?s ?p ?o", "says nothing of"),
        ('" } UNION { ?s ?p ?o', "says nothing of"),
        ("\x1b[2J", "says nothing of '?[2J'"),
    ],
)
def test_nothing_is_said(graph: Graph, name: str, said: str) -> None:
    with pytest.raises(GraphbuildError) as caught:
        explain.explain(graph, name)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_how_it_is_printed(graph: Graph) -> None:
    text = printed(explain.explain(graph, "Saul Wintle"))
    assert text == (
        "Councillor Saul Wintle (person)\n"
        "  https://example.org/id/person/saul-wintle\n"
        "  also called: Councillor S. Wintle; Saul Wintle\n"
        "\n"
        "Attendance\n"
        "  10 October 2017: Councillor Saul Wintle sent apologies to the meeting of Growing Up Well Select Commission\n"
        "      minutes-2017-10-10.txt, characters 180–230: “An apology was received from Councillor S. Wintle.”\n"
        "\n"
        "Mentions\n"
        "  In these words\n"
        "      minutes-2017-10-10.txt, characters 200–220: “Councillor S. Wintle”\n"
    )


def test_passages_can_be_left_out(graph: Graph) -> None:
    explained = explain.explain(graph, "Penhale")
    assert "      and 1 more\n" in printed(explained, 1)
    assert "more\n" not in printed(explained, None)
    assert printed(explained, None).count("characters") == printed(explained, 1).count("characters") + 2


def test_on_a_terminal_lines_wrap_inside_their_margin(graph: Graph) -> None:
    stream = io.StringIO()
    explain.render(explain.explain(graph, "Penhale"), Console(file=stream, force_terminal=True, width=50))
    shown = Text.from_ansi(stream.getvalue()).plain.splitlines()
    assert max(map(len, shown)) <= 50
    assert all(line.startswith("  ") for line in shown if "Select" in line)


SECOND = "Present: Councillor Penhale (in the Chair)"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with the graph and a text in which one of its passages stands where it says, on line 3."""
    shutil.copy(BARCHESTER, tmp_path / "graph.ttl")
    (tmp_path / "sources").mkdir()
    head = "Growing Up Well Select Commission\n" + "–" * 22 + "\n"
    assert len(head) == 57
    (tmp_path / "sources" / "minutes-2017-10-10.txt").write_text(f"{head}{SECOND}\n", encoding="utf-8")
    return tmp_path


def test_the_line_in_the_kept_text(kept: Path) -> None:
    (penhale,) = explain.explain(open_graph(kept), "Penhale")
    places = {e.sentence: e.line for section in penhale.sections for fact in section.facts for e in fact.evidence}
    assert places[SECOND] == 3
    assert places["Councillor Penhale moved and Councillor R. Wintle seconded"] is None, (
        "the text has other words there"
    )
    assert f"minutes-2017-10-10.txt, line 3, characters 57–98: “{SECOND}”" in printed((penhale,))


@pytest.mark.parametrize("slug", ["..%2Fsecret", "%2Fetc%2Fpasswd", "..", "a%00b", "%FF"])
def test_a_source_is_looked_for_in_its_folder_only(kept: Path, slug: str) -> None:
    (kept / "secret.txt").write_text(SECOND, encoding="utf-8")
    text = (kept / "graph.ttl").read_text("utf-8")
    assert "begin 57 " in text
    hostile = text.replace("id/source/minutes-2017-10-10#", f"id/source/{slug}#")
    hostile = hostile.replace("<source/minutes-2017-10-10>", f"<{BASE}source/{slug}>").replace("begin 57 ", "begin 0 ")
    (kept / "graph.ttl").write_text(hostile, encoding="utf-8")
    (penhale,) = explain.explain(open_graph(kept), "Penhale")
    passages = [e for section in penhale.sections for fact in section.facts for e in fact.evidence]
    assert SECOND in {evidence.sentence for evidence in passages}
    assert {evidence.line for evidence in passages} == {None}
