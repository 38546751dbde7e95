"""One exception with everything that is known of it, in words that are safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from webapp.explained.names import Names
from webapp.explained.text import code, listed, plain, with_article
from webapp.observation import Error, Observation, Statement

LONGEST_MESSAGE = 4_000
LONGEST_QUOTED = 200
_ADDRESS = re.compile(r"<(\w+) at 0x[0-9a-f]+>")


@dataclass(frozen=True)
class Case:
    """An error of an observation, and what the pattern of a known one found in its message."""

    seen: Observation
    error: Error
    found: tuple[str, ...] = ()

    @cached_property
    def names(self) -> Names:
        return Names(self.seen)

    @property
    def message(self) -> str:
        return self.error.message[:LONGEST_MESSAGE]

    def fact(self, key: str) -> str:
        """A fact as code; empty where it is unknown."""
        return code(self.error.facts.get(key, ""))

    def group(self, number: int) -> str:
        """What the pattern's group found, as code. Addresses of objects say nothing, so their class stands instead."""
        return code(_ADDRESS.sub(r"\1", self.found[number])) if number < len(self.found) else ""

    def quoted(self, number: int) -> str:
        """The same for words of SQLAlchemy or the database, of which more is kept."""
        return code(_ADDRESS.sub(r"\1", self.found[number]), LONGEST_QUOTED)

    @property
    def line(self) -> str:
        """ "line 3", else "this line"."""
        return f"line {self.error.line}" if self.error.line is not None else "this line"

    earlier = "in an earlier snippet"
    """Where something happened that this snippet did not do."""

    @property
    def type(self) -> str:
        return self.fact("type") or "`the class`"

    @property
    def it(self) -> str:
        """The object it is about: "`annie`", else "an `Astronaut`", else "the object"."""
        named = self.fact("name")
        if named:
            return named
        if self.names.objects.known(self.error.object, None) is not None:
            return self.names.object(self.error.object, None)
        return with_article(self.error.facts.get("type", "")) if self.fact("type") else "the object"

    @property
    def attribute(self) -> str:
        """ "`annie.missions`", else "`Astronaut.missions`", else "an attribute"."""
        attribute = self.error.facts.get("attribute", "")
        if not plain(attribute):
            return f"an attribute of {self.it}" if self.it != "the object" else "an attribute"
        owner = self.it[1:-1] if self.it.startswith("`") and " " not in self.it else self.error.facts.get("type", "")
        return code(f"{owner}.{attribute}" if owner else attribute)

    @property
    def class_attribute(self) -> str:
        return code(f"{self.error.facts.get('type', 'Class')}.{self.error.facts.get('attribute', 'attribute')}")

    @property
    def session(self) -> str:
        """ "`session`", else "the session"."""
        return self.fact("session") or self.names.session(self.session_number, None)

    @property
    def session_number(self) -> int | None:
        number = self.error.facts.get("session_number", "")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None

    @property
    def owner(self) -> str:
        """Whose transaction it is about: a session, else a connection."""
        if self.fact("connection") and not self.session_number:
            return self.fact("connection")
        return self.session if self.session_number or self.fact("session") else "the connection"

    def call(self, method: str) -> str:
        """A method of the session or connection, as the visitor would write it: "`session.rollback()`"."""
        owner = self.owner
        return code(f"{owner[1:-1] if owner.startswith('`') else 'session'}.{method}()")

    def many(self, key: str) -> list[str]:
        """A fact that lists several, each as code."""
        return [code(part) for part in self.error.facts.get(key, "").split(", ") if plain(part)][:10]

    def many_listed(self, key: str) -> str:
        return listed(self.many(key), most=5)

    # Where it is in the observation

    def raised_step(self) -> int | None:
        """The last step that an exception left."""
        return _last(place for place, step in enumerate(self.seen.steps) if step.raised)

    def detached_step(self) -> int | None:
        """The step that detached the object; None where it was detached before, or nobody saw it."""
        found, before = None, ""
        for step, each in self.names.objects.of.get(self.error.object or 0, []):
            if each.state == "detached" and before != "detached":
                found = step if self.seen.steps[step].line is not None else None
            before = each.state
        return found

    def closed_in(self, step: int | None) -> bool:
        """Whether a session was closed in that step."""
        return step is not None and any(each.closed for each in self.seen.steps[step].sessions)

    def was_detached(self) -> bool:
        """Whether it was detached before the snippet."""
        first = self.names.objects.at(self.error.object, 0)
        return first is not None and first.state == "detached" and self.seen.steps[0].line is None

    def line_of_step(self, step: int | None) -> int | None:
        return self.seen.steps[step].line if step is not None else None

    def failed_statement(self, *, first: bool = False) -> int | None:
        """The statement that the database refused: the last one, or the first that was a flush's."""
        refused = [place for place, each in enumerate(self.seen.statements) if each.failed]
        if first:
            flushed = [place for place in refused if self._is_flush(self.seen.statements[place])]
            return next(iter(flushed or refused), None)
        return _last(refused)

    def _is_flush(self, statement: Statement) -> bool:
        return statement.cause is not None and statement.cause.kind in ("flush", "autoflush", "commit")

    def last_mark(self, *marks: str) -> int | None:
        """The last of such marks, of the error's session where that is known."""
        found = [(place, each) for place, each in enumerate(self.seen.statements) if each.mark in marks]
        own = [place for place, each in found if each.session and each.session == self.session_number]
        return _last(own or [place for place, _ in found])

    def last_query(self) -> int | None:
        """The last statement that reads rows."""
        return self._last_that("SELECT", "WITH", "VALUES")

    def last_write(self) -> int | None:
        """The last statement that writes rows."""
        return self._last_that("INSERT", "UPDATE", "DELETE")

    def _last_that(self, *verbs: str) -> int | None:
        told = enumerate(self.seen.statements)
        return _last(
            place for place, each in told if not each.mark and each.text[:100].lstrip().upper().startswith(verbs)
        )

    def in_line_of(self, statement: int | None) -> str:
        """ " in line 3", where the statement stands; empty where that is the error's own line, or unknown."""
        line = self.seen.statements[statement].line if statement is not None else None
        return f" in line {line}" if line is not None and line != self.error.line else ""


def _last(places: Iterable[int]) -> int | None:
    found = list(places)
    return found[-1] if found else None
