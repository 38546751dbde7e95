"""Text can be read on every ground it stands on: WCAG's AA, 4.5 to 1, in both schemes."""

import re

import pytest

from webapp.web.assets import FOLDER

TOKENS = (FOLDER / "css" / "tokens.css").read_text()
COLOURS = {name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS)}
CODE = [name for name in COLOURS if name.startswith("code-")]
PAIRS = [
    *((text, ground) for text in ("ink", "ink-soft", "accent", "bad", "good") for ground in ("paper", "surface")),
    *(
        (text, ground)
        for text in (*CODE, "ink", "ink-soft", "accent", "bad", "warn")
        for ground in ("surface", "sunken")
    ),
    *((name, f"{name}-soft") for name in ("good", "bad", "warn")),
    *(
        (text, ground)
        for text in ("ink", "ink-soft", "code-number")
        for ground in ("good-soft", "bad-soft", "warn-soft")
    ),
    *(
        (text, ground)
        for text in ("away", "good", "bad", "warn")
        for ground in ("surface", "sunken", "accent-soft", "lit")
    ),
    *((text, ground) for text in (*CODE, "ink", "ink-soft", "accent") for ground in ("accent-soft", "lit")),
    *(("surface", state) for state in ("ink-soft", "warn", "good", "bad", "away")),
    ("away", "away-soft"),
    ("ink", "away-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("accent-strong", "accent-soft"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=[f"{text} on {ground}" for text, ground in PAIRS])
def test_text_has_contrast(text: str, ground: str, scheme: int) -> None:
    low, high = sorted((luminance(COLOURS[text][scheme]), luminance(COLOURS[ground][scheme])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
