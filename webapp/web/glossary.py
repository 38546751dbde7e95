"""The page of the glossary: every word of the course, by letter."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template

from webapp.lessons.addresses import GLOSSARY
from webapp.lessons.reference.models import Term
from webapp.web.parts import parts

blueprint = Blueprint("glossary", __name__)


@blueprint.get(GLOSSARY)
def page() -> str:
    """The terms in the order of the alphabet, with what lessons show them."""
    catalogue = parts().catalogue()
    terms = sorted((entry.item for entry in catalogue.beside.terms.values()), key=lambda term: term.term.casefold())
    return render_template(
        "glossary.html",
        letters=[(letter, list(among)) for letter, among in groupby(terms, key=letter_of)],
        lessons={lesson.id: lesson for lesson in catalogue.lessons},
    )


def letter_of(term: Term) -> str:
    return term.term[0].upper()
