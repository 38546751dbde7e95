"""The stack's limit: a bare Flask application that answers a POST of JSON with the same JSON."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request

PATH = "/echo"


def application() -> Flask:
    """For gunicorn."""
    app = Flask("trivial", static_folder=None)

    @app.post(PATH)
    def echo() -> Response:
        answer: Response = jsonify(request.get_json())
        return answer

    return app
