"""The search: programs are written, mutated and led on; those that reach something new are kept to go on from."""

from __future__ import annotations

import ast
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.inside.policy.fuzz.child import Outcome
from tests.inside.policy.fuzz.grammar import Writer
from tests.inside.policy.fuzz.ground import Ground
from tests.inside.policy.fuzz.mutation import Mutator
from tests.inside.policy.fuzz.shrink import shrunk
from tests.inside.policy.fuzz.words import Words

LONGEST = 8_000
MOST_KEPT = 400
MOST_LINES = 40
"""Lines of a program that is kept: what grows without end is slow, and finds nothing that a short one does not."""


@dataclass
class Report:
    """What a search did: programs made, accepted and run; how they ended; findings, each with its program."""

    made: int = 0
    accepted: int = 0
    run: int = 0
    stopped: int = 0
    kept: int = 0
    seconds: float = 0.0
    found: list[tuple[str, list[str]]] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)


class Search:
    """One search; the same `seed` makes the same programs, where none is stopped by its limits."""

    def __init__(self, ground: Ground, words: Words, seed: int) -> None:
        self._ground = ground
        self._chance = random.Random(seed)
        self._snippets = words.snippets
        self._writer = Writer(self._chance, words)
        self._mutator = Mutator(self._chance, words)
        self._kept: list[ast.Module] = []
        self._waiting: list[list[str]] = [[offer] for offer in ground.offers]
        self._reached: set[str] = set()
        self._causes: set[str] = set()
        self.report = Report()

    def go(self, programs: int, *, findings: int = 10) -> Report:
        """Runs this many accepted programs, or fewer where that many findings came before."""
        began = time.perf_counter()
        while self.report.run < programs and len(self.report.found) < findings:
            program = self._next()
            if program:
                self.report.accepted += 1
                self._try(program)
        self.report.seconds += time.perf_counter() - began
        return self.report

    def _next(self) -> list[str]:
        if self._waiting and self._chance.random() < 0.5:
            program = self._waiting.pop(self._chance.randrange(len(self._waiting)))
        else:
            program = self._made()
        self.report.made += 1
        first = self._accepted(program[0])
        return [first, *program[1:]] if first else []

    def _made(self) -> list[str]:
        share = self._chance.random()
        if share < 0.35:
            return [self._writer.program()]
        source = self._one()
        if share < 0.42:
            return self._mutator.joined(source, self._one())
        return [self._mutator.mutated(source, self._one())]

    def _one(self) -> ast.Module:
        kept = self._kept and self._chance.random() < 0.5
        return self._chance.choice(self._kept if kept else self._snippets)

    def _accepted(self, source: str) -> str:
        """The program, or what of it is accepted; empty where that is nothing."""
        for _ in range(3):
            if not source.strip() or len(source) > LONGEST:
                return ""
            violations = self._ground.violations(source)
            if not violations:
                return source
            source = repaired(source, violations)
        return ""

    def _try(self, program: list[str]) -> None:
        outcome = self._ground.run(program)
        self.report.run += 1
        self.report.ended.update(end.partition(" ")[0] for end in outcome.ends)
        if outcome.found:
            self._found(program, outcome)
            return
        if outcome.ends == ["stopped"]:
            self.report.stopped += 1
            return
        new = {*outcome.kinds, *outcome.ends} - self._reached
        self._reached |= new
        if new and sum(source.count("\n") for source in program) < MOST_LINES:
            self.report.kept += 1
            self._kept.append(ast.parse("\n".join(program)))
            del self._kept[:-MOST_KEPT]
            self._waiting += [[*program, offer] for offer in outcome.offers if self._ground.accepts(offer)]

    def _found(self, program: list[str], outcome: Outcome) -> None:
        cause = cause_of(outcome)
        if cause in self._causes:
            return
        self._causes.add(cause)
        small = shrunk(program, lambda candidate: self._fails(candidate, cause))
        self.report.found.append((outcome.found, small))

    def _fails(self, program: list[str], cause: str) -> bool:
        accepted = self._ground.accepts(program[0])
        return accepted and cause_of(self._ground.run(program)) == cause


def repaired(source: str, violations: list[dict[str, object]]) -> str:
    """A program without the statements that were refused."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    lines = {int(str(each["line"])) for each in violations}
    kept = [each for each in tree.body if not lines & set(range(each.lineno, (each.end_lineno or each.lineno) + 1))]
    tree.body = kept
    return ast.unparse(tree)


def cause_of(outcome: Outcome) -> str:
    """What findings of one cause have in common."""
    kind, _, what = outcome.found.partition(": ")
    if kind == "event":
        return f"{what.partition('(')[0]} {what.rpartition(' in ')[2]}"
    return what.rpartition(" is ")[2].partition(" at 0x")[0][:40]
