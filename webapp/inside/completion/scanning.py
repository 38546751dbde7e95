"""Where the cursor stands: told from the tokens before it, however unfinished the text is."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<string>[rRbBuUfFtT]{0,2}(?:
        \"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3}
      | "(?!"")(?:\\.|[^"\\\n])*" | '(?!'')(?:\\.|[^'\\\n])*' ))
  | (?P<open>[rRbBuUfFtT]{0,2}(?:\"{3}|'{3}|["']))
  | (?P<comment>\#[^\n]*)
  | (?P<number>(?:\d|\.\d)[\w.]*)
  | (?P<name>[^\W\d]\w*)
  | (?P<newline>\n)
  | (?P<space>(?:[^\S\n]|\\\n)+)
  | (?P<op>\.\.\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = {"(": ")", "[": "]", "{": "}"}, {")", "]", "}"}
STATEMENTS = frozenset("import def class with return while try raise del pass break continue global".split())
"""Words that begin a statement and never stand within brackets: there, a bracket was left open further up."""

Kind = Literal["name", "attribute", "module", "member", "nothing"]


class Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """The call the cursor stands in. `position` counts the arguments before it, `keyword` is the one being given."""

    callee: str
    position: int
    keyword: str
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """`base` is the expression before the dot, or the module of an import; `head` is the text before all of that."""

    kind: Kind
    prefix: str = ""
    base: str = ""
    head: str = ""
    closing: str = ""
    call: Call | None = None
    begins_argument: bool = False


def place_of(text: str) -> Place:
    """Where the end of a text stands."""
    tokens = _tokens(text)
    if tokens is None:
        return Place("nothing")
    opened = _opened(tokens)
    closing = "".join(OPENING[tokens[each].text] for each in reversed(opened))
    prefix, last = "", len(tokens) - 1
    if tokens and tokens[last].kind == "name" and tokens[last].end == len(text):
        prefix, last = tokens[last].text, last - 1
    elif tokens and tokens[last].kind in ("number", "string") and tokens[last].end == len(text):
        return Place("nothing", head=text, closing=closing, call=_call(text, tokens, opened, len(tokens)))
    head = text[: len(text) - len(prefix)]
    call = _call(text, tokens, opened, last + 1)
    imported = _import(tokens, last, prefix, head)
    if imported is not None:
        return imported
    before = tokens[last] if last >= 0 else None
    if before is not None and before.text == ".":
        start = _primary(tokens, last - 1)
        if start is None:
            return Place("nothing", head=head, closing=closing, call=call)
        base = text[tokens[start].start : before.start]
        return Place("attribute", prefix, base, text[: tokens[start].start], closing, call)
    if before is not None and before.text in ("def", "class", "as"):
        return Place("nothing", head=head, closing=closing, call=call)
    begins = call is not None and before is not None and before.text in ("(", ",")
    return Place("name", prefix, "", head, closing, call, begins)


def _tokens(text: str) -> list[Token] | None:
    """What matters of a text; None where it ends in a string or a comment. Line ends within brackets are left out."""
    found: list[Token] = []
    depth = 0
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        kind, end = str(match.lastgroup), match.end()
        if kind == "open":
            if match.group().endswith(('"""', "'''")) or (end := text.find("\n", at)) < 0:
                return None
            at = end
            continue
        if kind == "comment" and end == len(text):
            return None
        if kind == "op":
            depth += (match.group() in OPENING) - (match.group() in CLOSING)
        elif kind == "name" and match.group() in STATEMENTS and _begins_line(text, at):
            depth = 0
        if kind not in ("space", "comment") and not (kind == "newline" and depth > 0):
            found.append(Token(kind, match.group(), at, end))
        at = end
    return found


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _opened(tokens: Sequence[Token]) -> list[int]:
    """The places of the brackets that are open at the end."""
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "newline":
            opened.clear()
        elif token.kind == "op" and token.text in OPENING:
            opened.append(place)
        elif token.kind == "op" and token.text in CLOSING and opened:
            opened.pop()
        elif token.text in STATEMENTS and token.kind == "name" and opened and tokens[place - 1].kind == "newline":
            opened.clear()
    return opened


def _ends_value(token: Token) -> bool:
    if token.kind == "name":
        return not keyword.iskeyword(token.text)
    return token.kind == "string" or token.text in (")", "]")


def _primary(tokens: Sequence[Token], last: int) -> int | None:
    """The place where the value that ends at `last` begins: `a` of `a.b(c)[0]`."""
    at = last
    while at >= 0:
        token = tokens[at]
        if token.text in CLOSING and token.kind == "op":
            depth = 0
            while at >= 0:
                text = tokens[at].text if tokens[at].kind == "op" else ""
                depth += (text in CLOSING) - (text in OPENING)
                if depth == 0:
                    break
                at -= 1
            if at < 0:
                return None
            if at > 0 and tokens[at].text != "{" and _ends_value(tokens[at - 1]):
                at -= 1
                continue
        elif token.kind not in ("name", "string") or keyword.iskeyword(token.text):
            return None
        if at > 1 and tokens[at - 1].text == "." and tokens[at - 1].kind == "op":
            at -= 2
            continue
        return at
    return None


def _call(text: str, tokens: Sequence[Token], opened: Sequence[int], end: int) -> Call | None:
    """The innermost call that is open."""
    for place in reversed(opened):
        if tokens[place].text == "(" and place and _ends_value(tokens[place - 1]):
            start = _primary(tokens, place - 1)
            if start is None or (start and tokens[start - 1].text in ("def", "class")):
                return None
            callee = text[tokens[start].start : tokens[place].start].strip()
            return _arguments(callee, tokens[place + 1 : end])
    return None


def _arguments(callee: str, tokens: Sequence[Token]) -> Call:
    depth = position = 0
    current, given = "", set()
    for place, token in enumerate(tokens):
        if token.kind != "op":
            continue
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth:
            continue
        if token.text == ",":
            position, current = position + 1, ""
        elif token.text == "=" and place and tokens[place - 1].kind == "name":
            following = tokens[place + 1].text if place + 1 < len(tokens) else ""
            before = tokens[place - 2].text if place > 1 else ","
            if following != "=" and before == ",":
                current = tokens[place - 1].text
                given.add(current)
    return Call(callee, position, current, frozenset(given))


def _import(tokens: Sequence[Token], last: int, prefix: str, head: str) -> Place | None:
    begins = last
    while begins >= 0 and tokens[begins].kind != "newline" and tokens[begins].text != ";":
        begins -= 1
    line = [token.text for token in tokens[begins + 1 : last + 1]]
    if not line or line[0] not in ("import", "from"):
        return None
    if line[0] == "from" and "import" in line:
        module = "".join(line[1 : line.index("import")])
        wanted = line[-1] in ("import", ",", "(")
        return Place("member" if wanted else "nothing", prefix, module, head)
    words: list[str] = []
    for word in reversed(line[1:]):
        if word == "," and line[0] == "import":
            break
        words.append(word)
    path = "".join(reversed(words))
    if path and not path.endswith("."):
        return Place("name" if line[0] == "from" else "nothing", prefix, "", head)
    return Place("module", prefix, path, head)
