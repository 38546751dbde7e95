"""Where things lie in memory: in a process of its own, as it is done in the zygote."""

import subprocess
import sys

import pytest

SETTING = """\
from webapp.inside.locality import Used, filled

PAGE = 4096

def compiled(number):
    names = {}
    exec("\\n".join(f"def f{n}(a):\\n    return a + {number}" for n in range(10)), names)
    return [names[f"f{n}"] for n in range(10)]

made = [compiled(number) for number in range(200)]
functions = [first for first, *_ in made]

def pages(objects):
    return len({id(each) // PAGE for each in objects})

def told(functions):
    return [each(1) for each in functions]
"""


def ran(source: str) -> str:
    """What a process prints that runs the setting and then this."""
    return subprocess.run([sys.executable, "-c", SETTING + source], capture_output=True, text=True, check=True).stdout


def test_code_that_ran_comes_together_and_does_the_same() -> None:
    source = """\
used = Used()
before, answers, codes = pages(each.__code__ for each in functions), told(functions), [f.__code__ for f in functions]
with used.noting():
    told(functions)
kept = used.gathered()
print(pages(each.__code__ for each in functions) * 3 < before)
print(told(functions) == answers, [each.__code__ for each in functions] == codes)
print({id(each) for each in codes} <= {id(each) for each in kept})
"""
    assert ran(source).split() == ["True"] * 4


def test_code_that_did_not_run_stays_where_it_is() -> None:
    source = """\
used = Used()
places = [id(each.__code__) for _, *others in made for each in others]
with used.noting():
    told(functions)
kept = used.gathered()
print(places == [id(each.__code__) for _, *others in made for each in others])
"""
    assert ran(source) == "True\n"


def test_noting_goes_on_where_somebody_took_it_away() -> None:
    source = """\
import sys
used = Used()
with used.noting() as note:
    sys.setprofile(None)
    functions[0](1)
    sys.setprofile(note)
    functions[1](1)
codes = [each.__code__ for each in functions]
kept = used.gathered()
print([one.__code__ is not before for one, before in zip(functions[:3], codes)], sys.getprofile())
"""
    assert ran(source) == "[False, True, False] None\n"


@pytest.mark.parametrize("size", [48, 160, 512])
def test_objects_made_when_holes_are_full_lie_side_by_side(size: int) -> None:
    source = f"""\
def new():
    return bytes({size} - 33)

objects = [new() for _ in range(2_000)]
del objects[::8]
kept = filled()
made = [new() for _ in range(200)]
print(pages(made) <= 5 + 200 * {size} // PAGE * 5 // 4)
"""
    assert ran(source) == "True\n"
