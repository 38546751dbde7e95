"""What a check asks of the sandbox that a snippet left: nothing of it changes by that."""

import pytest

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.observation import Observation, Probe, Probed
from webapp.sandbox.launch import Launched

MAPPING = """\
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
class Base(DeclarativeBase): pass
class Moon(Base):
    __tablename__ = "moons"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    def __repr__(self): return self.name
engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)
session = Session(engine)
moon = Moon(name="Io")
session.add(moon)
session.commit()
"""


@pytest.fixture
def astronomer(sandboxes: Launched) -> Visitor:
    return Visitor(sandboxes.sandboxes, Start(prelude=MAPPING))


def asked(seen: Observation) -> Probed:
    (probed,) = seen.probes
    return probed


def test_state_of_an_expired_object_is_told_and_nothing_is_loaded(astronomer: Visitor) -> None:
    seen = asked(astronomer.run("a = 1", [Probe(kind="state", of="moon")]))
    assert seen.object is not None
    assert (seen.object.state, seen.object.expired, seen.object.type) == ("persistent", True, "Moon")
    after = astronomer.run("session.in_transaction(), 'name' in inspect(moon).unloaded")
    assert after.output == "(False, True)\n"


def test_session_is_told_and_begins_nothing(astronomer: Visitor) -> None:
    seen = asked(astronomer.run("session.add(Moon(name='Leda'))", [Probe(kind="session", of="session")]))
    assert seen.session is not None
    assert (len(seen.session.new), seen.session.in_transaction) == (1, True)
    assert asked(astronomer.run("session.close()", [Probe(kind="session", of="session")])).session.closed  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "of", "error"),
    [
        ("state", "nobody", "NameError: name 'nobody' is not defined"),
        ("state", "engine", "it is of type Engine, which is not mapped"),
        ("state", "Moon", "it is of type DeclarativeAttributeIntercept, which is not mapped"),
        ("session", "moon", "it is of type Moon, which is no Session"),
    ],
)
def test_something_else_is_told(kind: str, of: str, error: str, astronomer: Visitor) -> None:
    assert asked(astronomer.run("a = 1", [Probe.model_validate({"kind": kind, "of": of})])).error == error


def test_only_open_session_needs_no_name(astronomer: Visitor) -> None:
    one = asked(astronomer.run("session.get(Moon, 1)", [Probe(kind="session", of="")]))
    assert one.session is not None
    assert one.session.name == "session"
    two = asked(astronomer.run("other = Session(engine); other.get(Moon, 1)", [Probe(kind="session", of="")]))
    assert two.error == "there are 2 open sessions"


def test_rows_of_the_open_transaction_leave_it_open(astronomer: Visitor) -> None:
    source = "session.execute(text(\"INSERT INTO moons (name) VALUES ('Leda')\"))"
    of = "SELECT name FROM moons ORDER BY id"
    seen = astronomer.run(source, [Probe(kind="rows", of=of, open=True), Probe(kind="rows", of=of)])
    inside, outside = (each.rows.rows for each in seen.probes if each.rows is not None)
    assert (inside, outside) == ([["Io"], ["Leda"]], [["Io"]])
    assert astronomer.run("session.rollback(); session.scalar(text('SELECT count(*) FROM moons'))").output == "1\n"


def test_query_that_writes_is_refused_in_the_open_transaction(astronomer: Visitor) -> None:
    of = "WITH a AS (SELECT 'x' AS name) INSERT INTO moons (name) SELECT name FROM a"
    assert "readonly" in asked(astronomer.run("a = 1", [Probe(kind="rows", of=of, open=True)])).error
    assert astronomer.run("session.add(Moon(name='Leda')); session.commit(); moon.id").output == "1\n"


def test_statements_before_a_value_run_first(astronomer: Visitor) -> None:
    probe = Probe(kind="value", of="b", before="b = 2")
    assert asked(astronomer.run("a = 1", [probe])).value == 2


def test_exception_that_the_snippet_handles_is_told(astronomer: Visitor) -> None:
    source = "try:\n    session.get(Moon, 1).missing\nexcept AttributeError:\n    done = True\n"
    seen = astronomer.run(source)
    assert seen.outcome == "ok"
    (handled,) = seen.handled
    assert (handled.type, handled.line) == ("AttributeError", 2)
