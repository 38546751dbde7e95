"""The snippets that everybody runs."""

LESSON = "context-managers"
"""The lesson whose start, the mapping of the astronauts and their six rows, comes before them."""

EXERCISE = "save-both"
"""An exercise of that lesson."""

QUERY = """\
from sqlalchemy import select

with Session(engine) as session:
    for astronaut in session.scalars(select(Astronaut).order_by(Astronaut.lastname)):
        print(astronaut.firstname, astronaut.lastname)
"""
ANSWER = "Chris Beck\nBeth Johanssen\nMelissa Lewis\nRick Martinez\nAlex Vogel\nMark Watney\n"
"""What it prints. An answer that is another one is no measurement."""

LOOP = "while True:\n    pass\n"

COUNTING = "total = 0\nfor n in range(200_000):\n    total += n\nprint(total)\n"
COUNTED = "19999900000\n"
"""A loop of Python alone, and what it prints."""

TEN = (
    "session = Session(engine)",
    "crew = session.query(Astronaut).all()\nprint(len(crew))",
    "first = session.get(Astronaut, 1)\nprint(first.firstname)",
    "for each in crew:\n    print(each.lastname)",
    "annie = Astronaut(firstname='Annie', lastname='Montrose')\nsession.add(annie)\nprint(annie in session.new)",
    "session.flush()\nprint(annie.id)",
    "session.rollback()\nprint(session.scalar(text('SELECT count(*) FROM astronauts')))",
    "first.firstname = 'Commander'\nprint(session.dirty)",
    "session.rollback()\nprint(first.firstname)",
    "session.close()\nprint('closed')",
)
"""What an evicted visitor did before: a session opened, queries, a flush, two rollbacks."""
