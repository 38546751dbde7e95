from decimal import Decimal
from typing import Any

import pytest

from webapp.checks.meaning import from_literal, meant, probed


@pytest.mark.parametrize(
    ("expected", "came"),
    [
        pytest.param(1, 1.0, id="integer and float"),
        pytest.param(1, {"type": "Decimal", "text": "Decimal('1.0')"}, id="integer and Decimal"),
        pytest.param(0.5, {"type": "Decimal", "text": "Decimal('0.50')"}, id="float and Decimal"),
        pytest.param(1, True, id="SQLite has no booleans"),
        pytest.param(0.3, 0.1 + 0.2, id="last digit of a float"),
        pytest.param(10**20, 1e20, id="large float"),
        pytest.param(float("inf"), "inf", id="infinity as its repr"),
        pytest.param([1, "Lewis"], {"type": "Row", "items": [1, "Lewis"]}, id="list and Row"),
        pytest.param([1, "Lewis"], {"type": "tuple", "items": [1, "Lewis"]}, id="list and tuple"),
        pytest.param([[1], [2]], {"type": "list", "items": [{"type": "Row", "items": [i]} for i in (1, 2)]}, id="rows"),
        pytest.param([2, 1], {"type": "set", "items": [1, 2]}, id="list and set"),
        pytest.param(
            {"a": 1, "b": [2]},
            {"type": "dict", "pairs": [["b", {"type": "list", "items": [2]}], ["a", 1.0]]},
            id="mapping",
        ),
        pytest.param({"1": "Lewis"}, {"type": "dict", "pairs": [[1, "Lewis"]]}, id="number as a key"),
        pytest.param({"blob": "FF"}, {"blob": "ff"}, id="blob"),
        pytest.param([], {"type": "tuple", "items": []}, id="nothing in two types"),
    ],
)
def test_values_of_the_same_meaning_are_equal(expected: Any, came: Any) -> None:
    other = meant(came) if "blob" in str(came) else probed(came)
    assert meant(expected).equals(other)
    assert other.equals(meant(expected))


@pytest.mark.parametrize(
    ("expected", "came"),
    [
        pytest.param(None, "", id="NULL and empty text"),
        pytest.param(None, 0, id="NULL and 0"),
        pytest.param(None, {"type": "list", "items": []}, id="NULL and an empty list"),
        pytest.param("", 0, id="empty text and 0"),
        pytest.param("1", 1, id="text and number"),
        pytest.param("Lewis", "lewis", id="case"),
        pytest.param([1, 2], {"type": "list", "items": [2, 1]}, id="order of a list"),
        pytest.param([1, 1], {"type": "set", "items": [1]}, id="twice in a list"),
        pytest.param([1], 1, id="list of one and the one"),
        pytest.param([1, 2], {"type": "list", "items": [1, 2, 3]}, id="longer list"),
        pytest.param({"a": 1}, {"type": "dict", "pairs": [["a", 2]]}, id="other value of a key"),
        pytest.param(1.0000001, 1, id="another float"),
        pytest.param(805766400000, 805766400000.5, id="half a millisecond"),
    ],
)
def test_values_of_other_meaning_differ(expected: Any, came: Any) -> None:
    assert not meant(expected).equals(probed(came))
    assert not probed(came).equals(meant(expected))


def test_addresses_do_not_matter() -> None:
    first = {"type": "Engine", "text": "<Engine at 0x7f01>"}
    assert probed(first).equals(probed({"type": "Engine", "text": "<Engine at 0x7fff>"}))


@pytest.mark.parametrize(
    ("literal", "came"),
    [
        ("(1, 'a')", {"type": "Row", "items": [1, "a"]}),
        ("{1, 2}", {"type": "frozenset", "items": [2, 1]}),
        ("{1: None}", {"type": "dict", "pairs": [[1, None]]}),
        ("b'x'", {"type": "bytes", "text": "b'x'"}),
        (" True ", True),
    ],
)
def test_literal_means_what_python_means(literal: str, came: Any) -> None:
    meaning = from_literal(literal)
    assert meaning is not None
    assert meaning.equals(probed(came))


@pytest.mark.parametrize("text", ["<Astronaut>", "(1, 'a'", "print()", "", "(" * 500], ids=repr)
def test_what_is_no_literal_has_no_meaning(text: str) -> None:
    assert from_literal(text) is None


def test_python_decimal_equals_float() -> None:
    assert meant(Decimal("1.0")).equals(meant(1.0))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"type": 3, "items": "x"}, id="wrong types"),
        pytest.param({"type": "dict", "pairs": [1, [2], None]}, id="pairs that are none"),
        pytest.param({"type": "Decimal", "text": "Decimal('sNaN')"}, id="signalling NaN"),
        pytest.param({"type": "Decimal", "text": "Decimal('1e999999999')"}, id="enormous Decimal"),
        pytest.param({"type": "Decimal", "text": "Decimal('1e-999999999')"}, id="tiny Decimal"),
        pytest.param([1], id="a bare list"),
        pytest.param({}, id="nothing at all"),
    ],
)
def test_plain_data_of_no_sound_shape_raises_nothing(value: Any) -> None:
    assert not probed(value).equals(meant("x"))


def test_endless_nesting_raises_nothing() -> None:
    value: Any = 1
    for _ in range(500):
        value = {"type": "list", "items": [value]}
    assert not probed(value).equals(meant([1]))
