"""The course that ships, for tests that only look at it: to read it takes longer than they do."""

from functools import cache

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import shipped


@cache
def shipped_course() -> Catalogue:
    """All of its lessons, read once in a process."""
    return Catalogue.load(shipped())
