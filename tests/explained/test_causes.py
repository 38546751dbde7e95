"""Why a statement was sent, with the names of the step it was sent in."""

from typing import Any, get_args

import pytest

from webapp.explained import cause, causes
from webapp.explained.causes import KINDS
from webapp.observation import CauseKind, Mark, Observation

STEPS: list[dict[str, Any]] = [
    {"line": None, "objects": [{"number": 1, "type": "Astronaut", "name": "annie", "state": "persistent"}]},
    {
        "line": 6,
        "objects": [{"number": 2, "type": "Astronaut", "state": "pending"}],
        "sessions": [{"number": 1, "name": "session"}],
    },
    {
        "line": 7,
        "objects": [{"number": 1, "type": "Astronaut", "name": "annie", "state": "persistent", "expired": True}],
    },
    {"line": 8},
    {
        "line": 9,
        "objects": [
            {"number": 2, "type": "Astronaut", "name": "zoe", "state": "persistent"},
            {"number": 3, "type": "Mission", "state": "persistent", "passed": ["pending"]},
        ],
    },
]
NAMED = {"object": 1, "type": "Astronaut", "attribute": "missions"}


def by(kind: str, method: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "by": f"Session.{method}"} | more


SENTENCES: list[tuple[dict[str, Any], str, str]] = [
    (by("written", "execute"), "written", "Written in this line: `session.execute` sent it."),
    (
        by("get", "get", type="Mission"),
        "get",
        "`session.get` looked for a `Mission` by its primary key.",
    ),
    (
        by("flush", "flush", objects=[2]),
        "flush",
        "Flush: `session.flush` sent the pending `zoe`.",
    ),
    (
        by("autoflush", "execute", objects=[2, 3]),
        "autoflush",
        (
            "Autoflush: `session.execute` sent the pending `zoe` and the pending `Mission` first, "
            "so that its own query sees the change."
        ),
    ),
    (
        {"kind": "autoflush", **NAMED, "objects": [2]},
        "autoflush",
        "Autoflush: reading `annie.missions` sent the pending `zoe` first, so that its own query sees the change.",
    ),
    (
        by("commit", "commit", objects=[1]),
        "commit",
        "Flush before the commit: `session.commit` sent the changed `annie`.",
    ),
    ({"kind": "lazy load", **NAMED}, "lazy load", "Lazy load of `annie.missions`, which had not been loaded."),
    (
        {"kind": "expired", "object": 1, "attribute": "name"},
        "expired",
        "`annie.name` had expired at the COMMIT of line 7, so it was read again.",
    ),
    (by("refresh", "refresh", object=1), "refresh", "`session.refresh` read `annie` again."),
    (
        {"kind": "deferred", "object": 1, "attribute": "bio"},
        "deferred load",
        "`annie.bio` is deferred: its column was left out until it was read.",
    ),
    (
        {"kind": "eager load", "type": "Astronaut", "attribute": "missions", "strategy": "selectin"},
        "selectin load",
        "Eager load of `Astronaut.missions`, which the query was told to bring along.",
    ),
    (
        by("merge", "merge", object=3),
        "merge",
        "`session.merge` looked whether a `Mission` has a row already.",
    ),
    (
        by("cascade", "delete", **NAMED),
        "cascade",
        "`session.delete` loaded `annie.missions`, to see what the delete reaches.",
    ),
    (
        by("synchronize", "execute"),
        "synchronize",
        "`session.execute` asked which objects of the session it changes, because of `synchronize_session`.",
    ),
    (
        {"kind": "schema", "by": "MetaData.create_all"},
        "schema",
        "`MetaData.create_all` asked the database about its tables.",
    ),
    (
        by("savepoint", "begin_nested"),
        "savepoint",
        "`session.begin_nested` needed it for its savepoint.",
    ),
    ({"kind": "close"}, "close", "This line ended with open work."),
    (
        {"kind": "driver", "by": "Cursor.execute"},
        "driver",
        "Sent past SQLAlchemy: `Cursor.execute` is the driver's own.",
    ),
]


def seen_with(statement: dict[str, Any], **more: Any) -> Observation:
    commit = {"text": "COMMIT", "mark": "COMMIT", "line": 7, "step": 2, "session": 1}
    sent = {"text": "SELECT 1", "line": 9, "step": 4, "session": 1} | statement
    return Observation.model_validate({"outcome": "ok", "steps": STEPS, "statements": [commit, sent]} | more)


@pytest.mark.parametrize(("told", "label", "sentence"), SENTENCES, ids=[f"{n}-{s[1]}" for n, s in enumerate(SENTENCES)])
def test_cause_is_told_with_the_visitors_names(told: dict[str, Any], label: str, sentence: str) -> None:
    words = cause(seen_with({"cause": told}), 1)
    assert words is not None
    assert (words.label, words.sentence) == (label, sentence)


@pytest.mark.parametrize(
    ("text", "did"),
    [
        ("SELECT name FROM sqlite_master", "asked the database about its tables"),
        ('PRAGMA main.table_info("astronauts")', "asked the database about its tables"),
        ("\nCREATE TABLE astronauts (\n\tid INTEGER NOT NULL)", "made a table"),
        ("\nDROP TABLE astronauts", "dropped a table"),
        ("CREATE INDEX by_name ON astronauts (lastname)", "changed the schema of the database"),
    ],
    ids=["select", "pragma", "create", "drop", "index"],
)
def test_schema_statement_tells_what_it_did(text: str, did: str) -> None:
    words = cause(seen_with({"text": text, "cause": {"kind": "schema", "by": "MetaData.create_all"}}), 1)
    assert words is not None
    assert words.sentence == f"`MetaData.create_all` {did}."


def test_every_kind_of_cause_has_words_and_a_test() -> None:
    assert set(KINDS) == set(get_args(CauseKind)) == {told["kind"] for told, _, _ in SENTENCES}


READING = {"kind": "lazy load", **NAMED}
LEFT = {"kind": "close"}
MARKS: list[tuple[Mark, dict[str, Any] | None, str]] = [
    ("BEGIN", None, "A transaction began."),
    ("BEGIN", by("written", "execute"), "A transaction began, because `session.execute` needed one."),
    ("BEGIN", by("written", "begin"), "`session.begin` began a transaction."),
    ("BEGIN", READING, "A transaction began, because reading `annie.missions` needed one."),
    ("COMMIT", by("commit", "commit"), "The transaction was committed, by `session.commit`."),
    ("COMMIT", LEFT, "The `with` block was left without an exception, so the transaction was committed."),
    ("ROLLBACK", by("flush", "flush"), "The flush failed, so SQLAlchemy rolled the transaction back."),
    ("ROLLBACK", by("close", "close"), "What nobody had committed was rolled back, by `session.close`."),
    (
        "ROLLBACK",
        by("close", "begin"),
        "An exception left the `with` block, so the transaction was rolled back.",
    ),
    ("ROLLBACK", by("written", "rollback"), "The transaction was rolled back, by `session.rollback`."),
    ("COMMIT", by("close", "__exit__"), "The transaction was committed, by the end of the `with` block."),
    (
        "COMMIT",
        {"kind": "close", "by": "Engine.begin"},
        "The transaction was committed, by the end of the `with` block.",
    ),
    ("SAVEPOINT", by("savepoint", "begin_nested"), "A savepoint was set, by `session.begin_nested`."),
    (
        "SAVEPOINT",
        by("savepoint", "flush"),
        "The savepoint was set only now: `session.flush` sent the first statement in it.",
    ),
    ("RELEASE", None, "The savepoint was released: its changes belong to the transaction around it."),
    ("ROLLBACK TO", None, "What came after the savepoint was undone."),
    ("ROLLBACK TO", by("commit", "__exit__"), "The flush failed, so SQLAlchemy undid what came after the savepoint."),
    (
        "ROLLBACK TO",
        {"kind": "close", "by": "SessionTransaction.__exit__"},
        "An exception left the `with` block, so what came after the savepoint was undone.",
    ),
]


@pytest.mark.parametrize(("mark", "told", "sentence"), MARKS, ids=[f"{n}-{m[0]}" for n, m in enumerate(MARKS)])
def test_mark_is_told_with_what_it_did(mark: Mark, told: dict[str, Any] | None, sentence: str) -> None:
    words = cause(seen_with({"text": mark, "mark": mark, "cause": told}), 1)
    assert words is not None
    assert words.sentence == sentence


def test_every_mark_has_a_test() -> None:
    assert {mark for mark, _, _ in MARKS} == set(get_args(Mark))


SENT = {"BEGIN": {"text": "BEGIN (implicit)", "mark": "BEGIN"}} | {
    word: {"text": f"{word} x", "cause": by("flush", "flush", objects=[1, 2, 3])} for word in ("INSERT", "UPDATE")
}
ENDINGS = [
    (["BEGIN", "SELECT"], ", which had only read, was rolled back, by `session.close`: nothing is lost."),
    (["BEGIN", "UPDATE", "INSERT", "INSERT"], "was rolled back, by `session.close`: the UPDATE and 2 INSERTs."),
    (["INSERT"], "What nobody had committed was rolled back, by `session.close`."),
]


@pytest.mark.parametrize(("words", "ending"), ENDINGS, ids=["only-read", "written", "begun-before"])
def test_rollback_says_what_is_lost(words: list[str], ending: str) -> None:
    sent = [SENT.get(word, {"text": f"{word} x"}) | {"step": 4, "session": 1} for word in words]
    close = {"text": "ROLLBACK", "mark": "ROLLBACK", "cause": by("close", "close"), "step": 4, "session": 1}
    found = cause(seen_with({}, statements=[*sent, close]), len(sent))
    assert found is not None
    assert found.sentence.endswith(ending)


@pytest.mark.parametrize(("word", "work"), [("INSERT", "the pending `Mission`"), ("UPDATE", "the changed `annie`")])
def test_statement_of_a_flush_is_told_by_what_it_is_sent_for(word: str, work: str) -> None:
    told = by("flush", "flush", objects=[1, 3])
    found = cause(seen_with({"text": f"{word} x", "cause": told}), 1)
    assert found is not None
    assert found.sentence == f"Flush: `session.flush` sent {work}."


def test_objects_alike_are_counted() -> None:
    steps = [{"line": 1, "objects": [{"number": n, "type": "Moon", "state": "pending"} for n in (1, 2)]}, {"line": 2}]
    told = by("commit", "__exit__", objects=[1, 2])
    found = cause(seen_with({"text": "INSERT x", "cause": told, "step": 1}, steps=steps), 1)
    assert found is not None
    assert found.sentence == "Flush at the end of the `with` block, which sent 2 pending `Moon` objects."


def test_statement_without_a_cause_has_no_words() -> None:
    assert cause(seen_with({}), 1) is None
    assert causes(seen_with({}))[1] is None


def test_names_are_those_of_the_step() -> None:
    later = [
        *STEPS,
        {"line": 10, "objects": [{"number": 1, "type": "Astronaut", "name": "other", "state": "persistent"}]},
    ]
    told = by("refresh", "refresh", object=1)
    before = cause(seen_with({"cause": told}, steps=later), 1)
    after = cause(seen_with({"cause": told, "step": 5}, steps=later), 1)
    assert before is not None
    assert after is not None
    assert (before.sentence, after.sentence) == (
        "`session.refresh` read `annie` again.",
        "`session.refresh` read `other` again.",
    )


def test_objects_without_names_are_told_apart_where_there_are_several() -> None:
    one = {"type": "Astronaut", "state": "persistent"}
    steps = [{"line": 1, "objects": [one | {"number": 1}, one | {"number": 2}, one | {"number": 3, "key": "7"}]}]
    for number, called in [(2, "`Astronaut` #2"), (3, "`Astronaut` 7")]:
        told = {"kind": "refresh", "object": number}
        words = cause(seen_with({"cause": told, "step": 0, "line": None}, steps=steps), 1)
        assert words is not None
        assert words.sentence == f"This line read {called} again."
