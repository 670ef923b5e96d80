"""Attendance and chairing as facts, from the lists and from sentences about coming and going."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graphbuild.extract.attendance import Attendee, item_numbers, parse_list
from graphbuild.extract.draft import Draft
from graphbuild.extract.mentions import add_mention
from graphbuild.extract.names import Lexicon, Name
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import (
    Attendance,
    Capacity,
    Claim,
    EntityKind,
    Involvement,
    InvolvementKind,
    Meeting,
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
_ATTENDED = re.compile(
    r"⟪\d+P⟫[^.]*?\b(?:was|were) (?:also )?in attendance\b|⟪\d+P⟫[^.]*?\b(?:observed|joined) the meeting\b"
)
_APOLOGIES = re.compile(
    r"\b[Aa]pologies\b[^.]{0,60}?\b(?:received|submitted|given|accepted|sent|tendered|reported)\b[^.]{0,40}?\b(?:from|of|by|on behalf of)\b"
)
_LEFT = re.compile(r"\b(?:left the (?:meeting|room)|withdrew from the (?:meeting|room)|vacated the (?:meeting|room))\b")
_REJOINED = re.compile(r"\b(?:re-?joined|returned to) the meeting\b")
_TOOK_CHAIR = re.compile(
    r"(?P<who>⟪\d+P⟫)[^.]{0,60}?\b(?:took|assumed|was in|resumed|takes)\s+the\s+(?:chair\b|⟪\d+J⟫)(?P<rest>[^.]*)",
    re.IGNORECASE,
)


def add_presence(draft: Draft) -> None:
    """Adds attendances, chairs, offices of chair and memberships of each meeting."""
    for meeting, record in draft.meetings:
        people = Roll(draft, meeting)
        for labelled in record.labelled:
            _from_list(draft, people, labelled, record)
        _membership(draft, meeting, record)
        _from_sentences(draft, people)
        for attendance in people.attendances():
            draft.add(attendance)


class Roll:
    """The attendance of one meeting while it is gathered: one fact a person and capacity."""

    def __init__(self, draft: Draft, meeting: Meeting) -> None:
        self.draft, self.meeting = draft, meeting
        self._found: dict[tuple[str, str], Attendance] = {}

    def add(
        self,
        person: Ref,
        capacity: Capacity,
        passage: Passage,
        rule: str,
        confidence: float = 0.97,
        items: tuple[Ref, ...] = (),
        acting_as: Ref | None = None,
    ) -> None:
        """Adds a person, or more evidence and items to one who is there already."""
        key = (_surname_key(self.draft, person), capacity.value)
        known = self._found.get(key)
        if known:
            evidence = known.evidence if passage in known.evidence else (*known.evidence, passage)
            self._found[key] = replace(
                known,
                evidence=evidence,
                for_items=tuple(dict.fromkeys((*known.for_items, *items))) if known.for_items else (),
            )
            return
        self._found[key] = Attendance(
            key=(*self.draft.new("attendance"), str(len(self._found)), self.meeting.key[1]),
            evidence=(passage,),
            rule=rule,
            confidence=confidence,
            attendee=person,
            meeting=self.meeting.key,
            capacity=capacity,
            for_items=items,
            acting_as=acting_as,
        )

    def left(self, person: Ref, item: Ref, passage: Passage) -> None:
        """Notes that someone present left for an item."""
        key = (_surname_key(self.draft, person), Capacity.PRESENT.value)
        known = self._found.get(key)
        if known:
            self._found[key] = replace(
                known,
                left_for_items=tuple(dict.fromkeys((*known.left_for_items, item))),
                evidence=tuple(dict.fromkeys((*known.evidence, passage))),
            )

    def has(self, person: Ref) -> bool:
        """Whether the person is on the roll in any capacity."""
        return any((_surname_key(self.draft, person), c.value) in self._found for c in Capacity)

    def attendances(self) -> Iterator[Attendance]:
        """The facts gathered, in order of their finding."""
        yield from self._found.values()


def _surname_key(draft: Draft, person: Ref) -> str:
    name = draft.mention(person).name
    words = re.sub(r"\(([A-Z])\)", "", name).split()
    initial = words[0][0] if len(words) > 1 else (m.group(1) if (m := re.search(r"\(([A-Z])\)", name)) else "")
    surname = words[-1].casefold()
    # Two people of one surname are told apart by initials only where the document has both.
    rivals = {
        m.name.split()[0][0]
        for m in draft.mentions
        if m.kind is EntityKind.PERSON and len(m.name.split()) > 1 and m.name.split()[-1].casefold() == surname
    }
    return f"{initial} {surname}" if len(rivals) > 1 or "(" in name else surname


def _unit_of(draft: Draft, labelled: Labelled) -> Unit | None:
    return next(
        (u for u in draft.units if u.role == "preamble" and u.text.begin <= labelled.text.begin < u.text.end), None
    )


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


def _from_list(draft: Draft, roll: Roll, labelled: Labelled, record: MeetingRecord) -> None:
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
    from graphbuild.model import Mention

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


def _from_sentences(draft: Draft, roll: Roll) -> None:
    items = draft.items_of(roll.meeting.key)
    order = [i.key for i, _ in items]
    chair_until: list[tuple[int, int | None, Ref, Passage]] = []
    for unit in (u for u in draft.units if u.meeting == roll.meeting.key and u.role != "title" and u.paper is None):
        for sentence in unit.sentences():
            text = unit.slotted(sentence)
            if unit.item is None:
                _attended(draft, roll, unit, sentence, text)
            if _APOLOGIES.search(text) and (unit.item is None or unit.position < 2):
                _apologise(roll, unit, sentence, text)
            if unit.item is not None and (_LEFT.search(text) and not _REJOINED.search(text)):
                _leave(draft, roll, unit, sentence, text, order)
            if unit.item is not None and (took := _TOOK_CHAIR.search(text)):
                chair_until.append(_took_chair(draft, unit, sentence, took, order))
    for begin, end, person, passage in chair_until:
        roll.add(person, Capacity.PRESENT, passage, "took-the-chair", 0.9)
        for item in order[begin:end]:
            draft.add(
                Claim(
                    key=draft.new("claim"),
                    evidence=(passage,),
                    rule="took-the-chair",
                    confidence=0.9,
                    subject=item,
                    predicate="chairedBy",
                    object=person,
                )
            )


def _attended(draft: Draft, roll: Roll, unit: Unit, sentence: Sentence, text: str) -> None:
    match = _ATTENDED.search(text)
    if not match:
        return
    numbers = item_numbers(sentence.text)
    items = tuple(i.key for i, _ in draft.items_of(roll.meeting.key) if i.number in numbers)
    for index in slots(match.group()):
        if unit.names[index].kind is EntityKind.PERSON:
            roll.add(
                unit.refs[index],
                Capacity.IN_ATTENDANCE,
                unit.passage(sentence.begin, sentence.end),
                "was-in-attendance",
                0.95,
                items,
            )


def _apologise(roll: Roll, unit: Unit, sentence: Sentence, text: str) -> None:
    match = _APOLOGIES.search(text)
    assert match is not None
    for index in slots(text[match.end() :]):
        if unit.names[index].kind is EntityKind.PERSON:
            roll.add(
                unit.refs[index],
                Capacity.APOLOGIES,
                unit.passage(sentence.begin, sentence.end),
                "apologies-sentence",
                0.95,
            )


def _leave(draft: Draft, roll: Roll, unit: Unit, sentence: Sentence, text: str, order: list[Ref]) -> None:
    """Who leaves "at this point" after an item's decision leaves for the next item."""
    if unit.item not in order:
        return
    place = order.index(unit.item)
    later = "following item" in sentence.text or _after_decision(draft, unit)
    target = order[place + 1] if later and place + 1 < len(order) else order[place]
    match = _LEFT.search(text)
    assert match is not None
    for index in slots(text[: match.start()]):
        if unit.names[index].kind is EntityKind.PERSON:
            roll.left(unit.refs[index], target, unit.passage(sentence.begin, sentence.end))


def _after_decision(draft: Draft, unit: Unit) -> bool:
    record = next(r for i, r in draft.items if i.key == unit.item)
    return bool(record.clauses) and record.clauses[-1].text.end <= unit.text.begin


def _took_chair(
    draft: Draft, unit: Unit, sentence: Sentence, took: re.Match[str], order: list[Ref]
) -> tuple[int, int | None, Ref, Passage]:
    """(first item, end or None for the rest, person, evidence) of someone else's chairing."""
    assert unit.item is not None
    place = order.index(unit.item)
    first = place + 1 if _after_decision(draft, unit) else place
    rest = took.group("rest")
    person = unit.refs[slots(took.group("who"))[0]]
    numbers = item_numbers(sentence.text)
    numbered = [p for p, (i, _) in enumerate(draft.items_of(unit.meeting)) if i.number in numbers]
    if numbered:
        return numbered[0], numbered[-1] + 1, person, unit.passage(sentence.begin, sentence.end)
    whole = place == 0 and not re.search(r"item", rest)
    end = None if whole or re.search(r"remainder|rest of|remaining", rest) else first + 1
    return first, end, person, unit.passage(sentence.begin, sentence.end)
