"""The made-up meetings: their items and who was there."""

from __future__ import annotations

from graphbuild.codes import Capacity, RecordKind
from graphbuild.model import Attendance, Item, Meeting
from madeup.documents import (
    A14,
    AGENDA9,
    APRIL,
    BLYTHE,
    CHAIR,
    HEAD,
    ITEM8,
    ITEM9,
    ITEM10,
    ITEM64,
    JUNE,
    M14,
    MARCH,
    MARSH,
    MEMBER,
    PANEL,
    PYM,
    QUILL,
    SEPTEMBER,
    at,
    known,
)

MEETINGS = (
    Meeting(
        key=JUNE,
        body=PANEL,
        date="2014-06-11",
        record=RecordKind.MINUTES,
        recorded_in=(M14,),
        start_time="17:30",
        venue="Corn Hall",
        **known(at("11 June 2014 at 5.30 p.m. in the Corn Hall")),
    ),
    Meeting(key=APRIL, body=PANEL, date="2014-04-30", record=RecordKind.MENTIONED, **known(at("30 April 2014"))),
    Meeting(
        key=SEPTEMBER,
        body=PANEL,
        date="2014-09-09",
        record=RecordKind.AGENDA,
        recorded_in=(A14,),
        **known(at("Children's Panel, 9 September 2014", source=A14)),
    ),
    Meeting(
        key=MARCH,
        body=PANEL,
        date="2015-03",
        record=RecordKind.ANNOUNCED,
        **known(at("The next meeting is in March 2015", source=A14)),
    ),
)

ITEMS = (
    Item(
        key=ITEM8,
        meeting=JUNE,
        number="8",
        title="DECLARATIONS OF INTEREST",
        position=1,
        **known(at("8. DECLARATIONS OF INTEREST")),
    ),
    Item(
        key=ITEM9,
        meeting=JUNE,
        number="9",
        title="SPECIAL EDUCATIONAL NEEDS AND DISABILITIES (SEND): SHORT BREAKS",
        position=2,
        **known(at("9. SPECIAL EDUCATIONAL NEEDS AND DISABILITIES (SEND): SHORT BREAKS")),
    ),
    Item(
        key=ITEM10,
        meeting=JUNE,
        number="10",
        title="ANY OTHER BUSINESS",
        position=3,
        **known(at("10. ANY OTHER BUSINESS")),
    ),
    Item(key=ITEM64, meeting=APRIL, number="64", **known(at("Minute 64 of 30 April 2014"))),
    Item(
        key=AGENDA9,
        meeting=SEPTEMBER,
        number="9",
        title="Short breaks \u2013 caf\u00e9 at \U0001f3e0 (Harbour Service)",
        position=1,
        **known(at("9 Short breaks \u2013 caf\u00e9 at \U0001f3e0 (Harbour Service)", source=A14)),
    ),
)

ATTENDANCES = (
    Attendance(
        key=("attendance", *JUNE[1:], "amara-blythe"),
        attendee=BLYTHE,
        meeting=JUNE,
        capacity=Capacity.PRESENT,
        acting_as=CHAIR,
        **known(at("Councillor Amara Blythe (in the Chair)")),
    ),
    Attendance(
        key=("attendance", *JUNE[1:], "tobias-quill"),
        attendee=QUILL,
        meeting=JUNE,
        capacity=Capacity.PRESENT,
        **known(at("Mr Tobias Quill")),
    ),
    Attendance(
        key=("attendance", *JUNE[1:], "ottoline-pym"),
        attendee=PYM,
        meeting=JUNE,
        capacity=Capacity.APOLOGIES,
        acting_as=MEMBER,
        **known(at("Councillor Ottoline Pym, Cabinet Member for Learning")),
    ),
    Attendance(
        key=("attendance", *JUNE[1:], "fenella-marsh"),
        attendee=MARSH,
        meeting=JUNE,
        capacity=Capacity.IN_ATTENDANCE,
        acting_as=HEAD,
        for_items=(ITEM9,),
        left_for_items=(ITEM10,),
        **known(at("Fenella Marsh, Head of Inclusion (for Minute 9; left for Minute 10)"), confidence=0.95),
    ),
)
