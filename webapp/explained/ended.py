"""What a transaction had sent when it ended: its own work, and that of sessions on the same connection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.explained.names import Names
from webapp.explained.text import listed
from webapp.observation import Observation, Statement

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")
READS = ("SELECT", "VALUES", "PRAGMA", "EXPLAIN")


@dataclass(frozen=True, slots=True)
class Ended:
    """Of the transaction that a COMMIT or ROLLBACK ended.

    `sent` are its statements; `before` is the mark that had ended the one before it in this snippet. `whole`: its BEGIN
    was seen, and nothing of it was undone on the way, so that `sent` is all there is to tell.
    """

    mark: Statement
    sent: tuple[Statement, ...]
    before: Statement | None
    whole: bool

    @property
    def written(self) -> str:
        """ "the UPDATE and 2 INSERTs" of the session itself, where all of it is known; else empty."""
        own = (None, self.mark.session)
        return _verbs(each for each in self.sent if verb(each) in WRITES and each.session in own) if self.whole else ""

    @property
    def only_read(self) -> bool:
        return self.whole and all(verb(each) in READS for each in self.sent)

    def shared(self, names: Names) -> str:
        """What else it took along: another session's work on the same connection. Else empty."""
        mine = self.mark.session
        theirs = [each for each in self.sent if verb(each) in WRITES and each.session not in (None, mine)]
        if mine is None or not self.whole or not theirs:
            return ""
        whose = listed([names.session(number, self.mark.step) for number in dict.fromkeys(_sessions(theirs))])
        return f"{_verbs(theirs)} of {whose} with it, because the sessions share one connection"

    def nothing_left(self) -> Statement | None:
        """The mark by which another session had ended the transaction that both shared; else None."""
        before = self.before
        if self.sent or self.whole or before is None or None in (before.session, self.mark.session):
            return None
        return before if before.session != self.mark.session else None


def changes_nothing(seen: Observation, place: int) -> bool:
    """Whether the mark at this place is a COMMIT or ROLLBACK that is known to have had nothing to store or to undo."""
    if seen.statements[place].mark not in ("COMMIT", "ROLLBACK"):
        return False
    ending = ended(seen, place)
    return ending.only_read or ending.nothing_left() is not None


def ended(seen: Observation, place: int) -> Ended:
    """The transaction that the mark at this place ended."""
    mark = seen.statements[place]
    sent: list[Statement] = []
    began = undone = False
    before: Statement | None = None
    for each in reversed(seen.statements[:place]):
        if each.connection != mark.connection:
            continue
        if each.mark in ("COMMIT", "ROLLBACK") and not each.failed:
            before = each
            break
        began = began or each.mark == "BEGIN"
        undone = undone or each.mark == "ROLLBACK TO"
        if each.mark is None and not each.failed:
            sent.append(each)
    return Ended(mark, tuple(reversed(sent)), before, began and not undone)


def verb(statement: Statement) -> str:
    """The first word of a statement."""
    return statement.text.split(None, 1)[0].upper() if statement.text.strip() else ""


def _verbs(statements: Iterable[Statement]) -> str:
    counted = Counter(verb(each) for each in statements)
    return listed([f"{count} {word}s" if count > 1 else f"the {word}" for word, count in counted.items()])


def _sessions(statements: Iterable[Statement]) -> list[int]:
    return [each.session for each in statements if each.session is not None]
