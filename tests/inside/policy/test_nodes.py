"""Every node type of this Python's `ast` is decided on."""

import ast

import pytest

from webapp.inside.policy import nodes
from webapp.inside.policy.refusal import by_name
from webapp.inside.policy.review import review

NODES = sorted(
    name
    for name, value in vars(ast).items()
    if isinstance(value, type) and issubclass(value, ast.AST) and not name.startswith("_")
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", NODES)
def test_node_is_decided(name: str) -> None:
    decided = [name in nodes.NODES_ALLOWED, name in nodes.NODES_REFUSED, name in nodes.ABSTRACT]
    assert sum(decided) == 1, f"decide on ast.{name} in webapp/inside/policy/nodes.py, once"


def test_node_groups_have_reasons() -> None:
    assert all(each.reason for each in (*nodes.ALLOWED, *nodes.REFUSED))
    assert not set(by_name(nodes.ALLOWED)) & set(by_name(nodes.REFUSED))


def test_node_nobody_decided_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "NODES_ALLOWED", nodes.NODES_ALLOWED - {"Lambda"})
    (violation,) = review("f = lambda: 1").violations
    assert violation["rule"] == "node"
    assert violation["message"] == "`Lambda` is syntax the sandbox does not know yet."
