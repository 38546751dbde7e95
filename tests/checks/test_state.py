from typing import Any

import pytest

from tests.checks.making import check, failed_probe, raised, ran, seen
from webapp.checks.each import judged
from webapp.checks.evidence import AuthorFaultError
from webapp.checks.verdict import Result
from webapp.observation import ObjectState, Observation, Probe, Probed, SessionState, Step

ATTRIBUTES = [
    {"name": "name", "state": "modified", "value": "'Ann'", "old": "'Annie'"},
    {"name": "missions", "state": "unloaded"},
    {"name": "id", "state": "loaded", "value": "1"},
]
ANNIE = {"number": 4, "type": "Astronaut", "name": "annie", "key": "1", "attributes": ATTRIBUTES}


def after(state: str = "persistent", session: int | None = 2, **more: Any) -> tuple[Observation, dict[Probe, Probed]]:
    """What an answer left that added `annie` in its third line."""
    annie = ObjectState.model_validate({**ANNIE, "state": state, "session": session, **more})
    steps = [
        Step(sessions=[SessionState(number=2, name="session", new=[4])]),
        Step(line=3, objects=[annie]),
        Step(line=4),
    ]
    return ran(steps=steps), {Probe(kind="state", of="annie"): Probed(object=annie)}


def state(wanted: dict[str, Any], observation: Observation, probed: dict[Probe, Probed]) -> Result:
    return judged(check(state={"of": "annie", **wanted}), seen(observation, probed), None)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"is": "persistent"}, after()),
        ({"is": ["detached", "persistent"]}, after("detached")),
        ({"session": "session"}, after()),
        ({"session": None}, after("detached", None)),
        ({"expired": True}, after(expired=True)),
        ({"modified": "name", "unloaded": ["missions"], "loaded": ["id", "name"]}, after()),
    ],
    ids=repr,
)
def test_object_as_expected_passes(wanted: dict[str, Any], left: tuple[Observation, dict[Probe, Probed]]) -> None:
    assert state(wanted, *left).passed


@pytest.mark.parametrize(
    ("wanted", "left", "says"),
    [
        pytest.param(
            {"is": "persistent"},
            after("pending"),
            "Expected persistent (it is in a session and has a row), got pending (it was added, and its INSERT has "
            "not been sent). It became pending in line 3.",
            id="state",
        ),
        pytest.param(
            {"session": None},
            after(),
            "Expected it to be in no session, but it is in `session`. It became persistent in line 3.",
            id="in a session",
        ),
        pytest.param(
            {"session": "other"},
            after(),
            "Expected it to be in `other`, but it is in `session`. It became persistent in line 3.",
            id="in another session",
        ),
        pytest.param(
            {"session": "session"},
            after("detached", None),
            "Expected it to be in `session`, but it is in none. It became detached in line 3.",
            id="in no session",
        ),
        pytest.param(
            {"expired": False},
            after(expired=True),
            "Expected its values to be loaded, and they have expired: reading one sends a SELECT. It became persistent "
            "in line 3.",
            id="expired",
        ),
        pytest.param(
            {"loaded": "missions"},
            after(),
            "Expected `missions` to be loaded, but it is unloaded. It became persistent in line 3.",
            id="attribute",
        ),
    ],
)
def test_object_in_another_state_is_told(
    wanted: dict[str, Any], left: tuple[Observation, dict[Probe, Probed]], says: str
) -> None:
    result = state(wanted, *left)
    assert not result.passed
    assert result.says == says


def test_object_without_its_name_is_told() -> None:
    result = state({"is": "pending"}, ran(), failed_probe("state", "annie", "NameError: name 'annie' is not defined"))
    assert not result.passed
    assert result.says == "Your answer leaves nothing named annie: give an object that name."


def test_something_else_of_that_name_is_told() -> None:
    result = state({"is": "pending"}, ran(), failed_probe("state", "annie", "it is of type int"))
    assert result.says == "Expected an object named annie: it is of type int."


def test_object_that_an_exception_kept_from_being_looked_at_is_told() -> None:
    assert state({"is": "pending"}, raised(), {}).says == "It could not be looked at: the exception came first."


def test_attribute_that_is_not_mapped_is_the_authors_fault() -> None:
    with pytest.raises(AuthorFaultError, match="annie is of class Astronaut, which maps no attribute nmae"):
        state({"loaded": "nmae"}, *after())


def session(wanted: dict[str, Any], **came: Any) -> Result:
    probed = {Probe(kind="session", of="session"): Probed(session=SessionState(number=2, name="session", **came))}
    observation, _ = after()
    return judged(check(session={"of": "session", **wanted}), seen(observation, probed), None)


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        ({"open": False}, {"closed": True}),
        ({"in_transaction": True, "nested": 1}, {"in_transaction": True, "nesting": 1}),
        ({"active": False}, {"active": False}),
        ({"new": ["annie"], "dirty": 0}, {"new": [4]}),
        ({"identity_map": ">= 2"}, {"identity_map": [4, 5]}),
    ],
    ids=repr,
)
def test_session_as_expected_passes(wanted: dict[str, Any], came: dict[str, Any]) -> None:
    assert session(wanted, **came).passed


@pytest.mark.parametrize(
    ("wanted", "came", "says"),
    [
        ({"open": True}, {"closed": True}, "Expected it to be open, but it is closed."),
        (
            {"in_transaction": False},
            {"in_transaction": True},
            "Expected it to be in no transaction, but it is in a transaction.",
        ),
        (
            {"active": True},
            {"active": False},
            "Expected it to be usable, but it is waiting for a rollback after a flush that failed.",
        ),
        ({"nested": 1}, {}, "Open savepoints: expected 1, got 0."),
        ({"new": 0}, {"new": [4]}, "`new`: expected 0, got 1 (`annie`)."),
        ({"dirty": ["annie"]}, {"dirty": []}, "`dirty`: expected `annie`, got nothing."),
        ({"deleted": []}, {"deleted": [9]}, "`deleted`: expected nothing, got `object 9`."),
    ],
    ids=repr,
)
def test_session_that_is_otherwise_is_told(wanted: dict[str, Any], came: dict[str, Any], says: str) -> None:
    result = session(wanted, **came)
    assert not result.passed
    assert result.says == says
