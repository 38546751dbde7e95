"""Which lesson and step teach what an error is about."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.lessons.addresses import anchor_of
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.kinds import names_of


@dataclass(frozen=True, slots=True)
class Teaching:
    """A place in a lesson: the lesson's title, and the address of the step."""

    title: str
    address: str


def teaching(place: str, catalogue: Catalogue) -> Teaching | None:
    """The place "lesson#step" where that lesson is among those served; its page where the step has gone since."""
    name, _, step = place.partition("#")
    lesson = next((each for each in catalogue.lessons if each.id == name), None)
    if lesson is None:
        return None
    found = next((each for each in lesson.steps if step in names_of(each)), None)
    anchor = anchor_of(found) if found else None
    return Teaching(lesson.title, url_for("lesson.page", lesson_id=lesson.id, _anchor=anchor))
