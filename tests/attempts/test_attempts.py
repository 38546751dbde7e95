"""Run, grade, record: with a real sandbox and a real store."""

import threading
from uuid import uuid4

import pytest

from tests.attempts.sending import FORGET, KEEP, answer, console, output
from tests.store.watching import watching
from webapp.attempts import Attempts, Done, Submission
from webapp.errors import ForgottenError, SnippetTooLargeError, StaleStepError, UnknownLessonError
from webapp.store.store import Store


def test_console_goes_on(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("b = 2"))
    assert output(attempts.run(visitor, "counting", console("b"))) == "2\n"


def test_right_answer_passes_and_is_recorded(attempts: Attempts, store: Store, visitor: str) -> None:
    done = attempts.run(visitor, "counting", answer(KEEP))
    assert done.verdict is not None
    assert done.verdict.passed
    progress = store.progress(visitor)["counting"]["keep-one"]
    assert (progress.tries, progress.passed is not None) == (1, True)


def test_wrong_answer_gets_the_authors_sentence(attempts: Attempts, store: Store, visitor: str) -> None:
    done = attempts.run(visitor, "counting", answer(FORGET))
    assert done.verdict is not None
    assert (done.verdict.passed, done.verdict.mistake) == (False, "Nobody committed.")
    progress = store.progress(visitor)["counting"]["keep-one"]
    assert (progress.tries, progress.passed) == (1, None)


def test_answer_means_the_same_every_time(attempts: Attempts, visitor: str) -> None:
    for _ in range(2):
        attempts.run(visitor, "counting", console("row = {'x': 7}\nengine = None"))
        done = attempts.run(visitor, "counting", answer(KEEP))
        assert done.verdict is not None
        assert done.verdict.passed
        assert done.replaced


def test_console_goes_on_from_the_answer(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", answer(KEEP + "mine = 5\n"))
    assert output(attempts.run(visitor, "counting", console("mine, row"))) == "(5, {'x': 1})\n"


def test_value_is_looked_at_apart(attempts: Attempts, visitor: str) -> None:
    done = attempts.run(visitor, "counting", answer("y = 1 + 1\nprint('once')", "a-value"))
    assert done.verdict is not None
    assert done.verdict.passed
    assert output(done) == "once\n"


def test_example_runs_those_it_continues(attempts: Attempts, visitor: str) -> None:
    done = attempts.run(visitor, "counting", Submission(str(uuid4()), "", "example", "2"))
    assert [entry.observation.output for entry in done.entries] == ["1\n", "2\n"]


def test_repeat_of_a_submission_runs_once(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("n = 0"))
    one = console("n += 1\nn", "the-same-one")
    assert output(attempts.run(visitor, "counting", one)) == "1\n"
    assert output(attempts.run(visitor, "counting", one)) == "1\n"
    assert output(attempts.run(visitor, "counting", console("n"))) == "1\n"


def test_repeats_at_the_same_time_run_once(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("n = 0"))
    one = console("import time\ntime.sleep(0.1)\nn += 1\nn", "at-once")
    outputs: list[str] = []
    threads = [
        threading.Thread(target=lambda: outputs.append(output(attempts.run(visitor, "counting", one))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outputs == ["1\n"] * 4
    assert output(attempts.run(visitor, "counting", console("n"))) == "1\n"


def test_positions_tell_what_a_run_follows(attempts: Attempts, visitor: str) -> None:
    first = attempts.run(visitor, "counting", console("1", "the-first"))
    second = attempts.run(visitor, "counting", console("2"))
    fresh = attempts.run(visitor, "counting", answer(KEEP))
    again = attempts.run(visitor, "counting", console("1", "the-first"))
    assert (first.before, second.before, fresh.before) == ("", first.position, "")
    assert len({first.position, second.position, fresh.position}) == 3
    assert again.entries == first.entries
    assert again.before == again.position == fresh.position


def test_position_after_a_reset_is_what_the_next_run_follows(attempts: Attempts, store: Store, visitor: str) -> None:
    attempts.reset(visitor, "counting")
    empty = store.transcript(visitor, "counting")
    assert empty is not None
    assert attempts.run(visitor, "counting", console("1")).before == empty.position


def test_console_asks_the_store_the_same_however_long_the_transcript(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("0"))
    statements = []
    for number in range(1, 12):
        with watching() as asked:
            attempts.run(visitor, "counting", console(str(number)))
        statements.append(len(asked.statements))
        assert asked.snippets == []
    assert max(statements) == min(statements) <= 8


def test_fresh_start_reads_nothing_of_what_it_replaces(attempts: Attempts, visitor: str) -> None:
    for number in range(3):
        attempts.run(visitor, "counting", console(str(number)))
    with watching() as asked:
        assert attempts.run(visitor, "counting", answer(KEEP)).replaced
        assert not attempts.run(visitor, "counting", Submission(str(uuid4()), "", "example", "1")).replaced
    assert asked.snippets == []


def test_snippets_of_two_tabs_queue(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("n = 0"))
    threads = [
        threading.Thread(target=attempts.run, args=(visitor, "counting", console("m = n\nn = m + 1"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert output(attempts.run(visitor, "counting", console("n"))) == "6\n"


def test_reset_begins_afresh_and_can_be_brought_back(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("b = 2"))
    attempts.reset(visitor, "counting")
    assert attempts.run(visitor, "counting", console("b")).entries[-1].observation.outcome == "error"
    assert attempts.bring_back(visitor, "counting")
    assert output(attempts.run(visitor, "counting", console("b"))) == "2\n"


def test_nothing_to_bring_back(attempts: Attempts, visitor: str) -> None:
    assert not attempts.bring_back(visitor, "counting")


def test_old_page_is_told_so(attempts: Attempts, store: Store, visitor: str) -> None:
    with pytest.raises(StaleStepError, match="Reload"):
        attempts.run(visitor, "counting", answer(KEEP, start="another"))
    assert store.transcript(visitor, "counting") is None


def test_too_long_a_snippet_is_refused_before_it_runs(attempts: Attempts, visitor: str) -> None:
    with pytest.raises(SnippetTooLargeError, match="16,385 bytes"):
        attempts.run(visitor, "counting", console("#" * 16_385))


@pytest.mark.parametrize(
    ("lesson", "submission"),
    [
        ("nowhere", console("1")),
        ("counting", answer("1", "no-such")),
        ("counting", Submission("a" * 8, "", "example", "99")),
    ],
    ids=["lesson", "exercise", "example"],
)
def test_unknown_place_is_told(attempts: Attempts, visitor: str, lesson: str, submission: Submission) -> None:
    with pytest.raises(UnknownLessonError):
        attempts.run(visitor, lesson, submission)


def test_lone_surrogate_is_a_question_mark(attempts: Attempts, visitor: str) -> None:
    assert output(attempts.run(visitor, "counting", console("'a\ud800'"))) == "'a?'\n"


def test_interrupt_reaches_the_run_that_looks_at_values(attempts: Attempts, visitor: str) -> None:
    ended = threading.Event()
    came: list[Done] = []
    sent = answer("import time\ntime.sleep(1)\ny = 2\nprint('the first run ends')\n", "a-value")
    runner = threading.Thread(
        target=lambda: came.append(attempts.run(visitor, "counting", sent, lambda _event: ended.set()))
    )
    runner.start()
    assert ended.wait(20)
    while not attempts.interrupt(visitor, "counting"):
        assert runner.is_alive(), "nothing could be interrupted"
    runner.join()
    (done,) = came
    assert done.verdict is not None
    assert not done.verdict.passed
    assert "interrupted" in done.verdict.results[0].says


def test_id_used_for_something_else_is_told(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("1 + 1", "one-id"))
    with pytest.raises(StaleStepError, match="something else"):
        attempts.run(visitor, "counting", console("2 + 2", "one-id"))


def test_example_of_an_old_page_is_told_so(attempts: Attempts, visitor: str) -> None:
    with pytest.raises(StaleStepError, match="Reload"):
        attempts.run(visitor, "counting", Submission(str(uuid4()), "", "example", "1", "another"))


def test_prediction_runs_its_code_and_is_recorded_as_an_attempt(attempts: Attempts, store: Store, visitor: str) -> None:
    wrong = attempts.run(visitor, "counting", Submission(str(uuid4()), "0", "prediction", "how-many"))
    assert wrong.verdict is not None
    assert (wrong.verdict.passed, wrong.verdict.answer) == (False, "0")
    assert output(wrong) == "0\n"
    right = attempts.run(visitor, "counting", Submission(str(uuid4()), "1", "prediction", "how-many"))
    assert right.verdict is not None
    assert right.verdict.passed
    progress = store.progress(visitor)["counting"]["how-many"]
    assert (progress.tries, progress.passed is not None) == (2, True)


def test_console_goes_on_from_the_code_of_a_prediction(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", Submission(str(uuid4()), "1", "prediction", "how-many"))
    assert output(attempts.run(visitor, "counting", console("session.is_active"))) == "True\n"


def test_prediction_that_is_sent_again_gets_what_was_recorded(attempts: Attempts, store: Store, visitor: str) -> None:
    sent = Submission(str(uuid4()), "1", "prediction", "how-many")
    first = attempts.run(visitor, "counting", sent)
    again = attempts.run(visitor, "counting", sent)
    assert (first.verdict, first.entries[-1].id) == (again.verdict, again.entries[-1].id)
    assert store.progress(visitor)["counting"]["how-many"].tries == 1


def test_forgetting_while_something_runs_keeps_nothing_of_it(attempts: Attempts, store: Store, visitor: str) -> None:
    attempts.run(visitor, "counting", console("mine = 1"))
    started = threading.Event()
    told: list[BaseException] = []

    def run() -> None:
        try:
            attempts.run(visitor, "counting", console("print('begun')\nwhile True: pass"), lambda _: started.set())
        except ForgottenError as error:
            told.append(error)

    running = threading.Thread(target=run)
    running.start()
    assert started.wait(20)
    gone = attempts.forget(visitor)
    running.join(20)
    assert len(told) == 1
    assert gone["snippets"] == 1
    assert not store.knows(visitor)


def test_forgotten_visitors_sandbox_is_gone(attempts: Attempts, store: Store, visitor: str) -> None:
    attempts.run(visitor, "counting", console("mine = 1"))
    attempts.forget(visitor)
    with attempts.sandboxes.turn(visitor, "counting") as turn:
        assert turn.position is None
    assert store.lessons_of(visitor) == ()
