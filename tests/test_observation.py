"""What the host takes from inside the wall, and what it does not."""

import functools
from typing import Any

import pytest
from pydantic import ValidationError

from webapp.observation import Observation
from webapp.observation.part import Part

REFUSED: dict[str, dict[str, Any]] = {
    "unknown key": {"html": "<b>"},
    "unknown outcome": {"outcome": "passed"},
    "text that is no text": {"source": 5},
    "text without end": {"note": "x" * 300_000},
    "events without end": {"events": [{"kind": "output", "text": "x"}] * 5_001},
    "rows without end": {
        "tables": [{"engine": "e", "name": "t", "columns": ["x"], "rows": [{"values": [1]}] * 501, "total": 1}]
    },
    "negative count": {"left_out": -1},
    "time that is no number": {"seconds": float("nan")},
    "time without end": {"seconds": float("inf")},
    "cell that is no number": {
        "tables": [{"engine": "e", "name": "t", "columns": ["x"], "rows": [{"values": [float("nan")]}], "total": 1}]
    },
    "line before the first": {"steps": [{}, {"line": -4}]},
    "line of a statement before the first": {"statements": [{"text": "x", "line": 0}]},
    "line of an error before the first": {"error": {"type": "E", "message": "", "line": -1}},
    "value without end": {"probes": [{"value": {"type": "list", "items": [0] * 60_000}}]},
    "value without ground": {"probes": [{"value": functools.reduce(lambda inner, _: [inner], range(80), 0)}]},
    "clock without end": {"clock": [1] * 1_001},
    "time before 1970": {"clock": [-1]},
    "time beyond what a clock has": {"clock": [2**63]},
    "unknown mark": {"statements": [{"text": "x", "mark": "BEGINS"}]},
}


@pytest.mark.parametrize("part", REFUSED.values(), ids=REFUSED.keys())
def test_frame_that_no_sandbox_of_ours_sends_is_refused(part: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Observation.model_validate({"outcome": "ok"} | part)


def test_output_is_what_the_console_shows_in_order() -> None:
    events = [{"kind": "output", "text": "a\n"}, {"kind": "value", "text": "1\n"}]
    assert Observation.model_validate({"outcome": "ok", "events": events}).output == "a\n1\n"


STEPS: dict[str, Any] = {
    "outcome": "ok",
    "steps": [
        {"tables": [{"engine": "e", "name": "crew", "columns": ["id"], "rows": [], "total": 0}]},
        {"line": 1, "objects": [{"number": 1, "type": "Crew", "state": "pending"}], "sessions": [{"number": 1}]},
        {
            "line": 2,
            "objects": [{"number": 1, "type": "Crew", "state": "persistent"}],
            "sessions": [{"number": 1, "in_transaction": True}],
            "tables": [
                {"engine": "e", "name": "crew", "columns": ["id"], "rows": [{"values": [1]}], "total": 1},
                {"engine": "e", "name": "made", "columns": ["id"], "rows": [], "total": 0},
            ],
        },
    ],
    "tables": [
        {"engine": "e", "name": "crew", "columns": ["id"], "rows": [{"values": [1]}], "total": 1},
        {"engine": "e", "name": "made", "columns": ["id"], "rows": [], "total": 0},
        {"engine": "e", "name": "other", "columns": ["id"], "rows": [], "total": 0},
    ],
}


def test_objects_and_sessions_at_a_step_are_as_the_steps_up_to_it_left_them() -> None:
    seen = Observation.model_validate(STEPS)
    assert seen.objects_at(0) == {}
    assert {number: each.state for number, each in seen.objects_at(1).items()} == {1: "pending"}
    assert {number: each.state for number, each in seen.objects_at().items()} == {1: "persistent"}
    assert not seen.sessions_at(1)[1].in_transaction
    assert seen.sessions_at()[1].in_transaction


def test_tables_at_a_step_are_those_of_then_and_those_that_never_changed() -> None:
    seen = Observation.model_validate(STEPS)
    assert {each.name: each.total for each in seen.tables_at(1)} == {"crew": 0, "other": 0}
    assert {each.name: each.total for each in seen.tables_at(2)} == {"crew": 1, "made": 0, "other": 0}
    assert [each.name for each in seen.tables_at()] == ["crew", "made", "other"]


@pytest.mark.parametrize("part", Part.__subclasses__(), ids=lambda part: part.__name__)
def test_no_default_is_copied_deeply_for_each_part(part: type[Part]) -> None:
    assert [name for name, field in part.model_fields.items() if isinstance(field.default, list | dict | set)] == []


def test_lists_left_out_are_each_parts_own_and_no_part_of_what_is_kept() -> None:
    one, other = Observation(outcome="ok"), Observation(outcome="ok")
    assert one.steps == []
    assert one.steps is not other.steps
    assert one.model_dump(exclude_defaults=True) == {"outcome": "ok"}
