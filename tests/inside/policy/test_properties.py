"""Whatever the text, a review ends, raises nothing, and gives violations the host can read; and it goes by meaning."""

import ast
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inside.policy.evasions import EVASIONS
from tests.inside.policy.fuzz import strategies
from tests.inside.policy.ordinary import SUBJECTS
from webapp.inside.lines import lines_of
from webapp.inside.policy.review import review
from webapp.observation import Violation

BOUNDED = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
WORDS = st.sampled_from(
    "x y self open eval getattr type format __class__ __dict__ _creator gi_frame create_engine relationship Session "
    "Mapped User datetime os name connection cursor lambda".split()
)
TOKENS = st.sampled_from(
    "( ) [ ] { } . , : = == + - * ** -> @ ; \n \n    if else for in def class with as import from match case return "
    "yield not and or is try except finally raise del global 'a' \"{0.x}\" f'{x}' 1 2.5 None True async await".split(
        " "
    )
)
REFUSED = strategies.refused()

# Of the subjects in which no snippet gives `help`, `serialize`, `_connection` and the like a meaning of its own.
OTHERS = {
    each.title: "\n".join(each.parts)
    for subject in ("tutorial", "tutorial_queries", "dataclass_mapping", "inheritance", "types", "tables", "hybrids")
    for each in SUBJECTS[subject]
    if not each.start
}


def check(source: str) -> None:
    reviewed = review(source, modules=["crew"])
    assert (reviewed.tree is None) <= bool(reviewed.violations)
    for each in reviewed.violations:
        within(Violation.model_validate(each), source)
        str(each["message"]).encode()
    places = [(each["line"], each["column"]) for each in reviewed.violations]
    assert places == sorted(places)  # type: ignore[type-var]
    assert review(source, modules=["crew"]).violations == reviewed.violations


def within(violation: Violation, source: str) -> None:
    """The place is one in the text, or just behind the end of a line."""
    lines = lines_of(source) or [""]
    assert 1 <= violation.line <= len(lines)
    longest = len(lines[violation.line - 1]) + 1
    assert 1 <= violation.column <= longest
    assert violation.end_column is None or violation.column <= violation.end_column <= longest


def said(source: str) -> set[tuple[object, object]]:
    """Rules and sentences, without places."""
    return {(each["rule"], each["message"]) for each in review(source, modules=["crew"]).violations}


@BOUNDED
@given(st.text(st.characters(), max_size=300))
def test_review_of_any_text_ends(source: str) -> None:
    check(source)


@BOUNDED
@given(strategies.odd_texts())
def test_review_of_odd_text_ends(source: str) -> None:
    check(source)


@BOUNDED
@given(st.lists(WORDS | TOKENS, max_size=40))
def test_review_of_any_tokens_ends(tokens: list[str]) -> None:
    check(" ".join(tokens))


@BOUNDED
@given(strategies.programs())
def test_review_of_any_program_ends(source: str) -> None:
    check(source)


@BOUNDED
@given(strategies.programs())
def test_formatting_changes_no_answer(source: str) -> None:
    assert said(ast.unparse(ast.parse(source))) == said(source)


@BOUNDED
@given(st.sampled_from(REFUSED), st.sampled_from(REFUSED))
def test_all_violations_come_at_once(first: str, second: str) -> None:
    together = f"def one():\n{textwrap.indent(first, '    ')}\ndef two():\n{textwrap.indent(second, '    ')}\n"
    if strategies.is_python(together) and "__future__" not in together:
        lines = {int(str(each["line"])) for each in review(together).violations}
        border = together[: together.index("def two")].count("\n") + 1
        assert min(lines) < border < max(lines)


@pytest.mark.parametrize(
    "wrapping",
    [
        "def inside():\n{}",
        "class Inside:\n  def inside():\n{}",
        "if 1:\n{}",
        "for each in [1]:\n{}",
        "with Suite():\n{}",
        "try:\n{}\nfinally:\n    pass",
        "match 1:\n  case 1:\n{}",
    ],
    ids=["function", "method", "if", "for", "with", "try", "match"],
)
def test_refused_snippet_stays_refused_within(wrapping: str) -> None:
    accepted = []
    for source in REFUSED:
        wrapped = wrapping.format(textwrap.indent(source, "    "))
        if strategies.is_python(wrapped) and not review(wrapped).violations:
            accepted.append(wrapped)
    assert accepted == []


@pytest.mark.parametrize(
    "body",
    [
        "import uuid\n    def f(m=uuid): pass",
        "from sqlalchemy import Connection\n    class C(Connection): pass",
        "from sqlalchemy.event import listens_for as on\n    @on(e, 'do_execute')\n    def f(*a): pass",
    ],
    ids=["default", "base", "decorator"],
)
def test_header_is_read_where_python_computes_it(body: str) -> None:
    assert review(f"class A:\n    {body}").violations


@BOUNDED
@given(st.sampled_from(sorted(OTHERS)), st.sampled_from(sorted(EVASIONS)), st.booleans())
def test_evasion_within_an_ordinary_snippet_is_refused(ordinary: str, evasion: str, before: bool) -> None:
    inside = "def hidden():\n" + "".join(f"    {line}\n" for line in EVASIONS[evasion].split("\n"))
    parts = [inside, OTHERS[ordinary].replace("from __future__ import annotations", "")]
    source = "\n".join(parts if before else reversed(parts))
    if strategies.is_python(source) and "*" not in EVASIONS[evasion].split("\n")[0]:
        check(source)
        assert review(source, modules=["crew"]).violations
