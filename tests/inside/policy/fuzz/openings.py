"""Things of the policy left out on purpose, to see the fuzz find what follows."""

from __future__ import annotations

from collections.abc import Callable

from webapp.inside.policy import attributes, builtin_guards, special


def _attribute(name: str) -> Callable[[], None]:
    def leave_out() -> None:
        attributes.NAMES_REFUSED.pop(name, None)
        attributes.NAMES_CALL_ONLY.pop(name, None)
        special.NAMES_REFUSED.pop(name, None)

    return leave_out


def _getattr() -> None:
    builtin_guards.GUARDED["getattr"] = lambda obj, name, *default: getattr(obj, name, *default)


OPENINGS: dict[str, Callable[[], None]] = {
    "frames": _attribute("gi_frame"),
    "driver": _attribute("dbapi"),
    "getattr": _getattr,
}
