"""Sizeable transcripts, run again: every snippet comes out as before, its output and its committed tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.course import shipped_course
from webapp.lessons.start import Start
from webapp.sandbox.interface import Past
from webapp.sandbox.launch import Launched

BENIGN = YAML(typ="safe").load(Path(__file__).parents[1] / "corpus" / "benign.yaml")
CHANCE = [
    "import random, uuid",
    "drawn = [random.random() for _ in range(3)]\ndrawn",
    "uuid.uuid4(), uuid.uuid4()",
    "random.seed(5)\nrandom.sample(range(100), 5)",
    "{'a', 'b', 'c', 'd'}, random.choice('abcdef')",
    "drawn, uuid.uuid4()",
]
COURSE = shipped_course()


def transcripts() -> Iterator[object]:
    """All that is legitimate, by the setup it wants; what comes by chance; what a lesson shows, and its solutions."""
    for setup in (None, *BENIGN["setups"]):
        codes = [each["code"] for each in BENIGN["snippets"] if each.get("setup") == setup]
        yield pytest.param(Start(prelude=BENIGN["setups"].get(setup, "")), codes, id=setup or "without setup")
    yield pytest.param(Start(), CHANCE, id="by chance")
    for lesson in COURSE.lessons:
        codes = [each.code for each in lesson.examples] + [
            f"{each.setup or ''}\n{each.solution}" for each in lesson.exercises
        ]
        yield pytest.param(lesson.start, codes, id=lesson.id)


@pytest.mark.parametrize(("start", "codes"), list(transcripts()))
def test_replayed_transcript_comes_out_as_before(sandboxes: Launched, start: Start, codes: list[str]) -> None:
    with sandboxes.sandboxes.turn(f"replayed {start.digest}", "lesson") as turn:
        turn.rebuild(start, [])
        seen = [turn.run(code) for code in codes]
        again = turn.rebuild(start, [Past(code, each.clock) for code, each in zip(codes, seen, strict=True)])
    assert [each.outcome for each in seen].count("ok") > len(codes) / 2
    assert [(each.outcome, each.digest) for each in again] == [(each.outcome, each.digest) for each in seen]
