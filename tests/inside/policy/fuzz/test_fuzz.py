"""A bounded run of the fuzz: what the policy accepts touches nothing forbidden, and the fuzz would tell."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.inside.policy.fuzz.openings import OPENINGS

ROOT = Path(__file__).parents[4]
PROGRAMS = int(os.environ.get("SAVEPOINT_FUZZ_PROGRAMS", "350"))
"""Accepted programs to run. More for a long run by hand; see `python -m tests.inside.policy.fuzz --help`."""


def search(*options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.inside.policy.fuzz", "--json", *options],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": "0"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_accepted_programs_touch_nothing_forbidden() -> None:
    report = search("--programs", str(PROGRAMS))
    assert report["run"] == PROGRAMS
    assert report["ended"]["ok"] > PROGRAMS / 2  # most programs get somewhere
    assert [f"{what}\n{chr(10).join(program)}" for what, program in report["found"]] == []


@pytest.mark.parametrize("opening", OPENINGS)
def test_opening_in_the_policy_is_found(opening: str) -> None:
    # By this seed it comes soon: within a hundred programs, where others take several hundred.
    report = search("--programs", "600", "--findings", "1", "--seed", "3", "--open", opening)
    assert report["found"]
