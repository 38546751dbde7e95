"""YAML text to plain values, with the place of each.

Anchors, aliases, tags and a second document are refused: no lesson needs them, and a few nested aliases can stand for
gigabytes. Nesting is bounded while the text streams in, so no file can exhaust the stack or the parser.
"""

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from webapp.lessons import slips
from webapp.lessons.problems import Path, Place, Places
from webapp.lessons.scalars import plain
from webapp.lessons.syntax import marked, unreadable

DEEPEST = 32
"""Levels of nesting; a cell of an expected row stands on the eighth."""

Fault = tuple[Place, str]


class TooDeepError(Exception):
    """Nesting beyond DEEPEST."""


@dataclass(slots=True)
class Document:
    """A read file: its value (None where there is none), where everything stands, and what is wrong with it."""

    value: Any = None
    places: Places = field(default_factory=dict)
    keys: Places = field(default_factory=dict)
    """Where the key of an entry stands; `places` has where its value does."""
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True
    """False where reading stopped before the end of the text."""


@dataclass(slots=True)
class Level:
    """A collection that is being filled. `key` is the mapping's key that waits for its value, once there is one."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    ignored: bool = False


class Builder:
    """Takes the parser's events one by one and fills a Document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = Document()
        self.last: Event | None = None
        self.levels: list[Level] = []
        self.documents = 0

    def take(self, event: Event) -> None:
        self.last = event
        if isinstance(event, DocumentStartEvent):
            self.begin(event)
        elif self.documents > 1:
            return
        elif isinstance(event, CollectionEndEvent):
            self.levels.pop()
        elif isinstance(event, NodeEvent):
            self.node(event)

    def begin(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents == 2:
            self.fault(event, "A second document begins here; a lesson's file holds one. Remove the line of dashes.")
            self.document.complete = False
        if event.version is not None and tuple(event.version) != (1, 2):
            self.fault(event, "Lessons are YAML 1.2; leave the %YAML line out.")

    def node(self, event: NodeEvent) -> None:
        place = place_of(event)
        if isinstance(event, AliasEvent):
            self.once(event, "Aliases are not allowed in a lesson: write out what", f"*{event.anchor} stands for.")
        elif event.anchor is not None:
            self.once(event, "Anchors are not allowed in a lesson: remove", f"&{event.anchor}.")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.fault(event, f"Tags are not allowed in a lesson: remove {tag}.")
        if self.levels and isinstance(self.levels[-1].value, dict) and self.levels[-1].key is None:
            self.key(event, place)
        else:
            self.value(event, place)

    def key(self, event: NodeEvent, place: Place) -> None:
        level = self.levels[-1]
        text = event.value if isinstance(event, ScalarEvent) else ""
        level.key = text
        level.ignored = text in level.value or not text
        if not text:
            self.fault(event, "A key must be a word.")
        elif level.ignored:
            first = self.document.keys[(*level.path, text)]
            self.fault(event, f"The key `{text}` stands here a second time; the first is in line {first.line}.")
        else:
            self.document.keys[(*level.path, text)] = place
        if isinstance(event, CollectionStartEvent):
            # A collection as a key: read to its end, then forgotten with the entry.
            self.open(event, level.path)

    def value(self, event: NodeEvent, place: Place) -> None:
        path: Path = ()
        ignored = False
        value = self.read(event)
        if self.levels:
            level = self.levels[-1]
            if isinstance(level.value, list):
                path = (*level.path, len(level.value))
                level.value.append(value)
            else:
                path, ignored = (*level.path, level.key or ""), level.ignored
                if not ignored:
                    level.value[level.key or ""] = value
                level.key = None
        else:
            self.document.value = value
        if not ignored:
            # The parser puts a value that is left out where the next thing stands.
            left_out = isinstance(event, ScalarEvent) and not event.value and event.implicit[0]
            self.document.places[path] = self.document.keys.get(path, place) if left_out else place
            if isinstance(event, ScalarEvent):
                self.slip(event, path)
        if isinstance(event, CollectionStartEvent):
            # What is below an ignored key gets a path of its own, so that the kept value's places stay.
            self.open(event, (*path, "(again)") if ignored else path, value)

    def slip(self, event: ScalarEvent, path: Path) -> None:
        if slips.is_none(event, path):
            self.fault(event, slips.NONE)
        elif joined := slips.folded(event, path, self.text):
            self.fault(event, joined)
        elif slips.is_text(path):
            self.comment(event, path)

    def comment(self, event: ScalarEvent, path: Path) -> None:
        key = None if event.value else self.document.keys.get(path)
        fault = slips.left_out(key, self.text) if key else slips.cut(event, self.text)
        if fault is None:
            return
        self.document.faults.append(fault)
        level = self.levels[-1].value
        if key and isinstance(level, dict):
            level[str(path[-1])] = fault[1]  # there is a text, so nobody has to say that there is none

    def open(self, event: CollectionStartEvent, path: Path, value: Any = None) -> None:
        if len(self.levels) >= DEEPEST:
            self.fault(event, f"This is nested more than {DEEPEST} levels deep.")
            raise TooDeepError
        self.levels.append(Level(empty(event) if value is None else value, path))

    def read(self, event: NodeEvent) -> Any:
        if isinstance(event, CollectionStartEvent):
            return empty(event)
        if not isinstance(event, ScalarEvent):
            return None
        if not event.implicit[0]:
            return event.value
        try:
            return plain(event.value)
        except ValueError as error:
            self.fault(event, str(error))
            return event.value

    def once(self, event: Event, message: str, rest: str) -> None:
        """A fault of which one file may have thousands: told where it comes first."""
        if not any(told.startswith(message) for _, told in self.document.faults):
            self.fault(event, f"{message} {rest}")

    def fault(self, event: Event, message: str) -> None:
        self.document.faults.append((place_of(event), message))


def empty(event: CollectionStartEvent) -> dict[str, Any] | list[Any]:
    return {} if isinstance(event, MappingStartEvent) else []


def place_of(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1, isinstance(event, ScalarEvent) and event.style == "|")


def parse(text: str) -> Document:
    """The document in `text`. Raises nothing: what is wrong is in `faults`."""
    builder = Builder(text)
    document = builder.document
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        fault = marked(error, text, builder.last)
        document.faults += [fault] if fault not in document.faults else []
        document.complete = False
    except ReaderError as error:
        document.faults.append(unreadable(error, text))
        document.complete = False
    except TooDeepError:
        document.complete = False
    if document.complete and not builder.documents:
        document.faults.append((Place(1, 1), "The file is empty; a lesson begins with `title:`."))
        document.complete = False
    return document
