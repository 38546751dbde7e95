"""Templates that the review has not seen are looked at when they are filled in."""

from collections import UserString
from typing import Any

import pytest

from webapp.inside.policy.formatting import format_of
from webapp.inside.policy.review import review

CLOSED = ("{0.__class__}", "{0[a].__globals__}", "{0:{1.__class__}}", "{x.gi_frame}", "{0._creator}")


class Loud(str):
    __slots__ = ()


class Own(str):
    __slots__ = ()

    def format(self, *_args: Any, **_keywords: Any) -> str:
        return "own"


def test_template_is_filled_in() -> None:
    assert format_of("{} {n:>{w}} {0!r}").format.__name__ == "format"
    assert format_of("{} {n:>{w}}").format("a", n=1, w=3) == Loud("{} {n:>{w}}").format("a", n=1, w=3)
    assert format_of("{self}").format(self=1) == "1"


@pytest.mark.parametrize("template", CLOSED)
@pytest.mark.parametrize("kind", [str, Loud])
def test_template_that_reads_what_is_closed_raises(template: str, kind: type[str]) -> None:
    with pytest.raises(AttributeError, match="In the text"):
        format_of(kind(template)).format({}, {}, x=1)


@pytest.mark.parametrize("given", [str, Loud, UserString, UserString("{0.__class__}"), super(Loud, Loud("{}"))])
def test_format_of_what_takes_a_template_raises(given: Any) -> None:
    with pytest.raises(AttributeError, match="is called on a text"):
        format_of(given)


def test_format_of_ones_own_is_ones_own() -> None:
    own = Own("{0.__class__}")
    assert format_of(own) is own
    assert format_of(5) == 5


@pytest.mark.parametrize(
    "source",
    [
        "def f(t): return t.format(1)\nf('{' + '0.__cl' + 'ass__}')",
        "t = ['{0.', '__class__}']\n''.join(t).format(1)",
        "s = str\nprint(s.format, list(map(str.format, 'ab')))",
        "names = ['__class__']\ndef f(t): return t.format(1)",
        "def f(t): return t.format(1)\nf(chr(123))",
    ],
)
def test_template_beside_pieces_of_closed_names_is_refused(source: str) -> None:
    assert [each["rule"] for each in review(source).violations] != []
