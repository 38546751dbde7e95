"""How much memory is left, as the kernel's files tell it."""

from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.sandbox import memory
from webapp.sandbox.limits import MEMORY_OF_ONE, MEMORY_OF_THE_REST, Limits

MIB = 1024 * 1024
MACHINE = "MemTotal: 4194304 kB\nMemAvailable: 2097152 kB\n"


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of 4 GiB, half of them free, and its control groups; this process is in `system/web`."""
    (tmp_path / "meminfo").write_text(MACHINE)
    (tmp_path / "own").write_text("0::/system/web\n")
    root = tmp_path / "groups"
    (root / "system/web").mkdir(parents=True)
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "_OWN_GROUP", tmp_path / "own")
    monkeypatch.setattr(memory, "_CGROUP", root)
    monkeypatch.setattr(memory, "_CGROUP_1", tmp_path / "groups-1")
    return root


def put(group: Path, most: str, used: int, files: int) -> None:
    (group / "memory.max").write_text(f"{most}\n")
    (group / "memory.current").write_text(f"{used * MIB}\n")
    (group / "memory.stat").write_text(f"anon 1\ninactive_file {files * MIB}\n")


def test_machine_without_a_limit_is_the_machine(groups: Path) -> None:
    put(groups / "system/web", "max", 300, 100)
    assert (memory.limit(), memory.available() // MIB, memory.missing(0.75) // MIB) == (None, 2048, 1024)


@pytest.mark.parametrize("where", ["system/web", "system", ""], ids=["own group", "a group around it", "container"])
def test_limit_of_a_control_group_counts(groups: Path, where: str) -> None:
    put(groups / where, str(1000 * MIB), 900, 0)
    assert (memory.limit(), memory.available() // MIB, memory.missing(0.15) // MIB) == (1000 * MIB, 100, 50)


def test_files_that_the_kernel_keeps_at_hand_are_no_use_of_memory(groups: Path) -> None:
    put(groups / "system/web", str(1000 * MIB), 990, 900)
    assert memory.available() // MIB == 910


@pytest.mark.parametrize("where", ["app/web", ""], ids=["own group", "container"])
def test_limit_of_a_control_group_of_the_first_version_counts(groups: Path, where: str) -> None:
    (groups.parent / "own").write_text("5:memory:/app/web\n0::/\n")
    inner = groups.parent / "groups-1" / "app/web"
    inner.mkdir(parents=True)
    for group, most in ((inner, 1 << 63), (groups.parent / "groups-1" / where, 512 * MIB)):
        (group / "memory.limit_in_bytes").write_text(f"{most}\n")
        (group / "memory.usage_in_bytes").write_text(f"{400 * MIB}\n")
        (group / "memory.stat").write_text(f"cache 1\ntotal_inactive_file {100 * MIB}\n")
    assert (memory.limit(), memory.available() // MIB) == (512 * MIB, 212)


@pytest.mark.parametrize(("most", "room"), [(512, 10), (1024, 42), (256, 8)], ids=str)
def test_room_for_sandboxes_ends_where_idle_ones_would_be_ended(groups: Path, most: int, room: int) -> None:
    """As many as were kept alive in groups of these sizes; of the smallest, the least that a server takes."""
    put(groups, str(most * MIB), 70, 0)  # the server itself, before its web and supervisor have begun
    limits = Limits.of(Settings())
    assert limits.live == room
    if room > 8:
        left = most - 70 - (MEMORY_OF_THE_REST + room * MEMORY_OF_ONE) // MIB
        assert left >= limits.idle_share * most


def test_least_share_that_is_left_bounds_what_can_be_used(groups: Path) -> None:
    put(groups, str(1000 * MIB), 600, 0)
    assert (memory.above(0.25) // MIB, memory.missing(0.25), memory.above(0.5) // MIB) == (150, 0, -100)
