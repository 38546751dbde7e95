"""The objects of mapped classes that a snippet has, as snapshots: nothing is loaded, and nothing kept alive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from weakref import ref

from sqlalchemy.orm import InstanceState
from sqlalchemy.orm.attributes import instance_dict

from webapp.inside.recorder.attributes import Attributes
from webapp.inside.recorder.names import Names
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.values import class_name, told

State = InstanceState[Any]
MOST_FOLLOWED = 200
"""Objects followed at once, and newly so in one snippet."""
MOST_PASSED = 20


class Followed:
    """An object that is told of: how it was last told, and what it went through since."""

    __slots__ = ("entered", "last", "number", "ref", "seen")

    def __init__(self, state: State, number: int) -> None:
        self.ref = ref(state)
        self.number = number
        self.last: dict[str, Any] | None = None
        self.seen: tuple[object, ...] = ()
        self.entered: list[str] = []


class Objects:
    """Follows objects from when something is first heard of them, until they are gone."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._attributes = Attributes(self.number)
        self._followed: dict[int, Followed] = {}
        self._touched: dict[int, Followed] = {}
        self._room = MOST_FOLLOWED
        self.left_out = 0

    def start(self) -> None:
        """A snippet begins: forgets who is gone, and has room again."""
        self._followed = {key: each for key, each in self._followed.items() if _alive(each.ref())}
        self._touched = {}
        self._room = MOST_FOLLOWED - len(self._followed)
        self.left_out = 0

    def touch(self, state: State, entered: str = "", *, new: bool = False) -> None:
        """Something happened to an object; `entered` is the state it came into, `new` says that it came to be."""
        found = self._followed.get(id(state))
        if found is None or found.ref() is not state:
            if self._room <= 0:
                self.left_out += new
                return
            self._room -= 1
            found = self._followed[id(state)] = Followed(state, self._numbers.of_object(state))
        self._touched[found.number] = found
        if entered and len(found.entered) < MOST_PASSED:
            found.entered.append(entered)

    def touch_all(self, numbers: Iterable[int]) -> None:
        """Something may have happened to these."""
        wanted = set(numbers)
        for each in list(self._followed.values()):
            if each.number in wanted:
                self._touched[each.number] = each

    def number(self, state: State) -> int | None:
        """The number of a followed object."""
        found = self._followed.get(id(state))
        return found.number if found is not None and found.ref() is state else None

    def look(self, most: int) -> None:
        """Looks for what no event tells of: a value that came by itself, or an end. Does so among the first `most`."""
        for each, _ in zip(list(self._followed.values()), range(most), strict=False):
            state = each.ref()
            if each.last is not None and _glance(state) != each.seen and each.last["state"] != "gone":
                self._touched[each.number] = each

    @property
    def moved(self) -> bool:
        """Whether there may be something to tell."""
        return bool(self._touched)

    def changed(self, names: Names, session_of: Callable[[State], int | None]) -> list[dict[str, Any]]:
        """Those that differ from how they were last told, each whole, with the keys of `ObjectState`."""
        touched, self._touched = self._touched, {}
        told_now = [self._told(each, names, session_of) for each in touched.values()]
        return [each for each in told_now if each is not None]

    def known(self, names: Names, session_of: Callable[[State], int | None]) -> list[dict[str, Any]]:
        """Every object that is there, as it is."""
        for each in self._followed.values():
            self._touched[each.number] = each
            each.last = None
        return self.changed(names, session_of)

    def renamed(self, names: Names) -> None:
        """Looks for those whose name is another one than was told."""
        for each in list(self._followed.values()):
            state = each.ref()
            obj = state.obj() if state is not None else None
            if obj is not None and each.last is not None and names.of(obj) not in ("", each.last.get("name", "")):
                self._touched[each.number] = each

    def snapshot(self, state: State, obj: object, number: int, names: Names, session: int | None) -> dict[str, Any]:
        """An object as it is, with the keys of `ObjectState`; `session` is the number of the one it is in."""
        return {
            "number": number,
            "type": class_name(state.class_),
            "name": names.of(obj),
            "key": _key(state),
            "state": _state(state, session),
            "session": session,
            "expired": state.expired,
            "attributes": self._attributes.of(state, instance_dict(obj)),
        }

    def _told(self, each: Followed, names: Names, session_of: Callable[[State], int | None]) -> dict[str, Any] | None:
        state, entered, each.entered = each.ref(), each.entered, []
        each.seen = _glance(state)
        obj = state.obj() if state is not None else None
        if state is None or obj is None:
            if each.last is None or each.last["state"] == "gone":
                return None
            now = {key: each.last[key] for key in ("number", "type", "key")} | {"state": "gone"}
        else:
            now = self.snapshot(state, obj, each.number, names, session_of(state))
        passed = _passed(entered, each.last, now["state"])
        if now == each.last and not passed:
            return None
        each.last = now
        return now | {"passed": passed} if passed else now


def _alive(state: State | None) -> bool:
    return state is not None and state.obj() is not None


def _glance(state: State | None) -> tuple[object, ...]:
    if state is None or (obj := state.obj()) is None:
        return ()
    return len(instance_dict(obj)), state.session_id, state.key is None, state._deleted, state.expired


def _state(state: State, session: int | None) -> str:
    if state.key is None:
        return "transient" if session is None else "pending"
    if session is None:
        return "detached"
    return "deleted" if state._deleted else "persistent"


def _key(state: State) -> str:
    if state.key is None:
        return ""
    values = state.key[1]
    return ", ".join(told(each) for each in values)[:1_000]


def _passed(entered: list[str], last: dict[str, Any] | None, now: str) -> list[str]:
    """The states between the last one told and the one now."""
    way = list(_without_repeats([last["state"] if last is not None else "", *entered, now]))
    return way[1:-1]


def _without_repeats(states: Iterable[str]) -> Iterator[str]:
    before = None
    for each in states:
        if each != before:
            yield each
        before = each
