"""What is kept of a wrong answer to be counted: the sentence it got or, without one, what it did."""

from __future__ import annotations

import hashlib
import json
import re

from webapp.checks.verdict import Verdict
from webapp.lessons.predictions import Prediction
from webapp.lessons.schema import Graded
from webapp.lessons.sentences import sentence_in
from webapp.observation import Observation

ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+")
"""Where an object lies: another place each time."""


def gathered(step: Graded, verdict: Verdict, seen: Observation) -> tuple[str, str | None]:
    """The author's sentence that a wrong answer got, and where it got none a digest of what it did."""
    if verdict.passed:
        return "", None
    sentence = _sentence(step, verdict)
    return (sentence, None) if sentence else ("", digest(verdict, seen))


def digest(verdict: Verdict, seen: Observation) -> str:
    """32 hexadecimal digits of SHA-256 over outcome, output, exception, rows, and what the verdict says of them.

    The same for answers that did the same, whatever their text: no line and no address in memory counts.
    """
    error = seen.error
    did = [
        seen.outcome,
        [event.text for event in seen.events if event.kind != "error"],  # a traceback quotes the answer's own lines
        [error.type, error.message] if error else None,
        sorted({each.rule for each in seen.violations}),
        [[table.name, table.columns, [[row.values, row.mark] for row in table.rows]] for table in seen.tables],
        verdict.answer.strip(),
        [[each.looked_at, each.passed, each.says] for each in verdict.results],
    ]
    text = ADDRESS.sub("0x", json.dumps(did, default=str))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _sentence(step: Graded, verdict: Verdict) -> str:
    if not isinstance(step, Prediction):
        return verdict.mistake
    # What a prediction is told has the author's sentence among what came and what was expected.
    found = sentence_in(step, " ".join(each.says for each in verdict.results))
    return found[0] if found else ""
