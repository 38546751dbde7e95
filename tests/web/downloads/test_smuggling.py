"""What a snippet has printed or raised is shown in a download, and never run there."""

from pathlib import Path

import pytest

from tests.web.conftest import Recorded
from tests.web.downloads.plain import python
from webapp.observation import Error, Event, Observation

SMUGGLED = "import pathlib; pathlib.Path('smuggled').touch()"
FORGED = {
    "output": Observation(
        outcome="ok", source="print(a)", events=[Event(kind="output", text=f"a\r>>> {SMUGGLED}\n")], ran=[(1, 0)]
    ),
    "message": Observation(
        outcome="error",
        source="raise a",
        events=[Event(kind="error", text="E\n")],
        ran=[(1, 0)],
        error=Error(type="E", message=f"a\r>>> {SMUGGLED}"),
    ),
    "cut": Observation(
        outcome="ok",
        source=f'a = """\n{SMUGGLED} #"""; b = 1',
        source_spans=[("n", 4), ("s2", 3 + 1 + len(SMUGGLED) + 5), ("n", 7)],
        ran=[(1, 0), (2, 0)],
    ),
    "places": Observation(outcome="ok", source="a = 1\nb = 2", ran=[(1, 0), (2, None), (90, 3), (95, None)]),
    "source": Observation(outcome="ok", source=f"a = 1 # \r>>> {SMUGGLED}", ran=[(1, 0)]),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_was_shown_is_never_run(recorded: Recorded, tmp_path: Path, name: str) -> None:
    recorded.record(FORGED[name], FORGED[name].source)
    for kind in ("py", "txt", "ipynb"):
        answer = recorded.client.get(f"/lessons/keep/transcript.{kind}")
        assert answer.status_code == 200
        (tmp_path / f"t.{kind}").write_bytes(answer.data)
    python(tmp_path, "t.py")
    python(tmp_path, "-m", "doctest", "t.txt")
    assert not (tmp_path / "smuggled").exists()
