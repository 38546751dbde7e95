import ast
import re
from pathlib import Path

TOP = Path(__file__).parents[2]
PAGE = (TOP / "webapp" / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def functions_in(path: str) -> set[str]:
    tree = ast.parse((TOP / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_is_there() -> None:
    assert len(NAMED) > 30
    assert [f"{path}::{name}" for path, name in NAMED if name not in functions_in(path)] == []


def test_every_threat_names_its_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and line.count("|") == 4 and "---" not in line]
    threats = [row for row in rows if not row.startswith(("| threat", "| boundary"))]
    crossing = [row for row in threats if "→" in row.split("|")[1]]
    assert len(crossing) == 5
    assert [row for row in threats if row not in crossing and "`tests/" not in row] == []


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)", PAGE)
    assert links
    assert [link for link in links if not (TOP / "webapp" / "docs" / link).exists()] == []
