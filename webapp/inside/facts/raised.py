"""Where an exception came from: SQLAlchemy's own frames, the visitor's, their line."""

from __future__ import annotations

import os
from types import FrameType

import sqlalchemy

from webapp.inside.traces import SNIPPET

LIBRARY = (os.path.dirname(sqlalchemy.__file__) + os.sep, "<sqlalchemy generated")
"""How the names of its files begin."""
MOST_FRAMES = 200


def frames_of(error: BaseException, file: str) -> tuple[list[FrameType], list[FrameType], int | None]:
    """SQLAlchemy's frames below the visitor's last one; the visitor's, innermost first; their line."""
    library: list[FrameType] = []
    visitors: list[FrameType] = []
    line = None
    trace, count = BaseException.__dict__["__traceback__"].__get__(error), 0
    while trace is not None and count < MOST_FRAMES:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(LIBRARY):
            library.append(trace.tb_frame)
        elif name.startswith(SNIPPET):
            library.clear()
            visitors.insert(0, trace.tb_frame)
            line = trace.tb_lineno if name == file else line
        trace, count = trace.tb_next, count + 1
    return library, visitors, line
