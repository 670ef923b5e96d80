"""Labels and forms of the lists of people."""

from __future__ import annotations

import pytest
from segmenting import Plain, meetings

HEADING = "Wexcombe Town Council\n12 May 2020\n\n"
ITEMS = "\n\n1. Trees\n\nTall.\n\n2. Bins\n\nFull."


def meeting(lists: str, items: str = ITEMS) -> Plain:
    [found] = meetings(HEADING + lists + items)
    return found


@pytest.mark.parametrize(
    "label",
    [
        "Present:",
        "PRESENT:-",
        "Present -:"[:8] + ":",
        "Members Present:",
        "Councillors present:",
        "Those present:",
        "Present (six Councillors): -",
        "**Present:**",
        "Present in the Chair:",
        "Attendance:",
        "Attendees:",
        "Sederunt:",
        "Members in attendance:",
        "Presennol / Present:",
        "I LÁTHAIR / PRESENT:",
        "Those attending:",
        "Attended by:",
        "The following members were present:",
        "There were present:",
        "Present at the meeting:",
        "Substitute members:",
        "Present",
    ],
)
def test_present(label: str) -> None:
    assert meeting(f"{label} Cllr Ann Hall and Cllr Bob Orme")["present"] == ["Cllr Ann Hall and Cllr Bob Orme"]
    assert meeting(f"{label}\nCllr Ann Hall and Cllr Bob Orme")["present"] == ["Cllr Ann Hall and Cllr Bob Orme"]


@pytest.mark.parametrize(
    "label",
    [
        "In attendance:",
        "Also in attendance:-",
        "Also, in attendance:",
        "ALSO PRESENT:",
        "Officers:",
        "Officers present:",
        "OFFICIALS IN ATTENDANCE:",
        "Attending:",
        "Other Members in Attendance:",
        "Officers and guests present:",
        "Hefyd yn bresennol / Also present:",
        "Also present virtually:",
        "Present virtually:",
        "The following officers were in attendance:",
        "Town Clerk:",
        "Clerk to the Council:",
        "Public:",
    ],
)
def test_in_attendance(label: str) -> None:
    found = meeting(f"Present: Cllr Hall\n\n{label} Mrs S Hollis")
    assert (found["present"], found["in attendance"]) == (["Cllr Hall"], ["Mrs S Hollis"])


@pytest.mark.parametrize(
    "label",
    [
        "Apologies:",
        "Apology:",
        "APOLOGIES FOR ABSENCE:-",
        "Apologies were received from:",
        "Apologies for absence were received from",
        "Apologies received and accepted from",
        "Apologies for absence:- Apologies were received from",
        "Apologies for absence were recorded from",
        "AS LÁTHAIR / APOLOGIES:",
        "Leithscéalta:",
        "Apologies -",
        "Apologies",
    ],
)
def test_apologies(label: str) -> None:
    assert meeting(f"Present: Cllr Hall\n\n{label} Cllr Orme")["apologies"] == ["Cllr Orme"]


@pytest.mark.parametrize(
    "line",
    [
        "Presentations: Cllr Orme",
        "The Chair was present: it was cold",
        "Apologies were sent by post",
        "Officers of the Council had been busy",
        "Absent: Cllr Orme",
        "Absent without apology: Cllr Orme",
        "Leave of absence: Cllr Orme",
        "Contact Officer: Sue Hollis",
        "Contact: Sue Hollis",
    ],
)
def test_no_list(line: str) -> None:
    found = meeting(f"Present: Cllr Hall\n\n{line}")
    assert [found.get(c) for c in ("present", "apologies", "in attendance")] == [["Cllr Hall"], None, None]


def test_a_list_that_goes_on_below() -> None:
    found = meeting("Present: Cllr D Lusk - Chairman,\n\nCllr M Pell, Cllr A Bodkin\n\n2 members of the public")
    assert found["present"] == ["Cllr D Lusk - Chairman, Cllr M Pell, Cllr A Bodkin"]


def test_lists_run_in_to_one_paragraph() -> None:
    found = meeting(
        "Present: Ann Hall, Bob Orme. Parish Clerk: Sue Hollis In attendance: one visitor. Apologies: Cy Pegg"
    )
    assert found["present"] == ["Ann Hall, Bob Orme."]
    assert found["in attendance"] == ["Sue Hollis"]
    assert found["apologies"] == ["Cy Pegg"]


def test_one_name_a_line_with_a_second_column() -> None:
    found = meeting("Members Present:\n\nAnn Hall     Convenor CC\n Bob Orme     Member CC\n\nApologies:\nCy Pegg")
    assert (found["present"], found["apologies"]) == (["Ann Hall", "Bob Orme"], ["Cy Pegg"])


def test_councillors_with_a_colon() -> None:
    assert meeting("Present:\nCouncillors: Hall, Orme and Pegg")["present"] == ["Councillors Hall, Orme and Pegg"]


@pytest.mark.parametrize("title", ["Apologies", "Apologies for absence", "APOLOGIES"])
def test_apologies_as_an_item(title: str) -> None:
    items = f"\n\n1. {title}\n\nCllr Orme and Mr T Wells\n\n2. Bins\n\nFull.\n\n3. Trees\n\nTall."
    assert meeting("Present: Cllr Hall", items)["apologies"] == ["Cllr Orme and Mr T Wells"]


@pytest.mark.parametrize(
    "text", ["None", "None.", "There were none.", "To receive any apologies", "Cllr Orme was away."]
)
def test_an_item_of_apologies_without_a_list(text: str) -> None:
    items = f"\n\n1. Apologies\n\n{text}\n\n2. Bins\n\nFull.\n\n3. Trees\n\nTall."
    assert "apologies" not in meeting("Present: Cllr Hall", items)


def test_the_roll_as_an_item() -> None:
    items = "\n\n1. Sederunt\n\nPresent: Mrs Baillie\n\nApologies: Mr Reid\n\n2. Bins\n\nFull.\n\n3. Trees\n\nTall."
    found = meeting("Minutes of the meeting", items)
    assert (found["present"], found["apologies"]) == (["Mrs Baillie"], ["Mr Reid"])


def test_an_agenda_has_no_lists() -> None:
    found = meeting("Membership:- Councillors Hall and Orme\n\nAGENDA")
    assert (found["kind"], "present" in found) == ("agenda", False)


@pytest.mark.parametrize(
    ("heading", "present"),
    [
        ("Minutes", ["Councillors Hall and Orme"]),
        ("Notes of the meeting", ["Councillors Hall and Orme"]),
        ("Agenda", None),
    ],
)
def test_councillors_are_present_in_minutes_and_called_in_an_agenda(heading: str, present: list[str] | None) -> None:
    [found] = meetings(f"Wexcombe Town Council\n{heading}\n12 May 2020\n\nCouncillors: Hall and Orme" + ITEMS)
    assert found.get("present") == present


def test_a_line_with_an_office_only_is_no_name() -> None:
    found = meeting("Present:\nAnn Hall\nSecretary CC\nBob Orme")
    assert found["present"] == ["Ann Hall", "Bob Orme"]


def test_also_present_beside_the_chair_alone_are_the_members() -> None:
    found = meeting("In the Chair: Councillor Molloy\n\nAlso present: Councillors Burke and Daly\n\nApologies: Mr Fox")
    assert found["present"] == ["Councillor Molloy", "Councillors Burke and Daly"]


def test_also_present_beside_members_are_others() -> None:
    found = meeting("Present: Councillors Burke and Daly\n\nAlso present: Councillor Molloy")
    assert (found["present"], found["in attendance"]) == (["Councillors Burke and Daly"], ["Councillor Molloy"])


def test_councillors_in_attendance_are_present_where_nothing_else_says_who_was() -> None:
    alone = meeting("In attendance: Councillors Hall and Orme\n\nClerk: Sue Hollis")
    assert (alone["present"], alone["in attendance"]) == (["Councillors Hall and Orme"], ["Sue Hollis"])
    beside = meeting("Present: Mr Pegg\n\nIn attendance: Councillors Hall and Orme")
    assert (beside["present"], beside["in attendance"]) == (["Mr Pegg"], ["Councillors Hall and Orme"])


def test_who_joins_by_video_is_present_if_a_councillor() -> None:
    found = meeting(
        "Present: Cllr Hall\n\nJoining the meeting virtually: Cllr Orme\n\nPresent virtually: Ms Pegg, Solicitor"
    )
    assert (found["present"], found["in attendance"]) == (["Cllr Hall", "Cllr Orme"], ["Ms Pegg, Solicitor"])


def test_two_columns_of_names() -> None:
    found = meeting("PRESENT\nMr A Hall          Mrs B Orme\nMr C Pegg          Cllr D Reid (ex officio)")
    assert found["present"] == ["Mr A Hall", "Mrs B Orme", "Mr C Pegg", "Cllr D Reid (ex officio)"]


def test_columns_of_tabs() -> None:
    found = unlabelled("Councillors:\t\nA.L. Hall\tS.J. Orme\nMrs. C. Pegg\tD. Reid")
    assert found["present"] == ["A.L. Hall", "S.J. Orme", "Mrs. C. Pegg", "D. Reid"]


def test_labels_side_by_side() -> None:
    found = meeting("PRESENT: APOLOGIES:\n\nCllrs Hall and Orme\n\nCllr Pegg")
    assert (found["present"], found["apologies"]) == (["Cllrs Hall and Orme"], ["Cllr Pegg"])


def test_offices_on_lines_of_their_own() -> None:
    found = meeting(
        "Present:\n\nIn the chair\n\nAnn Hall\n\nSecretary\n\nBob Orme\n\nMembers present\n\nCy Pegg\nDee Reid"
    )
    assert found["present"] == ["Ann Hall", "Bob Orme", "Cy Pegg", "Dee Reid"]


def test_groups_of_those_listed() -> None:
    found = meeting(
        "Present\n\nParish members\nAnn Hall (Chair)\tUpper Wexcombe\t(AH)\nTown members\nBob Orme\tWexcombe\t(BO)\n\n"
        "Local authority officers\nCy Pegg, Clerk to the Forum\t(CP)"
    )
    assert found["present"] == ["Ann Hall (Chair)", "Bob Orme"]
    assert found["in attendance"] == ["Cy Pegg, Clerk to the Forum"]


def test_a_table_that_says_of_each_whether_there() -> None:
    found = meeting(
        "| Name | Role | Attendance |\n| --- | --- | --- |\n| Cllr Hall | Chair | Present |\n"
        "| Cllr Orme | Member | Apologies |\n| Sue Hollis | Clerk | In attendance |"
    )
    assert (found["present"], found["apologies"]) == (["Cllr Hall"], ["Cllr Orme"])
    assert found["in attendance"] == ["Sue Hollis"]


def test_a_sentence_after_the_list() -> None:
    found = meeting(
        "Present: Cllrs Hall and Orme. Cllr Hall was in the Chair. The Clerk, Ms Hollis, was in attendance."
    )
    assert found["present"] == ["Cllrs Hall and Orme."]
    assert found["in attendance"] == ["The Clerk, Ms Hollis,"]


MINUTES = "Wexcombe Town Council\nMinutes of the meeting\n12 May 2020\n\n"


def unlabelled(lines: str) -> Plain:
    [found] = meetings(MINUTES + lines + ITEMS)
    return found


def test_someone_under_the_name_of_a_job() -> None:
    found = unlabelled("Present: Cllr Hall\n\nMeetings Administrator: Mr E Orme\n\nContact Officer: Ms Pegg")
    assert (found["present"], found["in attendance"]) == (["Cllr Hall"], ["Mr E Orme"])


def test_names_without_a_label_are_of_those_present() -> None:
    found = unlabelled("Ann Hall (AH), Bob Orme (BO), Cy Pegg (CP)\n\n3 members of the public, Dee Reid (DR) Clerk")
    assert found["present"] == ["Ann Hall (AH), Bob Orme (BO), Cy Pegg (CP)"]
    assert found["in attendance"] == ["3 members of the public, Dee Reid (DR) Clerk"]


@pytest.mark.parametrize(
    "lines",
    [
        "Upper Barn, Mill Lane, Great Wexcombe",
        "Services, Activities, Churches",
        "Ann Hall (AH) and Bob Orme (BO)",
        "Cllr Hall said that Cllr Orme and Cllr Pegg had gone.",
    ],
)
def test_lines_that_are_no_list(lines: str) -> None:
    assert "present" not in unlabelled(lines)


def test_names_without_a_label_beside_a_list_are_nothing() -> None:
    assert unlabelled("Present: Cllr Reid\n\nDraft: Ann Hall (AH), Bob Orme (BO), Cy Pegg (CP)")["present"] == [
        "Cllr Reid"
    ]


def of_item(title: str, text: str) -> Plain:
    return meeting("Present: Cllr Hall", f"\n\n1. {title}\n\n{text}\n\n2. Bins\n\nFull.\n\n3. Trees\n\nTall.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cllr Orme (work) and Cllr B. Pegg (ill). These were accepted.", ["Cllr Orme (work) and Cllr B. Pegg (ill)."]),
        ("Cllr Orme (work) and Cllr Pegg (ill) sent apologies.", ["Cllr Orme (work) and Cllr Pegg (ill)"]),
        ("Cllr Orme had given her apologies.", ["Cllr Orme"]),
        ("Apologies were given for: Cllr Orme.", ["Cllr Orme."]),
        ("Resolved to record the apologies of Cllr Orme.", ["Cllr Orme."]),
        ("Resolved to record no apologies for the loss of Cllr Orme.", None),
        ("To receive the apologies of those who cannot come.", None),
        ("There were apologies received and accepted for absence from Cllr Orme.", ["Cllr Orme."]),
        ("Resolved to note that apologies had been intimated on behalf of Mr Orme.", ["Mr Orme."]),
        ("Apologies were received from Ann Orme. The Leader, Bob Pegg, was in the chair.", ["Ann Orme."]),
        ("Cllr Orme – holiday; Cllr Pegg – work", ["Cllr Orme – holiday; Cllr Pegg – work"]),
        ("Cllr Orme was unable to attend.", ["Cllr Orme"]),
        ("Cllr Orme was absent without apology.", None),
        ("No apologies had come from Cllr Orme.", None),
        ("Apologies for lateness were received from Cllr Orme.", None),
        ("Cllr Orme took the Chair.", None),
        ("Cllr Orme gave apologies for the next meeting.", None),
    ],
)
def test_sentences_about_apologies(text: str, names: list[str] | None) -> None:
    assert of_item("Welcome and apologies", text).get("apologies") == names


def test_a_column_that_says_yes_or_no() -> None:
    found = meeting(
        "| Name | Role | Present |\n| --- | --- | --- |\n| Cllr Hall | Chair | Yes |\n| Ann Orme | Aide | Virtually |\n"
        "| Cllr Pegg | Member | Apologies |\n| Cllr Reid | Member | No |"
    )
    assert (found["present"], found["apologies"]) == (["Cllr Hall", "Ann Orme"], ["Cllr Pegg"])


def test_names_behind_places_and_posts() -> None:
    found = meeting(
        "PRESENT\nMayor of Wexcombe\tBob Orme\nAshby\tCouncillor Ann Hall\n\n"
        "OFFICERS IN ATTENDANCE\nTreasurer\tDame Sue Hollis\nWCA Governance\tCy Pegg"
    )
    assert found["present"] == ["Bob Orme", "Councillor Ann Hall"]
    assert found["in attendance"] == ["Dame Sue Hollis", "Cy Pegg"]


def test_names_before_places_stay() -> None:
    assert meeting("PRESENT\nCllr Ann Hall\tUpper Ashby\nBob Orme\tLower Ashby")["present"] == [
        "Cllr Ann Hall",
        "Bob Orme",
    ]


def test_a_title_in_a_cell_before_rows_of_names() -> None:
    found = meeting("PRESENT:\tChairman\tAlderman A Hall\n\t\tCouncillors\tB Orme\t\tC Pegg\n\t\t\t\tD Reid\t\tE Wells")
    assert found["present"] == ["Chairman Alderman A Hall Councillors B Orme C Pegg D Reid E Wells"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Members attending under Standing Order 9: Cllr Orme", ["Cllr Orme"]),
        ("Council Employees Present: Sue Hollis", ["Sue Hollis"]),
        ("Council employees had been asked to stay away: Sue Hollis", None),
    ],
)
def test_labels_of_others(line: str, names: list[str] | None) -> None:
    found = meeting(f"Present: Cllr Hall\n\n{line}")
    assert (found["present"], found.get("in attendance")) == (["Cllr Hall"], names)


GROUPS = [
    "Co-opted members: Mrs A Orme",
    "Co-opted Members (non-voting): Mrs A Orme",
    "Statutory co-optees: Mrs A Orme",
    "Parent Governor Representatives: Mrs A Orme",
    "Representatives of the Wexcombe Diocese: Mrs A Orme",
    "Healthwatch Barsetshire: Mrs A Orme",
    "Wexcombe Town Council: Mrs A Orme",
]


@pytest.mark.parametrize("line", GROUPS)
def test_groups_are_of_the_list_before(line: str) -> None:
    found = unlabelled(f"Present: Cllr Hall\n\n{line}\n\nApologies: Cllr Dunn")
    assert found["present"] == ["Cllr Hall", "Mrs A Orme"]
    assert found["apologies"] == ["Cllr Dunn"]
    assert "present" not in unlabelled(f"Apologies: Cllr Dunn\n\n{line}")


@pytest.mark.parametrize("line", ["Healthwatch Barsetshire: the report was read", "Housing Representatives: none"])
def test_labels_without_names_head_no_group(line: str) -> None:
    assert unlabelled(f"Present: Cllr Hall\n\n{line}")["present"] == ["Cllr Hall"]


def test_a_group_of_those_in_attendance() -> None:
    found = unlabelled("Present: Cllr Hall\n\nIn attendance: Jo Dunn\n\nPolice Wexcombe: PC Ann Orme")
    assert found["in attendance"] == ["Jo Dunn", "PC Ann Orme"]


def test_a_cabinet_member_beside_the_members() -> None:
    found = unlabelled("Present: Cllr Hall\n\nCabinet Member: Cllr Orme")
    assert found["in attendance"] == ["Cllr Orme"]


def test_columns_that_wrap_are_one_list() -> None:
    margin = "\n" + " " * 24
    names = "Councillors Ann Hall, Bob Orme, Cleo Dunn, Dai Pugh, Eve Reid, Flo Tait"
    found = meeting(f"Members present:        {names}{margin}and Gus Vane")
    assert found["present"] == [f"{names} and Gus Vane"]


def test_a_person_a_line_where_paragraphs_are_lines() -> None:
    lines = [
        "Jo Hall, Executive Director (Neighbourhoods and Homes)",
        "Bob Orme, Head of Roads",
        "Dr Ann Dunn, Consultant in Public Health, Wexcombe Bay Trust",
        "Inspector Flo Tait, Wexcombe Police (item 1)",
        "Gus Vane, Committee Officer",
    ]
    items = "\n\n1. Trees\n\n" + "They were tall and green. " * 40 + "\n\n2. Bins\n\nFull."
    found = meeting("Attending:\n" + "\n".join(lines) + "\n\nCouncillor Hall in the Chair", items)
    assert found["in attendance"] == [*lines, "Councillor Hall in the Chair"]


def test_a_title_below_a_full_line_of_names_begins_anew() -> None:
    lines = ["Jo Hall, Director of Nursing, Wexcombe Bay Hospitals NHS Foundation Trust", "Sgt 4412 Flo Tait"]
    assert meeting("Attending:\n" + "\n".join(lines))["in attendance"] == lines


def test_an_office_before_a_name_in_a_line_of_its_own() -> None:
    assert meeting("Present:\nCllr Ann Hall\nProvost Bob Orme")["present"] == ["Cllr Ann Hall", "Provost Bob Orme"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Panel Mrs A Hall (Chairman) Mr B Orme", ["Mrs A Hall (Chairman) Mr B Orme"]),
        ("Panel Mrs A Hall was asked to go on", None),
    ],
)
def test_the_body_as_label(line: str, names: list[str] | None) -> None:
    assert unlabelled(line).get("present") == names


@pytest.mark.parametrize(
    ("text", "present", "others"),
    [
        (
            "The meeting was chaired by Ann Hall. Also present were: Bob Orme. Mrs C Pegg and Dee Reid. "
            "Sue Hollis (Clerk) took the minutes. The room was cold.",
            ["Cllr Hall", "Ann Hall.", "Bob Orme.", "Mrs C Pegg and Dee Reid."],
            ["Sue Hollis (Clerk)"],
        ),
        ("Cllr Orme. Also present: Mrs S Hollis (Clerk)", ["Cllr Hall", "Cllr Orme."], ["Mrs S Hollis (Clerk)"]),
        (
            "Cllr Orme.\n\nMrs S Hollis and two residents.",
            ["Cllr Hall", "Cllr Orme."],
            ["Mrs S Hollis and two residents."],
        ),
        ("Ann Hall took the chair. There came as well: Bob Orme.", ["Cllr Hall", "Ann Hall", "Bob Orme."], None),
        ("The Chair spoke of those who took the minutes in years past.", ["Cllr Hall"], None),
    ],
)
def test_the_roll_told_in_an_item(text: str, present: list[str], others: list[str] | None) -> None:
    found = of_item("Attendance", text)
    assert (found["present"], found.get("in attendance")) == (present, others)


def test_groups_in_lines_of_their_own() -> None:
    found = meeting(
        "Attendance Details\n\nCommittee Members\nCllr Ann Hall (Chair)\nCllr Bob Orme - remote\n\n"
        "Co-opted Members\nMrs Cy Pegg (Diocese of Wexcombe)\n\nCabinet Members\nCllr Dee Reid, Leader\n\n"
        "Officers\nEve Sand, Head of Roads (ES)\n\nInvited Guests:\nFlo Tait, Cymdeithas Tai Glas\n\n"
        "Apologies\nCllr Gus Vane"
    )
    assert found["present"] == [
        "Cllr Ann Hall (Chair)",
        "Cllr Bob Orme - remote",
        "Mrs Cy Pegg (Diocese of Wexcombe)",
    ]
    assert found["in attendance"] == [
        "Cllr Dee Reid, Leader",
        "Eve Sand, Head of Roads (ES)",
        "Flo Tait, Cymdeithas Tai Glas",
    ]
    assert found["apologies"] == ["Cllr Gus Vane"]


def test_groups_of_those_who_sent_apologies() -> None:
    found = meeting("Present: Cllr Hall\n\nApologies\n\nMembers\nCllr Bob Orme\n\nCo-opted members\nMrs Cy Pegg")
    assert found["apologies"] == ["Cllr Bob Orme", "Mrs Cy Pegg"]


def test_behind_apologies_nothing_tells_of_a_group() -> None:
    found = meeting("Present: Cllr Hall\n\nApologies\nCllr Bob Orme\n\nInvited Guests\nMrs Cy Pegg")
    assert (found["apologies"], found.get("in attendance")) == (["Cllr Bob Orme"], None)


def test_cabinet_members_are_present_where_the_cabinet_meets() -> None:
    [found] = meetings(
        "Wexcombe Council\nCabinet\n12 May 2020\n\nPresent\nCllr Ann Hall\n\nCabinet Members\nCllr Bob Orme" + ITEMS
    )
    assert found["present"] == ["Cllr Ann Hall", "Cllr Bob Orme"]


@pytest.mark.parametrize(
    ("line", "present", "others"),
    [
        (
            "Cllrs Hall and Orme; also in attendance, at the invitation of the Chair, Cllr Pegg (Leader).",
            "Cllrs Hall and Orme;",
            ["Cllr Pegg (Leader)."],
        ),
        (
            "Cllrs Hall and Orme. Also in attendance were Cllr Pegg and Mr Reid.",
            "Cllrs Hall and Orme.",
            ["Cllr Pegg and Mr Reid."],
        ),
        ("Cllrs Hall and Orme; and also present Cllr Pegg.", "Cllrs Hall and Orme; and", ["Cllr Pegg."]),
        (
            "Cllrs Hall, Orme (also present for item 2) and Pegg.",
            "Cllrs Hall, Orme (also present for item 2) and Pegg.",
            None,
        ),
    ],
)
def test_a_list_that_runs_on_without_colon(line: str, present: str, others: list[str] | None) -> None:
    found = meeting(f"Present: {line}")
    assert (found["present"], found.get("in attendance")) == ([present], others)
