from typing import Any

import pytest

from tests.inside.completion.asking import labels, namespace
from webapp.inside.completion.completing import MOST_CANDIDATES, completion
from webapp.inside.policy.facade import visitor_builtins


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    made = namespace()
    made["__builtins__"] = visitor_builtins({"astronauts": {"fill": len}})
    return made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("astronaut", ["Astronaut", "astronaut"]),
        ("hel", ["helper"]),
        ("session.quer", ["query"]),
        ("astronaut.first", ["firstname"]),
        ("astronaut.missions.app", ["append"]),
        ("astronaut.missions[0].tit", ["title"]),
        ("Astronaut.firstname.lik", ["like"]),
        ("select(Astronaut).wher", ["where", "whereclause"]),
        ("session.execute(select(Astronaut)).scalar_one_", ["scalar_one_or_none"]),
        ("session.execute(select(Astronaut)).scalars().fir", ["first"]),
        ("session.scalars(select(Astronaut)).first().firstn", ["firstname"]),
        ("session.get(Astronaut, 1).missions[0].astr", ["astronaut"]),
        ("session.query(Astronaut).filter_by(id=1).one().firstn", ["firstname"]),
        ("Maker().add_a", ["add_all"]),
        ("helper(1).firstn", ["firstname"]),
        ("inspect(astronaut).transie", ["transient"]),
        ("inspect(Astronaut).local_t", ["local_table"]),
        ("Mission.__table__.c.flown", ["flown_by"]),
        ("func.coun", ["count"]),
        ("Astronaut(firstn", ["firstname="]),
        ("session.get(Astronaut, 1, populate_e", ["populate_existing="]),
        ("session.query(Astronaut).filter_by(firstn", ["firstname="]),
        ("'text'.casef", ["casefold"]),
        ("whil", ["while"]),
        ("isinst", ["isinstance"]),
        ("import astro", ["astronauts"]),
        ("from sqlalchemy.or", ["orm"]),
        ("from astronauts import f", ["fill"]),
        ("from sqlalchemy.orm import selectinl", ["selectinload"]),
        ("from sqlalchemy.orm import (Session, selectinl", ["selectinload"]),
    ],
)
def test_completing_offers_what_fits(names: dict[str, Any], text: str, wanted: list[str]) -> None:
    assert labels(text, names) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("people = session.scalars(select(Astronaut)).all()\npeople[0].firstn", "firstname"),
        ("with Session(engine) as work:\n    work.add_a", "add_all"),
        ("with Maker.begin() as work:\n    work.add_a", "add_all"),
        ("with engine.begin() as connection:\n    connection.exec_dri", "exec_driver_sql"),
        ("for one in session.scalars(select(Astronaut)):\n    if one.firstn", "firstname"),
        ("[one for one in astronaut.missions if one.titl", "title"),
        ("def f(one: Astronaut):\n    return one.firstn", "firstname"),
        ("import sqlalchemy as sa\nsa.create_eng", "create_engine"),
        ("class Crew(Base):\n    motto = 1\n\nCrew.mott", "motto"),
        ("x = (\nbroken = = 3\nwith Session(engine) as work:\n    work.add_a", "add_all"),
        ("longish = 1\nlongi", "longish"),
        ("def outer(number):\n    numb", "number"),
    ],
    ids=lambda text: text.partition("\n")[0] if isinstance(text, str) else None,
)
def test_completing_knows_what_the_text_above_binds(names: dict[str, Any], text: str, wanted: str) -> None:
    assert labels(text, names)[0] == wanted


@pytest.mark.parametrize(
    "text",
    ["'sess", '"""\nsession.', "# session.", "f'{session.", "1.", "def sess", "import x as se", "unknown.", "(1 +)."],
)
def test_completing_offers_nothing_where_nothing_can_be_told(names: dict[str, Any], text: str) -> None:
    assert labels(text, names) == []


def test_completing_offers_a_bounded_number_and_says_so(names: dict[str, Any]) -> None:
    many = names | {f"name_{number}": number for number in range(MOST_CANDIDATES * 3)}
    told = completion("name_", many)
    assert (len(told["candidates"]), told["cut"]) == (MOST_CANDIDATES, True)


def test_completing_puts_what_is_near_first(names: dict[str, Any]) -> None:
    found = labels("session.execute(s", names)
    assert found[0] == "statement="
    assert found.index("session") < found.index("sorted")


@pytest.mark.parametrize("size", [1, 60])
def test_completing_answers_however_deep_a_text_is_nested(names: dict[str, Any], size: int) -> None:
    text = "(" * size * 100 + "session" + ".scalars(" * size * 10 + "sess"
    assert isinstance(completion(text, names), dict)
    assert isinstance(completion("x = " + "session." * size * 50, names), dict)
