import pytest

from tests.lessons.writing import EXERCISE, SMALLEST
from webapp.lessons.document import DEEPEST, parse
from webapp.lessons.problems import Place, nearest


def faults(text: str) -> list[str]:
    return [f"{place.line}:{place.column}: {message}" for place, message in parse(text).faults]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("no", "no", id="no is text"),
        pytest.param("yes", "yes", id="yes is text"),
        pytest.param("true", True, id="true"),
        pytest.param("2024-01-31", "2024-01-31", id="a date is text"),
        pytest.param("12:30", "12:30", id="a time is text"),
        pytest.param("1_000", "1_000", id="underscores are text"),
        pytest.param("017", 17, id="no octal without o"),
        pytest.param("0o17", 15, id="octal"),
        pytest.param("0x1F", 31, id="hexadecimal"),
        pytest.param("-1.5e3", -1500.0, id="float"),
        pytest.param(".inf", float("inf"), id="infinity"),
        pytest.param("8.16.4", "8.16.4", id="section number"),
        pytest.param("~", None, id="tilde"),
        pytest.param("'~'", "~", id="quoted tilde"),
        pytest.param("'1'", "1", id="quoted number"),
        pytest.param("<<", "<<", id="no merge key"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_scalar_is_read_by_the_core_schema(text: str, value: object) -> None:
    document = parse(f"key: {text}\n")
    assert document.faults == []
    assert document.value == {"key": value}
    assert type(document.value["key"]) is type(value)


def test_places_are_of_values_and_keys_of_keys() -> None:
    document = parse("title: T\nsteps:\n  - text: |\n      Prose.\n")
    assert document.places[("title",)] == Place(1, 8)
    assert document.keys[("title",)] == Place(1, 1)
    assert document.places[("steps", 0, "text")] == Place(3, 11, block=True)
    assert nearest(document.places, ("steps", 0, "nothing", 3)) == Place(3, 5)


def test_line_of_a_literal_block_is_a_line_of_the_file() -> None:
    document = parse("code: |\n  a = 1\n  b = 2\nflat: a = 1\n")
    assert document.places[("code",)].of_line(2) == Place(3, 1)
    assert document.places[("flat",)].of_line(1) == document.places[("flat",)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("a: 1\n\tb: 2\n", "2:1: YAML does not allow a tab here; indent with spaces.", id="tab"),
        pytest.param(
            "a:\n  \t- b\n", "2:3: YAML does not allow a tab here; indent with spaces.", id="tab after spaces"
        ),
        pytest.param(
            "a: 1\nb: 2\na: 3\n",
            "3:1: The key `a` stands here a second time; the first is in line 1.",
            id="duplicate key",
        ),
        pytest.param("a: &x 1\n", "1:4: Anchors are not allowed in a lesson: remove &x.", id="anchor"),
        pytest.param(
            "a: !!python/object x\n",
            "1:4: Tags are not allowed in a lesson: remove tag:yaml.org,2002:python/object.",
            id="tag",
        ),
        pytest.param("? [a, b]\n: c\n", "1:3: A key must be a word.", id="a list as a key"),
        pytest.param(
            "a: 1\n---\nb: 2\n",
            "2:1: A second document begins here; a lesson's file holds one. Remove the line of dashes.",
            id="second document",
        ),
        pytest.param("%YAML 1.1\n---\na: 1\n", "2:1: Lessons are YAML 1.2; leave the %YAML line out.", id="YAML 1.1"),
        pytest.param("", "1:1: The file is empty; a lesson begins with `title:`.", id="empty"),
        pytest.param("# only\n", "1:1: The file is empty; a lesson begins with `title:`.", id="only a comment"),
        pytest.param("a: b\x00c\n", "1:5: The character U+0000 is not allowed in YAML; remove it.", id="NUL"),
        pytest.param(
            "a: `x`\n", "1:4: No value can begin with `; put the text in quotes, or under `|`.", id="backtick"
        ),
        pytest.param("x: 1\na: 'x\n", "2:4: The quotation mark that opens here is never closed.", id="open quote"),
        pytest.param(
            "a: [1\nb: 2\n",
            "1:4: The bracket that opens here is never closed, or a comma is missing after it.",
            id="open bracket",
        ),
        pytest.param(
            "a: [1,\n",
            "2:1: The file ends where a value is still to come: some bracket is never closed.",
            id="open bracket at the end",
        ),
        pytest.param(
            "a: b: c\n",
            "1:5: A colon with a space after it means `key: value`, and there is one key too many here; "
            "put the text in quotes, or under `|`.",
            id="colon in text",
        ),
        pytest.param(
            "a: b\n  c: d\n",
            "2:3: `c:` is indented deeper than the key above, so YAML reads it as more of that key's text. Let it "
            "begin in the same column; if it is text, put all of it in quotes, or under `|`.",
            id="key that is indented too deep",
        ),
        pytest.param(
            "a: |\n  x\nb\nc: 1\n",
            "3:1: This line is neither `key: value` nor part of the text above; a key needs a colon "
            "after it, and what belongs to that text is indented as deep.",
            id="line that slipped out of a block",
        ),
        pytest.param(
            "a:\n  b: 1\n c: 2\n",
            "3:2: The indentation does not fit what stands above: entries of one mapping or list begin in the same "
            "column.",
            id="indentation",
        ),
        pytest.param(
            "- a\nb\n- c\n",
            "2:1: This line is neither `key: value` nor part of the text above; a key needs a colon "
            "after it, and what belongs to that text is indented as deep.",
            id="line between items",
        ),
        pytest.param(
            "[a]\nb: 1\n",
            "2:1: What stands above is whole, and this line is no part of it; see how it is indented.",
            id="line after the end",
        ),
        pytest.param(
            "a: - b\n",
            "1:4: A dash begins an item of a list, and none can begin here; put the list on lines of its own.",
            id="list on the line of its key",
        ),
        pytest.param(
            'a: "\\q"\n',
            "1:6: A backslash in double quotes begins an escape, and this is none; use single quotes, or write two "
            "backslashes.",
            id="unknown escape",
        ),
    ],
)
def test_malformed_text_is_told_with_its_place(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_alias_bomb_is_refused_without_expanding_it() -> None:
    bomb = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    document = parse(bomb)
    assert any(message.startswith("Aliases are not allowed") for _, message in document.faults)
    assert document.value["a29"] == [None] * 9


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "], ids=["brackets", "braces", "dashes", "question marks"])
def test_deep_nesting_is_refused(opening: str) -> None:
    document = parse(opening * 20_000)
    assert not document.complete
    assert document.faults[-1][1] == f"This is nested more than {DEEPEST} levels deep."


def test_number_of_thousands_of_digits_is_refused() -> None:
    assert faults("a: " + "9" * 5_000)[0].startswith("1:4: A number of 5000 characters is too long")


def test_duplicate_key_keeps_the_first_value_and_its_place() -> None:
    document = parse("a: [1]\na: [2, 3]\nb: 4\n")
    assert document.value == {"a": [1], "b": 4}
    assert document.places[("a", 0)] == Place(1, 5)


@pytest.mark.parametrize("text", [SMALLEST, EXERCISE], ids=["prose", "exercise"])
def test_sound_text_has_no_fault(text: str) -> None:
    assert parse(text).faults == []
