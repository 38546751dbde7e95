"""Our own scripts and sheets as they are sent: without indentation and the comments that fill whole lines.

Types and reasons are for whoever reads the source, and a third of what the modules weigh. Lines stay where they are, so
that a browser's message names the line of the source. A comment beside code is sent with it. No text of ours goes over
several lines.
"""

from __future__ import annotations


def slim(text: str) -> str:
    """The text with its lines' indentation gone, and an empty line for each that is nothing but comment."""
    kept, within = [], False
    for line in text.split("\n"):
        bare = line.strip()
        begins = bare.startswith("/*") and ("*/" not in bare or bare.index("*/") == len(bare) - 2)
        comment = within or begins or bare.startswith("//")
        if within or begins:
            within = "*/" not in bare
        kept.append("" if comment else bare)
    return "\n".join(kept)
