import json
import os
import sys
from pathlib import Path

from tests.cli.running import savepoint

WITHOUT = [sys.executable, str(Path(__file__).with_name("without.py"))]
LAYERS = [
    "system calls (seccomp)",
    "files and network (Landlock)",
    "files",
    "memory",
    "time",
    "SQLite's guards",
    "limits (setrlimit)",
    "identity",
    "no new privileges, not dumpable",
    "first to die (oom_score_adj)",
    "processor time, by the kernel",
    "memory watch",
    "policy",
    "the web's user",
]
DEPENDS_ON_THE_MACHINE = {"files and network (Landlock)", "processor time, by the kernel", "the web's user"}


def told(text: str) -> tuple[bool, dict[str, dict[str, object]]]:
    document = json.loads(text)
    return document["loopback_only"], {each["layer"]: each for each in document["layers"]}


def test_each_layer_is_tried_and_in_force() -> None:
    ended = savepoint("doctor", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    loopback_only, layers = told(ended.stdout)
    assert (loopback_only, list(layers)) == (False, LAYERS)
    assert {name for name, layer in layers.items() if not layer["in_force"]} <= DEPENDS_ON_THE_MACHINE
    assert layers["system calls (seccomp)"]["seen"] == "fork(): killed; executable memory: refused"
    assert layers["files"]["seen"] == "open(): error PermissionError"
    assert layers["the web's user"]["in_force"] == (os.geteuid() != 0)
    assert all("without_it" not in layer for layer in layers.values() if layer["in_force"])


def test_without_seccomp_the_status_says_loopback() -> None:
    ended = savepoint("seccomp", "doctor", command=WITHOUT)
    assert (ended.returncode, ended.stderr) == (1, "A server on this machine has to stay on loopback.\n")
    table = " ".join(ended.stdout.split())
    assert "system calls (seccomp) NO fork(): error BlockingIOError; executable memory: made. Without it: " in table
    assert "strangers' code could start processes and open sockets." in table


def test_without_landlock_the_rest_still_holds() -> None:
    ended = savepoint("landlock", "doctor", "--json", command=WITHOUT)
    assert (ended.returncode, ended.stderr) == (0, "")
    loopback_only, layers = told(ended.stdout)
    landlock = layers["files and network (Landlock)"]
    assert (loopback_only, landlock["in_force"], landlock["seen"]) == (False, False, "not in this kernel")
    assert "seccomp alone" in str(landlock["without_it"])
    assert layers["files"]["in_force"]
