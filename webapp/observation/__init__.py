"""What was seen while a snippet ran, as checked data.

Frames from inside the wall are untrusted. `Observation.model_validate` is where they become something the host may
read: unknown keys, wrong types and oversized parts are refused, and nothing here is ever evaluated or parsed again.
"""

from webapp.observation.console import RULES, Error, Event, Violation
from webapp.observation.observation import Observation, Outcome
from webapp.observation.part import MOST_NUMBERS, Cell, Spans
from webapp.observation.probes import Probe, Probed, Rows
from webapp.observation.statements import Cause, CauseKind, Mark, Statement
from webapp.observation.tables import MOST_COLUMNS, Row, Table
from webapp.observation.timeline import Attribute, ObjectState, SessionState, State, Step

__all__ = [
    "MOST_COLUMNS",
    "MOST_NUMBERS",
    "RULES",
    "Attribute",
    "Cause",
    "CauseKind",
    "Cell",
    "Error",
    "Event",
    "Mark",
    "ObjectState",
    "Observation",
    "Outcome",
    "Probe",
    "Probed",
    "Row",
    "Rows",
    "SessionState",
    "Spans",
    "State",
    "Statement",
    "Step",
    "Table",
    "Violation",
]
