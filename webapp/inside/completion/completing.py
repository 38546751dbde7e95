"""The answer to a Tab: what may stand at the cursor, and what the call around it takes. Nothing of it runs anything."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterator
from itertools import islice
from typing import Any

from webapp.inside.completion import open_names
from webapp.inside.completion.inference import Inference
from webapp.inside.completion.members import Candidate, candidate, members
from webapp.inside.completion.reading import memory, plain
from webapp.inside.completion.scanning import Call, Place, place_of
from webapp.inside.completion.signatures import Signature, signature_of
from webapp.inside.completion.written import bindings_of
from webapp.inside.policy.facade import FACADES, Facade
from webapp.inside.policy.names import BUILTINS

MOST_CANDIDATES = 100
LONGEST_NAME = 100
KEYWORDS = tuple(sorted((set(keyword.kwlist) - {"async", "await"}) | {"match", "case"}))
OPEN_KINDS = {"class": "class", "function": "function"}


def completion(text: str, names: dict[str, Any]) -> dict[str, Any]:
    """What completes a text that ends at the cursor, in a namespace, as plain data.

    Keys: `prefix`, what is to be replaced; `candidates`, each with `label`, `kind`, `detail`, `rank`; `cut`, whether
    there are more; `signature`, None or `name`, `parameters`, `active`, `doc`.
    """
    place = place_of(text)
    visible = plain(names)
    found = visible.get("__builtins__", builtins)
    inference = Inference(
        {name: value for name, value in visible.items() if name != "__builtins__"},
        plain(found) if type(found) is dict else dict(vars(builtins)),
        bindings_of(place.head, place.closing),
    )
    signature = _signature(place.call, inference)
    fitting = islice(_fitting(place, inference, signature), MOST_CANDIDATES + 1)
    candidates = list(fitting)
    return {
        "prefix": place.prefix,
        "candidates": [_as_data(each) for each in candidates[:MOST_CANDIDATES]],
        "cut": len(candidates) > MOST_CANDIDATES,
        "signature": _told(place.call, signature) if place.call is not None and signature is not None else None,
    }


def _fitting(place: Place, inference: Inference, signature: Signature | None) -> Iterator[Candidate]:
    """The candidates that begin with what is typed, those nearest to the visitor first."""
    wanted = place.prefix.casefold()
    seen: set[str] = set()
    offered = sorted(_offered(place, inference, signature), key=lambda each: (-each.rank, each.label.casefold()))
    for each in offered:
        if not each.label.casefold().startswith(wanted) or each.label in seen:
            continue
        if each.label.startswith("_") and not place.prefix.startswith("_"):
            continue  # one's own private names are there for whoever begins one
        seen.add(each.label)
        yield each


def _offered(place: Place, inference: Inference, signature: Signature | None) -> Iterator[Candidate]:
    if place.kind == "attribute":
        base = inference.expression(place.base)
        if base is not None:
            yield from members(base, inference.names)
    elif place.kind == "module":
        yield from _modules(place.base, inference)
    elif place.kind == "member":
        facade = _facades(inference).get(place.base)
        if facade is not None:
            yield from (candidate(name, each) for name, each in memory(facade).items() if name[:1] != "_")
    elif place.kind == "name":
        if place.begins_argument and signature is not None and place.call is not None:
            given = place.call.given
            taken = signature.parameters
            yield from (
                Candidate(f"{each.name}=", "parameter", "", 3)
                for each in taken
                if each.name and each.name not in given and open_names.is_name(each.name)
            )
        yield from _names(inference)


def _names(inference: Inference) -> Iterator[Candidate]:
    seen: set[str] = set()
    for binding in reversed(inference.bindings):
        if open_names.is_name(binding.name) and not binding.name.startswith("__") and binding.name not in seen:
            seen.add(binding.name)
            kind = {"module": "namespace", "class": "class", "function": "function"}.get(binding.how, "variable")
            yield Candidate(binding.name, kind, "", 2)
    for name, value in inference.names.items():
        if open_names.is_name(name) and not name.startswith("__"):
            yield candidate(name, value, rank=1)
    for name, value in inference.builtins.items():
        if name in BUILTINS and not name.startswith("_") and open_names.is_name(name):
            yield candidate(name, value)
    yield from (Candidate(word, "keyword", "", -1) for word in KEYWORDS)


def _facades(inference: Inference) -> dict[str, Facade]:
    importer = inference.builtins.get("__import__")
    found = memory(importer).get("_facades") if importer is not None else None
    return plain(found) if type(found) is dict else FACADES


def _modules(base: str, inference: Inference) -> Iterator[Candidate]:
    seen: set[str] = set()
    for path in _facades(inference):
        if path.startswith(base):
            part = path[len(base) :].partition(".")[0]
            if part and part not in seen and open_names.is_name(part):
                seen.add(part)
                yield Candidate(part, "namespace", "module")


def _signature(call: Call | None, inference: Inference) -> Signature | None:
    called = inference.expression(call.callee) if call is not None else None
    return signature_of(called) if called is not None else None


def _told(call: Call, signature: Signature) -> dict[str, Any]:
    return {
        "name": call.callee[-LONGEST_NAME:],
        "parameters": [each.text for each in signature.parameters],
        "active": signature.active(call.position, call.keyword),
        "doc": signature.doc,
    }


def _as_data(each: Candidate) -> dict[str, Any]:
    return {"label": each.label, "kind": each.kind, "detail": each.detail, "rank": each.rank}
