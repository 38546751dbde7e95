"""Starts a supervisor in a private folder, and stops it leaving no process and no socket behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from webapp import logs
from webapp.errors import SandboxError
from webapp.sandbox.client import LocalSandboxes
from webapp.sandbox.identity import Identity, check_apart, identity, process
from webapp.sandbox.limits import Limits

LONGEST_PATH = 100
"""Bytes of a Unix socket's path: the kernel takes 107."""
READY_WITHIN = 30.0
"""Seconds for a supervisor to be warm and listen."""
LOOK_EVERY = 0.02
"""Seconds between two looks whether it listens."""
STOP_WITHIN = 10.0
"""Seconds for a supervisor to end its sandboxes before it is killed, which ends them too."""
_ROOT = Path(__file__).resolve().parents[2]


class Launched:
    """A supervisor of our own: a context manager. `sandboxes` reaches it."""

    def __init__(
        self, limits: Limits, *, policy: bool = True, log: str = "text", user: str = "", web: Identity | None = None
    ) -> None:
        """`policy=False` switches the policy off, for testing the kernel's layer; no server does that. `log` is the
        style of its log, `user` the name of whom it is to run as, where this process is root's. `web` is who reaches
        its socket besides.

        Raises SandboxError where no folder or no process is to be had, and SettingError where it cannot be that
        user's, or they are the web's too; then nothing is left of either.
        """
        self._identity = identity(user)
        if web:
            check_apart(web, self._identity)
        self.limits = limits
        self._policy = policy
        self._log = log
        self._folder = _private_folder()
        try:
            self._let_in(web)
            self.path = self._folder / "supervisor"
            self.sandboxes = LocalSandboxes(self.path)
            self.process = self._spawn()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def _let_in(self, web: Identity | None) -> None:
        """Whose the folder is, and who may go through it. What is made in it is of the folder's group."""
        if self._identity:
            self._identity.own(self._folder)
        if web:
            os.chown(self._folder, -1, web.group)
            self._folder.chmod(0o2710)

    def _spawn(self) -> subprocess.Popen[bytes]:
        arguments = [str(self.path), self.limits.as_json(), "policy" if self._policy else "no-policy"]
        keep = {key: os.environ[key] for key in ("PATH", "LANG", "LD_LIBRARY_PATH") if key in os.environ}
        code = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from webapp.sandbox.supervisor import main; main()"
        try:
            started = subprocess.Popen(
                [sys.executable, "-s", "-P", "-c", code, *arguments, str(os.getpid())],
                env=keep | {logs.LOG: self._log},  # the web's secrets are none of its business
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # a terminal's Ctrl-C is for the server, which then stops this one in order
                **process(self._identity),
            )
        except OSError as error:
            raise SandboxError(f"The supervisor of the sandboxes cannot be started: {error.strerror}.") from error
        self.started = time.monotonic()
        return started

    def came_up(self) -> bool:
        """Whether it has listened since its last start."""
        return self.path.exists()

    def restart(self) -> None:
        """Starts it again after it has died. Raises SandboxError where no process is to be had."""
        self.process.wait()
        self.path.unlink(missing_ok=True)
        self.process = self._spawn()

    def listens(self) -> bool:
        """Whether it is warm and can be asked. Raises SandboxError when it has ended, or takes too long."""
        if self.process.poll() is None:
            if self.path.exists():
                return True
            if time.monotonic() - self.started < READY_WITHIN:
                return False
        raise SandboxError("The supervisor of the sandboxes did not start; the lines above say why.")

    def wait_until_ready(self) -> dict[str, Any]:
        """Waits until it answers; its status. Raises SandboxError when it does not start."""
        while not self.listens():
            time.sleep(LOOK_EVERY)
        return self.sandboxes.status()

    def stop(self) -> None:
        """Ends it, and with it every sandbox."""
        self.sandboxes.close()
        self.process.terminate()
        try:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_WITHIN)
        finally:
            self.process.kill()  # one that has ended takes no notice
            self.process.wait()
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Launched:
        try:
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()


def _private_folder() -> Path:
    try:
        folder = Path(tempfile.mkdtemp(prefix="savepoint-"))
        if len(os.fsencode(folder / "supervisor")) <= LONGEST_PATH:
            return folder
        folder.rmdir()
        return Path(tempfile.mkdtemp(prefix="savepoint-", dir="/tmp"))
    except OSError as error:
        raise SandboxError(f"No folder can be made for the sandboxes' socket: {error.strerror or error}.") from error
