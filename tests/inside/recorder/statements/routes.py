"""Every route by which a transaction begins and ends, and the marks it leaves.

A route is run line by line. A mark that nobody sent as words of its own is written with its text, and one that the
database refuses with an exclamation mark.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

ADDED = "session = Session(engine); add(session, 2)"
INSERTED = "c = engine.connect(); insert(c, 2)"
DRIVER = "d = engine.raw_connection().driver_connection"
ORPHANED = "run(session, 'INSERT INTO child VALUES (9)')"
NESTED = """\
session = Session(engine)
nested = session.begin_nested()
add(session, 2)
nested.commit()
session.rollback()
"""
AUTOCOMMIT = "c = engine.connect().execution_options(isolation_level='AUTOCOMMIT')"


@dataclass(frozen=True)
class Route:
    source: str
    marks: str
    hooked: bool = False
    """With the documented recipe: a "begin" listener that sends BEGIN."""


SQLALCHEMYS = {
    "Session.commit": Route(f"{ADDED}\nsession.commit()", "BEGIN (implicit) | COMMIT"),
    "Session.rollback": Route(f"{ADDED}\nsession.rollback()", "BEGIN (implicit) | ROLLBACK"),
    "Session.close": Route(f"{ADDED}\nsession.close()", "BEGIN (implicit) | ROLLBACK"),
    "Session.begin": Route("with Session(engine) as s, s.begin():\n    add(s, 2)", "BEGIN (implicit) | COMMIT"),
    "reading": Route("session = Session(engine)\nsession.get(T, 1)\nsession.commit()", "BEGIN (implicit) | COMMIT"),
    "flush that fails in commit": Route(
        "session = Session(engine)\nsession.add(T(x=1))\nfails(session.commit)\nsession.rollback()",
        "BEGIN (implicit) | ROLLBACK",
    ),
    "Connection.commit": Route(f"{INSERTED}\nc.commit()", "BEGIN (implicit) | COMMIT"),
    "Connection.rollback": Route(f"{INSERTED}\nc.rollback()", "BEGIN (implicit) | ROLLBACK"),
    "Connection.close": Route(f"{INSERTED}\nc.close()", "BEGIN (implicit) | ROLLBACK"),
    "engine.begin": Route("with engine.begin() as c:\n    insert(c, 2)", "BEGIN (implicit) | COMMIT"),
    "exception in engine.begin": Route(
        "try:\n    with engine.begin() as c:\n        insert(c, 2)\n        1 / 0\nexcept ZeroDivisionError:\n    pass",
        "BEGIN (implicit) | ROLLBACK",
    ),
    "COMMIT refused": Route(
        "c = engine.connect(); run(c, 'INSERT INTO child VALUES (9)')\nfails(c.commit)\nc.close()",
        "BEGIN (implicit) | !COMMIT",  # SQLAlchemy 2.1.9 leaves the driver's transaction open
    ),
    "COMMIT refused in a session": Route(
        f"session = Session(engine); {ORPHANED}\nfails(session.commit)\nsession.close()",
        "BEGIN (implicit) | !COMMIT",
    ),
}
AUTOCOMMITS = {
    "AUTOCOMMIT": Route(f"{AUTOCOMMIT}\ninsert(c, 2)\nc.commit()\nc.close()", "COMMIT (autocommit)"),
    "AUTOCOMMIT rolled back": Route(f"{AUTOCOMMIT}\ninsert(c, 2)\nc.rollback()", "COMMIT (autocommit)"),
    "AUTOCOMMIT with BEGIN": Route(
        f"{AUTOCOMMIT}\nrun(c, 'BEGIN')\ninsert(c, 2)\nrun(c, 'COMMIT')\ninsert(c, 3)",
        "BEGIN | COMMIT | COMMIT (autocommit)",
    ),
    "AUTOCOMMIT with RETURNING": Route(
        f"{AUTOCOMMIT}\nrun(c, 'INSERT INTO t VALUES (2) RETURNING x').all()", "COMMIT (autocommit)"
    ),
    "AUTOCOMMIT of a session": Route(
        "auto = engine.execution_options(isolation_level='AUTOCOMMIT')\n"
        "session = Session(auto); add(session, 2)\nsession.rollback()",
        "COMMIT (autocommit)",
    ),
    "AUTOCOMMIT after a transaction": Route(
        "c = engine.connect(); r = run(c, 'SELECT 1'); c.commit()\n"
        "c = c.execution_options(isolation_level='AUTOCOMMIT')\nrun(c, 'SAVEPOINT a')\nrun(c, 'RELEASE a')",
        "BEGIN (implicit) | COMMIT | BEGIN (by SAVEPOINT) | SAVEPOINT | RELEASE | COMMIT (by RELEASE)",
    ),
    "DDL": Route(
        "c = engine.connect()\nrun(c, 'CREATE TABLE u (y)')\nc.rollback()",
        "BEGIN (implicit) | COMMIT (autocommit) | ROLLBACK",
    ),
    "DDL after an INSERT": Route(
        f"{INSERTED}\nrun(c, 'CREATE TABLE u (y)')\nc.rollback()", "BEGIN (implicit) | ROLLBACK"
    ),
    "create_all": Route("Other.metadata.create_all(engine)", "BEGIN (implicit) | COMMIT (autocommit) | COMMIT"),
    "INSERT behind WITH": Route(
        "c = engine.connect()\nrun(c, 'WITH n AS (SELECT 2 AS x) INSERT INTO t SELECT x FROM n')\nc.rollback()",
        "BEGIN (implicit) | COMMIT (autocommit) | ROLLBACK",
    ),
    "SELECT behind WITH": Route(
        "c = engine.connect()\nrun(c, 'WITH n AS (SELECT 2 AS x) SELECT x FROM n').all()\nc.rollback()",
        "BEGIN (implicit) | ROLLBACK",
    ),
}
TEXTS = {
    "COMMIT as text": Route(
        f"{INSERTED}\nrun(c, '/* now */ commit')\nc.rollback()", "BEGIN (implicit) | COMMIT | ROLLBACK"
    ),
    "COMMIT as text, and on": Route(
        f"{INSERTED}\nrun(c, 'COMMIT')\ninsert(c, 3)\nc.commit()",
        "BEGIN (implicit) | COMMIT | BEGIN (by the driver) | COMMIT",
    ),
    "BEGIN as text, after SQLAlchemy's": Route(
        "c = engine.connect()\nrun(c, 'SELECT 1')\nrun(c, 'BEGIN')\ninsert(c, 2)\nc.commit()",
        "BEGIN (implicit) | BEGIN | COMMIT",
    ),
    "END as text": Route(f"{INSERTED}\nrun(c, 'END')", "BEGIN (implicit) | COMMIT"),
    "ROLLBACK as text": Route(f"{INSERTED}\nrun(c, 'ROLLBACK')\nc.commit()", "BEGIN (implicit) | ROLLBACK | COMMIT"),
    "COMMIT as text of nothing": Route(
        "c = engine.connect()\nfails(lambda: run(c, 'COMMIT'))", "BEGIN (implicit) | !COMMIT"
    ),
    "COMMIT as text, refused": Route(
        "c = engine.connect(); run(c, 'INSERT INTO child VALUES (9)')\nfails(lambda: run(c, 'COMMIT'))\nc.rollback()",
        "BEGIN (implicit) | !COMMIT | ROLLBACK",
    ),
}
SAVEPOINTS = {
    "RELEASE of the outermost": Route(
        NESTED,
        "BEGIN (implicit) | SAVEPOINT | RELEASE | COMMIT (by RELEASE) | ROLLBACK",
    ),
    "RELEASE after an INSERT": Route(
        f"{ADDED}\nnested = session.begin_nested()\nadd(session, 3)\nnested.commit()\nsession.rollback()",
        "BEGIN (implicit) | SAVEPOINT | RELEASE | ROLLBACK",
    ),
    "ROLLBACK TO": Route(
        f"{ADDED}\nnested = session.begin_nested()\nadd(session, 3)\nnested.rollback()\nsession.commit()",
        "BEGIN (implicit) | SAVEPOINT | ROLLBACK TO | COMMIT",
    ),
    "driver's savepoints": Route(
        f"{DRIVER}\nd.execute('SAVEPOINT a; ')\nd.execute('savepoint b')\nd.execute('INSERT INTO t VALUES (2)')\n"
        "d.execute('RELEASE \"A\"')",
        "BEGIN (by SAVEPOINT) | SAVEPOINT | SAVEPOINT | RELEASE | COMMIT (by RELEASE)",
    ),
    "RELEASE of none": Route(f"{DRIVER}\nfails(lambda: d.execute('RELEASE nothing'))", "!RELEASE"),
    "BEGIN sent by a listener": Route(
        f"{ADDED}\nsession.commit()", "BEGIN (implicit), sent as BEGIN | COMMIT", hooked=True
    ),
    "BEGIN sent by a listener, RELEASE": Route(
        NESTED,
        "BEGIN (implicit), sent as BEGIN | SAVEPOINT | RELEASE | ROLLBACK",
        hooked=True,
    ),
    "BEGIN sent by a listener, DDL": Route(
        "c = engine.connect()\nrun(c, 'CREATE TABLE u (y)')\nc.rollback()",
        "BEGIN (implicit), sent as BEGIN | ROLLBACK",
        hooked=True,
    ),
}
DRIVERS = {
    "driver's commit": Route(
        f"{DRIVER}\nd.execute('INSERT INTO t VALUES (2)')\nd.commit()\nd.commit()", "BEGIN (by the driver) | COMMIT"
    ),
    "driver's rollback": Route(
        f"{DRIVER}\nd.cursor().execute('DELETE FROM t')\nd.rollback()\nd.rollback()", "BEGIN (by the driver) | ROLLBACK"
    ),
    "driver's commit beneath a session": Route(
        f"{ADDED}\nsession.connection().connection.driver_connection.commit()\nsession.rollback()",
        "BEGIN (implicit) | COMMIT | ROLLBACK",
    ),
    "driver's with": Route(
        f"{DRIVER}\nwith d:\n    d.execute('INSERT INTO t VALUES (2)')", "BEGIN (by the driver) | COMMIT"
    ),
    "exception in the driver's with": Route(
        f"{DRIVER}\n"
        "try:\n    with d:\n        d.execute('DELETE FROM t')\n        1 / 0\nexcept ZeroDivisionError:\n    pass",
        "BEGIN (by the driver) | ROLLBACK",
    ),
    "COMMIT refused in the driver's with": Route(
        f"{DRIVER}\ntry:\n    with d:\n        d.execute('INSERT INTO child VALUES (9)')\nexcept Exception:\n    pass",
        "BEGIN (by the driver) | !COMMIT | ROLLBACK (by the driver)",
    ),
    "executemany": Route(
        f"{DRIVER}\nd.executemany('INSERT INTO t VALUES (?)', [(2,), (3,)])\nd.commit()",
        "BEGIN (by the driver) | COMMIT",
    ),
    "executemany that fails without a transaction": Route(
        f"{DRIVER}\nd.isolation_level = None\nfails(lambda: d.executemany('INSERT INTO t VALUES (?)', [(2,), (1,)]))",
        "COMMIT (autocommit)",
    ),
    "INSERT that fails without a transaction": Route(
        f"{DRIVER}\nd.isolation_level = None\nfails(lambda: d.execute('INSERT INTO t VALUES (2), (1)'))", ""
    ),
    "INSERT that fails in the transaction it began": Route(
        f"{DRIVER}\nfails(lambda: d.execute('INSERT INTO t VALUES (1)'))\nd.commit()", "BEGIN (by the driver) | COMMIT"
    ),
    "executescript": Route(
        f"{DRIVER}\nd.execute('INSERT INTO t VALUES (2)')\n"
        "d.executescript('INSERT INTO t VALUES (3); SELECT 1; BEGIN; INSERT INTO t VALUES (4);')\nd.rollback()\n"
        "d.execute('SAVEPOINT a')\nd.rollback()",
        "BEGIN (by the driver) | COMMIT | COMMIT (autocommit) | BEGIN | ROLLBACK | "
        "BEGIN (by SAVEPOINT) | SAVEPOINT | ROLLBACK",
    ),
    "executescript with a trigger": Route(
        f"{DRIVER}\n"
        "d.executescript('CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO child VALUES (1); END')\n"
        "d.executescript('-- of two rows\\nINSERT INTO t VALUES (2), (3)')",
        "COMMIT (autocommit) | COMMIT (autocommit)",
    ),
    "executescript that fails": Route(
        f"{DRIVER}\nscript = 'BEGIN; DELETE FROM t; COMMIT; INSERT INTO t VALUES (1), (1); DELETE FROM child'\n"
        "fails(lambda: d.executescript(script))",
        "BEGIN | COMMIT",
    ),
    "isolation_level set to None": Route(
        f"{DRIVER}\nd.execute('DELETE FROM t')\nd.isolation_level = None\nd.execute('INSERT INTO t VALUES (3)')",
        "BEGIN (by the driver) | COMMIT (by isolation_level) | COMMIT (autocommit)",
    ),
    "pool reset": Route(
        "p = engine.raw_connection()\np.driver_connection.execute('INSERT INTO t VALUES (2)')\np.close()",
        "BEGIN (by the driver) | ROLLBACK",
    ),
    "driver's close": Route(
        f"{DRIVER}\nd.execute('INSERT INTO t VALUES (2)')\nd.close()", "BEGIN (by the driver) | ROLLBACK (by close)"
    ),
}
SQLITES = {
    "OR ROLLBACK": Route(
        f"{INSERTED}\nfails(lambda: run(c, 'INSERT OR ROLLBACK INTO t VALUES (1)'))\ninsert(c, 3)\nc.commit()",
        "BEGIN (implicit) | ROLLBACK (by SQLite) | BEGIN (by the driver) | COMMIT",
    ),
    "interrupted write": Route(
        f"{INSERTED}\nfails(lambda: interrupted(c, 'INSERT INTO t SELECT x + stop() FROM t'))\nc.commit()",
        "BEGIN (implicit) | ROLLBACK (by SQLite) | COMMIT",
    ),
    "two sessions on one connection": Route(
        f"{ADDED}\nother = Session(engine); add(other, 3)\nsession.commit()\nother.rollback()",
        "BEGIN (implicit) | BEGIN (implicit) | COMMIT | ROLLBACK",
    ),
    "another session closes": Route(
        f"{ADDED}\nother = Session(engine); other.get(T, 1)\nother.close()\nsession.commit()",
        "BEGIN (implicit) | BEGIN (implicit) | ROLLBACK | COMMIT",
    ),
}
AUTOCOMMIT_ATTRIBUTE = {
    "autocommit set to False": Route(
        f"{DRIVER}\nd.autocommit = False\nd.execute('INSERT INTO t VALUES (2)')\nd.commit()\n"
        "d.execute('INSERT INTO t VALUES (3)')\nd.rollback()",
        "BEGIN (by the driver) | COMMIT | ROLLBACK",
    ),
    "autocommit set to True": Route(
        f"{DRIVER}\nd.execute('INSERT INTO t VALUES (2)')\nd.autocommit = True\nd.execute('INSERT INTO t VALUES (3)')\n"
        "d.execute('BEGIN')\nd.execute('INSERT INTO t VALUES (4)')\nd.rollback()\nd.execute('COMMIT')",
        "BEGIN (by the driver) | COMMIT (by autocommit) | COMMIT (autocommit) | BEGIN | COMMIT",
    ),
}
"""From Python 3.12 on."""
ROUTES = SQLALCHEMYS | AUTOCOMMITS | TEXTS | SAVEPOINTS | DRIVERS | SQLITES
ROUTES |= AUTOCOMMIT_ATTRIBUTE if sys.version_info >= (3, 12) else {}
