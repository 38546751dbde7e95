"""Numbers by chance that come out the same when a sandbox is rebuilt, and different for each visitor."""

from __future__ import annotations

import random
import uuid
from types import SimpleNamespace

_bytes = random.Random()  # noqa: S311 - it only has to come out the same again


def install() -> None:
    """Has uuid4() take its bytes from here; once, in the zygote."""
    vars(uuid)["os"] = SimpleNamespace(urandom=lambda count: _bytes.randbytes(count))


def seed(text: str) -> None:
    """Begins both sequences anew. Forked children share the zygote's state: two visitors would see the same numbers."""
    random.seed(text)
    _bytes.seed(f"uuid {text}")
