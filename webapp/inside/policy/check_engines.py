"""Calls of `create_engine`: a database in memory, and keyword arguments from a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from webapp.inside.policy import engines
from webapp.inside.policy.check_names import Found
from webapp.inside.policy.keywords import entries
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.snippet import Snippet

UNPACKED = Refusal(
    "engine",
    "The arguments of `create_engine` are unpacked here, so nobody can see which database is meant.",
    f'Write them out: `create_engine("{engines.PLAIN}", echo=True)`.',
)

COMPUTED = Refusal(
    "engine",
    "A key of `connect_args` is put together here, so nobody can see which setting of the driver is meant.",
    'Write it out: `connect_args={"check_same_thread": False}`.',
)


def create_engine(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
    url: ast.expr | None = node.args[0] if node.args else None
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            yield argument, UNPACKED
            return
    for keyword in node.keywords:
        if keyword.arg is None:
            yield keyword, UNPACKED
        elif keyword.arg == "url":
            url = keyword.value
        else:
            yield from _keyword(snippet, keyword.arg, keyword)
    refusal = _url_refusal(snippet, url) if url is not None else None
    if refusal is not None and url is not None:
        yield url, refusal


def _value(snippet: Snippet, node: ast.expr) -> ast.AST:
    """What is assigned to a name; else the node itself."""
    value = snippet.bindings.value(node) if isinstance(node, ast.Name) else None
    return node if value is None else value


def _url_refusal(snippet: Snippet, url: ast.expr) -> Refusal | None:
    text = snippet.bindings.text(url)
    if text is not None:
        return engines.url_refusal(text)
    value = _value(snippet, url)
    if isinstance(value, ast.Call):
        return _made_url_refusal(snippet, value)
    if isinstance(value, ast.BinOp | ast.JoinedStr):
        message = "The URL of the database is put together here, so nobody can see which one is meant."
        return Refusal("engine", message, f'Write it out: `create_engine("{engines.PLAIN}")`.')
    return None  # a variable, looked at when the call happens


def _made_url_refusal(snippet: Snippet, call: ast.Call) -> Refusal | None:
    name = snippet.bindings.name_of(call.func)
    if name == "make_url" and call.args:
        text = snippet.bindings.text(call.args[0])
        return engines.url_refusal(text) if text is not None else None
    if name not in ("create", "set"):
        return None
    names = ("drivername", "username", "password", "host", "port", "database", "query")
    given: dict[str, object] = {}
    for key, value in [*zip(names, call.args, strict=False), *((each.arg, each.value) for each in call.keywords)]:
        if key is None or not isinstance(value, ast.Constant):
            return None  # looked at when the call happens
        given[key] = value.value
    driver = given.pop("drivername", "sqlite" if name == "set" else "")
    return engines.parts_refusal(str(driver), given)


def _keyword(snippet: Snippet, name: str, keyword: ast.keyword) -> Iterator[Found]:
    closed = engines.keyword_refusal(name)
    if closed is not None:
        yield keyword, closed
        return
    value = _value(snippet, keyword.value)
    if name == "connect_args":
        yield from _connect_arguments(snippet, value, keyword)
    if name == "poolclass":
        pool = _pool_refusal(snippet, keyword.value)
        if pool is not None:
            yield keyword, pool


def _connect_arguments(snippet: Snippet, value: ast.AST, keyword: ast.keyword) -> Iterator[Found]:
    if isinstance(value, ast.Dict):
        for key in value.keys:
            if key is None:
                yield keyword, UNPACKED
            elif snippet.bindings.text(key) is None:
                yield key, COMPUTED
    for place, name, _ in entries(snippet, value, keyword):
        refused = COMPUTED if name is None else engines.connect_argument_refusal(name)
        if refused is not None:
            yield place, refused


def _pool_refusal(snippet: Snippet, node: ast.expr) -> Refusal | None:
    found = snippet.bindings.meant(node) if isinstance(node, ast.Name) else None
    if isinstance(node, ast.Name) and found is not None and found.kind == "class":
        return engines.pool_refusal(node.id)
    name = snippet.bindings.name_of(node)
    known = name is not None and snippet.bindings.path(node) is not None
    return engines.pool_refusal(name) if known and name is not None else None
