import pytest

from tests.sandbox.recording import CREW
from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

TABLE = """\
from sqlalchemy import create_engine, text
engine = create_engine("sqlite:///:memory:")
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE t (x INTEGER)"))
    connection.execute(text("INSERT INTO t VALUES (1)"))
"""


@pytest.fixture
def visitor(sandboxes: Launched) -> Visitor:
    return Visitor(sandboxes.sandboxes)


@pytest.fixture
def stranger(unreviewed: Launched) -> Visitor:
    """A visitor whom no policy holds back."""
    return Visitor(unreviewed.sandboxes)


@pytest.fixture
def keeper(sandboxes: Launched) -> Visitor:
    """A visitor with an engine and a table of one row."""
    return Visitor(sandboxes.sandboxes, Start(prelude=TABLE))


@pytest.fixture
def crew(sandboxes: Launched) -> Visitor:
    """A visitor with an engine, a crew and its two members."""
    return Visitor(sandboxes.sandboxes, Start(prelude=CREW))
