"""A method that was named and not called: `session.commit` on a line of its own does nothing, and no error says so."""

import re

from webapp.observation import Observation

BOUND = re.compile(r"<bound method (?:\S+\.)?(\w+) of ")


def method(text: str) -> str:
    """The method's name where the text is the repr of one, else nothing."""
    found = BOUND.match(text)
    return found[1] if found else ""


def uncalled(observation: Observation) -> str:
    """A sentence where a line echoed a method instead of calling it; empty where none did."""
    names = (method(event.text) for event in observation.events if event.kind == "value")
    name = next((name for name in names if name), "")
    return f"You named `{name}` but did not call it: write `{name}()`." if name else ""
