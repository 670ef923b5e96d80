"""Query files: what their headers may say, how they are found, what parameters they take."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graphbuild import query
from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph, open_graph
from graphbuild.query import Rows

BARCHESTER = Path(__file__).parents[1] / "data" / "barchester.ttl"
HEADER = """# summary: Whose name holds a text.
# parameters:
#   part: {type: string, default: "", meaning: part of the name}
#   person: {type: person, meaning: the person}
# columns:
#   name: the name
# example: {part: a}
"""
BODY = """PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?name ?p_part ?p_person WHERE { ?p_person foaf:name ?name FILTER(CONTAINS(?name, ?p_part)) } ORDER BY ?name
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph(BARCHESTER)


def saved(folder: Path, text: str) -> Path:
    path = folder / "mine.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_ones_own_with_a_header(graph: Graph, tmp_path: Path) -> None:
    named = query.load(saved(tmp_path, HEADER + BODY))
    assert (named.name, named.summary, named.example) == ("mine", "Whose name holds a text.", {"part": "a"})
    assert named.columns == {"name": "the name"}
    assert query.run(graph, named, {"part": "Wintle"}).rows == ((Literal("Ruth Wintle"),), (Literal("Saul Wintle"),))
    assert query.run(graph, named, {"person": "Tapley", "part": ""}).rows == ((Literal("Edwin Tapley"),),)
    assert len(query.run(graph, named).rows) == 5


def test_a_file_without_a_header(graph: Graph, tmp_path: Path) -> None:
    text = """# Some names.
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?p_name ?x { ?p_name foaf:name ?x } ORDER BY ?x LIMIT 1"""
    found = query.run(graph, query.load(str(saved(tmp_path, text))))
    person = NamedNode("https://example.org/id/person/alma-penhale")
    assert found == Rows(("p_name", "x"), ((person, Literal("Alma Penhale")),))
    with pytest.raises(GraphbuildError, match="no parameter 'topic'; it takes none"):
        query.run(graph, query.load(str(tmp_path / "mine.rq")), {"topic": "SEND"})


def test_ask_and_construct(graph: Graph, tmp_path: Path) -> None:
    asked = query.load(saved(tmp_path, "ASK { ?s ?p ?o }"))
    assert query.run(graph, asked) == Rows(("answer",), ((Literal(True),),))
    text = """PREFIX gb: <https://w3id.org/graphbuild/ontology#>
CONSTRUCT { ?s a gb:Late . ?s a gb:Late } WHERE { ?s gb:due ?o }"""
    late = query.run(graph, query.load(saved(tmp_path, text)))
    assert late.triples
    assert late.columns == ("subject", "predicate", "object")
    assert [str(row[0]) for row in late.rows] == ["<https://example.org/id/item/2017-10-10/45/r2>"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("type: person", "type: persn", "parameters.person.type: one of string, iri, .*, unlike 'persn'"),
        (
            "meaning: the person}",
            "maening: the person}",
            "parameters.person.maening: not one of type, meaning, default",
        ),
        (", meaning: the person}", "}", "parameters.person: has no meaning"),
        ("{type: person, meaning: the person}", "person", "parameters.person: names with .*, unlike 'person'"),
        ("name: the name", "name: [the, name]", "columns.name: a text, unlike "),
        ("meaning: the person}", "meaning: the person, default: Hall}", "a parameter of type person takes no default"),
        ('default: "", ', "", "a parameter of type string needs a default"),
        ("#   name: the name\n", "", "has no columns"),
        ("# example: {part: a}", "# example: {prat: a}", "its example gives 'prat'"),
        ("# example: {part: a}", "# example: {part: a", "is not valid YAML at line"),
        ("# example: {part: a}", "# author: me", "author: not one of summary, parameters, columns, example"),
        (
            "#   person: {type: person, meaning: the person}\n",
            "",
            r"\?p_person is in the text but not among the parameters",
        ),
        ("(?name, ?p_part)", '(?name, "p_part")', None),
        ("?p_part", "?part", r"\?p_part is a parameter but not in the text"),
        ("Whose name holds a text.", "Whose: name: holds", "is not valid YAML at line 1"),
    ],
)
def test_a_header_that_is_wrong(tmp_path: Path, old: str, new: str, said: str | None) -> None:
    text = HEADER + BODY
    assert old in text
    path = saved(tmp_path, text.replace(old, new))
    if said is None:
        assert query.load(path).parameters
        return
    with pytest.raises(GraphbuildError, match=said) as caught:
        query.load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_columns_that_the_query_does_not_give(graph: Graph, tmp_path: Path) -> None:
    path = saved(tmp_path, (HEADER + BODY).replace("#   name: the name", "#   nmae: the name"))
    with pytest.raises(GraphbuildError, match="selects name, but its header's columns are nmae"):
        query.run(graph, query.load(path))


def test_values_of_the_header_are_text(tmp_path: Path) -> None:
    text = HEADER.replace("{part: a}", "{part: 2014-06-18}").replace('default: ""', "default: no")
    named = query.load(saved(tmp_path, text + BODY))
    assert named.example == {"part": "2014-06-18"}
    assert named.parameters["part"].default == "no"


def test_a_query_by_name() -> None:
    assert query.load("topic-timeline").name == "topic-timeline"
    assert [named.name for named in query.list_queries()] == sorted(named.name for named in query.list_queries())
    assert {"topic-timeline", "topic-decisions", "person-profile", "who-held-post"} <= {
        named.name for named in query.list_queries()
    }


@pytest.mark.parametrize("named", query.list_queries(), ids=lambda named: named.name)
def test_what_a_reader_is_told_is_there(named: query.NamedQuery) -> None:
    assert named.summary.endswith(".")
    assert named.parameters
    assert named.example
    assert all(named.columns.values())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("topic-timelin", "did you mean topic-timeline"),
        ("Topic Timeline", "did you mean topic-timeline"),
        ("xyzzy", "`graphbuild queries` lists"),
        ("nowhere.rq", "There is no query file nowhere.rq; check its path"),
        ("some/where", "There is no query file some/where"),
        ("\x1b[2J", "There is no query called '?"),
    ],
)
def test_a_query_that_is_not_there(name: str, said: str) -> None:
    with pytest.raises(GraphbuildError) as caught:
        query.load(name)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_bytes(b"\xff\xfe SELECT")
    with pytest.raises(GraphbuildError, match="cannot be read as UTF-8"):
        query.load(path)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("topic-timeline", {"topick": "SEND"}, "has no parameter 'topick'; did you mean topic?"),
        ("topic-timeline", {"zzz": "SEND"}, "has no parameter 'zzz'; it takes topic, body, from, to."),
        ("topic-timeline", {"topic": "SENDD"}, "The graph has no topic called 'SENDD'; did you mean Special educ"),
        ("topic-timeline", {"topic": "xyzzy"}, "The graph has no topic called 'xyzzy'; leave topic out to see all."),
        (
            "topic-timeline",
            {"from": "soon"},
            "The value of from must be a year of four digits, such as 2019, not 'soon'.",
        ),
        ("topic-timeline", {"from": "20190"}, "must be a year of four digits"),
        ("topic-timeline", {"from": "٢٠١٩"}, "must be a year of four digits"),
        (
            "meeting-summary",
            {"date": "2019-02-30"},
            "must be a date such as 2019-03-05, 2019-03 or 2019, not '2019-02-30'",
        ),
        ("meeting-summary", {"date": "12/02/2019"}, "must be a date such as"),
        (
            "person-profile",
            {"person": "Wintle"},
            "'Wintle' names more than one person, give person in full or as an IRI",
        ),
        ("person-profile", {"person": "Pen Hale"}, "did you mean Councillor Alma Penhale"),
        ("person-profile", {"person": "https://example.org/a b"}, "must be an IRI"),
        ("person-profile", {"person": "\udcff"}, "is not valid text"),
        ("person-profile", {"person": "\x1b[31mHall"}, "called '?[31mHall'"),
    ],
)
def test_a_parameter_that_is_wrong(graph: Graph, name: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(GraphbuildError) as caught:
        query.run(graph, query.load(name), given)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_an_ambiguous_name_is_told_with_the_iris(graph: Graph) -> None:
    with pytest.raises(GraphbuildError) as caught:
        query.run(graph, query.load("person-profile"), {"person": "Wintle"})
    assert "Councillor Ruth Wintle (https://example.org/id/person/ruth-wintle); Councillor Saul Wintle (" in str(
        caught.value
    )


HOSTILE = (
    '"',
    "'",
    '"""',
    "\\",
    "}",
    "} UNION { ?p_person ?p ?o",
    '") } #',
    "line\nbreak\r\n",
    "?person",
    "<http://e/> . ?s ?p ?o",
    "%s {0} $1",
    "\u2028\u0000",
    "SELECT * WHERE { ?s ?p ?o }",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_text_is_only_a_text(graph: Graph, value: str) -> None:
    for name, parameter in (
        ("who-held-post", "post"),
        ("commissioning-history", "called"),
        ("open-actions", "asked"),
    ):
        assert query.run(graph, query.load(name), {parameter: value}).rows == ()


@pytest.mark.parametrize("value", HOSTILE)
def test_a_name_is_only_a_name(graph: Graph, value: str) -> None:
    for name, parameter in (
        ("topic-timeline", "topic"),
        ("person-profile", "person"),
        ("who-held-post", "organisation"),
    ):
        with pytest.raises(GraphbuildError, match="The graph has no"):
            query.run(graph, query.load(name), {parameter: value})


def test_a_text_with_every_odd_character_is_found_as_it_is(tmp_path: Path) -> None:
    odd = "O'Brien \"}{\\ <b>?x</b>"
    path = tmp_path / "odd.nt"
    path.write_text(f"<http://e/a> <http://xmlns.com/foaf/0.1/name> {Literal(odd)} .\n", encoding="utf-8")
    named = query.load(saved(tmp_path, HEADER + BODY))
    assert query.run(open_graph(path), named, {"part": odd}).rows == ((Literal(odd),),)
    assert query.run(open_graph(path), named, {"part": odd + " "}).rows == ()
