import pytest

from webapp.bench.figures import FIGURES, SCALES, least, most
from webapp.bench.plan import QUICK, Plan
from webapp.bench.sections import SECTIONS


@pytest.mark.parametrize(("value", "met"), [(9.9, True), (10, True), (10.1, False)])
def test_at_most_is_met_up_to_the_bound(value: float, met: bool) -> None:
    assert most(10).met(value) is met
    assert str(most(10)) == "≤ 10"


@pytest.mark.parametrize(("value", "met"), [(79.9, False), (80, True), (80.1, True)])
def test_at_least_is_met_from_the_bound_on(value: float, met: bool) -> None:
    assert least(80).met(value) is met
    assert str(least(80)) == "≥ 80"


def test_keys_are_unique_and_each_section_has_figures() -> None:
    keys = [figure.key for figure in FIGURES]
    assert len(set(keys)) == len(keys)
    assert list(dict.fromkeys(figure.section for figure in FIGURES)) == list(SECTIONS)


@pytest.mark.parametrize("plan", [Plan(), QUICK], ids=["whole", "quick"])
def test_sentences_take_their_numbers_from_the_plan(plan: Plan) -> None:
    said = [figure.says.format(**plan.numbers()) for figure in FIGURES]
    assert len(set(said)) >= len(said) - 1  # "then all run at once" is said of two columns
    assert not [sentence for sentence in said if "{" in sentence]


def test_units_are_known() -> None:
    assert {figure.unit for figure in FIGURES} <= {*SCALES, "×", "/s", ""}  # noqa: RUF001
