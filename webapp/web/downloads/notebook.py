"""The transcript as a Jupyter notebook, in nbformat 4.5, with what was shown as its outputs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from webapp.lessons.start import Start
from webapp.observation import Event
from webapp.store.entries import Entry
from webapp.web.downloads.pieces import pieces, ran
from webapp.web.downloads.start import modules_code, start_code
from webapp.web.downloads.told import NEEDS, heading, plain, why_not

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
ABOUT = (
    "# {title}\n\nWhat you ran, in order. {needs}\n\n"
    "A cell shows the value of its last line only; the console showed each."
)


def notebook(title: str, start: Start, entries: Sequence[Entry]) -> str:
    """The file's text. A cell that raised is tagged, so that running all cells goes on after it."""
    cells = [_prose("about", ABOUT.format(title=_escaped(plain(title)), needs=NEEDS))]
    for name, code in (("modules", modules_code(start.modules)), ("start", start_code(start))):
        if code:
            cells.append(_code(name, code))
    for entry in entries:
        cells += _cells(entry)
    for number, cell in enumerate((each for each in cells if each["cell_type"] == "code"), 1):
        cell["execution_count"] = number
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number
    document = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _cells(entry: Entry) -> list[dict[str, Any]]:
    name, seen, title = f"snippet-{entry.id}", entry.observation, heading(entry)
    cells = [_prose(f"about-{name}", f"**{title}**")] if title else []
    if not ran(entry):
        return [*cells, _prose(name, _quoted(why_not(entry), entry.source))]
    if seen.outcome == "interrupted":
        done = [each for each in pieces(entry) if each.reached]
        missed = "\n".join(each.source for each in pieces(entry) if not each.reached)
        printed = "".join(each.output for each in done)
        outputs = _outputs([Event(kind="output", text=printed)] if printed else [])
        cell = _code(name, "\n".join(each.source for each in done).rstrip(), outputs)
        return [*cells, cell, _prose(f"rest-{name}", _quoted(why_not(entry), missed))]
    outputs = _outputs(seen.events, seen.error.type if seen.error else "", seen.error.message if seen.error else "")
    cell = _code(name, (seen.source or entry.source).rstrip(), outputs)
    if seen.outcome == "error":
        cell["metadata"] = {"tags": ["raises-exception"]}
    return [*cells, cell]


def _quoted(why: str, source: str) -> str:
    fence = "`" * (max([2, *map(len, re.findall("`+", source))]) + 1)
    return f"{why}\n\n{fence}python\n{source.rstrip()}\n{fence}"


def _outputs(events: Sequence[Event], error: str = "", message: str = "") -> list[dict[str, Any]]:
    outputs: list[dict[str, Any]] = []
    for number, event in enumerate(events):
        if event.kind == "error":
            lines = event.text.rstrip("\n").split("\n")
            outputs.append({"output_type": "error", "ename": error, "evalue": message, "traceback": lines})
        elif event.kind == "value" and number == len(events) - 1:
            data = {"text/plain": _lines(event.text.removesuffix("\n"))}
            outputs.append({"output_type": "execute_result", "execution_count": None, "data": data, "metadata": {}})
        elif outputs and outputs[-1]["output_type"] == "stream":
            outputs[-1]["text"] = _lines("".join(outputs[-1]["text"]) + event.text)
        else:
            outputs.append({"output_type": "stream", "name": "stdout", "text": _lines(event.text)})
    return outputs


def _code(name: str, source: str, outputs: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {},
        "execution_count": None,
        "source": _lines(source),
        "outputs": list(outputs),
    }


def _prose(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": _lines(text)}


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)
