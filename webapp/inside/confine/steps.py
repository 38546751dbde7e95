"""What a new sandbox gives up before it reads its first snippet, in the only order that works."""

from __future__ import annotations

from webapp.inside.confine import landlock, limits, process, seccomp


def confine(*, parent: int, memory: int, instructions: bytes | None) -> None:
    """Confines this process, which keeps one descriptor, for good.

    `parent` is the supervisor's process id; `memory` the bytes it may use above what it has.
    `instructions` is the compiled filter; None only where the kernel has no seccomp, and the server then stays on
    loopback. Raises OSError when a step fails: the caller must end the process.
    """
    process.first_to_die()
    ceiling = limits.address_space() + memory  # while /proc can still be read
    process.become_nobody()
    process.die_with(parent)  # after the identity: changing it clears the death signal
    landlock.forbid_everything()
    limits.set_limits(ceiling)  # after Landlock, which needs a descriptor for a moment
    if instructions is not None:
        seccomp.install(instructions)
