"""A query done once before the visitor's first.

A forked process copies each page of memory when it first writes to it, and Python writes to whatever it only reads: a
sandbox's first query copies about two thousand pages, which takes longer than the query itself. A sandbox that waits
for its visitor has the time for that. Only the query is rehearsed, which copies half of them: with the policy,
compiling, the highlighting and the tables too, a sandbox would hold 9.6 MiB of its own while it waits, instead of 6.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

from sqlalchemy.event.attr import _ClsLevelDispatch
from sqlalchemy.event.registry import _key_to_collection

from webapp.inside.driver import sqlite
from webapp.inside.latch import Latch
from webapp.inside.locality import Used
from webapp.inside.output import Output
from webapp.inside.recorder.statements import functions
from webapp.inside.recorder.statements.statements import Statements
from webapp.inside.recorder.timeline import Timeline
from webapp.inside.repl import MODULE, Repl
from webapp.inside.sandbox import Caps, Sandbox, Send
from webapp.inside.spans import forget
from webapp.inside.wire import pack

PREPARATION = """\
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class Crew(Base):
    __tablename__ = "crew"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    members: Mapped[list["Member"]] = relationship(back_populates="crew")

class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    crew_id: Mapped[int] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew] = relationship(back_populates="members")

engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Crew(name="first", members=[Member(name="one"), Member(name="two")]))
    session.commit()
"""
QUERY = """\
with Session(engine) as session:
    for member in session.scalars(select(Member).where(Member.name != "three").limit(5)):
        print(member.name)
"""
BESIDES = (
    """\
with Session(engine) as session:
    member = session.scalars(select(Member)).first()
    member.name = member.crew.name
    session.flush()
    session.rollback()
""",
    "1 / 0",
)
"""What else visitors do often. Done in the zygote alone."""
MADE = ("session", "member")
"""Names that a query leaves. A visitor's recording is not to begin with what is in them."""
TIMES = 4
"""So often the zygote does all of it: the interpreter rewrites code that it has run a few times."""
FILE = "<rehearsal>"
CAPS = Caps(output=10_000, statements=100)


def _nowhere(event: dict[str, Any]) -> None:
    pack(event)


class Rehearsal:
    """Names, a mapping and a database of nobody's, made in the zygote and inherited by all."""

    def __init__(self, latch: Latch, statements: Statements, timeline: Timeline, *, policy: bool) -> None:
        """Prepares, and rehearses whole snippets from review to observation. Raises RuntimeError where one fails."""
        self._statements = statements
        self._timeline = timeline
        self._repl = Repl({}, policy=policy)
        sandbox = Sandbox(self._repl, latch, statements, timeline)
        with timeline.apart():
            _run(sandbox, PREPARATION)
            self._snippets(sandbox)
            self._replaced = self._gather(sandbox)
            for _ in range(TIMES):
                self._forget()
                self._snippets(sandbox)
            self._clear()
        self._query = self._repl.review(QUERY, FILE, timeline.mark)[0]
        # No visitor is to see this database among theirs.
        sqlite.forget()
        del sys.modules[MODULE]
        self._listeners = _on_classes()

    def _snippets(self, sandbox: Sandbox, send: Send = _nowhere) -> None:
        for snippet in (QUERY, *BESIDES):
            _run(sandbox, snippet, send)

    def _forget(self) -> None:
        """Has statements compiled and texts coloured once more, as a visitor's are."""
        self._repl.names["engine"].clear_compiled_cache()
        forget()

    def _gather(self, sandbox: Sandbox) -> list[object]:
        """Brings together the code that runs for such snippets."""
        used = Used()
        with used.noting() as note:

            def go_on(event: dict[str, Any]) -> None:
                sys.setprofile(note)  # a snippet's end takes away what it may have set itself
                _nowhere(event)

            self._snippets(sandbox, go_on)  # first what a waiting sandbox rehearses, which reads nothing anew
            self._forget()
            self._snippets(sandbox, go_on)
        replaced = used.gathered()
        functions.look_up()
        return replaced

    def once(self) -> None:
        """Queries as a visitor would, and leaves nothing behind.

        Not where the start listens to a class, such as `Session`: it would hear of a session that is nobody's.
        """
        if _on_classes() != self._listeners:
            return
        self._statements.start(FILE, CAPS.statements)
        with self._timeline.apart():
            self._repl.run(self._query, Output(CAPS.output, _nowhere))
            self._clear()
        self._statements.stop()

    def _clear(self) -> None:
        for name in MADE:
            self._repl.names.pop(name, None)
        gc.collect()


def _on_classes() -> set[object]:
    """The listeners to all sessions, engines or mappers of the process, or to those of a subclass."""
    return {
        key
        for key, collections in _key_to_collection.items()
        if any(isinstance(each(), _ClsLevelDispatch) for each in collections)
    }


def _run(sandbox: Sandbox, source: str, send: Send = _nowhere) -> None:
    seen = sandbox.run(source, [], CAPS, send)
    if seen["outcome"] == "refused" or (seen["outcome"] == "error") != (source == "1 / 0"):
        raise RuntimeError(f"the rehearsal fails: {seen}")
    pack({"observation": seen})
