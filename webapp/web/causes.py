"""Why a statement was sent, in few words and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.observation import Observation


@dataclass(frozen=True, slots=True)
class Words:
    label: str
    sentence: str


def causes(seen: Observation) -> list[Words | None]:
    """The cause of each statement, in their order."""
    return [
        Words(each.cause.kind, f"{each.cause.kind} by `{each.cause.by}`") if each.cause else None
        for each in seen.statements
    ]
