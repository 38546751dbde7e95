"""Links of a document: those to addresses stay, those to its neighbours lead nowhere from a lesson."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

LINK = re.compile(
    r"(?P<code>(?P<ticks>`+)[^`].{0,500}?(?<!`)(?P=ticks)(?!`))"
    r"|(?<!!)\[(?P<text>[^\[\]]{1,500})\]"
    r"(?:\((?P<address>[^()\s]{0,500})(?P<title>\s[^()]{0,200})?\)|\[(?P<label>[^\[\]]{0,200})\]|(?![\[(:]))",
    re.DOTALL,
)


def is_outward(address: str) -> bool:
    """Whether a link to that address leads somewhere wherever it stands."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.scheme in ("http", "https") and parts.netloc)


def outward(text: str, references: Mapping[str, str]) -> str:
    """The Markdown with each link that leads out written out, and of each other its text alone.

    `references` are the addresses that the document gives elsewhere, by their labels in upper case.
    """

    def written(found: re.Match[str]) -> str:
        if found["text"] is None:
            return found[0]
        if found["address"] is not None:
            return found[0] if is_outward(found["address"]) else found["text"]
        label = found["label"] or found["text"]
        address = references.get(" ".join(label.split()).upper())
        if address is None:
            return found[0]
        return f"[{found['text']}]({address})" if is_outward(address) else found["text"]

    return LINK.sub(written, text)
