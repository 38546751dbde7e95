"""The corpora: what must be refused is refused, and what people write is accepted and runs."""

from typing import Any

import pytest

from tests.inside.policy.evasions import EVASIONS
from tests.inside.policy.ordinary import AFTER_SHOP, ALONE, SHOP
from tests.inside.policy.runner import DATA
from tests.inside.policy.snippets import corpus, run_apart
from webapp.inside.policy.review import review

HOSTILE: Any = corpus("hostile.yaml")
BENIGN: Any = corpus("benign.yaml")

REFUSED = {each["id"]: each["code"] for each in HOSTILE if each["expect"] == "refused"} | EVASIONS
RUN = (
    {
        each["id"]: [BENIGN["setups"][each["setup"]]] * ("setup" in each) + [each["code"]]
        for each in BENIGN["snippets"]
        if "setup" in each
    }
    | {each["id"]: [each["code"]] for each in BENIGN["snippets"] if "setup" not in each}
    | {name: [code] for name, code in ALONE.items()}
    | {name: [SHOP, code] for name, code in AFTER_SHOP.items()}
)


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_snippet_is_refused(name: str) -> None:
    reviewed = review(REFUSED[name])
    assert reviewed.violations
    assert all(each["message"] for each in reviewed.violations)
    assert reviewed.tree is not None or reviewed.violations[0]["rule"] == "syntax"


@pytest.mark.parametrize("name", EVASIONS)
def test_evasion_is_python(name: str) -> None:
    assert review(EVASIONS[name]).tree is not None


@pytest.mark.parametrize("name", RUN)
def test_ordinary_snippet_is_accepted(name: str) -> None:
    for code in RUN[name]:
        assert review(code, modules=DATA).violations == []


def test_ordinary_snippets_run_clean() -> None:
    ended = dict(zip(RUN, run_apart(list(RUN.values())), strict=True))
    assert {name: said for name, said in ended.items() if said} == {}
