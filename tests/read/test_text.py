"""Every encoding, and every stream of bytes that is none."""

from __future__ import annotations

import codecs
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.errors import Unreadable
from graphbuild.read import read, source
from graphbuild.read.content import normalise

TEXT = "Barchester Council\n\nA grant of £5,000 was agreed – the café’s licence, Ó Súilleabháin moved.\n"
LATIN = "Fáilte go dtí an chomhairle; Ó Súilleabháin agus Ní Dhomhnaill: £5.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-8"),
        (TEXT, "utf-8-sig"),
        (TEXT, "utf-16"),
        (TEXT, "utf-16-le"),
        (TEXT, "utf-16-be"),
        (TEXT, "utf-32"),
        (TEXT, "cp1252"),
        (LATIN, "latin-1"),
        ("£5", "latin-1"),
    ],
)
def test_encodings_give_the_same_text(tmp_path: Path, text: str, encoding: str) -> None:
    assert text_of(tmp_path, text.encode(encoding)) == text


def test_big_endian_mark(tmp_path: Path) -> None:
    assert text_of(tmp_path, codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


def test_a_damaged_byte_does_not_spoil_the_rest_of_a_utf8_text(tmp_path: Path) -> None:
    data = TEXT.encode("utf-8")
    assert text_of(tmp_path, data[:10] + b"\xff" + data[10:]) == TEXT[:10] + "\ufffd" + TEXT[10:]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n", "\v", "\x85", "\u2028"])
def test_line_ends_become_lf(tmp_path: Path, ends: str) -> None:
    assert text_of(tmp_path, f"Minutes{ends}Present: A. Hall{ends}".encode()) == "Minutes\nPresent: A. Hall\n"


def test_form_feeds_mark_pages(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, b"page one\n\fpage two\n\f\fpage four\n\f")
    assert found.text == "page one\n\npage two\n\n\npage four\n\n"
    assert found.page_starts == (0, 10, 20, 21)
    first_lines = [found.text[start:].split("\n")[0] for start in found.page_starts]
    assert first_lines == ["page one", "page two", "", "page four"]


def test_a_text_without_form_feeds_has_no_pages(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"Minutes").page_starts == ()


def test_stray_control_characters_become_spaces(tmp_path: Path) -> None:
    assert text_of(tmp_path, b"Item one\x07 of the agenda and a table") == "Item one  of the agenda and a table"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n\f ", "is empty"),
        ("\ufeff\u200b\n".encode(), "is empty"),
        (b"Minutes\0of the council", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 256)) * 4, "binary"),
        (b"%PDF-1.7 and more", "a PDF"),
        (b"PK\x03\x04 and more", "Word"),
        (b"{\\rtf1 Minutes}", "RTF"),
        (codecs.BOM_UTF16_LE + b"odd", "damaged UTF-16"),
        (codecs.BOM_UTF8 + b"\xff", "damaged UTF-8"),
    ],
)
def test_refusals_name_the_file_in_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as error:
        read_bytes(tmp_path, data)
    message = str(error.value)
    assert message.startswith(str(tmp_path / "minutes.txt"))
    assert "; " in message, "a remedy follows the reason"
    assert "\n" not in message


def test_a_line_of_ten_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    began = time.process_time()
    with pytest.raises(Unreadable, match="a line of 10,000,000 characters"):
        read_bytes(tmp_path, b"Minutes of the Council\n" + b"a " * 5_000_000)
    assert time.process_time() - began < 2


def test_ten_megabytes_of_lines_are_read(tmp_path: Path) -> None:
    assert len(text_of(tmp_path, b"Resolved: that it be noted.\n" * 360_000)) == 28 * 360_000


def test_a_file_larger_than_any_document_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST_FILE", 1_000_000)
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        read_bytes(tmp_path, b"Minutes\n" * 200_000)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('---\ntitle: "Minutes of\n  March"\ndate: 2008-13-45\n---\n', "Minutes of March"),
        ("---\ntitle: 2019\n---\n", "2019"),
        ("---\ntitle: [a, b]\n---\n", None),
        ("---\ntitle: \n---\n", None),
        ("---\n- a list\n---\n", None),
        ("---\ntitle: *nowhere\n---\n", None),
        ("---\n" + "[" * 3000 + "\n---\n", None),
        ("---\ntitle: no end\n", None),
        ("# Heading\n---\ntitle: not at the head\n---\n", None),
    ],
)
def test_front_matter_gives_the_title_and_stays_in_the_text(tmp_path: Path, head: str, title: str | None) -> None:
    found = read_bytes(tmp_path, (head + "\nMinutes of Barchester Council\n").encode(), name="minutes.md")
    assert found.title == title
    assert found.text.startswith(head)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]) | st.sampled_from("\n\t")))
@settings(max_examples=200)
def test_text_survives_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    text = "M" + text.replace("\ufeff", "").replace("\ufffe", "").replace("\uffff", "")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert text_of(tmp_path_factory.mktemp("read"), text.encode(encoding)) == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
@settings(max_examples=200)
def test_any_text_is_kept_as_normalised_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    data = text.encode("utf-8")
    try:
        kept = text_of(tmp_path_factory.mktemp("read"), data)
    except Unreadable:
        return
    assert kept == normalise(text).replace("\f", "\n")
    assert normalise(kept) == kept
    assert not set(kept) & set("\r\f\v\x00\x1b\x7f\x85")


@given(st.binary(max_size=400) | st.text(st.characters(codec="cp1252")).map(lambda text: text.encode("cp1252")))
@settings(max_examples=300)
def test_any_bytes_give_a_source_or_unreadable(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        found = read_bytes(tmp_path_factory.mktemp("read"), data)
    except Unreadable:
        return
    assert any(c.isalnum() for c in found.text)
    assert list(found.page_starts) == sorted(set(found.page_starts))
    assert all(start <= len(found.text) for start in found.page_starts)


def read_bytes(folder: Path, data: bytes, name: str = "minutes.txt") -> source.Source:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def text_of(folder: Path, data: bytes) -> str:
    return read_bytes(folder, data).text


def test_accents_stand_on_their_letters() -> None:
    decomposed = unicodedata.normalize("NFD", LATIN)
    assert decomposed != LATIN
    assert normalise(decomposed) == LATIN


def test_a_letter_with_a_megabyte_of_accents_takes_no_time() -> None:
    began = time.process_time()
    normalise("a" + "\u0323\u0301" * 500_000)
    assert time.process_time() - began < 10
