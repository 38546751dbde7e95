"""How every process of Savepoint writes its log: lines for people, or one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal

Style = Literal["text", "json"]
LOG = "SAVEPOINT_LOG"
"""Environment variable by which a server tells its processes the style."""
FIELDS = "fields"
"""What `extra` holds for a line that is made of fields: a dict of plain values under this name."""


class Json(logging.Formatter):
    """Time, level, logger and message, and the fields of a line that has some."""

    def format(self, record: logging.LogRecord) -> str:
        """One object, whatever the message holds."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        told |= getattr(record, FIELDS, {})
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class Text(logging.Formatter):
    """The message, and behind it the fields as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """A line; more where there is a traceback."""
        line = super().format(record)
        fields = " ".join(f"{name}={value}" for name, value in getattr(record, FIELDS, {}).items())
        return f"{line} {fields}" if fields else line


def formatter(style: str) -> logging.Formatter:
    """What makes lines of that style."""
    return Json() if style == "json" else Text()


def begin(style: str) -> None:
    """From here on this process logs to standard error, in that style: our own from INFO on, others' from WARNING."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(style))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("webapp").setLevel(logging.INFO)


def told(message: str, *, error: bool = False) -> str:
    """A line of a server's for its operator, as it is printed: in JSON where this process has begun so."""
    if not any(isinstance(each.formatter, Json) for each in logging.getLogger().handlers):
        return message
    level = logging.WARNING if error else logging.INFO
    return Json().format(logging.LogRecord("webapp.cli", level, "", 0, "%s", (message,), None))
