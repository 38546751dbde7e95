"""What a page sends with a run, as JSON or as a form, checked."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from flask import request
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from werkzeug.exceptions import BadRequest

from webapp.attempts import Submission
from webapp.web.look import Asked
from webapp.web.unreadable import unreadable_in

Name = Annotated[str, Field(max_length=200)]


class Submitted(BaseModel):
    """The fields of a run. `seen` is the position of the console in the page that asks; `panel` says which panels come
    with the answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    submission: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")] = Field(
        default_factory=lambda: str(uuid.uuid4())
    )
    source: str
    kind: Literal["console", "answer", "example", "prediction"] = "console"
    step: Name | None = None
    start: Name | None = None
    seen: Name = ""
    panel: Asked = None

    @field_validator("source")
    @classmethod
    def _as_typed(cls, source: str) -> str:
        unreadable = unreadable_in(source)
        if unreadable:
            sentence = f"{unreadable}, which Python cannot read. Delete it and run the rest."
            raise PydanticCustomError("unreadable", "{told}", {"told": sentence})
        # Forms send the line ends of the network, not those of the page.
        return source.replace("\r\n", "\n").replace("\r", "\n")

    @field_validator("step", "start")
    @classmethod
    def _given(cls, value: str | None) -> str | None:
        return value or None

    def as_submission(self) -> Submission:
        """The same for the floor below."""
        return Submission(id=self.submission, source=self.source, kind=self.kind, step=self.step, start=self.start)


def submitted() -> Submitted:
    """The run that this request asks for. Raises BadRequest with a sentence naming the field."""
    sent: Any = request.get_json() if request.is_json else request.form.to_dict()
    if not isinstance(sent, dict):
        raise BadRequest("A run is sent as a JSON object with a source.")
    try:
        return Submitted.model_validate(sent)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "unreadable":
            raise BadRequest(first["msg"]) from None
        field = ".".join(str(part) for part in first["loc"]) or "the run"
        raise BadRequest(f"This run cannot be read: {field}: {first['msg']}.") from None
