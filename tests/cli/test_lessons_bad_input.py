"""Everything that can be wrong with a file at once: each is a sentence with its place, and stops no other lesson."""

import re

import pytest

from tests.cli.lessons import GOOD
from tests.cli.running import called

BOMB = "value:\n          of: y\n          is:\n            - &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"            - &{key} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, key in zip("abcdefghi", "bcdefghij", strict=True)
)


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


FILES: dict[str, str | bytes] = {
    "bomb": changed("value: {of: y, is: 2}\n", BOMB),
    "tabs": changed("steps:\n", "steps:\n\t- text: Prose.\n"),
    "twice": GOOD + "summary: Again.\n",
    "large": GOOD + "# " + "x" * 5 * 1024 * 1024,
    "latin": GOOD.encode().replace(b"Prose.", b"Caf\xe9."),
    "nul": GOOD.replace("Prose.", "Pro\0se."),
    "deep": f"title: {'[' * 10_000}\n",
    "misspelt": changed("also_right", "also_rigth"),
    "loops": changed("    solution: |\n      y = 2\n", "    solution: |\n      while True:\n          y = 2\n"),
    "no-name": changed("value: {of: y, is: 2}", "value: {of: zzz, is: 2}"),
    "no-table": changed("value: {of: y, is: 2}", 'rows: {of: "SELECT x FROM nowhere", are: [[2]]}'),
    "passes": changed("          y = 3\n", "          y = 2\n"),
    "cycle-one": GOOD + "after: [cycle-two]\n",
    "cycle-two": GOOD + "after: [cycle-one]\n",
}
TOLD = {
    "bomb": [
        (19, "Anchors are not allowed in a lesson: remove &a."),
        (20, "Aliases are not allowed in a lesson: write out what *a stands for."),
    ],
    "tabs": [(6, "YAML does not allow a tab here; indent with spaces.")],
    "twice": [(27, "The key `summary` stands here a second time; the first is in line 2.")],
    "large": [(1, "The file is larger than 256 KiB; split the lesson.")],
    "latin": [(6, "The byte 0xe9 is not UTF-8; save the file as UTF-8.")],
    "nul": [(6, "The character U+0000 is not allowed in YAML; remove it.")],
    "deep": [(1, "This is nested more than 32 levels deep.")],
    "misspelt": [(19, "The key `also_rigth` is not known here. Did you mean `also_right`?")],
    "loops": [(17, "This answer must pass, and does not:")],
    "no-name": [(16, "This check fails for every right answer:")],
    "no-table": [(16, "This check fails for every right answer:")],
    "passes": [(22, "This mistake passes; no check looks at what is wrong in it.")],
    "cycle-one": [(27, "These lessons wait for one another: `cycle-one` after `cycle-two` after `cycle-one`.")],
    "cycle-two": [],
}
PLACE = re.compile(r"^(?P<path>/.*?)/(?P<name>[a-z-]+)\.yaml:(?P<line>\d+):\d+: (?P<told>.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """What the check prints of a folder with all of them, and with one good lesson."""
    folder = tmp_path_factory.mktemp("bad")
    for name, text in {"good": GOOD, **FILES}.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.yaml").write_bytes(data.replace(b"exercise: two", f"exercise: {name}".encode()))
    ended = called("lessons", "check", str(folder), SAVEPOINT_CPU_SECONDS="0.3", SAVEPOINT_WALL_SECONDS="1")
    assert ended.returncode == 1
    return ended.stdout, ended.stderr


@pytest.mark.parametrize("name", FILES)
def test_what_is_wrong_is_a_sentence_with_its_place(printed: tuple[str, str], name: str) -> None:
    found = [(int(each["line"]), each["told"]) for each in PLACE.finditer(printed[0]) if each["name"] == name]
    expected = TOLD[name]
    assert [
        (line, told[: len(sentence)]) for (line, told), (_, sentence) in zip(found, expected, strict=True)
    ] == expected


def test_others_are_proven(printed: tuple[str, str]) -> None:
    assert "good.yaml" not in printed[0]
    assert re.search(r"^7 lessons, 14 examples and exercises: \d+ to mend", printed[1])


def test_nothing_of_our_own_is_shown(printed: tuple[str, str]) -> None:
    assert "webapp" not in "".join(printed)
    assert 'File "/' not in "".join(printed)
