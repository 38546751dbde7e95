"""Frames: what crosses the wall between host and sandbox, as length-prefixed JSON, never pickle.

A frame is a JSON object in UTF-8 behind its length in four bytes, big-endian. The same functions serve both sides; the
host's side checks what it reads, because everything from inside is untrusted.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from math import isfinite
from typing import Any

Frame = dict[str, Any]

CONTROL = 3
"""The one descriptor a sandbox keeps. The system-call filter lets read() and write() through for this number alone."""
HEADER = struct.Struct("!I")
LONGEST = 8 * 1024 * 1024
"""Bytes in one frame between the host's own processes."""
LONGEST_OBSERVATION = 2 * 1024 * 1024
LONGEST_OUTPUT = 512 * 1024
"""Bytes in one frame from a sandbox; the recorder's budgets keep an observation far below."""


class WireError(Exception):
    """The other side sent what is no frame, or went away in the middle of one."""


def pack(frame: Frame, longest: int = LONGEST) -> bytes:
    """The bytes of a frame. Raises WireError when it is longer than `longest`."""
    # A lone surrogate is legal in a Python string and no text anywhere else: it becomes a question mark.
    body = json.dumps(frame, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    if len(body) > longest:
        raise WireError(f"a frame of {len(body)} bytes is longer than {longest}")
    return HEADER.pack(len(body)) + body


def length_of(header: bytes, longest: int = LONGEST) -> int:
    """The body's length a header announces. Raises WireError when it is longer than `longest`."""
    (length,) = HEADER.unpack(header)
    if length > longest:
        raise WireError(f"a frame of {length} bytes is longer than {longest}")
    return int(length)


def unpack(body: bytes) -> Frame:
    """The frame in a body. Raises WireError when it is not a JSON object."""
    try:
        frame = json.loads(body, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise WireError("a frame is not JSON") from error
    if not isinstance(frame, dict):
        raise WireError("a frame is not a JSON object")
    return frame


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is no number of JSON's: it could not be written again")
    return number


def read_frame(read: Callable[[int], bytes]) -> Frame | None:
    """One frame by a blocking `read(count)`, such as `socket.recv`; None when the other side has closed."""
    header = _exactly(read, HEADER.size, may_end=True)
    if not header:
        return None
    return unpack(_exactly(read, length_of(header)))


def _exactly(read: Callable[[int], bytes], count: int, *, may_end: bool = False) -> bytes:
    parts: list[bytes] = []
    missing = count
    while missing:
        part = read(min(missing, 1 << 16))
        if not part:
            if may_end and missing == count:
                return b""
            raise WireError("the other side went away in the middle of a frame")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
