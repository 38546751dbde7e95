"""Parameters in words."""

import enum
from datetime import date
from typing import Any

import pytest

from webapp.inside.recorder.statements.parameters import LONGEST, told_parameters


class Named(str):
    def __repr__(self) -> str:
        raise AssertionError

    __str__ = __repr__


class Kind(enum.IntEnum):
    small = 1


@pytest.mark.parametrize(
    "parameters",
    [(), (1,), ("a", None, 2.5, True, b"x"), {"x": 1, "y": "it's"}, [(1, "a"), (2, "b")], (date(2026, 1, 1), [1])],
)
def test_plain_parameters_are_told_as_their_repr(parameters: Any) -> None:
    assert told_parameters(parameters) == repr(parameters)


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ((Named("Annie"),), "('Annie',)"),
        ((Kind.small, 2), "(1, 2)"),
        ((object(),), "(<object>,)"),
        ((10**5000,), "(<a large int>,)"),
    ],
)
def test_parameter_of_a_class_of_ones_own_is_told_by_what_the_driver_takes(parameters: Any, text: str) -> None:
    assert told_parameters(parameters) == text


def test_many_parameters_are_cut() -> None:
    assert len(told_parameters([(n, "x" * 100) for n in range(1_000)])) == LONGEST + 3
