"""What programs are made of: names, attributes and texts, open and closed, and snippets to take apart."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.inside.policy.evasions import EVASIONS
from tests.inside.policy.ordinary import AFTER_SHOP, ALONE
from tests.inside.policy.routes import ENGINE, MAPPED, OBJECTS, SQLALCHEMY
from tests.inside.policy.snippets import corpus
from webapp.inside.policy import attributes, events, names, special
from webapp.inside.policy.catalogue import MODULES

WORDS = (
    "name id addresses user x __class__ __dict__ __init__ __globals__ mro connection context obj gi_frame tb_frame "
    "dispatch dialect dbapi format _creator sqlite:// sqlite:///:memory: sqlite:////tmp/savepoint-canary "
    "postgresql://h/d User Address.id desc(Address.id) User.id==Address.user_id ().__class__ breakpoint() "
    "open('/savepoint-canary') __import__('os') user.name user.__class__ addresses.user.dispatch {} {0} {0.name} "
    "{0.__class__} {0.gi_frame} {0[0]} Mapped[int] list['Address'] __main__.User sqlalchemy.util.compat "
    "all,delete-orphan a,b"
).split()
TEXTS = [*WORDS, "a b", "x: open('/savepoint-canary')", "SELECT 1", "x,breakpoint(),y", ""]
KEYWORDS = (
    "key default default_factory init repr echo creator poolclass connect_args execution_options back_populates "
    "primaryjoin order_by target_collection attr name value bind info collection_class lazy secondary viewonly uselist "
    "metaclass class_registry type_ assigned updated propagate named retval once identifier url module"
).split()
METHODS = (
    "__init__ __call__ __enter__ __exit__ __iter__ __next__ __getitem__ __eq__ __hash__ __str__ __repr__ __len__ "
    "__get__ __set__ __set_name__ __init_subclass__ __class_getitem__ __new__ __getstate__ __setstate__ "
    "__clause_element__ __contains__ __add__ __radd__ __bool__ __index__ __format__ __copy__ __deepcopy__ __dir__ "
    "__post_init__ __missing__ process_bind_param process_result_value bind_processor result_processor "
    "load_dialect_impl get_col_spec coerce compare_values comparator_factory split upper keys items"
).split()


@dataclass(frozen=True)
class Words:
    """`own` are names of the start with the attributes each has; `attributes` whatever else may follow a dot.

    `hurting` are the closed attributes that those names have; `used` the attributes of the snippets.
    """

    own: dict[str, list[str]]
    own_names: list[str]
    hurting: dict[str, list[str]]
    builtins: list[str]
    attributes: list[str]
    used: list[str]
    closed: list[str]
    texts: list[str]
    members: list[tuple[str, str]]
    snippets: list[ast.Module]


def words(start: Mapping[str, Any]) -> Words:
    """Everything in a fixed order, so that a seed makes the same programs everywhere."""
    snippets = list(_parsed(_sources()))
    own = {name: _attributes(value) for name, value in sorted(start.items()) if not name.startswith("_")}
    met = {name for listed in own.values() for name in listed}
    used = {node.attr for tree in snippets for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    closed = {
        *attributes.NAMES_REFUSED,
        *attributes.NAMES_CALL_ONLY,
        *attributes.NAMES_ON_SELF,
        *attributes.NEVER_PRIVATE,
        *special.NAMES_REFUSED,
        *(name for group in attributes.DEPENDING for name in group.names),
    }
    open_names = {name for name in met | used if not special.is_special(name)} | special.NAMES_READABLE
    return Words(
        own=own,
        own_names=sorted(own),
        hurting={name: sorted(closed & set(dir(start[name]))) or sorted(closed) for name in own},
        builtins=sorted(names.BUILTINS - {"None", "True", "False", "__debug__"}),
        attributes=sorted(open_names),
        used=sorted(used - closed),
        closed=sorted(closed),
        texts=[*TEXTS, *sorted(events.NAMES)[:10]],
        members=sorted((module, name) for module, found in MODULES.items() for name in found.names),
        snippets=snippets,
    )


def _attributes(value: object) -> list[str]:
    listed = [name for name in dir(value) if not special.is_special(name) or name in special.NAMES_READABLE]
    return sorted(set(listed)) or ["__name__"]


def _sources() -> Iterable[str]:
    hostile: Any = corpus("hostile.yaml")
    benign: Any = corpus("benign.yaml")
    yield from (each["code"] for each in hostile)
    yield from benign["setups"].values()
    yield from (each["code"] for each in benign["snippets"])
    for snippets in (EVASIONS, ALONE, AFTER_SHOP, OBJECTS, SQLALCHEMY):
        yield from snippets.values()
    yield from (ENGINE, MAPPED)


def _parsed(sources: Iterable[str]) -> Iterable[ast.Module]:
    for source in sources:
        try:
            yield ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # some are hostile by not being Python
