"""Why a statement was sent, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from webapp.explained.ended import READS, verb
from webapp.explained.marks import mark_sentence, when_expired
from webapp.explained.names import SPECIAL, Names
from webapp.explained.text import plain, sentence
from webapp.observation import Cause, CauseKind, Observation, Statement

MADE: dict[tuple[str, ...], str] = {("CREATE", "TABLE"): "made a table", ("DROP", "TABLE"): "dropped a table"}
"""What a statement did to the schema, by its first two words."""


@dataclass(frozen=True, slots=True)
class CauseInWords:
    """A cause in words: `label` is one to three of them, `sentence` all of it. Names stand in backticks."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement with what its cause names."""

    seen: Observation
    names: Names
    place: int
    statement: Statement
    cause: Cause

    @property
    def step(self) -> int | None:
        return self.statement.step

    @property
    def by(self) -> str:
        """The method the visitor called, else "this line"; what `begin()` gives commits at the end of its block."""
        if self.cause.by.endswith(".begin") and self.cause.kind in ("commit", "close"):
            return SPECIAL["__exit__"]
        return self.names.method(self.cause.by, self.statement.session, self.step) or "this line"

    @property
    def object(self) -> str:
        return self.names.object(self.cause.object, self.step, type_name=self.cause.type)

    @property
    def attribute(self) -> str:
        return self.names.attribute(self.cause.object, self.step, self.cause.type, self.cause.attribute)

    @property
    def work(self) -> str:
        return self.names.work(self.cause.objects, self.step, verb(self.statement))

    @property
    def reader(self) -> str:
        """Who needed the database: a method, or the reading of an attribute."""
        return f"reading {self.attribute}" if self.cause.attribute and not self.cause.by else self.by


def cause(seen: Observation, place: int) -> CauseInWords | None:
    """The cause of one statement, by its place in `seen.statements`; None where it has none."""
    return _in_words(seen, Names(seen), place)


def causes(seen: Observation) -> list[CauseInWords | None]:
    """The cause of each statement, in their order."""
    names = Names(seen)
    return [_in_words(seen, names, place) for place in range(len(seen.statements))]


def _in_words(seen: Observation, names: Names, place: int) -> CauseInWords | None:
    statement = seen.statements[place]
    if statement.cause is None:
        said = mark_sentence(seen, names, place, "", "") if statement.mark else ""
        return CauseInWords(statement.mark.lower(), sentence(said)) if statement.mark else None
    label, says = KINDS[statement.cause.kind]
    if statement.cause.kind == "eager load" and plain(statement.cause.strategy):
        label = f"{plain(statement.cause.strategy).split(None, 1)[0]} load"
    sent = Sent(seen, names, place, statement, statement.cause)
    if statement.mark is not None:
        # An autoflush begins the transaction it needs: the mark's sentence is about the mark.
        said = mark_sentence(seen, names, place, sent.by if statement.cause.by else "", _what_for(sent, label))
    else:
        said = says(sent)
    return CauseInWords(label, sentence(said))


def _what_for(sent: Sent, label: str) -> str:
    if sent.cause.kind in ("lazy load", "expired", "deferred") and sent.cause.attribute:
        return f"reading {sent.attribute}"
    return f"the {label}"


def _expired(sent: Sent) -> str:
    when = when_expired(sent.seen, sent.names, sent.place)
    return f"{sent.attribute} had expired{when}, so it was read again"


def _eager(sent: Sent) -> str:
    named = replace(sent, cause=sent.cause.model_copy(update={"object": None}))
    return f"eager load of {named.attribute}, which the query was told to bring along"


def _commit(sent: Sent) -> str:
    if sent.by == SPECIAL["__exit__"]:
        return f"flush at {sent.by}, which sent {sent.work}"
    return f"flush before the commit: {sent.by} sent {sent.work}"


def _schema(sent: Sent) -> str:
    words = tuple(sent.statement.text.upper().split(None, 2)[:2])
    if words[:1] and words[0] in READS:
        return f"{sent.by} asked the database about its tables"
    return f"{sent.by} {MADE.get(words, 'changed the schema of the database')}"


def _savepoint(sent: Sent) -> str:
    if sent.cause.objects:
        return f"flush before the savepoint: {sent.by} sent {sent.work}"
    return f"{sent.by} needed it for its savepoint"


KINDS: dict[CauseKind, tuple[str, Callable[[Sent], str]]] = {
    "written": ("written", lambda s: f"written in this line: {s.by} sent it"),
    "get": ("get", lambda s: f"{s.by} looked for {s.object} by its primary key"),
    "flush": ("flush", lambda s: f"flush: {s.by} sent {s.work}"),
    "autoflush": (
        "autoflush",
        lambda s: f"autoflush: {s.reader} sent {s.work} first, so that its own query sees the change",
    ),
    "commit": ("commit", _commit),
    "lazy load": ("lazy load", lambda s: f"lazy load of {s.attribute}, which had not been loaded"),
    "expired": ("expired", _expired),
    "refresh": ("refresh", lambda s: f"{s.by} read {s.object} again"),
    "deferred": ("deferred load", lambda s: f"{s.attribute} is deferred: its column was left out until it was read"),
    "eager load": ("eager load", _eager),
    "merge": ("merge", lambda s: f"{s.by} looked whether {s.object} has a row already"),
    "cascade": ("cascade", lambda s: f"{s.by} loaded {s.attribute}, to see what the delete reaches"),
    "synchronize": (
        "synchronize",
        lambda s: f"{s.by} asked which objects of the session it changes, because of `synchronize_session`",
    ),
    "schema": ("schema", _schema),
    "savepoint": ("savepoint", _savepoint),
    "close": ("close", lambda s: f"{s.by} ended with open work"),
    "driver": ("driver", lambda s: f"sent past SQLAlchemy: {s.by} is the driver's own"),
}
"""For each kind of cause its label, and its sentence."""
