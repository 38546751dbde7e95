"""What became of objects, from what was recorded of them."""

from typing import Any

from tests.web.observed import LIFE
from webapp.observation import Observation
from webapp.web.lives import Change, Stage, called, changes, lives


def told(*objects: dict[str, Any]) -> list[Change]:
    """One object's changes: as it was before the snippet, and after each of its lines."""
    steps = [
        {"line": line or None, "objects": [{"number": 1, "type": "A"} | each]} for line, each in enumerate(objects)
    ]
    return list(changes(Observation.model_validate({"outcome": "ok", "steps": steps})))


def test_life_has_each_state_with_the_line_that_brought_it() -> None:
    annie, rick = lives(LIFE)
    assert annie.stages == (
        Stage("transient", 1, 1),
        Stage("pending", 3, 3),
        Stage("persistent", 4, 4),
        Stage("detached", 11, 11),
    )
    assert [(stage.state, stage.line) for stage in rick.stages] == [
        ("detached", None),
        ("persistent", 4),
        ("deleted", 9),
        ("persistent", 10),
        ("detached", 11),
    ]
    assert ("persistent", "deleted") in rick.moves
    assert ("persistent", "deleted") not in annie.moves


def test_life_at_a_step_knows_nothing_of_later_ones() -> None:
    assert [life.now.name for life in lives(LIFE, 0)] == ["rick"]
    annie, rick = lives(LIFE, 3)
    assert (annie.now.state, annie.touched) == ("pending", 3)
    assert (rick.now.state, rick.touched) == ("detached", 0)


def test_states_passed_within_one_line_are_stages_too() -> None:
    first, second = told({"state": "transient"}, {"state": "detached", "passed": ["pending", "persistent"]})
    assert first.path == ("transient",)
    assert second.path == ("transient", "pending", "persistent", "detached")


def test_object_that_no_step_had_before_comes_from_nowhere() -> None:
    (change,) = told({"state": "persistent", "passed": ["transient", "pending"]})
    assert change.path == ("transient", "pending", "persistent")
    assert change.before is None


def test_change_tells_what_was_expired_loaded_and_modified() -> None:
    loaded = {"name": "x", "state": "loaded", "value": "1"}
    expired = {"name": "x", "state": "expired"}
    modified = {"name": "x", "state": "modified", "value": "2", "old": "1"}
    persistent = {"state": "persistent"}
    first, second, third, fourth = told(
        persistent | {"attributes": [loaded]},
        persistent | {"attributes": [expired], "expired": True},
        persistent | {"attributes": [loaded]},
        persistent | {"attributes": [modified]},
    )
    assert (first.expires, second.expires, third.expires) == (False, True, False)
    assert [each.name for each in third.loaded] == ["x"]
    assert not second.loaded
    assert [(each.old, each.value) for each in fourth.modified] == [("1", "2")]
    assert not third.modified


def test_objects_of_the_snippet_come_before_those_it_never_touched() -> None:
    quiet, mine = {"number": 1, "type": "A", "state": "persistent"}, {"number": 2, "type": "A", "state": "pending"}
    steps = [{"objects": [quiet, mine]}, {"line": 1, "objects": [mine | {"state": "persistent"}]}]
    seen = Observation.model_validate({"outcome": "ok", "steps": steps})
    for step in (0, 1):
        assert [life.now.number for life in lives(seen, step)] == [2, 1]


def test_object_is_called_by_name_then_key_then_number() -> None:
    given = [{"name": "annie", "key": "7"}, {"key": "7"}, {}]
    assert [called(told({"state": "pending"} | each)[0].after) for each in given] == ["annie", "A 7", "A #1"]
