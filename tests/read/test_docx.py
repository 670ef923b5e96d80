"""A Word document as Word shows it; and what is refused."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from making_docx import changed, entry, level, numbered, of, saved

from graphbuild.errors import Unreadable
from graphbuild.extract import extract
from graphbuild.read import read
from graphbuild.read.formats.docx import parse
from graphbuild.settings import Settings


def refusal(data: bytes) -> str | None:
    """Why a file is not read; None where it is."""
    try:
        parse(data)
    except Unreadable as refused:
        return str(refused)
    return None


def paragraphs(data: bytes) -> list[str]:
    return parse(data).text.strip().split("\n\n")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def minutes() -> docx.document.Document:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "WEXCOMBE TOWN COUNCIL"
    document.add_heading("Minutes of the meeting held on 5 May 2021", 1)
    present = document.add_paragraph()
    present.add_run("Present:").bold = True
    present.add_run(" Councillors A. Hall (Chair), B. Orme and C. Pell")
    for title, text in (("Apologies", "There were none."), ("Ferry", "RESOLVED: That the lamps be mended.")):
        document.add_paragraph(title, style="List Number").runs[0].bold = True
        document.add_paragraph(text)
    return document


def test_heads_lists_and_the_head_of_the_page() -> None:
    assert paragraphs(saved(minutes())) == [
        "WEXCOMBE TOWN COUNCIL",
        "# Minutes of the meeting held on 5 May 2021",
        "**Present:** Councillors A. Hall (Chair), B. Orme and C. Pell",
        "**1. Apologies**",
        "There were none.",
        "**2. Ferry**",
        "RESOLVED: That the lamps be mended.",
    ]


def test_minutes_yield_their_meeting(tmp_path: Path) -> None:
    path = tmp_path / "minutes.docx"
    path.write_bytes(saved(minutes()))
    found = extract(read(path), Settings())
    names = {mention.key: mention.name for mention in found.mentions}
    [meeting] = found.facts.meetings
    assert (names[meeting.body].casefold(), meeting.date) == ("wexcombe town council", "2021-05-05")
    assert [(item.number, item.title) for item in found.facts.items] == [("1", "Apologies"), ("2", "Ferry")]
    assert [names[attendance.attendee] for attendance in found.facts.attendances] == ["A. Hall", "B. Orme", "C. Pell"]
    assert [resolution.text for resolution in found.facts.resolutions] == ["That the lamps be mended."]


LEVELS = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "%1.%2.%3")


def test_numbers_as_word_shows_them() -> None:
    entries = [entry("a"), entry("b"), entry("c", 1), entry("d", 1), entry("e", 2), entry("f"), entry("g", 1)]
    assert paragraphs(numbered(LEVELS, *entries)) == ["1. a", "2. b", "(a) c", "(b) d", "2.b.i e", "3. f", "(a) g"]


def test_a_list_that_goes_on_and_one_that_begins_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    entries = [entry("a"), entry("b", number=78), entry("c", number=78), entry("d")]
    assert paragraphs(numbered(LEVELS, *entries)) == ["1. a", "2. b", "3. c", "4. d"]
    assert paragraphs(numbered(LEVELS, *entries, overrides=anew)) == ["1. a", "5. b", "6. c", "7. d"]


@pytest.mark.parametrize(
    ("style", "text", "more", "mark"),
    [
        ("upperRoman", "Item %1:", "", "Item I:"),
        ("upperLetter", "%1)", "", "A)"),
        ("decimalZero", "%1", "", "01"),
        ("bullet", "\uf0b7", "", "-"),
        ("none", "%1", "", ""),
        ("lowerRoman", "%1.", "<w:isLgl/>", "1."),
    ],
)
def test_styles_of_numbers(style: str, text: str, more: str, mark: str) -> None:
    assert paragraphs(numbered(level(0, style, text, more), entry("Ferry"))) == [f"{mark} Ferry".strip()]


def test_numbers_of_a_style_count_and_none_takes_them_off() -> None:
    document = docx.Document()
    document.add_paragraph("Ferry", style="List Number")
    plain = document.add_paragraph("Not numbered", style="List Number")
    plain._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    document.add_paragraph("Bus", style="List Number")
    assert paragraphs(saved(document)) == ["1. Ferry", "Not numbered", "2. Bus"]


def test_what_was_deleted_is_left_out_and_what_was_inserted_is_there() -> None:
    text = (
        f"<w:p>{run('The lamps ')}<w:del>{run('are out')}<w:r><w:delText>are out</w:delText></w:r></w:del>"
        f"<w:ins>{run('were out')}</w:ins><w:moveFrom>{run(' of oil')}</w:moveFrom>"
        f"{run('.')}{run(' Secret', '<w:vanish/>')}</w:p>"
    )
    assert paragraphs(of(text)) == ["The lamps were out."]


def test_fields_breaks_hyphens_and_capitals() -> None:
    text = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("5 May 2021")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:br/><w:t>ferry</w:t><w:noBreakHyphen/><w:t>men and com</w:t><w:softHyphen/><w:t>pany</w:t></w:r>"
        f"<w:hyperlink>{run(' of Wexcombe', '<w:caps/>')}</w:hyperlink></w:p>"
    )
    assert paragraphs(of(text)) == ["5 May 2021\nferry-men and company OF WEXCOMBE"]


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    text = (
        f"<w:p>{run('Before')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert paragraphs(of(text)) == ["Before", "In the box"]


def test_tables_of_names_and_tables_that_set_numbers_beside_text() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for at, text in enumerate(("Present", "", "Apologies", "Cllr Hall", "Chair", "Cllr Orme", "Cllr Pell", "", "")):
        table.cell(at // 3, at % 3).text = text
    document.add_paragraph("Between")
    wide = document.add_table(1, 3)
    wide.cell(0, 0).text = "4."
    wide.cell(0, 1).text = "Ferry"
    wide.cell(0, 1).add_paragraph("The company said that the lamps would be mended in June.")
    wide.cell(0, 2).text = "Clerk"
    assert paragraphs(saved(document)) == [
        "Present\t\tApologies\nCllr Hall\tChair\tCllr Orme\nCllr Pell",
        "Between",
        "4. Ferry",
        "The company said that the lamps would be mended in June.",
        "Clerk",
    ]


def test_tabs_set_columns_where_the_pieces_are_short() -> None:
    document = docx.Document()
    document.add_paragraph("Cllr A. Hall\tChair")
    document.add_paragraph("1.\tFerry")
    document.add_paragraph(
        "RESOLVED:\tthat the company be asked for a date by which the lamps of the ferry are mended."
    )
    assert paragraphs(saved(document)) == [
        "Cllr A. Hall\tChair",
        "1. Ferry",
        "RESOLVED: that the company be asked for a date by which the lamps of the ferry are mended.",
    ]


@pytest.mark.parametrize("words", ["Dŵr Cŷmru, Ó Súilleabháin, Rùnaire Mòr", "کونسلر احمد موجود تھے"])
def test_scripts(words: str) -> None:
    assert paragraphs(of(f"<w:p><w:pPr><w:bidi/></w:pPr>{run(words)}</w:p>")) == [words]


GOOD = saved(minutes())
ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)


def bomb() -> bytes:
    """Half a gigabyte of spaces in as many kilobytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(500):
            part.write(b" " * 1_000_000)
    return buffer.getvalue()


def many_members() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(2001):
            archive.writestr(f"{number}.xml", "")
    return buffer.getvalue()


def nested_tables(depth: int) -> bytes:
    text = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return changed(
        GOOD, "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{text}</w:body></w:document>'.encode()
    )


def with_macros() -> bytes:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        kinds = archive.read("[Content_Types].xml")
    plain, macros = (
        b"openxmlformats-officedocument.wordprocessingml.document.main",
        b"ms-word.document.macroEnabled.main",
    )
    return changed(GOOD, "[Content_Types].xml", kinds.replace(plain, macros))


def understated() -> bytes:
    """A part of 40 MB that says that it has a thousand bytes."""
    data = changed(GOOD, "word/document.xml", b" " * 40_000_000)
    return data.replace((40_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (changed(GOOD, "word/document.xml", ENTITY), "declares XML entities"),
        (changed(GOOD, "word/document.xml", ENTITY.decode().encode("utf-16")), "declares XML entities"),
        (changed(GOOD, "word/numbering.xml", ENTITY), "declares XML entities"),
        (bomb(), "unpacks to more than 200 MB"),
        (changed(GOOD, "word/document.xml", b" " * 31_000_000), "unpacks to more text than any minutes have"),
        (with_macros(), "is a Word document with macros; save it as .docx"),
        (understated(), "is damaged; download or save it again"),
        (many_members(), "holds more than 2,000 files"),
        (GOOD[: len(GOOD) // 2], "is cut off or damaged"),
        (b"PK\x03\x04", "is cut off or damaged"),
        (b"\xd0\xcf\x11\xe0 old", "is an old Word file or locked"),
        (changed(GOOD, "word/document.xml", b"<w:document"), "is a damaged Word document"),
        (changed(GOOD, "[Content_Types].xml", b"<Types/>"), "is a damaged Word document"),
        (nested_tables(5000), "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "minutes.docx"
    path.write_bytes(data)
    began = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert time.process_time() - began < 10
    assert str(refused.value).startswith(str(path))
    assert words in str(refused.value)


def test_tables_within_tables_are_read_as_deep_as_xml_goes() -> None:
    for depth in (50, 80, 300, 600):
        said = refusal(nested_tables(depth))
        assert said is None or "damaged" in said or "without end" in said


@settings(deadline=3000, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=20)), max_size=8))
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(GOOD)
    for at, other in changes:
        data[at : at + len(other)] = other
    assert refusal(bytes(data)) != ""


NAMES = st.sampled_from("p r t tbl tr tc pPr numPr numId ilvl pStyle br tab sdt sdtContent ins del hyperlink".split())
TREES = st.recursive(
    st.text("ab \u0645", max_size=5),
    lambda inside: st.tuples(
        NAMES, st.sampled_from(["", ' w:val="77"', ' w:val="-1"', ' w:val="x"']), st.lists(inside, max_size=4)
    ).map(lambda each: f"<w:{each[0]}{each[1]}>{''.join(each[2])}</w:{each[0]}>"),
    max_leaves=25,
)


@settings(deadline=3000, max_examples=150)
@given(TREES)
def test_any_elements_are_read_or_refused(tree: str) -> None:
    document = f'<w:document xmlns:w="{W}"><w:body>{tree}</w:body></w:document>'
    assert refusal(changed(GOOD, "word/document.xml", document.encode())) != ""


def test_sizes_of_type_do_not_matter() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Ferry").font.size = Pt(30)
    assert paragraphs(saved(document)) == ["Ferry"]
