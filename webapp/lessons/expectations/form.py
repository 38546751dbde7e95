"""`uses` and `avoids`: words of the answer's own text, only where the form is the point."""

from typing import Annotated

from pydantic import AfterValidator, Field

from webapp.lessons.part import OneOrMore, Written


def code(text: str) -> str:
    if not text.strip() or any(quote in text for quote in "'\"#"):
        raise ValueError("Write names and words of Python here, such as `with`, `begin_nested` or `session.commit()`.")
    return text


Words = Annotated[list[Annotated[Written, AfterValidator(code)]], OneOrMore, Field(min_length=1)]
"""Pieces of code, compared token by token: blanks do not count, and what stands in comments and strings is not seen."""
