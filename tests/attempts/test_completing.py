"""What completes a text, through the one door that runs and records."""

import pytest

from tests.attempts.sending import answer, console, output
from webapp.attempts import Attempts
from webapp.errors import UnknownLessonError
from webapp.store.store import Store


def labels(attempts: Attempts, visitor: str | None, before: str, step: str | None = None) -> list[str]:
    return [each.label for each in attempts.complete(visitor, "counting", step, before).completion.candidates]


def test_console_of_nobody_is_the_lessons_start(attempts: Attempts, visitor: str, store: Store) -> None:
    assert labels(attempts, None, "engi") == ["engine"]
    assert labels(attempts, visitor, "engi") == ["engine"]
    assert store.transcript(visitor, "counting") is None


def test_console_has_the_names_made_in_it(attempts: Attempts, visitor: str, store: Store) -> None:
    attempts.run(visitor, "counting", console("spacecraft = 1"))
    before = store.transcript(visitor, "counting")
    assert labels(attempts, visitor, "spacec") == ["spacecraft"]
    assert store.transcript(visitor, "counting") == before


def test_answer_begins_at_its_exercise_whatever_the_console_holds(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("spacecraft = 1"))
    assert labels(attempts, visitor, "ro", "keep-one") == ["row", "round"]
    assert labels(attempts, visitor, "spacec", "keep-one") == []
    with pytest.raises(UnknownLessonError):
        labels(attempts, visitor, "x", "nowhere")


def test_sandbox_that_has_ended_is_rebuilt_for_it(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("spacecraft = 1"))
    attempts.run(visitor, "counting", console("sum(range(10 ** 12))"))
    done = attempts.complete(visitor, "counting", None, "spacec")
    assert [each.label for each in done.completion.candidates] == ["spacecraft"]
    assert "left out" in " ".join(done.rebuilt)
    after = attempts.run(visitor, "counting", console("spacecraft"))
    assert (output(after), after.rebuilt) == ("1\n", ())


def test_completion_after_an_answer_is_of_what_it_left(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", answer("y = 2", "a-value"))
    assert "y" in labels(attempts, visitor, "")
    assert labels(attempts, visitor, "x" * 20_000) == []
