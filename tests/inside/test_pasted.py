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
    "prompt inside a string": ("s = '''\n>>> 1\n'''\n", "s = '''\n>>> 1\n'''\n"),
}


@pytest.mark.parametrize(("text", "code"), CASES.values(), ids=CASES.keys())
def test_pasted_text_becomes_code(text: str, code: str) -> None:
    assert without_prompts(text) == code
