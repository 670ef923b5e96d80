"""corrections.yaml as people write it: what is understood, and what is told of the rest."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest
from correcting import SIGNED, loaded, written

from graphbuild import corrections
from graphbuild.corrections.entries import Better, Missing, NotSame, NotTopic, Right, Same, Topic, Wrong
from graphbuild.errors import GraphbuildError

UNDERSTOOD = (
    ("same: [Jo Hall, Joanne Hall]", Same),
    ("same: [Jo Hall, Joanne Hall, Cllr Hall]\n  kind: person", Same),
    ("not_same: [{name: Jo Hall, document: a.txt}, {name: Jo Hall, document: b.txt}]", NotSame),
    ("name: Jo Hall\n  of: Cllr Hall", Better),
    ("right: [Lantern Row, provides, Waymark Service]", Right),
    ("wrong: [Lantern Row, provides, Waymark Service]\n  document: a.txt", Wrong),
    ("wrong: https://example.org/id/amount/1", Wrong),
    ("wrong: Data Protection\n  kind: person", Wrong),
    ("missing: [A, funds, B]\n  document: a.txt\n  quote: A pays for B", Missing),
    ("missing: Osier Bank\n  kind: organisation\n  document: a.txt\n  quote: Osier Bank", Missing),
    ("missing: NO\n  kind: term\n  document: 2019\n  quote: 3.10", Missing),
    ("topic: SEND\n  item: {meeting: 2017-10-10, number: 45}", Topic),
    ("not_topic: SEND\n  item: Short breaks", NotTopic),
)


@pytest.mark.parametrize(("said", "kind"), UNDERSTOOD)
def test_each_kind_is_understood(said: str, kind: type) -> None:
    found = loaded(written(said))
    assert found.problems == ()
    [entry] = found.entries
    assert type(entry) is kind
    assert (entry.by, entry.on, entry.line) == ("A. Officer", datetime.date(2026, 3, 31), 1)


def test_scalars_are_texts_as_they_are_written() -> None:
    [entry] = loaded(written("missing: NO\n  kind: term\n  document: 2019\n  quote: 3.10")).entries
    assert isinstance(entry, Missing)
    assert (entry.missing.iri, entry.document, entry.quote) == ("NO", "2019", "3.10")


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "[]", "---\n", "~", "\ufeff# nothing\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert loaded(text) == corrections.Loaded()


WRONG = (
    ("same: [Jo Hall]", "line 1: 'same' needs at least 2 names; write it as [Jo Hall, Joanne Hall]"),
    ("same: Jo Hall", "line 1: 'same' has to be a list; write it as [Jo Hall, Joanne Hall]"),
    ("same: [Jo Hall, ' ']", "line 1: 'same' is empty; fill it in"),
    ("same: [[Jo Hall], Joanne Hall]", "line 1: 'same' holds what is no name; write a name in words"),
    ("same: [Jo Hall, {meeting: 2014-01-01, name: X}]", "line 1: 'same' needs a name (or IRI), or a meeting"),
    ("not_same: [A, B, C]", "line 1: 'not_same' has more than 2 names"),
    ("name: [Jo Hall]\n  of: Cllr Hall", "line 1: 'name' has to be words"),
    (f"same: [A, B]\n  because: {'x' * 5_001}", "line 2: 'because' has more than 5,000 characters; shorten it"),
    ("sme: [Jo Hall, Joanne Hall]", "line 1: the key 'sme' is unknown; did you mean same?"),
    ("colour: red", "line 1: nothing says what is to be put right; write one of same, not_same"),
    ("same: [A, B]\n  not_same: [A, B]", "line 1: this says same and not_same in one; make a correction of each"),
    ("same: [A, B]\n  becase: why", "line 2: the key 'becase' is unknown here; did you mean because?"),
    ("same: [A, B]\n  line: 7", "line 1: the key 'line' is unknown; leave it out"),
    ("same: [A, B]\n  kind: company", "line 2: 'kind' is not as it has to be"),
    ("name: Jo Hall", "line 1: 'of' is missing; add it"),
    ("name: '...'\n  of: Cllr Hall", "line 1: 'name' has no letter"),
    ('name: "Jo \\e[31m Hall"\n  of: Cllr Hall', "line 1: 'name' holds characters that cannot be printed"),
    ("wrong: [A, funds]", "line 1: 'wrong' is not a subject, a relation and an object; write [who, relation, whom]"),
    ("missing: [A, funds, B]\n  document: a.txt", "line 1: 'quote' is missing; add it"),
    ("missing: Osier Bank\n  document: a.txt\n  quote: X", "'missing' names a thing without its kind"),
    ("missing: [A, funds, B]\n  kind: term\n  document: a.txt\n  quote: X", "is a fact, which has no kind of its own"),
    (
        "missing: Osier Bank\n  kind: organisation\n  classification: bank\n  document: a.txt\n  quote: X",
        "has the classification 'bank', which is unknown; there are: charity or voluntary,",
    ),
    ("topic: SEND\n  item: {number: 4}", "line 2: 'item' needs a name (or IRI), or a meeting with number or title"),
    ("topic: SEND\n  item: {meeting: 2014-01-01, clause: 1}", "line 2: 'item' has a clause, but no number"),
)


@pytest.mark.parametrize(("said", "message"), WRONG)
def test_what_is_not_understood_is_told_with_its_line_and_the_rest_goes_on(said: str, message: str) -> None:
    found = loaded(written(said, "same: [Ann Ray, Annie Ray]"))
    assert [type(entry) for entry in found.entries] == [Same]
    [problem] = found.problems
    assert problem.startswith("corrections.yaml, line ")
    assert message in problem
    assert problem.isprintable()


@pytest.mark.parametrize(
    ("signed", "message"),
    [
        ("on: 2026-03-31", "line 1: 'by' is missing; say who says so"),
        ("by: A. Officer", "line 1: 'on' is missing; give the day, as 2026-03-31"),
        ("by: A. Officer\n  on: 2026-06-31", "line 3: 'on' is no day that there is; write it as 2026-03-31"),
        ("by: A. Officer\n  on: 31 March", "line 3: 'on' is no day; write it as 2026-03-31"),
        ("by: A. Officer\n  on: 1774915200", "line 3: 'on' is no day; write it as 2026-03-31"),
        ("by: ''\n  on: 2026-03-31", "line 2: 'by' is empty; fill it in"),
    ],
)
def test_who_says_so_and_when_is_needed(signed: str, message: str) -> None:
    found = loaded(f"- same: [A, B]\n  {signed}\n")
    assert found.entries == ()
    assert found.problems[0].startswith(f"corrections.yaml, {message}")


HOSTILE = (
    ("- &a [x]\n- *a\n", "has an anchor (& or *) in line 1"),
    ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "has an anchor (& or *) in line 1"),
    ("- !!python/object/apply:os.system [echo hacked]\n", "has a tag (!) in line 1"),
    ("- same: !!binary aGVsbG8=\n", "has a tag (!) in line 1"),
    ("[" * 100_000, "is nested too deep in line 1"),
    ("- " * 50_000, "is nested too deep in line 1"),
    ("{" * 100_000, "is nested too deep in line 1"),
    ("- same: [A, B]\n  same: [A, C]\n", "has the key 'same' twice in one correction, in line 2"),
    ("- {same: [A, B], ? [x, y] : z}\n", "has a key in line 1 that is no word"),
    ("same: [A, B]\n", "is no list; begin each correction with a dash"),
    ("just words", "is no list; begin each correction with a dash"),
    ("- same: [A, B\n- x", "in what begins in line 1"),
    ("- a\n--- \n- b\n", "is no YAML in line 2"),
    ("- a: b: c\n", "is no YAML in line 1"),
    ("- \x00\n", "holds a character that no text has"),
    ("- \x1b[31m\n", "holds a character that no text has"),
    (b"- \xff\xfe\n", "is not in UTF-8"),
    ("- <<: {same: [A, B]}\n  <<: {}\n", "has the key '<<' twice"),
)


@pytest.mark.parametrize(("text", "message"), HOSTILE, ids=[message for _, message in HOSTILE])
def test_a_hostile_file_is_refused_in_a_sentence(text: str | bytes, message: str) -> None:
    began = time.process_time()
    with pytest.raises(GraphbuildError, match=r"^the file of corrections .*corrections\.yaml ") as told:
        loaded(text)
    assert message in str(told.value)
    assert str(told.value).isprintable()
    assert time.process_time() - began < 5


def test_a_large_file_is_read_in_reasonable_time() -> None:
    text = "".join(f"- same: [Ann Ray {n}, Annie Ray {n}]\n  {SIGNED}" for n in range(5_000))
    began = time.process_time()
    assert len(loaded(text).entries) == 5_000
    assert time.process_time() - began < 10


def test_files_are_found_beside_the_documents_each_once(tmp_path: Path) -> None:
    for folder in ("one", "two", "none"):
        (tmp_path / folder).mkdir()
    for folder in ("one", "two"):
        (tmp_path / folder / "corrections.yaml").write_text("")
    given = [tmp_path / "one", tmp_path / "one" / "minutes.txt", tmp_path / "none", tmp_path / "two" / "minutes.txt"]
    assert corrections.beside(given) == [tmp_path / folder / "corrections.yaml" for folder in ("one", "two")]


def test_files_are_found_below_a_folder_as_its_documents_are(tmp_path: Path) -> None:
    for folder in (".", "2014", "2014/june", ".hidden"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "corrections.yaml").write_text("")
    (tmp_path / "round").symlink_to(tmp_path)
    expected = [tmp_path / name for name in ("corrections.yaml", "2014/corrections.yaml", "2014/june/corrections.yaml")]
    assert corrections.beside([tmp_path, tmp_path / "2014"]) == expected
    assert corrections.kept([tmp_path]).inside == len(expected)
    assert corrections.kept([tmp_path]).answers == tmp_path / "corrections.yaml"


def test_words_of_up_to_five_thousand_characters_are_taken() -> None:
    quote = "so it was said " * 100
    [entry] = loaded(written(f"missing: [A, funds, B]\n  document: a.txt\n  quote: {quote}")).entries
    assert isinstance(entry, Missing)
    assert entry.quote == quote.strip()


def test_a_name_loses_marks_of_direction_and_keeps_those_that_join_letters() -> None:
    [entry] = loaded(written('name: "\u200f\u0639\u0645\u0631\u200c\u062e\u202c"\n  of: Cllr Hall')).entries
    assert isinstance(entry, Better)
    assert entry.name == "\u0639\u0645\u0631\u200c\u062e"


@pytest.mark.parametrize(
    ("kind", "said"), [("missing", "cannot be read"), ("folder", "is no file"), ("large", "is larger than 2,000 kB")]
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, kind: str, said: str) -> None:
    path = tmp_path / "mine.yaml"
    if kind == "folder":
        path.mkdir()
    if kind == "large":
        path.write_text("- " + "x" * 3_000_000)
    with pytest.raises(GraphbuildError, match=rf"mine\.yaml {said}"):
        corrections.load([path])
