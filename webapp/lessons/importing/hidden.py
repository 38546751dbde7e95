"""Code that a document runs and does not show: what comes first prepares the lesson, the rest joins what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from webapp.lessons.importing.parts import Code, Part, Prompt


def shown_and_before(parts: Sequence[Part]) -> tuple[tuple[Code, ...], tuple[Part, ...]]:
    """What is hidden before the first code that is shown, and the parts without it.

    Later hidden code is put before the next code that is shown; behind the last there is nothing it could prepare.
    """
    before: list[Code] = []
    kept: list[Part] = []
    waiting: list[Prompt] = []
    begun = False
    for part in parts:
        if not isinstance(part, Code):
            kept.append(part)
        elif not part.hidden:
            kept.append(replace(part, prompts=(*waiting, *_apart(part.prompts, bool(waiting)))))
            waiting, begun = [], True
        elif begun:
            waiting += part.prompts
        else:
            before.append(part)
    return tuple(before), tuple(kept)


def _apart(prompts: tuple[Prompt, ...], joined: bool) -> tuple[Prompt, ...]:
    if not joined:
        return prompts
    first, *rest = prompts
    return (replace(first, source=f"\n{first.source}"), *rest)
