"""What the policy says about one place: which rule, what is wrong there and why, what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Refusal:
    rule: str
    message: str
    instead: str = ""

    def __str__(self) -> str:
        return f"{self.message} {self.instead}".rstrip()


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are decided on together. `reason` is a sentence about them, without a subject: "reads files"."""

    names: frozenset[str]
    reason: str
    instead: str = ""

    def refusal(self, rule: str, name: str) -> Refusal:
        return Refusal(rule, f"`{name}` {self.reason}", self.instead)


def group(names: str, reason: str, instead: str = "") -> Group:
    return Group(frozenset(names.split()), reason, instead)


def by_name(groups: Iterable[Group]) -> dict[str, Group]:
    return {name: each for each in groups for name in each.names}


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence naming the known name that looks most like `name`, or an empty string."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.75)
    return f"Did you mean `{found[0]}`?" if found else ""
