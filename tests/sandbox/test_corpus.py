"""Both corpora in real sandboxes: on both layers together, and on the kernel's alone."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.sandbox.visiting import Visitor
from webapp.sandbox.launch import Launched

CORPUS = Path(__file__).parents[1] / "corpus"
CANARY = Path("/tmp/savepoint-canary")
BENIGN = YAML(typ="safe").load(CORPUS / "benign.yaml")
HOSTILE = YAML(typ="safe").load(CORPUS / "hostile.yaml")


def named(entries: list[dict[str, str]]) -> list[object]:
    return [pytest.param(each, id=f"{each['id']}-{each.get('category') or each['topic']}") for each in entries]


@pytest.mark.parametrize("entry", named(BENIGN["snippets"]))
def test_benign_snippet_runs_clean(sandboxes: Launched, entry: dict[str, str]) -> None:
    visitor = Visitor(sandboxes.sandboxes)
    if "setup" in entry:
        assert visitor.run(BENIGN["setups"][entry["setup"]]).outcome == "ok"
    seen = visitor.run(entry["code"])
    assert (seen.outcome, seen.violations, seen.note) == ("ok", [], ""), seen.output
    assert [each.text for each in seen.statements if each.cause is None or each.line is None] == []


@pytest.mark.parametrize("entry", named(HOSTILE))
def test_hostile_snippet_is_refused_or_contained(sandboxes: Launched, entry: dict[str, str]) -> None:
    seen = tried(sandboxes, entry["code"])
    if entry["expect"] == "refused":
        assert seen == "refused"


@pytest.mark.parametrize("entry", named(HOSTILE))
def test_hostile_snippet_is_contained_without_the_policy(unreviewed: Launched, entry: dict[str, str]) -> None:
    tried(unreviewed, entry["code"])


def tried(launched: Launched, code: str) -> str:
    """Runs a snippet; it writes no file, its neighbour lives on, and the visitor's next snippet works."""
    CANARY.unlink(missing_ok=True)
    visitor, neighbour = Visitor(launched.sandboxes), Visitor(launched.sandboxes)
    neighbour.run("kept = 'alive'")
    seen = visitor.run(code)
    assert not CANARY.exists()
    assert len(seen.output) <= 64 * 1024
    assert neighbour.run("kept").output == "'alive'\n"
    assert visitor.run("1 + 1").output == "2\n"
    return seen.outcome
