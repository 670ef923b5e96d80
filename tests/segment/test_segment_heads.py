"""Item heads: which layout is taken, and what is a head in it."""

from __future__ import annotations

import pytest
from segmenting import Plain, meetings

HEADING = "Wexcombe Town Council\n12 May 2020\n\nPresent: Councillor Hall\n\n"


def items(body: str) -> list[tuple[str | None, str]]:
    [meeting] = meetings(HEADING + body)
    return [(i.get("number"), i["title"]) for i in meeting.get("items", [])]


def the(body: str, number: str) -> Plain:
    [meeting] = meetings(HEADING + body)
    return next(i for i in meeting["items"] if i.get("number") == number)


@pytest.mark.parametrize(
    "form",
    [
        "{n}. {t}",
        "{n} {T}",
        "{n}. {T}.",
        "{n}\\. **{t}**",
        "**{n}. {t}**",
        "## {n}. {t}",
        "{n}) {t}",
        "{n}: {t}",
        "{n} - {t}",
        "{n}\t{t}",
        "{n}.0 {t}",
        "Item {n}: {t}",
        "AGENDA ITEM NO. {n} - {t}",
        "Minute {n} {t}",
        "{n}/20 {t}",
        "20/{n} {t}",
        "20/0{n}. {t}",
        "TC{n}/20 {t}",
        "20.5.{n} {t}",
        "20-0{n} {t}",
        "{t} (Item {n})",
        "{t}\n(Item {n})",
        "{n}.\n\n{t}",
        "**{n}.** **{t}:** nothing",
        "{n}. {t}: nothing was said.",
        "{n}. {t} Nothing was said.",
        "({n}) {t}",
        "No. {n} {t}",
        "TC {n}/20 {t}",
        "{n}/20   1{n}.   {T}",
        "1{n}. {n}/20 {t}",
        "{n}/20\n{t}",
        "{t}\n{n}/20",
        "{T}\nTC{n}/20",
        "{n}\n\n{t}",
        "{n}. {t} pdf icon PDF 9 KB",
    ],
)
@pytest.mark.parametrize("below", ["\n\nNothing was said about it by anyone.\n\n", "\nNothing was said.\n\n"])
def test_forms_of_heads(form: str, below: str) -> None:
    titles = ["Apologies", "Street names", "Library hours", "The market"]
    if form.startswith("{t} ") and below.startswith("\nN"):
        below = "\n\nNothing was said.\n\n"
    lines = [form.format(n=n, t=title, T=title.upper()) + below for n, title in enumerate(titles, 3)]
    found = items("".join(lines))
    assert [title.casefold() for _, title in found] == [title.casefold() for title in titles]
    assert all(str(n) in (number or "") for n, (number, _) in enumerate(found, 3))


def test_roman_numbers() -> None:
    assert items("I. Apologies\n\nNone.\n\nII. Trees\n\nTall.\n\nIII) Bins\n\nFull.") == [
        ("I", "Apologies"),
        ("II", "Trees"),
        ("III", "Bins"),
    ]


def test_a_list_inside_an_item_is_no_list_of_items() -> None:
    body = (
        "1. Apologies\n\nNone.\n\n2. Letters\n\n1. From the bank\n\n2. From the bus company\n\n3. From the school\n\n"
        "3. Trees\n\nTall.\n\n4. Bins\n\nFull."
    )
    assert items(body) == [("1", "Apologies"), ("2", "Letters"), ("3", "Trees"), ("4", "Bins")]


def test_an_agenda_at_the_top_gives_way_to_the_items_with_text() -> None:
    body = (
        "1. Apologies\n2. Trees\n3. Bins\n\n"
        "1. Apologies\n\nNone.\n\n2. Trees\n\nThese are tall.\n\n3. Bins\n\nThese are full."
    )
    assert the(body, "2")["blocks"] == 1


def test_withdrawn_items_leave_a_gap() -> None:
    assert [n for n, _ in items("5. Apologies\n\nNone.\n\n7. Trees\n\nTall.\n\n8. Bins\n\nFull.")] == ["5", "7", "8"]


def test_a_sentence_as_head_is_title_and_text() -> None:
    body = "1. Apologies\n\nNone.\n\n2. The accounts were agreed.\n\n3. Trees\n\nTall.\n\n4. Bins\n\nFull."
    assert the(body, "2") == {"number": "2", "title": "The accounts were agreed", "blocks": 1}


def test_cross_references_begin_no_item() -> None:
    trees = "4/20 Trees Cllr Hall said that these were tall. See 9/19 Trees and 2/20 Bins."
    body = f"{trees} 5/20 Bins None.\n\n6/20 Close None."
    assert items(body) == [("4/20", "Trees"), ("5/20", "Bins"), ("6/20", "Close")]


def test_numbered_paragraphs_under_unnumbered_heads_are_not_the_items() -> None:
    body = (
        "APOLOGIES\n\n1. The Chair said that nobody was away.\n\nMINUTES\n\n2. The minutes were read and signed.\n\n"
        "TREES\n\n3. The clerk had counted these.\n\n4. The Council was glad.\n\nANY OTHER BUSINESS\n\n"
        "5. None was raised."
    )
    assert [title for _, title in items(body)] == ["APOLOGIES", "MINUTES", "TREES", "ANY OTHER BUSINESS"]


def test_capital_lines_without_any_usual_title_are_no_items() -> None:
    assert items("THE RED LION\n\nA pub.\n\nTHE SWAN\n\nAnother.\n\nTHE GEORGE\n\nA third.") == []


def test_no_heads() -> None:
    assert items("The Council met and talked about the weather. It then went home.") == []


def test_rows_with_long_numbers() -> None:
    rows = "\n".join(f"| TC{n}/2020 | {title} | Clerk |" for n, title in [(7, "Apologies"), (8, "Trees"), (9, "Bins")])
    assert items(rows) == [("TC7/2020", "Apologies"), ("TC8/2020", "Trees"), ("TC9/2020", "Bins")]


def test_a_table_of_numbers_is_no_list_of_items() -> None:
    bills = "| 1 | Stamps | £3 |\n| 2 | Ink | £4 |\n| 3 | Chairs | £50 |"
    body = f"1. Apologies\n\nNone.\n\n2. Bills\n\n{bills}\n\n3. Trees\n\nTall."
    assert [title for _, title in items(body)] == ["Apologies", "Bills", "Trees"]


def test_a_numbered_list_on_a_web_page_is_no_list_of_items() -> None:
    pages = [f"{title} pdf icon PDF 9 KB\n\nMembers heard of it.\n\n" for title in ("Trees", "Bins", "Roads", "Lamps")]
    numbered = "".join(f"{n}. Lamp in road {n}\n\n" for n in range(1, 5))
    assert [title for _, title in items("".join(pages) + numbered)] == ["Trees", "Bins", "Roads", "Lamps"]


def test_one_linked_file_makes_no_web_page() -> None:
    body = "".join(f"{n}. Matter {n}\n\nMembers heard of it.\n\n" for n in range(1, 7)) + "A map pdf icon PDF 9 KB"
    assert len(items(body)) == 6


def test_short_lines_above_prose_only_are_titles() -> None:
    prose = "It was said at length that this had been put off for years, and would be again."
    body = f"Apologies\n\n{prose}\n\nMinutes\n\n{prose}\n\nLamps\n\nNew\n\nOld\n\nMatters arising\n\n{prose}"
    assert [title for _, title in items(body)] == ["Apologies", "Minutes", "Matters arising"]


def test_the_letter_i_is_no_roman_number_between_letters() -> None:
    titles = ["Apologies", "Trees", "Bins", "Lamps", "Roads", "Dogs", "Graves", "Boats", "Ferries", "Sheep"]
    body = "".join(f"{letter}. {title}\n\nSaid.\n\n" for letter, title in zip("ABCDEFGHIJ", titles, strict=True))
    assert [n for n, _ in items(body)] == list("ABCDEFGHIJ")


FULL = "It was said at some length, and not for the first time, that nothing at all had been done about it"


@pytest.mark.parametrize(
    "form", ["{n} {t}", "{n} - {t}", "No. {n} {t}", "1{n}-20 {t}", "**{t}**", "{T} – nothing", "{t}"]
)
def test_a_head_below_a_full_line(form: str) -> None:
    titles = ["Apologies", "Street names", "Library hours", "Matters arising", "The market"]
    text = f"{FULL}\n{FULL} since the war.\n"
    body = "".join(form.format(n=n, t=title, T=title.upper()) + "\n" + text for n, title in enumerate(titles, 3))
    assert [title.casefold() for _, title in items(body)] == [title.casefold() for title in titles]


def test_numbers_at_the_beginning_of_lines_are_no_heads_without_a_series() -> None:
    body = f"1. Apologies\n\n{FULL}\n14 Mill Lane was named.\n\n2. Trees\n\n{FULL}\n9 Oak Road too.\n\n3. Bins\n\nFull."
    assert [title for _, title in items(body)] == ["Apologies", "Trees", "Bins"]


def test_parts_with_titles_like_the_heads_are_items() -> None:
    body = "1. MINUTES\n\n1.1. 3 MAY\n\nSigned.\n\n1.2. 9 MAY\n\nSigned.\n\n2. TREES\n\n2.1 Tall.\n\n3. BINS\n\nFull."
    assert [n for n, _ in items(body)] == ["1", "1.1", "1.2", "2", "3"]


def test_parts_set_otherwise_are_none() -> None:
    body = "1. MINUTES\n\n1.1 The first of May\n\nSigned.\n\n2. TREES\n\n2.1 Old ones\n\nTall.\n\n3. BINS\n\nFull."
    assert [n for n, _ in items(body)] == ["1", "2", "3"]


def test_a_usual_part_without_number_is_an_item_where_it_is_set_alike() -> None:
    body = "1. APOLOGIES\n\nNone.\n\n2. TREES\n\nTall.\n\n3. BINS\n\nFull.\n\nDATE OF NEXT MEETING: 3 June 2020"
    assert items(body)[-1] == (None, "DATE OF NEXT MEETING")


@pytest.mark.parametrize("line", ["Date of next meeting", "OLD TREES", "- DATE OF NEXT MEETING", "RESOLVED", "TREES"])
def test_other_lines_between_numbered_heads_are_none(line: str) -> None:
    body = f"1. APOLOGIES\n\nNone.\n\n2. TREES\n\n{line}\n\nTall.\n\n3. BINS\n\nFull."
    assert [title for _, title in items(body)] == ["APOLOGIES", "TREES", "BINS"]


def test_an_agenda_without_numbers_at_the_top_is_not_the_items() -> None:
    titles = ["APOLOGIES", "MINUTES", "TREES", "MATTERS ARISING"]
    body = "AGENDA\n\n" + "\n".join(titles) + "\n\nMINUTES\n\n" + "".join(f"{t}\n\nNone.\n\n" for t in titles)
    assert [title for _, title in items(body)] == titles


def test_labels_that_every_item_has_are_no_titles() -> None:
    body = "".join(f"{t}\n\nDiscussion\n\n{FULL}.\n\n" for t in ("Apologies", "Minutes", "Old trees", "Next meeting"))
    assert "Discussion" not in [title for _, title in items(body)]


@pytest.mark.parametrize("ending", ["None", "Noted.", "Nothing to report", "nil"])
def test_a_title_with_nothing_behind_it(ending: str) -> None:
    body = "".join(f"{n}. {t} – {ending}\n\n" for n, t in enumerate(["Apologies", "Trees", "Bins"], 1))
    assert [title for _, title in items(body)] == ["Apologies", "Trees", "Bins"]


def test_the_title_stands_below_an_office() -> None:
    body = (
        "1. Apologies\n\nNone.\n\n2. Roads Directorate\n\nTo note the works at the pier\n\nNoted by all.\n\n"
        "3. Trees Department\n\nThese were tall, and the Department was thanked for it.\n\nIt was glad."
    )
    assert [title for _, title in items(body)] == ["Apologies", "To note the works at the pier", "Trees Department"]


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("The meeting had been called to discuss the pier, which was broken.", "pier"),
        ("This special meeting was convened to consider the sale of the mill following a letter.", "sale of the mill"),
        ("The meeting was held for the purpose of considering new bye-laws.", "new bye-laws"),
        ("The Mayor had been called away.", None),
    ],
)
def test_what_a_meeting_without_heads_was_called_for(opening: str, title: str | None) -> None:
    [(_, found)] = items(f"{opening}\n\nRESOLVED: That a letter be sent.")
    assert found == (title or "Wexcombe Town Council 12 May 2020")
