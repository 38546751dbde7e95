"""Writes expressions by Python's grammar, of words that are open, closed, or halfway between."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.inside.policy.fuzz.start import VARIABLES
from tests.inside.policy.fuzz.words import KEYWORDS, Words

Maker = Callable[[int], str]


class Expressions:
    """One expression after another; the same ones for the same `chance`."""

    def __init__(self, chance: random.Random, words: Words) -> None:
        self._chance = chance
        self._words = words
        self._bound = ["v0"]
        self._expressions: list[Maker] = [
            *(self.attribute,) * 6,
            *(self.call,) * 5,
            *(self.method,) * 5,
            *(self.reached,) * 3,
            self.launder,
            self.subscript,
            self.operation,
            self.function,
            self.comprehension,
            self.display,
            self.formatted,
        ]

    def _pick(self, among: list[str]) -> str:
        return self._chance.choice(among)

    def _likely(self, share: float) -> bool:
        return self._chance.random() < share

    def name(self) -> str:
        if self._likely(0.45):
            return self._pick(self._bound[-4:])
        return self._pick(self._words.own_names if self._likely(0.85) else self._words.builtins)

    def bind(self) -> str:
        name = self._pick(VARIABLES) if self._likely(0.9) else self._pick(["name", "x", "error", "row"])
        self._bound.append(name)
        return name

    def attribute_name(self) -> str:
        if self._likely(0.06):
            return self._pick(self._words.closed)
        return self._pick(self._words.used if self._likely(0.7) else self._words.attributes)

    def text(self) -> str:
        return repr(self._pick(self._words.texts) if self._likely(0.8) else self.attribute_name())

    def built_text(self) -> str:
        """A text that only the running program knows."""
        text = self._pick(self._words.closed if self._likely(0.5) else self._words.texts)
        cut = self._chance.randint(0, len(text))
        if text.startswith("__") and text.endswith("__") and self._likely(0.6):
            return f"d + {text[2:-2]!r} + d"
        return self._pick(
            [
                f"''.join([{text[:cut]!r}, {text[cut:]!r}])",
                f"same({text!r})",
                f"[{text!r}][0]",
                f"str({text!r})",
                f"{text[::-1]!r}[::-1]",
                f"type('')({text!r})",
            ]
        )

    def unseen_name(self, names: list[str]) -> str:
        """An attribute's name in one of the forms in which the review cannot read it."""
        name = self._pick(names)
        inner = name.strip("_")
        if name.startswith("__"):
            return f"d + {inner!r} + d"
        cut = self._chance.randint(1, len(inner))
        return self._pick([f"f'{{{self._pick(VARIABLES)}}}'", self._pick(VARIABLES), f"{inner[:cut]!r} + own.kept"])

    def expression(self, depth: int) -> str:
        if depth <= 0:
            return self.atom()
        return self._chance.choice(self._expressions)(depth - 1)

    def atom(self) -> str:
        if self._likely(0.7):
            return self.name()
        if self._likely(0.6):
            return self.text() if self._likely(0.6) else self.built_text()
        return self._pick(["1", "0", "None", "True", "()", "[]", "{}", "2.5", "b'x'", "...", "d + 'class' + d"])

    def attribute(self, depth: int) -> str:
        return self.followed(depth)

    def followed(self, depth: int) -> str:
        base = self._base(depth)
        own = self._words.own.get(base)
        if own is not None and base not in VARIABLES and self._likely(0.8):
            return f"{base}.{self._pick(own)}"
        return f"{base}.{self.attribute_name()}"

    def _base(self, depth: int) -> str:
        inner = self.expression(depth) if self._likely(0.4) else self.name()
        return inner if inner.isidentifier() else f"({inner})"

    def arguments(self, depth: int) -> str:
        given = [self.expression(depth - 1) for _ in range(self._chance.choice([0, 1, 1, 2, 3]))]
        if self._likely(0.15):
            given.append(f"*[{self.expression(depth - 1)}]")
        if self._likely(0.2):
            given.append(f"{self._pick(KEYWORDS)}={self.expression(depth - 1)}")
        if self._likely(0.08):
            given.append(f"**dict([({self.built_text()}, {self.expression(depth - 1)})])")
        return ", ".join(given)

    def call(self, depth: int) -> str:
        return f"{self._base(depth)}({self.arguments(depth)})"

    def method(self, depth: int) -> str:
        return f"{self.followed(depth)}({self.arguments(depth)})"

    def reached(self, depth: int) -> str:
        """An attribute, by other means than a dot."""
        if self._likely(0.4):
            name = self._pick(self._words.own_names)
            return f"getattr({name}, {self.unseen_name(self._words.hurting[name])})"
        base = self.expression(depth)
        text = self.built_text() if self._likely(0.6) else self.text()
        return self._pick(
            [
                f"getattr({base}, {text})",
                f"attempt(getattr, {base}, {text})",
                f"[attrgetter][0]({text})({base})",
                f"[methodcaller][0]({text})({base})",
                f"same({text}).format({base})",
                f"operator.attrgetter({text})({base})",
                f"partial([attrgetter][0], {text})()({base})",
                f"reduce(lambda a, b: b(a), [[attrgetter][0]({text})], {base})",
                f"setattr({base}, {text}, {self.name()})",
                f"({text}).join([{base}])",
            ]
        )

    def launder(self, depth: int) -> str:
        """The same value, where a reader of the text loses sight of it."""
        inner = self.expression(depth)
        return self._pick(
            [
                f"[{inner}][0]",
                f"(lambda: {inner})()",
                f"same({inner})",
                f"({self.bind()} := {inner})",
                f"({inner} if d else None)",
                f"(None or {inner})",
                f"{{'k': {inner}}}['k']",
                f"next(iter([{inner}]))",
                f"copy.copy({inner})",
                f"SimpleNamespace(a={inner}).a",
                f"max([{inner}], key=id)",
            ]
        )

    def subscript(self, depth: int) -> str:
        return f"{self._base(depth)}[{self._pick(['0', '-1', ':', self.text(), self.atom()])}]"

    def operation(self, depth: int) -> str:
        operator = self._pick("+ - * @ / // % ** << >> & | ^ == != < in is and or".split())
        return f"({self.expression(depth)} {operator} {self.expression(depth)})"

    def function(self, depth: int) -> str:
        default = f"={self.expression(depth - 1)}" if self._likely(0.5) else ""
        return f"(lambda *a, x{default or '=1'}, **k: {self.expression(depth)})"

    def comprehension(self, depth: int) -> str:
        name = self.bind()
        inner = f"{self.expression(depth)} for {name} in {self._pick(['[' + self.name() + ']', self.name()])}"
        return self._pick([f"[{inner}]", f"list({inner})", f"next({inner})", f"{{{name}: {inner}}}", f"({inner})"])

    def display(self, depth: int) -> str:
        one, two = self.expression(depth), self.atom()
        return self._pick([f"[{one}, {two}]", f"({one}, {two})", f"{{{two}: {one}}}", f"{{**{one}}}", f"[*{one}]"])

    def formatted(self, depth: int) -> str:
        inner = self.name() if self._likely(0.5) else f"({self.expression(depth - 1)})"
        return f"f'{{{inner}!s:>9}}'" if "'" not in inner and "\\" not in inner else self.text()
