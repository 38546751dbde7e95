"""What a form's run has to say, carried in the cookie over the redirect to the page that says it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flask import session as cookie

KEY = "carried"
ROOM = 1200
"""Bytes of JSON: the whole cookie may have 4096, and base64 makes three of them four."""


def carry(sentences: Sequence[str]) -> None:
    """Keeps as many of the sentences as there is room for, in place of what was kept before."""
    fitting: list[str] = []
    room = ROOM
    for sentence in sentences:
        room -= len(json.dumps(sentence))
        if room < 0:
            fitting.append(f"And {len(sentences) - len(fitting)} more like these.")
            break
        fitting.append(sentence)
    cookie[KEY] = " ".join(fitting)


def carried() -> str:
    """What was kept, once; empty where nothing was."""
    if KEY not in cookie:
        return ""
    return str(cookie.pop(KEY))
