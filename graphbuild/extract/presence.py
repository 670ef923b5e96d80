"""Attendance, offices and memberships from the lists above the first item."""

from __future__ import annotations

import re
from dataclasses import replace

from graphbuild.codes import Capacity, EntityKind, InvolvementKind
from graphbuild.extract.attendance import items_of, label_of, people_of
from graphbuild.extract.draft import Draft
from graphbuild.extract.listed import Attendee, parse_list
from graphbuild.extract.mentions import add_mention
from graphbuild.extract.names import Name
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.roll import Roll
from graphbuild.extract.unit import Unit
from graphbuild.model import Involvement, Meeting, Mention, Passage, Ref
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import labels, pattern
from graphbuild.segment.record import Labelled, MeetingRecord

_CHAIR_NOTE = re.compile(
    r"^(?:in the )?chair(?:man|person|woman)?$|^chair\b|.*\bin the chair\b|^presiding\b"
    r"|.*(?:\band|&|/)\s?chair(?:man|person|woman)?$|^conven[eo]r$",
    re.IGNORECASE,
)
_CHAIR_LABEL = re.compile(
    r"(?:[\w\s]{0,20}in the chair|(?:present\W+)?(?:presiding|chair(?:man|person|woman|ing)?|conven[eo]r))\W*$",
    re.IGNORECASE,
)
_CONVENER = re.compile(r"\bconven[eo]r\b", re.IGNORECASE)
_SUBSTITUTED = re.compile(r"(?:who was |was )?(?:substituted|replaced|represented) by\s", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:an\s+)?(?P<office>(?:vice|deputy|acting)?[\s-]*(?:chair(?:man|person|woman)?|cathaoirleach))$", re.IGNORECASE
)
_STOOD_IN = re.compile(
    r"in the chair\b|(?:was )?(?:substitut(?:ed|ing)|deputised|attended as)\b(?! (?:by|for)\b)", re.IGNORECASE
)
"""Who is there, whatever list names them."""
_CO_OPTED = re.compile(r"co-?opted members?\s*[-–:]\s*", re.IGNORECASE)


def add_presence(draft: Draft) -> dict[Ref, Roll]:
    """Adds the chairs, offices and memberships that lists tell; returns the roll of each meeting, by the meeting."""
    rolls = {}
    for meeting, record in draft.meetings:
        listed = (person.name for labelled in record.labelled for person in people_of(labelled))
        roll = rolls[meeting.key] = Roll(draft, meeting, listed)
        for labelled in record.labelled:
            _from_list(draft, roll, labelled)
        _membership(draft, meeting, record)
    return rolls


def _from_list(draft: Draft, roll: Roll, labelled: Labelled) -> None:
    whole = labelled.whole.passage(draft.source)
    people = people_of(labelled)
    for attendee, numbers in zip(people, items_of(people, labelled.text.value), strict=True):
        invited = labelled.capacity is Capacity.IN_ATTENDANCE
        items = tuple(i.key for i, _ in draft.items_of(roll.meeting.key) if invited and i.number in numbers)
        person = _person(draft, labelled, attendee)
        note = attendee.note or ""
        capacity = _capacity(labelled.capacity, attendee)
        _substitute(draft, roll, labelled, attendee)
        post = _post(draft, labelled, attendee)
        roll.add(person, capacity, whole, "attendance-list", items=items, acting_as=post)
        if capacity is Capacity.PRESENT and (_is_chair(attendee) or _labels_chair(labelled)):
            said = f"{label_of(labelled)} {note} {attendee.post or ''}"
            _chairs(draft, roll.meeting, person, whole, _CONVENER.search(said))
        elif post:
            _holds(draft, roll.meeting, person, post, whole)
        elif note:
            _affiliation(draft, labelled, attendee, person, whole)


def _capacity(listed: Capacity, attendee: Attendee) -> Capacity:
    """The capacity of a list, as far as it says nothing else of someone in it."""
    said = (attendee.note or "", attendee.post or "")
    if said[0].casefold().startswith("in attendance"):
        return Capacity.IN_ATTENDANCE
    if any(_STOOD_IN.match(words) for words in said):
        return Capacity.PRESENT
    return listed


def _substitute(draft: Draft, roll: Roll, labelled: Labelled, attendee: Attendee) -> None:
    """Who came in place of a person that was away: "(substituted by Cllr Jo Hall)"."""
    by = _SUBSTITUTED.match(attendee.note or "")
    if not by:
        return
    begin = attendee.note_begin + by.end()
    text = labelled.text[begin : attendee.note_begin + len(attendee.note or "")]
    other = replace(labelled, text=text)
    for person in parse_list(text.value):
        found = _person(draft, other, person)
        roll.add(found, Capacity.PRESENT, labelled.whole.passage(draft.source), "attendance-list")


def _unit(draft: Draft, labelled: Labelled) -> Unit:
    """The list as a paragraph of no meeting, for mentions found in it."""
    return Unit(draft.source, labelled.text, labelled.text.value, ("meeting", ""), role="preamble")


def _person(draft: Draft, labelled: Labelled, attendee: Attendee) -> Ref:
    """The mention of a listed person: the one found in the paragraph already, else a new one."""
    passage = labelled.text.passage(draft.source, attendee.name_begin, attendee.end)
    for mention in draft.persons.ending(passage.end):
        if mention.evidence[0].begin <= passage.begin:
            draft.revise(mention.key, title=attendee.title, name=attendee.name)
            return mention.key
    name = Name(
        EntityKind.PERSON, attendee.begin, attendee.end, attendee.name, "attendance-list", 0.97, title=attendee.title
    )
    return add_mention(draft, _unit(draft, labelled), name)


def _is_chair(attendee: Attendee) -> bool:
    """Whether the list says beside a name that its bearer is in the chair."""
    return any(_CHAIR_NOTE.match(said) for said in (attendee.note, attendee.post) if said)


def _labels_chair(labelled: Labelled) -> bool:
    """Whether the label itself says that who follows is in the chair."""
    return bool(_CHAIR_LABEL.match(label_of(labelled)))


def _post(draft: Draft, labelled: Labelled, attendee: Attendee) -> Ref | None:
    """The office that a list gives a person, in brackets or after a comma."""
    for text, begin in ((attendee.note, attendee.note_begin), (attendee.post, attendee.post_begin)):
        if text and not _CHAIR_NOTE.match(text) and (title := _title(text, text == attendee.post)):
            end = begin + text.index(title) + len(title)
            title = title.title() if _OFFICE.match(title) else title
            post = Name(EntityKind.POST, begin, end, title, "attendance-list", 0.95)
            return add_mention(draft, _unit(draft, labelled), post)
    return None


def _title(text: str, certain: bool) -> str | None:
    """The office or job title that a text begins with; all of it where the list shows it to be ``certain``."""
    if office := _OFFICE.match(text):
        return office.group("office")
    posts = find_posts(text)
    if posts and posts[0].begin == 0:
        return text[: posts[0].end].strip()
    return text if certain and text[:1].isupper() and not text.isupper() else None


def _chairs(draft: Draft, meeting: Meeting, person: Ref, passage: Passage, convener: re.Match[str] | None) -> None:
    """The person chairs the meeting, and so holds the office of its body's chair, or convener where so called."""
    draft.claim(meeting.key, "chairedBy", person, passage, "in-the-chair", 0.97)
    title = convener.group().title() if convener else "Chair"
    _holds(draft, meeting, person, _office(draft, meeting, passage, title), passage)


def _office(draft: Draft, meeting: Meeting, passage: Passage, title: str) -> Ref:
    """A new mention of an office of the meeting's body."""
    post = Mention(
        key=draft.new("mention"),
        kind=EntityKind.POST,
        name=title,
        evidence=(passage,),
        rule="in-the-chair",
        confidence=0.9,
        organisation=meeting.body,
    )
    draft.add(post)
    return post.key


def _holds(draft: Draft, meeting: Meeting, person: Ref, post: Ref, passage: Passage) -> None:
    organisation = draft.mention(post).organisation
    draft.tenure(person, post, meeting.key, passage, "attendance-list", 0.93, organisation)


def _affiliation(draft: Draft, labelled: Labelled, attendee: Attendee, person: Ref, passage: Passage) -> None:
    """Brackets with a body: the person is there for it."""
    for found in find_organisations(attendee.note or "")[:1]:
        begin = attendee.note_begin
        body = add_mention(
            draft, _unit(draft, labelled), replace(found, begin=begin + found.begin, end=begin + found.end)
        )
        draft.add(
            Involvement(
                key=draft.new("involvement"),
                evidence=(passage,),
                rule="attendance-affiliation",
                confidence=0.85,
                agent=person,
                involvement=InvolvementKind.MEMBER_OF,
                target=body,
            )
        )


def _membership(draft: Draft, meeting: Meeting, record: MeetingRecord) -> None:
    """The membership line of an agenda: offices and bodies, no attendance."""
    for block in record.preamble:
        begin = _membership_begin(block)
        if begin is None:
            continue
        labelled = Labelled(Capacity.PRESENT, block.text[begin:], block.text)
        whole = block.text.passage(draft.source)
        for attendee in people_of(labelled):
            person = _person(draft, labelled, attendee)
            note = attendee.note or ""
            if office := _OFFICE.match(note):
                title = "-".join(w.capitalize() for w in re.split(r"[\s-]+", office.group("office")))
                _holds(draft, meeting, person, _office(draft, meeting, whole, title), whole)
            elif note:
                _affiliation(draft, labelled, attendee, person, whole)


def _membership_begin(block: Block) -> int | None:
    """Where the names begin in a line labelled as a body's members; None where none follow in it."""
    text = block.text.value
    found = [match for label in labels().agenda if (match := pattern(label).match(text))]
    start = next((m for m in found if m.group().casefold().startswith("members")), None) or _CO_OPTED.match(text)
    return start.end() if start and start.end() < len(text) else None
