"""Text that goes on after its quotation mark or bracket was closed."""

from ruamel.yaml.error import MarkedYAMLError, StringMark
from ruamel.yaml.events import CollectionEndEvent, Event, ScalarEvent

from webapp.lessons.problems import Place
from webapp.lessons.slips import cut, is_plain

HOW = 'inside \'…\' write \' twice, inside "…" write \\" for ", or put the text under `|`.'
QUOTE = f"The quotation mark before this ends the text, and more follows. Put all of it in quotes: {HOW}"
BRACKET = "The bracket before this ends the value, and more follows. If it is text, put all of it in quotes."
INSIDE = "Inside {…} and […] a bracket or a quotation mark cannot stand in unquoted text; put all of it in quotes."

FOUND = ("expected <block end>", "expected ',' or")
"""Beginnings of ruamel.yaml's words for a value after which something follows that does not belong there."""


def goes_on(error: MarkedYAMLError, last: Event | None, text: str) -> tuple[Place, str] | None:
    """Place and sentence where the error is text after the `last` event's end; None where it is something else."""
    mark = error.problem_mark
    if not isinstance(mark, StringMark) or last is None or not str(error.problem).startswith(FOUND):
        return None
    if isinstance(last, ScalarEvent) and (comment := cut(last, text)) is not None:
        return comment  # text in several lines, of which a comment ended the first
    if text[last.end_mark.index : mark.index].strip(" \t"):
        return None
    if mark.index == last.end_mark.index and mark.column == 0:
        return None
    here = Place(mark.line + 1, mark.column + 1)
    if isinstance(last, CollectionEndEvent) and text[last.end_mark.index - 1] in "]}":
        return here, BRACKET
    if isinstance(last, ScalarEvent):
        return after_text(last, here, text[mark.index])
    return None


def after_text(last: ScalarEvent, here: Place, found: str) -> tuple[Place, str] | None:
    if is_plain(last):
        return (here, INSIDE) if found in "[{\"'" else None
    if last.style not in ("'", '"'):
        return None
    opened = Place(last.start_mark.line + 1, last.start_mark.column + 1)
    if opened.line < here.line:
        say = f"The quotation mark that opens here is closed in line {here.line}, where more follows. In a text"
        return opened, f"{say}, {HOW}"
    return here, QUOTE
