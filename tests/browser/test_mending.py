"""Curly quotes and their like: mended before code runs, and said."""

# ruff: noqa: RUF001  (such signs are the subject)

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import console, finished, type_code
from tests.browser.modules import asked
from tests.inside.test_pasted import CASES as PASTED

MENDED = {
    "double quotes": ("print(“hi”)", 'print("hi")'),
    "single quotes": ("print(‘hi’)", "print('hi')"),
    "low quotes": ("print(„hi“, «ho»)", 'print("hi", "ho")'),
    "apostrophe in a straight string": ('print("it’s", x – 1)', 'print("it’s", x - 1)'),
    "apostrophe in a curly string": ("print(“it’s”)", 'print("it\'s")'),
    "apostrophe in its own quotes": ("print(‘it’s’)", "print('it’s')"),
    "text quoted in a curly string": ("text(“WHERE a = ‘b’”)", "text(\"WHERE a = 'b'\")"),
    "quoted in a straight string": ("print('say “hi”', 1 – 2)", "print('say “hi”', 1 - 2)"),
    "straight string that a curly quote ends": ('print("a”)', 'print("a")'),
    "one that begins curly and ends straight": ('print(“a")', 'print("a")'),
    "empty": ("f(“”, ‘’)", "f(\"\", '')"),
    "documentation string": ("“““Doc – \n“quoted”.”””\nx", '"""Doc – \n“quoted”."""\nx'),
    "straight triple quotes": ('"""it’s “so”"""', '"""it’s “so”"""'),
    "string without an end": ("print(“a\nx = ‘b’", "print(\"a\nx = 'b'"),
    "escaped": (r"print(“a\” b”)", r'print("a\” b")'),
    "spaces": ("x\u00a0=\u202f1  # a\u00a0b", "x = 1  # a\u00a0b"),
    "spaces in a string": ("'a\u00a0b'", "'a\u00a0b'"),
    "invisible": ("\ufeffx\u200b = 1", "x = 1"),
    "dashes": ("a — b − c", "a - b - c"),
    "ellipsis": ("def f(): …", "def f(): ..."),
    "comment": ("x = 1  # it’s – “so”\ny = ‘2’", "x = 1  # it’s – “so”\ny = '2'"),
    "indented": ("\n    if a:\n        b\n  \n    c", "\nif a:\n    b\n\nc"),
    "indented by tabs": ("\tif a:\n\t\tb\n", "if a:\n\tb\n"),
    "indented by special spaces": ("\u00a0\u00a0a = “1”\n\u00a0 b", 'a = "1"\nb'),
    "indented at first alone": ("    a\nb", "    a\nb"),
    "nothing": ("x = 'ü' + \"ß\"  # -", "x = 'ü' + \"ß\"  # -"),
}


@pytest.fixture(scope="module")
def mended(browser: Browser, address: str) -> dict[str, list[str]]:
    """What became of each source, and the sentence on it."""
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/")
        sources = [source for source, _ in MENDED.values()]
        found = asked(
            page, "mend", "v.map((each) => { const done = m.mend(each); return [done.source, done.sentence] })", sources
        )
    return dict(zip(MENDED, found, strict=True))


@pytest.mark.parametrize("name", MENDED)
def test_typographic_signs_are_mended_where_they_delimit(name: str, mended: dict[str, list[str]]) -> None:
    source, expected = MENDED[name]
    assert mended[name][0] == expected
    assert bool(mended[name][1]) == (source != expected)


def test_what_was_mended_is_counted_in_a_sentence(page: Page) -> None:
    page.goto("/")
    said = asked(page, "mend", "m.mend(v).sentence", "print(“a”)\u00a0or 1 – 2 – 3 or …")
    assert said == (
        "Mended before it ran: 2 curly quotes were made straight, 1 special space was made ordinary, "
        "2 dashes were made minus signs, 1 ellipsis was made three dots."
    )


def test_pasted_prompts_are_stripped_in_the_browser_as_in_the_sandbox(page: Page) -> None:
    page.goto("/")
    texts = [text for text, _ in PASTED.values()]
    found = asked(page, "prompts", "v.map((each) => m.withoutPrompts(each).source)", texts)
    assert [each.rstrip("\n") for each in found] == [code.rstrip("\n") for _, code in PASTED.values()]


def test_prompts_that_a_word_processor_has_changed_are_stripped(page: Page) -> None:
    page.goto("/")
    text = ">>>\u00a0for x in a:\n… \u00a0   print(“x”)\n…\n1\n>>> 2"
    assert asked(page, "mend", "m.mend(v).source", text) == 'for x in a:\n    print("x")\n\n2'


def test_prompts_without_code_stay_as_they_were_typed(page: Page) -> None:
    page.goto("/")
    assert asked(page, "mend", "m.mend(v)", ">>> ") == {"source": ">>> ", "sentence": ""}


def test_text_pasted_from_ipython_runs_and_what_was_left_out_is_said(page: Page) -> None:
    page.goto("/lessons/context-managers")
    entry = console(page, "In [1]: x = 6\n\nIn [2]: for i in (1, 2):\n   ...:     print(i * x)\n   ...: \n6\n12")
    expect(entry.locator(".printed")).to_have_text("6\n12\n")
    expect(entry.locator(".source .mark")).to_have_text([">>> ", ">>> ", "... "])
    expect(page.locator("#console [data-mended]")).to_have_text(
        "Mended before it ran: 4 prompts were taken out, 2 lines of output were left out."
    )


def test_mended_snippet_runs_and_that_is_said_at_the_box_and_aloud(page: Page) -> None:
    page.goto("/lessons/context-managers")
    entry = console(page, "print(“it’s”)")
    expect(entry.locator(".printed")).to_have_text("it's\n")
    sentence = "Mended before it ran: 3 curly quotes were made straight."
    expect(page.locator("#console [data-mended]")).to_have_text(sentence)
    expect(page.locator("[data-console-editor] .cm-content")).to_have_text("")
    expect(page.locator("[data-announcer]")).to_have_text(f"it's {sentence}")
    console(page, "1 + 1")
    expect(page.locator("#console [data-mended]")).to_be_hidden()


def test_block_copied_with_its_indentation_runs(page: Page) -> None:
    page.goto("/lessons/context-managers")
    entry = console(page, "    for i in (1, 2):\n        print(i)")
    expect(entry.locator(".printed")).to_have_text("1\n2\n")
    expect(page.locator("#console [data-mended]")).to_have_text(
        "Mended before it ran: 2 indented lines were moved to the left."
    )


def test_mended_answer_is_what_stands_in_the_box_afterwards(page: Page) -> None:
    page.goto("/lessons/context-managers")
    box = page.locator("[data-answer-editor] .cm-content")
    type_code(page, box, "print(“hi”)")
    page.keyboard.press("Control+Enter")
    finished(page)
    expect(box).to_have_text('print("hi")')
    expect(page.locator("#answer [data-mended]")).to_have_text(
        "Mended before it ran: 2 curly quotes were made straight."
    )
    expect(page.locator("#console [data-mended]")).to_be_hidden()


def test_curly_quote_without_javascript_names_what_to_type(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/lessons/context-managers")
        page.locator("#console-source").fill("print(“hi”)")
        page.locator("[data-console-form]").get_by_role("button", name="Run").click()
        expect(page.locator(".violation .instead")).to_contain_text("typographic quote")
