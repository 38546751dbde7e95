"""Tables that a library keeps in its classes, and the dictionary behind a mapped object: shown, and not changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from sqlalchemy.orm import InstanceState

from webapp.inside.policy.ownership import library_of
from webapp.inside.policy.passing_on import behind
from webapp.inside.policy.refusal import Refusal, group

SHOWN = (
    group(
        "colspecs construct_arguments ischema_names FEATURE_VERSION_MAP",
        "say what a dialect can do, to every engine in this Python",
    ),
    group(
        "compound_keywords extract_map illegal_initial_characters plugins reserved_words symbols",
        "say how SQL is written, for every statement in this Python",
    ),
    group(
        "_member_map_ _member_names_ _items _unhashable_values_map_ _field_defaults",
        "belong to an enumeration or a named tuple",
    ),
    group("dict", "of `inspect(obj)` is what a mapped object consists of; set its attributes instead"),
)
NAMES = frozenset().union(*(each.names for each in SHOWN))


class View(Mapping[Any, Any]):
    """A dictionary of a library's, as it is at each moment. It cannot be changed by what it offers."""

    __slots__ = ("__of__",)

    def __init__(self, of: Mapping[Any, Any]) -> None:
        self.__of__ = of

    def __getitem__(self, key: Any) -> Any:
        return self.__of__[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.__of__)

    def __len__(self) -> int:
        return len(self.__of__)

    def __repr__(self) -> str:
        return repr(self.__of__)

    def _refuse(self, *_args: object, **_keywords: object) -> NoReturn:
        raise TypeError("This dictionary is a library's own: it is shown, not changed. Change a `.copy()` of it.")

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = setdefault = pop = popitem = clear = _refuse

    def copy(self) -> dict[Any, Any]:
        """A dictionary of one's own with what is in it now."""
        return dict(self.__of__)


def refusal(obj: object, name: str) -> Refusal | None:
    """Why an attribute may not be read where nothing can be shown in its place, in a pattern for one; or None."""
    if name not in NAMES or not _is_the_librarys(obj, name):
        return None
    return Refusal("attribute", f"`{name}` is a library's own table.", f"Read it as an attribute: `value.{name}`.")


def view(obj: object, name: str, value: Any) -> Any:
    """What a snippet sees of the attribute `name` of `obj`, whose value is `value`."""
    if type(value) not in (dict, list, set) or not _is_the_librarys(obj, name):
        return value
    return View(value) if type(value) is dict else type(value)(value)


def _is_the_librarys(obj: object, name: str) -> bool:
    obj = behind(obj)
    if name == "dict":
        return isinstance(obj, InstanceState)
    cls = obj if isinstance(obj, type) else type(obj)
    return any(name in vars(base) and library_of(base) is not None for base in cls.__mro__)
