"""Lessons proven side by side, with a progress bar where somebody watches."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from rich.console import Console
from rich.progress import Progress

from webapp.attempts.proving.prover import Proof, Prover, proofs
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson
from webapp.sandbox.interface import Sandboxes

AT_ONCE = 4
"""Proofs that run side by side: each is a process of its own, and most of the time is theirs."""


class Proving:
    """Proves lessons, and remembers what came of those that have not changed since."""

    def __init__(self, sandboxes: Sandboxes) -> None:
        self._sandboxes = sandboxes
        self._known: dict[str, tuple[Lesson, list[Problem]]] = {}

    def problems(self, lessons: Sequence[Lesson]) -> list[Problem]:
        """What fails in the lessons, each problem with its place."""
        changed = [lesson for lesson in lessons if self._known.get(lesson.path, (None,))[0] != lesson]
        found = self._proven([proof for lesson in changed for proof in proofs(lesson)])
        for lesson in changed:
            mine = [problem for proof, problems in found if proof.lesson is lesson for problem in problems]
            self._known[lesson.path] = lesson, mine
        return [problem for lesson in lessons for problem in self._known[lesson.path][1]]

    def _proven(self, work: Sequence[Proof]) -> list[tuple[Proof, list[Problem]]]:
        if not work:
            return []
        prover = Prover(self._sandboxes)
        found: list[tuple[Proof, list[Problem]]] = []
        console = Console(stderr=True)
        with (
            Progress(console=console, disable=not console.is_terminal, transient=True) as progress,
            ThreadPoolExecutor(AT_ONCE) as threads,
        ):
            bar = progress.add_task("Proving", total=len(work))
            for proof, problems in zip(work, threads.map(prover.prove, work), strict=True):
                found.append((proof, problems))
                progress.update(bar, advance=1, description=f"Proving {proof.lesson.id}")
        return found
