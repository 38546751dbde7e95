"""Who gets to the instructors' pages: instructors, each to their own classes."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from tests.web.conftest import SETTINGS, Recorded
from tests.web.instructor.conftest import HOSTILE, Class
from tests.web.routes import addresses
from webapp.store.store import Store
from webapp.web.instructor.login import COOKIE, PATH

FREE = {"/instructor/login"}


def routes(app: Flask) -> list[tuple[str, str]]:
    """Method and address of everything that there is below /instructor but the ways in and out; last what deletes."""
    found = [*addresses(app, safe=True), *addresses(app, safe=False)]
    below = [each for each in found if each[1].startswith(PATH) and each[1] not in FREE]
    return sorted(below, key=lambda each: (each[1].endswith("/drop"), each))


def asked(client: FlaskClient, app: Flask, *, of_classes: bool = False) -> dict[tuple[str, str], int]:
    found = {}
    for method, address in routes(app):
        if not address.endswith("/logout") and ("/classes/1" in address or not of_classes):
            found[method, address] = client.open(address, method=method, data={"title": "x"}).status_code
    return found


def test_nobody_gets_in_without_the_cookie(app: Flask, client: FlaskClient, group: Class) -> None:
    found = asked(client, app)
    assert len(found) > 10
    assert set(found.values()) == {401}
    assert client.post("/instructor/logout").status_code == 401


def test_instructor_gets_everywhere(app: Flask, ada: FlaskClient, group: Class) -> None:
    group.answered(group.student())
    assert set(asked(ada, app).values()) <= {200, 303}


def test_class_is_not_there_for_another_instructor(app: Flask, grace: FlaskClient, group: Class) -> None:
    found = asked(grace, app, of_classes=True)
    assert len(found) >= 7
    assert set(found.values()) == {404}
    assert "Tuesday" not in grace.get("/instructor").text


def forged(key: str, salt: str, payload: object) -> str:
    return str(URLSafeTimedSerializer(key, salt=salt).dumps(payload))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "rubbish",
        forged("another key", "instructor", [1, ""]),
        forged(SETTINGS.secret_key, "cookie-session", [1, ""]),
        forged(SETTINGS.secret_key, "instructor", [1, "0" * 16]),
    ],
    ids=["empty", "rubbish", "other key", "other salt", "other link"],
)
def test_cookie_that_is_not_ours_is_none(client: FlaskClient, ada: FlaskClient, value: str) -> None:
    client.set_cookie(COOKIE, value, path=PATH)
    assert client.get("/instructor").status_code == 401


def test_cookie_is_for_these_pages_alone_and_no_script_reads_it(client: FlaskClient, store: Store) -> None:
    answer = client.post("/instructor/login", data={"code": store.teaching.add_instructor("Ada")})
    (set_cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith(COOKIE)]
    attributes = {each.strip() for each in set_cookie.split(";")[1:]}
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/instructor", "Max-Age=43200"} <= attributes


def test_login_takes_the_whole_link_or_its_code(client: FlaskClient, store: Store) -> None:
    token = store.teaching.add_instructor("Ada")
    assert client.post("/instructor/login", data={"code": f"https://x.org/instructor/login#{token}"}).status_code == 303
    assert client.post("/instructor/login", data={"code": "guessed"}).status_code == 403
    assert client.post("/instructor/login", data={}).status_code == 403


@pytest.mark.parametrize(
    ("server", "kept"),
    [
        ("http://localhost", True),
        ("http://127.0.0.2:8000", True),
        ("http://[::1]:8000", True),
        ("https://learn.example", True),
        ("http://learn.example", False),
        ("http://10.0.0.5:8000", False),
    ],
)
def test_login_is_refused_in_words_where_no_browser_would_keep_it(
    client: FlaskClient, store: Store, server: str, kept: bool
) -> None:
    code = store.teaching.add_instructor("Ada")
    answer = client.post("/instructor/login", data={"code": code}, base_url=server)
    assert answer.status_code == (303 if kept else 403)
    assert ("over plain http" in answer.text) is not kept


def test_revoked_instructor_is_out_at_once(ada: FlaskClient, store: Store) -> None:
    assert ada.get("/instructor").status_code == 200
    store.teaching.revoke_instructor("Ada")
    assert ada.get("/instructor").status_code == 401


def test_new_link_ends_what_was_logged_in_by_the_old_one(ada: FlaskClient, store: Store) -> None:
    store.teaching.renew_instructor("Ada")
    assert ada.get("/instructor").status_code == 401


def test_logging_out_ends_it(ada: FlaskClient) -> None:
    assert ada.post("/instructor/logout").status_code == 303
    assert ada.get("/instructor").status_code == 401


def test_visitor_is_no_instructor(recorded: Recorded, ada: FlaskClient) -> None:
    assert recorded.client.get("/instructor").status_code == 401


def test_no_page_names_a_visitor_or_runs_what_students_wrote(app: Flask, ada: FlaskClient, group: Class) -> None:
    for name in (None, HOSTILE):
        group.answered(group.student(name), observed="a", source=HOSTILE)
        group.answered(group.students[-1], mistake=HOSTILE)
    seen = ""
    for method, address in routes(app):
        if method == "GET":
            answer = ada.get(address)
            assert answer.headers["Cache-Control"] == "no-store"
            seen += answer.text if "json" not in answer.mimetype else answer.json["html"]  # type: ignore[index]
    assert [each for each in group.students if each in seen] == []
    assert "<script>alert" not in re.sub(r'^.*text/csv.*$|^".*$', "", seen, flags=re.MULTILINE)
    assert "alert(1)" in seen
