"""What people write, in real sandboxes: accepted, and without an error.

The snippets of a subject share a visitor, one for each start, as exercises of a lesson do: that takes half the time.
"""

import ast
from collections.abc import Callable

import pytest

from tests.inside.policy.ordinary import CREW, SUBJECTS
from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

COLLECTED = {"ROLLBACK"}
"""What no line causes: the end of a session that nobody has any more, whenever Python's garbage collector finds it."""


@pytest.mark.parametrize("subject", SUBJECTS)
def test_ordinary_snippet_runs_clean(sandboxes: Launched, subject: str) -> None:
    run_all(sandboxes, subject, str)


@pytest.mark.parametrize("subject", ["tutorial", "python_functions"])
def test_ordinary_snippet_pasted_with_prompts_runs_clean(sandboxes: Launched, subject: str) -> None:
    run_all(sandboxes, subject, with_prompts)


def run_all(launched: Launched, subject: str, written: Callable[[str], str]) -> None:
    visitors: dict[str, Visitor] = {}
    for each in SUBJECTS[subject]:
        if each.start not in visitors:
            start = Start(prelude=each.start, modules={"crew": CREW})
            visitors[each.start] = Visitor(launched.sandboxes, start)
        for part in each.parts:
            seen = visitors[each.start].run(written(part))
            assert (seen.outcome, seen.violations, seen.note) == ("ok", [], ""), f"{each.title}\n{seen.output}"
            uncaused = {sent.text for sent in seen.statements if sent.cause is None or sent.line is None}
            assert uncaused <= COLLECTED, each.title


def with_prompts(code: str) -> str:
    """The code as a page of documentation shows it: with prompts, and something printed after each statement."""
    lines = code.split("\n")
    shown = []
    for statement in ast.parse(code).body:
        decorators = getattr(statement, "decorator_list", [])
        first = min(each.lineno for each in (statement, *decorators))
        begun, *others = lines[first - 1 : statement.end_lineno]
        shown += [f">>> {begun}", *(f"... {line}".rstrip() for line in others)]
        shown += [*(["..."] if others else []), "(1, 'out')"]
    return "\n".join(shown)
