import pytest

from webapp.bench.figures import FIGURES
from webapp.bench.measured import Measured, Missing
from webapp.bench.plan import Plan
from webapp.bench.report import Line, Report, lines
from webapp.bench.series import Series
from webapp.bench.written import CLOSING, OPENING, markdown, number, where

MEMORY: Measured = {
    "memory.start": Series.of([6 * 2**20, 7 * 2**20, 9 * 2**20]),
    "memory.query": 13.5 * 2**20,
    "memory.kernel": Missing("not installed"),
    "memory.bare": Missing("not readable"),
}


def reported() -> dict[str, Line]:
    return {line.figure.key: line for line in lines(["memory"], Plan(), MEMORY)}


def test_series_give_median_p95_and_count_in_the_unit_shown() -> None:
    line = reported()["memory.start"]
    assert (line.value, line.p95, line.samples, line.met) == (7.0, 9.0, 3, True)


def test_target_is_compared_in_the_unit_shown() -> None:
    measured = MEMORY | {"memory.start": 7.5 * 2**20}
    short, *_ = lines(["memory"], Plan(), measured)
    assert (short.value, short.met) == (7.5, False)


def test_without_target_or_value_nothing_is_met() -> None:
    assert reported()["memory.query"].met is None
    missing, *_ = lines(["memory"], Plan(), MEMORY | {"memory.start": Missing("not readable")})
    assert (missing.value, missing.met, missing.missing) == (None, None, "not readable")


def test_seconds_are_shown_as_milliseconds_and_shares_in_hundredths() -> None:
    measured: Measured = {"rate.share": 0.4, "rate.queries": 800.0, "rate.posts": 2000.0}
    assert [line.value for line in lines(["rate"], Plan(), measured)] == [40.0, 800.0, 2000.0]
    evicted: Measured = {"evicted.answer": Series.of([0.03, 0.05]), "evicted.bare": 0.02}
    assert [line.value for line in lines(["evicted"], Plan(), evicted)] == [40.0, 20.0]


def test_a_section_that_keeps_a_figure_back_is_found_out() -> None:
    with pytest.raises(KeyError, match=r"memory\.bare"):
        lines(["memory"], Plan(), {key: value for key, value in MEMORY.items() if key != "memory.bare"})


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, ""), (0.0, "0 ms"), (0.123, "0.12 ms"), (1.0, "1 ms"), (12.345, "12.3 ms"), (1234.5, "1,234 ms")],
    ids=["none", "zero", "hundredths", "whole", "tenths", "thousands"],
)
def test_numbers_have_the_digits_that_mean_something(value: float | None, said: str) -> None:
    assert number(value, "ms") == said


def test_markdown_has_a_row_for_each_figure_between_its_marks() -> None:
    report = Report({"processor": "Some"}, ("A note.",), {"ipykernel": "not installed"}, tuple(reported().values()))
    text = markdown(report).splitlines()
    assert (text[0], text[-1]) == (OPENING, CLOSING)
    rows = [row for row in text if row.startswith("| ")]
    assert len(rows) == 1 + len([figure for figure in FIGURES if figure.section == "memory"])
    assert "| 7 MiB | 9 MiB | ≤ 7 MiB | met |" in rows[1]


def test_what_is_missing_is_named_with_its_reason() -> None:
    report = Report({"processor": "Some"}, (), {"ipykernel": "not installed"}, tuple(reported().values()))
    said = where(report)
    assert said[0] == "Measured on: processor Some."
    assert "Left out: ipykernel, not installed." in said
    assert "Not measured (not readable): bare exec: private memory after a query." in said
