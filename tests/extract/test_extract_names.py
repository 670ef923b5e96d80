"""Names in sentences: people, posts, organisations, undertakings, and what is none of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from barchester import fault, told

from graphbuild.codes import EntityKind
from graphbuild.extract.names import Lexicon, find_names
from graphbuild.extract.parses import Parses

PEOPLE = [
    ("Councillor Amara Blythe MBE spoke and Cllr. J. O'Dowd replied.", ["Amara Blythe", "J. O'Dowd"]),
    ("Councillors Hale and Blythe and Mr. P. Rudge met.", ["Hale", "Blythe", "P. Rudge"]),
    ("Dr. A. B. Lisle, Prof. Moore and Sir John Finch spoke.", ["A. B. Lisle", "Moore", "John Finch"]),
    ("Councillor Hale's question was answered.", ["Hale"]),
    ("The Rev. J. Hall said a prayer.", ["J. Hall"]),
    ("Sarah Winterbourne thanked officers.", ["Sarah Winterbourne"]),
    ("Zorba Quillfeather, Head of Housing, spoke.", ["Zorba Quillfeather"]),
    ("Councillors and officers met the Chair in May.", []),
    ("Barchester Park and Victoria Road were closed.", []),
    ("Easter Monday and May Day were holidays.", []),
    ("Councillor de Souza spoke.", ["de Souza"]),
    ("Cllr Ruaridh Mac an tSaoir and Cllr Nic an Airgid spoke.", ["Ruaridh Mac an tSaoir", "Nic an Airgid"]),
    ("Y Cynghorydd Siân Llŷr and Dr. Wanjiru wa Kamau spoke.", ["Siân Llŷr", "Wanjiru wa Kamau"]),
    fault("Mr. and Mrs. Farrow spoke.", ["Farrow", "Farrow"], reason="the first of two titles before a name is lost"),
    ("Charlotte Street was closed.", []),
    ("The Director of Public Health, the Head of Finance and the Town Clerk came.", []),
]
POSTS = [
    ("The Head of Inclusion and Learning spoke.", ["Head of Inclusion and Learning"]),
    (
        "The Cabinet Member for Children, Young People and Families replied.",
        ["Cabinet Member for Children, Young People and Families"],
    ),
    ("The Deputy Leader and Cabinet Member for Housing replied.", ["Deputy Leader and Cabinet Member for Housing"]),
    (
        "The Assistant Director, Commissioning, Performance and Quality and the Chief Executive came.",
        ["Assistant Director, Commissioning, Performance and Quality", "Chief Executive"],
    ),
    ("The Senior Scrutiny Adviser (Governance) spoke.", ["Senior Scrutiny Adviser (Governance)"]),
    ("The Chair of the Health Panel and the Vice-Chair spoke.", ["Chair", "Vice-Chair"]),
    (
        "Joy Amberley, Director of Lantern Row, and Declan Roe, Service Manager, came.",
        ["Director of Lantern Row", "Service Manager"],
    ),
    ("The Head of Finance, the Mayor and the Town Clerk came.", ["Head of Finance", "Mayor", "Town Clerk"]),
    ("The Secretary of State for Education wrote.", ["Secretary of State for Education"]),
    ("The Police and Crime Commissioners wrote.", ["Police and Crime Commissioner"]),
    ("A director was asked to head the work, and officers led it.", []),
    ("They were headed North by managers.", []),
    fault("The Service Managers spoke.", ["Service Manager"], reason="a title in the plural is no post"),
    ("The Director of Public Health, the Head of Finance spoke.", ["Director of Public Health", "Head of Finance"]),
]
ORGANISATIONS = [
    ("The Local Safeguarding Children Board and a Local Board met.", ["Local Safeguarding Children Board"]),
    (
        "Officers (Placements, Health and Adult Services) wrote to the Quarnby Weavers' Guild.",
        ["Health and Adult Services", "Quarnby Weavers' Guild"],
    ),
    ("The Schools Forum (which meets in May) and Quarnby Library replied.", ["Schools Forum", "Quarnby Library"]),
    (
        "Barchester Borough Council met Barsetshire Police and the Barsetshire Clinical Commissioning Group.",
        ["Barchester Borough Council", "Barsetshire Police", "Barsetshire Clinical Commissioning Group"],
    ),
    ("The Harbour Trust and Osier Ltd were partners of Ofsted.", ["Harbour Trust", "Osier Ltd", "Ofsted"]),
    (
        "The Department for Work and Pensions and the Ministry of Justice wrote.",
        ["Department for Work and Pensions", "Ministry of Justice"],
    ),
    (
        "The Health and Wellbeing Board met the Safer Barchester Partnership.",
        ["Health and Wellbeing Board", "Safer Barchester Partnership"],
    ),
    ("The Placements and Brokerage team met the Education Team.", ["Placements and Brokerage team", "Education Team"]),
    ("Children's Services and Adult Social Care were merged.", ["Children's Services", "Adult Social Care"]),
    ("The Friends of Harbour Park wrote.", ["Friends of Harbour Park"]),
    ("Partners, schools and other local authorities were asked by the board.", []),
    (
        "Wexcombe Women’s Aid, Citizens Advice Barset, NHS Barset and Tarn and Healthwatch Barset came.",
        ["Wexcombe Women’s Aid", "Citizens Advice Barset", "NHS Barset and Tarn", "Healthwatch Barset"],
    ),
    ("NHS Dentistry and NHS Trusts were poor, and Women's Aid Workers few.", ["NHS", "NHS", "Women's Aid"]),
    ("NHS Barset and Ofsted met NHS Barset and Councillor Blythe.", ["NHS Barset", "Ofsted", "NHS Barset"]),
    ("The Diocese of Barset and Tarn met.", ["Diocese of Barset and Tarn"]),
    ("The Diocese of Barset and Councillor Blythe met.", ["Diocese of Barset"]),
    ("The Centre for Rural Scrutiny spoke in the Centre.", ["Centre for Rural Scrutiny"]),
    (
        "The Wexcombe Association of School Heads met the Association and the Infirmary and Wexcombe Royal Infirmary.",
        ["Wexcombe Association of School Heads", "Wexcombe Royal Infirmary"],
    ),
    ("The Barset Association of Local Council's Spring Fair was held.", ["Barset Association of Local Council"]),
    (
        "Age UK Barset and Wexcombe Mencap came with Healthwatch Wexcombe Volunteers and Tarn Citizens Advice Bureau.",
        ["Age UK Barset", "Wexcombe Mencap", "Healthwatch Wexcombe", "Tarn Citizens Advice Bureau"],
    ),
    (
        "The Association of Heads of Children's Homes met the London Borough of Tarnham and Eastwick.",
        ["Association of Heads of Children's Homes", "London Borough of Tarnham and Eastwick"],
    ),
    (
        "The Task Group on Post-16 Transport and the Working Party on the Pier met.",
        ["Task Group on Post-16 Transport", "Working Party on the Pier"],
    ),
    ("The Joint Working Group on Harbour Walls met.", ["Joint Working Group on Harbour Walls"]),
    ("The Task and Finish Group on Friday and the Task and Finish Group met.", []),
    ("The Multi-Agency Safeguarding Hub was visited.", ["Multi-Agency Safeguarding Hub"]),
    ("The Multi-Agency Risk Assessment Conference met.", ["Multi-Agency Risk Assessment Conference"]),
    ("The Fair Places panel met the Youth and Play division.", ["Fair Places panel", "Youth and Play division"]),
    ("The Appeals panel met the Cabinet Office department and a panel.", ["Cabinet Office"]),
    ("Dr S. Tarrant of the Barset Hospice Trust spoke.", ["Barset Hospice Trust"]),
    (
        "The Tides and Ferries Subgroup and Trading Standards met.",
        ["Tides and Ferries Subgroup", "Trading Standards"],
    ),
    ("The council's trust in the team was great.", []),
    ("Barsetshire Community NHS Trust wrote.", ["Barsetshire Community NHS Trust"]),
    fault("St. Mary's Hospital wrote.", ["St. Mary's Hospital"], reason="'St.' is cut off"),
    fault(
        "The University of Barset and Millbeck Academy wrote.",
        ["University of Barset", "Millbeck Academy"],
        reason="what follows a name with its head in front is lost",
    ),
]
UNDERTAKINGS = [
    (
        "The Harbour Outreach Service and the Short Breaks Service closed.",
        ["Harbour Outreach Service", "Short Breaks Service"],
    ),
    ("The SEND Strategy 2014-2017 and the Council Plan were read.", ["SEND Strategy 2014-2017", "Council Plan"]),
    ("The Housing Allocations Policy was adopted.", ["Housing Allocations Policy"]),
    ("Officers read the Marlowe Report and the Finch Inquiry.", ["Marlowe Report", "Finch Inquiry"]),
    ("Training in the 'Steps Together' programme began.", ["Steps Together"]),
    (
        "Operation Lantern went on under the Grounds Maintenance Contract.",
        ["Operation Lantern", "Grounds Maintenance Contract"],
    ),
    ("The Domestic Abuse Strategy for Barchester was read.", ["Domestic Abuse Strategy for Barchester"]),
    ("The Family Information Hub was visited.", ["Family Information Hub"]),
    ("The Pupil Premium Plus was spent, and the Pupil Premium too.", ["Pupil Premium Plus", "Pupil Premium"]),
    ("The Work Programme and the Action Plan were approved.", []),
    ("The service had a plan, a policy and a strategy.", []),
    ("A new strategy was needed, and The booking system too.", []),
    fault("The Section 75 Agreement was signed.", ["Section 75 Agreement"], reason="cut at the number"),
    ("The Home to School Transport Policy was read.", ["Home to School Transport Policy"]),
    fault("The Marlowe Report was read.", ["Marlowe Report"], reason="only seen after a small 'the'"),
    ("The Designated Nurse for Safeguarding spoke.", []),
]


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_people(text: str, names: list[str], pipeline: Any) -> None:
    assert found(text, EntityKind.PERSON, pipeline) == names


@pytest.mark.parametrize(("text", "names"), POSTS)
def test_posts(text: str, names: list[str], pipeline: Any) -> None:
    assert found(text, EntityKind.POST, pipeline) == names


@pytest.mark.parametrize(("text", "names"), ORGANISATIONS)
def test_organisations(text: str, names: list[str], pipeline: Any) -> None:
    assert found(text, EntityKind.ORGANISATION, pipeline) == names


@pytest.mark.parametrize(("text", "names"), UNDERTAKINGS)
def test_undertakings(text: str, names: list[str], pipeline: Any) -> None:
    assert found(text, EntityKind.UNDERTAKING, pipeline) == names


def found(text: str, kind: EntityKind, pipeline: Any) -> list[str]:
    names = find_names(text, Parses(pipeline), Lexicon())
    assert all(before.end <= after.begin for before, after in pairwise(names))
    return [n.name for n in names if n.kind is kind]


@pytest.mark.parametrize(
    ("text", "classification"),
    [
        ("The Lantern Trust wrote.", "charity or voluntary"),
        ("Osier Ltd wrote.", "company"),
        ("The University of Barset wrote.", "school or university"),
        ("The Department for Education wrote.", "government"),
        ("Barsetshire Police wrote.", "police"),
        ("The Barsetshire Clinical Commissioning Group wrote.", "health"),
        ("The Safer Barchester Partnership wrote.", "partnership or board"),
        ("Wexcombe Town Council wrote.", "council"),
        ("The Health Committee wrote.", "council body"),
        ("The Placements Team wrote.", "directorate or team"),
        ("The Harbour Outreach Service opened.", "Service"),
        ("The Harbour Regeneration Programme opened.", "Programme"),
        ("The Harbour Strategy opened.", "Strategy"),
        ("The Harbour Booking System opened.", "InformationSystem"),
        ("The Harbour Dredging Contract opened.", "Contract"),
        ("The Harbour Inquiry opened.", "Review"),
        fault(
            "The 'Steps Together' programme and the Harbour system opened.",
            "Programme",
            reason="any 'system' near a quoted name",
        ),
    ],
)
def test_kinds(text: str, classification: str, pipeline: Any) -> None:
    [name, *_] = [n for n in find_names(text, Parses(pipeline), Lexicon()) if n.classification]
    assert name.classification == classification


ORGANISATION, UNDERTAKING = EntityKind.ORGANISATION, EntityKind.UNDERTAKING
CONTEXTS = [
    ("The grant to Lantern Row for the pilot was paid, and Lantern Row wrote.", ORGANISATION, "Lantern Row"),
    ("The service was run by Osier Bank and Lantern Row.", ORGANISATION, "Lantern Row"),
    ("Records were kept in CareTrack.", UNDERTAKING, "CareTrack"),
    ("Turnstone is a project for young people.", UNDERTAKING, "Turnstone"),
    ("The homes were built by Tarn and Quarry Homes.", ORGANISATION, "Tarn and Quarry Homes"),
    ("An evaluation by Osier Research was read.", ORGANISATION, "Osier Research"),
    ("It had a grant of £5,000 from the Barset Vale Community Fund.", ORGANISATION, "Barset Vale Community Fund"),
    ("He named the London Boroughs of Tarnham and Eastwick Park.", ORGANISATION, "Eastwick Park"),
    ("She spoke of Quarry House, the Council's own children's unit, at length.", ORGANISATION, "Quarry House"),
    ("In May, Larkfield Grange was inspected by Ofsted.", ORGANISATION, "Larkfield Grange"),
    (
        "The rate was set by the Department of Health and Social Care.",
        ORGANISATION,
        "Department of Health and Social Care",
    ),
    ("The Council met the Panel.", ORGANISATION, "the Council"),
    ("This Panel met.", ORGANISATION, "Panel"),
]


WEXCOMBE = "Wexcombe {} Council met in Wexcombe. All Wexcombe came."


@pytest.mark.parametrize(
    ("body", "text", "council"),
    [
        ("FERRY COMMITTEE", WEXCOMBE.format("Borough"), "Wexcombe Borough Council"),
        ("FERRY COMMITTEE", "Wexcombe Borough Council wrote.", None),
        ("JOINT FERRY COMMITTEE", WEXCOMBE.format("Borough"), None),
        ("HARBOUR COMBINED AUTHORITY", WEXCOMBE.format("Borough"), None),
        ("HARBOUR COMBINED AUTHORITY\n\nFERRY COMMITTEE", WEXCOMBE.format("Borough"), None),
        ("HEXLEY DISTRICT COUNCIL\n\nFERRY COMMITTEE", WEXCOMBE.format("Borough"), "Hexley District Council"),
        # What a district plans, its parishes speak to.
        ("PLANNING COMMITTEE", WEXCOMBE.format("Parish"), None),
        ("PLANNING COMMITTEE", WEXCOMBE.format("Parish") + " The Parish Clerk wrote.", "Wexcombe Parish Council"),
    ],
)
def test_whose_minutes_they_are(body: str, text: str, council: str | None) -> None:
    assert told(text, body=body).findings.council == council


@pytest.mark.parametrize(
    ("council", "text", "names"),
    [
        ("WEXCOMBE BOROUGH COUNCIL", "WBC wrote.", {"Wexcombe Borough Council", "WBC"}),
        ("TARN BOROUGH COUNCIL", "The date is TBC.", {"Tarn Borough Council"}),
        ("WEXCOMBE BOROUGH COUNCIL", "The date is TBC.", {"Wexcombe Borough Council"}),
        ("WEXCOMBE BOROUGH COUNCIL", "It met in the Council Chamber.", {"Wexcombe Borough Council"}),
        ("WEXCOMBE BOROUGH COUNCIL", "The Council Tax rose.", {"Wexcombe Borough Council"}),
        ("WEXCOMBE BOROUGH COUNCIL", "The Borough Council wrote.", {"Wexcombe Borough Council", "the Council"}),
        ("WEXCOMBE BOROUGH COUNCIL", "The County Council wrote.", {"Wexcombe Borough Council", "County Council"}),
        ("WEXCOMBE BOROUGH COUNCIL", "District Council members came.", {"Wexcombe Borough Council"}),
        ("WEXCOMBE BOROUGH COUNCIL", "The Council RESOLVED it.", {"Wexcombe Borough Council", "the Council"}),
    ],
)
def test_the_council_of_the_letterhead(council: str, text: str, names: set[str]) -> None:
    said = told(text, body=f"{council}\n\nFERRY COMMITTEE")
    assert said.names(ORGANISATION) - {"Ferry Committee"} == names


@pytest.mark.parametrize(("text", "kind", "name"), CONTEXTS)
def test_names_that_only_context_shows(text: str, kind: EntityKind, name: str) -> None:
    assert name in told(text).names(kind)


def test_a_body_is_named_with_its_chair() -> None:
    said = told(
        "Dr Hale, Chair of the Barset Safeguarding Children Board (SCB), spoke, as did the Head of Harbours Unit."
    )
    [body] = [m for m in said.findings.mentions if m.name == "Barset Safeguarding Children Board"]
    assert [a.abbreviates for a in said.facts.abbreviations] == [body.key]
    assert "Harbours Unit" not in said.names(EntityKind.ORGANISATION)


def test_a_body_that_is_named_elsewhere_is_not_named_again_with_its_chair() -> None:
    said = told("The Quay Board met. The Chair of the Quay Board spoke.")
    assert [m.name for m in said.findings.mentions].count("Quay Board") == 1


def test_a_name_that_context_shows_once_is_known_everywhere() -> None:
    said = told("Lantern Row wrote.\n\nThe service was commissioned by Lantern Row.")
    places = [m.evidence[0].begin for m in said.findings.mentions if m.name == "Lantern Row"]
    assert len(places) == 2


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ORGANISATION, "Lantern Trust"),
        fault(EntityKind.PERSON, "Jo Blythe", reason="in capitals the verb after a name is taken into it"),
    ],
)
def test_names_are_sought_in_capitals_as_in_mixed_case(kind: EntityKind, name: str) -> None:
    assert name in told("COUNCILLOR JO BLYTHE MET THE LANTERN TRUST.").names(kind)
