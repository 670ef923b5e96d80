"""Lines to blocks: marks, rows, heads, paragraphs that lines and pages cut, and what is left out."""

from __future__ import annotations

import pytest

from graphbuild.segment.blocks import Block, blocks


def shown(text: str) -> list[str]:
    return [block.text.value for block in blocks(text)]


def only(text: str) -> Block:
    found = blocks(text)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("- To note", "-", "To note"),
        ("• To note", "-", "To note"),
        ("\uf0b7 To note", "-", "To note"),
        ("o  To note", "-", "To note"),
        ("v   To note", "-", "To note"),
        ("* To note", "-", "To note"),
        ("(1) That", "1", "That"),
        ("\\(2\\) That", "2", "That"),
        ("3) That", "3", "That"),
        ("- 4) That", "4", "That"),
        ("(a)Circulated", "a", "Circulated"),
        ("iv) That", "iv", "That"),
        ("**(b)** That", "b", "That"),
        ("*emphasis* only", None, "emphasis only"),
        ("of the", None, "of the"),
        ("(Chair) spoke", None, "(Chair) spoke"),
        ("-5 degrees", None, "-5 degrees"),
        ("(2014) a year", None, "(2014) a year"),
    ],
)
def test_marks(line: str, mark: str | None, text: str) -> None:
    block = only(line)
    assert (block.mark, block.text.value) == (mark, text)


@pytest.mark.parametrize(
    ("line", "numbered"),
    [
        ("1. Apologies", True),
        ("81. APOLOGIES", True),
        ("70/17 Apologies", True),
        ("18.11.1 Apologies", True),
        ("3.2 The Board", True),
        ("C12/19 Apologies", True),
        ("Item 4 – Close", True),
        ("MINUTE 45 Trees", True),
        ("2018. The year", False),
        ("12.5 million pounds", False),
        ("1.5% of all", False),
        ("item 4 was taken", False),
        ("30 July 2024", False),
        ("Itemised bills", False),
    ],
)
def test_numbered(line: str, numbered: bool) -> None:
    assert only(line).numbered is numbered


def test_heads_and_bold() -> None:
    head, bold, half = blocks("## 14. Minutes\n\n**5. Grants**\n\n**6. Trees** were felled")
    assert (head.heading, head.text.value) == (2, "14. Minutes")
    assert bold.bold
    assert bold.bold_until == len(bold.text)
    assert not half.bold
    assert half.text.value[: half.bold_until] == "6. Trees"


def test_bold_in_several_spans() -> None:
    block = only("**1.** **Apologies for absence:** Miss A Mullet")
    assert block.text.value[: block.bold_until] == "1. Apologies for absence:"


@pytest.mark.parametrize("row", ["Minute\tWhat\tDone", "| Minute | What | Done |", "|Minute|What|Done"])
def test_rows(row: str) -> None:
    assert [cell.value for cell in only(row).cells] == ["Minute", "What", "Done"]


def test_entries_of_a_cell_are_parts() -> None:
    block = only("Minute\t<li>To ask</li><li>To tell</li>\tDone")
    assert [part.value for part in block.parts] == ["Minute", "To ask", "To tell", "Done"]


def test_a_table_rule_is_no_row() -> None:
    assert shown("| A | B |\n|---|:-:|\n| 1. x | 2 |") == ["A B", "1. x 2"]


def test_a_number_in_a_column_of_its_own_is_a_head_not_a_row() -> None:
    head, row = blocks("4\tApologies\n\n4\tGrants\t£300")
    assert (head.text.value, head.cells, head.numbered) == ("4 Apologies", (), True)
    assert len(row.cells) == 3


LONG = "The Head of Service said that the plan had been written with every school in the town and would be"


@pytest.mark.parametrize(
    ("cut", "mended"),
    [
        (f"{LONG}\n\nread in May.", [f"{LONG} read in May."]),
        (f"{LONG}\n\n7\n\nread in May.", [f"{LONG} read in May."]),
        (f"{LONG}\n\nPage 3 of 9\n\nread in May.", [f"{LONG} read in May."]),
        (f"{LONG}\n\nAUDIT PANEL - 09/05/19\n\nread in May.", [f"{LONG} read in May."]),
        (f"{LONG}\n\nJanuary by all.", [f"{LONG} January by all."]),
        (f"{LONG} read.\n\nJanuary is cold.", [f"{LONG} read.", "January is cold."]),
        (f"{LONG}\n\n- read in May.", [LONG, "read in May."]),
        (f"{LONG}\n\nResolved: That it be read.", [LONG, "Resolved: That it be read."]),
        ("AUDIT PANEL\n\nread in May.", ["AUDIT PANEL", "read in May."]),
        ("Apologies\n\nNobody was away.", ["Apologies", "Nobody was away."]),
    ],
)
def test_paragraphs_cut_by_a_page(cut: str, mended: list[str]) -> None:
    assert shown(cut) == mended


def test_hyphenation_at_a_line_end() -> None:
    assert shown("The re-\ncommissioning of it") == ["The re-commissioning of it"]


def test_full_lines_are_a_paragraph_and_short_ones_are_not() -> None:
    text = (
        "4 Playground\n"
        "The swings were broken again and the clerk was asked to find out what new\n"
        "ones would cost, and whether the school could pay for half of them before\n"
        "the summer.\n"
        "RESOLVED that a price be asked for.\n"
        "5 Pond\n"
        "It was dry."
    )
    assert shown(text) == [
        "4 Playground",
        "The swings were broken again and the clerk was asked to find out what new ones would cost, and whether"
        " the school could pay for half of them before the summer.",
        "RESOLVED that a price be asked for.",
        "5 Pond",
        "It was dry.",
    ]


def test_names_on_lines_of_their_own_stay_apart() -> None:
    assert shown("Present:\nAda Birch\nBen Cole") == ["Present:", "Ada Birch", "Ben Cole"]


def test_a_line_that_ends_in_a_comma_goes_on() -> None:
    assert shown("JO HALL,\nChief Executive.") == ["JO HALL, Chief Executive."]


def test_front_matter_leaves_its_title() -> None:
    text = (
        '---\ntitle: "Minutes of Copple Parish Council"\ndate: "2012-03-12"\ntags:\n  - "copple"\n---\n\nPresent: all'
    )
    assert shown(text) == ["Minutes of Copple Parish Council", "Present: all"]
    assert blocks(text)[0].text.begin == text.index("Minutes")


def test_a_rule_is_no_front_matter() -> None:
    assert shown("---\nMinutes of a meeting\n---\nPresent") == ["Minutes of a meeting", "Present"]


def test_running_heads_stay_on_the_first_page_only() -> None:
    said = ["The roof leaked.", "The hedge was cut.", "Nobody came."]
    pages = [f"COPPLE PARISH COUNCIL 3 May 2014\n{text}\nSigned on page {n}" for n, text in enumerate(said, 1)]
    starts = [0, len(pages[0]) + 1, len(pages[0]) + len(pages[1]) + 2]
    found = [block.text.value for block in blocks("\n".join(pages), starts)]
    assert found == ["COPPLE PARISH COUNCIL 3 May 2014", said[0], "Signed on page 1", said[1], said[2]]


def test_what_one_page_says_is_no_running_head() -> None:
    assert len(blocks("Apologies were read.\n\nThe roof leaked.", [0, 22])) == 2


def test_a_number_alone_joins_the_title_below_it() -> None:
    first, second, third = blocks("1.\n\nGrants\n\nNone.\n\n(a)\n\nCirculated, a letter.")
    assert (first.text.value, first.numbered) == ("1. Grants", True)
    assert second.text.value == "None."
    assert (third.mark, third.text.value) == ("a", "Circulated, a letter.")


def test_a_number_alone_above_another_item_is_left_out() -> None:
    assert shown("7.\n\n8. Grants") == ["8. Grants"]


def test_an_item_number_below_a_title_joins_it() -> None:
    assert shown("Grants\n(Item 4)\nNone.") == ["Grants (Item 4)", "None."]
    assert shown("Grants were given.\n\n(Item 4) was next") != ["Grants were given. (Item 4) was next, too"]


def test_a_numbered_title_that_is_no_full_line_stands_alone() -> None:
    page = (
        "The swings were broken again and the clerk was asked to find out what new\n"
        "ones would cost, and whether the school could pay for half of them before\n"
        "the summer came and the children had nothing else to do but climb trees.\n"
    )
    title = "5. Masts and aerials on the tower of the church"
    found = shown(
        f"{page}{page}{title}\nTelecommunications were talked about until it was dark, and then the lights\ncame on."
    )
    assert title in found


def test_two_running_heads_above_each_other() -> None:
    said = ["The roof leaked.", "The hedge was cut.", "Nobody came."]
    pages = [f"COPPLE PARISH COUNCIL\nMinutes of 3 May 2014\n{text}" for text in said]
    starts = [0, len(pages[0]) + 1, len(pages[0]) + len(pages[1]) + 2]
    found = [block.text.value for block in blocks("\n".join(pages), starts)]
    assert found == ["COPPLE PARISH COUNCIL", "Minutes of 3 May 2014", *said]
