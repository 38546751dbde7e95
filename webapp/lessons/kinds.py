"""The kinds of steps that the model has, found in the model itself."""

from typing import Any, get_args

from webapp.lessons.part import Part
from webapp.lessons.schema import Step


def step_models() -> tuple[type[Part], ...]:
    """The model of each kind of step."""
    union, *_ = get_args(Step)
    return tuple(get_args(each)[0] for each in get_args(union))


def first_key(model: type[Part]) -> str:
    """The key that a step of that model begins with."""
    name, info = next(iter(model.model_fields.items()))
    return info.alias or name


def id_keys() -> frozenset[str]:
    """The keys whose value is a step's id."""
    fields = (model.model_fields.get("id") for model in step_models())
    return frozenset(info.alias or "id" for info in fields if info is not None)


def id_key(step: Part) -> str | None:
    """The key under which that step has its id; None where its kind has none."""
    info = type(step).model_fields.get("id")
    return (info.alias or "id") if info is not None else None


def names_of(step: Part) -> tuple[str, ...]:
    """A step's id and those it had formerly; none where its kind has no id."""
    id: Any = getattr(step, "id", None)  # noqa: A001
    return (id, *getattr(step, "was", ())) if id is not None else ()
