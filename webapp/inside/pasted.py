"""Text pasted from a Python prompt: prompts stripped, printed output left out."""

from __future__ import annotations

from webapp.inside.lines import lines_of

_PROMPT, _MORE = ">>>", "..."


def without_prompts(source: str) -> str:
    """The code in a transcript whose first line begins with >>>; any other text as it is."""
    lines = lines_of(source)
    first = next((line for line in lines if line.strip()), "")
    if not first.lstrip().startswith(_PROMPT):
        return source
    kept: list[str] = []
    in_block = False
    for line in lines:
        text = line.lstrip()
        if text.startswith(_PROMPT):
            kept.append(text.removeprefix(_PROMPT).removeprefix(" "))
            in_block = True
        elif in_block and (text == _MORE or text.startswith(_MORE + " ")):
            kept.append(text.removeprefix(_MORE).removeprefix(" "))
        else:
            in_block = False  # what was printed; a later line of dots belongs to it, not to the code
    return "\n".join(kept) + "\n"
