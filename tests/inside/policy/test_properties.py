"""Whatever the text, a review ends, raises nothing, and gives violations the host can read."""

import ast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inside.policy.evasions import EVASIONS
from tests.inside.policy.ordinary import SUBJECTS
from webapp.inside.policy.review import review
from webapp.observation import Violation

BOUNDED = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
        Violation.model_validate(each)
        str(each["message"]).encode()
    places = [(each["line"], each["column"]) for each in reviewed.violations]
    assert places == sorted(places)  # type: ignore[type-var]
    assert all(line >= 1 and column >= 1 for line, column in places)  # type: ignore[operator]


@BOUNDED
@given(st.text(st.characters(), max_size=300))
def test_review_of_any_text_ends(source: str) -> None:
    check(source)


@BOUNDED
@given(st.lists(WORDS | TOKENS, max_size=40))
def test_review_of_any_tokens_ends(tokens: list[str]) -> None:
    check(" ".join(tokens))


def expressions() -> st.SearchStrategy[str]:
    """Expressions that are Python, of names and forms the rules look at."""
    plain = WORDS.filter(str.isidentifier).filter(lambda word: word != "lambda")
    atoms = plain | st.sampled_from(["1", "'a'", "'__class__'", "'{0.x}'", "None", "[]", "{}"])

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds("({}).{}".format, inner, plain),
            st.builds("{}({}, {})".format, plain, inner, inner),
            st.builds("({})({}={})".format, inner, plain, inner),
            st.builds("({})[{}]".format, inner, inner),
            st.builds("({} + {})".format, inner, inner),
            st.builds("(lambda {}: {})".format, plain, inner),
            st.builds("[{} for {} in {}]".format, inner, plain, inner),
            st.builds("f'{{{}}}'".format, plain),
            st.builds("({} if {} else {})".format, inner, inner, inner),
            st.builds("({} := {})".format, plain, inner),
        )

    return st.recursive(atoms, larger, max_leaves=12)


def programs() -> st.SearchStrategy[str]:
    """Programs that are Python."""
    name = WORDS.filter(str.isidentifier).filter(lambda word: word != "lambda")
    value = expressions()
    statements = st.one_of(
        st.builds("{} = {}".format, name, value),
        st.builds("{}: {} = {}".format, name, value, value),
        st.builds("def {}({}):\n    return {}".format, name, name, value),
        st.builds("class {}({}):\n    {} = {}".format, name, value, name, value),
        st.builds("with {} as {}:\n    {}".format, value, name, value),
        st.builds("match {}:\n    case {}({}={}):\n        {}".format, value, name, name, name, value),
        st.builds("match {}:\n    case {}({}):\n        {}".format, value, name, name, value),
        st.builds("import {} as {}".format, name, name),
        st.builds("from {} import {}".format, name, name),
        value,
    )
    return st.lists(statements, min_size=1, max_size=5).map("\n".join)


def is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


@BOUNDED
@given(programs())
def test_review_of_any_program_ends(source: str) -> None:
    check(source)


@BOUNDED
@given(st.sampled_from(sorted(OTHERS)), st.sampled_from(sorted(EVASIONS)), st.booleans())
def test_evasion_within_an_ordinary_snippet_is_refused(ordinary: str, evasion: str, before: bool) -> None:
    inside = "def hidden():\n" + "".join(f"    {line}\n" for line in EVASIONS[evasion].split("\n"))
    parts = [inside, OTHERS[ordinary].replace("from __future__ import annotations", "")]
    source = "\n".join(parts if before else reversed(parts))
    if is_python(source) and "*" not in EVASIONS[evasion].split("\n")[0]:
        check(source)
        assert review(source, modules=["crew"]).violations
