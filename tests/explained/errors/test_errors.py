"""Each error is provoked in a real sandbox, and both sentences are read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.sandbox.visiting import Visitor
from webapp import explained
from webapp.explained.errors import KNOWN
from webapp.explained.errors.known import CODES, DOCS

CASES: dict[str, dict[str, Any]] = {
    f"{path.stem}: {name}": case
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for name, case in YAML(typ="safe").load(path).items()
}


@dataclass(frozen=True)
class Told:
    """`link` is the end of the page's address: SQLAlchemy's code, or the page of its documentation."""

    line: int | None
    happened: str
    instead: str
    link: str


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_error_is_told_with_the_visitors_names_and_line(astronaut: Visitor, case: dict[str, Any]) -> None:
    snippet, expected = case["snippet"], {key: value for key, value in case.items() if key != "snippet"}
    seen = astronaut.run(snippet)
    assert seen.outcome == "error", seen
    found = explained.error(seen)
    assert found is not None, seen.error
    assert Told(found.line, *found.says, found.link.removeprefix(DOCS).removeprefix(CODES)) == Told(**expected)


@pytest.mark.parametrize(
    "source",
    ["nothing_of_the_sort", "Astronaut.nme", "1 / 0", "[][0]", "raise ValueError('has been deleted')", "1 +"],
)
def test_slips_that_python_explains_are_left_to_it(astronaut: Visitor, source: str) -> None:
    assert explained.error(astronaut.run(source)) is None


def test_pages_are_of_the_documentation() -> None:
    assert [known.page for known in KNOWN if known.page and ".html" not in known.page] == []
