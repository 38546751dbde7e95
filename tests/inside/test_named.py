from webapp.inside.named import name_of, name_of_class


class Odd(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise ValueError


class Thing(metaclass=Odd):
    def __eq__(self, other: object) -> bool:
        raise ValueError

    __hash__ = None  # type: ignore[assignment]


def test_name_is_found_by_identity_in_the_innermost_scope() -> None:
    thing = Thing()
    assert name_of(thing, [{"other": Thing(), "inner": thing}, {"outer": thing}]) == "inner"


def test_place_in_a_list_stands_for_a_name() -> None:
    thing = Thing()
    assert name_of(thing, [{"crew": [Thing(), thing]}]) == "crew[1]"
    assert name_of(thing, [{"crew": [thing]}, {"thing": thing}]) == "thing"


def test_hidden_names_do_not_count() -> None:
    thing = Thing()
    assert name_of(thing, [{"_": thing, "__thing": thing, "n" * 200: thing}]) == ""


def test_only_plain_lists_are_looked_into() -> None:
    class Listed(list[object]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            raise ValueError

    thing = Thing()
    assert name_of(thing, [{"crew": Listed([thing])}]) == ""


def test_class_is_named_past_its_metaclass() -> None:
    assert name_of_class(Thing) == "Thing"
