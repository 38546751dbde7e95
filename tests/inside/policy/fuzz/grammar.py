"""Writes programs by Python's grammar: statements around expressions."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.inside.policy.fuzz.expressions import Expressions
from tests.inside.policy.fuzz.words import METHODS, Words


class Writer(Expressions):
    """One program after another; the same ones for the same `chance`."""

    def __init__(self, chance: random.Random, words: Words) -> None:
        super().__init__(chance, words)
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
