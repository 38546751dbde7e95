"""The corpora: what must be refused is refused, and what people write is accepted."""

from typing import Any

import pytest

from tests.inside.policy.evasions import EVASIONS
from tests.inside.policy.ordinary import SUBJECTS
from tests.inside.policy.snippets import corpus
from webapp.inside.policy.review import review

HOSTILE: Any = corpus("hostile.yaml")
BENIGN: Any = corpus("benign.yaml")

REFUSED = {each["id"]: each["code"] for each in HOSTILE if each["expect"] == "refused"} | EVASIONS


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_snippet_is_refused(name: str) -> None:
    reviewed = review(REFUSED[name])
    assert reviewed.violations
    for each in reviewed.violations:
        assert each["line"]
        assert each["column"]
        assert each["message"]
        assert each["instead"] or each["rule"] == "syntax"
    assert reviewed.tree is not None or reviewed.violations[0]["rule"] == "syntax"


@pytest.mark.parametrize("name", EVASIONS)
def test_evasion_is_python(name: str) -> None:
    assert review(EVASIONS[name]).tree is not None


@pytest.mark.parametrize("entry", BENIGN["snippets"], ids=lambda entry: entry["id"])
def test_benign_snippet_is_accepted(entry: dict[str, str]) -> None:
    for code in (BENIGN["setups"].get(entry.get("setup"), ""), entry["code"]):
        assert review(code).violations == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_ordinary_snippet_is_accepted(subject: str) -> None:
    for each in SUBJECTS[subject]:
        for code in (each.start, *each.parts):
            assert review(code, modules=["crew"]).violations == [], each.title
