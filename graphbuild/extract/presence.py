"""Attendance, offices and memberships from the lists above the first item."""

from __future__ import annotations

import re
from dataclasses import replace

from graphbuild.extract.attendance import Attendee, item_numbers, parse_list
from graphbuild.extract.draft import Draft
from graphbuild.extract.mentions import add_mention
from graphbuild.extract.names import Lexicon, Name
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.roll import Roll
from graphbuild.extract.unit import Unit
from graphbuild.model import (
    Capacity,
    Claim,
    EntityKind,
    Involvement,
    InvolvementKind,
    Meeting,
    Mention,
    Passage,
    Ref,
    Tenure,
)
from graphbuild.segment.layout import labels, pattern
from graphbuild.segment.record import Labelled, MeetingRecord

_CHAIR_NOTE = re.compile(r"^(?:in the )?chair(?:man|person|woman)?$|^(?:in the )?chair\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:an\s+)?(?P<office>(?:vice|deputy|acting)?[\s-]*(?:chair(?:man|person|woman)?|cathaoirleach))$", re.IGNORECASE
)


def add_presence(draft: Draft) -> dict[Ref, Roll]:
    """Adds the chairs, offices and memberships that lists tell; returns the roll of each meeting, by the meeting."""
    rolls = {}
    for meeting, record in draft.meetings:
        roll = rolls[meeting.key] = Roll(draft, meeting)
        for labelled in record.labelled:
            _from_list(draft, roll, labelled)
        _membership(draft, meeting, record)
    return rolls


def _person(draft: Draft, labelled: Labelled, attendee: Attendee) -> Ref:
    """The mention of a listed person: the one found in the paragraph already, else a new one."""
    passage = labelled.text.passage(draft.source, attendee.end - len(attendee.name), attendee.end)
    for mention in draft.mentions:
        if (
            mention.kind is EntityKind.PERSON
            and mention.evidence[0].end == passage.end
            and mention.evidence[0].begin <= passage.begin
        ):
            if mention.title != attendee.title or mention.name != attendee.name:
                draft.mentions[int(mention.key[1])] = replace(mention, title=attendee.title, name=attendee.name)
            return mention.key
    unit = Unit(draft.source, labelled.text, labelled.text.value, ("meeting", ""), role="preamble")
    name = Name(
        EntityKind.PERSON, attendee.begin, attendee.end, attendee.name, "attendance-list", 0.97, title=attendee.title
    )
    return add_mention(draft, unit, name)


def _from_list(draft: Draft, roll: Roll, labelled: Labelled) -> None:
    whole = labelled.whole.passage(draft.source)
    numbers = item_numbers(labelled.text.value) if labelled.capacity is Capacity.IN_ATTENDANCE else []
    items = tuple(i.key for i, _ in draft.items_of(roll.meeting.key) if i.number in numbers)
    for attendee in parse_list(labelled.text.value):
        person = _person(draft, labelled, attendee)
        note = attendee.note or ""
        capacity = Capacity.IN_ATTENDANCE if re.match(r"in attendance", note, re.IGNORECASE) else labelled.capacity
        post = _post(draft, labelled, attendee)
        roll.add(person, capacity, whole, "attendance-list", items=items, acting_as=post)
        chairs = (
            _CHAIR_NOTE.match(note) or (attendee.post and _CHAIR_NOTE.match(attendee.post)) or _chair_label(labelled)
        )
        if capacity is Capacity.PRESENT and chairs:
            _chairs(draft, roll.meeting, person, whole)
        elif post:
            _tenure(draft, roll.meeting, person, post, whole)
        elif note:
            _affiliation(draft, labelled, attendee, person, whole)


def _chair_label(labelled: Labelled) -> bool:
    """Whether the label itself says that who follows is in the chair."""
    label = labelled.whole.value[: max(0, labelled.text.begin - labelled.whole.begin)]
    return bool(re.match(r"[\w\s]{0,20}in the chair\W*$", label, re.IGNORECASE))


def _post(draft: Draft, labelled: Labelled, attendee: Attendee) -> Ref | None:
    """The office that a list gives a person, in brackets or after a comma."""
    text, begin = (attendee.note, attendee.note_begin) if attendee.note else (attendee.post, attendee.post_begin)
    if not text or _CHAIR_NOTE.match(text):
        return None
    office = _OFFICE.match(text)
    posts = find_posts(text)
    if not office and not (posts and posts[0].begin == 0):
        return None
    unit = Unit(draft.source, labelled.text, labelled.text.value, ("meeting", ""), role="preamble")
    end = begin + (len(text) if office else posts[0].end)
    title = labelled.text.value[begin:end].strip()
    return add_mention(
        draft,
        unit,
        Name(
            EntityKind.POST,
            begin,
            end,
            title if not office else office.group("office").title(),
            "attendance-list",
            0.95,
        ),
    )


def _chairs(draft: Draft, meeting: Meeting, person: Ref, passage: Passage) -> None:
    """The person chairs the meeting, and so holds the office of its body's chair."""
    draft.add(
        Claim(
            key=draft.new("claim"),
            evidence=(passage,),
            rule="in-the-chair",
            confidence=0.97,
            subject=meeting.key,
            predicate="chairedBy",
            object=person,
        )
    )
    _tenure(draft, meeting, person, _chair_post(draft, meeting, passage, "Chair"), passage)


def _chair_post(draft: Draft, meeting: Meeting, passage: Passage, office: str) -> Ref:
    post = Mention(
        key=draft.new("mention"),
        kind=EntityKind.POST,
        name=office,
        evidence=(passage,),
        rule="in-the-chair",
        confidence=0.9,
        organisation=meeting.body,
    )
    draft.add(post)
    return post.key


def _tenure(draft: Draft, meeting: Meeting, person: Ref, post: Ref, passage: Passage) -> None:
    organisation = draft.mention(post).organisation
    draft.add(
        Tenure(
            key=draft.new("tenure"),
            evidence=(passage,),
            rule="attendance-list",
            confidence=0.93,
            first_seen=meeting.date,
            last_seen=meeting.date,
            person=person,
            post=post,
            organisation=organisation,
        )
    )


def _affiliation(draft: Draft, labelled: Labelled, attendee: Attendee, person: Ref, passage: Passage) -> None:
    """Brackets with a body: the person is there for it."""
    note = attendee.note or ""
    for found in find_organisations(note, None, Lexicon())[:1]:
        unit = Unit(draft.source, labelled.text, labelled.text.value, ("meeting", ""), role="preamble")
        shifted = replace(found, begin=found.begin + attendee.note_begin, end=found.end + attendee.note_begin)
        body = add_mention(draft, unit, shifted)
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
        label = next(
            (
                m
                for a in labels().agenda
                if (m := pattern(a).match(block.text.value)) and m.group().casefold().startswith("members")
            ),
            None,
        )
        co_opted = re.match(r"co-?opted members?\s*[-–:]\s*", block.text.value, re.IGNORECASE)
        start = label or co_opted
        if not start:
            continue
        labelled = Labelled(Capacity.PRESENT, block.text[start.end() :], block.text)
        whole = block.text.passage(draft.source)
        for attendee in parse_list(labelled.text.value):
            person = _person(draft, labelled, attendee)
            note = attendee.note or ""
            if office := _OFFICE.match(note):
                name = "-".join(w.capitalize() for w in re.split(r"[\s-]+", office.group("office")))
                _tenure(draft, meeting, person, _chair_post(draft, meeting, whole, name), whole)
            elif note:
                _affiliation(draft, labelled, attendee, person, whole)
