"""Sentences for what the YAML parser does not accept."""

import re

from ruamel.yaml.error import MarkedYAMLError, StringMark
from ruamel.yaml.events import Event
from ruamel.yaml.reader import ReaderError

from webapp.lessons.blanks import unseen
from webapp.lessons.closed import goes_on
from webapp.lessons.problems import Place

INDENTATION = "The indentation does not fit what stands above: entries of one mapping or list begin in the same column."

DEEPER = (
    "`{}:` is indented deeper than the key above, so YAML reads it as more of that key's text. Let it begin in the "
    "same column; if it is text, put all of it in quotes, or under `|`."
)
ALONE = re.compile(r"([ \t]+)([\w-]+)")
"""What stands before the colon of a key on a line of its own."""

SENTENCES = {
    "mapping values are not allowed": "A colon with a space after it means `key: value`, and there is one key too many "
    "here; put the text in quotes, or under `|`.",
    "could not find expected ':'": "This line is neither `key: value` nor part of the text above; a key needs a colon "
    "after it, and what belongs to that text is indented as deep.",
    "expected <block end>": INDENTATION,
    "found unexpected end of stream": "The quotation mark that opens here is never closed.",
    "expected ',' or": "The bracket that opens here is never closed, or a comma is missing after it.",
    "expected the node content, but found '<stream end>'": "The file ends where a value is still to come: some "
    "bracket is never closed.",
    "expected '<document start>'": "What stands above is whole, and this line is no part of it; see how it is "
    "indented.",
    "sequence entries are not allowed here": "A dash begins an item of a list, and none can begin here; put the list "
    "on lines of its own.",
    "found unknown escape character": "A backslash in double quotes begins an escape, and this is none; use single "
    "quotes, or write two backslashes.",
}
"""Beginning of ruamel.yaml's words, and ours."""

AT_THE_BEGINNING = ("could not find expected ':'", "found unexpected end of stream", "expected ',' or")
"""Problems the parser notices long after their cause: told where the quote, bracket or line begins."""

BLANKS = ("mapping values are not allowed", "could not find expected ':'", "expected <block end>", "found character")
"""Problems that a blank may be the cause of which is not seen."""


def marked(error: MarkedYAMLError, text: str, last: Event | None) -> tuple[Place, str]:
    """Place and sentence of an error that ruamel.yaml located after the `last` event."""
    if (more := goes_on(error, last, text)) is not None:
        return more
    problem = str(error.problem or error.context or "this is not YAML")
    late = problem.startswith(AT_THE_BEGINNING) and error.context_mark is not None
    mark = error.context_mark if late else error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)
    if problem.startswith(BLANKS) and (found := unseen(text, place.line)) is not None:
        return found
    if problem.startswith("mapping values") and (key := ALONE.fullmatch(line_before(mark, text))) is not None:
        return Place(place.line, key.end(1) + 1), DEEPER.format(key[2])
    if problem.startswith("found character"):
        return place, character(mark, text)
    for beginning, sentence in SENTENCES.items():
        if problem.startswith(beginning):
            return place, sentence
    return place, f"This is not YAML: {problem}."


def line_before(mark: StringMark | None, text: str) -> str:
    return text[: mark.index].rpartition("\n")[2] if mark is not None else ""


def character(mark: StringMark | None, text: str) -> str:
    found = text[mark.index : mark.index + 1] if mark is not None else ""
    if found == "\t":
        return "YAML does not allow a tab here; indent with spaces."
    return f"No value can begin with {found}; put the text in quotes, or under `|`."


def unreadable(error: ReaderError, text: str) -> tuple[Place, str]:
    """Place and sentence of a character that YAML does not allow at all."""
    before = text[: int(error.position)]
    column = len(before) - (before.rfind("\n") + 1) + 1
    code = error.character if isinstance(error.character, int) else ord(str(error.character)[0])
    return Place(before.count("\n") + 1, column), f"The character U+{code:04X} is not allowed in YAML; remove it."
