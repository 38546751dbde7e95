import pytest
from pydantic import ValidationError

from tests.checks.making import check, raised, ran, seen
from webapp.checks.evidence import AuthorFaultError
from webapp.checks.output import judge_output
from webapp.checks.verdict import Result
from webapp.observation import Observation


def judged(wanted: object, came: Observation, solution: Observation | None = None) -> Result:
    expectation = check(output=wanted).output
    assert expectation is not None
    return judge_output(expectation, seen(came), seen(solution) if solution else None)


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        pytest.param({"is": "7\n"}, ran("7\n"), id="printed"),
        pytest.param({"is": "7\n"}, ran(echoed="7\n"), id="echoed"),
        pytest.param({"is": "7\n"}, ran("7\n", echoed="<Transaction at 0x1>\n"), id="printed beside an echo"),
        pytest.param({"is": "a...c"}, ran("abc\n"), id="with a gap"),
        pytest.param({"is": ""}, ran(), id="nothing"),
        pytest.param({"contains": "Lewis"}, ran("Melissa Lewis\n"), id="contains"),
        pytest.param({"contains": "a\nb\n"}, ran("0\na \nb\nc\n"), id="contains lines"),
        pytest.param({"matches": r"^\d+ rows$"}, ran("a\n6 rows\nb\n"), id="pattern on a line"),
        pytest.param({"is": "7\n"}, raised(events=[{"kind": "output", "text": "7\n"}]), id="before an exception"),
    ],
)
def test_output_as_expected_passes(wanted: object, came: Observation) -> None:
    result = judged(wanted, came)
    assert result.passed
    assert (result.expected, result.came) == (None, None)


@pytest.mark.parametrize(
    ("wanted", "came", "says"),
    [
        pytest.param({"is": "7"}, ran("6\n"), "Expected '7', got '6'.", id="other"),
        pytest.param(
            {"is": "Lewis"}, ran("lewis\n"), "Expected 'Lewis', got 'lewis'. Upper and lower case differ.", id="case"
        ),
        pytest.param(
            {"is": "a\nb"},
            ran("b\na\n"),
            "The output differs from what was expected. The lines are right, in another order. "
            "Line 1 is the first to differ: expected 'a', got 'b'.",
            id="lines in another order",
        ),
        pytest.param(
            {"is": "7"},
            ran(),
            "Expected output, but nothing was printed. An assignment shows nothing: print the value, or put its name "
            "on a line of its own.",
            id="nothing printed",
        ),
        pytest.param(
            {"is": "7"}, raised(), "Expected output, but nothing was printed. The exception came first.", id="exception"
        ),
        pytest.param(
            {"is": ""},
            ran(echoed="<Result object>"),
            "Expected no output at all, got '<Result object>'.",
            id="too much",
        ),
        pytest.param(
            {"contains": "Lewis"},
            ran("Beck"),
            "Expected 'Lewis' somewhere in the output, but it is not there.",
            id="lacks",
        ),
        pytest.param(
            {"contains": "Lewis"},
            ran("LEWIS"),
            "Expected 'Lewis' somewhere in the output, but it is not there. It is there in other upper and lower case.",
            id="contains in other case",
        ),
        pytest.param(
            {"contains": "(1, 2)"},
            ran("(1,2)"),
            "Expected '(1, 2)' somewhere in the output, but it is not there. It is there with other blanks or line "
            "breaks.",
            id="contains with other blanks",
        ),
        pytest.param(
            {"matches": r"\d rows"}, ran("none"), "The output does not have the form that was expected.", id="no match"
        ),
        pytest.param(
            {"matches": r"\d rows"},
            ran("6 ROWS"),
            "The output does not have the form that was expected. It would match in other upper and lower case.",
            id="match in other case",
        ),
        pytest.param(
            {"is": "7"},
            ran("6", left_out=1234),
            "Expected '7', got '6'. Your output was cut: 1,234 characters were left out.",
            id="cut",
        ),
    ],
)
def test_other_output_fails_and_is_told(wanted: object, came: Observation, says: str) -> None:
    result = judged(wanted, came)
    assert not result.passed
    assert result.looked_at == "What your answer prints"
    assert result.says == says


def test_failure_shows_both_sides() -> None:
    result = judged({"is": "a \nb\n"}, ran("a\nc\n\n"))
    assert result.expected is not None
    assert result.came is not None
    assert (result.expected.text, result.came.text) == ("a\nb", "a\nc")


@pytest.mark.parametrize(
    ("shows", "expected"),
    [({}, None), ({"shows": "6 rows\n"}, "6 rows")],
    ids=["nothing to show", "what the author shows"],
)
def test_pattern_is_never_shown(shows: dict[str, str], expected: str | None) -> None:
    result = judged({"matches": r"\d rows", **shows}, ran("none"))
    assert (result.expected.text if result.expected else None) == expected
    assert "\\d" not in result.model_dump_json()


def test_something_to_show_is_only_for_patterns() -> None:
    with pytest.raises(ValidationError, match="`shows` stands beside `matches`"):
        check(output={"is": "6", "shows": "6"})


def test_traceback_is_no_output() -> None:
    assert not judged({"contains": "NameError"}, raised()).passed


def test_same_compares_with_the_solution() -> None:
    assert judged("same", ran("6\n"), ran("6\n")).passed
    assert judged("same", ran("7\n"), ran("6\n")).says == "Expected '6', got '7'."
    assert not judged("same", ran("abc"), ran("a...c")).passed


def test_same_without_a_solution_is_the_authors_fault() -> None:
    with pytest.raises(AuthorFaultError, match="the solution was not run"):
        judged("same", ran("6\n"))
