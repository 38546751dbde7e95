"""Colours and sizes of text are decided in one place, and everything else refers to it."""

import re
from pathlib import Path

import pytest

from webapp.web.assets import FOLDER

SHEETS = sorted((FOLDER / "css").glob("*.css"))
OTHERS = [path for path in SHEETS if path.name != "tokens.css"]
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)\(|\b(?:white|black|gr[ae]y|red)\b"
)
SIZE = re.compile(r"\b[\d.]+(?:rem|px|vw)\b")
"""Not points: paper has sizes of its own."""


def declarations(path: Path) -> list[tuple[str, str]]:
    """Property and value of each."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    return re.findall(r"([\w-]+)\s*:\s*([^;{}]+)(?=[;}])", text)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_sheet_takes_its_colours_from_the_tokens(path: Path) -> None:
    assert [each for each in declarations(path) if COLOUR.search(each[1].lower())] == []


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_sheet_takes_its_sizes_of_text_from_the_tokens(path: Path) -> None:
    found = [(name, value) for name, value in declarations(path) if name in ("font", "font-size")]
    assert [each for each in found if SIZE.search(each[1])] == []


def test_every_property_that_is_referred_to_is_given_somewhere() -> None:
    given = {name for path in SHEETS for name, _ in declarations(path) if name.startswith("--")}
    scripts = "".join(path.read_text() for path in (FOLDER / "js").glob("*.js"))
    values = [value for path in SHEETS for _, value in declarations(path)]
    used = {name for value in values for name in re.findall(r"var\((--[\w-]+)", value)}
    assert [name for name in used - given if name not in scripts] == []
