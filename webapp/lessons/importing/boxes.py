"""Prose that stands inside something: a box, a list. Code cannot stand there in a lesson, so it comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webapp.lessons.importing.parts import Part, Prose


def boxed(heading: str, parts: Iterable[Part], line: int) -> Iterator[Part]:
    """The parts with their prose in a block quote that begins with the heading in bold."""
    yield from quoted([Prose(f"**{heading}**", line), *parts])


def quoted(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with their prose in block quotes; prose that follows prose stays in the same one."""
    waiting: list[Prose] = []
    for part in parts:
        if isinstance(part, Prose):
            waiting.append(part)
            continue
        yield from _quotes(waiting)
        waiting = []
        yield part
    yield from _quotes(waiting)


def item(marker: str, parts: Iterable[Part], line: int) -> Iterator[Part]:
    """The parts as one item of a list: what stands after code in it goes on below the list."""
    begun = True
    lead = f"{marker} "
    waiting: list[str] = []
    for part in parts:
        if begun and isinstance(part, Prose):
            waiting.append(part.text)
            continue
        if begun:
            begun = False
            yield from _item(lead, waiting, line)
        yield part
    if begun:
        yield from _item(lead, waiting, line)


def _item(lead: str, texts: list[str], line: int) -> Iterator[Prose]:
    if texts:
        first, *rest = "\n\n".join(texts).split("\n")
        more = [f"{' ' * len(lead)}{each}".rstrip() for each in rest]
        yield Prose("\n".join([lead + first, *more]), line)


def _quotes(prose: list[Prose]) -> Iterator[Prose]:
    if prose:
        lines = "\n\n".join(each.text for each in prose).split("\n")
        yield Prose("\n".join(f"> {line}".rstrip() for line in lines), prose[0].line)
