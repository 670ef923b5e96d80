"""Decisions by their labels, and the clauses that they come apart into."""

from __future__ import annotations

import pytest
from segmenting import clause

from graphbuild.segment.blocks import blocks
from graphbuild.segment.clauses import minuted, records_decision, split_decisions


def clauses(text: str) -> list[str]:
    return [clause(c) for decision in split_decisions(blocks(text)) for c in decision]


@pytest.mark.parametrize(
    "label",
    [
        "Resolved:- ",
        "Resolved;- ",
        "**Resolved:** ",
        "RESOLVED: ",
        "RESOLVED/- ",
        "\tRESOLVED:\t",
        "RESOLVED – ",
        "RESOLVED ",
        "Resolved, ",
        "RESOLVED unanimously ",
        "Unanimously resolved: ",
        "IT WAS UNANIMOUSLY RESOLVED ",
        "The Council RESOLVED ",
        "The Parish Council RESOLVED ",
        "RESOLVED (unanimously) ",
        "RESOLVED unanimously (7 for, 2 against): ",
        "RESOLVED, on the proposal of Cllr Hall, seconded by Cllr Orme, ",
        "Resolved by a majority ",
        "And Resolved: ",
        "Resolution: ",
        "Resolution 45/19: ",
        "Agreed: ",
        "AGREED ",
        "AGREED by a show of hands ",
        "Action agreed: ",
        "Agreed action: ",
        "The Committee agreed: ",
        "The Committee agreed as follows: ",
        "Decision taken: ",
        "Committee Decision: ",
        "Decided: ",
        "DECISION: ",
        "Recommended – ",
        "3. RESOLVED ",
        "4.2 Resolved: ",
    ],
)
def test_labels(label: str) -> None:
    assert clauses(f"{label}that the report be noted.") == ["that the report be noted."]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee agreed that the weather was fine.",
        "It was agreed that the report be noted.",
        "It was resolved that the report be noted.",
        "Members unanimously agreed to note the report.",
        "Agreed to note the report.",
        "Recommendation: that the report be noted.",
        "Resolved cases were listed.",
        "Agreed minutes were on the website.",
        "Members had resolved to go home early.",
        "A decision that nobody liked was put off.",
        "Noted.",
        "Proposed by Cllr Hall, seconded by Cllr Orme.",
        "Action: Clerk",
        "The dispute was resolved. That was good.",
        "Decision-making was slow.",
    ],
)
def test_no_decision(text: str) -> None:
    assert clauses(text) == []


@pytest.mark.parametrize(
    "alone",
    [
        "RESOLVED:",
        "Resolved:-",
        "And Resolved:",
        "Decision",
        "Decisions",
        "It was resolved",
        "UNANIMOUSLY RESOLVED",
        "AND AGREED",
        "RESOLVED/-",
    ],
)
def test_a_label_alone_above_the_decision(alone: str) -> None:
    assert clauses(f"{alone}\n\nThat the report be noted.\n\nThe Chair thanked her.") == ["That the report be noted."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # several clauses in one paragraph
        (
            "Resolved:- (1) That it be noted. (2) That Cabinet be told; and (3) that it be filed.",
            ["1: That it be noted.", "2: That Cabinet be told", "3: that it be filed."],
        ),
        (
            "RESOLVED that (a) the gate be shut; (b) a lock be bought.",
            ["that (a) the gate be shut; (b) a lock be bought."],
        ),
        ("RESOLVED: i. note A; ii. ask B; and iii. tell C.", ["i: note A", "ii: ask B", "iii: tell C."]),
        ("RESOLVED: a) note A; b) ask B.", ["a: note A", "b: ask B."]),
        ("RESOLVED: i. That A. ii. That B.", ["i: That A.", "ii: That B."]),
        ("RESOLVED to: i. note A; ii. ask B.", ["i: note A", "ii: ask B."]),
        ("RESOLVED to: i. note A;\n\nii. ask B.", ["i: note A", "ii: ask B."]),
        (
            "RESOLVED: That the Audit Panel: i. notes A; ii. asks B.",
            ["(That the Audit Panel:) i: notes A", "(That the Audit Panel:) ii: asks B."],
        ),
        ("RESOLVED:\n\na) That A; b) That B.", ["a: That A", "b: That B."]),
        ("Agreed: i) note A, ii) ask B and iii) tell C.", ["i: note A", "ii: ask B", "iii: tell C."]),
        ("It was RESOLVED to:\n\n• note A\n\n• ask B", ["note A", "ask B"]),
        (
            "Resolved –\n\n1. That A.\n\n2. That B:\n\ni. C; and\n\nii. D.\n\n3. That E.",
            ["1: That A.", "2: That B: i. C; and ii. D.", "3: That E."],
        ),
        ("RESOLVED: i. note A, c. 40 in all; ii. ask B.", ["i: note A, c. 40 in all", "ii: ask B."]),
        ("RESOLVED: That these be told: (a) A; (b) B.", ["That these be told: (a) A; (b) B."]),
        # a paragraph each
        ("Resolved:- (1) That A.\n\n(2) That B.", ["1: That A.", "2: That B."]),
        ("Resolved:\n- 1) That A;\n- 2) That B.", ["1: That A", "2: That B."]),
        ("Resolved:\n\n1) That A\n2) That B", ["1: That A", "2: That B"]),
        (
            "Resolved:\n\ni. ask how all of the gap that was found in the spring is to be closed; and\n\nii. note B.",
            ["i: ask how all of the gap that was found in the spring is to be closed", "ii: note B."],
        ),
        ("Decision\n\n1. To note A.\n2. To ask B.\n\n3 Next item", ["1: To note A.", "2: To ask B."]),
        ("Agreed:\n\na. to note\nb. to ask", ["a: to note", "b: to ask"]),
        ("RESOLVED:\n\ni. That A\nii. That B\niii. That C", ["i: That A", "ii: That B", "iii: That C"]),
        # bullets
        ("Resolved:\n\n- That A;\n- That B.", ["That A", "That B."]),
        ("Resolved: That A.\n\nThat B.\n\nThe Chair left.", ["That A.", "That B."]),
        # a shared lead-in
        (
            "Resolved:- That the Panel:\n\n1) Notes A.\n2) Asks B.",
            ["(That the Panel:) 1: Notes A.", "(That the Panel:) 2: Asks B."],
        ),
        ("RESOLVED that\n\n(a) A; and\n\n(b) B.", ["(that) a: A", "(that) b: B."]),
        # a list inside a clause
        (
            "Resolved:- (1) That these be told: -\n\n- the school\n- the bank\n\n(2) That B.",
            ["1: That these be told: - - the school - the bank", "2: That B."],
        ),
        ("Resolved:- That seats go to:\n\n• Hall\n• Orme", ["That seats go to: • Hall • Orme"]),
        # what follows the last sentence
        ("RESOLVED: That A. Proposed Cllr Hall, seconded Cllr Orme, all in favour.", ["That A."]),
        ("RESOLVED that A. (Proposed: Cllr Hall)", ["that A."]),
        ("DECISION: To pay. Action: Clerk", ["To pay."]),
        ("RESOLVED that A. ACTION CLERK", ["that A."]),
        (
            "Resolved: That the proposed road be built. It was moved in May.",
            ["That the proposed road be built. It was moved in May."],
        ),
        # quotation marks
        ("And Resolved:\n\n“That A be told.”", ["That A be told."]),
        ("Resolved: “That A be told”.", ["That A be told"]),
        ("Resolved: That “A” be told.", ["That “A” be told."]),
        # the label after a sentence
        ("They spoke for long. RESOLVED that A.", ["that A."]),
        ("Quotes were read. It was RESOLVED to accept one.", ["to accept one."]),
        ("Cllr Hall moved, Cllr Orme seconded, and it was resolved: “That A.”", ["That A."]),
        ("They spoke. It had been RESOLVED in May.", []),
        # where a decision ends
        ("Resolved: That A.\n\n## Next\n\nThat B.", ["That A."]),
        ("Resolved: That A.\n\nName\tPost", ["That A."]),
        ("Resolved:\n\nName\tPost", []),
        ("Resolved:", []),
        ("Resolved:- (1) That A.\n\nResolved:- That B.", ["1: That A.", "That B."]),
        # the body alone before what it did
        (
            "Having talked, the Committee:-\n\n(a) NOTED A; and\n\n(b) AGREED that B.",
            ["a: NOTED A", "b: AGREED that B."],
        ),
        ("In discussion the Committee:-\n\n(a) noted A; and\n\n(b) asked B.", []),
        ("The Committee:-\n\n(a) heard A; and\n\n(b) asked B.", []),
        ("The Committee:\n\n- noted A\n\n- asked B", []),
        # what is noted before a decision on the same matter leads up to it
        ("It was noted that:\n\n(a) A rose.\n\n(b) B fell.\n\nRESOLVED: That C.", ["That C."]),
        (
            "The Panel NOTED:\n\n(a) A.\n\n(b) B.\n\nRESOLVED: That C.",
            ["(The Panel NOTED:) a: A.", "(The Panel NOTED:) b: B.", "That C."],
        ),
        (
            "It was noted that:\n\n(a) A rose.\n\n(b) B fell.",
            ["(It was noted that:) a: A rose.", "(It was noted that:) b: B fell."],
        ),
        (
            "It was agreed that:\n\n(a) A rise.\n\n(b) B fall.\n\nRESOLVED: That C.",
            ["a: A rise.", "b: B fall.", "That C."],
        ),
        ("The following points were made:\n\n(a) A asked.\n\n(b) B said.\n\nRESOLVED: That C.", ["That C."]),
        ("The following points were agreed:\n\n(a) that A.\n\n(b) that B.", ["a: that A.", "b: that B."]),
    ],
)
def test_clauses(text: str, found: list[str]) -> None:
    assert clauses(text) == found


def test_a_page_break_inside_a_clause() -> None:
    text = (
        "Resolved:- (1) That the Head of Service be asked to say which of the schools in the town would be\n\n"
        "AUDIT PANEL - 09/05/19\n\n4\n\nvisited first.\n\n(2) That B."
    )
    [first, second] = clauses(text)
    assert first.endswith("in the town would be visited first.")
    assert second == "2: That B."


def test_texts_stand_in_the_source() -> None:
    text = "Resolved:- That the Panel:\n\n(1) note A; and\n\n(2) ask B."
    for decision in split_decisions(blocks(text)):
        for c in decision:
            assert text[c.text.begin : c.text.end] == c.text.value
            assert c.lead is not None
            assert text[c.lead.begin : c.lead.end] == "That the Panel:"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a) Old Forge. Resolved: No objection.\nb) Mill Lane. Resolved: Object.", ["No objection.", "Object."]),
        ("a) Bills\n\nResolved to pay £9 (proposed Cllr Hall, seconded Cllr Orme).\n\nb) Bank noted.", ["to pay £9"]),
        ("RESOLVED that A. RESOLVED that B.", ["that A.", "that B."]),
        ("RESOLUTION 2024/15\n\nMoved: Cr Hall\n\nSeconded: Cr Orme\n\nThat A.\n\nCARRIED", ["That A."]),
        (
            "RESOLUTION\n\nMoved: Cr Hall\n\nThat Council:\n\n1. Note A.\n2. Ask B.\n\nCARRIED",
            ["(That Council:) 1: Note A.", "(That Council:) 2: Ask B."],
        ),
        (
            "Resolved –\n\n(i) That A;\n\n(ii) That B:\n(a) C; and\n(b) D.",
            ["i: That A", "ii: That B:", "a: C", "b: D."],
        ),
        ("Decision\n\n1)\tTo note A.\n\n2)\tTo ask B.", ["1: To note A.", "2: To ask B."]),
    ],
)
def test_decisions_among_other_paragraphs(text: str, found: list[str]) -> None:
    assert clauses(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a sentence that leads in to a list is a label
        (
            "After discussion it was agreed that:\n\n(a) A be told; and\n\n(b) B be asked.",
            ["a: A be told", "b: B be asked."],
        ),
        ("It was agreed to: (a) tell A; (b) ask B.", ["a: tell A", "b: ask B."]),
        ("The Council agreed to:-\n(i) tell A;\n(ii) ask B.", ["i: tell A", "ii: ask B."]),
        ("Members agreed the following:\n\n- to tell A\n- to ask B", ["to tell A", "to ask B"]),
        ("The following actions were agreed:\n\n1. To tell A.\n2. To ask B.", ["1: To tell A.", "2: To ask B."]),
        ("The following payments were approved:\n\n- A, £9\n- B, £7", []),
        # numbers with the item's number before them
        (
            "RESOLVED\n\n5.1 to tell A;\n\n5.2 to ask B; and\n\n5.3 that C pay.",
            ["5.1: to tell A", "5.2: to ask B", "5.3: that C pay."],
        ),
        ("RESOLVED: 1. That A be told. 2. That B be asked.", ["1: That A be told.", "2: That B be asked."]),
        # the terms of a decision are not decisions of their own
        (
            "RESOLVED – That A be granted, subject to these conditions:\n\n(a) slate roof; and\n\n(b) no bells.",
            ["That A be granted, subject to these conditions: (a) slate roof; and (b) no bells."],
        ),
        # a label under a label
        ("Decision:\n\nRESOLVED:\n\nThat A be told.\n\nReasons for decision:\n\nB.", ["That A be told."]),
        ("Decision:\n\nThere were none.", []),
        ("Decision:\n\nApologies were received from Cllr Hall.", []),
        # what follows in brackets
        ("AGREED: that A be told (6 for, 1 against, 1 abstention).", ["that A be told"]),
        ("AGREED: that A be told (unanimous).", ["that A be told"]),
        ("AGREED: that A be told (see annex 2).", ["that A be told (see annex 2)."]),
        # the label stands behind the motion
        ("That A be told.\n\nAGREED\n\nThe Chair left.", []),
    ],
)
def test_sentences_that_lead_in_and_labels_of_other_kinds(text: str, found: list[str]) -> None:
    assert clauses(text) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Decision:\n\nRESOLVED: That A.\n\nMinutes:\n\nThey spoke.\n\nRESOLVED: That A.",
            ["They spoke.", "RESOLVED: That A."],
        ),
        ("Decision:\n\nNone.\n\nMinutes:\n\nNone came.", ["None came."]),
        (
            "Decision:\n\nRESOLVED: That A.\n\nMinutes:\n\nThey spoke.",
            ["Decision:", "RESOLVED: That A.", "Minutes:", "They spoke."],
        ),
        ("Decision:\n\nRESOLVED: That A.", ["Decision:", "RESOLVED: That A."]),
        *(
            (f"Decision:\n\n{said}\n\nMinutes:\n\nThey spoke.", ["Decision:", said, "Minutes:", "They spoke."])
            for said in (
                "That A be noted.",
                "The minutes of 3 May were confirmed.",
                "Noted the report.",
                "The Panel noted the report.",
                "Members agreed to note the report.",
            )
        ),
        (
            "Decision:\n\nThat A be told.\n\nMinutes:\n\nIt was agreed that A be told.",
            ["It was agreed that A be told."],
        ),
        ("Decision:\n\nCllr Hall declared an interest.\n\nMinutes:\n\nThey spoke.", ["They spoke."]),
        ("Decision:\n\nThe Panel heard the band.\n\nMinutes:\n\nThey spoke.", ["They spoke."]),
        ("Decision:\n\nThe report said that it rained.\n\nMinutes:\n\nThey spoke.", ["They spoke."]),
        ("Minutes:\n\nThey spoke.", ["Minutes:", "They spoke."]),
    ],
)
def test_a_page_that_tells_its_decision_twice(text: str, left: list[str]) -> None:
    assert [block.text.value for block in minuted(blocks(text))] == left


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("RESOLVED: That A.", True),
        ("After a while it was agreed that A be told.", True),
        ("The Council resolved to tell A.", True),
        ("They spoke of the weather.", False),
        ("", False),
    ],
)
def test_whether_paragraphs_record_a_decision(text: str, records: bool) -> None:
    assert records_decision(blocks(text)) is records
