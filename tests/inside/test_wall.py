"""A living zygote, its templates and sandboxes: what they have loaded, what they hold open, what they can see."""

import os
from pathlib import Path

import pytest

from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

CHILDREN = 'import os; print(sorted(__import__("sys").modules))'


def descendants(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(each) for each in text.split()]


def test_zygote_has_an_empty_environment(sandboxes: Launched) -> None:
    for pid in descendants(sandboxes.process.pid):
        assert Path(f"/proc/{pid}/environ").read_bytes() == b"PYTHONHASHSEED=0\0"


def test_zygote_holds_no_file_open(sandboxes: Launched) -> None:
    for pid in descendants(sandboxes.process.pid):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            kind = os.readlink(descriptor)
            standard = int(descriptor.name) < 3
            assert standard or kind.startswith("socket:"), f"{pid} holds {kind}"


def test_zygote_has_one_thread(sandboxes: Launched) -> None:
    for pid in descendants(sandboxes.process.pid):
        assert len(list(Path(f"/proc/{pid}/task").iterdir())) == 1


@pytest.mark.parametrize(
    "module", ["flask", "pydantic", "webapp.store", "webapp.web", "webapp.config", "alembic", "ruamel"]
)
def test_sandbox_has_not_loaded(module: str, unreviewed: Launched) -> None:
    with unreviewed.sandboxes.turn("wall", "wall") as turn:
        turn.rebuild(Start(), [])
        seen = turn.run(f"import sys\n[name for name in sys.modules if (name + '.').startswith('{module}.')]")
    assert seen.output == "[]\n"


def test_sandbox_has_an_empty_environment(unreviewed: Launched) -> None:
    with unreviewed.sandboxes.turn("wall", "wall") as turn:
        turn.rebuild(Start(), [])
        assert turn.run("import os\ndict(os.environ)").output == "{}\n"


def test_sandbox_has_one_descriptor(sandboxes: Launched) -> None:
    with sandboxes.sandboxes.turn("wall", "one-descriptor") as turn:
        before = set(descendants(sandboxes.process.pid))
        turn.rebuild(Start(setup="one = 1"), [])
        made = set(descendants(sandboxes.process.pid)) - before
        held = [{each.name for each in Path(f"/proc/{pid}/fd").iterdir()} for pid in made]
    assert {"3"} in held
