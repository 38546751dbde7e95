"""Where the consoles without a lesson are."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp.lessons.scratch import EMPTY, PREFIX, is_scratch
from webapp.web.parts import parts

blueprint = Blueprint("scratch", __name__)


def register(app: Flask) -> None:
    """Adds the address, and to the templates `is_scratch` and `scratches()`."""
    app.register_blueprint(blueprint)
    app.add_template_test(is_scratch, "scratch")
    app.add_template_global(lambda: parts().catalogue().scratches, "scratches")


@blueprint.get("/scratch")
def page() -> Response:
    """To the console with the dataset `data`, else to that of an empty engine."""
    wanted = f"{PREFIX}{request.args.get('data', '')}"
    known = {each.id for each in parts().catalogue().scratches}
    return redirect(url_for("lesson.page", lesson_id=wanted if wanted in known else EMPTY), 302)
