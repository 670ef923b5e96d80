"""Corpora about a council that does not exist, put through the real emitter into a graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pyoxigraph import Store

from graphbuild.codes import (
    Action,
    Capacity,
    EntityKind,
    InvolvementKind,
    Modality,
    OrganisationKind,
    RecordKind,
    UndertakingKind,
)
from graphbuild.graph.emit import quads
from graphbuild.graph.store import Graph, of_store
from graphbuild.model import (
    Amount,
    Attendance,
    Claim,
    Corpus,
    Declaration,
    Entity,
    Facts,
    Involvement,
    Item,
    Meeting,
    Passage,
    Ref,
    Resolution,
    Source,
    Tenure,
)
from graphbuild.settings import Settings
from graphbuild.vocabulary import slug

COMMISSION = "Barchester Learning Commission"
BODY: Ref = ("organisation", slug(COMMISSION))
SEND: Ref = ("topic", "SEND")
Evidence = tuple[Passage, ...]


@dataclass
class Council:
    """Gathers documents and what they say; every record quotes a sentence that was written for it."""

    texts: dict[str, str] = field(default_factory=dict)
    entities: dict[Ref, Entity] = field(default_factory=dict)
    facts: dict[str, list[Any]] = field(default_factory=dict)

    def say(self, date: str, sentence: str) -> Evidence:
        document = f"minutes-{date}"
        text = self.texts.get(document, "")
        self.texts[document] = f"{text}{sentence}\n"
        return (Passage(document, len(text), len(text) + len(sentence)),)

    def add(self, kind: str, record: Any) -> Ref:
        self.facts.setdefault(kind, []).append(record)
        key: Ref = record.key
        return key

    def name(self, kind: EntityKind, name: str, evidence: Evidence, **fields: Any) -> Ref:
        key = (kind.value, slug(name))
        if key in self.entities:
            evidence = (*self.entities[key].evidence, *evidence)
        self.entities[key] = Entity(key=key, kind=kind, name=name, **known(evidence, 0.95), **fields)
        return key

    def meeting(self, date: str) -> Ref:
        evidence = self.say(date, f"{COMMISSION}, meeting of {date}, at 5.30 p.m. in the Corn Hall")
        self.name(EntityKind.ORGANISATION, COMMISSION, evidence, classification=OrganisationKind.COUNCIL_BODY)
        held = {"record": RecordKind.MINUTES, "recorded_in": (f"minutes-{date}",), "start_time": "17:30"}
        record = Meeting(
            key=("meeting", BODY[1], date), body=BODY, date=date, venue="Corn Hall", **held, **known(evidence)
        )
        return self.add("meetings", record)

    def item(self, meeting: Ref, number: str, title: str, *topics: Ref) -> Ref:
        evidence = self.say(meeting[2], f"{number}. {title}")
        named = {"number": number, "title": title, "position": int(number)}
        key = self.add("items", Item(key=(*meeting, number), meeting=meeting, **named, **known(evidence)))
        for topic in topics:
            self.claim(key, "subject", topic, evidence, 0.9)
        return key

    def claim(self, subject: Ref, predicate: str, about: Ref, evidence: Evidence, confidence: float) -> Ref:
        key = ("claim", predicate, *subject[1:], *about[1:])
        said = known(evidence, confidence)
        return self.add("claims", Claim(key=key, subject=subject, predicate=predicate, object=about, **said))

    def presented(self, item: Ref, post: str) -> Ref:
        evidence = self.say(item[2], f"The {post} presented the report and answered questions.")
        key = self.name(EntityKind.POST, post, evidence)
        self.claim(item, "presentedBy", key, evidence, 0.85)
        return key

    def discusses(self, item: Ref, kind: EntityKind, name: str, classification: str) -> Ref:
        evidence = self.say(item[2], f"Members heard how {name} had fared.")
        key = self.name(kind, name, evidence, classification=classification)
        self.claim(item, "discusses", key, evidence, 0.7)
        return key

    def involved(self, agent: Ref, how: InvolvementKind, target: Ref, evidence: Evidence, **fields: Any) -> Ref:
        key = ("involvement", agent[1], slug(how), target[1], evidence[0].source)
        record = Involvement(key=key, agent=agent, involvement=how, target=target, **known(evidence, 0.8), **fields)
        return self.add("involvements", record)

    def decided(self, item: Ref, clause: str, action: Action, text: str, *asked: Ref) -> Ref:
        said = known(self.say(item[2], f"({clause}) {text}"))
        key = ("resolution", *item[1:], clause)
        record = Resolution(key=key, item=item, clause=clause, text=text, action=action, asked_of=asked, **said)
        return self.add("resolutions", record)

    def follows(self, item: Ref, earlier: Ref) -> None:
        evidence = self.say(item[2], f"Further to Minute {earlier[3]} of {earlier[2]}, the matter was taken up again.")
        self.claim(item, "followsUp", earlier, evidence, 0.95)

    def corpus(self) -> Corpus:
        sources = tuple(
            Source(slug=name, name=f"{name}.txt", sha256=sha256(text.encode()).hexdigest(), text=text)
            for name, text in sorted(self.texts.items())
        )
        facts = {kind: tuple(sorted(records, key=lambda r: r.key)) for kind, records in self.facts.items()}
        entities = tuple(self.entities[key] for key in sorted(self.entities))
        return Corpus(sources=sources, entities=entities, facts=Facts(**facts))

    def graph(self) -> Graph:
        store = Store()
        store.bulk_extend(quads(self.corpus(), Settings()))
        return of_store(store)


def known(evidence: Evidence, confidence: float = 1.0) -> dict[str, Any]:
    return {"evidence": evidence, "rule": "by-hand", "confidence": confidence}


TITLES = (
    "SPECIAL EDUCATIONAL NEEDS AND DISABILITIES: SHORT BREAKS",
    "SEND SUFFICIENCY PLAN",
    "Education, health and care plans: how long families wait",
    "Places in special schools",
    "Travel to school for pupils with disabilities",
)
POSTS = (
    "Head of Inclusion",
    "Director of Learning",
    "Lead Officer for Short Breaks",
    "Chair of the Parents' Forum",
    "Cabinet Member for Learning",
)
SERVICES = (
    ("Harbour Short Breaks Service", UndertakingKind.SERVICE),
    ("Sufficiency Plan for Special Schools", UndertakingKind.STRATEGY),
    ("CareBook case records", UndertakingKind.SYSTEM),
    ("Bridges to Work programme", UndertakingKind.PROGRAMME),
    ("Inspection of local SEND arrangements", UndertakingKind.REVIEW),
    ("Wexcombe Travel Contract", UndertakingKind.CONTRACT),
)
BODIES = (
    ("Lantern Trust", OrganisationKind.CHARITY),
    ("Barchester County Council", OrganisationKind.COUNCIL),
    ("Wexcombe Partnership", OrganisationKind.PARTNERSHIP),
    ("Barchester Parents' Forum", OrganisationKind.CHARITY),
    ("Corn Street Academy", OrganisationKind.EDUCATION),
    ("North Barsetshire Hospitals", OrganisationKind.HEALTH),
    ("Plumstead Coaches Limited", OrganisationKind.COMPANY),
    ("University of Barchester", OrganisationKind.EDUCATION),
)
CLAUSES = (
    (Action.NOTE, "That the report be noted."),
    (Action.REQUEST, "That a further report, with what each service costs and who uses it, be brought to this body."),
    (Action.ENDORSE, "That the direction of travel be endorsed."),
)
DATES = ("2014-06-11", "2017-09-12", "2019-03-05", "2021-11-16", "2024-07-30")


def through_the_years(dates: Iterable[str] = DATES) -> Council:
    """A council whose meetings have three items each about SEND, and one about something else."""
    council, count = Council(), 0
    earlier: Ref | None = None
    for date in dates:
        meeting = council.meeting(date)
        other = council.item(meeting, "1", "Minutes of the previous meeting")
        council.decided(other, "1", Action.APPROVE, "That the minutes be approved as a correct record.")
        for number in ("2", "3", "4"):
            item = council.item(meeting, number, TITLES[count % len(TITLES)], SEND)
            fill(council, item, count)
            if earlier and number == "2":
                council.follows(item, earlier)
            earlier, count = item, count + 1
        attend(council, meeting, item)
    return council


def fill(council: Council, item: Ref, count: int) -> None:
    """An item's presenter, service, organisations, decisions and now and then money."""
    post = council.presented(item, POSTS[count % len(POSTS)])
    service_name, service_class = SERVICES[count % len(SERVICES)]
    service = council.discusses(item, EntityKind.UNDERTAKING, service_name, service_class)
    body_name, body_class = BODIES[count % len(BODIES)]
    provider = council.discusses(item, EntityKind.ORGANISATION, body_name, body_class)
    said = council.say(item[2], f"{body_name} provides the {service_name}.")
    council.involved(provider, InvolvementKind.PROVIDES, service, said)
    funder_name, funder_class = BODIES[(count + 3) % len(BODIES)]
    said = council.say(item[2], f"{funder_name} may fund the {service_name}.")
    funder = council.name(EntityKind.ORGANISATION, funder_name, said, classification=funder_class)
    council.involved(funder, InvolvementKind.FUNDS, service, said, modality=Modality.CONDITIONAL)
    for clause, (action, text) in enumerate(CLAUSES[: 1 + count % 3], start=1):
        council.decided(item, str(clause), action, text, *((post,) if action is Action.REQUEST else ()))
    if count % 4 == 0:
        pounds = f"{count + 1}25000"
        said = council.say(item[2], f"£{pounds} was set aside for the {service_name}.")
        key = ("amount", *item[1:], pounds)
        council.add("amounts", Amount(key=key, value=Decimal(pounds), amount_for=service, item=item, **known(said)))


def attend(council: Council, meeting: Ref, item: Ref) -> None:
    """Who was there; one holds a post, and declares an interest in an item."""
    date = meeting[2]
    said = council.say(date, "Councillor Amara Blythe, Cabinet Member for Learning, declared a personal interest.")
    names = {"title": "Councillor", "family_name": "Blythe", "given_name": "Amara", "alt_names": ("Cllr Blythe",)}
    blythe = council.name(EntityKind.PERSON, "Amara Blythe", said, **names)
    post = council.name(EntityKind.POST, "Cabinet Member for Learning", said)
    where = (*meeting[1:], blythe[1])
    present = {"attendee": blythe, "meeting": meeting, "capacity": Capacity.PRESENT}
    council.add("attendances", Attendance(key=("attendance", *where), **present, **known(said)))
    seen = {"first_seen": date, "last_seen": date}
    council.add("tenures", Tenure(key=("tenure", *where), person=blythe, post=post, **seen, **known(said, 0.9)))
    interest = {"declarant": blythe, "item": item, "interest_kind": "personal"}
    council.add("declarations", Declaration(key=("declaration", *where), **interest, **known(said)))


HOSTILE = (
    "<script>window.hacked = 1</script>",
    "</script><img src=x onerror='window.hacked = 2'>",
    "\"Quoted\" & 'single' {{ 7 * 7 }} <!-- --> ]]>",
    "מענה לצרכים מיוחדים בבית הספר",
    "Caf\u00e9 \U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1 \U0001f3e0 and \u202eturned round\u202c \u2028 again",
    "Donaudampfschifffahrtsgesellschaft" * 12,
    " ".join(["An extraordinarily long title that goes on"] * 40),
)


def hostile() -> Council:
    """A council whose agenda was written by someone who means harm."""
    council = Council()
    meeting = council.meeting("2022-02-02")
    for number, title in enumerate(HOSTILE, start=1):
        item = council.item(meeting, str(number), title, SEND)
        body = council.discusses(item, EntityKind.ORGANISATION, f"{title} Ltd", OrganisationKind.COMPANY)
        council.decided(item, "1", Action.NOTE, f"That {title} be noted.", body)
    return council
