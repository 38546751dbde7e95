"""The same snippets with their steps recorded and without: the same output, the same SQL, the same rows."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.sandbox.launch import Launched

CORPUS = YAML(typ="safe").load(Path(__file__).parents[1] / "corpus" / "benign.yaml")


def effects(seen: Observation) -> tuple[object, ...]:
    """What a snippet did. The digest is of output and tables, without addresses of objects."""
    sql = [(each.text, each.mark, each.parameters, each.many, each.rows, each.line) for each in seen.statements]
    return seen.outcome, seen.digest, sql, seen.statements_left_out, seen.tables, seen.note


def run(launched: Launched, source: str, start: Start, *, steps: bool) -> Observation:
    # One visitor's two lessons: random numbers are theirs, and both begin as copies of one process.
    with launched.sandboxes.turn("recorded or not", str(steps)) as turn:
        turn.rebuild(start, [])
        return turn.run(source, steps=steps)


@pytest.mark.parametrize("entry", CORPUS["snippets"], ids=lambda entry: f"{entry['id']}-{entry['topic']}")
def test_snippet_does_the_same_recorded_or_not(sandboxes: Launched, entry: dict[str, str]) -> None:
    start = Start(prelude=CORPUS["setups"].get(entry.get("setup"), ""))
    seen = run(sandboxes, entry["code"], start, steps=True)
    bare = run(sandboxes, entry["code"], start, steps=False)
    assert effects(seen) == effects(bare)
    assert len(seen.steps) > 1
    assert bare.steps == []
