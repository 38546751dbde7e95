"""The JSON Schema of a lesson's file, made from the model, by which editors complete and check while one types."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from webapp.lessons.schema import LessonFile

FILE = "lesson.schema.json"
"""What it is called beside the lessons."""
FIRST_LINE = f"# yaml-language-server: $schema={FILE}"
"""How a lesson names it."""


class Untitled(GenerateJsonSchema):
    """Without a title for each key: it would be the key's name once more."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def json_schema() -> str:
    """The schema as the text of its file."""
    made = LessonFile.model_json_schema(by_alias=True, schema_generator=Untitled)
    made = {"$schema": GenerateJsonSchema.schema_dialect} | made | {"title": "A lesson of Savepoint"}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
