from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from rich.text import Text

from graphbuild import format
from graphbuild.errors import GraphbuildError
from graphbuild.query import Rows, Term
from graphbuild.vocabulary import XSD

HOSTILE = '=HYPERLINK("http://e/") | *bold* <b>\x1b[31mred\nsecond line'


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD.iri + datatype))


def one(*terms: Term | None) -> Rows:
    return Rows(tuple("abcdefghijkl"[: len(terms)]), (terms,))


def text(rows: Rows, form: str) -> str:
    stream = io.StringIO()
    format.write(rows, form, stream)
    return stream.getvalue()


def test_json_types() -> None:
    rows = one(
        *(typed("12", "integer"), typed("0.95", "decimal"), typed("240000.0", "decimal"), typed("1E3", "double")),
        *(typed("true", "boolean"), typed("2019-02-12", "date"), typed("2018-10", "gYearMonth"), Literal("12")),
        *(NamedNode("http://e/a"), None, Literal("ça", language="fr"), BlankNode("b")),
    )
    assert list(json.loads(text(rows, "json"))[0].values()) == [
        *(12, 0.95, 240000, 1000),
        *(True, "2019-02-12", "2018-10", "12"),
        *("http://e/a", None, "ça", "_:b"),
    ]


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("INF", "double"),
        ("NaN", "double"),
        ("0.12345678901234567890", "decimal"),
        ("many", "integer"),
        ("x", "decimal"),
    ],
)
def test_a_number_that_json_cannot_hold_stays_text(value: str, datatype: str) -> None:
    assert json.loads(text(one(typed(value, datatype)), "json")) == [{"a": value}]


def test_json_and_csv_are_exact() -> None:
    rows = one(Literal(HOSTILE), Literal('"quoted", twice'), None)
    assert json.loads(text(rows, "json")) == [{"a": HOSTILE, "b": '"quoted", twice', "c": None}]
    assert list(csv.reader(io.StringIO(text(rows, "csv"), newline=""))) == [
        ["a", "b", "c"],
        [HOSTILE, '"quoted", twice', ""],
    ]
    assert text(one(Literal("x")), "csv") == "a\nx\n"


def test_no_rows() -> None:
    rows = Rows(("a", "b"), ())
    assert text(rows, "json") == "[]\n"
    assert text(rows, "csv") == "a,b\n"
    assert text(rows, "md") == "| a | b |\n| --- | --- |\n"
    assert "a" in text(rows, "table")


def test_markdown_is_escaped() -> None:
    expected = r'| =HYPERLINK("http://e/") \| \*bold\* \<b\> \[31mred second line |'
    assert text(one(Literal(HOSTILE)), "md").splitlines()[2] == expected


def test_a_table_in_a_pipe_has_one_line_a_row() -> None:
    rows = Rows(
        ("first", "second"), ((Literal("word " * 100), Literal(HOSTILE)), (Literal("[red]x[/red] :smile:"), None))
    )
    lines = text(rows, "table").splitlines()
    assert len(lines) == 6
    assert ("word " * 100).strip() in lines[3]
    assert '=HYPERLINK("http://e/") | *bold* <b> [31mred second line' in lines[3]
    assert "[red]x[/red] :smile:" in lines[4]
    assert "\x1b" not in "".join(lines)


def test_a_table_on_a_terminal_wraps_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    words = [f"word{number}" for number in range(60)]
    format.write(one(Literal(" ".join(words)), Literal("x" * 200)), "table", stream)
    shown = Text.from_ansi(stream.getvalue()).plain
    assert max(map(len, shown.splitlines())) <= 60
    assert all(word in shown for word in words)
    assert shown.count("x") == 200


@pytest.mark.parametrize("hidden", ["\x1b", "\x07", "\u202e", "\x9b", "\ufeff", "\x00", "\u2066"])
def test_nothing_that_a_terminal_acts_on_is_shown(hidden: str) -> None:
    assert hidden not in text(one(Literal(f"a{hidden}b")), "table")
    assert hidden not in text(one(Literal(f"a{hidden}b")), "md")


def test_what_belongs_to_words_stays() -> None:
    assert format.clean("co\u00adoperate \u0915\u094d\u200d\u0937 é") == "co\u00adoperate \u0915\u094d\u200d\u0937 é"


def test_turtle_of_triples() -> None:
    subject = NamedNode("https://example.org/id/a")
    label, body = (
        NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
        NamedNode("https://w3id.org/graphbuild/ontology#body"),
    )
    triples = ((subject, label, Literal("x\u2028y\n")), (subject, body, NamedNode("http://e/b")))
    written = text(Rows(("subject", "predicate", "object"), triples, triples=True), "ttl")
    assert [line.split()[1] for line in written.splitlines() if line.startswith("@prefix")] == ["gb:", "rdfs:"]
    assert {(quad.subject, quad.predicate, quad.object) for quad in parse(written, RdfFormat.TURTLE)} == set(triples)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("ttl", "Only CONSTRUCT and DESCRIBE"),
        ("jsn", "did you mean json?"),
        ("zzz", "choose table, csv, json, md, ttl"),
    ],
)
def test_a_format_that_cannot_be_had(form: str, said: str) -> None:
    with pytest.raises(GraphbuildError, match=said):
        text(one(Literal("x")), form)
