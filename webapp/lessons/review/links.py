"""Links in prose: what they lead to on this site must exist."""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urljoin, urlsplit

from webapp.lessons.addresses import GLOSSARY, PAGES, anchors_of
from webapp.lessons.markdown import MARKDOWN
from webapp.lessons.near import near
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson
from webapp.lessons.walk import text_key, texts

PROSE = frozenset("text ask hints because".split())
"""Keys whose texts are Markdown."""


def bad_links(lessons: Sequence[Lesson], ids: frozenset[str], terms: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """A problem for each link to a lesson or a place of a page that there is not.

    `ids` are all lessons there are, `terms` the anchors of the glossary's.
    """
    anchors = {lesson.id: frozenset(anchors_of(lesson)) for lesson in lessons}
    for lesson in lessons:
        for index, step in enumerate(lesson.steps):
            for path, prose in texts(step, ("steps", index)):
                if text_key(path) not in PROSE:
                    continue
                for line, address in links(prose):
                    say = wrong(address, lesson, ids, anchors, terms)
                    if say:
                        yield lesson.problem(say, *path, line=line)


def links(prose: str) -> Iterator[tuple[int, str]]:
    """Each link of a Markdown text, with the line (from 1) where its paragraph begins."""
    for block in MARKDOWN.parse(prose):
        for token in block.children or ():
            if token.type == "link_open":
                yield (block.map[0] + 1 if block.map else 0), str(token.attrs["href"])


def wrong(
    address: str, lesson: Lesson, ids: frozenset[str], anchors: dict[str, frozenset[str]], terms: frozenset[str]
) -> str:
    """What to say of a link in that lesson; empty where it leads somewhere, or out of here."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"The link to {address} is no address."
    if parts.scheme or parts.netloc:
        return ""
    page = urljoin(f"{PAGES}{lesson.id}", parts.path) if parts.path else f"{PAGES}{lesson.id}"
    if page == "/":
        return ""
    if page == GLOSSARY:
        term = unquote(parts.fragment)
        unknown = term and term not in terms
        return f"The link to {address} leads nowhere: there is no term `{term}`.{near(term, terms)}" if unknown else ""
    name = unquote(page.removeprefix(PAGES))
    if not page.startswith(PAGES) or "/" in name:
        return f"The link to {address} leads to no page; a lesson is linked by its id, such as `({lesson.id})`."
    if name not in ids:
        return f"The link to {address} leads nowhere: there is no lesson `{name}`.{near(name, ids)}"
    place = unquote(parts.fragment)
    if place and name in anchors and place not in anchors[name]:
        return (
            f"The link to {address} leads nowhere: the lesson `{name}` has no such place.{near(place, anchors[name])}"
        )
    return ""
