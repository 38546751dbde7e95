"""What a sandbox has before its first snippet: prelude, setup and datasets."""

import pytest

from tests.sandbox.visiting import Visitor
from webapp.errors import SandboxError, StartError
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched


def test_start_that_does_not_run_is_told(sandboxes: Launched) -> None:
    broken = Visitor(sandboxes.sandboxes, Start(prelude="x = 1\nnothing_of_the_sort\n"))
    with pytest.raises(SandboxError, match="nothing_of_the_sort") as caught:
        broken.run("1")
    assert '  File "<prelude>", line 2, in <module>' in str(caught.value)


def test_dataset_is_imported_and_its_engine_is_the_visitors_own(sandboxes: Launched) -> None:
    module = (
        "from sqlalchemy import text\nimport os\n\n"
        "def fill(engine):\n    with engine.begin() as c:\n        c.execute(text('CREATE TABLE d (y)'))\n"
    )
    start = Start(prelude="from data import fill\n", modules={"data": module})
    first, second = Visitor(sandboxes.sandboxes, start), Visitor(sandboxes.sandboxes, start)
    engine = "from sqlalchemy import create_engine\nengine = create_engine('sqlite:///:memory:')\n"
    assert [table.name for table in first.run(f"{engine}fill(engine)").tables] == ["d"]
    assert second.run(f"{engine}engine.connect()").tables == []
    assert first.run("from data import os").outcome in ("refused", "error")


def test_dataset_may_import_another(sandboxes: Launched) -> None:
    start = Start(
        prelude="from alpha import a\n", modules={"alpha": "from zulu import z\na = z + 1\n", "zulu": "z = 1\n"}
    )
    assert Visitor(sandboxes.sandboxes, start).run("a").output == "2\n"


@pytest.mark.parametrize(
    ("start", "part", "line"),
    [
        (Start(prelude="x = 1\nx / 0\n"), "prelude", 2),
        (Start(setup="open('f')\n"), "setup", 1),
        (Start(modules={"data": "x = 1\n\nx.y\n"}), "data", 3),
    ],
    ids=["prelude", "setup", "dataset"],
)
def test_start_that_fails_names_its_place(sandboxes: Launched, start: Start, part: str, line: int) -> None:
    with pytest.raises(StartError) as caught:
        Visitor(sandboxes.sandboxes, start).run("1")
    assert (caught.value.part, caught.value.line) == (part, line)
