"""What an exception means: two sentences, the place where it began, a page to read on."""

from __future__ import annotations

from webapp.explained.errors.case import LONGEST_MESSAGE, Case
from webapp.explained.errors.connections import CONNECTIONS
from webapp.explained.errors.database import DATABASE
from webapp.explained.errors.elsewhere import ELSEWHERE
from webapp.explained.errors.flush import FLUSH
from webapp.explained.errors.known import CODES, DOCS, Known
from webapp.explained.errors.mapping import MAPPING
from webapp.explained.errors.objects import OBJECTS
from webapp.explained.errors.older import OLDER
from webapp.explained.errors.queries import QUERIES
from webapp.explained.errors.results import RESULTS
from webapp.explained.errors.states import STATES
from webapp.explained.errors.transactions import TRANSACTIONS
from webapp.explained.explanation import Explanation
from webapp.explained.text import sentence
from webapp.observation import Error, Observation

KNOWN: tuple[Known, ...] = (
    *CONNECTIONS,
    *OLDER,
    *ELSEWHERE,
    *STATES,
    *TRANSACTIONS,
    *FLUSH,
    *DATABASE,
    *OBJECTS,
    *RESULTS,
    *QUERIES,
    *MAPPING,
)
"""Every error that has an explanation. The first that fits explains."""


def error(seen: Observation) -> Explanation | None:
    """Explains the exception that ended a snippet; None where there was none, or none that is known here."""
    if seen.error is None:
        return None
    for known in KNOWN:
        if known.type in (seen.error.type, *seen.error.bases):
            match = known.compiled.search(seen.error.message[:LONGEST_MESSAGE])
            if match is not None:
                found = tuple(group or "" for group in match.groups())
                return _explained(known, Case(seen, seen.error, found))
    return None


def _explained(known: Known, case: Case) -> Explanation:
    first, second = known.says(case)
    link, link_text = _link(known, case.error)
    return Explanation(
        says=(sentence(first), sentence(second)),
        line=case.error.line,
        step=known.step(case),
        statement=known.statement(case),
        link=link,
        link_text=link_text,
        page=known.id,
    )


def _link(known: Known, found: Error) -> tuple[str, str]:
    if found.code and found.code.isascii() and found.code.isalnum():
        return f"{CODES}{found.code}", f"SQLAlchemy's page on error {found.code}"
    return f"{DOCS}{known.page}", "SQLAlchemy's documentation"
