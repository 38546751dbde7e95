"""A transcript as files: each is run here on plain Python and SQLAlchemy, far from Savepoint."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import DESK, Recorded, make_app
from tests.web.editing import type_at_prompt
from tests.web.lessons import write_course
from webapp.lessons.folders import shipped
from webapp.observation import Error, Event, Observation
from webapp.sandbox.launch import Launched
from webapp.store.store import Store

LESSON = r'''
title: Crew `of` six
summary: All of it.
after: [then]
prelude: |
  from sqlalchemy import create_engine, select, text
  from sqlalchemy.orm import Session
  from astronauts import Astronaut, fill
  from missions import Mission
  engine = create_engine("sqlite:///:memory:")
  fill(engine)
steps:
  - exercise: rename
    ask: Rename somebody.
    setup: |
      session = Session(engine)
      words = """two
      "lines" \\ of them"""
    checks:
      - output: {contains: Lewis}
    solution: print("Lewis")
'''
SNIPPETS = [
    "from __future__ import annotations\nx: int = 41",
    "x + 1; x + 2\n# why not\nprint('one\\n\\n  two\\ttabs', end='')\n[n for n in range(3)]",
    'said = """first\n    second\n>>> third\n"""\nprint(said)',
    "for n in range(2):\n    n\n\n    print('n is', n)\n\nobject()",
    "@staticmethod\ndef f():\n    return 7\n\nf()\n",
    "session.scalars(select(Astronaut)).first()\nsession.get(Astronaut, 6).lastname",
    'session.scalar(text("""\n  SELECT 1\n"""))\nraise ValueError("""two\nlines""")\nprint("never")\nnever = 1',
    "session.add(Astronaut(id=6, firstname='M', lastname='W'))\nprint('now')\nsession.commit()",
    "session.rollback()\nsession.in_transaction()",
    'open(\'/etc/passwd\')\n>>> `odd` """',
    "x = 5\nwhile True: pass",
    "print('caf\u00e9 \u2028 \x0c end')\nx",
    "import sys",
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, empty_store: Path, launched: Launched) -> Path:
    """A folder with the three downloads of a transcript that has all kinds of snippets."""
    folder = tmp_path_factory.mktemp("lessons")
    copytree(shipped() / "data", folder / "data", ignore=lambda _folder, names: {"__pycache__"} & set(names))
    catalogue = write_course(folder, crew=LESSON)
    assert catalogue.problems == ()
    store = Store(f"sqlite:///{copy(empty_store, folder / 'store.sqlite3')}")
    client = make_app(store, launched.sandboxes, catalogue).test_client()
    sent = {"address": "/lessons/crew/run"}
    post(client, "print('Lewis', words)\nsession.scalar(text('SELECT 2'))", kind="answer", step="rename", **sent)
    outcomes = [post(client, source, **sent) for source in SNIPPETS]
    assert set(outcomes) == {"ok", "error", "refused", "interrupted"}
    home = tmp_path_factory.mktemp("home")
    for kind in ("py", "txt", "ipynb"):
        answer = client.get(f"/lessons/crew/transcript.{kind}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="crew-transcript.{kind}"'
        assert answer.headers["Cache-Control"] == "no-store"
        (home / f"transcript.{kind}").write_bytes(answer.data)
    store.close()
    return home


def post(client: FlaskClient, source: str, *, address: str, kind: str = "console", step: str = "") -> str:
    answer = client.post(address, json={"source": source, "kind": kind, "step": step})
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return str(answer.json["entries"][-1]["outcome"])


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-X", "utf8", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_script_runs_to_its_end_and_prints_what_was_printed(files: Path) -> None:
    done = python(files, "transcript.py")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('Lewis two\n"lines" \\ of them\n')
    for printed in ("one\n\n  two\ttabs", "first\n    second\n>>> third\n", "n is 0\nn is 1\n", "now\n"):
        assert printed in done.stdout
    assert "never" not in done.stdout
    assert [line for line in done.stderr.splitlines() if line.startswith(("ValueError", "sqlalchemy.exc."))]


def test_script_says_what_was_shown_and_what_is_left_out(files: Path) -> None:
    text = (files / "transcript.py").read_text()
    for line in (
        "#> 42",
        "#> 43",
        "#> [0, 1, 2]",
        "#> 'Watney'",
        "# open('/etc/passwd')",
        "# while True: pass",
        "# never = 1",
    ):
        assert f"\n{line}\n" in text, line
    assert text.startswith("# Crew of six: what you ran, in order.\n")
    assert re.search(r"#> [\w.]*IntegrityError: .*UNIQUE", text)


def test_doctest_comes_out_as_it_was_shown(files: Path) -> None:
    done = python(files, "-m", "doctest", "transcript.txt")
    assert (done.returncode, done.stdout) == (0, "")
    text = (files / "transcript.txt").read_text()
    assert text.count("SKIP") == 1  # what was printed begins like a prompt
    assert ">>> x + 1; x + 2\n... # why not\n42\n43\n" in text
    assert "| open('/etc/passwd')\n| >>> `odd`" in text


def test_doctest_tells_of_a_difference(files: Path, tmp_path: Path) -> None:
    text = (files / "transcript.txt").read_text()
    (tmp_path / "changed.txt").write_text(text.replace("\n'Watney'\n", "\n'Lewis'\n"))
    done = python(tmp_path, "-m", "doctest", "changed.txt")
    assert done.returncode == 1
    assert "Got:\n    'Watney'\n" in done.stdout


def test_notebook_is_one_and_its_cells_run_in_order(files: Path, tmp_path: Path) -> None:
    document = json.loads((files / "transcript.ipynb").read_text())
    assert_is_notebook(document)
    cells = [each for each in document["cells"] if each["cell_type"] == "code"]
    code = [("raises-exception" in each["metadata"].get("tags", ()), "".join(each["source"])) for each in cells]
    (tmp_path / "cells.json").write_text(json.dumps(code))
    (tmp_path / "run.py").write_text(RUN_CELLS)
    done = python(tmp_path, "run.py")
    assert done.returncode == 0, done.stderr
    assert "n is 1" in done.stdout
    outputs = {kind for each in cells for output in each["outputs"] for kind in [output["output_type"]]}
    assert outputs == {"stream", "execute_result", "error"}
    quoted = [each for each in document["cells"] if "".join(each["source"]).startswith("This was refused")]
    assert "```python\nopen(" in "".join(quoted[0]["source"])


RUN_CELLS = """
import json, types, sys
cells = json.load(open("cells.json"))
here = sys.modules["__main__"].__dict__
flags = 0
for raises, source in cells:
    try:
        code = compile(source, "<cell>", "exec", flags, dont_inherit=True)
        flags |= code.co_flags & 0x1000000
        exec(code, here)
    except Exception:
        assert raises, source
    else:
        assert not raises, source
"""


def assert_is_notebook(document: dict[str, Any]) -> None:
    """What nbformat's schema of 4.5 asks for."""
    assert set(document) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (document["nbformat"], document["nbformat_minor"]) == (4, 5)
    assert {"name", "display_name"} <= set(document["metadata"]["kernelspec"])
    ids = [cell["id"] for cell in document["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in document["cells"]:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", cell["id"])
        assert all(isinstance(line, str) for line in cell["source"])
        keys = {"cell_type", "id", "metadata", "source"}
        assert set(cell) == (keys if cell["cell_type"] == "markdown" else keys | {"execution_count", "outputs"})
        for output in cell.get("outputs", ()):
            assert set(output) == OUTPUT_KEYS[output["output_type"]]


OUTPUT_KEYS = {
    "stream": {"output_type", "name", "text"},
    "execute_result": {"output_type", "execution_count", "data", "metadata"},
    "error": {"output_type", "ename", "evalue", "traceback"},
}


@pytest.mark.parametrize("kind", ["py", "txt", "ipynb"])
def test_download_before_the_first_run_is_the_start_and_makes_no_visitor(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/lessons/keep/transcript.{kind}")
    assert answer.status_code == 200
    assert "create_engine" in answer.text
    assert answer.headers.get("Set-Cookie") is None


def test_download_of_another_kind_or_lesson_is_not_found(client: FlaskClient) -> None:
    assert client.get("/lessons/keep/transcript.exe").status_code == 404
    assert client.get("/lessons/none/transcript.py").status_code == 404


def test_snippets_kept_before_statements_were_told_apart_still_run(recorded: Recorded, tmp_path: Path) -> None:
    events = [Event(kind="value", text="2\n")]
    source = "x = 1\ndef f():\n    return x\nf() + 1"
    recorded.record(Observation(outcome="ok", source=source, events=events), source)
    for kind in ("py", "txt"):
        (tmp_path / f"old.{kind}").write_bytes(recorded.client.get(f"/lessons/keep/transcript.{kind}").data)
    assert python(tmp_path, "old.py").returncode == 0
    done = python(tmp_path, "-m", "doctest", "old.txt")
    assert (done.returncode, done.stdout) == (0, "")


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


@pytest.fixture
def without_javascript(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport=DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        yield page


def test_menu_downloads_without_javascript_too(without_javascript: Page) -> None:
    page = without_javascript
    page.locator("#console-source").fill("6 * 7")
    page.locator("[data-console-form]").get_by_role("button", name="Run").click()
    expect(page.locator(".entry .printed")).to_have_text("42\n")
    assert "#> 42" in downloaded(page, "Python script")


def test_menu_downloads_what_was_run_and_closes_by_escape(page: Page) -> None:
    type_at_prompt(page, "6 * 7\n")
    expect(page.locator(".entry .printed")).to_have_text("42\n")
    assert ">>> 6 * 7\n42\n" in downloaded(page, "Doctest")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Doctest")).to_be_hidden()


def downloaded(page: Page, name: str) -> str:
    page.locator("summary").filter(has_text="Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    assert waiting.value.suggested_filename.startswith("keep-transcript.")
    return Path(waiting.value.path()).read_text()
