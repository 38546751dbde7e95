"""Processes as the kernel tells of them. Nothing here needs the rights to look into one."""

from pathlib import Path


def children(pid: int) -> list[int]:
    """The processes right below one; none where it has gone."""
    try:
        return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def family(pid: int) -> list[int]:
    """Every process below one."""
    return [each for child in children(pid) for each in (child, *family(child))]


def alive(pid: int) -> bool:
    """Whether it runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def named(pid: int, part: str) -> list[int]:
    """The processes right below one whose command line has that in it."""
    return [child for child in children(pid) if part in _command(child)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def supervisor_of(server: int) -> int:
    """The supervisor that a server has started."""
    (found,) = named(server, "webapp.sandbox.supervisor")
    return found
