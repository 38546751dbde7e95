"""Runs reviewed snippets with a visitor's builtins, each in a forked process with limits. A script, for the tests.

Reads a JSON list of lists of snippets from standard input, and writes a JSON list: for each the text of the exception
that ended it, or an empty string.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import resource
import sys
import traceback
from types import ModuleType

from webapp.inside.policy import guards
from webapp.inside.policy.facade import visitor_builtins
from webapp.inside.policy.review import review

DATA = {"crew": {"NAMES": ["Melissa", "Rick"], "count": lambda: 2}}


def run(snippets: list[str]) -> None:
    """Runs snippets one after another in one namespace, as a console does."""
    module = ModuleType("__main__")
    names = vars(module)
    names["__builtins__"] = visitor_builtins(DATA)
    sys.modules["__main__"] = module
    for source in snippets:
        reviewed = review(source, modules=DATA, names=frozenset(names))
        if reviewed.violations or reviewed.tree is None:
            raise RuntimeError(f"refused: {[str(each['message']) for each in reviewed.violations]}")
        for statement in reviewed.tree.body:
            exec(compile(ast.Interactive([statement]), "<snippet>", "single", dont_inherit=True), names)


def outcome(snippets: list[str]) -> str:
    resource.setrlimit(resource.RLIMIT_CPU, (5, 6))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            run(snippets)
    except BaseException:
        return traceback.format_exc()
    return ""


def in_child(snippets: list[str]) -> str:
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(writable, "w") as pipe:
            pipe.write(outcome(snippets))
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return said or (f"ended with status {status}" if status else "")


if __name__ == "__main__":
    guards.install()
    json.dump([in_child(each) for each in json.load(sys.stdin)], sys.stdout)
