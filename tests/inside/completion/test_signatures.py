from typing import Any

import pytest

from tests.inside.completion.asking import namespace
from webapp.inside.completion.completing import completion
from webapp.inside.policy.facade import visitor_builtins


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    made = namespace()
    made["__builtins__"] = visitor_builtins({})
    return made


def told(text: str, names: dict[str, Any]) -> tuple[str, str | None, str]:
    found = completion(text, names)["signature"]
    active = found["active"]
    return found["name"], None if active is None else found["parameters"][active], found["doc"]


@pytest.mark.parametrize(
    ("text", "name", "active", "doc"),
    [
        ("session.get(", "session.get", "entity", "Return an instance based on the given primary key"),
        ("session.get(Astronaut, ", "session.get", "ident", "Return an instance"),
        ("session.get(Astronaut, populate_existing=", "session.get", "populate_existing", "Return an"),
        ("helper(1, [2, (3", "helper", "two='x'", "Helps a lot."),
        ("helper(two=", "helper", "two='x'", "Helps a lot."),
        ("Astronaut(firstname=", "Astronaut", "firstname=…", "One who flies."),
        ("session.add(Astronaut(firstname=1)", "session.add", "instance", "Place an object into this Session"),
        ("select(Astronaut, ", "select", "*entities", "Construct a new Select."),
        ("Session(engine, autoflush=", "Session", "autoflush", "Manages persistence operations"),
        ("print(1, 2, ", "print", "*args", "Prints the values"),
        ("len(", "len", "obj", "Return the number of items"),
        ("Maker(x=", "Maker", "**local_kw", "Produce a new Session object"),
    ],
)
def test_signature_is_of_the_call_around_the_cursor(
    names: dict[str, Any], text: str, name: str, active: str, doc: str
) -> None:
    found = told(text, names)
    assert found[0] == name
    assert str(found[1]).startswith(active)
    assert found[2].startswith(doc)


@pytest.mark.parametrize("text", ["session.get(Astronaut, 1)", "(1, 2", "def f(a, ", "unknown(", "[session."])
def test_signature_is_none_outside_of_a_known_call(names: dict[str, Any], text: str) -> None:
    assert completion(text, names)["signature"] is None


def test_signature_shows_defaults_without_asking_them(names: dict[str, Any]) -> None:
    source = "class Loud:\n    def __repr__(self): ran.append('repr'); return 'x'\ndef f(a=Loud()): pass"
    made = namespace(source)
    assert completion("f(", made)["signature"]["parameters"] == ["a=…"]
    assert made["ran"] == []
