"""What a person reads for each record: the ``rdfs:label`` that Protégé, pyvis and tables show."""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.codes import InvolvementKind
from graphbuild.graph.terms import Names
from graphbuild.model import (
    Abbreviation,
    Amount,
    Attendance,
    Claim,
    Declaration,
    Entity,
    Involvement,
    Item,
    Meeting,
    Paper,
    Recommendation,
    Record,
    Ref,
    Resolution,
    Tenure,
)

# Not calendar.month_name: that depends on the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PREDICATES = {
    "presentedBy": "presented by",
    "chairedBy": "chaired by",
    "discusses": "discusses",
    "subject": "about",
    "references": "refers to",
    "followsUp": "follows up",
    "movedBy": "moved by",
    "secondedBy": "seconded by",
}
VERBS = {
    InvolvementKind.PART_OF: "is part of",
    InvolvementKind.PARTNER_OF: "is a partner of",
    InvolvementKind.MEMBER_OF: "is a member of",
    InvolvementKind.BOARD_MEMBER_OF: "is a board member of",
}
WIDTH = 80


class Labels:
    """Labels of the records of one corpus; those of facts are put together from those of what they name."""

    def __init__(self, records: Iterable[Record], names: Names) -> None:
        self._records = {record.key: record for record in records}
        self._names = names
        self._known: dict[Ref, str] = {}

    def at(self, key: Ref) -> str:
        """The label of what ``key`` names; the end of the key itself where no record has it."""
        if key not in self._known:
            if key[0] == "topic":
                self._known[key] = self._names.topic(key).label
            else:
                record = self._records.get(key)
                self._known[key] = self.of(record) if record else key[-1].replace("-", " ")
        return self._known[key]

    def of(self, record: Record) -> str:
        """The label of a record: one line, at most about ``WIDTH`` characters where it holds running text."""
        label = self._plain(record)
        return f"{label} ({record.modality})" if record.modality else label

    def _plain(self, record: Record) -> str:
        match record:
            case Entity():
                return _entity(record)
            case Meeting():
                return f"{self.at(record.body)}, {day(record.date)}"
            case Item():
                return self._item(record)
            case Attendance():
                return f"{self.at(record.attendee)}, {record.capacity}, {self._day_of(record.meeting)}"
            case Resolution():
                return self._resolution(record)
            case Declaration():
                return self._declaration(record)
            case Tenure():
                return ", ".join(self.at(key) for key in (record.person, record.post, record.organisation) if key)
            case Involvement():
                verb = VERBS.get(record.involvement, record.involvement)
                return f"{self.at(record.agent)} {verb} {self.at(record.target)}"
            case Paper(title=long) | Recommendation(text=long):
                return _short(long)
            case Amount():
                return self._amount(record)
            case Abbreviation():
                return f"{record.short}: {record.long}"
            case Claim():
                return f"{self.at(record.subject)} – {PREDICATES[record.predicate]} – {self.at(record.object)}"
            case _:
                raise TypeError(f"no label is defined for {type(record).__name__}")

    def _item(self, item: Item) -> str:
        if item.title:
            name = f"{item.number}. {item.title}" if item.number else item.title
            return f"{_short(name)} ({self._day_of(item.meeting)})"
        name = f"Minute {item.number}" if item.number else f"Item {item.position}" if item.position else "Item"
        return f"{name} of {self.at(item.meeting)}"

    def _resolution(self, resolution: Resolution) -> str:
        item = self._records.get(resolution.item)
        number = item.number if isinstance(item, Item) else None
        mark = "".join((number or "", f"({resolution.clause})" if resolution.clause else ""))
        when = f" ({self._day_of(item.meeting)})" if isinstance(item, Item) else ""
        return f"{'Resolved ' + mark if mark else 'Resolved'}: {_short(resolution.text)}{when}"

    def _declaration(self, declaration: Declaration) -> str:
        kind = f"{declaration.interest_kind} interest" if declaration.interest_kind else "interest"
        where = f" in {self.at(declaration.interest_in)}" if declaration.interest_in else ""
        about = f", {self.at(declaration.item)}" if declaration.item else ""
        return f"{self.at(declaration.declarant)}, {kind}{where}{about}"

    def _amount(self, amount: Amount) -> str:
        places = 0 if amount.value == amount.value.to_integral_value() else 2
        digits = f"{amount.value:,.{places}f}"
        money = f"£{digits}" if amount.currency == "GBP" else f"{amount.currency} {digits}"
        return f"{money} for {self.at(amount.amount_for)}" if amount.amount_for else money

    def _day_of(self, key: Ref) -> str:
        meeting = self._records.get(key)
        return day(meeting.date) if isinstance(meeting, Meeting) else self.at(key)


def day(iso: str) -> str:
    """``11 June 2014`` of ``2014-06-11``, ``June 2014`` of ``2014-06``; what is no such date as it is."""
    year, *rest = iso.split("-")
    if not all(part.isascii() and part.isdigit() for part in (year, *rest)) or not 1 <= len(rest) <= 2:
        return iso
    month = int(rest[0])
    if not 1 <= month <= 12:
        return iso
    return " ".join([*(str(int(d)) for d in rest[1:]), MONTHS[month - 1], year])


def _entity(entity: Entity) -> str:
    if entity.title and not entity.name.startswith(entity.title):
        return f"{entity.title} {entity.name}"
    return entity.name


def _short(long: str) -> str:
    """``long`` on one line, cut at a word's end where it is longer than ``WIDTH``."""
    line = " ".join(long.split())
    return line if len(line) <= WIDTH else line[: WIDTH + 1].rsplit(" ", 1)[0][:WIDTH] + " …"
