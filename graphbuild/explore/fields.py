"""The form of a named query: a field for each parameter, suggestions from the graph, an example that fits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import QuerySolutions

from graphbuild import lookup, parameters
from graphbuild.errors import GraphbuildError
from graphbuild.explore.opened import Opened
from graphbuild.parameters import ParameterType
from graphbuild.query import NamedQuery
from graphbuild.vocabulary import DCTERMS, GB, RDFS

LISTED = 1000
"""How many names a field suggests before anything is typed; of more, a script asks for those that fit."""
LONGEST = 300
"""Characters of a value at most."""
_ENDLESS = ("0001", "9999")
"""Years by which queries say that there is no bound."""
_PATTERNS = {
    ParameterType.DATE: (r"\d{4}(-\d\d(-\d\d)?)?", "2019-03-05, 2019-03 or 2019"),
    ParameterType.YEAR: (r"\d{4}", "2019"),
    ParameterType.INTEGER: (r"[+\-]?\d{1,18}", "12"),
}
"""What may be typed, as HTML has it, and what that looks like."""
_OFTEN = f"""
SELECT ?label (COUNT(DISTINCT ?by) AS ?number) WHERE {{ ?thing a ?class ; {RDFS.label} ?label ; {GB.evidence} ?by }}
GROUP BY ?thing ?label ORDER BY DESC(?number) ?label LIMIT 1"""
_OFTEN_TOPIC = f"""
SELECT ?label (COUNT(DISTINCT ?by) AS ?number) WHERE {{ ?by {DCTERMS.subject} ?thing . ?thing {RDFS.label} ?label }}
GROUP BY ?thing ?label ORDER BY DESC(?number) ?label LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form."""

    name: str
    label: str
    help: str
    value: str
    """What was typed."""
    wrong: str
    """What is wrong with it, in a sentence; "" if nothing."""
    hint: str
    """Shown while it is empty."""
    pattern: str
    form: str
    """What a value must look like, in words; "" where anything may be typed."""
    kind: str
    """The kind of things that are suggested, as ``lookup`` has it; "" if none."""


def words(name: str) -> str:
    """A name of a query, a parameter or a column for people: ``As of`` of ``as_of``."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def written(value: str) -> str:
    """What was typed, without what no encoding can write."""
    return value.encode("utf-8", "replace").decode()


def given(named: NamedQuery, values: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a query that ``values`` has, without the white space around them."""
    return {name: value for name in named.parameters if (value := written(values.get(name, "")).strip())}


def wrong(opened: Opened, named: NamedQuery, typed: Mapping[str, str]) -> dict[str, str]:
    """By name what is wrong with each parameter that cannot be understood."""
    found = {}
    for name, value in typed.items():
        if len(value) > LONGEST:
            found[name] = f"The value of {name} is longer than {LONGEST} characters; make it shorter."
            continue
        try:
            parameters.term(opened.graph, name, named.parameters[name].type, value)
        except GraphbuildError as error:
            found[name] = str(error)
    return found


def fields(named: NamedQuery, typed: Mapping[str, str], faults: Mapping[str, str]) -> list[Field]:
    """The fields, in the order of the query's header."""
    made = []
    for name, parameter in named.parameters.items():
        pattern, form = _PATTERNS.get(parameter.type, ("", ""))
        default = parameter.default or ""
        made.append(
            Field(
                name=name,
                label=words(name),
                help=parameter.meaning,
                value=typed.get(name, ""),
                wrong=faults.get(name, ""),
                hint="" if default in _ENDLESS else default,
                pattern=pattern,
                form=form,
                kind=parameter.type.looked_up if parameter.type.named else "",
            )
        )
    return made


def suggested(opened: Opened, kinds: set[str]) -> dict[str, tuple[list[str], bool]]:
    """By kind the names of its things, the first of them where there are too many, and whether there are."""
    found = {}
    for kind in sorted(kinds):
        labels = list(dict.fromkeys(thing.label for thing in lookup.things(opened.graph, kind, unused=False)))
        found[kind] = labels[:LISTED], len(labels) > LISTED
    return found


def example(opened: Opened, named: NamedQuery) -> dict[str, str]:
    """Parameters to try the query with: its own example, with things that this graph knows."""
    tried = {}
    for name, value in named.example.items():
        kind = named.parameters[name].type
        if not kind.named or _one(opened, kind.looked_up, value):
            tried[name] = value
        elif label := _often(opened, kind.looked_up):
            tried[name] = label
    return tried


def _one(opened: Opened, kind: str, name: str) -> bool:
    return len(lookup.find(lookup.things(opened.graph, kind, unused=False), name)) == 1


def _often(opened: Opened, kind: str) -> str:
    """The name of the thing of a kind that is named most often; "" where there is none."""
    if kind == lookup.TOPIC:
        answer = opened.graph.query(_OFTEN_TOPIC)
    else:
        answer = opened.graph.query(_OFTEN, {"class": lookup.CLASSES[kind]})
    assert isinstance(answer, QuerySolutions)
    return next((str(row["label"].value) for row in answer), "")
