"""The checks an author can write, and the forms of a mistake's `when`."""

from webapp.lessons.expectations.check import Check, Expectation, WhenCheck
from webapp.lessons.expectations.count import Count
from webapp.lessons.expectations.function import Call, FunctionCheck
from webapp.lessons.expectations.output import OutputCheck
from webapp.lessons.expectations.raises import RaisesCheck
from webapp.lessons.expectations.rows import Cell, RowsCheck
from webapp.lessons.expectations.sql import SqlCheck, SqlKey
from webapp.lessons.expectations.state import SessionCheck, StateCheck
from webapp.lessons.expectations.value import ValueCheck

__all__ = [
    "Call",
    "Cell",
    "Check",
    "Count",
    "Expectation",
    "FunctionCheck",
    "OutputCheck",
    "RaisesCheck",
    "RowsCheck",
    "SessionCheck",
    "SqlCheck",
    "SqlKey",
    "StateCheck",
    "ValueCheck",
    "WhenCheck",
]
