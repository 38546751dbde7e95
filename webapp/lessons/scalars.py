"""Plain words of YAML 1.2: its core schema and nothing else, so `no` is text, and so is a date."""

import math
import re

NULL = re.compile(r"(?:null|Null|NULL|~)?")
TRUE = re.compile(r"true|True|TRUE")
FALSE = re.compile(r"false|False|FALSE")
INTEGER = re.compile(r"[-+]?[0-9]+")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
NAN = re.compile(r"\.(?:nan|NaN|NAN)")

LONGEST_NUMBER = 400
"""Digits; Python refuses to read integers beyond 4,300, and no lesson needs a number that long."""

Scalar = None | bool | int | float | str


def plain(text: str) -> Scalar:
    """The value of an unquoted word. Raises ValueError on a number too long to read."""
    if len(text) > LONGEST_NUMBER and (INTEGER.fullmatch(text) or FLOAT.fullmatch(text)):
        raise ValueError(f"A number of {len(text)} characters is too long; put it in quotes if it is text.")
    if NULL.fullmatch(text):
        return None
    if TRUE.fullmatch(text) or FALSE.fullmatch(text):
        return text[0] in "tT"
    return number(text)


def number(text: str) -> int | float | str:
    if INTEGER.fullmatch(text):
        return int(text)
    if OCTAL.fullmatch(text) or HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if FLOAT.fullmatch(text):
        return float(text)
    if infinite := INFINITE.fullmatch(text):
        return -math.inf if infinite[1] == "-" else math.inf
    return math.nan if NAN.fullmatch(text) else text
