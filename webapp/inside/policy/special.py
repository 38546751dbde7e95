"""Special names with two underscores at each end: which may be read, called, written and defined, and why."""

from __future__ import annotations

from webapp.inside.policy.refusal import by_name, group

READABLE = (
    group("__name__ __qualname__ __doc__ __module__", "tell what a class or function is called"),
    group(
        "__tablename__ __table__ __mapper__ __table_args__ __mapper_args__ __abstract__ __concrete__",
        "are a mapping's own",
    ),
    group("__members__", "lists an enumeration"),
    group("__cause__ __context__ __notes__ __suppress_context__", "tell where an exception came from"),
    group("__version__", "is a package's version"),
    group("__args__ __origin__ __metadata__", "belong to a type such as `list[int]`"),
    group("__dataclass_fields__", "lists a dataclass"),
)

PROTOCOL = (
    "__call__ __enter__ __exit__ __iter__ __next__ __reversed__ __len__ __length_hint__ __contains__ __getitem__ "
    "__setitem__ __delitem__ __missing__ __str__ __repr__ __bytes__ __format__ __bool__ __hash__ __int__ __float__ "
    "__complex__ __index__ __round__ __trunc__ __floor__ __ceil__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __neg__ "
    "__pos__ __abs__ __invert__ "
)
ARITHMETIC = " ".join(
    f"__{side}{operator}__"
    for operator in "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor".split()
    for side in ("", "r", "i")
)
CALLABLE = (
    group(PROTOCOL + ARITHMETIC, "are what operators and statements call"),
    group("__init__ __post_init__", "prepare an object"),
    group("__clause_element__ __composite_values__ __copy__ __deepcopy__ __dir__", "are called by libraries"),
)
ON_SUPER = group(
    "__new__ __init_subclass__ __set_name__ __class_getitem__ __get__ __set__ __delete__",
    "continue in the parent class",
)

BOUND_TO = frozenset({"__get__", "__set__", "__delete__"})
"""Of these, the ones by which a descriptor reads and writes in whatever object it is given."""

WRITABLE = group("__name__ __qualname__ __doc__", "name a function of your own, as decorators do")

DEFINABLE_METHODS = (
    *CALLABLE,
    group("__new__ __init_subclass__ __set_name__ __class_getitem__", "take part in making classes and objects"),
    group("__get__ __set__ __delete__", "make descriptors"),
    group("__getstate__ __setstate__", "take part in copying an object"),
    group("__json__ __html__ __rich_repr__", "are called by other people's libraries, and by nobody here"),
)
DEFINABLE_DATA = (
    group(
        "__tablename__ __table__ __table_args__ __table_cls__ __mapper_args__ __mapper_cls__ __abstract__ "
        "__allow_unmapped__ __sa_dataclass_metadata_key__ __concrete__ __typed_cols__ __row_pos__",
        "configure a mapping",
    ),
    group("__doc__ __hash__ __slots__ __match_args__", "configure a class; the last two as literal names"),
    group("__visit_name__", "names a construct of SQL"),
    group("__emulates__", "says which kind of collection a class of one's own is"),
    group("__test__ __all__ __version__ __author__", "are labels"),
)

INNER = "belongs to Python's own machinery, from which all of the program could be reached."
REFUSED = (
    group("__dict__", "hands out an object's own dictionary.", "For a mapped object use `inspect(obj).dict`."),
    group(
        "__subclasses__ __bases__ __base__ __mro__",
        "walks from class to class to everything that Python has loaded.",
        "For the mapped classes use `Base.registry.mappers`; for a class's ancestors `issubclass`.",
    ),
    group(
        "__globals__ __code__ __closure__ __builtins__ __defaults__ __kwdefaults__ __func__ __self__ __wrapped__",
        f"{INNER}",
        "Call the function, and keep what you need in variables.",
    ),
    group("__traceback__", "leads to the frames of the running program.", "Print the exception itself."),
    group(
        "__getattribute__ __getattr__ __setattr__ __delattr__",
        "would answer for every attribute, also for those SQLAlchemy and the checks ask for.",
        "Use a `property`, or `@validates` to look at values before they are set.",
    ),
    group("__del__", "runs at a moment nobody chooses.", "Use `with` or `try`/`finally`."),
    group(
        "__instancecheck__ __subclasscheck__ __subclasshook__ __prepare__ __mro_entries__",
        "changes what classes are to everybody.",
        "Use plain inheritance and `isinstance`.",
    ),
    group(
        "__reduce__ __reduce_ex__ __getnewargs__ __getnewargs_ex__",
        "belongs to pickling, which can run any code.",
        "Use `json`, or columns of the table.",
    ),
    group(
        "__annotations__ __annotate__ __annotate_func__ __type_params__",
        "is read by SQLAlchemy and dataclasses as code.",
        "Write the annotation in the class body.",
    ),
    group(
        "__class__", "leads from an object to its class and on.", "Use `type(obj)`; for its name `type(obj).__name__`."
    ),
)

NAMES_READABLE = frozenset(by_name(READABLE))
NAMES_CALLABLE = frozenset(by_name(CALLABLE))
NAMES_METHODS = frozenset(by_name(DEFINABLE_METHODS))
NAMES_DATA = frozenset(by_name(DEFINABLE_DATA))
NAMES_REFUSED = by_name(REFUSED)
OTHERS = group(
    "",
    "is a special name that is not on the list of those a snippet may use.",
    "Names of your own need no underscores.",
)


def is_special(name: str) -> bool:
    return len(name) > 4 and name.startswith("__") and name.endswith("__")
