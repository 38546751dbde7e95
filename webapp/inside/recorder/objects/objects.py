"""The objects of mapped classes that a snippet has, as snapshots: nothing is loaded, and nothing kept alive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any
from weakref import ref

from sqlalchemy.orm import InstanceState

from webapp.inside.recorder.memory import memory, state_of
from webapp.inside.recorder.names import Names
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.objects.attributes import Attributes
from webapp.inside.recorder.values import class_name, told

State = InstanceState[Any]
SessionOf = Callable[[State], int | None]
"""Gives the number of the session an object is in."""
MOST_FOLLOWED = 200
MOST_PASSED = 20
MOST_ATTRIBUTES = 2_000
"""In one step, of all objects together; those told after that come without."""
LONGEST_KEY = 1_000
GONE = "gone"


class Followed:
    """An object that is told of: how it was last told, and what it went through since."""

    __slots__ = ("entered", "last", "number", "ref", "seen", "type")

    def __init__(self, state: State, number: int) -> None:
        self.ref = ref(state)
        self.number = number
        self.type = class_name(state.class_)
        self.last: dict[str, Any] = {}
        self.seen: tuple[object, ...] = ()
        self.entered: list[str] = []

    def alive(self) -> object:
        """The object, None where nothing refers to it any more."""
        state = self.ref()
        return None if state is None else state.obj()


class Objects:
    """Follows objects from when something is first heard of them, until they are gone."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._attributes = Attributes(self.number)
        self._by_state: dict[int, Followed] = {}
        self._by_number: dict[int, Followed] = {}
        self._touched: dict[int, Followed] = {}
        self._room = MOST_FOLLOWED
        self.left_out = 0

    def start(self) -> None:
        """A snippet begins: forgets who is gone, and has room again."""
        alive = {key: each for key, each in self._by_state.items() if each.alive() is not None}
        self._by_state = alive
        self._by_number = {each.number: each for each in alive.values()}
        self._touched = {}
        self._room = MOST_FOLLOWED - len(alive)
        self.left_out = 0

    def touch(self, state: State, entered: str = "", *, new: bool = False) -> None:
        """Something happened to an object; `entered` is the state it came into, `new` says that it came to be."""
        found = self._by_state.get(id(state))
        if found is None or found.ref() is not state:
            if self._room <= 0:
                self.left_out += new
                return
            self._room -= 1
            found = Followed(state, self._numbers.of_object(state))
            self._by_state[id(state)] = self._by_number[found.number] = found
        self._touched[found.number] = found
        if entered and len(found.entered) < MOST_PASSED:
            found.entered.append(entered)

    def follow(self, values: Iterable[object]) -> None:
        """Follows those of them that are objects of mapped classes."""
        for each in list(values):
            if (state := state_of(each)) is not None:
                self.touch(state, new=True)

    def touch_numbered(self, numbers: Iterable[int]) -> None:
        """Something may have happened to these."""
        for number in numbers:
            if (found := self._by_number.get(number)) is not None:
                self._touched[number] = found

    def number(self, state: State) -> int | None:
        """The number of a followed object."""
        found = self._by_state.get(id(state))
        return found.number if found is not None and found.ref() is state else None

    def touch_all(self) -> None:
        """Something may have happened to any of them."""
        self._touched |= self._by_number

    def states(self) -> list[tuple[State, int]]:
        """Those that are there, with their numbers."""
        return [(state, each.number) for each in self._by_number.values() if (state := each.ref()) is not None]

    def look(self, most: int) -> None:
        """Looks among the first `most` for what no event tells of: a value that came by itself, or an end."""
        for each in list(islice(self._by_number.values(), most)):
            if each.seen and _glance(each.ref()) != each.seen:
                self._touched[each.number] = each

    def look_for_names(self, names: Names) -> None:
        """Looks for objects that have another name than was told, or none where theirs is another object's now."""
        for each in list(self._by_number.values()):
            if each.last and (obj := each.alive()) is not None:
                was, now = each.last.get("name", ""), names.of(obj)
                if was != now and (now or was in names):
                    self._touched[each.number] = each

    def __bool__(self) -> bool:
        """Whether any is followed."""
        return bool(self._by_number)

    @property
    def moved(self) -> bool:
        """Whether there may be something to tell."""
        return bool(self._touched)

    def changed(self, names: Names, session_of: SessionOf) -> list[dict[str, Any]]:
        """Those that differ from how they were last told, each whole, with the keys of `ObjectState`."""
        touched, self._touched = self._touched, {}
        found, room = [], MOST_ATTRIBUTES
        for each in touched.values():
            if (now := self._told(each, names, session_of)) is not None:
                room -= len(now.get("attributes", ()))
                found.append(now if room >= 0 else now | {"attributes": []})
        return found

    def known(self, names: Names, session_of: SessionOf) -> list[dict[str, Any]]:
        """Every object that is there, as it is."""
        for each in self._by_number.values():
            self._touched[each.number] = each
            each.last, each.entered = {}, []
        return self.changed(names, session_of)

    def snapshot(self, state: State, obj: object, number: int, names: Names, session: int | None) -> dict[str, Any]:
        """An object as it is, with the keys of `ObjectState`; `session` is the number of the one it is in."""
        now: dict[str, Any] = {"number": number, "type": class_name(state.class_), "state": _state(state, session)}
        if name := names.of(obj):
            now["name"] = name
        if state.key is not None:
            now["key"] = ", ".join(told(each) for each in state.key[1])[:LONGEST_KEY]
        if session is not None:
            now["session"] = session
        if state.expired:
            now["expired"] = True
        now["attributes"] = self._attributes.of(state, memory(obj))
        return now

    def _told(self, each: Followed, names: Names, session_of: SessionOf) -> dict[str, Any] | None:
        state, entered, each.entered = each.ref(), each.entered, []
        each.seen = _glance(state)
        if state is not None and (obj := state.obj()) is not None:
            now = self.snapshot(state, obj, each.number, names, session_of(state))
        else:
            now = {"number": each.number, "type": each.type, "state": GONE}
            if key := each.last.get("key"):
                now["key"] = key
        passed = _passed(entered, each.last.get("state", ""), str(now["state"]))
        if now == each.last and not passed:
            return None
        each.last = now
        return now | {"passed": passed} if passed else now


def _glance(state: State | None) -> tuple[object, ...]:
    if state is None or (obj := state.obj()) is None:
        return ()
    return len(memory(obj)), state.session_id, state.key is None, state._deleted, state.expired


def _state(state: State, session: int | None) -> str:
    if state.key is None:
        return "transient" if session is None else "pending"
    if session is None:
        return "detached"
    return "deleted" if state._deleted else "persistent"


def _passed(entered: list[str], before: str, now: str) -> list[str]:
    """The states between the last one told and the one now."""
    if not entered or (len(entered) == 1 and entered[0] in (before, now)):
        return []
    way = list(_without_repeats([before, *entered, now]))
    return way[1:-1]


def _without_repeats(states: Iterable[str]) -> Iterator[str]:
    before = None
    for each in states:
        if each != before:
            yield each
        before = each
