import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, expect, sync_playwright

from tests.postgres import Postgres, postgres
from tests.redis import Redis, redis_server
from webapp.config import Settings
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

LOW = replace(Limits.of(Settings(), live=20), cpu_seconds=0.5, wall_seconds=2.0, grace_seconds=0.3)
"""Real limits, only lower, so that a snippet that never ends ends soon."""
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a script starts in the background ignores Ctrl+C, and so would each command that a test interrupts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def sandboxes() -> Iterator[Launched]:
    """A supervisor with low limits, for tests that use visitors and lessons of their own."""
    with Launched(LOW) as launched:
        yield launched


@pytest.fixture(scope="session")
def unreviewed() -> Iterator[Launched]:
    """The same without the policy: the kernel's layer alone."""
    with Launched(LOW, policy=False) as launched:
        yield launched


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A real PostgreSQL server; each test takes a database of its own in it."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """A real Redis, which no test stops."""
    with redis_server() as server:
        yield server


def executable() -> str | None:
    """The system's Chromium; None where Playwright's own is to be used."""
    return next((found for name in CHROMIUMS if (found := shutil.which(name))), None)


def running(playwright: Playwright, path: str | None) -> Browser:
    """Chromium in its own sandbox where it can have one: not for root, and not in most containers."""
    if os.geteuid() != 0:
        try:
            return playwright.chromium.launch(executable_path=path, chromium_sandbox=True)
        except Error as error:
            print(f"Chromium runs without a sandbox of its own: {error}")
    return playwright.chromium.launch(executable_path=path, chromium_sandbox=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real, headless Chromium: the system's, or else Playwright's own, which is fetched where it is missing."""
    expect.set_options(timeout=20_000)  # a context's default timeout does not reach expectations
    with sync_playwright() as playwright:
        path = executable()
        if path is None and not Path(playwright.chromium.executable_path).exists():
            fetched = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
            assert fetched.returncode == 0, (
                "These tests drive a real browser: install chromium by the system's packages"
            )
        browser = running(playwright, path)
        yield browser
        browser.close()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is set, a skipped test fails the run: what was not tried has not passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("")
        reporter.write_line("CI is set, and a test was skipped: the run fails.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
