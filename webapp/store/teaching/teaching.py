"""The store as instructors, and the members of their classes, see it."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from webapp.store.teaching import classes, instructors, live, membership, statistics
from webapp.store.teaching.values import (
    Class,
    ClassStep,
    Cluster,
    Instructor,
    Invitation,
    Member,
    Membership,
    MistakeFigures,
    Step,
    StepFigures,
)

Connecting = Callable[[], AbstractContextManager[Connection]]


class Teaching:
    """Every method raises StoreError where the database does not answer, as those of the store do.

    What is asked of a class names its instructor: for anybody else it is not there.
    """

    def __init__(self, reading: Connecting, writing: Connecting) -> None:
        self._reading = reading
        self._writing = writing

    def add_instructor(self, name: str) -> str:
        """The token of their login link, 192 random bits, which is kept nowhere. Raises NameTakenError."""
        with self._writing() as connection:
            return instructors.add(connection, name)

    def renew_instructor(self, name: str) -> str | None:
        """The token of a new login link, also for one who was revoked; None where there is none of that name."""
        with self._writing() as connection:
            return instructors.renew(connection, name)

    def revoke_instructor(self, name: str) -> bool:
        """Whether there was one. From now on they see nothing, and their classes keep nothing back."""
        with self._writing() as connection:
            return instructors.revoke(connection, name)

    def instructors(self) -> tuple[Instructor, ...]:
        """All of them, those who were revoked included, by name."""
        with self._reading() as connection:
            return instructors.everyone(connection)

    def log_in(self, token: str) -> Instructor | None:
        """Whom a login link stands for; None where it is not, or no more, good."""
        with self._reading() as connection:
            return instructors.by_token(connection, token)

    def instructor(self, number: int, key: str) -> Instructor | None:
        """The instructor of that id, where their login link is still the one of that key."""
        with self._reading() as connection:
            return instructors.by_key(connection, number, key)

    def make_class(self, instructor: int, title: str) -> tuple[int, str]:
        """The id of a new class, and the token of its join link."""
        with self._writing() as connection:
            return classes.make(connection, instructor, title)

    def renew_join_link(self, instructor: int, number: int) -> str | None:
        """The token of a new join link, in place of the one before."""
        with self._writing() as connection:
            return classes.renew_link(connection, instructor, number)

    def close_class(self, instructor: int, number: int, *, closed: bool) -> bool:
        """Closes a class, or opens it again. A closed one takes nobody and keeps no solution back."""
        with self._writing() as connection:
            return classes.close(connection, instructor, number, closed=closed)

    def drop_class(self, instructor: int, number: int) -> bool:
        """Deletes a closed class, with its members' numbers and names; whether there was one."""
        with self._writing() as connection:
            return classes.drop(connection, instructor, number)

    def open_solutions(self, instructor: int, number: int, when: datetime | None) -> bool:
        """Sets when the solutions of assigned steps can be asked for; None for always."""
        with self._writing() as connection:
            return classes.open_solutions(connection, instructor, number, when)

    def assign(self, instructor: int, number: int, steps: Iterable[Step]) -> bool:
        """Assigns these steps to a class, in place of those before."""
        with self._writing() as connection:
            return classes.assign(connection, instructor, number, steps)

    def remove_member(self, instructor: int, number: int, seat: int) -> bool:
        """Takes a member out of a class, by their number in it; whether there was one."""
        with self._writing() as connection:
            return classes.remove(connection, instructor, number, seat)

    def classes(self, instructor: int) -> tuple[Class, ...]:
        """Their classes, the newest first."""
        with self._reading() as connection:
            return classes.of(connection, instructor)

    def a_class(self, instructor: int, number: int) -> Class | None:
        """A class of theirs; None for any other."""
        with self._reading() as connection:
            return classes.one(connection, instructor, number)

    def assigned(self, number: int) -> frozenset[Step]:
        """The steps that are assigned to a class."""
        with self._reading() as connection:
            return classes.assigned(connection, number)

    def invitation(self, token: str) -> Invitation | None:
        """What a join link leads to; None where it is not, or no more, good."""
        with self._reading() as connection:
            return membership.invitation(connection, token)

    def join(self, visitor: str, token: str, name: str | None) -> Invitation | None:
        """Makes the visitor a member, or renames them; None as with `invitation`. Raises UnknownVisitorError."""
        with self._writing() as connection:
            return membership.join(connection, visitor, token, name)

    def leave_class(self, visitor: str, number: int) -> bool:
        """Whether they were in it."""
        with self._writing() as connection:
            return membership.leave(connection, visitor, number)

    def memberships(self, visitor: str) -> tuple[Membership, ...]:
        """The classes that a visitor is in."""
        with self._reading() as connection:
            return membership.memberships(connection, visitor)

    def kept_back(self, visitor: str, lesson: str) -> dict[str, datetime]:
        """The steps whose solution a class of theirs keeps back now, each with the moment it opens."""
        with self._reading() as connection:
            return membership.kept_back(connection, visitor, lesson)

    def step_figures(self, lesson: str | None = None) -> tuple[StepFigures, ...]:
        """How the steps of a lesson go, or those of all lessons, over all visitors."""
        with self._reading() as connection:
            return statistics.steps(connection, lesson)

    def mistake_figures(self, lesson: str) -> tuple[MistakeFigures, ...]:
        """How often each sentence was given in a lesson, the most frequent first."""
        with self._reading() as connection:
            return statistics.mistakes(connection, lesson)

    def clusters(self, lesson: str, step: str, most: int) -> tuple[Cluster, ...]:
        """The largest groups of wrong answers at a step that no sentence explained and that did the same."""
        with self._reading() as connection:
            return statistics.clusters(connection, lesson, step, most)

    def class_steps(self, number: int) -> tuple[ClassStep, ...]:
        """What members of a class have tried and passed."""
        with self._reading() as connection:
            return live.steps(connection, number)

    def class_mistakes(self, number: int) -> tuple[MistakeFigures, ...]:
        """How often each sentence was given to members, the most frequent first."""
        with self._reading() as connection:
            return live.mistakes(connection, number)

    def roll(self, number: int) -> tuple[Member, ...]:
        """The members, in the order in which they joined."""
        with self._reading() as connection:
            return live.roll(connection, number)
