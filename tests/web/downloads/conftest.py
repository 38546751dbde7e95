"""A transcript that has all kinds of snippets, downloaded."""

from pathlib import Path
from shutil import copy, copytree

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import make_app
from tests.web.lessons import write_course
from webapp.lessons.folders import shipped
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


@pytest.fixture(scope="package")
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
