"""What every sandbox will do, done once beforehand.

A forked process copies each page of memory when it first writes to it, and Python writes to whatever it only reads: a
sandbox's first query copies about two thousand pages, which takes longer than the query. A sandbox that waits for its
visitor has the time for that.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

from webapp.inside.latch import Latch
from webapp.inside.recorder.statements import Statements
from webapp.inside.repl import MODULE, Repl
from webapp.inside.sandbox import Caps, Sandbox
from webapp.inside.wire import pack

MAPPING = """\
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
"""
SNIPPETS = (
    """\
engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Crew(name="first", members=[Member(name="one"), Member(name="two")]))
    session.commit()
""",
    """\
with Session(engine) as session:
    for member in session.scalars(select(Member).where(Member.name != "three").limit(5)):
        print(member.name, member.crew.name)
    member.name = "three"
    session.flush()
    session.rollback()
len(Base.metadata.tables)
""",
    "1 / 0",
)
TIMES_AT_FIRST = 3
"""So often the zygote itself rehearses: the interpreter rewrites code that it has run a few times."""
CAPS = Caps(output=10_000, statements=100)


class Rehearsal:
    """A sandbox nobody owns, with names and a database of its own."""

    def __init__(self, latch: Latch, statements: Statements, *, policy: bool) -> None:
        """Maps its classes, and rehearses for the first time; done in the zygote."""
        self._repl = Repl({}, policy=policy)
        self._sandbox = Sandbox(self._repl, latch, statements)
        self._run(MAPPING)
        for _ in range(TIMES_AT_FIRST):
            self.once()
        del sys.modules[MODULE]

    def once(self) -> None:
        """Writes, reads and fails as a visitor would. Leaves no engine behind, and no garbage."""
        for snippet in SNIPPETS:
            self._run(snippet)
        self._repl.names["engine"].dispose()
        gc.collect()

    def _run(self, source: str) -> None:
        seen = self._sandbox.run(source, [], CAPS, _nowhere)
        if seen["outcome"] == "refused":
            raise RuntimeError(f"the policy refuses the rehearsal: {seen['violations']}")
        pack({"observation": seen})


def _nowhere(event: dict[str, Any]) -> None:
    pack(event)
