import pytest

from webapp.inside.pasted import without_prompts

CASES = {
    "plain code": ("x = 1\nx\n", "x = 1\nx\n"),
    "prompts": (">>> x = 1\n>>> x\n1\n", "x = 1\nx\n"),
    "block": (">>> for i in range(2):\n...     print(i)\n...\n0\n1\n", "for i in range(2):\n    print(i)\n\n"),
    "empty prompts": (">>> import json\n>>>\n>>> json\n", "import json\n\njson\n"),
    "indented": ("    >>> 1 + 1\n    2\n", "1 + 1\n"),
    "printed dots": (">>> print('...')\n...\nmore\n... no\n>>> 2\n", "print('...')\n\n2\n"),
    "leading blank line": ("\n>>> 1\n", "1\n"),
    "ipython": ("In [1]: x = 1\n\nIn [2]: x\nOut[2]: 1\n\nIn [3]: x + 1\nOut[3]: 2\n", "x = 1\nx\nx + 1\n"),
    "ipython block": (
        "In [9]: for i in r:\n   ...:     print(i)\n   ...: \n0\n1\n\nIn [10]: [i,\n    ...:  2]\nOut[10]: \n[1, 2]\n",
        "for i in r:\n    print(i)\n\n[i,\n 2]\n",
    ),
    "ipython of long ago": ("In [1]: if x:\n   ....:     y\n   ....:     \n", "if x:\n    y\n    \n"),
    "ipython traceback": ("In [1]: 1 / 0\n-----\nZeroDivisionError: ...\n   ...: no\nIn [2]: 2\n", "1 / 0\n2\n"),
    "ipython printed dots": ("In [1]: print('...:')\n...\n   ...: no\nIn [2]: 2\n", "print('...:')\n2\n"),
    "notebook cells": (
        "In [1]:\nx = 1\n\nif x:\n    y\nOut[1]:\n1\nIn [ ]:\nz\n",
        "\nx = 1\n\nif x:\n    y\n\nz\n",
    ),
    "ipython empty prompts": ("In [1]: \n\nIn [2]: x\n", "\n\nx\n"),
    "annotation": ("In: list[int] = [1]\nIn[0]\n", "In: list[int] = [1]\nIn[0]\n"),
    "prompt inside a string": ("s = '''\n>>> 1\n'''\n", "s = '''\n>>> 1\n'''\n"),
}


@pytest.mark.parametrize(("text", "code"), CASES.values(), ids=CASES.keys())
def test_pasted_text_becomes_code(text: str, code: str) -> None:
    assert without_prompts(text) == code
