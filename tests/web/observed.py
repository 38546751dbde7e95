"""What a recorder could have seen: an object's whole life in one snippet, to be shown."""

from typing import Any

from webapp.observation import Observation

SOURCE = """\
annie = Astronaut(firstname="Annie", lastname="Montrose")
session = Session(engine)
session.add(annie)
crew = session.scalars(select(Astronaut)).all()
rick.lastname = "Marsh"
session.commit()
annie.lastname
session.delete(rick)
session.flush()
session.rollback()
session.close()
annie.missions"""
INSERT = "INSERT INTO astronauts (firstname, lastname) VALUES (?, ?) RETURNING id"
SELECT = "SELECT astronauts.id, astronauts.firstname, astronauts.lastname \nFROM astronauts"
SPANS = [("k", 6), ("w", 1)]


def crew(state: str, **more: str) -> list[dict[str, Any]]:
    found = [
        {"name": "id", "state": state, "value": more.pop("id", "7")},
        {"name": "firstname", "state": state, "value": "'Annie'"},
        {"name": "lastname", "state": state, "value": "'Montrose'"},
        {"name": "missions", "state": "unloaded"},
    ]
    return [{k: v for k, v in each.items() if k != "value" or each["state"] == "loaded"} for each in found]


def annie(state: str, **more: Any) -> dict[str, Any]:
    return {
        "number": 1,
        "type": "Astronaut",
        "name": "annie",
        "state": state,
        "attributes": crew("loaded"),
        **more,
    }


def rick(state: str, **more: Any) -> dict[str, Any]:
    attributes = crew("loaded", id="2")
    attributes[1]["value"], attributes[2]["value"] = "'Rick'", "'Martinez'"
    return {
        "number": 2,
        "type": "Astronaut",
        "name": "rick",
        "key": "2",
        "state": state,
        "session": 1,
        "attributes": attributes,
        **more,
    }


def modified() -> list[dict[str, Any]]:
    attributes = rick("persistent")["attributes"]
    attributes[2] = {"name": "lastname", "state": "modified", "value": "'Marsh'", "old": "'Martinez'"}
    return attributes


def session(**more: Any) -> dict[str, Any]:
    return {"number": 1, "name": "session", "engine": "engine", **more}


def table(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    inserted = sum(row.get("mark") == "inserted" for row in rows)
    gone = sum(row.get("mark") == "gone" for row in rows)
    return {
        "engine": "engine",
        "name": "astronauts",
        "columns": ["id", "firstname", "lastname"],
        "rows": list(rows),
        "total": len(rows) - gone,
        "others_total": len(rows) - inserted,
        "connection": 1,
        "shared": True,
        **more,
    }


LEWIS = {"values": [1, "Melissa", "Lewis"]}
RICK = {"values": [2, "Rick", "Martinez"]}
MARSH = {"values": [2, "Rick", "Marsh"]}
ANNIE = {"values": [7, "Annie", "Montrose"]}
IN = {"in_transaction": True, "connection": 1}

STEPS: list[dict[str, Any]] = [
    {"objects": [rick("detached", session=None)], "tables": [table(LEWIS, RICK)]},
    {"line": 1, "objects": [annie("transient", attributes=[])]},
    {"line": 2, "sessions": [session()]},
    {"line": 3, "objects": [annie("pending", session=1)], "sessions": [session(new=[1], in_transaction=True)]},
    {
        "line": 4,
        "objects": [annie("persistent", session=1, key="7"), rick("persistent")],
        "sessions": [session(identity_map=[1, 2], **IN)],
        "tables": [table(LEWIS, RICK, ANNIE | {"mark": "inserted"})],
    },
    {
        "line": 5,
        "objects": [rick("persistent", attributes=modified())],
        "sessions": [session(identity_map=[1, 2], dirty=[2], **IN)],
    },
    {
        "line": 6,
        "objects": [
            annie("persistent", session=1, key="7", expired=True, attributes=crew("expired")),
            rick("persistent", expired=True, attributes=crew("expired")),
        ],
        "sessions": [session(identity_map=[1, 2])],
        "tables": [table(LEWIS, MARSH, ANNIE)],
    },
    {"line": 7, "objects": [annie("persistent", session=1, key="7")], "sessions": [session(identity_map=[1, 2], **IN)]},
    {"line": 8, "sessions": [session(identity_map=[1, 2], deleted=[2], **IN)]},
    {
        "line": 9,
        "objects": [rick("deleted", expired=True, attributes=crew("expired"))],
        "sessions": [session(identity_map=[1], **IN)],
        "tables": [table(LEWIS, MARSH | {"mark": "gone"}, ANNIE)],
    },
    {
        "line": 10,
        "objects": [
            annie("persistent", session=1, key="7", expired=True, attributes=crew("expired")),
            rick("persistent", expired=True, attributes=crew("expired")),
        ],
        "sessions": [session(identity_map=[1, 2])],
        "tables": [table(LEWIS, MARSH, ANNIE)],
    },
    {
        "line": 11,
        "objects": [
            annie("detached", key="7", expired=True, attributes=crew("expired")),
            rick("detached", session=None, expired=True, attributes=crew("expired")),
        ],
        "sessions": [session(closed=True)],
    },
    {"line": 12, "raised": True},
]


def sent(step: int, text: str, kind: str, by: str = "", **more: Any) -> dict[str, Any]:
    cause = {"kind": kind, "by": by, **more.pop("cause", {})}
    return {"text": text, "step": step, "line": step, "session": 1, "connection": 1, "cause": cause, **more}


STATEMENTS = [
    sent(4, "BEGIN (implicit)", "autoflush", "Session.scalars", mark="BEGIN"),
    sent(4, INSERT, "autoflush", "Session.scalars", cause={"objects": [1]}, rows=1, parameters="('Annie', 'Montrose')")
    | {"seconds": 0.00012, "spans": [("k", 6), ("w", 1), ("k", 4)]},
    sent(4, SELECT, "written", "Session.scalars", seconds=0.00008, spans=SPANS),
    sent(6, "UPDATE astronauts SET lastname=? WHERE astronauts.id = ?", "commit", "Session.commit", rows=1)
    | {"cause": {"kind": "commit", "by": "Session.commit", "objects": [2]}, "parameters": "('Marsh', 2)"},
    sent(6, "COMMIT", "commit", "Session.commit", mark="COMMIT"),
    sent(7, "BEGIN (implicit)", "expired", mark="BEGIN"),
    sent(7, SELECT + " \nWHERE astronauts.id = ?", "expired", parameters="(7,)", spans=SPANS)
    | {"cause": {"kind": "expired", "type": "Astronaut", "attribute": "lastname", "object": 1}},
    sent(9, "DELETE FROM astronauts WHERE astronauts.id = ?", "flush", "Session.flush", rows=1, parameters="(2,)")
    | {"cause": {"kind": "flush", "by": "Session.flush", "objects": [2]}},
    sent(10, "ROLLBACK", "written", "Session.rollback", mark="ROLLBACK"),
]

LIFE = Observation.model_validate(
    {
        "outcome": "error",
        "source": SOURCE,
        "source_spans": [("n", 5), ("w", 1), ("o", 1), ("w", 1), ("n", 9)],
        "statements": STATEMENTS,
        "steps": STEPS,
        "tables": [table(LEWIS, MARSH, ANNIE)],
        "events": [{"kind": "error", "text": "DetachedInstanceError: ..."}],
    }
)
