"""The loader of rules refuses a bad file with one sentence that names it and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graphbuild.errors import GraphbuildError
from graphbuild.extract import rulebook
from graphbuild.extract.rulebook import ActionsRule, OrganisationsRule, PeopleRule, PresentersRule, RelationRule, Rule

GOOD = rulebook.RULES / "involvements" / "provides.yaml"


def with_(path: Path, **fields: object) -> str:
    """The text of a rule file with some fields replaced; those set to None are left out."""
    rule = yaml.safe_load(path.read_text("utf-8")) | fields
    return yaml.safe_dump({name: value for name, value in rule.items() if value is not None})


def test_a_good_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "lends.yaml"
    path.write_text(with_(GOOD, id="lends", claims="supports", verbs=["lend"]))
    rule = rulebook.load(path, RelationRule)
    assert (rule.id, rule.claims, rule.verbs) == ("lends", "supports", ["lend"])


@pytest.mark.parametrize(
    ("name", "kind", "fields", "said"),
    [
        ("involvements/provides", RelationRule, {"claims": "adores"}, r"claims: .*'adores' is not a valid"),
        ("involvements/provides", RelationRule, {"phrases": ["{agent} (ran"]}, r"phrases\.0: .*'\{agent\} \(ran'"),
        ("involvements/provides", RelationRule, {"examples": []}, r"examples: .*at least 1"),
        ("involvements/provides", RelationRule, {"examples": None}, r"examples: Field required"),
        ("involvements/provides", RelationRule, {"counterexample": []}, r"counterexample: Extra inputs"),
        ("involvements/provides", RelationRule, {"confidence": 1.5}, r"confidence: .*less than or equal to 1"),
        ("involvements/provides", RelationRule, {"agents": ["planet"]}, r"agents\.0: .*'person', 'post'"),
        ("names/people", PeopleRule, {"claims": "robot"}, r"claims: .*'person'"),
        ("names/organisations", OrganisationsRule, {"heads": {"empire": ["Empire"]}}, r"heads\.empire.*not a valid"),
        ("names/organisations", OrganisationsRule, {"directorates": ["(["]}, r"directorates\.0: .*no regular"),
        ("presenters/presents", PresentersRule, {"claims": "sungBy"}, r"claims: .*'presentedBy'"),
        ("presenters/presents", PresentersRule, {"phrases": ["{agents} ** sang"]}, r"phrases\.0: .*no regular"),
        ("actions", ActionsRule, {"actions": {"dance": ["dance"]}}, r"actions\.dance.*not a valid"),
        ("actions", ActionsRule, {"actions": {"note": ["~note)"]}}, r"actions\.note\.0: .*no regular"),
        ("actions", ActionsRule, {"due": ["by [0-"]}, r"due\.0: .*no regular"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_bad_rule_is_refused(
    name: str, kind: type[Rule], fields: dict[str, object], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(with_(rulebook.RULES / f"{name}.yaml", **fields))
    with pytest.raises(GraphbuildError, match=rf"^the rule file \S+/bad\.yaml is wrong: .*{said}[^\n]*; mend it$"):
        rulebook.load(path, kind)


@pytest.mark.parametrize("text", ["id: [", "id: provides\n\tclaims: provides", "a: b: c"])
def test_what_is_no_yaml_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(GraphbuildError, match=r"^the rule file \S+/bad\.yaml is no YAML: [^\n]+; mend it$"):
        rulebook.load(path, RelationRule)


@pytest.mark.parametrize("text", ["", "- provides", "provides"])
def test_yaml_that_is_no_rule_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(GraphbuildError, match=r"^the rule file \S+/bad\.yaml is wrong: \w[^\n]+; mend it$"):
        rulebook.load(path, RelationRule)
