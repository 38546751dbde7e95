"""The datasets that ship run at a student's home: with plain Python and SQLAlchemy, from their own folder."""

import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "lessons" / "data"
AT_HOME = """\
import sys
sys.path.insert(0, ".")
from importlib import import_module
from sqlalchemy import create_engine, inspect, text
data = import_module(sys.argv[1])
engine = create_engine("sqlite://")
data.fill(engine)
with engine.connect() as connection:
    for table in inspect(engine).get_table_names():
        print(table, connection.scalar(text(f"SELECT count(*) FROM {table}")))
"""


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("astronauts", ["astronauts 6"]),
        ("missions", ["astronauts 6", "logs 7", "missions 2"]),
        ("weather", ["readings 2", "stations 1"]),
    ],
    ids=["astronauts", "missions", "weather"],
)
def test_shipped_dataset_fills_an_engine_outside_the_sandbox(name: str, counts: list[str]) -> None:
    done = subprocess.run([sys.executable, "-I", "-c", AT_HOME, name], cwd=DATA, capture_output=True, text=True)
    assert (done.stdout.splitlines(), done.stderr) == (counts, "")
