"""The steps of one snippet, as plain data, within their bounds."""

from __future__ import annotations

from typing import Any

MOST_STEPS = 300
MOST_PLAIN = 200
"""Steps in which nothing changed: a long loop is not to use up all of them."""
MOST_WEIGHT = 6_000
"""Objects, their attributes and sessions in all steps together: what they weigh as JSON is about 80 bytes each."""
_PLAIN = {"line", "function", "times", "raised"}
"""Keys of a step in which nothing changed."""


class Steps:
    """Steps with the keys of `webapp.observation.Step`; the first is what was there before the snippet.

    Once `full`, the last step stands for all that comes after it.
    """

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = [{}]
        self.left_out = 0
        self.full = False
        self._heard = False
        self._plain = 0
        self._room = MOST_WEIGHT
        self._beyond: int | None = None

    @property
    def line(self) -> int | None:
        """The line that runs."""
        return self.made[-1].get("line")

    def hear(self) -> int:
        """A statement belongs to the last step; gives its place."""
        self._heard = True
        return len(self.made) - 1

    def tell_before(self, key: str, known: list[dict[str, Any]]) -> None:
        """What was there before the snippet."""
        if known:
            self.made[0][key] = known

    def tell(self, key: str, changed: list[dict[str, Any]]) -> None:
        """What changed in the last step."""
        if not changed:
            return
        self.made[-1][key] = changed
        self._room -= sum(1 + len(each.get("attributes", ())) for each in changed)

    def repeats(self, line: int, function: str) -> bool:
        """Whether a line that is about to run is the one that ran last, and nothing came of it so far."""
        last = self.made[-1]
        return self._is_plain() and (last.get("line"), last.get("function", "")) == (line, function)

    def _is_plain(self) -> bool:
        return not self._heard and self.made[-1].keys() <= _PLAIN

    def go_on(self, line: int, function: str) -> bool:
        """A line is about to run. False where it is not told, because too many have run in which nothing changed."""
        last = self.made[-1]
        if self.repeats(line, function) and not last.get("raised"):
            last["times"] = last.get("times", 1) + 1
            return True
        if self._is_plain():
            self._plain += 1
            if self._plain > MOST_PLAIN:
                return False
        self.begin(line, function)
        return True

    def begin(self, line: int, function: str) -> None:
        """A step begins; where there is no room for it, the last one goes on."""
        if self.full:
            self.left_out += line != self._beyond
            self._beyond = line
            return
        if len(self.made) >= MOST_STEPS or self._room < 0:
            self.full = True
            self.left_out += 1
        self.made.append({"line": line, "function": function} if function else {"line": line})
        self._heard = False

    def raised(self, line: int) -> None:
        """An exception left a line."""
        for each in reversed(self.made):
            if each.get("line") == line:
                each["raised"] = True
                return
