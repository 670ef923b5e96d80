"""The demo corpus and its gold agree with each other, with the contract, and with nobody else's documents."""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphbuild.codes import Action, InvolvementKind, OrganisationKind

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "graphbuild" / "demo"
SHARED = ROOT.parent / "shared"
STEMS = sorted(p.stem for p in (DEMO / "corpus").glob("*.txt"))
BODY = "Growing Up Well Select Commission"
RECORDS = {"minutes", "agenda", "announced", "mentioned"}
CAPACITIES = {"present", "apologies", "in attendance", "membership"}
SERVICE_KINDS = {"service", "project or programme", "strategy or plan", "system", "contract", "review or inspection"}
TOPICS = frozenset(
    {"SEND", "CSE", "LAC", "CARE-LEAVERS", "EARLY-HELP", "DOMESTIC-ABUSE", "SAFEGUARDING", "ADULT-SAFEGUARDING"}
    | {"EXCLUSION-EHE", "SCHOOLS", "YOUTH-JUSTICE", "YOUTH-SERVICES", "CCE", "HEALTH", "INSPECTION", "PERFORMANCE"}
    | {"WORKFORCE", "BUDGET", "COMMISSIONING", "CASE-MANAGEMENT", "GOVERNANCE", "COVID", "MIGRATION", "POVERTY"}
    | {"PREVENT"}
)
TITLE = re.compile(r"^(Councillor|Mr|Mrs|Ms|Dr)\b\.? ")
POUNDS = re.compile(r"£([\d,]+(?:\.\d+)?)\s?(million|m\b|k\b)?")
FACTOR = {"": 1, "k": 1_000, "m": 1_000_000, "million": 1_000_000}
LONG_DATE = re.compile(r"(\w+day),? (\d{1,2})(?:st|nd|rd|th)? (\w+),? (\d{4})")

Gold = dict[str, Any]


def fold(text: str) -> str:
    """Tags and markdown marks gone, one kind of quote, white space single."""
    text = re.sub(r"</?\w+[^>]*>", "", text).replace("’", "'")
    return " ".join(re.sub(r"[*#]", "", text).split())


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9£%]+", text.casefold())


def runs(text: str, length: int = 12) -> set[tuple[str, ...]]:
    w = words(text)
    return {tuple(w[i : i + length]) for i in range(len(w) - length + 1)}


def bare(name: str) -> str:
    return TITLE.sub("", name)


def text_of(stem: str) -> str:
    return (DEMO / "corpus" / f"{stem}.txt").read_text(encoding="utf-8")


def gold_of(stem: str) -> Gold:
    gold: Gold = json.loads((DEMO / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
    return gold


def held(gold: Gold) -> list[Gold]:
    """The meetings whose minutes or agenda the document is."""
    return [m for m in gold["meetings"] if m["record"] in ("minutes", "agenda")]


def items(gold: Gold) -> Iterator[Gold]:
    for meeting in gold["meetings"]:
        yield from meeting["items"]


def named(entries: list[Gold]) -> set[str]:
    return {bare(n) for e in entries for n in (e["name"], *e["aliases"])}


def pounds(text: str) -> set[float]:
    return {round(float(n.replace(",", "")) * FACTOR[unit], 2) for n, unit in POUNDS.findall(text)}


@pytest.fixture(params=STEMS)
def stem(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def gold(stem: str) -> Gold:
    return gold_of(stem)


@pytest.fixture
def text(stem: str) -> str:
    return fold(text_of(stem))


def test_six_documents_each_with_its_gold() -> None:
    assert len(STEMS) == 6
    assert sorted(p.stem for p in (DEMO / "gold").glob("*.json")) == STEMS
    assert [gold_of(s)["document"] for s in STEMS] == [f"{s}.txt" for s in STEMS]


def test_what_is_quoted_stands_in_the_document(gold: Gold, text: str) -> None:
    quoted: list[str] = []
    for item in items(gold):
        quoted += [item["title"], *(r["text"] for r in item["resolutions"]), *(r["quote"] for r in item["references"])]
        quoted += [d[key] for d in item["declarations"] for key in ("reason", "quote")]
        quoted += [r["quote"] for r in item.get("loose_references", ())]
    quoted += [r["quote"] for p in gold["people"] for r in p["roles"]]
    quoted += [x["quote"] for x in gold["relations"] + gold["amounts"]]
    quoted += [x["when"] for x in gold["relations"] if x["when"]]
    quoted += [m["quote"] for m in gold["meetings"] if "quote" in m]
    quoted += [rec for p in gold.get("papers", ()) for rec in (p["title"], *p["recommendations"])]
    missing = [q for q in quoted if fold(q) not in text]
    assert missing == []


def test_names_stand_in_the_document(gold: Gold, text: str) -> None:
    lower = text.casefold()
    names = named(gold["people"]) | named(gold["organisations"]) | named(gold["services"])
    names |= {p["post"] for p in gold["posts"]} | {n for a in gold["acronyms"] for n in a.values()}
    assert [n for n in sorted(names) if fold(n).casefold() not in lower] == []


def test_enumerations(gold: Gold) -> None:
    assert {m["record"] for m in gold["meetings"]} <= RECORDS
    assert {a["capacity"] for m in gold["meetings"] for a in m["attendance"]} <= CAPACITIES
    assert {i["kind"] for i in items(gold)} <= {"substantive", "procedural"}
    assert {t for i in items(gold) for t in i["topics"]} <= TOPICS
    assert {r["action"] for i in items(gold) for r in i["resolutions"]} <= {a.value for a in Action}
    assert {o["kind"] for o in gold["organisations"]} <= {k.value for k in OrganisationKind}
    assert {s["kind"] for s in gold["services"]} <= SERVICE_KINDS
    assert {r["relation"] for r in gold["relations"]} <= {k.value for k in InvolvementKind}


def test_procedural_items_have_no_topic_and_others_one(gold: Gold) -> None:
    assert [i["title"] for i in items(gold) if bool(i["topics"]) != (i["kind"] == "substantive")] == []


def test_dates_are_iso(gold: Gold) -> None:
    dates = [m["date"] for m in gold["meetings"]] + [r["date"] for i in items(gold) for r in i["references"]]
    dates += [r["due_date"] for i in items(gold) for r in i["resolutions"] if r["due_date"]]
    for date in dates:
        datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01")


def test_ids_and_numbers_are_consistent(gold: Gold) -> None:
    ids = [m["id"] for m in gold["meetings"]]
    assert len(ids) == len(set(ids))
    for meeting in held(gold):
        numbers = [int(i["number"]) for i in meeting["items"] if i["number"]]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        for item in meeting["items"]:
            clauses = [r["clause"] for r in item["resolutions"] if r["clause"]]
            assert clauses == [str(n + 1) for n in range(len(clauses))]
            assert {d["about_item"] for d in item["declarations"]} <= {str(n) for n in numbers}


def test_whoever_acts_is_listed(gold: Gold) -> None:
    people, posts = named(gold["people"]), {p["post"] for p in gold["posts"]}
    organisations = named(gold["organisations"])
    for meeting in gold["meetings"]:
        assert {bare(c["person"]) for c in meeting["chairs"]} <= people
        assert {bare(a["person"]) for a in meeting["attendance"] if a["person"]} <= people
    for item in items(gold):
        assert {bare(p) for p in item["presented_by"]} <= people | posts
        assert {bare(d["person"]) for d in item["declarations"]} <= people
        assert {d["organisation"] for d in item["declarations"]} <= organisations
        for resolution in item["resolutions"]:
            assert resolution["asked_of"] in {None} | people | posts | organisations
            assert {bare(resolution[k]) for k in ("moved_by", "seconded_by") if k in resolution} <= people
            assert resolution["due"] is None or resolution["due"] in resolution["text"]
    known = people | organisations | named(gold["services"])
    assert [r for r in gold["relations"] if not {r["subject"], r["object"]} <= known] == []


def test_nobody_is_counted_twice(gold: Gold) -> None:
    for meeting in gold["meetings"]:
        there = [(bare(a["person"]), a["capacity"]) for a in meeting["attendance"] if a["person"]]
        assert len(there) == len(set(there))
    for kind in ("people", "organisations", "services"):
        names = [e["name"] for e in gold[kind]]
        assert len(names) == len(set(names))


def test_no_decision_and_no_sum_is_left_out(stem: str, gold: Gold, text: str) -> None:
    decided = [
        i for m in held(gold) for i in m["items"] if any(not r["text"].startswith("It was") for r in i["resolutions"])
    ]
    assert len(re.findall(r"Resolved:", text)) == len(decided)
    assert len(re.findall(r"It was (?:also |unanimously )*agreed", text)) == sum(
        r["text"].startswith("It was") for i in items(gold) for r in i["resolutions"]
    )
    assert {float(a["amount_gbp"]) for a in gold["amounts"]} == pounds(text)
    assert [a for a in gold["amounts"] if a["amount_gbp"] not in pounds(a["quote"])] == []


def test_votes_do_not_exceed_those_present() -> None:
    votes = []
    for meeting in (m for s in STEMS for m in held(gold_of(s))):
        members = sum(
            (a["person"] or "").startswith("Councillor") for a in meeting["attendance"] if a["capacity"] == "present"
        )
        for resolution in (r for i in meeting["items"] for r in i["resolutions"] if "votes_for" in r):
            cast = resolution["votes_for"] + resolution["votes_against"] + resolution.get("abstentions", 0)
            votes.append((cast, members))
    assert len(votes) >= 2
    assert all(cast <= members for cast, members in votes)


def test_references_within_the_corpus_meet_an_item() -> None:
    recorded = {m["date"]: {i["number"] for i in m["items"]} for s in STEMS for m in held(gold_of(s))}
    within = [
        r
        for s in STEMS
        for i in items(gold_of(s))
        for r in i["references"]
        if r["minute"] and r["date"] in recorded and r.get("body", BODY) == BODY
    ]
    assert len(within) >= 6
    assert [r for r in within if r["minute"] not in recorded[r["date"]]] == []


def test_every_action_of_the_contract_occurs() -> None:
    actions = {r["action"] for s in STEMS for m in held(gold_of(s)) for i in m["items"] for r in i["resolutions"]}
    assert actions == {a.value for a in Action}


def test_days_of_the_week_are_right(text: str) -> None:
    found = LONG_DATE.findall(text)
    assert found
    for day, number, month, year in found:
        date = datetime.datetime.strptime(f"{number} {month} {year}", "%d %B %Y")
        assert date.strftime("%A") == day


@pytest.mark.corpus
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real documents in ../shared are not here")
def test_no_sentence_is_borrowed() -> None:
    theirs = set().union(*(runs(p.read_text("utf-8", "replace")) for p in (SHARED / "corpus").rglob("*.txt")))
    assert theirs
    for path in sorted(p for p in DEMO.rglob("*") if p.suffix in (".txt", ".json", ".md")):
        assert runs(path.read_text(encoding="utf-8")) & theirs == set(), path.name


@pytest.mark.corpus
@pytest.mark.skipif(not (SHARED / "checks").is_dir(), reason="the list of particular names in ../shared is not here")
def test_no_particular_name_occurs() -> None:
    lines = (SHARED / "checks" / "particular.txt").read_text(encoding="utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    assert names
    for path in sorted(p for p in DEMO.rglob("*") if p.suffix in (".txt", ".json", ".md")):
        text = path.read_text(encoding="utf-8")
        assert [n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text)] == [], path.name
