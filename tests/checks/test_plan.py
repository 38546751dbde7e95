import pytest

from tests.checks.making import exercise, mistake
from webapp.checks.plan import Probes, needs_reference, probes
from webapp.observation import Probe


def test_rows_are_looked_at_live_and_values_in_a_throwaway_sandbox() -> None:
    wanted = exercise(
        {"rows": {"of": "SELECT 1", "engine": "mars"}},
        {"value": {"of": "x"}},
        {"output": {"is": "y"}},
        {"sql": {"COMMIT": 1}},
    )
    assert probes(wanted) == Probes(
        live=(Probe(kind="rows", of="SELECT 1", engine="mars"),), throwaway=(Probe(kind="value", of="x"),)
    )


def test_mistakes_are_looked_at_too_and_nothing_twice() -> None:
    wanted = exercise(
        {"value": {"of": "x", "is": 1}},
        mistakes=(
            mistake("a", {"value": {"of": "x", "is": 2}}, {"value": {"of": "y", "is": 3}}),
            mistake("b", {"error": "KeyError"}, {"rows": {"of": "SELECT 1", "are": []}}),
        ),
    )
    assert [probe.of for probe in probes(wanted).throwaway] == ["x", "y"]
    assert [probe.of for probe in probes(wanted).live] == ["SELECT 1"]


@pytest.mark.parametrize(
    ("check", "needed"),
    [
        ({"output": "same"}, True),
        ({"output": {"is": "x"}}, False),
        ({"value": {"of": "x"}}, True),
        ({"value": {"of": "x", "is": None}}, False),
        ({"value": {"of": "x", "is_repr": "(1,)"}}, False),
        ({"rows": {"of": "SELECT 1"}}, True),
        ({"rows": {"of": "SELECT 1", "are": []}}, False),
        ({"sql": {"COMMIT": 1}}, False),
        ({"raises": {"type": "KeyError"}}, False),
    ],
    ids=repr,
)
def test_solution_is_run_only_where_something_is_compared_with_it(check: dict[str, object], needed: bool) -> None:
    assert needs_reference(exercise(check)) is needed


def test_solution_is_run_for_a_mistake_that_compares_with_it() -> None:
    assert needs_reference(exercise({"sql": {"COMMIT": 1}}, mistakes=(mistake("a", {"output": "same"}),)))
