"""A lesson to begin with: every kind of step once, with comments."""

from pathlib import Path

from webapp.lessons.schema import KINDS

PARTS = Path(__file__).with_name("template")
"""The head of the lesson, and a file for each kind of step, named by the key that it begins with."""


def fresh(id: str) -> str:  # noqa: A002
    """The text of a new lesson of that id."""
    kinds = [PARTS / f"{kind}.yaml" for kind in KINDS]
    parts = [PARTS / "head.yaml", *(path for path in kinds if path.is_file())]
    text = "\n".join(path.read_text(encoding="utf-8") for path in parts).replace("steps:\n\n", "steps:\n")
    title = id.replace("-", " ").replace("_", " ").capitalize()
    return text.replace("{title}", title).replace("{id}", id)
