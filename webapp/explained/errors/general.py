"""Sentences of a known error without anybody's snippet: the same words, about the message that stands above them."""

from __future__ import annotations

from webapp.explained.errors.case import Case
from webapp.explained.errors.known import Known, Says, Sentences
from webapp.explained.text import sentence
from webapp.observation import Error, Observation


class General(Case):
    """An error of which only the message is known."""

    earlier = "before"

    @property
    def line(self) -> str:
        return "your code"


def general(known: Known, message: str, facts: dict[str, str]) -> tuple[str, str]:
    """What the error means, of an example of its message. Raises ValueError where the pattern does not find it."""
    match = known.compiled.search(message)
    if match is None:
        raise ValueError(f"{known.id}: its pattern does not find {message!r}")
    error = Error(type=known.type, message=message, facts=facts)
    case = General(Observation(outcome="error", error=error), error, tuple(group or "" for group in match.groups()))
    happened, instead = known.says(case)
    return sentence(happened), sentence(instead)


def said(happened: str, instead: str) -> Says:
    """For an error whose sentences name nothing but the line, which stands in them as "{line}"."""
    return lambda case: Sentences(happened.replace("{line}", case.line), instead)
