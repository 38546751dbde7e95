"""The timeline: a row for each executed line, with what happened in it in four lanes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from webapp.explained import CauseInWords, changes_nothing
from webapp.observation import ObjectState, Observation, SessionState, State, Statement, Step
from webapp.web.lives import Change, called, changes
from webapp.web.prompts import console_lines
from webapp.web.rails import Rail, object_rails, transaction_rails
from webapp.web.withs import ends_of_blocks

Alike = tuple[str, tuple[State, ...], tuple[str, ...], bool]
"""A class, what happened, and whether the visitor has a name for it: what has one is looked for by it."""
FEW = 3
"""So many objects to which the same happened in one step are told one by one; more are told as a number."""


@dataclass(frozen=True, slots=True)
class Met:
    """What happened to an object, or to `many` of a class alike."""

    what: str
    target: int
    path: tuple[State, ...]
    notes: tuple[str, ...]
    many: int = 1


@dataclass(frozen=True, slots=True)
class MetSession:
    """What is new of a session; `name` is empty where there is only one to speak of."""

    name: str
    target: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement, or a mark of the transaction: its place among the statements, its word and its cause.

    `empty`: a COMMIT that stored nothing, or a ROLLBACK that undid nothing.
    """

    index: int
    statement: Statement
    word: str
    why: CauseInWords | None
    many: int = 1
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A step of the timeline. `html` is the source line, None where the snippet has no such line; `leaves`: it is the
    end of the `with` block that begins there."""

    number: int
    step: Step
    html: Markup | None
    objects: list[Met]
    sessions: list[MetSession]
    sql: list[Sent]
    marks: list[Sent]
    object_rails: list[Rail]
    transaction_rails: list[Rail]
    leaves: bool = False


def rows(seen: Observation, causes: Sequence[CauseInWords | None]) -> list[Row]:
    """A row for each step that was kept; none where nothing was recorded. `causes`: one for each statement."""
    source = console_lines(seen.source, seen.source_spans)
    changed = {number: list(found) for number, found in groupby(changes(seen), lambda change: change.step)}
    sent = _sent(seen, causes)
    met_sessions = _met_sessions(seen)
    ends = ends_of_blocks(seen)
    of_objects, of_transactions = object_rails(seen), transaction_rails(seen)
    return [
        Row(
            number,
            step,
            _unbroken(source[step.line - 1].html) if step.line and step.line <= len(source) else None,
            _met(changed.get(number, [])) if number else [],
            met_sessions[number],
            [each for each in sent.get(number, []) if each.statement.mark is None],
            [each for each in sent.get(number, []) if each.statement.mark is not None],
            of_objects[number],
            of_transactions[number],
            number in ends,
        )
        for number, step in enumerate(seen.steps)
    ]


def _unbroken(line: Markup) -> Markup:
    """The line with an indentation after which no narrow column breaks it."""
    text = line.lstrip(" ")
    return Markup("\N{NO-BREAK SPACE}") * (len(line) - len(text)) + text


def _met(found: list[Change]) -> list[Met]:
    alike: dict[Alike, list[ObjectState]] = {}
    for change in found:
        path, notes = _path(change), _notes(change)
        if path or notes:
            alike.setdefault((change.after.type, path, notes, bool(change.after.name)), []).append(change.after)
    return list(_gathered(alike))


def _gathered(alike: dict[Alike, list[ObjectState]]) -> Iterator[Met]:
    for (kind, path, notes, _), objects in alike.items():
        if len(objects) > FEW:
            yield Met(kind, objects[0].number, path, notes, len(objects))
        else:
            for each in objects:
                yield Met(called(each), each.number, path, notes)


def _path(change: Change) -> tuple[State, ...]:
    return change.path if change.before is None or len(change.path) > 1 else ()


def _notes(change: Change) -> tuple[str, ...]:
    before, after = change.before, change.after
    notes = []
    if before is None:
        if change.path[0] in ("persistent", "detached"):
            notes.append("loaded")
        elif change.path[-1] != "gone":  # what came and went is not there any more to be new
            notes.append("new")
    elif after.key and not before.key:
        notes.append(f"key {after.key}")
    if change.expires:
        notes.append("expired")
    if change.loaded and len(change.path) == 1:  # what a flush fills in was not asked for
        notes.append("read again" if before and before.expired else "loaded " + _named(change))
    if before is not None or notes == ["loaded"]:  # merge() loads and changes in one step
        notes += [f"{each.name} changed" for each in change.modified]
    return tuple(notes)


def _named(change: Change) -> str:
    return ", ".join(each.name for each in change.loaded)


def _met_sessions(seen: Observation) -> list[list[MetSession]]:
    """Of each step, what is new of the sessions."""
    several = len({each.number for step in seen.steps for each in step.sessions}) > 1
    known: dict[int, SessionState] = {}
    found: list[list[MetSession]] = []
    for number, step in enumerate(seen.steps):
        row = []
        for each in step.sessions:
            notes = tuple(_news(known.get(each.number), each)) if number else ()
            if notes:
                row.append(
                    MetSession((each.name or f"{each.type} {each.number}") if several else "", each.number, notes)
                )
            known[each.number] = each
        found.append(row)
    return found


def _news(before: SessionState | None, after: SessionState) -> Iterator[str]:
    if before is None:
        yield "made"
    if after.closed and not (before and before.closed):
        # That it holds nothing and is in no transaction goes without saying; what it took along does not.
        yield "closed"
        lost = len(before.new) if before else 0
        if lost:
            yield f"{lost} new lost"
        return
    if after.in_transaction != bool(before and before.in_transaction):
        yield "in a transaction" if after.in_transaction else "no transaction"
    if after.nesting != (before.nesting if before else 0):
        yield f"{after.nesting or 'no'} savepoint{'s' if after.nesting > 1 else ''}"
    if not after.active and (before is None or before.active):
        yield "waits for rollback()"
    names: tuple[Literal["new"], Literal["dirty"], Literal["deleted"]] = ("new", "dirty", "deleted")
    for name in names:
        count: int = len(getattr(after, name))
        if count != (len(getattr(before, name)) if before else 0):
            yield f"{count or 'none'} {name}"
    held = len(after.identity_map)
    if held != (len(before.identity_map) if before else 0):
        yield f"holds {held or 'no'} object{'' if held == 1 else 's'}"


def _sent(seen: Observation, causes: Sequence[CauseInWords | None]) -> dict[int, list[Sent]]:
    """By step, what was sent; the same again for the same reason, one after the other, is told as one."""
    found: dict[int, list[Sent]] = {}
    for index, each in enumerate(seen.statements):
        if each.step is None:
            continue
        row = found.setdefault(each.step, [])
        word, why = each.mark or word_of(each), causes[index]
        last = row[-1] if row else None
        if last and not each.mark and (last.word, last.why) == (word, why):
            row[-1] = replace(last, many=last.many + 1)
        else:
            row.append(Sent(index, each, word, why, empty=changes_nothing(seen, index)))
    return found


def word_of(each: Statement) -> str:
    """What kind of statement it is, by its first word."""
    first = each.text.split(None, 1)[:1]
    return first[0][:16].upper() if first else "SQL"
