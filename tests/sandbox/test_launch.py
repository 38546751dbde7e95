"""A supervisor that cannot be started leaves nothing."""

import os
import subprocess
import sys
from pathlib import Path

WITH_TWO_DESCRIPTORS = """
import os, resource, tempfile
from webapp.config import Settings
from webapp.errors import SandboxError
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits
limits = Limits.of(Settings(), live=1)
free = os.open("/", os.O_RDONLY)
os.close(free)
tempfile.gettempdir()  # finds out by making a file
resource.setrlimit(resource.RLIMIT_NOFILE, (free + 2, free + 2))  # a process needs three
try:
    Launched(limits)
except SandboxError as error:
    print(error)
"""


def test_supervisor_that_gets_no_process_leaves_no_folder(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITH_TWO_DESCRIPTORS],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ended.stdout == "The supervisor of the sandboxes cannot be started: Too many open files.\n"
    assert list(tmp_path.iterdir()) == []
