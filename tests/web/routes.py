"""Every route of an application, with an address that fits it: what a test says of all routes covers later ones too."""

from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

SAFE = {"GET", "HEAD", "OPTIONS"}
VALUES = {
    "lesson_id": "keep",
    "step": "keep-one",
    "entry_id": 1,
    "kind": "py",
    "digest": "0123456789ab",
    "name": "css/tokens.css",
    "code": "f405",
    "error_id": "f405",
    "step_id": "keep-one",
    "number": 1,
}
"""By the name of a part of an address. A new name needs a value here."""


def addresses(app: Flask, *, safe: bool) -> Iterator[tuple[str, str]]:
    """Method and address of every route, of those that only read or of all others."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if (method in SAFE) is safe:
                yield method, adapter.build(rule.endpoint, values_of(rule), method)


def values_of(rule: Rule) -> dict[str, object]:
    """A value for each part of a rule's address that is not given by the rule itself."""
    return {name: VALUES[name] for name in rule.arguments if name not in (rule.defaults or {})} | dict(
        rule.defaults or {}
    )
