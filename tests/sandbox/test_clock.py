"""The time of day that a snippet read comes again when it is run again; reading it is as it is everywhere."""

from collections.abc import Sequence

from tests.sandbox.visiting import Visitor
from webapp.inside.clock import MOST_READINGS
from webapp.lessons.start import Start
from webapp.observation import Observation, Probe
from webapp.sandbox.interface import Past
from webapp.sandbox.launch import Launched

IMPORTS = """\
import operator
import time
from datetime import UTC, date, datetime, timedelta
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase): pass

class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[datetime] = mapped_column(default=datetime.now)
    changed: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC), onupdate=datetime.now)
    day: Mapped[date] = mapped_column(default=date.today)

class Moment(datetime): pass

engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)
"""
FINE = (
    "time.time()",
    "time.time_ns()",
    "datetime.now()",
    "datetime.now(UTC)",
    "datetime.now(tz=UTC) - timedelta(days=1)",
    "datetime.utcnow().isoformat()",
    "datetime.today()",
    "Moment.now()",
    "getattr(datetime, 'now')()",
    "operator.methodcaller('now')(datetime)",
    "with Session(engine) as session, session.begin():\n    session.add_all([Note(), Note()])\n",
)
"""Read to a part of a second, so that without their clock they come out differently."""
COARSE = (
    "date.today()",
    "time.localtime(), time.gmtime(None), time.ctime(), time.asctime(), time.strftime('%H:%M:%S')",
)


def again(sandboxes: Launched, visitor: Visitor, past: Sequence[Past]) -> list[str | None]:
    with sandboxes.sandboxes.turn(visitor.name, "lesson") as turn:
        return [each.digest for each in turn.rebuild(visitor.start, past)]


def run_all(visitor: Visitor, snippets: Sequence[str]) -> list[Observation]:
    seen = [visitor.run(snippet) for snippet in snippets]
    assert [(each.outcome, each.output) for each in seen if each.outcome != "ok"] == []
    return seen


def test_clock_comes_again_when_a_snippet_is_run_again(sandboxes: Launched) -> None:
    visitor = Visitor(sandboxes.sandboxes, Start(prelude=IMPORTS))
    snippets = FINE + COARSE
    seen = run_all(visitor, snippets)
    assert [snippet for snippet, each in zip(snippets, seen, strict=True) if not each.clock] == []

    before = {snippet: each.digest for snippet, each in zip(snippets, seen, strict=True)}
    same = again(sandboxes, visitor, [Past(snippet, each.clock) for snippet, each in zip(snippets, seen, strict=True)])
    assert dict(zip(snippets, same, strict=True)) == before

    other = again(sandboxes, visitor, [Past(snippet) for snippet in snippets])
    assert [snippet for snippet, digest in zip(FINE, other, strict=False) if digest == before[snippet]] == []


def test_real_clock_goes_on_after_what_was_read(sandboxes: Launched) -> None:
    visitor = Visitor(sandboxes.sandboxes)
    earlier = Past("import time\nread = [time.time_ns(), time.time_ns()]", [5, 6])
    with sandboxes.sandboxes.turn(visitor.name, "lesson") as turn:
        turn.rebuild(visitor.start, [earlier, Past("more = [time.time_ns(), time.time_ns()]", [7])])
        seen = turn.run("read, more[0], more[1] > 10 ** 18, time.time_ns() > more[1]")
    assert seen.output == "([5, 6], 7, True, True)\n"


def test_readings_are_kept_up_to_a_number(visitor: Visitor) -> None:
    seen = visitor.run(f"import time\nread = [time.time_ns() for _ in range({MOST_READINGS + 5})]\nread[-1] > read[0]")
    assert seen.output == "True\n"
    assert len(seen.clock) == MOST_READINGS


def test_only_what_the_snippet_reads_is_kept(visitor: Visitor) -> None:
    assert visitor.run("from datetime import datetime\nmade = datetime(2020, 1, 1)").clock == []
    assert visitor.run("1", [Probe(kind="value", of="datetime.now()")]).clock == []
    with_an_error = visitor.run("datetime.now()\n1 / 0")
    assert (with_an_error.outcome, len(with_an_error.clock)) == ("error", 1)


def test_clock_is_told_without_the_policy_too(stranger: Visitor) -> None:
    assert len(stranger.run("from datetime import date, datetime\ndatetime.now(), date.today()").clock) == 2


ORDINARY = (
    "isinstance(datetime.now(), datetime), type(datetime.now()) is datetime, type(date.today()) is date",
    "type(Moment.now()) is Moment, type(Moment.today()) is Moment, isinstance(Moment.now(), datetime)",
    "datetime(2020, 1, 1) < datetime.now() < datetime.now() + timedelta(days=1)",
    "datetime.now(UTC).tzinfo is UTC, datetime.utcnow().tzinfo is None, datetime.now().tzinfo is None",
    "datetime.strptime('2024-05-01', '%Y-%m-%d') == datetime(2024, 5, 1), callable(datetime.now)",
    "abs(datetime.now().timestamp() - time.time()) < 60, abs(time.time() - time.time_ns() / 10 ** 9) < 60",
    "date.today() == datetime.now().date() or date.today() == datetime.now().date()",
    "time.strftime('%Y') == str(time.localtime().tm_year), time.gmtime(0).tm_year == 1970, len(time.ctime(0)) == 24",
    "repr(datetime(2020, 1, 1)) == 'datetime.datetime(2020, 1, 1, 0, 0)', repr(date.today())[:14] == 'datetime.date('",
)
ROWS = """\
with Session(engine) as session:
    session.add(Note())
    session.commit()
    note = session.scalars(select(Note).where(Note.made <= datetime.now())).one()
    print(type(note.made) is datetime, type(note.day) is date, note.made.tzinfo is None)
    before = note.changed
    note.made = datetime(2020, 1, 1)
    session.commit()
    print(note.changed > before, note.made < datetime.now())
"""


def test_reading_the_clock_is_as_everywhere(sandboxes: Launched) -> None:
    visitor = Visitor(sandboxes.sandboxes, Start(prelude=IMPORTS))
    told = {snippet: visitor.run(snippet).output for snippet in (*ORDINARY, ROWS)}
    assert {snippet: output for snippet, output in told.items() if "True" not in output or "False" in output} == {}


def test_wrong_use_of_the_clock_fails_as_everywhere(sandboxes: Launched) -> None:
    visitor = Visitor(sandboxes.sandboxes, Start(prelude=IMPORTS))
    assert "tzinfo argument must be None or of a tzinfo subclass" in visitor.run("datetime.now('UTC')").output
    assert "TypeError" in visitor.run("time.strftime()").output
    assert visitor.run("datetime.now = None").outcome in ("refused", "error")
    assert visitor.run("time.time = None").outcome in ("refused", "error")
