"""Variables of the environment that are spelt like settings and are none: a slip would else go unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from webapp.config import Settings
from webapp.lessons.near import likeliest

OURS = "SAVEPOINT_"
"""What all settings begin with but those that other programs share."""


def strangers(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each of these variables that is none of the settings. Their values are not looked at."""
    known = {each.metadata["env"].removeprefix(OURS): each.metadata["env"] for each in fields(Settings)}
    for name in sorted(names):
        if name.startswith(OURS) and name not in known.values():
            meant = likeliest(name.removeprefix(OURS), known)  # the beginning, which all share, says nothing
            asks = f" Did you mean `{known[meant]}`?" if meant else ""
            yield f"{name} is no setting, and changes nothing.{asks}"
