"""What the files say of themselves and of what they leave out."""

from __future__ import annotations

from webapp.store.entries import Entry

WHY = {
    "refused": "This was refused in the lesson, so it never ran.",
    "interrupted": "This was stopped in the lesson before its end, so it is left out.",
    "error": "This was not reached, because of the exception.",
    "killed": "Python was ended while this ran in the lesson, so it is left out.",
    "crashed": "Python ended itself while this ran in the lesson, so it is left out.",
}
NEEDS = "It needs Python 3.11 or later and SQLAlchemy 2.1: pip install 'sqlalchemy>=2.1.9,<2.2'"


def heading(entry: Entry) -> str:
    """What a snippet was; empty where it was typed in the console."""
    if entry.kind == "answer":
        return f"Your answer to {entry.step}"
    if entry.kind == "example":
        return f"Example {entry.step}"
    return f"The code of {entry.step}" if entry.kind == "prediction" else ""


def why_not(entry: Entry) -> str:
    """Why a snippet that did not run to its end, or the rest of it, is only quoted."""
    return WHY.get(entry.observation.outcome, "This was not reached.")


def plain(title: str) -> str:
    """A title as one line of text."""
    return " ".join(title.replace("`", "").split())
