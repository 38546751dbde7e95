import pytest

from webapp.web.durations import took


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.0, "less than 0.1 ms"),
        (0.00034, "0.34 ms"),
        (0.0034, "3.4 ms"),
        (0.0123, "12 ms"),
        (0.0994, "99 ms"),
        (0.127, "130 ms"),
        (0.993, "990 ms"),
        (0.996, "1.0 s"),
        (1.26, "1.3 s"),
    ],
)
def test_duration_is_told_to_two_digits(seconds: float, told: str) -> None:
    assert took(seconds) == told
