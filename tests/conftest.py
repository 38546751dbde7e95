import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from webapp.config import Settings
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

LOW = replace(Limits.of(Settings(), live=20), cpu_seconds=1.0, wall_seconds=2.0, grace_seconds=0.3)
"""Real limits, only lower, so that a snippet that never ends ends soon."""


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


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is set, a skipped test fails the run: what was not tried has not passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("")
        reporter.write_line("CI is set, and a test was skipped: the run fails.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
