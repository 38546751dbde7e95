"""What the host takes from inside the wall, and what it does not."""

from typing import Any

import pytest
from pydantic import ValidationError

from webapp.observation import Observation

REFUSED: dict[str, dict[str, Any]] = {
    "unknown key": {"html": "<b>"},
    "unknown outcome": {"outcome": "passed"},
    "text that is no text": {"source": 5},
    "text without end": {"note": "x" * 300_000},
    "events without end": {"events": [{"kind": "output", "text": "x"}] * 5_001},
    "rows without end": {
        "tables": [{"engine": "e", "name": "t", "columns": ["x"], "rows": [{"values": [1]}] * 501, "total": 1}]
    },
    "negative count": {"left_out": -1},
    "time that is no number": {"seconds": float("nan")},
    "time without end": {"seconds": float("inf")},
    "cell that is no number": {
        "tables": [{"engine": "e", "name": "t", "columns": ["x"], "rows": [{"values": [float("nan")]}], "total": 1}]
    },
    "unknown mark": {"statements": [{"text": "x", "mark": "BEGINS"}]},
}


@pytest.mark.parametrize("part", REFUSED.values(), ids=REFUSED.keys())
def test_frame_that_no_sandbox_of_ours_sends_is_refused(part: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Observation.model_validate({"outcome": "ok"} | part)


def test_output_is_what_the_console_shows_in_order() -> None:
    events = [{"kind": "output", "text": "a\n"}, {"kind": "value", "text": "1\n"}]
    assert Observation.model_validate({"outcome": "ok", "events": events}).output == "a\n1\n"
