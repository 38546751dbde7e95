"""Attributes: all public names may be used, but those that lead out of SQLAlchemy's public objects."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from webapp.inside.policy import special
from webapp.inside.policy.refusal import Refusal, by_name, group

DRIVER = "reaches the database driver beneath SQLAlchemy."
REFUSED = (
    group(
        "dbapi loaded_dbapi import_dbapi raw_connection driver_connection dbapi_connection root_connection "
        "create_cursor cursor_factory get_driver_connection do_execute do_executemany do_execute_no_params "
        "connect_args create_connect_args create_default_cursor create_server_side_cursor get_dialect "
        "get_dialect_cls load_provisioning get_dialect_pool_class",
        DRIVER,
        "Use `engine.connect()` or a `Session`.",
    ),
    group(
        "set_authorizer enable_load_extension load_extension setlimit setconfig blobopen iterdump executescript "
        "set_trace_callback set_progress_handler create_window_function",
        "changes how the database driver works, and the sandbox's own guards live there.",
        "Use SQL by `connection.execute(text(...))`; of the driver `cursor()` and `create_function` are open.",
    ),
    group(
        "gi_frame gi_code gi_yieldfrom gi_running gi_suspended cr_frame cr_code cr_await cr_origin cr_running ag_frame "
        "ag_code ag_await ag_running tb_frame tb_next tb_lasti f_back f_globals f_locals f_builtins f_code f_lasti "
        "f_trace f_lineno f_generator",
        "belongs to a running frame, from which all of the program could be reached.",
        "Keep what you need in variables.",
    ),
    group(
        "co_code co_consts co_names co_varnames co_freevars co_cellvars co_filename co_flags co_name co_qualname "
        "co_lines co_positions cell_contents func_globals func_code",
        "belongs to compiled code.",
        "Call the function instead.",
    ),
    group(
        "class_manager original_init uninstall_member install_member install_descriptor uninstall_descriptor "
        "instrument_attribute instrument_collection_class manager_of_class manager_getter state_getter dict_getter",
        "belongs to the machinery that makes a class a mapped one.",
        "Use `inspect(...)` with `attrs`, `mapper` and the states such as `persistent`.",
    ),
    group(
        "mro",
        "walks from class to class to everything that Python has loaded.",
        "For a class's ancestors use `issubclass`; for the mapped classes `Base.registry.mappers`.",
    ),
    group(
        "get_dbapi_type",
        "is handed the database driver's module.",
        "Use `get_col_spec`, `bind_processor` and `result_processor`.",
    ),
    group(
        "entity_namespace",
        "decides what `filter_by` reads from.",
        "Select from mapped classes and tables.",
    ),
    group(
        "bltns builtins sys importlib importlib_metadata subprocess codecs linecache dottedgetter attrsetter "
        "tool_support exec_code_in_env preloaded ctypes",
        "is a module of Python or a helper that runs text as code, and leads out of the sandbox.",
        "Import what you need by name; the modules that are open are listed in the documentation.",
    ),
    group("format_map", "fills in a text that can itself read attributes.", "Use an f-string."),
    group(
        "import_module load_module get_data find_spec",
        "imports by a name made at run time.",
        "Write an `import` statement.",
    ),
    group("get_type_hints", "runs text as code.", "Use `inspect(...)` on the mapped class."),
)

CALL_ONLY = (
    group("connection cursor", DRIVER, "Calling it is fine: `session.connection()`, `dbapi_connection.cursor()`."),
    group("dispatch", "holds SQLAlchemy's listeners.", "Use `event.listen`, `event.remove` and `event.contains`."),
)
ON_SELF_ONLY = (group("logger", "leads to the logging module.", "Use `create_engine(..., echo=True)` or the SQL tab."),)
OF_A_RESULT = group("context", DRIVER, "Use the result's own methods: `rowcount`, `keys()`, `all()`.")
OF_AN_ERROR = group(
    "obj name_from",
    "of an `AttributeError` or `ImportError` carries a live object out of its place.",
    "Keep the object in a variable.",
)
OF_A_DIALECT = group(
    "connect initialize on_connect on_connect_url do_begin do_close do_terminate do_ping create_connect_args",
    DRIVER,
    "Use `engine.connect()`; of a dialect `name` and `driver` are what people need.",
)
AFTER_INSPECT = group(
    "manager",
    "belongs to the machinery that makes a class a mapped one.",
    "Use `inspect(obj).attrs`, `mapper` or `dict`.",
)
OF_THE_DRIVER = group(
    "serialize deserialize backup",
    "reads or replaces the database as one block of bytes.",
    "Use SQL; a method of your own with that name is fine in the snippet that defines it.",
)

OF_COMPILED = group("cache_key", "of a compiled statement holds the code of functions.", "Look at `str(compiled)`.")
OF_A_CURSOR = group("connection", DRIVER, "Use `engine.connect()`.")

DEPENDING = (OF_A_RESULT, OF_AN_ERROR, OF_A_DIALECT, AFTER_INSPECT)
"""Names that people use for their own things too, and that are closed where they are a library's."""

DOCUMENTED_PRIVATE = frozenset(
    "_mapping _asdict _fields _replace _make _field_defaults _tuple _t _member_names_ _member_map_ _value_ _name_ "
    "_missing_ _generate_next_value_ _ignore_ _order_ _value_repr_ _numeric_repr_".split()
)
"""Documented although they begin with an underscore: rows, named tuples and enumerations."""

# SQLAlchemy or the standard library use these too, for plain values that lead nowhere.
HARMLESS_PRIVATE = frozenset("_name _data _items _hash _full _key _parent _width _validate _rows _log".split())
NEVER_PRIVATE = frozenset(
    "_creator _dbapi_connection _connection_fairy _connection_record _initialize _class_registry _managers _sys _os "
    "_getframe _is_protocol _is_runtime_protocol "
    "_handle_dbapi_exception _execute_context _invoke_creator _creator_arg _run_ddl_visitor".split()
)

NAMES_REFUSED = by_name(REFUSED)
NAMES_CALL_ONLY = by_name(CALL_ONLY)
NAMES_ON_SELF = by_name(ON_SELF_ONLY)

PRIVATE_INSTEAD = "Use the public name. Private names of your own are fine, if no library uses the same one."


@cache
def library_private() -> frozenset[str]:
    """Names with one underscore that SQLAlchemy or the standard library use for themselves."""
    listed = Path(__file__).with_name("library_names.txt").read_text("ascii").split()
    return frozenset(listed) - HARMLESS_PRIVATE - DOCUMENTED_PRIVATE


def is_never_own(name: str) -> bool:
    """Whether a private name stays closed whatever the object, one's own too."""
    return name.startswith("_sa_") or name in NEVER_PRIVATE


def private_refusal(name: str) -> Refusal | None:
    """Why an attribute with a leading underscore may not be used but on objects of one's own, or None."""
    if name in DOCUMENTED_PRIVATE:
        return None
    if is_never_own(name) or name in library_private():
        message = f"`{name}` is private: SQLAlchemy or Python keeps it for itself, and it may change or lead outside."
        return Refusal("attribute", message, PRIVATE_INSTEAD)
    return None


def special_refusal(name: str) -> Refusal:
    found = special.NAMES_REFUSED.get(name)
    return (found or special.OTHERS).refusal("attribute", name)


def reach_refusal(name: str) -> Refusal | None:
    """Why an attribute may not be reached by its name at run time, whatever the object, or None."""
    if special.is_special(name):
        readable = name in special.NAMES_READABLE or name in special.NAMES_CALLABLE
        return None if readable else special_refusal(name)
    if name.startswith("_"):
        return private_refusal(name)
    found = NAMES_REFUSED.get(name) or NAMES_CALL_ONLY.get(name) or NAMES_ON_SELF.get(name)
    if name == "format":
        return Refusal("attribute", f"`{name}` is not reached by its name in a text.", "Write it out: `value.name`.")
    return found.refusal("attribute", name) if found else None
