"""The JSON Schema that editors use says what the model says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.lessons.writing import EXERCISE, SMALLEST
from webapp.lessons.document import parse
from webapp.lessons.folders import shipped
from webapp.lessons.json_schema import FILE, FIRST_LINE, json_schema
from webapp.lessons.misplaced import is_reserved

SCHEMA = json.loads(json_schema())
VALIDATOR = Draft202012Validator(SCHEMA)
LESSONS = sorted(path for path in shipped().glob("*.yaml") if not is_reserved(path))
GUIDE = Path(__file__).parents[2] / "webapp" / "docs" / "writing-lessons.md"


def complaints(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(parse(text).value)]


def keys_of(schema: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every key that the schema names, with what it says of it."""
    for name, each in schema.get("properties", {}).items():
        yield f"{where}.{name}", each
    for form in schema.get("anyOf", []):
        yield from keys_of(form, where)


def test_checked_in_schema_is_the_model_s() -> None:
    drifted = "The model has changed: run `savepoint lessons schema lessons`"
    assert (shipped() / FILE).read_text(encoding="utf-8") == json_schema(), drifted


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
def test_shipped_lesson_names_the_schema_and_satisfies_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == FIRST_LINE
    assert complaints(text) == []


def test_lessons_and_checks_of_the_guide_satisfy_it() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    lessons = re.findall(r"^```yaml\n(title:.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    checks = re.findall(r"^\| `(\w+: .*?)` \| `.*` \| `.*` \|$", guide, re.MULTILINE)
    whens = re.findall(r"^\| `([\[{].*?[\]}])` \| `.*` \|$", guide, re.MULTILINE)
    mistake = "    mistakes:\n      - answer: x\n        says: No.\n        when: "
    assert (len(lessons) > 1, len(checks) > 10, len(whens) > 3) == (True, True, True)
    texts = [*lessons, *(EXERCISE.replace("sql: {COMMIT: 1}", check) for check in checks)]
    texts += [f"{EXERCISE}{mistake}{when}\n" for when in whens]
    assert [(text, told) for text in texts for told in complaints(text)] == []


def test_guide_shows_the_line_that_names_it() -> None:
    assert f"```yaml\n{FIRST_LINE}\n```" in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        SMALLEST.replace("summary", "sumary"),
        SMALLEST.replace("- text", "- txt"),
        SMALLEST.replace("Prose.", "1"),
        EXERCISE.replace("sql: {COMMIT: 1}", "sql: {COMIT: 1}"),
        EXERCISE.replace("sql: {COMMIT: 1}", "output: some"),
        EXERCISE.replace("sql: {COMMIT: 1}", "output: same\n        sql: {COMMIT: 1}"),
    ],
    ids=["key", "step", "number", "count", "word", "two checks in one"],
)
def test_slip_is_marked_while_one_types(text: str) -> None:
    assert complaints(text) != []


def test_every_key_is_described() -> None:
    found = [*keys_of(SCHEMA), *(key for name, each in SCHEMA["$defs"].items() for key in keys_of(each, name))]
    assert len(found) > 40
    assert [name for name, each in found if not each.get("description")] == []
