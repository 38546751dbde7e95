"""Writes programs by Python's grammar, of words that are open, closed, or halfway between."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.inside.policy.fuzz.start import VARIABLES
from tests.inside.policy.fuzz.words import KEYWORDS, METHODS, Words

Maker = Callable[[int], str]


class Writer:
    """One program after another; the same ones for the same `chance`."""

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
        self._statements: list[Callable[[int], list[str]]] = [
            *(self.assign,) * 6,
            *(self.simple,) * 3,
            self.imported,
            self.block,
            self.loop,
            self.attempt,
            self.matching,
            self.define,
            self.class_,
            self.class_,
        ]

    def program(self, most: int = 6) -> str:
        self._bound = ["v0"]
        lines = ["v0 = " + self._pick(self._words.own_names)]
        for _ in range(self._chance.randint(1, most)):
            lines += self.statement(2)
        return "\n".join(lines) + "\n"

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

    # Expressions

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

    # Statements

    def statement(self, depth: int) -> list[str]:
        return self._chance.choice(self._statements)(depth - 1)

    def body(self, depth: int) -> list[str]:
        lines = self.statement(depth) if depth > 0 else self.assign(0)
        return [f"    {line}" for line in lines]

    def assign(self, depth: int) -> list[str]:
        value = self.expression(self._chance.randint(1, 3))
        return [f"{self.target()} = {value}"]

    def target(self) -> str:
        if self._likely(0.8):
            return self.bind()
        return self._pick(
            [
                f"{self.name()}.{self.attribute_name()}",
                f"{self.bind()}, *{self.bind()}",
                f"{self.name()}[{self.text()}]",
            ]
        )

    def simple(self, depth: int) -> list[str]:
        value = self.expression(2)
        return [
            self._pick(
                [
                    value,
                    value,
                    f"{self.bind()}: {self.expression(1)} = {value}",
                    f"{self._pick(self._bound)} += {value}",
                    f"{self.name()}.{self.attribute_name()} += {value}",
                    f"del {self.name()}.{self.attribute_name()}",
                    f"assert {value}, {self.atom()}",
                    f"print({value})",
                ]
            )
        ]

    def imported(self, depth: int) -> list[str]:
        module, name = self._chance.choice(self._words.members)
        if self._likely(0.7):
            return [f"from {module} import {name} as {self.bind()}"]
        if self._likely(0.3):
            return [f"import {module} as {self.bind()}"]
        return [f"import {module}", f"{self.bind()} = {module}.{self.attribute_name()}"]

    def block(self, depth: int) -> list[str]:
        opened = self._pick([f"with {self.expression(2)} as {self.target()}:", f"if {self.expression(1)}:"])
        return [opened, *self.body(depth)]

    def loop(self, depth: int) -> list[str]:
        return [f"for {self.target()} in {self.expression(1)}:", *self.body(depth), "    break"]

    def attempt(self, depth: int) -> list[str]:
        caught = self._pick(["Exception", "AttributeError", "(TypeError, ImportError)", "BaseException"])
        star = "*" if self._likely(0.1) and caught != "BaseException" else ""
        name = self.bind()
        lines = ["try:", *self.body(depth), f"except{star} {caught} as {name}:", f"    {self.bind()} = {name}"]
        return [*lines, *self.body(depth)]

    def matching(self, depth: int) -> list[str]:
        pattern = self._pick(
            [
                f"{self._pick(['object', 'Own', 'User', 'Pair'])}({self.attribute_name()}={self.bind()})",
                f"Pair({self.bind()})",
                f"{self._pick(['list', 'str', 'Own', 'v0'])}({self.bind()})",
                f"[{self.bind()}, *{self.bind()}]",
                f"{{'k': {self.bind()}, **{self.bind()}}}",
                f"object() as {self.bind()}",
                f"own.{self.attribute_name()}",
            ]
        )
        return [f"match {self.expression(2)}:", f"    case {pattern}:", *(f"    {each}" for each in self.body(depth))]

    def define(self, depth: int) -> list[str]:
        name, parameter = self.bind(), self._pick(["x", "self", "dialect", "connection"])
        extra = self._pick(["", f", y={self.expression(1)}", f", *a: {self.expression(1)}", ", **k"])
        decorator = [f"@{self._decorator()}"] if self._likely(0.4) else []
        end = self._pick(["return", "yield", "return", "yield from"])
        lines = [*decorator, f"def {name}({parameter}{extra}):", *self.body(depth)]
        self._bound.append(parameter)
        lines.append(f"    {end} {self.expression(2)}")
        self._bound.pop()
        call = f"{self.bind()} = {name}({self.expression(1)})"
        return [*lines, call, f"next({name}(1), None)"] if end.startswith("yield") else [*lines, call]

    def _decorator(self) -> str:
        listener = f"event.listens_for({self.name()}, {self.text()})"
        known = ["singledispatch", "contextmanager", "cached_property", f"wraps({self.name()})", "same", listener]
        return self._pick([*known, self.name(), "hybrid_property", "property", f"validates({self.text()})"])

    def class_(self, depth: int) -> list[str]:
        name = f"C{self._chance.randrange(3)}"
        bases = self._pick(
            [
                "",
                "",
                "ABC",
                "Base",
                "Own",
                "Session",
                "TypeDecorator",
                "UserDefinedType",
                "Enum",
                "NamedTuple",
                "str",
                "dict",
                "tuple",
                "Protocol",
                "MutableDict",
                "Exception",
                self.expression(1),
            ]
        )
        lines = [f"@{self._pick(['dataclass', self._decorator()])}"] if self._likely(0.2) else []
        lines.append(f"class {name}({bases}):")
        if bases == "Base":
            lines += [f"    __tablename__ = '{name}'", "    id: Mapped[int] = mapped_column(primary_key=True)"]
        for _ in range(self._chance.randint(1, 3)):
            lines += [f"    {line}" for line in self._member(depth)]
        self._bound.append(name)
        return [*lines, f"{self.bind()} = attempt({name}, {self.arguments(1)})"]

    def _member(self, depth: int) -> list[str]:
        if self._likely(0.6):
            method = self._pick(METHODS)
            self._bound += ["self", "a"]
            lines = [f"def {method}(self, *a, **k):", "    self.got = a", f"    return {self.expression(2)}"]
            del self._bound[-2:]
            return lines
        field = self._pick(["x", "impl", "kept", "__slots__", "__match_args__", self.attribute_name()])
        return [self._pick([f"{field} = {self.expression(2)}", f"{field}: {self.expression(1)} = {self.atom()}"])]
