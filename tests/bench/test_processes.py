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
    code = "print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()  # it runs: in the midst of starting, it has no command line
        assert child.pid in children(os.getpid())
        assert child.pid not in confined(os.getpid())
        assert "input()" in command(child.pid)
        child.stdin.write(b"\n")
