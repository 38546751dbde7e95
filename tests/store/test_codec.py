import json

import pytest

from tests.store.making import record, snippet
from webapp.observation import Observation, Probed, Row, Rows, Statement, Table
from webapp.store import NewSnippet, Store
from webapp.store.codec import observation_of, storable, text_of

RICH = Observation(
    outcome="ok",
    source="x = '\N{ROCKET}\0'",
    source_spans=[("n", 1), ("s1", 8)],
    statements=[Statement(text="COMMIT", mark="COMMIT", line=3, seconds=0.25)],
    tables=[
        Table(
            engine="engine",
            name="astronauts",
            columns=["a", "b"],
            rows=[
                Row(values=[None, True], mark="inserted"),
                Row(values=[1, 1.0]),
                Row(values=[10**30, -1.5e308]),
                Row(values=["", {"blob": "00ff"}], mark="gone"),
            ],
            total=4,
        )
    ],
    clock=[1_700_000_000_123_456_789, 1_700_000_000_123_456_999],
    probes=[Probed(rows=Rows(columns=["n"], rows=[[1]])), Probed(value={"type": "list", "items": [1, "\ud800"]})],
)


def test_observation_comes_back_as_it_was_kept() -> None:
    back = observation_of(text_of(RICH))
    assert back == RICH
    assert [[type(cell) for cell in row.values] for row in back.tables[0].rows] == [
        [type(cell) for cell in row.values] for row in RICH.tables[0].rows
    ]


def test_observation_leaves_defaults_out_of_its_text() -> None:
    assert json.loads(text_of(Observation(outcome="ok"))) == {"outcome": "ok"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [('{"outcome": "killed", "gone_since": 1}', "killed"), ('{"outcome": "lost"}', "crashed"), ("[]", "crashed")],
    ids=["unknown key", "unknown outcome", "no mapping"],
)
def test_observation_that_is_no_longer_valid_keeps_its_outcome_and_says_so(text: str, outcome: str) -> None:
    found = observation_of(text)
    assert found.outcome == outcome
    assert "another version" in found.note


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("print('é 🚀')\r\n", "print('é 🚀')\r\n"),
        ("a\0b", "a\ufffdb"),
        ("a\ud800b", "a\ufffd\ufffd\ufffdb"),
    ],
    ids=["text", "nul", "surrogate"],
)
def test_source_is_kept_as_every_database_takes_it(store: Store, visitor: str, source: str, kept: str) -> None:
    observation = Observation(outcome="refused")
    recorded = record(store, visitor, NewSnippet("s1", "console", None, source, observation))
    assert recorded.entries[0].source == storable(source) == kept


def test_source_of_a_long_snippet_is_kept_whole(store: Store, visitor: str) -> None:
    source = "x = 1\n" * 3_000
    assert record(store, visitor, snippet("s1", source)).entries[0].source == source
