"""Errors that can be looked up: what each means in general, and what recognises it."""

from webapp.explained.reference.pages import (
    ErrorPage,
    bases,
    classes,
    code_in,
    codes,
    of_code,
    pages,
    patterns,
)

__all__ = ["ErrorPage", "bases", "classes", "code_in", "codes", "of_code", "pages", "patterns"]
