import sys

from webapp.inside.facts.named import Named
from webapp.inside.recorder.values import class_name


class Odd(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise ValueError


class Thing(metaclass=Odd):
    def __eq__(self, other: object) -> bool:
        raise ValueError

    __hash__ = None  # type: ignore[assignment]


def test_name_is_found_by_identity() -> None:
    thing = Thing()
    assert Named({"other": Thing(), "thing": thing}, []).of(thing) == "thing"


def test_names_of_the_functions_that_were_left_count_too() -> None:
    thing = Thing()

    def inner(it: object) -> str:
        frame = sys._getframe()
        assert frame.f_back is not None
        return Named({}, [frame, frame.f_back]).of(it) + Named({}, [frame, frame.f_back]).of(also)

    also = Thing()
    assert inner(thing) == "italso"


def test_place_in_a_list_stands_for_a_name() -> None:
    thing = Thing()
    assert Named({"crew": [Thing(), thing]}, []).of(thing) == "crew[1]"
    assert Named({"crew": [thing], "thing": thing}, []).of(thing) == "thing"


def test_only_plain_lists_are_looked_into() -> None:
    class Listed(list[object]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            raise ValueError

    thing = Thing()
    assert Named({"crew": Listed([thing])}, []).of(thing) == ""


def test_class_is_named_past_its_metaclass() -> None:
    assert class_name(Thing) == "Thing"


def test_class_is_named_past_what_its_name_says_of_itself() -> None:
    class Lying(str):
        def __str__(self) -> str:
            raise ValueError

    class Known:
        pass

    Known.__name__ = Lying("Known")
    assert class_name(Known) == "Known"
