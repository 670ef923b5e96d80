from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.graph.texts import REACH, Texts

BASE = "https://example.org/id/source/"
TEXT = (
    "MINUTES\n\n"
    "12. The pilot\nFurther to Minute No. 4, the Head of Inclusion reported.\nMembers asked about waiting times.\n"
    " \t\n"
    "13. Any other business – none; caf\u00e9 closed \U0001f3e0 early.\n"
)


def at(text: str, quote: str) -> tuple[str, int, str]:
    """What ``line`` and ``around`` ask for: a source, where the quote begins, and the quote."""
    assert text.count(quote) == 1
    return f"{BASE}minutes", text.index(quote), quote


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    (tmp_path / "minutes.txt").write_text(TEXT, "utf-8", newline="\n")
    return Texts(tmp_path)


@pytest.mark.parametrize(
    ("quote", "line"),
    [("MINUTES", 1), ("12. The pilot", 3), ("the Head of Inclusion", 4), ("Members asked", 5), ("early.", 7)],
)
def test_the_line_that_a_quote_begins_on(texts: Texts, quote: str, line: int) -> None:
    assert texts.line(*at(TEXT, quote)) == line


@pytest.mark.parametrize(
    ("quote", "around"),
    [
        ("MINUTES", ("", "")),
        (
            "the Head of Inclusion reported.",
            ("12. The pilot\nFurther to Minute No. 4, ", "\nMembers asked about waiting times."),
        ),
        (
            "Members asked",
            ("12. The pilot\nFurther to Minute No. 4, the Head of Inclusion reported.\n", " about waiting times."),
        ),
        ("caf\u00e9 closed \U0001f3e0", ("13. Any other business – none; ", " early.")),
    ],
)  # fmt: skip
def test_a_paragraph_ends_at_a_blank_line(texts: Texts, quote: str, around: tuple[str, str]) -> None:
    assert texts.around(*at(TEXT, quote)) == around


def test_a_quote_that_goes_over_a_blank_line_has_what_is_left_of_both_paragraphs(texts: Texts) -> None:
    before, after = texts.around(*at(TEXT, "waiting times.\n \t\n13. Any other"))
    assert before.endswith("\nMembers asked about ")
    assert after == " business – none; café closed \U0001f3e0 early."


def test_a_long_paragraph_is_cut_at_words_with_an_ellipsis(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(400))
    (tmp_path / "minutes.txt").write_text(words, "utf-8")
    before, after = Texts(tmp_path).around(*at(words, "word200 word201"))
    assert before.startswith("… word")
    assert before.endswith("word198 word199 ")
    assert after.startswith(" word202 word203")
    assert after.endswith(" …")
    for side in (before.removeprefix("… "), after.removesuffix(" …")):
        assert REACH - 10 < len(side) <= REACH
        assert set(side.split()) <= set(words.split())


@pytest.mark.parametrize("beyond", range(8))
def test_what_goes_on_has_an_ellipsis_wherever_it_is_cut(tmp_path: Path, beyond: int) -> None:
    text = "word " * 100 + "x" * beyond + "QUOTE" + "y" * beyond + " word" * 100
    (tmp_path / "minutes.txt").write_text(text, "utf-8")
    before, after = Texts(tmp_path).around(*at(text, "QUOTE"))
    assert before.startswith("… word ")
    assert after.endswith(" word …")


def test_a_long_paragraph_without_spaces_is_cut_anywhere(tmp_path: Path) -> None:
    text = "会" * 1000 + "QUOTE" + "议" * 1000
    (tmp_path / "minutes.txt").write_text(text, "utf-8")
    assert Texts(tmp_path).around(*at(text, "QUOTE")) == ("… " + "会" * REACH, "议" * REACH + " …")


def test_a_paragraph_that_just_fits_is_whole(tmp_path: Path) -> None:
    text = "b" * REACH + "QUOTE" + "a" * REACH
    (tmp_path / "minutes.txt").write_text(text, "utf-8")
    assert Texts(tmp_path).around(*at(text, "QUOTE")) == ("b" * REACH, "a" * REACH)


@pytest.mark.parametrize("begin", [0, 8, 10_000, -3])
def test_a_quote_that_is_not_there_has_nothing_around_it(texts: Texts, begin: int) -> None:
    assert texts.line(f"{BASE}minutes", begin, "the Head of Inclusion") is None
    assert texts.around(f"{BASE}minutes", begin, "the Head of Inclusion") == ("", "")


def test_without_texts_there_is_nothing_around(tmp_path: Path) -> None:
    for texts in (Texts(None), Texts(tmp_path), Texts(tmp_path / "nowhere")):
        assert texts.line(f"{BASE}minutes", 0, "MINUTES") is None
        assert texts.around(f"{BASE}minutes", 0, "MINUTES") == ("", "")


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/id/source/..%2Fsecret",
        "https://example.org/id/source/..%2F..%2Fetc%2Fpasswd",
        "https://example.org/id/source/../secret",
        "https://example.org/id/source/%2E%2E%2Fsecret",
        "https://example.org/id/source/folder%2F..%2F..%2Fsecret",
        "https://example.org/id/source/secret%00",
        "https://example.org/id/source/..",
        "https://example.org/id/source/",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_hostile_source_names_no_file_outside_the_folder(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "sources"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("MINUTES", "utf-8")
    texts = Texts(folder)
    assert texts.line(source, 0, "MINUTES") is None
    assert texts.around(source, 0, "MINUTES") == ("", "")


def test_an_absolute_path_names_no_file_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("MINUTES", "utf-8")
    (tmp_path / "sources").mkdir()
    outside = str(tmp_path / "secret").replace("/", "%2F")
    assert Texts(tmp_path / "sources").line(f"{BASE}{outside}", 0, "MINUTES") is None


def test_a_file_that_is_no_text_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_bytes(b"MINUTES \xff\xfe")
    (tmp_path / "folder.txt").mkdir()
    assert Texts(tmp_path).line(f"{BASE}minutes", 0, "MINUTES") is None
    assert Texts(tmp_path).line(f"{BASE}folder", 0, "MINUTES") is None


def test_each_text_is_read_once(texts: Texts, tmp_path: Path) -> None:
    assert texts.line(f"{BASE}minutes", 0, "MINUTES") == 1
    (tmp_path / "minutes.txt").unlink()
    assert texts.line(f"{BASE}minutes", 0, "MINUTES") == 1


PIECES = st.sampled_from(["word", " ", "\n", "\n\n", "\n \t\n", "é", "\u2028", "\r", "\U0001f3e0", "x" * 90])


@given(st.lists(PIECES, max_size=60).map("".join), st.data())
def test_what_is_around_is_as_the_text_has_it(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    folder = tmp_path_factory.mktemp("sources", numbered=True)
    (folder / "minutes.txt").write_text(text, "utf-8", newline="")
    before, after = Texts(folder).around(f"{BASE}minutes", begin, text[begin:end])
    before, after = before.removeprefix("… "), after.removesuffix(" …")
    assert text[:begin].endswith(before)
    assert text[end:].startswith(after)
    assert before + text[begin:end] + after in text
    assert "\n\n" not in before
    assert "\n\n" not in after
    assert max(len(before), len(after)) <= REACH
