"""What objects and sessions were called, and how they stood, at each step of a run."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from webapp.explained.text import code, listed, plain, with_article
from webapp.observation import ObjectState, Observation, SessionState

Told = TypeVar("Told", ObjectState, SessionState)

HOW = {"pending": "pending ", "persistent": "changed ", "deleted": "deleted "}
"""What a flush sends an object for, by the state it was in."""


WHY = {"INSERT": "pending", "UPDATE": "persistent", "DELETE": "deleted"}
"""The state of the objects that a flush sends such a statement for."""
SPECIAL = {
    "__exit__": "the end of the `with` block",
    "__iter__": "going through the result",
    "__getitem__": "the index or slice",
}
"""Methods that nobody writes out."""


class Course(Generic[Told]):
    """How one kind of thing stood at each step, by its number."""

    def __init__(self, told: Sequence[tuple[int, Told]]) -> None:
        self.of: dict[int, list[tuple[int, Told]]] = defaultdict(list)
        for step, each in told:
            self.of[each.number].append((step, each))

    def at(self, number: int | None, step: int | None) -> Told | None:
        """How it stood when the step had ended; None where nobody had seen it yet."""
        told = self.of.get(number or 0, [])
        if not told:
            return None
        place = len(told) if step is None else bisect_right(told, step, key=lambda each: each[0])
        return told[place - 1][1] if place else None

    def known(self, number: int | None, step: int | None) -> Told | None:
        """The same; before anybody had seen it, as it was seen first."""
        told = self.of.get(number or 0, [])
        return self.at(number, step) or (told[0][1] if told else None)


class Names:
    """The names in an observation. Every name is given as code, ready for a sentence."""

    def __init__(self, seen: Observation) -> None:
        steps = list(enumerate(seen.steps))
        self.objects = Course([(place, each) for place, step in steps for each in step.objects])
        self.sessions = Course([(place, each) for place, step in steps for each in step.sessions])
        self._of_type = Counter(told[0][1].type for told in self.objects.of.values())

    def object(self, number: int | None, step: int | None, *, type_name: str = "") -> str:
        """
        "`annie`", else "an `Astronaut`". Where there are several: "`Astronaut` 3" by its key, "`Astronaut` #2" without.
        """
        found = self.objects.known(number, step)
        name = code(found.name) if found else ""
        kind = found.type if found else type_name
        if name:
            return name
        if found is not None and code(kind) and self._of_type[kind] > 1:
            return f"{code(kind)} {plain(found.key) or f'#{number}'}"
        return with_article(kind)

    def attribute(self, number: int | None, step: int | None, type_name: str, attribute: str) -> str:
        """ "`annie.missions`", else "`Astronaut.missions`"; an attribute nobody knows is left out."""
        found = self.objects.known(number, step)
        owner = (found.name if found else "") or type_name or (found.type if found else "")
        if not attribute:
            return self.object(number, step, type_name=type_name)
        return code(f"{owner}.{attribute}") if owner else code(attribute)

    def session(self, number: int | None, step: int | None) -> str:
        """ "`session`", else "the session"."""
        found = self.sessions.known(number, step)
        return (code(found.name) if found else "") or "the session"

    def work(self, numbers: Sequence[int], step: int | None, verb: str = "") -> str:
        """What a flush sends: "the pending `zoe` and the changed `annie`"; "the pending work" where nobody knows.

        With `verb`, of a flush's statement, only what such a statement is sent for.
        """
        sent = [(self._why_sent(number, step), number) for number in numbers]
        about = [each for each in sent if each[0] == WHY.get(verb, "")] or sent
        counted = Counter((why, self._sent(number, step)) for why, number in about)
        said = [
            f"the {HOW.get(why, '')}{name}" if count == 1 else f"{count} {HOW.get(why, '')}{name} objects"
            for (why, name), count in counted.items()
        ]
        return listed(said) or "the pending work"

    def _why_sent(self, number: int, step: int | None) -> str:
        """The state it was in, and of an object that nobody had seen before, how it must have been."""
        before = self.objects.at(number, step - 1) if step else None
        now = self.objects.known(number, step)
        if now is not None and (now.state == "deleted" or "deleted" in now.passed):
            return "deleted"
        if before is not None:
            return before.state
        return "" if now is None else "pending" if "pending" in now.passed else now.state

    def _sent(self, number: int, step: int | None) -> str:
        now = self.objects.known(number, step)
        return f"object {number}" if now is None else code(now.name) or code(now.type) or "object"

    def method(self, by: str, session: int | None, step: int | None) -> str:
        """A method as the visitor wrote it: "`session.execute`" for Session.execute."""
        owner, _, method = by.rpartition(".")
        if method in SPECIAL:
            return SPECIAL[method]
        name = self.session(session, step) if owner.endswith("Session") else ""
        return code(f"{name[1:-1]}.{method}") if name.startswith("`") else code(by)
