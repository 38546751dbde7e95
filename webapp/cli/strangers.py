"""Variables of the environment that are spelt like settings and are none: a slip would else go unnoticed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from webapp.config import Settings
from webapp.lessons.near import near

OURS = "SAVEPOINT_"
"""What all settings begin with but those that other programs share."""


def strangers(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each of these variables that is none of the settings. Their values are not looked at."""
    known = {each.metadata["env"].removeprefix(OURS): each.metadata["env"] for each in fields(Settings)}
    for name in sorted(names):
        if name.startswith(OURS) and name not in known.values():
            likeliest = near(name.removeprefix(OURS), known)  # the beginning, which all share, says nothing
            whole = re.sub("`(.*)`", lambda found: f"`{known[found[1]]}`", likeliest)
            yield f"{name} is no setting, and changes nothing.{whole}"
