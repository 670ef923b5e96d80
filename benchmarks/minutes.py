"""Minutes of made-up committees, as many as are wanted: a corpus of any size whose every word is our own.

    python benchmarks/minutes.py FOLDER [--number 200] [--seed 1] [--councils 1]

The same number, seed and councils give the same bytes. Committees meet month by month with members who come and go,
items go on from those of the meeting before, services are provided and funded by partners who change: what linking has
to bring together. Where there are several councils, each has a name, meetings, people and services of its own; their
committees are called alike, as are some of their people. Text and layout are plainer than real minutes; use it for time
and size, not for quality.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

BODIES = (
    "Growing Up Well Select Commission",
    "Homes and Streets Panel",
    "Health Scrutiny Committee",
    "Audit Committee",
)
BODIES_OF_COUNCILS = (
    "Audit Committee",
    "Health Scrutiny Committee",
    "Housing Scrutiny Panel",
    "Overview and Scrutiny Management Board",
)
"""Names that are of no one council."""
GIVEN = (
    "Esther Hugh Ruth Cecil Miriam Alan Priya Owen Sana Derek Lucy Tomasz Grace Neil Farah Colin Joan Vikram"
).split()
FAMILY = (
    "Penhale Marchbanks Dacre Orme Castle Tolliver Bellwood Farrant Prewett Tapley Wintle Sallow Haldane Yarwood "
    "Quill Osgood Gorringe Mistry Okell Zielinska Rigby Inchbald Rudge Adeyemi Lisle Hallam Thirsk Bracewell Arkle"
).split()
FAMILY_OF_COUNCILS = tuple(
    front + end
    for front in "Ald Bram Car Den Els Fern Gar Hart Ing Kel Lang Mar Nor Pen Rad Sel Thorn Wal".split()
    for end in "acre bury by combe den ford ham ley more sett shaw stow ton well wick worth".split()
)
"""Family names besides, where many councils would make every name common."""
PLACES = tuple(
    front + end
    for end in "chester minster mouth port leigh hurst dale stead".split()
    for front in "Bar Wex Mel Tor Stan Cul Hal Rox Kem Dun Lin Wyn Far Old Pol Ash Gor Sher Bly Tarn Nether".split()
)
"""Of councils."""
POSTS = (
    "Head of Inclusion, Commissioning Manager, Strategic Director of Children's Services, Head of Housing, "
    "Head of Finance, Assistant Director for Public Health, Service Manager for Early Help, Performance Manager, "
    "Democratic Services Officer"
).split(", ")
NAMED = (
    "Larkspur Waymark Millstream Copperfield Bramble Lantern Harbour Beacon Foxglove Juniper Causeway Orchard"
).split()
KINDS = "Service,Programme,Project,Strategy,Partnership,Outreach Service,Improvement Plan,Helpline".split(",")
PARTNERS = (
    "Lantern Row Trust, Merrowfield Foundation, Dunstane Trust, Barsetshire Police, Hexley Vale College, Ofsted, "
    "Barsetshire Clinical Commissioning Group, Quarnby Housing Association, Millbeck Academy, Cobb Lane Youth Centre"
).split(", ")
GROUPS = "care leavers,tenants,young carers,pupils,foster carers,older residents,families,apprentices".split(",")
TOPICS = (
    "school attendance,domestic abuse,early help,special educational needs,homelessness,the revenue budget,"
    "road safety,child sexual exploitation,waiting times,safeguarding,recruitment of social workers,youth services"
).split(",")
OPENINGS = (
    "{officer}, {post}, presented a report on the {thing}.",
    "Further to Minute No. {before} of the meeting held on {last}, {officer}, {post}, gave an update on the {thing}.",
    "Consideration was given to a report, presented by {officer}, {post}, about {topic} and the {thing}.",
)
FACTS = (
    "The {thing} was provided by {partner} and funded by {other}, which had granted £{money},000 for two years.",
    "Members were told that {partner} had inspected the {thing} in {month} and had found that it was well led.",
    "It was reported that the cost of placements had risen by {few} per cent to £{money},500, because of {topic}.",
    "{member} asked how the views of {group} were heard. A survey would be carried out by {partner} before {month}.",
    "The {thing} had been commissioned jointly with {other}, and a review of {topic} would be finished by {month}.",
    "{member} was concerned about {topic}. The {post} replied that {few} new posts had been filled.",
)
"""What puts facts into a graph."""
TALK = (
    "The number of {group} who were waiting had fallen from {number} in {month} to fewer than {few} at the end of the "
    "year, although those who did wait were waiting for longer than before.",
    "It was hard to say how far this was due to changes in the way that cases were counted and how far to the work "
    "itself, and figures for other areas of a similar size were not yet to hand.",
    "Staff had been moved nearer to the people whom they worked with, and sickness had gone down as a result.",
    "A small number of {group} had been asked what they thought, and most had said that they knew whom to turn to.",
    "There were still too many changes of worker, which {group} found harder than anything else.",
    "Savings would have to be found in the coming year and it was not certain that the present level could be kept up.",
    "It had been expected that demand would settle down by {month}, but so far there was no sign of that.",
    "More was now done at the beginning, when a family first asked for help, and less when things had gone wrong.",
    "The quality of assessments was checked each month by looking at {few} cases chosen by chance, of which three "
    "quarters had been good or better.",
    "With regard to {topic}, it was pointed out that the figures hid large differences between one ward and the next.",
    "Leaflets had been printed in {few} languages and were to be had in libraries, surgeries and schools.",
    "Training had been given to {number} members of staff, and those who had missed it would be offered another day.",
    "What had worked least well was the handing over from one team to another, particularly at weekends.",
    "It was recognised that {group} were not all alike and that what helped one might be of no use to another.",
    "The building was to be repaired in stages so that it need not close, and the work would take until {month}.",
    "In answer to a question about {topic}, it was said that nobody had been turned away, but that some had been asked "
    "to come back at another time.",
    "The timetable was tight, and would depend on what was said in the course of the consultation.",
    "Members felt that plain words should be used in letters, and that replies should not take longer than {few} days.",
    "A further {number} responses had come in since the papers were sent out; they did not change the picture.",
    "Whether the money would go on beyond {month} was not known, and plans had been made for either case.",
    "No complaint had been upheld in the quarter, and {few} compliments had been received.",
    "The risks had been looked at again, and two of them were now thought to be less serious than in {month}.",
)
"""What minutes are mostly made of."""
OF_COUNCIL = (
    "A member of the public asked what {place} Borough Council did for {group} who lived in {place}. The answer was "
    "that {place} Borough Council spent less on them than councils near {place}, and would publish figures."
)
"""What tells whose minutes they are, where there are several councils."""
DECISIONS = (
    "That the report be noted.",
    "That the {post} be asked to submit a further report on the {thing} to the meeting in {month}.",
    "That {partner} be thanked for its work with {group}.",
    "That Cabinet be recommended to set aside £{money},000 for the {thing}.",
    "That the {thing} be endorsed.",
)
# Not calendar.month_name: that depends on the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Committee:
    """A committee as it stands for the years of the corpus."""

    place: str
    """Of its council; empty where there is only one."""
    name: str
    members: tuple[str, ...]
    officers: tuple[tuple[str, str], ...]
    """Name and post."""
    things: tuple[str, ...]
    """Services and plans that it hears of again and again."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--councils", type=int, default=1)
    given = parser.parse_args()
    if not 1 <= given.councils <= len(PLACES):
        parser.error(f"--councils: from 1 to {len(PLACES)}")
    print(f"{len(write(given.folder, given.number, given.seed, given.councils))} documents in {given.folder}")


def write(folder: Path, number: int = 200, seed: int = 1, councils: int = 1) -> list[Path]:
    """Writes ``number`` documents into ``folder``, which is made, and gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in documents(number, seed, councils):
        paths.append(folder / name)
        paths[-1].write_text(text, "utf-8", newline="\n")
    return paths


def documents(number: int, seed: int = 1, councils: int = 1) -> Iterator[tuple[str, str]]:
    """``number`` documents, each a file's name and the minutes of one meeting, council by council."""
    if councils == 1:
        yield from _of_council(random.Random(seed), "", number)
        return
    each, more = divmod(number, councils)
    for council, place in enumerate(PLACES[:councils]):
        # Drawn by themselves, so that a council's documents are the same however many others there are.
        yield from _of_council(random.Random(f"{seed} {place}"), place, each + (council < more))


def _of_council(chance: random.Random, place: str, number: int) -> Iterator[tuple[str, str]]:
    committees = [_committee(chance, place, name) for name in (BODIES_OF_COUNCILS if place else BODIES)]
    first = date(2012, 1, 10)
    for meeting in range(number):
        committee = committees[meeting % len(committees)]
        round_ = meeting // len(committees)
        day = first + timedelta(days=28 * round_ + meeting % len(committees))
        name = f"{place} {committee.name}".strip().lower().replace(" ", "-")
        yield f"{name}-{day.isoformat()}.txt", _minutes(chance, committee, day, 1 + 8 * round_)


def _committee(chance: random.Random, place: str, name: str) -> Committee:
    families = (*FAMILY, *FAMILY_OF_COUNCILS) if place else FAMILY
    people = [f"{given} {family}" for given in GIVEN for family in families]
    things = [f"{named} {kind}" for named in NAMED for kind in KINDS]
    chosen = chance.sample(people, 14 + len(POSTS))
    return Committee(
        place,
        name,
        tuple(f"Councillor {person[0]}. {person.split()[1]}" for person in chosen[:14]),
        tuple(zip(chosen[14:], POSTS, strict=True)),
        tuple(chance.sample(things, 12)),
    )


def _minutes(chance: random.Random, committee: Committee, day: date, number: int) -> str:
    chair, *others = chance.sample(committee.members, 9)
    apologies = [member for member in committee.members if member not in (chair, *others)][:3]
    last = day - timedelta(days=28)
    lines = [
        *([f"{committee.place} Borough Council".upper()] if committee.place else []),
        committee.name.upper(),
        _day(day),
        "",
        f"Present:- {chair} (in the Chair); {_listed(others)}.",
        "",
        f"Apologies for absence were received from {_listed(apologies)}.",
        "",
        *_item(number, "Declarations of interest", [_declared(chance, others, number)], []),
        *_item(
            number + 1,
            f"Minutes of the meeting held on {_day(last)}",
            [OF_COUNCIL.format(place=committee.place, group=chance.choice(GROUPS))] if committee.place else [],
            ["That the minutes of the previous meeting be approved as a correct record."],
        ),
    ]
    for offset in range(2, 7):
        lines += _business(chance, committee, others, number + offset, last)
    following = day + timedelta(days=28)
    ends = [f"That the next meeting be held on {_day(following)}."]
    return "\n".join([*lines, *_item(number + 7, "Date of next meeting", [], ends)]) + "\n"


def _business(chance: random.Random, committee: Committee, others: Sequence[str], number: int, last: date) -> list[str]:
    """An item with a report, a discussion and decisions."""
    thing, topic = chance.choice(committee.things), chance.choice(TOPICS)
    officer, post = chance.choice(committee.officers)

    def filled(sentence: str) -> str:
        partner, other = chance.sample(PARTNERS, 2)
        return sentence.format(
            thing=thing,
            topic=topic,
            officer=officer,
            post=post,
            partner=partner,
            other=other,
            member=chance.choice(others),
            group=chance.choice(GROUPS),
            month=chance.choice(MONTHS),
            money=chance.randrange(12, 900),
            number=chance.randrange(30, 900),
            few=chance.randrange(3, 28),
            before=max(1, number - 8),
            last=_day(last),
        )

    prose = [filled(chance.choice(OPENINGS)), *map(filled, chance.sample(FACTS, chance.randrange(1, 4)))]
    for _ in range(chance.randrange(3, 7)):
        paragraph = " ".join(map(filled, chance.sample(TALK, chance.randrange(2, 5))))
        prose.insert(chance.randrange(1, len(prose) + 1), paragraph)
    decisions = [filled(decision) for decision in chance.sample(DECISIONS, chance.randrange(1, 4))]
    return _item(number, f"{thing}: {topic}", prose, decisions)


def _item(number: int, title: str, prose: Sequence[str], decisions: Sequence[str]) -> list[str]:
    lines = [f"{number}. {title.upper()}.", ""]
    for paragraph in prose:
        lines += [paragraph, ""]
    for clause, decision in enumerate(decisions, start=1):
        mark = f"({clause}) " if len(decisions) > 1 else ""
        lines += [f"{'Resolved: - ' if clause == 1 else ''}{mark}{decision}", ""]
    return lines


def _declared(chance: random.Random, others: Sequence[str], number: int) -> str:
    if chance.random() < 0.6:
        return "There were no declarations of interest to report."
    return (
        f"{chance.choice(others)} declared a personal interest in Minute No. {number + 3} as a governor of "
        f"{chance.choice(PARTNERS)}."
    )


def _listed(names: Sequence[str]) -> str:
    bare = [name.removeprefix("Councillor ") for name in names]
    return f"Councillors {', '.join(bare[:-1])} and {bare[-1]}"


def _day(day: date) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    end = "th" if 10 < day.day < 14 else ends.get(day.day % 10, "th")
    return f"{day.day}{end} {MONTHS[day.month - 1]}, {day.year}"


if __name__ == "__main__":
    main()
