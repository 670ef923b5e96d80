"""The words of a story: dates, places, outcomes, sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from graphbuild.format import clean
from graphbuild.graph.labels import day
from graphbuild.trace.outcomes import ASKING, term
from graphbuild.trace.records import Decision, Item, Link, Outcome, Place, Story, Sum, Year

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
_BY = {
    "provides": "provided by",
    "commissions": "commissioned by",
    "funds": "funded by",
    "evaluates": "evaluated by",
    "inspects": "inspected by",
    "supports": "supported by",
    "authored": "written by",
    "part of": "has as a part",
    "partner of": "in partnership with",
    "member of": "has as a member",
    "board member of": "has on its board",
}
"""Involvements in words, said of what somebody is involved in."""
_ROW = 140
"""Characters of a schedule's row that are shown."""
_LONG = 300
"""Characters of a sentence that are shown beside a sum."""


def day_of_year(date: str) -> str:
    """An ISO date without its year: "18 June"."""
    return day(date).rpartition(" ")[0] or day(date)


def listed(names: Iterable[str], between: str = ", ") -> str:
    """Names in a row, cleaned."""
    return between.join(map(clean, names))


def extent(story: Story) -> str:
    """How much there is: items, meetings, years."""
    meetings = [meeting for year in story.years for meeting in year.meetings]
    bodies = sorted({meeting.body for meeting in meetings})
    years = sorted({year.year for year in story.years})
    when = f"{years[0]}" if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
    of = f" of {clean(bodies[0])}" if len(bodies) == 1 else f" of {len(bodies)} bodies"
    return f"{_count(len(story.items), 'item')} at {_count(len(meetings), 'meeting')}{of}, {when}."


def asked(story: Story) -> str:
    """How many requests there are, and what became of them."""
    outcomes = Counter(decision.outcome for item in story.items for decision in item.decisions if _asks(decision))
    until = f"The last meeting on record is of {day(story.until)}." if story.until else ""
    if not outcomes:
        return f"Nothing was asked of anybody. {until}".strip()
    total = _count(sum(outcomes.values()), "request or recommendation", "requests and recommendations")
    words = {Outcome.ANSWERED: "answered", Outcome.OVERDUE: "overdue", Outcome.OPEN: "open"}
    parts = [f"{outcomes[kind]} {said}" for kind, said in words.items() if outcomes[kind]]
    return f"{total}: {', '.join(parts)}. {until}".strip()


def became(decision: Decision, met: str, until: str, bodies: Collection[str]) -> str:
    """What became of a decision of a meeting on ``met``; empty where there is nothing to say."""
    said = _became(decision, met, until, bodies)
    if not said or not decision.listed:
        return said
    last = decision.listed[-1]
    row = f": “{_short(last.evidence.sentence, _ROW)}”" if last.evidence else ""
    return f"{said}; in a schedule of {day(last.place.date)}{row}"


def _became(decision: Decision, met: str, until: str, bodies: Collection[str]) -> str:
    by = term(decision.due, decision.due_text)
    match decision.outcome:
        case Outcome.ANSWERED:
            return _answered(decision, by, bodies)
        case Outcome.OVERDUE:
            when = f"was due by {day(by)}" if decision.perhaps else f"overdue since {_end_of(by)}"
            return f"{when}; {_not_seen(decision, met, until)}"
        case Outcome.OPEN:
            when = f"due “{clean(decision.due_text)}”; " if decision.due_text else f"due by {day(by)}; " if by else ""
            return when + _not_seen(decision, met, until)
    return ""


def _not_seen(decision: Decision, met: str, until: str) -> str:
    if decision.perhaps:
        return f"perhaps answered in {' or '.join(map(record, decision.perhaps))}, which these papers lack"
    return "nothing later on record" if until <= met else f"not seen again up to {day(until)}"


def _answered(decision: Decision, by: str, bodies: Collection[str]) -> str:
    first, *others = decision.answers
    verb = "answered" if _asks(decision) else "taken up"
    how = {True: ", in time", False: f", late: it was due by {day(by)}", None: ""}[first.in_time]
    again = "".join(f"; again on {_item_of(answer.place, bodies)}" for answer in others)
    return f"{verb} on {_item_of(first.place, bodies)}{how}{again}"


def _asks(decision: Decision) -> bool:
    return decision.outcome in (Outcome.OPEN, Outcome.OVERDUE) or decision.action in ASKING


def _item_of(place: Place, bodies: Collection[str]) -> str:
    """ "12 February 2019 (62, Evaluation)", with the body's name where it is another."""
    return f"{day(place.date)}{_other_body(place, bodies)} ({_titled(place)})"


def _titled(place: Place) -> str:
    return ", ".join(filter(None, (clean(place.number), clean(place.title)))) or "the meeting"


def _other_body(place: Place, bodies: Collection[str]) -> str:
    return "" if len(bodies) == 1 and place.body in bodies else f", {clean(place.body)}"


def at(place: Place, bodies: Collection[str]) -> str:
    """A place in few words: "62 of 12 February 2019"."""
    item = clean(place.number) or _short(place.title)
    what = f"{item} of " if item else "the meeting of "
    return f"{what}{day(place.date)}{_other_body(place, bodies)}"


def target(link: Link, bodies: Collection[str]) -> str:
    """What a link goes on from, with a word where the graph has no record of it."""
    return at(link.earlier, bodies) + ("" if link.earlier.recorded else " (not on record)")


def record(place: Place) -> str:
    """A place that is looked for: "Cabinet, 18 September 2017, Minute No. 57"."""
    number = f", Minute No. {clean(place.number)}" if place.number else ""
    return f"{clean(place.body)}, {day(place.date)}{number}"


def chain(places: Sequence[Place], bodies: Collection[str]) -> str:
    """Places by which a matter went."""
    return " → ".join(at(place, bodies) for place in places)


def parts(year: Year) -> Iterator[str]:
    """Who provides, funds ... what, of what a year is the first to say: a line a service, by name."""
    said: dict[str, dict[str, dict[str, None]]] = {}
    for part in sorted(year.parts, key=lambda part: (bool(part.modality), part.agent_label)):
        by_kind = said.setdefault(clean(part.service_label), {})
        agents, agent = by_kind.setdefault(_BY.get(part.kind, part.kind), {}), clean(part.agent_label)
        if agent not in agents:
            agents[agent if not part.modality else f"{agent} ({clean(part.modality)})"] = None
    for service, by_kind in sorted(said.items(), key=lambda pair: pair[0].casefold()):
        kinds = sorted(by_kind.items(), key=lambda pair: [*_BY.values(), pair[0]].index(pair[0]))
        yield f"{service}: " + " · ".join(f"{words} {'; '.join(agents)}" for words, agents in kinds)


def sums(item: Item) -> Iterator[tuple[str, str]]:
    """The sums of an item, those of one sentence together: figures, and the sentence."""
    by_passage: dict[str, list[Sum]] = {}
    for one in item.sums:
        by_passage.setdefault(one.evidence.passage if one.evidence else one.iri, []).append(one)
    for same in by_passage.values():
        figures = ", ".join(money(one.value, one.currency) for one in same)
        sentence = clean(same[0].evidence.sentence) if same[0].evidence else ""
        yield figures, _clause_of(item, sentence) or _short(sentence, _LONG)


def _clause_of(item: Item, sentence: str) -> str:
    """Where the sentence is that of a decision, which."""
    for decision in item.decisions:
        if sentence and clean(decision.text) in sentence:
            return f"in decision ({clean(decision.clause)})" if decision.clause else "in the decision"
    return ""


def money(value: Decimal, currency: str) -> str:
    """A sum in figures: "£105,000", "12.50 CHF"."""
    figures = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return f"{_SIGNS[currency]}{figures}" if currency in _SIGNS else f"{figures} {clean(currency)}".strip()


def _end_of(date: str) -> str:
    return day(date) if len(date) > len("2019-02") else f"the end of {day(date)}"


def _short(words: str, limit: int = 60) -> str:
    words = clean(words)
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " …"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
