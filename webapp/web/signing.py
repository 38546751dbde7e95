"""Signatures with a time, for clocks that are not quite one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from itsdangerous import SignatureExpired, TimestampSigner


class Signer(TimestampSigner):
    """Takes what was signed by a clock that was ahead of this one: another machine's, or this one's before it was set
    back. Its visitors would otherwise be nobody until this clock had caught up, and have been made new ones by then.
    """

    def unsign(self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        """See `TimestampSigner.unsign`."""
        try:
            return super().unsign(signed_value, max_age, return_timestamp)  # type: ignore[call-overload]
        except SignatureExpired as error:
            if error.date_signed is None or error.date_signed <= datetime.now(UTC):
                raise
        return super().unsign(signed_value, None, return_timestamp)  # type: ignore[call-overload]
