"""Objects that would answer the recorder, were they asked: none is, and none can hide or forge what is seen."""

import pytest

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.observation import Probe
from webapp.sandbox.launch import Launched

MAPPING = """\
import datetime, enum
from fractions import Fraction
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, scoped_session, sessionmaker
class Base(DeclarativeBase): pass
class Moon(Base):
    __tablename__ = "moons"
    id: Mapped[int] = mapped_column(primary_key=True)
    found: Mapped[datetime.datetime]
class Answering:
    def __repr__(self): return print("asked") or ""
    __str__ = __format__ = has = all_states = __call__ = __repr__
    engine = registry = _wr = _dict = property(__repr__)
class Text(str):
    __str__ = __repr__ = __len__ = __getitem__ = lambda self, *_: print("asked") or ""
engine = create_engine("sqlite://")
"""
SILENT = {
    "time zone": (
        "class Zone(datetime.tzinfo):\n    __repr__ = Answering.__repr__\n"
        "moon = Moon(found=datetime.datetime(2026, 1, 1, tzinfo=Zone()))\n"
    ),
    "distance of a time zone": (
        "class Far(datetime.timedelta):\n    __repr__ = Answering.__repr__\n"
        "moon = Moon(found=datetime.time(1, tzinfo=datetime.timezone(Far(hours=1))))\n"
    ),
    "part of a fraction": (
        "class Half(int):\n    numerator = property(lambda self: Answering())\nmoon = Moon(found=Fraction(Half(3)))\n"
    ),
    "name of a class": "class Named: pass\nNamed.__name__ = Text('Named')\nmoon = Moon(found=Named())\n",
    "name of an enumeration's member": (
        "Kind = enum.Enum('Kind', [(Text('small'), 1)])\nmoon = Moon(found=next(iter(Kind)))\n"
    ),
    "bind": "session = Session(bind=Answering())\n",
    "identity map": "session = Session()\nsession.identity_map = Answering()\n",
    "key of a session": (
        "class Key(int):\n    __ne__ = Answering.__repr__\nsession = Session()\nsession.hash_key = Key()\n"
    ),
    "parameter": (
        "class Number(int):\n    __repr__ = Answering.__repr__\n"
        "with engine.connect() as c: rows = c.execute(text('SELECT :x'), {'x': Number(4)}).all()\n"
    ),
    "text of a statement": "with engine.connect() as c: rows = c.exec_driver_sql(Text('SELECT 1')).all()\n",
}


@pytest.fixture
def astronomer(sandboxes: Launched) -> Visitor:
    return Visitor(sandboxes.sandboxes, Start(prelude=MAPPING))


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT.keys())
def test_recorder_asks_no_object_of_the_visitors(astronomer: Visitor, source: str) -> None:
    seen = astronomer.run(f"{source}last = 1\n", [Probe(kind="session", of="")])
    assert (seen.outcome, seen.note, seen.output) == ("ok", "", "")
    assert seen.steps[-1].line == source.count("\n") + 1


def test_session_without_its_parts_is_still_looked_at(astronomer: Visitor) -> None:
    seen = astronomer.run(
        "session = Session(engine)\ndel session.identity_map, session.bind\nother = Session(engine)\n",
        [Probe(kind="session", of="session")],
    )
    assert seen.probes[0].session is not None
    assert [each.name for each in seen.steps[-1].sessions] == ["other"]


def test_listener_finds_nothing_of_the_recorders_on_the_context(unreviewed: Launched) -> None:
    seen = Visitor(unreviewed.sandboxes, Start(prelude=MAPPING)).run(
        "@event.listens_for(engine, 'before_cursor_execute')\n"
        "def look(conn, cursor, statement, parameters, context, many):\n"
        "    print([name for name in vars(context) if 'record' in name or 'kept' in name])\n"
        "with engine.connect() as connection:\n    rows = connection.scalars(text('SELECT 1')).all()\n"
    )
    assert seen.output == "[]\n"
    assert [each.failed for each in seen.statements if each.mark is None] == [False]


@pytest.mark.parametrize(
    ("asked", "written", "told"),
    [
        ("SELECT 1", "SELECT 2", ["SELECT 2"]),
        ("RELEASE x", "SELECT 2", ["SELECT 2"]),
        ("SELECT 1", "BEGIN", []),
    ],
)
def test_statement_that_a_listener_wrote_is_told_as_it_was_sent(
    astronomer: Visitor, asked: str, written: str, told: list[str]
) -> None:
    seen = astronomer.run(
        "@event.listens_for(engine, 'before_cursor_execute', retval=True)\n"
        "def write(conn, cursor, statement, parameters, context, many):\n"
        f"    return {written!r}, ()\n"
        f"with engine.connect() as connection:\n    result = connection.execute(text({asked!r}))\n"
    )
    assert seen.outcome == "ok"
    assert [each.text for each in seen.statements if each.mark is None] == told
    assert "RELEASE" not in [each.mark for each in seen.statements]


def test_object_whose_class_is_mapped_no_more_is_still_told(astronomer: Visitor) -> None:
    seen = astronomer.run(
        "from sqlalchemy.orm import clear_mappers\nmoon = Moon(id=1)\nclear_mappers()\nlast = 1\n",
        [Probe(kind="state", of="moon")],
    )
    assert seen.note == ""
    assert seen.probes[0].object is not None
    assert (seen.probes[0].object.state, seen.probes[0].object.attributes) == ("transient", [])


RAISING = {
    "repr": "class R:\n    def __repr__(self): raise SystemExit\nx = R()\n",
    "items": "class L(list):\n    def __iter__(self): raise GeneratorExit\nx = L()\n",
    "words of an exception": (
        "class E(BaseException):\n    def __str__(self): raise ValueError\n"
        "class R:\n    def __repr__(self): raise E\nx = R()\n"
    ),
    "registry": "x = scoped_session(sessionmaker())\nx.registry = property\n",
    "attribute of an exception": (
        "class E(Exception):\n    @property\n    def code(self): raise SystemExit\nx = 1\nraise E\n"
    ),
}


@pytest.mark.parametrize("source", RAISING.values(), ids=RAISING.keys())
def test_object_that_raises_anything_hides_nothing_else(astronomer: Visitor, source: str) -> None:
    wanted = [Probe(kind=kind, of=of) for kind, of in (("value", "x"), ("session", "x"), ("value", "Moon.id.key"))]
    seen = astronomer.run(source, wanted)
    assert seen.outcome == ("error" if "raise E\n" in source[-8:] else "ok")
    assert [bool(each.error) for each in seen.probes[1:]] == [True, False]
    assert astronomer.run("'still here'").output == "'still here'\n"


def test_what_a_check_calls_of_pythons_is_pythons(astronomer: Visitor) -> None:
    of = ["len([1, 2])", "list((x,))", "counted()", "[len(each) for each in ['ab']]"]
    seen = astronomer.run(
        "x, list = 5, []\ndef len(each): return 7\ndef counted(): return len('ab')\n",
        [Probe(kind="value", of=each) for each in of],
    )
    assert [each.text for each in seen.probes] == ["2", "[5]", "7", "[2]"]


LARGE = {
    "repr that lies about its length": (
        "class S(str):\n    def __len__(self): return 1\n"
        "class R:\n    def __repr__(self): return S('x' * 3_000_000)\nx = R()\n"
    ),
    "number too large to be written": "class L(list):\n    def __repr__(self): return 'L'\nx = L([10 ** 5000])\n",
}


@pytest.mark.parametrize("source", LARGE.values(), ids=LARGE.keys())
def test_value_too_large_to_be_told_is_cut(astronomer: Visitor, source: str) -> None:
    seen = astronomer.run(source, [Probe(kind="value", of="x")])
    assert (seen.outcome, seen.note, seen.probes[0].error) == ("ok", "", "")
    assert len(seen.probes[0].text) < 11_000


LOGGED = {
    "reset": (
        "@event.listens_for(engine, 'reset')\ndef reset(*_): raise ValueError('boom')\n"
        "with engine.connect() as c: rows = c.execute(text('SELECT 1')).all()\n"
    ),
    "parameter": (
        "class Number(int):\n    def __repr__(self): raise ValueError('boom')\n"
        "engine = create_engine('sqlite://', echo=True)\n"
        "with engine.connect() as c: rows = c.execute(text('SELECT :x'), {'x': Number(1)}).all()\n"
    ),
}


@pytest.mark.parametrize("source", LOGGED.values(), ids=LOGGED.keys())
def test_what_is_logged_shows_no_place_of_ours(astronomer: Visitor, source: str) -> None:
    seen = astronomer.run(source)
    assert seen.outcome == "ok"
    assert ("ValueError: boom" in seen.output) == ("reset" in source)
    assert "site-packages" not in seen.output
    assert "webapp" not in seen.output
