"""How a course goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

from tests.store.making import LESSON, record, snippet
from tests.store.planning import scans
from webapp.store import NewAttempt, Store
from webapp.store.teaching.values import StepFigures


def attempt(*, passed: bool = False, mistake: str = "", observed: str | None = None, step: str = "add") -> NewAttempt:
    return NewAttempt(step, passed, {"passed": passed, "results": []}, "v1", mistake, observed)


def answers(store: Store, visitor: str, *attempts: NewAttempt) -> None:
    for each in attempts:
        record(store, visitor, snippet(source=f"{each.observed} by {visitor}"), attempt=each)


def spread(url: str, seconds: int) -> None:
    """As if so many seconds had passed between every two snippets."""
    engine = create_engine(url, poolclass=NullPool)
    moment = (
        "strftime('%Y-%m-%d %H:%M:%f000', '2026-11-28 10:00:00', '+' || (id * :seconds) || ' seconds')"
        if engine.dialect.name == "sqlite"
        else "timestamptz '2026-11-28 10:00:00+00' + id * :seconds * interval '1 second'"
    )
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE snippets SET created = {moment}"), {"seconds": seconds})


def test_figures_of_a_step_are_over_students_and_end_at_their_pass(store: Store, url: str) -> None:
    wrong, told, right = attempt(observed="a"), attempt(mistake="Commit."), attempt(passed=True)
    one, two, three, four = (store.add_visitor() for _ in range(4))
    answers(store, one, right, right, wrong)
    answers(store, two, wrong, told, right)
    answers(store, three, wrong, right)
    answers(store, four, told)
    spread(url, 10)
    assert store.teaching.step_figures(LESSON) == (
        StepFigures(LESSON, "add", 9, 4, 3, tries=2.0, seconds=10.0, explained=2, unexplained=3),
    )


def test_median_of_an_even_number_is_the_mean_of_the_middle_two(store: Store, url: str) -> None:
    answers(store, store.add_visitor(), attempt(passed=True))
    answers(store, store.add_visitor(), attempt(), attempt(passed=True))
    spread(url, 10)
    (figures,) = store.teaching.step_figures()
    assert (figures.tries, figures.seconds) == (1.5, 5.0)


def test_step_that_nobody_passed_has_no_medians(store: Store, visitor: str) -> None:
    answers(store, visitor, attempt())
    (figures,) = store.teaching.step_figures()
    assert (figures.passed, figures.tries, figures.seconds) == (0, None, None)
    assert store.teaching.step_figures("another") == ()


def test_sentences_are_counted_most_frequent_first(store: Store) -> None:
    for number in range(3):
        answers(
            store, store.add_visitor(), *[attempt(mistake="Often.")] * 2, *[attempt(mistake="Once.")] * (number == 0)
        )
    found = store.teaching.mistake_figures(LESSON)
    assert [(each.step, each.says, each.given, each.students) for each in found] == [
        ("add", "Often.", 6, 3),
        ("add", "Once.", 1, 1),
    ]


def test_clusters_hold_what_did_the_same_with_the_latest_as_example(store: Store) -> None:
    first, second = store.add_visitor(), store.add_visitor()
    answers(store, first, attempt(observed="a"), attempt(observed="b"), attempt(mistake="Known."))
    answers(store, second, attempt(observed="a"), attempt(passed=True), attempt(observed="z", step="other"))
    found = store.teaching.clusters(LESSON, "add", 10)
    assert [(each.observed, each.answers, each.students) for each in found] == [("a", 2, 2), ("b", 1, 1)]
    assert found[0].example.source == f"a by {second}"
    assert found[0].outcome == "ok"
    assert [each.observed for each in store.teaching.clusters(LESSON, "add", 1)] == ["a"]


@contextmanager
def watched() -> Iterator[list[tuple[str, Any]]]:
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("question", ["mistakes", "clusters", "class steps", "class mistakes", "roll", "kept back"])
def test_each_question_is_one_statement_that_finds_its_rows_by_an_index(
    store: Store, url: str, visitor: str, question: str
) -> None:
    answers(store, visitor, attempt(observed="a"))
    teaching = store.teaching
    asked = {
        "mistakes": lambda: teaching.mistake_figures(LESSON),
        "clusters": lambda: teaching.clusters(LESSON, "add", 5),
        "class steps": lambda: teaching.class_steps(1),
        "class mistakes": lambda: teaching.class_mistakes(1),
        "roll": lambda: teaching.roll(1),
        "kept back": lambda: teaching.kept_back(visitor, LESSON),
    }
    with watched() as sent:
        asked[question]()
    ours = [each for each in sent if "SELECT" in each[0]]
    assert len(ours) == 1
    unread = ("instructors", "grouped", "anon", "SUBQUERY")  # a handful of rows, and results
    assert [line for line in scans(url, *ours[0]) if not any(name in line for name in unread)] == []
