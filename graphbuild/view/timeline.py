"""A topic's story drawn along the years: a column a meeting, a lane each for items, decisions, bodies and people.

Everything has its place in pixels, x to the right and y down, so that the page only writes it out as SVG.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from graphbuild.graph.labels import day
from graphbuild.trace.outcomes import ASKING
from graphbuild.trace.records import Decision, Item, Link, Meeting, Named, Outcome, Place, Sighting, Story
from graphbuild.view import routes
from graphbuild.view.columns import Band
from graphbuild.view.text import clean, width, wrap

FONT, LINE = 12.0, 14.5
"""Size of the labels and height of their lines, in pixels."""
COLUMN, WIDEST, STUB, GAP_YEAR = 204.0, 340.0, 122.0, 34.0
"""Widths of a meeting of the story, at least and at most, of one that threads lead out to, and of a year without."""
ROOM = 820.0
"""Width that the drawing fills if it can: the timeline's part of a window of 1400."""
MARGIN, TOP, PAD = 104.0, 46.0, 12.0
"""Width of the lanes' titles, height of the years and dates, and space above and below what stands in a lane."""
SYMBOL = 9.0
"""Half the size of a mark."""
BEFORE, BESIDE, AFTER = 30.0, 15.0, 5.0
"""From where a column begins to the middle of its marks, on to their labels, and from the labels to its end."""
ROW, DOT_ROW = 31.0, 21.0
"""Heights of a row of a lane of spans: of those that last, under their names, and of single sightings, beside them."""
AT_MOST = 40
"""How many spans a lane has at most, those seen most often."""
LINES, LONGEST = 3, 40.0
"""Lines of a mark's label at most, and length of a span's, in font sizes."""
BOLD = 1.08
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An item or a decision."""

    iri: str
    kind: str
    """A key of ``kinds``."""
    x: float
    y: float
    """Its middle."""
    rows: tuple[str, ...]
    """What is written beside it."""
    note: tuple[str, ...]
    """What became of it, in lines."""
    late: bool
    """Whether that is that nothing did."""
    title: str
    """All of it, for those who cannot see the drawing."""
    hollow: bool = False
    """Whether the graph only has pointers at it."""
    width: float = 0.0
    """Of its label and itself at most."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when an organisation, a service, a person or a post is seen."""

    iri: str
    kind: str
    xs: tuple[float, ...]
    """Where it is seen."""
    y: float
    label: str
    title: str
    at: float = 0.0
    """Where the label begins."""
    label_y: float = 0.0
    """On which line it stands."""
    width: float = 0.0
    """Of all of it."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A line from what was asked or begun to what goes on from it."""

    earlier: str
    later: str
    path: str
    """SVG's ``d``."""
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of a story."""

    width: float
    height: float
    years: tuple[Band, ...]
    dates: tuple[tuple[float, str], ...]
    """Where each meeting's column begins, and its day."""
    lanes: tuple[Band, ...]
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]
    threads: tuple[Thread, ...]
    left_out: int
    """Spans for which there is no room."""


def draw(story: Story, kind_of: Mapping[str, str]) -> Timeline:
    """The story's drawing; ``kind_of`` gives the kind (a key of ``kinds``) of each person or post by its IRI."""
    meetings = [meeting for year in story.years for meeting in year.meetings]
    links = [link for thread in story.threads for link in thread.links] + [*story.missing]
    columns = _Columns(meetings, _stubs(meetings, links))
    drawn = _drawn(links, _across(meetings, columns))
    lanes = _Lanes(columns, 1 + max(drawn.values(), default=-1))
    lanes.add_items(meetings)
    lanes.add_decisions(meetings, story.until)
    places = {item.iri: columns.at[meeting.iri] for meeting in meetings for item in meeting.items}
    for title, kind, wanted in (
        ("Organisations", "organisation", "organisation"),
        ("Services", "undertaking", "service"),
    ):
        lanes.add_spans(title, [_sighted(one, kind, places) for one in story.seen if one.kind == wanted])
    lanes.add_spans("People", _people(meetings, kind_of, columns.at))
    at = {mark.iri: mark for mark in lanes.marks}
    return Timeline(
        width=columns.width,
        height=lanes.height,
        years=columns.years,
        dates=columns.dates,
        lanes=tuple(lanes.bands),
        marks=tuple(lanes.marks),
        spans=tuple(lanes.spans),
        threads=tuple(_thread(link, track, at) for link, track in drawn.items()),
        left_out=lanes.left_out,
    )


def _stubs(meetings: Sequence[Meeting], links: Iterable[Link]) -> dict[str, list[Place]]:
    """What threads begin or end at without its meeting being in the story, by meeting."""
    told = {meeting.iri for meeting in meetings}
    found: dict[str, dict[str, Place]] = {}
    for link in links:
        for place in (link.earlier, link.later):
            if place.meeting not in told and place.date:
                found.setdefault(place.meeting, {})[place.iri] = place
    return {iri: [places[key] for key in sorted(places)] for iri, places in found.items()}


class _Columns:
    """A column a meeting, in the order of time; years without one are narrow."""

    def __init__(self, meetings: Sequence[Meeting], stubs: Mapping[str, Sequence[Place]]) -> None:
        self.stubs = stubs
        self.at: dict[str, float] = {}
        """Where the marks of each meeting stand."""
        days = {meeting.iri: meeting.date for meeting in meetings} | {iri: at[0].date for iri, at in stubs.items()}
        dates: list[tuple[float, str]] = []
        bands: list[Band] = []
        x = MARGIN
        by_year: dict[int, list[str]] = {}
        for iri in sorted(days, key=lambda iri: (days[iri], iri)):
            by_year.setdefault(int(days[iri][:4]), []).append(iri)
        years = range(min(by_year), max(by_year) + 1) if by_year else range(0)
        narrow = len(stubs) * STUB + sum(year not in by_year for year in years) * GAP_YEAR
        self.column = min(WIDEST, max(COLUMN, (ROOM - MARGIN - narrow) / max(1, len(days) - len(stubs))))
        """Width of a meeting's column."""
        for year in years:
            begin = x
            for iri in by_year.get(year, ()):
                self.at[iri] = x + BEFORE
                dates.append((x + BEFORE - SYMBOL, day(days[iri])))
                x += STUB if iri in stubs else self.column
            x += 0 if year in by_year else GAP_YEAR
            bands.append(Band(str(year), begin, x))
        self.width = x + 6
        self.dates, self.years = tuple(dates), tuple(bands)


class _Lanes:
    """Lanes from top to bottom, each as high as what stands in it, below the ``tracks`` of the threads."""

    def __init__(self, columns: _Columns, tracks: int) -> None:
        self.columns = columns
        self.height = TOP + tracks * routes.TRACK
        self.left_out = 0
        self.bands: list[Band] = []
        self.marks: list[Mark] = []
        self.spans: list[Span] = []

    def add_items(self, meetings: Sequence[Meeting]) -> None:
        """A mark an item, those too that are only pointed at or that only point."""
        wide = self.columns.column
        told = {meeting.iri: [_of_item(item, meeting.date, wide) for item in meeting.items] for meeting in meetings}
        bodies = {meeting.body for meeting in meetings}
        pointed = {iri: [_of_place(place, bodies) for place in places] for iri, places in self.columns.stubs.items()}
        self._add_marks("Items", told | pointed)

    def add_decisions(self, meetings: Sequence[Meeting], until: str) -> None:
        """A mark a decision, with what became of it up to the date ``until``."""
        wide = self.columns.column
        decided = {
            meeting.iri: [
                _of_decision(one, item, meeting.date, until, wide) for item in meeting.items for one in item.decisions
            ]
            for meeting in meetings
        }
        self._add_marks("Decisions", decided)

    def add_spans(self, title: str, spans: Sequence[Span]) -> None:
        """A span each, those that last above single sightings; several in a row where there is room."""
        kept = sorted(sorted(spans, key=lambda one: -len(one.xs))[:AT_MOST], key=lambda one: (one.xs, one.label))
        self.left_out += len(spans) - len(kept)
        bottom = self.height
        for lasting in (True, False):
            some = [span for span in kept if (len(span.xs) > 1) is lasting]
            bottom = self._add_rows(some, bottom, lasting)
        self._end(title, bottom + PAD / 2 if kept else self.height)

    def _add_rows(self, spans: Sequence[Span], top: float, lasting: bool) -> float:
        """Packs spans into rows, each into the first that is free there; gives where the last row ends."""
        height, free = ROW if lasting else DOT_ROW, list[float]()
        for span in spans:
            # What would run out of the drawing stands further left: above its bar, or on the other side of its dot.
            first, end = span.xs[0], self.columns.width
            room = end - MARGIN if lasting else max(end - first - SYMBOL, first - SYMBOL - MARGIN)
            label = wrap(span.label, min(room / FONT, LONGEST), 1)[0]
            long = width(label) * FONT
            wanted, inside = first - SYMBOL if lasting else first + SYMBOL, end - long
            at = wanted if wanted <= inside else max(MARGIN, inside if lasting else first - SYMBOL - long)
            begin = min(at, span.xs[0] - SYMBOL)
            row = next((number for number, end in enumerate(free) if end < begin), len(free))
            free[row : row + 1] = [max(at + long, span.xs[-1]) + 2 * PAD]
            y = top + row * height + (ROW - 6 if lasting else DOT_ROW - 5)
            label_y = y - 9 if lasting else y + 4
            self.spans.append(
                replace(span, label=label, y=y, at=at, label_y=label_y, width=max(at + long, span.xs[-1] + 6) - begin)
            )
        return top + len(free) * height

    def _add_marks(self, title: str, marks: Mapping[str, Sequence[Mark]]) -> None:
        bottom = self.height
        for meeting, stack in marks.items():
            y = self.height + PAD
            for mark in stack:
                lines = len(mark.rows) + len(mark.note)
                wide = (STUB if meeting in self.columns.stubs else self.columns.column) - BEFORE + SYMBOL
                self.marks.append(replace(mark, x=self.columns.at[meeting], y=y + SYMBOL, width=wide))
                y += max(2 * SYMBOL, lines * LINE) + PAD
            bottom = max(bottom, y)
        self._end(title, bottom)

    def _end(self, title: str, bottom: float) -> None:
        if bottom > self.height:
            self.bands.append(Band(title, self.height, bottom))
            self.height = bottom


def _rows(text: str, column: float, bold: bool = False) -> tuple[str, ...]:
    """What is written beside a mark in a column of that width, in lines."""
    room = (column - BEFORE - BESIDE - AFTER) / FONT
    return tuple(wrap(text, room / BOLD if bold else room, LINES)) if text else ()


def _of_item(item: Item, date: str, wide: float) -> Mark:
    name = clean(f"{item.number} {item.title}")
    return Mark(item.iri, "item", 0, 0, _rows(name, wide), (), False, f"Item {name}, {day(date)}")


def _of_place(place: Place, bodies: Set[str]) -> Mark:
    """The mark of what is not in the story; whose meeting it is is said where the story has others' too."""
    whose = "Meeting" if bodies == {place.body} else place.body
    known = f"{place.number} {place.title}" if place.title else f"Minute {place.number}" if place.number else whose
    name, kind = clean(known), "meeting" if place.iri == place.meeting else "item"
    title = f"{name}, {day(place.date)}" if place.recorded else f"{name} of {day(place.date)}, which is not on record"
    return Mark(place.iri, kind, 0, 0, _rows(name, STUB), (), False, title, hollow=not place.recorded)


def _of_decision(decision: Decision, item: Item, date: str, until: str, wide: float) -> Mark:
    clause = f"({decision.clause}) " if decision.clause else ""
    text = clean(f"{item.number}{clause}{decision.text}" if clause else f"{item.number} {decision.text}")
    note, late = _became(decision, date, until)
    title = f"Decision {text}, {day(date)}" + (f": {note}" if note else "")
    return Mark(decision.iri, "decision", 0, 0, _rows(text, wide), _rows(note, wide, bold=True), late, title)


def _became(decision: Decision, met: str, until: str) -> tuple[str, bool]:
    """What became of a decision of a meeting on ``met``, in few words, and whether it is known to be nothing.

    ``until`` is the date of the last meeting on record.
    """
    if decision.outcome is Outcome.ANSWERED:
        answer = decision.answers[0]
        late = {True: ", in time", False: ", late", None: ""}[answer.in_time]
        return f"{'answered' if decision.action in ASKING else 'taken up'} {day(answer.place.date)}{late}", False
    if decision.outcome is Outcome.NOTHING_ASKED:
        return "", False
    if decision.perhaps:
        return f"perhaps answered {day(decision.perhaps[0].date)}, not on record", False
    if until <= met:
        return "nothing later on record", False
    return f"{'overdue, ' if decision.outcome is Outcome.OVERDUE else ''}not seen again", True


def _sighted(sighting: Sighting, kind: str, places: Mapping[str, float]) -> Span:
    xs = tuple(sorted({places[item] for item in sighting.items if item in places}))
    words = " to ".join(dict.fromkeys((day(sighting.first), day(sighting.last))))
    return Span(sighting.iri, kind, xs or (MARGIN,), 0, clean(sighting.label), f"{clean(sighting.label)}, {words}")


def _people(meetings: Sequence[Meeting], kind_of: Mapping[str, str], at: Mapping[str, float]) -> list[Span]:
    """Who presented an item or was asked for something."""
    seen: dict[str, tuple[Named, list[Meeting]]] = {}
    for meeting in meetings:
        for item in meeting.items:
            for who in (*item.presented_by, *(one for decision in item.decisions for one in decision.asked_of)):
                if kind_of.get(who.iri) in ("person", "post"):
                    seen.setdefault(who.iri, (who, []))[1].append(meeting)
    spans = []
    for iri, (who, found) in seen.items():
        xs = tuple(sorted({at[meeting.iri] for meeting in found}))
        words = " to ".join(dict.fromkeys((day(found[0].date), day(found[-1].date))))
        spans.append(Span(iri, kind_of[iri], xs, 0, clean(who.label), f"{clean(who.label)}, {words}"))
    return spans


def _across(meetings: Sequence[Meeting], columns: _Columns) -> dict[str, float]:
    """Where across the drawing each item, decision and stub has its mark."""
    at = columns.at
    stubs = {place.iri: at[iri] for iri, places in columns.stubs.items() for place in places}
    items = {item.iri: at[meeting.iri] for meeting in meetings for item in meeting.items}
    decisions = {one.iri: at[meeting.iri] for meeting in meetings for item in meeting.items for one in item.decisions}
    return stubs | items | decisions


def _drawn(links: Sequence[Link], across: Mapping[str, float]) -> dict[Link, int]:
    """The pointers whose ends both have a mark, one for each two ends, and the track of each."""
    found: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda one: not one.follows):
        ends = _begin(link, across), link.later.iri
        if ends[0] != ends[1] and all(end in across for end in ends):
            found.setdefault(ends, link)
    tracks = routes.tracks([(across[begin], across[end]) for begin, end in found])
    return dict(zip(found.values(), tracks, strict=True))


def _begin(link: Link, known: Container[str]) -> str:
    """The mark from which a thread begins: a decision's where it goes on from one."""
    return link.decision if link.decision in known else link.earlier.iri


def _thread(link: Link, track: int, at: Mapping[str, Mark]) -> Thread:
    begin, end = at[_begin(link, at)], at[link.later.iri]
    title = f"{end.title} {'goes on from' if link.follows else 'refers to'} {begin.title}"
    line = routes.path((begin.x, begin.y), (end.x, end.y), TOP + track * routes.TRACK)
    return Thread(begin.iri, end.iri, line, title)
