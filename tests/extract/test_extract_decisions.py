"""Decisions: what a clause does, whom it asks, by when, and how it was voted."""

from __future__ import annotations

import pytest
from barchester import Told, fault, minutes, read, told

from graphbuild.extract.decisions import action_of, due_of

MET = "2014-10-01"
ACTIONS = [
    ("note", "That the report be received."),
    ("note", "That the report be noted and its recommendations approved."),
    ("note", "That the report requested by the Panel be noted."),
    ("note", "That the report which was requested in May be received."),
    ("note", "Noted."),
    ("approve", "That the minutes be signed by the Chair as a true record."),
    ("approve", "That the recommendations be approved."),
    ("approve", "That, having regard to the request of parents, the policy be approved."),
    ("approve", "It was agreed that the accounts be approved."),
    ("approve", "That the tender of Osier Ltd be accepted."),
    ("endorse", "That the strategy be welcomed."),
    ("endorse", "That the action plan be endorsed and forwarded to Cabinet."),
    ("request", "That the Strategic Director be asked to write to the Department."),
    ("request", "That an update be provided to the next meeting."),
    ("request", "That officers explore the costs of a hub."),
    ("request", "That the Committee agreed to ask the Director for a report."),
    ("refer", "That the matter be referred to Cabinet."),
    ("refer", "That the Chair write to the Minister."),
    ("refer", "That the Chair write to the Minister and to invite the Panel."),
    ("request", "That the Chair write to the Minister to ask for more time."),
    ("recommend", "That Council be recommended to adopt the plan."),
    ("appoint", "That Councillor Hale be elected Chair."),
    ("appoint", "That nominations be sought for the Panel."),
    ("thank", "That Councillor Hale be thanked for her work."),
    ("other", "That the item be deferred."),
    ("other", "That the press and public be excluded."),
    ("other", "That the school be visited in May."),
    ("other", "That no action be taken."),
    ("note", "That the approved budget be noted."),
    ("note", "That the appointment of the Clerk be noted."),
    ("approve", "That the proposed support plan be approved."),
    ("request", "That a note of the discussion be circulated."),
    fault("other", "That the request be refused.", reason="a noun is taken for the verb"),
    fault("other", "That the motion be put to the vote.", reason="'be put to' counts as a referral"),
]


@pytest.mark.parametrize(("action", "clause"), ACTIONS)
def test_what_a_clause_does(action: str, clause: str) -> None:
    assert action_of(clause).value == action


DUE = [
    ("by 31st March, 2015", "by 31st March, 2015", "2015-03-31"),
    ("to its meeting on 3rd March, 2015", "on 3rd March, 2015", "2015-03-03"),
    ("by the end of December, 2014", "by the end of December, 2014", "2014-12"),
    ("to the meeting in September 2015", "to the meeting in September 2015", "2015-09"),
    ("in May 2015", "in May 2015", "2015-05"),
    ("in six months' time", "in six months' time", "2015-04"),
    ("within ten days", "within ten days", "2014-10-11"),
    ("within ten working days", "within ten working days", None),
    ("within two years", "within two years", "2016-10"),
    ("by Easter, 2015", "by Easter, 2015", None),
    ("before the summer recess", "before the summer recess", None),
    ("to the next meeting", "to the next meeting", None),
    ("as soon as it is known", "as soon as it is known", None),
    ("in due course", "in due course", None),
    ("prior to the Cabinet meeting", "prior to the Cabinet meeting", None),
    ("before the next meeting of the Panel", "before the next meeting of the Panel", None),
    ("annually", "annually", None),
    ("before it is sent to the Minister", "before it is sent", None),
    ("before any letters are sent to tenants", "before any letters are sent", None),
    ("before its budget is set for 2016/17", "before its budget is set", None),
    ("in the autumn", "in the autumn", None),
    ("to the Panel early in the new year", "early in the new year", None),
    ("in three to six months", "in three to six months", "2015-04"),
    ("after six months of operation", "after six months of operation", None),
    ("every quarter", "every quarter", None),
    ("on a termly basis", "on a termly basis", None),
    ("within a fortnight", "within a fortnight", None),
    ("by the end of next week", "by the end of next week", None),
    ("by Friday, 3rd May, 2015", "by Friday, 3rd May, 2015", "2015-05-03"),
    ("at the end of each term", "at the end of each term", None),
    ("by the start of every quarter", "by the start of every quarter", None),
    ("to each ordinary meeting", "to each ordinary meeting", None),
    ("before the end of the trial period", "before the end of the trial period", None),
    ("before the new lease is signed", "before the new lease is signed", None),
    ("until all repairs have been paid", "until all repairs have been paid", None),
    ("by 3/5/2015", "by 3/5/2015", "2015-05-03"),
    ("in a month's time", "in a month's time", "2014-11"),
    fault("in 2016", "in 2016", "2016", raises=TypeError, reason="a year alone is not seen"),
    fault("by 2016", "by 2016", "2016", raises=TypeError, reason="a year alone is not seen"),
    fault("by 31st June, 2015", "by 31st June, 2015", None, reason="a day that does not exist is read as its month"),
]


@pytest.mark.parametrize(("words", "text", "iso"), DUE)
def test_when_a_request_is_due(words: str, text: str, iso: str | None) -> None:
    found, date = due_of(f"That a report be submitted {words}.", MET)  # type: ignore[misc]
    assert (found, date) == (text, iso)


@pytest.mark.parametrize(
    "clause",
    [
        "That a report be submitted.",
        "That the minutes of 3rd March, 2014 be approved.",
        "That the figures from May 2013 be provided.",
        "That the service be closed for six months.",
        "That the note sent before the last meeting be read.",
        "That officers be asked what happens before a lease is signed.",
        "That the Clerk report on works done before the lease was signed.",
        "That the figures on 3/5/2013 be provided.",
        "That the plan be considered beside the survey held in the spring.",
        "That the figures be provided for works done in May.",
        "That the report submitted in March be noted.",
        "That the bench that was paid for in the spring be given to the school.",
        "That the cost of £5 each week be explained.",
    ],
)
def test_what_is_no_due_time(clause: str) -> None:
    assert due_of(clause, MET) is None


def test_months_count_from_the_meeting_and_end_with_the_month() -> None:
    assert due_of("Report in six months' time.", "2014-08-31") == ("in six months' time", "2015-02")


@pytest.mark.parametrize("span", ["within 99999999999 weeks", "in 9000 years"])
def test_a_span_beyond_the_calendar_has_no_date(span: str) -> None:
    assert due_of(f"Report {span}.", MET) == (span, None)


ASKED = [
    ("That the Head of Housing be asked to write.", ["Head of Housing"]),
    ("That a report from the Director of Housing be submitted.", ["Director of Housing"]),
    ("That an update be provided by the Director of Housing.", ["Director of Housing"]),
    ("That this Panel ask the Lantern Trust for its accounts.", ["Lantern Trust"]),
    ("That Cabinet be recommended to fund it.", ["Cabinet"]),
    ("That the matter be referred to the Health Panel.", ["Health Panel"]),
    ("That the Chair write to the Home Office.", ["Chair"]),
    ("That Councillor Quill meet the trustees.", ["Councillor Quill"]),
    ("That the Head of Housing's report be noted.", []),
    ("That the Head of Housing be thanked.", []),
    ("That a report be submitted to this Panel.", []),
]


@pytest.mark.parametrize(("clause", "asked"), ASKED)
def test_whom_a_clause_asks(clause: str, asked: list[str]) -> None:
    said = told("Members met.", resolved=clause)
    [resolution] = said.facts.resolutions
    assert said.all(resolution.asked_of) == asked


def test_one_resolution_a_numbered_clause() -> None:
    said = told("Members met.", resolved="(1) That the report be noted.\n\n(2) That a report be submitted by May 2016.")
    assert [(r.clause, r.text, r.action.value, r.due) for r in said.facts.resolutions] == [
        ("1", "That the report be noted.", "note", None),
        ("2", "That a report be submitted by May 2016.", "request", "2016-05"),
    ]
    assert {said.name(r.item) for r in said.facts.resolutions} == {"item 2"}


def test_what_a_lead_in_notes_its_clauses_note() -> None:
    said = told("Members met.", resolved="NOTED that:-\n\n(a) one appeal was lodged; and\n\n(b) a request was refused.")
    assert [(r.clause, r.action.value) for r in said.facts.resolutions] == [("a", "note"), ("b", "note")]


def test_what_a_lead_in_asks_its_clauses_ask() -> None:
    resolved = "That the Cabinet be recommended:-\n\n(a) to adopt the plan; and\n\n(b) to extend the lease."
    said = told("Members met.", resolved=resolved)
    assert [(r.clause, r.action.value) for r in said.facts.resolutions] == [("a", "recommend"), ("b", "recommend")]


def test_a_clause_that_agrees_to_something_does_that() -> None:
    text = "The Panel:-\n\n(a) NOTED the report; and\n\n(b) AGREED that officers report back by May 2016."
    said = Told(read(minutes(("LETTINGS", text), ("REPAIRS", "None."))))
    done = [(r.clause, r.action.value, r.due) for r in said.facts.resolutions]
    assert done == [("a", "note", None), ("b", "request", "2016-05")]


def test_only_what_asks_has_a_due_time() -> None:
    [resolution] = told("Members met.", resolved="That the plan to open by May 2016 be noted.").facts.resolutions
    assert (resolution.due_text, resolution.due) == (None, None)


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("That the report be noted and that officers report back in six months.", "in six months"),
        ("That the Head of Housing attend the next meeting of the Panel.", "the next meeting of the Panel"),
        ("That it be noted that rents rose and that a report would be submitted in May 2016.", None),
        ("That the policy be approved and that the hall be closed by May 2016.", None),
        ("That the report be noted and that Members receive an update in six months.", "in six months"),
        ("That the Panel receive the next forecast on 3rd May, 2016.", "on 3rd May, 2016"),
        ("That the Panel receive the report that the hall would open in May 2016.", None),
        ("That the Panel receive the report on the plan to open by May 2016 and its costs.", None),
        ("That the report on works in May 2016 be received.", None),
        ("That the next meeting be held on 3rd May, 2016.", None),
        ("That the Panel hold its next special meeting on 3rd May, 2016.", None),
    ],
)
def test_a_clause_may_ask_behind_what_it_notes(clause: str, due: str | None) -> None:
    [resolution] = told("Members met.", resolved=clause).facts.resolutions
    assert resolution.due_text == due


AGREED = [
    # told outright
    ("Members met. It was agreed that the lights be mended.", ["that the lights be mended."]),
    ("Members met. It was unanimously agreed to plant a tree.", ["to plant a tree."]),
    ("It was decided the grant could be raised.", ["the grant could be raised."]),
    ("It was agreed that rents rise. It was agreed that rents fall.", ["that rents rise.", "that rents fall."]),
    ("It was resolved by 5 votes to 2 to sell the hall.", ["to sell the hall."]),
    (
        "On the proposal of Councillor Osgood, seconded by Councillor Quill, it was agreed to plant a tree.",
        ["to plant a tree."],
    ),
    (
        "It was proposed by Cllr. J. Osgood, seconded by Cllr. A. Quill and agreed to plant a tree.",
        ["to plant a tree."],
    ),
    ("The Panel resolved not to sell the hall.", ["not to sell the hall."]),
    ("Members agreed that a tree be planted.", ["that a tree be planted."]),
    ("Agreed to plant a tree.", ["to plant a tree."]),
    ("The roof leaks and it was agreed that it be mended.", ["that it be mended."]),
    (
        "Members thought of costs and the Head of Housing was instructed to write.",
        ["the Head of Housing was instructed to write."],
    ),
    # two in a sentence
    (
        "It was agreed that a tree be planted, and that the Chair write.",
        ["that a tree be planted", "that the Chair write."],
    ),
    (
        "It was agreed to plant a tree and it was further agreed to mend the wall.",
        ["to plant a tree", "to mend the wall."],
    ),
    ("It was agreed to plant a tree and to mend the wall.", ["to plant a tree and to mend the wall."]),
    # stated
    ("The accounts were approved.", ["The accounts were approved."]),
    ("Approved and signed.", ["Approved and signed."]),
    ("The minutes of 3rd May were taken as read and signed as a true record.", None),
    (
        "The Panel approved the accounts and agreed to publish them.",
        ["The Panel approved the accounts", "to publish them."],
    ),
    ("Members thought the reasons good and accepted them.", None),
    ("Councillor Quill was elected Vice-Chair.", None),
    ("Mrs Inchbald was co-opted to the vacant seat.", None),
    ("The tender of Osier Ltd was accepted.", None),
    ("Millbeck Band. £500 agreed.", ["Millbeck Band. £500 agreed."]),
    ("Friends of the Dene. Not agreed as no accounts had come.", None),
    # proposed and carried
    ("Councillor Quill proposed that rents rise, seconded by Councillor Osgood. All in favour.", ["that rents rise"]),
    (
        "It was moved by Councillor Quill and seconded by Councillor Osgood that rents rise. Carried.",
        ["that rents rise."],
    ),
    ("Councillor Quill moved that rents rise.\n\nSeconded by Councillor Osgood and agreed.", ["that rents rise."]),
    (
        "“That this Panel write to the Minister.” Councillor Quill spoke. The motion was seconded and agreed.",
        ["That this Panel write to the Minister."],
    ),
    (
        "Councillor Quill proposed £400. The motion of £400 was carried by 3 votes to 2.",
        ["The motion of £400 was carried by 3 votes to 2."],
    ),
    ("Councillor Quill asked that rents fall. This was agreed unanimously.", ["that rents fall."]),
    # none
    ("Noted.", []),
    ("The Panel agreed with the officer.", []),
    ("Members agreed that it was cold.", []),
    ("It was agreed that it was cold.", []),
    ("It was agreed that a map would be useful.", []),
    ("It was agreed with the officer that it was cold.", []),
    ("Members were agreed on the need for more bins.", []),
    ("It was noted that rents rose.", []),
    ("It was proposed that rents rise.", []),
    ("It was proposed by Councillor Quill and seconded by Councillor Osgood that rents rise.", []),
    ("Councillor Quill moved that rents rise. The motion was lost.", []),
    ("Councillor Quill moved that rents rise. There was no seconder.", []),
    ("Councillor Quill asked that rents fall. All in favour were thanked.", []),
    ("Councillor Quill undertook to write.", []),
    ("Councillor Quill agreed to write.", []),
    ("Some members agreed that a tree be planted.", []),
    ("Ward Councillors agreed to write.", []),
    ("Wexcombe Council agreed to plant a tree.", []),
    ("The Cabinet agreed to plant a tree.", []),
    ("The council had agreed to plant a tree.", []),
    ("The officer said that it was agreed to plant a tree.", []),
    ("At the last meeting it was agreed to plant a tree.", []),
    ("If it was agreed to plant a tree, the Trust would pay.", []),
    ("The plan was approved by the Borough Council.", []),
    ("The officer reported that the grant was approved.", []),
    ("The plan, which was agreed in 2012, is old.", []),
    ("The works were carried out in May.", []),
    ("The officer asked the Panel to approve the accounts.", []),
    ("Apologies were received and accepted.", []),
]
"""What minutes say, and the decisions in it; None where all of it is one."""


@pytest.mark.parametrize(("text", "resolutions"), AGREED)
def test_decisions_of_minutes_without_a_label(text: str, resolutions: list[str] | None) -> None:
    said = Told(read(minutes(("LETTINGS", text), ("REPAIRS", "None."))))
    assert_records(said, [text] if resolutions is None else resolutions)


def assert_records(said: Told, decided: list[str]) -> None:
    """Each decision is within the sentence of a resolution, and no resolution is without one."""
    found = [r.text for r in said.facts.resolutions]
    assert [d for d in decided if not any(d in text for text in found)] == [], found
    assert [text for text in found if not any(d in text for d in decided)] == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Members met. It was agreed that rents rise.", ["It was agreed that rents rise."]),
        ("It was agreed to plant a tree and it was further agreed to mend the wall.", None),
        ("Members met. It was agreed that rents rise. It was agreed that rents fall.", 2),
    ],
)
def test_a_decision_without_a_label_is_its_whole_sentence(text: str, sentences: list[str] | int | None) -> None:
    found = [r.text for r in Told(read(minutes(("LETTINGS", text), ("REPAIRS", "None.")))).facts.resolutions]
    assert len(found) == sentences if isinstance(sentences, int) else found == (sentences or [text])


PARISH = "WEXCOMBE PARISH COUNCIL"
ANSWERS = [
    ("PLANNING", "21/00417 Brook House, porch. No objection.", PARISH, ["No objection."]),
    ("PLANNING", "21/00417 Brook House, porch – no comments.", PARISH, ["no comments."]),
    ("PLANNING", "21/00417 Brook House, porch. Approval recommended.", PARISH, ["Approval recommended."]),
    ("PLANNING", "There were no objections.", PARISH, ["There were no objections."]),
    ("LETTINGS", "Application 21/00417 was looked at. The Parish Council objects to it.", PARISH, None),
    ("LETTINGS", "There were no objections.", PARISH, []),
    ("PLANNING", "The residents had no objection to the bells.", PARISH, []),
    ("PLANNING", "The Highways officer had sent no comments.", PARISH, []),
    ("PLANNING", "21/00417 Brook House, porch. No objection.", "WEXCOMBE PLANNING COMMITTEE", []),
]


@pytest.mark.parametrize(("title", "text", "body", "resolutions"), ANSWERS)
def test_answers_to_applications(title: str, text: str, body: str, resolutions: list[str] | None) -> None:
    said = Told(read(minutes((title, text), ("REPAIRS", "None."), body=body)))
    assert_records(said, ["The Parish Council objects to it."] if resolutions is None else resolutions)


BESIDE = [
    ("It was agreed that A be told.\n\nResolved:- That A be told.", ["That A be told."]),
    ("It was agreed to ask B.\n\nResolved:\n\n1. That A be told.", ["That A be told."]),
    (
        "In reply to questions the following points were made:\n\n(a) Councillor Quill asked about rents.\n\n"
        "(b) Councillor Osgood asked about walls.\n\nRESOLVED -\n\n(i) That A be told.",
        ["That A be told."],
    ),
    (
        "The following decisions were made:\n\n(a) That A be told.\n\n(b) That B be asked.",
        ["That A be told.", "That B be asked."],
    ),
    ("The Panel NOTED the report.\n\nRESOLVED: That A be told.", ["That A be told."]),
    ("(a) Hedges\n\nThe Panel NOTED the report.", ["The Panel NOTED the report."]),
    ("Resolved:- That A be told.\n\nIt was also agreed to ask B.", ["That A be told.", "to ask B."]),
    ("Resolved:- That A be told.\n\nReasons for decision:\n\nIt was agreed that B be asked.", ["That A be told."]),
    (
        "(a) Hedges\n\nIt was agreed that A be told.\n\n(b) Walls\n\nResolved:- That B be asked.",
        ["that A be told.", "That B be asked."],
    ),
    ("Resolved:- That A be told.\n\nThe accounts were approved.", ["That A be told."]),
    (
        "(a) Hedges\n\nResolved:- That A be told.\n\n(b) Bills\n\nThe accounts were approved.",
        ["That A be told.", "The accounts were approved."],
    ),
]


@pytest.mark.parametrize(("text", "resolutions"), BESIDE)
def test_sentences_beside_a_label(text: str, resolutions: list[str]) -> None:
    assert_records(Told(read(minutes(("LETTINGS", text), ("REPAIRS", "None.")))), resolutions)


OSGOOD, QUILL = ["Councillor Osgood"], ["Councillor Quill"]
VOTES = [
    (
        "The motion was moved by Councillor Osgood and seconded by Councillor Quill and was carried by 6 votes to 2.",
        (OSGOOD, QUILL, "carried", 6, 2, None),
    ),
    (
        "Proposed by Councillor Osgood, seconded by Councillor Quill, and carried unanimously.",
        (OSGOOD, QUILL, "unanimous", None, None, None),
    ),
    (
        "Moved by Councillor Osgood, seconded by Councillor Quill; 5 in favour, 2 against, 1 abstained; "
        "motion carried.",
        (OSGOOD, QUILL, "carried", 5, 2, 1),
    ),
    ("On a vote there were five in favour and two against with one abstaining.", ([], [], None, 5, 2, 1)),
    ("The motion was put to the vote and lost.", ([], [], None, None, None, None)),
    ("The works were carried out and four were in favour.", ([], [], None, None, None, None)),
    ("There were 12 votes for and 0 against.", ([], [], None, 12, 0, None)),
    ("On the proposal of Councillor Osgood, seconded by Councillor Quill:", (OSGOOD, QUILL, None, None, None, None)),
    ("Councillor Osgood proposed it and Councillor Quill seconded it.", (OSGOOD, QUILL, None, None, None, None)),
    ("A motion by Councillor Osgood was carried 5-2.", (OSGOOD, [], "carried", 5, 2, None)),
    ("It was carried by four votes to one with one abstention.", ([], [], "carried", 4, 1, 1)),
    ("For: Councillors Osgood and Quill.\n\nAgainst: Councillor Hale.\n\nAbstained: none.", ([], [], None, 2, 1, None)),
    ("For: Councillors Osgood and Quill\nTotal: 2\n\nAgainst: Councillor Hale\nTotal: 1", ([], [], None, 2, 1, None)),
    ("VOTE: FOR – 3, ABSTAIN – 1.", ([], [], None, 3, None, 1)),
    (
        "An amendment moved by Councillor Quill and seconded by Councillor Osgood was defeated.",
        ([], [], None, None, None, None),
    ),
    (
        "Councillor Osgood moved the report. An amendment moved by Councillor Quill was lost. The motion was carried.",
        (OSGOOD, [], "carried", None, None, None),
    ),
    (
        "Councillor Osgood moved the report. An amendment was moved by Councillor Quill. The amendment was carried.",
        (QUILL, [], "carried", None, None, None),
    ),
    ("Conditions 1 to 19 were read; the meeting ran from 5 to 7.", ([], [], None, None, None, None)),
]


@pytest.mark.parametrize(("text", "vote"), VOTES)
def test_votes(text: str, vote: tuple[object, ...]) -> None:
    said = told(text)
    [r] = said.facts.resolutions
    assert (
        said.all(r.moved_by),
        said.all(r.seconded_by),
        r.outcome and r.outcome.value,
        r.votes_for,
        r.votes_against,
        r.abstentions,
    ) == vote


def votes(text: str) -> list[tuple[str, list[str | None], list[str | None], str | None]]:
    said = Told(read(minutes(("LETTINGS", text), ("REPAIRS", "None."))))
    return [
        (r.text, said.all(r.moved_by), said.all(r.seconded_by), r.outcome and r.outcome.value)
        for r in said.facts.resolutions
    ]


def test_each_decision_has_its_own_mover() -> None:
    before = (
        "On the proposal of Councillor Osgood, seconded by Councillor Quill, it was agreed to pay A.\n\n"
        "On the proposal of Councillor Quill, seconded by Councillor Osgood, it was agreed to pay B."
    )
    assert [vote[1:] for vote in votes(before)] == [(OSGOOD, QUILL, None), (QUILL, OSGOOD, None)]


def test_a_mover_may_stand_behind_the_decision() -> None:
    behind = (
        "RESOLVED that A be paid. Proposed Councillor Osgood, seconded Councillor Quill, all in favour.\n\n"
        "RESOLVED that B be paid. Proposed Councillor Quill, seconded Councillor Osgood."
    )
    assert votes(behind) == [("that A be paid.", OSGOOD, QUILL, "unanimous"), ("that B be paid.", QUILL, OSGOOD, None)]


def test_a_mover_may_stand_above_each_decision() -> None:
    above = (
        "Proposed by: Councillor Osgood\n\nResolved:- That A be paid.\n\n"
        "Proposed by: Councillor Quill\n\nResolved:- That B be paid."
    )
    assert votes(above) == [("That A be paid.", OSGOOD, [], None), ("That B be paid.", QUILL, [], None)]


def test_a_motion_that_was_lost_leaves_no_vote_to_the_next() -> None:
    text = (
        "A motion to sell, moved by Councillor Osgood, was put to the vote and lost by 3 votes to 5. "
        "Councillor Quill then moved a motion to keep it.\n\nResolved:- That the hall be kept."
    )
    assert votes(text) == [("That the hall be kept.", QUILL, [], None)]


def test_what_is_lost_behind_the_decision_is_its_outcome() -> None:
    text = "Resolved:- That the hall be sold.\n\nMotion lost."
    assert votes(text) == [("That the hall be sold.", [], [], "lost")]
