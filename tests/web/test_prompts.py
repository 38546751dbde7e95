import pytest

from webapp.web.prompts import console_lines, pointed

SOURCES = {
    "two statements": ("a = 1\nb = 2", [">>>", ">>>"]),
    "block": ("for a in b:\n    a\n\n    c\nd", [">>>", "...", "...", "...", ">>>"]),
    "clauses": ("try:\n    a\nexcept E:\n    b\nelse:\n    c", [">>>", "...", "...", "...", "...", "..."]),
    "bracket": ("f(\n    1,\n)", [">>>", "...", "..."]),
    "blank between statements": ("a\n\nb", [">>>", ">>>", ">>>"]),
    "blank at the end": ("a\n\n  \n", [">>>"]),
    "names that begin like clauses": (
        "if a:\n    b\nelsewhere = 2\nfinally_done = 3\nexcepted",
        [">>>", "...", ">>>", ">>>", ">>>"],
    ),
    "names that begin like blocks": ("format(1)\n\nclassy\n\nmatch = 3\n\nc", [">>>"] * 7),
    "match": ("match a:  # b\n\n    case 1: b", [">>>", "...", "..."]),
    "block without a space": ("while(a):\n\n    b\ntry :\n\n    c", [">>>", "...", "...", ">>>", "...", "..."]),
    "empty": ("", [">>>"]),
}


@pytest.mark.parametrize(("source", "prompts"), SOURCES.values(), ids=SOURCES.keys())
def test_lines_have_the_prompts_of_the_console(source: str, prompts: list[str]) -> None:
    assert [line.prompt for line in console_lines(source)] == prompts


def test_line_inside_a_string_continues() -> None:
    lines = console_lines('"""a\nb"""\nc', [("s2", 9), ("", 2)])
    assert [line.prompt for line in lines] == [">>>", "...", ">>>"]
    assert lines[1].html == '<span class="s2">b&quot;&quot;&quot;</span>'


@pytest.mark.parametrize(
    ("place", "marker"),
    [((1, 1, 4), "^^^"), ((2, 3, None), "\t ^"), ((1, 4, 99), "   ^^^^"), ((1, 9, 9), "       ^")],
    ids=["span", "tab", "beyond the end", "at the end"],
)
def test_marker_stands_below_the_place(place: tuple[int, int, int | None], marker: str) -> None:
    found = pointed("foo bar\n\tbaz", *place)
    assert found is not None
    assert found.marker == marker


@pytest.mark.parametrize("line", [0, 3, -1])
def test_place_outside_the_source_has_no_marker(line: int) -> None:
    assert pointed("a\nb", line, 1, None) is None
