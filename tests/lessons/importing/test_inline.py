import pytest

from webapp.lessons.importing.inline import Names, markdown

NAMES = Names(
    labels={"orbits": "Orbits and ``moons``"},
    links={"nasa": "https://nasa.gov", "moon": "https://moon.example"},
    substitutions={"next": ":doc:`mars`", "itself": "|itself|"},
)

CASES = {
    "literal": ("see ``a_b`` and ``x``", "see `a_b` and `x`"),
    "literal with a backtick": ("``a`b``", "`` a`b ``"),
    "class": (":class:`_orm.Session`", "`Session`"),
    "class, module left out": (":class:`.Session` :class:`~a.b.C`", "`Session` `C`"),
    "method": (":meth:`_orm.Session.add`", "`Session.add()`"),
    "function of a domain": (":py:func:`os.walk`", "`os.walk()`"),
    "function with a title": (":func:`the walk <os.walk>`", "`the walk`"),
    "reference to a section": (":ref:`orbits`", "Orbits and `moons`"),
    "reference with a title": (":ref:`the\n orbits <orbits>`", "the orbits"),
    "reference to elsewhere": (":ref:`far_away` :doc:`/a/far_page`", "*far away* *far page*"),
    "term": (":term:`N plus one`", "N plus one"),
    "PEP": (":pep:`484`", "[PEP 484](https://peps.python.org/pep-0484/)"),
    "address": ("`Mars <https://mars.example>`_", "[Mars](https://mars.example)"),
    "named address": ("`NASA`_ and moon_", "[NASA](https://nasa.gov) and [moon](https://moon.example)"),
    "interpreted text": ("`words`", "`words`"),
    "substitution": ("|next| |unknown| |itself|", "*mars*  "),
    "footnote": ("so [1]_", "so \\[1\\]"),
    "escapes": (r"\*args and a\ b", r"\*args and ab"),
    "emphasis": ("*a* **b**", "*a* **b**"),
    "what Markdown would take for markup": ("_x_ [a] <b> snake_case", "\\_x\\_ \\[a\\] \\<b> snake_case"),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_inline_markup_becomes_markdown(text: str, wanted: str) -> None:
    assert markdown(text, NAMES) == wanted
