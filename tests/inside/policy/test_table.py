"""The published page of the rules is what the rules say."""

from webapp.inside.policy.catalogue import MODULES
from webapp.inside.policy.table import FILE, SECTIONS, document, markdown


def test_table_names_every_rule() -> None:
    text = markdown()
    for name in ("`Lambda`", "`getattr`", "`__dict__`", "`connection`", "`echo`", "`after_commit`", "`threading`"):
        assert name in text
    for name in MODULES:
        assert f"| `{name}` |" in text


def test_every_refusal_has_a_reason_and_says_what_to_write_instead() -> None:
    refused = [each for _, _, _, refused in SECTIONS for each in refused]
    assert [sorted(each.names) for each in refused if not (each.reason and each.instead)] == []


def test_published_page_is_what_the_rules_say() -> None:
    assert FILE.read_text("utf-8") == document(), "run python -m webapp.inside.policy.table"


def test_published_page_has_an_introduction() -> None:
    title, _, introduction = FILE.read_text("utf-8").partition("\n## ")[0].partition("\n")
    assert title == "# What is allowed"
    assert introduction.strip()
