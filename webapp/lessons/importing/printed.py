"""What an example printed, as a lesson shows it, and whether that is what the document shows.

An engine with `echo=True` logs its SQL among what is printed, each entry behind a time. A lesson shows the log with
`...` in place of the time, and of how long a statement took to compile. Compared with the document is:

- everything, in its order, where both have a log: by doctest's rules, blanks and line breaks equal, times left out;
- what is printed beside the log where one of both has none: an engine need not echo, and a document may leave the log
  out. Which lines of a document are log its marks say (`{execsql}`), or the times at their beginning;
- classes without the module `__main__`, which they have at a prompt and not in doctest;
- of a traceback the exception's class alone, as SQLAlchemy's own tests do: its message differs between versions.
"""

from __future__ import annotations

import doctest
import re

from webapp.lessons.importing.characters import UNREADABLE
from webapp.lessons.importing.parts import Code, Prompt
from webapp.lessons.importing.prompts import TRACEBACK

LOG = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ sqlalchemy\.[\w.]+ ", re.MULTILINE)
TIMES = re.compile(
    r"^(?P<before>(?:\.\.\.)?)\[(?:generated in|cached since|no key) (?:[\d.]+s|\.\.\.)(?: ago)?", re.MULTILINE
)
ENDS = re.compile(r"\[(?:generated in|cached since|no key|raw sql)\b|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA")
"""How an entry of the log begins that is one line; a statement goes on to the entry with its parameters."""
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
EXCEPTION = re.compile(r"^(?:[A-Za-z_]\w*\.)*(?P<type>[A-Za-z_]\w*)(?::|$)", re.MULTILINE)
LONGEST = 8_000
"""Characters of output that a lesson shows of one example; `...` stands for the rest."""
SUGGESTING = frozenset(("NameError", "AttributeError", "ImportError"))
"""To the message of these newer Pythons add what may have been meant."""
OPENED = re.compile(r"[^(\[{<'\"]*$")
CLOSING = re.compile(r"^[^)\]}>'\"]*")
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def shown(output: str, error: str | None) -> str:
    """The output as a lesson's `shows` has it; `error` is the class of the exception that ended it."""
    text, trace = _split(output) if error is not None else (output, "")
    text = TIMES.sub("...[...", LOG.sub("...", text))
    if trace and error is not None:
        text += _trace(trace, error)
    text = UNREADABLE.sub("...", ADDRESS.sub("0x...", text))
    return "".join(f"{line.rstrip()}\n" for line in _bounded(text).rstrip().splitlines())


def _bounded(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[: text.rfind(chr(10), 0, LONGEST) + 1]}...\n"


def steady(first: str, second: str) -> str:
    """What two runs have in common: `...` stands for what differs in a line, up to the next quotes or brackets."""
    lines, others = first.splitlines(), second.splitlines()
    if len(lines) != len(others):
        return "...\n"
    return "".join(f"{_common(line, other)}\n" for line, other in zip(lines, others, strict=True))


def _common(line: str, other: str) -> str:
    if line == other:
        return line
    beginning = OPENED.sub("", _shared(line, other))
    rest, other_rest = line[len(beginning) :], other[len(beginning) :]
    end = _shared(rest[::-1], other_rest[::-1])[::-1]
    return f"{beginning}...{CLOSING.sub('', end, count=1)}"


def _shared(first: str, second: str) -> str:
    """How both begin."""
    differ = (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    return first[: next(differ, min(len(first), len(second)))]


def is_now(text: str, year: int) -> bool:
    """Whether the text may tell the time: in the same second, two runs print the same."""
    return str(year) in text


def is_as_shown(code: Code, output: str, values: str) -> bool:
    """Whether the document shows that output; `values` is the same without any echoed value but the last.

    True also where the document says nothing of it.
    """
    printed = [prompt for prompt in code.prompts if prompt.printed is not None]
    if not printed:
        return True
    came = [output, values] if code.last_only else [output]
    return any(_same(printed, each) for each in came)


def _same(prompts: list[Prompt], output: str) -> bool:
    wanted = "".join(prompt.printed or "" for prompt in prompts)
    if _equal(LOG.sub("", wanted), LOG.sub("", output)):
        return True
    marked = LOG.search(wanted) is not None or any(prompt.beside_log is not None for prompt in prompts)
    if marked == (LOG.search(output) is not None):
        return False
    return _equal("".join(_beside(prompt) for prompt in prompts), _without_log(output))


def _beside(prompt: Prompt) -> str:
    return _without_log(prompt.printed or "") if prompt.beside_log is None else prompt.beside_log


def _equal(wanted: str, came: str) -> bool:
    (wanted, its_trace), (came, trace) = _split(wanted), _split(came)
    if bool(its_trace) != bool(trace) or (_classes(its_trace) and not _classes(its_trace) & _classes(trace)):
        return False
    wanted, came = (TIMES.sub("[...", ADDRESS.sub("0x...", text)).replace("__main__.", "") for text in (wanted, came))
    return doctest.OutputChecker().check_output(wanted, came, SAME)


def _classes(trace: str) -> set[str]:
    return {found["type"] for found in EXCEPTION.finditer(trace)} - {"Traceback"}


def _split(output: str) -> tuple[str, str]:
    """What comes before a traceback, and that with all that follows."""
    found = TRACEBACK.search(output)
    return (output[: found.start()], output[found.start() :]) if found else (output, "")


def _trace(trace: str, error: str) -> str:
    lines = trace.splitlines()
    ends = [at for at, line in enumerate(lines) if (found := EXCEPTION.match(line)) and found["type"] == error]
    if not ends:
        return "Traceback (most recent call last):\n...\n"
    more = "" if len(lines) == ends[-1] + 1 and error not in SUGGESTING else "..."
    end = f"{more}\n" if error in SUGGESTING else f"\n{more}\n"
    return f"Traceback (most recent call last):\n...\n{lines[ends[-1]]}{end}"


def _without_log(output: str) -> str:
    kept: list[str] = []
    in_log = False
    for line in output.splitlines(keepends=True):
        found = LOG.match(line)
        if found:
            in_log = ENDS.match(line, found.end()) is None
        elif not in_log:
            kept.append(line)
    return "".join(kept)
