import pytest

from webapp.bench.series import Series


@pytest.mark.parametrize(
    ("samples", "median", "p95"),
    [
        ([7.0], 7.0, 7.0),
        ([2.0, 1.0], 1.5, 2.0),
        ([3.0, 1.0, 2.0], 2.0, 3.0),
        (list(range(20, 0, -1)), 10.5, 19),  # 19 of 20 are 95 in a hundred
        (list(range(1, 101)), 50.5, 95),
        (list(range(1, 102)), 51, 96),  # 95 of 101 would be fewer
    ],
    ids=["one", "two", "three", "twenty", "hundred", "hundred and one"],
)
def test_median_and_p95(samples: list[float], median: float, p95: float) -> None:
    series = Series.of(samples)
    assert (series.median, series.p95) == (median, p95)


def test_nothing_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        Series.of([])
