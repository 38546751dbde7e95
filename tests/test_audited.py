import json
import subprocess
import sys
from pathlib import Path

import pytest

AUDITED = Path(__file__).parents[1] / ".ci" / "audited"
GOOD = {"name": "flask", "version": "3.1.3", "vulns": []}
BAD = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}
UNASKED = {"name": "flask", "skip_reason": "Dependency not found"}
TOLD = {
    "all good": ([GOOD], 0, "No hole is known in the 1 packages"),
    "a hole": ([GOOD, BAD, UNASKED], 1, "old 1.0: PYSEC-1"),
    "some unasked": ([GOOD, UNASKED], 0, "NOT AUDITED: the advisory service said nothing of 1 of 2 pinned packages"),
    "nobody there": (None, 0, "NOT AUDITED: the advisory service said nothing at all"),
}


@pytest.mark.parametrize(("found", "status", "says"), TOLD.values(), ids=TOLD.keys())
def test_audit_is_never_silent(tmp_path: Path, found: list[object] | None, status: int, says: str) -> None:
    report = tmp_path / "report"
    report.write_text("" if found is None else json.dumps({"dependencies": found}))
    for wish, expected in (("may", status), ("must", 1 if "NOT AUDITED" in says else status)):
        done = subprocess.run([sys.executable, AUDITED, report, wish], capture_output=True, text=True)
        assert done.returncode == expected
        assert says in done.stdout + done.stderr
