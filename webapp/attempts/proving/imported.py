"""Runs the code of an imported document, finds out what of it can run, and what it prints.

All of it runs in one throwaway sandbox, in the document's order: each example goes on from the one before. What is
refused, or raises an exception that the document does not show, is taken out, and the rest is run again from the start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import sleep

from webapp.attempts.proving.example import NO_NAME, names_made
from webapp.attempts.proving.told import line_of
from webapp.errors import SandboxError
from webapp.lessons.importing.parts import Code, Example, Fragment, Part, Prompt, Ran
from webapp.lessons.importing.printed import is_as_shown, is_now, shown, steady
from webapp.lessons.importing.prompts import fragment
from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.sandbox.interface import Sandboxes, Turn

TOO_LONG = "It is longer than {:,} bytes, which is the most that can be run in one go."
A_SECOND = 1.1
MOST_RUNS = 60
"""How often a document is run; each time something is taken out of it."""
MOST_PIECES = 500
"""Examples of one document: those who prove the lesson run all that come before each of them."""


def ran(sandboxes: Sandboxes, start: Start, parts: Sequence[Part], longest: int) -> list[Ran]:
    """The parts, their code as examples or, where it cannot run, as fragments that say why.

    `longest` is how many bytes of code may run in one go. Raises SandboxError where the start does not run, where
    there is too much code, or too much of it does not run.
    """
    pieces = [piece for part in parts for piece in _apart(part, longest)]
    if sum(isinstance(piece, Code) for piece in pieces) > MOST_PIECES:
        raise SandboxError(f"It has more than {MOST_PIECES} pieces of code; split it.")
    with sandboxes.turn("first reader", "import") as turn:
        pieces, seen = _sifted(turn, start, pieces)
    if any(is_now(_shown(its), datetime.now(UTC).year) for its in seen):
        sleep(A_SECOND)
    # Another visitor sees other random numbers, and so do those who prove the lesson.
    with sandboxes.turn("second reader", "import") as turn:
        again = _seen(turn, start, pieces)
    runs = iter(zip(seen, again, strict=True))
    return [_example(piece, *next(runs)) if isinstance(piece, Code) else piece for piece in pieces]


def prelude(sandboxes: Sandboxes, before: str, codes: Sequence[Code], longest: int) -> tuple[str, list[Fragment]]:
    """The codes as a lesson's prelude, after what is in `before`; and what of them is left out, as it does not run.

    Code that is meant to raise is left out too. Raises SandboxError as `ran` does.
    """
    parts = ran(sandboxes, Start(prelude=before), codes, longest)
    kept = [part.code.source.strip("\n") for part in parts if isinstance(part, Example) and not part.raises]
    text = "\n\n".join([before.rstrip("\n"), *kept] if before else kept)
    return f"{text}\n" if text else "", [part for part in parts if isinstance(part, Fragment)]


def _apart(part: Part, longest: int) -> Iterator[Part]:
    """Code in pieces that end where an exception is shown: the console leaves off there, and doctest goes on."""
    if not isinstance(part, Code):
        yield part
        return
    first = 0
    for at, prompt in enumerate(part.prompts, start=1):
        if prompt.raises or at == len(part.prompts):
            piece = replace(part, prompts=part.prompts[first:at])
            fits = len(piece.source.encode()) <= longest
            yield piece if fits else Fragment(piece.source, "python", piece.line, TOO_LONG.format(longest), tried=True)
            first = at


def _seen(turn: Turn, start: Start, parts: Sequence[Part]) -> list[Observation]:
    sources = [part.source for part in parts if isinstance(part, Code)]
    return turn.run_apart(start, sources) if sources else []


def _sifted(turn: Turn, start: Start, parts: list[Part]) -> tuple[list[Part], list[Observation]]:
    for _ in range(MOST_RUNS):
        seen = _seen(turn, start, parts)
        wrong = _wrong(parts, seen)
        if not wrong:
            return parts, seen
        parts = [
            piece
            for at, part in enumerate(parts)
            for piece in (_without(part, wrong[at], parts[:at]) if at in wrong and isinstance(part, Code) else [part])
        ]
    raise SandboxError(f"More than {MOST_RUNS} pieces of its code do not run.")


def _wrong(parts: Sequence[Part], seen: Sequence[Observation]) -> dict[int, Observation]:
    """What is to be taken out, by its place among the parts.

    That is all that was refused or lacks a name that nothing here makes, or else the first that failed.
    """
    places = [at for at, part in enumerate(parts) if isinstance(part, Code)]
    found = {at: its for at, its in zip(places, seen, strict=True) if _is_wrong(parts[at], its)}
    lacking = {name for its in found.values() for name in _lacks(its)}
    lacking -= {name for part in parts if lacking and isinstance(part, Code) for name in names_made(part.source)}
    hopeless = {at: its for at, its in found.items() if its.outcome == "refused" or _lacks(its) & lacking}
    return hopeless or dict(list(found.items())[:1])


def _lacks(seen: Observation) -> set[str]:
    """The name that ended the run, as there was none; empty where it ended otherwise."""
    found = NO_NAME.search(seen.error.message) if seen.error and seen.error.type == "NameError" else None
    return {found[1]} if found else set()


def _is_wrong(part: Part, seen: Observation) -> bool:
    raises = isinstance(part, Code) and part.prompts[-1].raises
    return seen.outcome != "ok" and not (seen.outcome == "error" and raises)


def _without(code: Code, seen: Observation, earlier: Sequence[Part]) -> Iterator[Part]:
    """The code in two pieces, with what stands between them as a fragment."""
    at = _prompt_at(code.prompts, line_of(seen))
    if at > 0:
        yield replace(code, prompts=code.prompts[:at])
    yield fragment(code.prompts[at], _why(seen, earlier), tried=True)
    if at + 1 < len(code.prompts):
        yield replace(code, prompts=code.prompts[at + 1 :])


def _prompt_at(prompts: Sequence[Prompt], line: int) -> int:
    for at, prompt in enumerate(prompts):
        line -= prompt.source.count("\n")
        if line <= 0:
            return at
    return len(prompts) - 1


def _why(seen: Observation, earlier: Sequence[Part]) -> str:
    if seen.outcome == "refused":
        return str(seen.violations[0]) if seen.violations else seen.note
    if seen.error is None or seen.outcome != "error":
        return f"It was {seen.outcome}. {seen.note}"
    for name in _lacks(seen):
        left_out = [part for part in earlier if isinstance(part, Fragment) and name in names_made(part.code)]
        if left_out:
            return f"It needs `{name}`, which comes from line {left_out[-1].line}, and that does not run."
    return f"It ends in {seen.error.type}: {seen.error.message.partition(chr(10))[0]}"


def _example(code: Code, seen: Observation, again: Observation) -> Example:
    printed = steady(_shown(seen), _shown(again))
    return Example(code, printed, seen.outcome == "error", is_as_shown(code, seen.output, _with_last_value(seen)))


def _shown(seen: Observation) -> str:
    return shown(seen.output, seen.error.type if seen.error else None)


def _with_last_value(seen: Observation) -> str:
    last = max((at for at, event in enumerate(seen.events) if event.kind == "value"), default=-1)
    return "".join(event.text for at, event in enumerate(seen.events) if event.kind != "value" or at == last)
