"""Whatever stands in the file: entries, problems, or one sentence why it cannot be read; never a crash."""

from __future__ import annotations

from contextlib import suppress

import pytest
import yaml
from correcting import demo, loaded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild import corrections, topics
from graphbuild.corrections.entries import ACTIONS
from graphbuild.errors import GraphbuildError
from graphbuild.vocabulary import DEFAULT_BASE

WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        "Lantern Row|Waymark Service|Councillor Tapley|D. Wintle|provides|present at|about|SEND|2014-09-17|13|person|"
        "organisation|2014-06-minutes.txt|https://example.org/id/organisation/lantern-row|https://example.org/id/|"
        "https://example.org/id/person//|Growing Up Well Select Commission|the|...|%|(a+)+$".split("|")
    ),
)
KEYS = st.sampled_from(
    [*ACTIONS, *"of kind by on because document quote item name meeting number title clause body iri subject".split()]
)
VALUES = st.recursive(WORDS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=4))
ENTRIES = st.builds(
    lambda key, value, rest, signed: {key: value, **rest, **({"by": "A", "on": "2026-03-31"} if signed else {})},
    st.sampled_from(list(ACTIONS)), VALUES, st.dictionaries(KEYS, VALUES, max_size=4), st.booleans(),
)  # fmt: skip
PAIRS = st.builds(
    lambda key, one, other: {key: [one, other], "by": "A", "on": "2026-03-31"},
    st.sampled_from(["same", "not_same"]), WORDS, WORDS,
)  # fmt: skip
FACTS = st.builds(
    lambda key, *three: {key: list(three), "by": "A", "on": "2026-03-31"},
    st.sampled_from(["right", "wrong"]), WORDS, WORDS, WORDS,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(data: bytes) -> None:
    with suppress(GraphbuildError):
        loaded(data)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(listed=st.lists(ENTRIES | PAIRS | FACTS | WORDS, max_size=5))
def test_any_entries_apply_or_are_told(listed: list[object]) -> None:
    try:
        held = loaded(yaml.safe_dump(listed, allow_unicode=True))
    except GraphbuildError:
        return
    done = corrections.apply(demo(), held, DEFAULT_BASE, topics.load())
    assert all(warning.isprintable() for warning in done.warnings)
    assert len(held.entries) + len(held.problems) >= len(listed)
    assert len(done.warnings) - len(held.problems) + len(done.corpus.corrections) <= len(held.entries)
