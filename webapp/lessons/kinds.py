"""What the kinds of steps have in common, whichever there are."""

from webapp.lessons.part import Part
from webapp.lessons.schema import KINDS

ID_KEYS = frozenset(key for key, model in KINDS.items() if "id" in model.model_fields)
"""The keys whose value is a step's id."""


def names_of(step: Part) -> tuple[str, ...]:
    """A step's id and those it had formerly; none where its kind has no id."""
    name = getattr(step, "id", None)
    return (name, *getattr(step, "was", ())) if name is not None else ()
