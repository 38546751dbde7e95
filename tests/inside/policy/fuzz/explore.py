"""Leads on from what a program has got: attributes that give something of a kind not seen before."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping

from tests.inside.policy.fuzz.things import Things
from webapp.inside.policy import special

MOST_OFFERS = 8
MOST_READ = 400
Kind = Callable[[object], str]


class Explorer:
    """Reads attributes past every guard; whether a program may read them too, its review and its run will tell."""

    def __init__(self, things: Things) -> None:
        self._things = things

    def offers(self, names: Mapping[str, object], seen: set[str], kind_of: Kind, most: int = MOST_OFFERS) -> list[str]:
        """Lines such as "found = name.attribute", `most` of them."""
        offers: list[str] = []
        new = set(seen)
        left = MOST_READ * most // MOST_OFFERS
        for name, value in names.items():
            if isinstance(value, type) or not name.isascii():
                continue
            for attribute in _public(value):
                left -= 1
                if left < 0 or len(offers) >= most:
                    return offers
                found = _read(value, attribute)
                if found is None:
                    continue
                kind = kind_of(found)
                if kind not in new or self._things.forbidden(found) is not None:
                    new.add(kind)
                    offers.append(f"found = {name}.{attribute}")
                    if callable(found):
                        offers.append(f"found = {name}.{attribute}()")
        return offers


def _public(value: object) -> list[str]:
    try:
        listed = dir(value)
    except Exception:
        return []
    return [name for name in listed if not special.is_special(name) and name.isidentifier() and name.isascii()]


def _read(value: object, attribute: str) -> object:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return getattr(value, attribute)
    except Exception:
        return None
