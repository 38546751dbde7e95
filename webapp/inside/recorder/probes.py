"""What a check looks at when the snippet has ended: rows as committed, and values for throwaway sandboxes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import Any

from webapp.inside.confine import sqlite
from webapp.inside.recorder.tables import LONGEST_NAME, Databases
from webapp.inside.render import cell, clipped_repr, plain

MOST_ROWS = 1_000
MOST_CHARACTERS = 200_000


def look(probe: Mapping[str, Any], databases: Databases, evaluate: Callable[[str], object]) -> dict[str, Any]:
    """Answers one probe (`webapp.observation.Probe`) as plain data with the keys of `Probed`.

    `evaluate` gives the value of an expression in the visitor's names; it may raise anything.
    """
    if probe["kind"] == "rows":
        try:
            return _rows(str(probe["of"]), databases.find(str(probe.get("engine", ""))))
        except LookupError as error:
            return {"error": str(error)}
    try:
        value = evaluate(str(probe["of"]))
        return {"value": plain(value), "text": clipped_repr(value)}
    except Exception as error:  # the visitor's names may hold anything, also what raises when looked at
        return {"error": f"{type(error).__name__}: {error}"[:500]}


def _rows(query: str, connections: Sequence[sqlite3.Connection | None]) -> dict[str, Any]:
    answer = {"error": "there is no engine"}
    for connection in connections:
        # The committed image is a copy: the query can neither see open work nor change the visitor's database.
        with closing(sqlite.committed(connection) if connection is not None else sqlite.empty()) as copy:
            try:
                cursor = copy.execute(query)
                columns = [column[0][:LONGEST_NAME] for column in cursor.description or ()]
                rows = [[cell(value) for value in row] for row in cursor.fetchmany(MOST_ROWS)]
                if sum(len(str(value)) for row in rows for value in row) > MOST_CHARACTERS:
                    return {"error": "the rows are too large to be compared"}
                return {"rows": {"columns": columns, "rows": rows}}
            except sqlite3.Error as error:
                answer = {"error": str(error)}
    return answer
