"""A supervisor that is another user's than who started it."""

import os
import pwd
import sys
from pathlib import Path

import pytest

from tests.conftest import LOW
from tests.everybodys import IS_ROOT, can_run
from webapp.config import SettingError
from webapp.lessons.start import Start
from webapp.sandbox.identity import identity
from webapp.sandbox.launch import Launched

OTHER = "nobody"


def test_nobody_is_named_and_it_is_ours() -> None:
    assert identity("") is None
    if not IS_ROOT:
        assert identity(pwd.getpwuid(os.geteuid()).pw_name) is None


@pytest.mark.parametrize(("name", "told"), [("no-such-user", "no such user"), ("root", "can do less")])
def test_user_that_cannot_be_is_told(name: str, told: str) -> None:
    with pytest.raises(SettingError, match=told):
        identity(name)


def test_supervisor_and_sandboxes_are_another_users_where_root_starts_them() -> None:
    if not IS_ROOT:
        with pytest.raises(SettingError, match="only root can"):
            Launched(LOW, user=OTHER)
        return
    user = pwd.getpwnam(OTHER).pw_uid
    if not can_run(sys.executable, OTHER):
        with pytest.raises(SettingError, match="cannot run this Python"):
            Launched(LOW, user=OTHER)
        return
    with Launched(LOW, user=OTHER) as launched:
        assert Path(f"/proc/{launched.process.pid}").stat().st_uid == user
        folder, socket = launched.path.parent.stat(), launched.path.stat()
        assert (folder.st_uid, folder.st_mode & 0o777) == (user, 0o700)
        assert (socket.st_uid, socket.st_mode & 0o777) == (user, 0o660)
        with launched.sandboxes.turn("visitor", "lesson") as turn:
            (seen,) = turn.run_apart(Start(), ["6 * 7"])
        assert seen.output == "42\n"
    assert not launched.path.parent.exists()
