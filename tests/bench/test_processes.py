import os
import subprocess
import sys

from webapp.bench.processes import children, command, confined, memory


def test_memory_of_a_process_tells_its_own_from_what_is_shared() -> None:
    used = memory(os.getpid())
    assert used is not None
    assert 2**20 < used.private <= used.pss


def test_a_process_that_has_gone_has_nothing() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert (memory(gone.pid), children(gone.pid), command(gone.pid)) == (None, set(), "")


def test_an_ordinary_child_is_no_sandbox() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert child.pid in children(os.getpid())
        assert child.pid not in confined(os.getpid())
        assert "input()" in command(child.pid)
    finally:
        child.communicate()
