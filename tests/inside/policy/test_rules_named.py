"""The names of rules, as the host knows them."""

import ast
from pathlib import Path

from webapp.inside import policy
from webapp.observation import RULES

MAKERS = {"Refusal", "refusal", "violation"}


def test_every_rule_is_known_to_the_host() -> None:
    named = set()
    for path in Path(policy.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in MAKERS:
                    named |= {each.value for each in node.args[:1] + node.args[3:4] if isinstance(each, ast.Constant)}
    assert {each for each in named if isinstance(each, str)} == RULES - {"size"}
