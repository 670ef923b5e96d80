"""The two documents of the made-up corpus, where their sentences stand, and what its records are called."""

from __future__ import annotations

import hashlib
from typing import Any

from graphbuild.model import Passage, Ref, Source

MINUTES = """BARCHESTER COUNTY COUNCIL
CHILDREN'S PANEL
11 June 2014 at 5.30 p.m. in the Corn Hall
Present: Councillor Amara Blythe (in the Chair) and Mr Tobias Quill.
Apologies: Councillor Ottoline Pym, Cabinet Member for Learning.
In attendance: Fenella Marsh, Head of Inclusion (for Minute 9; left for Minute 10).
8. DECLARATIONS OF INTEREST
Councillor Blythe declared a personal interest in Minute 10, being a trustee of the Lantern Trust.
9. SPECIAL EDUCATIONAL NEEDS AND DISABILITIES (SEND): SHORT BREAKS
Further to Minute 64 of 30 April 2014, the Head of Inclusion presented the report "Short breaks: the next five years".
The Lantern Trust provides the Harbour Service, which the Council may fund from 2015. It does not inspect it.
The Council has set aside £1,250,000.50 for the Harbour Service. Cases are kept in CareBook.
The report recommends that a second house be opened.
Resolved:-
(1) That the report be noted.
(2) That the Head of Inclusion report back "with costs" by March 2015 \\ sooner.
Moved by Councillor Blythe, seconded by Mr Quill; 7 for, 2 against, 1 abstention: carried.
10. ANY OTHER BUSINESS
A peer review by the Wexcombe Partnership, of which the Council is a member, was proposed.\f
The STAR list was explained: Short Term Action Register.
"""
AGENDA = """Barchester County Council: Children's Panel, 9 September 2014
9 Short breaks \u2013 caf\u00e9 at \U0001f3e0 (Harbour Service)
Councillor Amara Blythe, Chair. The next meeting is in March 2015.
"""
M14, A14 = "barchester-minutes-2014-06", "barchester-agenda-2014-09"


def source(slug: str, text: str, **fields: Any) -> Source:
    return Source(slug=slug, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **fields)


SOURCES = (
    source(A14, AGENDA, name="agenda 2014-09.txt"),
    source(
        M14,
        MINUTES,
        name="minutes 2014-06.pdf",
        title="Minutes of the Children's Panel",
        address="https://council.example/minutes?id=7",
        status="approved",
        page_starts=(0, MINUTES.index("\f") + 1),
    ),
)
TEXTS = {s.slug: s.text for s in SOURCES}


def at(*quotes: str, source: str = M14) -> tuple[Passage, ...]:
    """The first passage that each quote stands at."""
    begins = [TEXTS[source].index(quote) for quote in quotes]
    return tuple(Passage(source, begin, begin + len(quote)) for begin, quote in zip(begins, quotes, strict=True))


def known(evidence: tuple[Passage, ...], rule: str = "by-hand", confidence: float = 1.0) -> dict[str, Any]:
    return {"evidence": evidence, "rule": rule, "confidence": confidence}


COUNCIL: Ref = ("organisation", "barchester-county-council")
PANEL: Ref = ("organisation", "barchester-childrens-panel")
LANTERN: Ref = ("organisation", "lantern-trust")
PARTNERSHIP: Ref = ("organisation", "wexcombe-partnership")
BLYTHE: Ref = ("person", "barchester", "amara-blythe")
QUILL: Ref = ("person", "barchester", "tobias-quill")
PYM: Ref = ("person", "barchester", "ottoline-pym")
MARSH: Ref = ("person", "barchester", "fenella-marsh")
CHAIR: Ref = ("post", "barchester", "chair")
HEAD: Ref = ("post", "barchester", "head-of-inclusion")
MEMBER: Ref = ("post", "barchester", "cabinet-member-for-learning")
HARBOUR: Ref = ("undertaking", "harbour-service")
CAREBOOK: Ref = ("undertaking", "carebook")
REVIEW: Ref = ("undertaking", "peer-review")
STAR: Ref = ("term", "star")
SEND: Ref = ("topic", "SEND")
COMMISSIONING: Ref = ("topic", "COMMISSIONING")
JUNE: Ref = ("meeting", "barchester-childrens-panel", "2014-06-11")
APRIL: Ref = ("meeting", "barchester-childrens-panel", "2014-04-30")
SEPTEMBER: Ref = ("meeting", "barchester-childrens-panel", "2014-09-09")
MARCH: Ref = ("meeting", "barchester-childrens-panel", "2015-03")
ITEM8, ITEM9, ITEM10, ITEM64 = (*JUNE, "8"), (*JUNE, "9"), (*JUNE, "10"), (*APRIL, "64")
AGENDA9: Ref = (*SEPTEMBER, "9")
PAPER: Ref = ("paper", "short-breaks-the-next-five-years")
