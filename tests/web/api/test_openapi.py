import json

from flask import Flask
from flask.testing import FlaskClient
from jsonschema.validators import validator_for

from webapp.web.api.openapi import FILE, document, written
from webapp.web.api.operations import OPERATIONS


def test_document_that_is_checked_in_is_current(app: Flask) -> None:
    assert FILE.read_text(encoding="utf-8") == written(app), "run python -m webapp.web.api.openapi"


def test_document_is_served_to_everybody_and_without_a_cookie(client: FlaskClient) -> None:
    answer = client.get("/openapi.json")
    assert answer.get_json() == json.loads(FILE.read_text(encoding="utf-8"))
    assert "Set-Cookie" not in answer.headers


def test_every_route_is_in_it_and_nothing_else(app: Flask) -> None:
    described = [(path, method) for path, each in document(app)["paths"].items() for method in each]
    routes = [method for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}]
    assert len(described) == len(routes)
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(OPERATIONS)


def test_every_operation_says_what_it_does(app: Flask) -> None:
    said = {
        each["operationId"]: each["summary"] for methods in document(app)["paths"].values() for each in methods.values()
    }
    assert len(said) == len(OPERATIONS) + 1  # a draft of the console has an address of its own
    assert [name for name, summary in said.items() if not summary] == []


def test_schemas_are_ones(app: Flask) -> None:
    schemas = document(app)["components"]["schemas"]
    assert schemas["Entry"]["additionalProperties"] is False
    for each in schemas.values():
        validator_for(each).check_schema(each)
