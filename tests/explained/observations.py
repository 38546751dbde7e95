"""Observations of every kind, as a sandbox that lies might send them."""

from typing import get_args

from hypothesis import strategies as st

from webapp.explained.errors import KNOWN
from webapp.observation import (
    Attribute,
    Cause,
    CauseKind,
    Error,
    Mark,
    ObjectState,
    Observation,
    SessionState,
    State,
    Statement,
    Step,
)

words = st.text(st.sampled_from("ab_.` <&'\"\n\u202eé1,?"), max_size=12)
names = words | st.sampled_from(["", "annie", "session", "Session.execute", "x" * 300])
numbers = st.integers(1, 4)
places = st.none() | st.integers(0, 6)
lines = st.none() | st.integers(1, 9)
lists = st.lists(numbers, max_size=5)
FACTS = (
    "type attribute state name given session session_number other_session connection engine constraint columns "
    "values keys rule verb objects first_type first_line parent child base key"
).split()
VALUES = ["unique", "not null", "foreign key", "check", "pending", "class", "None", "INSERT", "2", "²", "-1", "list"]

causes = st.builds(
    Cause,
    kind=st.sampled_from(get_args(CauseKind)),
    by=names,
    type=names,
    attribute=names,
    object=st.none() | numbers,
    strategy=names,
    objects=lists,
)
statements = st.builds(
    Statement,
    text=names | st.sampled_from(["SELECT 1", "UPDATE t"]),
    mark=st.none() | st.sampled_from(get_args(Mark)),
    line=lines,
    cause=st.none() | causes,
    step=places,
    session=st.none() | numbers,
    failed=st.booleans(),
)
objects = st.builds(
    ObjectState,
    number=numbers,
    type=names,
    name=names,
    state=st.sampled_from(get_args(State)),
    passed=st.lists(st.sampled_from(get_args(State)), max_size=3),
    expired=st.booleans(),
    attributes=st.lists(st.builds(Attribute, name=names, state=st.just("loaded")), max_size=1),
)
sessions = st.builds(SessionState, number=numbers, name=names)
steps = st.builds(
    Step,
    line=lines,
    raised=st.booleans(),
    objects=st.lists(objects, max_size=3),
    sessions=st.lists(sessions, max_size=2),
)


@st.composite
def errors(draw: st.DrawFn) -> Error:
    known = draw(st.sampled_from(KNOWN))
    return Error(
        type=known.type,
        message=draw(st.from_regex(known.compiled, alphabet=st.characters(codec="utf-8"))),
        line=draw(lines),
        code=draw(st.none() | names | st.just("gkpj")),
        object=draw(st.none() | numbers),
        facts=draw(st.dictionaries(st.sampled_from(FACTS), names | st.sampled_from(VALUES), max_size=20)),
    )


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    return Observation(
        outcome="error",
        error=draw(errors()),
        statements=draw(st.lists(statements, max_size=4)),
        steps=draw(st.lists(steps, max_size=4)),
    )
