"""Layouts that users write: the example of docs/layouts.md, what is refused, and that none can make reading slow."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from segmenting import summary

from graphbuild.errors import GraphbuildError, NoMeetingFound
from graphbuild.model import Source
from graphbuild.segment import segment
from graphbuild.segment.layout import bundled, labels
from graphbuild.segment.own import families, fingerprint

DOCS = Path(__file__).parents[2] / "docs" / "layouts.md"
HEADING = "ODDLE PARISH COUNCIL\n12 May 2020\n\nPresent: Cllr Hall\n\n"
PARISH = HEADING + "1. Apologies\n\nNone.\n\n2. Roads\n\nResolved: That they be mended.\n"


def block(language: str) -> str:
    """The code block of that language in the page about layouts."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def source(text: str) -> Source:
    return Source(slug="journal", name="journal.txt", sha256="0" * 64, text=text)


def written(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_layouts_cannot_read_the_example() -> None:
    with pytest.raises(NoMeetingFound):
        segment(source(block("text")))


def test_with_a_layout_of_its_own_it_has_meeting_people_items_and_decisions(tmp_path: Path) -> None:
    record = segment(source(block("text")), families(written(tmp_path, block("yaml"))))
    (meeting,) = record.meetings
    assert summary(meeting) == {
        "kind": "minutes",
        "body": "Isle of Brennock Great Moot",
        "date": "2021-03-04",
        "layout": "moot",
        "present": ["Jo Wren, Ann Orme and Tom Field"],
        "apologies": ["Sam Nunn"],
        "in attendance": ["Mary Dunn, Clerk"],
        "items": [
            {
                "number": "1",
                "title": "The Bells of the Town",
                "blocks": 3,
                "clauses": ["that the bells be rung each Sunday."],
            },
            {
                "number": "2",
                "title": "The Harbour Light",
                "blocks": 2,
                "clauses": ["that the Harbour Trust be asked to mend the light by June 2021."],
            },
            {
                "number": "3",
                "title": "Money",
                "blocks": 2,
                "clauses": ["a: that the purse be counted each month", "b: that £200 be paid to the ringers."],
            },
        ],
    }
    assert "Copied fair" not in " ".join(one.text.value for one in record.blocks)


def test_it_changes_no_document_that_it_does_not_fit(tmp_path: Path) -> None:
    own = families(written(tmp_path, block("yaml")))
    record = segment(source(PARISH), own)
    assert record.family is bundled()
    assert record.meetings == segment(source(PARISH)).meetings
    assert labels() is bundled().labels


@pytest.mark.parametrize(
    ("head", "lines", "expected"),
    [
        (
            "Matter of {title}",
            ["MATTER OF Bells", "Matter of Light"],
            [(None, "Bells"), (None, "Light")],
        ),
        ("{title} (minute {number})", ["Bells (minute 7)", "Light (minute 8)"], [("7", "Bells"), ("8", "Light")]),
        ("No {number} - {title}", ["No IV - Bells", "No V -Light"], [("IV", "Bells"), ("V", "Light")]),
        (
            "Art. {number}. {title}",
            ["Art. 2019/1. Bells", "Art. 2019/2. Light"],
            [("2019/1", "Bells"), ("2019/2", "Light")],
        ),
    ],
)
def test_heads(tmp_path: Path, head: str, lines: list[str], expected: list[tuple[str | None, str]]) -> None:
    own = families(written(tmp_path, f"name: own\nitems:\n  heads:\n    - head: '{head}'\n"))
    items = "".join(f"{line}\nThe clerk had spoken of it, and more was said.\n\n" for line in lines)
    (meeting,) = segment(source(HEADING + items), own).meetings
    assert [(item.number, item.title.value) for item in meeting.items] == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has to hold keys"),
        ("name: own\n", "says nothing"),
        ("name: Own One\npeople: {present: [Here]}\n", "small letters"),
        ("people: {present: [Here]}\n", "name: is missing"),
        ("name: own\nfoo: [a]\n", "foo: is a key that no layout has"),
        ("name: own\npeople: {present: Here}\n", "has to be a list"),
        ("name: own\npeople: {present: ['~']}\n", "has to hold words"),
        (f"name: own\npeople: {{present: [{'a' * 300}]}}\n", "more than 200 characters"),
        (f"name: own\nleft_out: [{', '.join('a' * 101)}]\n", "more than 100 entries"),
        ("name: own\nitems: {heads: [{head: '{title}'}]}\n", "has to begin with words"),
        ("name: own\nitems: {heads: [{head: '{number} x'}]}\n", "has to hold {title} once"),
        ("name: own\nitems: {heads: [{head: '{number}{title}'}]}\n", "needs something between"),
        ("name: own\nitems: {heads: [{head: 'x {title}', set: red}]}\n", "has to be one of line, capitals"),
        ("name: numbered-lines\nleft_out: [x]\n", "call this one otherwise"),
        ("name: own\nname: own\nleft_out: [x]\n", "'name' twice at line 2"),
        ("name: &a own\nsummary: *a\nleft_out: [x]\n", "alias"),
        ("name: [own\n", "not valid YAML"),
        ("- " * 5000 + "x", "lists in each other"),
        ("left_out: [x" + ", x" * 50_000 + "]", "larger than 100 kB"),
    ],
)
def test_a_file_that_is_no_layout_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(GraphbuildError) as error:
        families(path)
    message = str(error.value)
    assert said.replace(" at line 2", "") in message
    assert message.startswith(str(path))
    assert "\n" not in message


def test_an_explosion_of_anchors_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    begun = time.process_time()
    with pytest.raises(GraphbuildError, match="alias"):
        families(written(tmp_path, "\n".join(lines)))
    assert time.process_time() - begun < 1


def test_a_folder_without_layouts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="holds no layout"):
        families(tmp_path)


def test_two_layouts_of_one_name_are_refused(tmp_path: Path) -> None:
    written(tmp_path, "name: own\nleft_out: [x]\n", "a.yaml")
    written(tmp_path, "name: own\nleft_out: [y]\n", "b.yaml")
    with pytest.raises(GraphbuildError, match=r"b\.yaml: .*a\.yaml has a layout called 'own' too"):
        families(tmp_path)


def test_the_fingerprint_tells_layouts_apart(tmp_path: Path) -> None:
    path = written(tmp_path, block("yaml"))
    first = fingerprint(path)
    assert first == fingerprint(path) != fingerprint(None)
    assert fingerprint(tmp_path) == first
    written(tmp_path, block("yaml") + "# more\n")
    assert fingerprint(path) != first


@pytest.mark.parametrize("phrase", ["(a+)+$", "a{1,9}", "[", r"\d", ".*.*.*x", "x|y", "^", "(?P<title>x)"])
def test_words_of_a_layout_are_never_an_expression(tmp_path: Path, phrase: str) -> None:
    """A phrase that would be an expression is found as it stands, and slows nothing down."""
    quoted = "'" + phrase.replace("'", "''") + " w'"
    text = f"name: own\ndecisions: {{labels: [{quoted}]}}\npeople: {{end: [{quoted}]}}\nleft_out: [{quoted}]\n"
    own = families(written(tmp_path, text))
    begun = time.process_time()
    (meeting,) = segment(source(PARISH + "\n" + "a" * 5000 + "\n"), own).meetings
    assert time.process_time() - begun < 2
    assert len(meeting.items) == 2
    labelled = families(written(tmp_path, f"name: own\ndecisions: {{labels: [{quoted}]}}\n"))
    (meeting,) = segment(source(PARISH + f"\n3. Bells\n\n{phrase} w: that they be rung.\n"), labelled).meetings
    assert [clause.text.value for clause in meeting.items[-1].clauses] == ["that they be rung."]


def test_a_long_document_of_labels_takes_time_that_grows_with_its_length(tmp_path: Path) -> None:
    own = families(written(tmp_path, block("yaml")))
    text = block("text") + "".join(f"§ {n} ~ {'So ordained ~ ' * 20}that\n" for n in range(4, 400))
    begun = time.process_time()
    segment(source(text), own)
    assert time.process_time() - begun < 10 * max(1, len(text) / 1_000_000)
