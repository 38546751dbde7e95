"""A living zygote, its templates and sandboxes: what they have loaded, what they hold open, what they can see."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import LOW
from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

WITHOUT_SPARES = replace(LOW, spares=0)
"""So that every process there is can be told."""
NOT_LOADED = ["flask", "pydantic", "webapp.store", "webapp.web", "webapp.config", "webapp.sandbox", "alembic", "ruamel"]


def children(launched: Launched) -> list[int]:
    pid = launched.process.pid
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture(scope="module")
def warm() -> Iterator[list[int]]:
    """The zygote and one template, and nothing else."""
    with Launched(WITHOUT_SPARES) as launched:
        with launched.sandboxes.turn("wall", "wall") as turn:
            turn.rebuild(Start(), [])
            turn.discard()
        until(lambda: len(children(launched)) == 2)
        yield children(launched)


def test_zygote_and_template_have_an_empty_environment(warm: list[int]) -> None:
    assert [Path(f"/proc/{pid}/environ").read_bytes() for pid in warm] == [b"PYTHONHASHSEED=0\0"] * 2


def test_zygote_and_template_hold_no_file_open(warm: list[int]) -> None:
    for pid in warm:
        held = {int(each.name): os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir()}
        assert [kind for number, kind in held.items() if number > 2 and not kind.startswith("socket:")] == []


def test_zygote_and_template_have_one_thread(warm: list[int]) -> None:
    assert [len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in warm] == [1, 1]


@pytest.mark.parametrize("module", NOT_LOADED)
def test_sandbox_has_not_loaded(module: str, unreviewed: Launched) -> None:
    seen = Visitor(unreviewed.sandboxes).run(
        f"import sys\n[name for name in sys.modules if (name + '.').startswith('{module}.')]"
    )
    assert seen.output == "[]\n"


def test_sandbox_has_an_empty_environment(unreviewed: Launched) -> None:
    assert Visitor(unreviewed.sandboxes).run("import os\ndict(os.environ)").output == "{}\n"


def test_sandbox_has_given_up_what_it_had() -> None:
    with Launched(WITHOUT_SPARES) as launched:
        before = set(children(launched))
        Visitor(launched.sandboxes).run("1")
        statuses = [Path(f"/proc/{pid}/status").read_text() for pid in set(children(launched)) - before]
    confined = [dict(line.split(":\t", 1) for line in text.splitlines()) for text in statuses if "Seccomp:\t2" in text]
    (status,) = confined
    own = os.geteuid() or 65534
    assert status["Uid"].split() == [str(own)] * 4
    assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == 0
    assert status["NoNewPrivs"] == "1"


KEEP_ONLY = """\
import os
from webapp.inside.confine.process import keep_only
control = os.dup(1)
files = [open("/dev/null") for _ in range(20)]
keep_only(control, at=3)
held = []
for number in range(64):
    try:
        os.fstat(number)
        held.append(number)
    except OSError:
        pass
os.write(3, str(held).encode())
os._exit(0)
"""


def test_one_descriptor_is_kept() -> None:
    ended = subprocess.run([sys.executable, "-c", KEEP_ONLY], capture_output=True, text=True, check=True)
    assert ended.stdout == "[3]"
