"""A visitor with a traceback, a link to a snippet, a console without a lesson: by a browser against a real server."""

import base64
import re
import zlib

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import console, type_code
from webapp.explained import reference

CHAIN = """\
Traceback (most recent call last):
  File "/srv/shop/secret_module.py", line 3, in save
    session.flush()
sqlalchemy.exc.IntegrityError: (psycopg2.errors.UniqueViolation) duplicate key value violates unique constraint "u"
DETAIL:  Key (email)=(someone@example.org) already exists.
[SQL: INSERT INTO users (email) VALUES (%(email)s)]
(Background on this error at: https://sqlalche.me/e/20/gkpj)

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/secret_module.py", line 9, in show
    return render(user.addresses)
sqlalchemy.orm.exc.DetachedInstanceError: Parent instance <User at 0x7f> is not bound to a Session; lazy load \
operation of attribute 'addresses' cannot proceed (Background on this error at: https://sqlalche.me/e/20/bhk3)
"""


def fragment(source: str) -> str:
    return "try=0" + base64.urlsafe_b64encode(source.encode()).decode().rstrip("=")


def paste(page: Page, text: str) -> None:
    page.locator("#traceback").fill(text)


def prompt(page: Page) -> str:
    return "\n".join(page.locator("[data-console-editor] .cm-line").all_text_contents())


# A traceback


def test_traceback_is_explained_and_sent_nowhere(page: Page) -> None:
    page.goto("/")
    sent: list[tuple[str, str, str | None]] = []
    page.on("request", lambda request: sent.append((request.method, request.url, request.post_data)))
    paste(page, CHAIN)
    cards = page.locator("[data-door-found] .error-card h3")
    expect(cards).to_have_text(
        ["A relationship is read after its session is gone", "Two rows have what only one may have"]
    )
    expect(page.locator("[data-door-said]")).to_have_text("The last exception, and what it came from:")
    expect(page.locator(".of-example")).to_have_count(2)  # whose names are not those of the traceback
    page.locator("#traceback").press("Enter")
    asked = [(method, url, body) for method, url, body in sent if "/static/" not in url]  # an icon may come late
    assert [(method, body) for method, _, body in asked] == [("GET", None)]
    assert re.search(r"/errors/known/[0-9a-f]{12}\.json$", asked[0][1])
    page.locator("[data-door-found] a", has_text="See it happen").first.click()
    page.wait_for_url("**/lessons/detached#exercise-greet-her")
    assert not any("secret" in f"{url} {body}" for _, url, body in sent)


def test_traceback_is_explained_above_the_list_of_errors_too(page: Page) -> None:
    page.goto("/errors?q=rollback")
    expect(page.get_by_role("textbox", name="A code, a link to one")).to_have_value("rollback")
    paste(page, CHAIN)
    expect(page.locator("[data-door-found] .error-card")).to_have_count(2)
    expect(page.locator(".error-group").first).to_be_visible()


def test_card_that_quotes_an_example_says_that_the_words_are_not_the_pasted_ones(page: Page) -> None:
    page.goto("/")
    paste(page, "sqlalchemy.exc.IntegrityError: (psycopg2.errors.ExclusionViolation) conflicting key value")
    card = page.locator("[data-door-found] .error-card")
    expect(card).to_contain_text("datatype mismatch")
    expect(card.locator(".of-example")).to_contain_text("read the words of your own")


@pytest.mark.parametrize(
    ("pasted", "title"),
    [
        ("bhk3", "A relationship is read after its session is gone"),
        ("https://sqlalche.me/e/20/lkrp", "A result is read after its session was closed"),
        ("E       sqlalchemy.exc.NoResultFound: No row was found when one was required", "The query found no row"),
        ("sqlalchemy.exc.InvalidRequestError: New (https://sqlalche.me/e/20/bbf1)", "An object gets a second parent"),
        ("sqlalchemy.exc.InvalidRequestError: Something quite new", "Any InvalidRequestError"),
        ("sqlalchemy.exc.PendingRollbackError: something", "A transaction goes on whose connection was lost"),
    ],
    ids=["code", "address", "pytest", "message by its code", "class", "class with one page"],
)  # fmt: skip
def test_short_text_is_explained(page: Page, pasted: str, title: str) -> None:
    page.goto("/")
    paste(page, pasted)
    expect(page.locator("[data-door-found] .error-card h3").first).to_have_text(title)


def test_what_is_not_known_leads_to_the_search(page: Page) -> None:
    page.goto("/")
    paste(page, "ZeroDivisionError: division by zero")
    expect(page.locator("[data-door-said]")).to_have_text("ZeroDivisionError is no error that is known here.")
    page.get_by_role("link", name="Search the lessons").click()
    page.wait_for_url("**/search?q=ZeroDivisionError")
    page.goto("/")
    paste(page, "nothing of the sort <img src=x onerror=alert(1)>")
    expect(page.locator("[data-door-said]")).to_contain_text("There is no exception in this text")


def test_pasted_text_is_never_markup(page: Page) -> None:
    page.goto("/")
    paste(page, "sqlalchemy.exc.NoResultFound: <img src=x id=smuggled> No row")
    expect(page.locator(".raised")).to_contain_text("<img src=x id=smuggled>")
    expect(page.locator("#smuggled")).to_have_count(0)


def test_patterns_find_in_the_browser_what_they_find_here_and_end_on_long_text(page: Page) -> None:
    page.goto("/")
    asked = [[each.type, each.sample, each.id] for each in reference.pages().values() if each.sample]
    script = """async ([asked, address]) => {
        const door = document.querySelector('script[src$="door.js"]').src
        const {match, raisedIn} = await import(door.replace('door.js', 'traceback.js'))
        const known = await (await fetch(address)).json()
        const wrong = asked.filter(([name, message, id]) => match({name, message, code: ''}, known)?.id !== id)
        const names = Object.keys(known.bases)
        for (const filler of ['a.b', "'a", '<class ', 'relationship ', '(', 'Mapper[a', 'x = 1\\n', ' | E  ']) {
            const long = filler.repeat(100000 / filler.length)
            raisedIn(long, known.bases)
            for (const name of names) match({name, message: long.slice(0, 4000), code: ''}, known)
        }
        return wrong
    }"""
    assert page.evaluate(script, [asked, page.locator("[data-door]").get_attribute("data-door")]) == []


def test_without_javascript_only_a_code_or_name_is_sent(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        plain = context.new_page()
        plain.goto("/")
        expect(plain.locator("#traceback")).to_be_hidden()
        expect(plain.locator("form textarea")).to_have_count(0)
        plain.get_by_label("A code, a link to one").fill("lkrp")
        plain.get_by_role("button", name="Look it up").click()
        plain.wait_for_url("**/errors/identity-map-gone")


def test_slash_goes_to_the_search(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.keyboard.press("/")
    expect(page.locator("[data-search-box]")).to_be_focused()
    page.keyboard.type("autoflush/")
    page.keyboard.press("Enter")
    expect(page.locator(".results mark").first).to_be_visible()


# A link to a snippet


def test_link_of_a_snippet_opens_ready_and_runs_nothing(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/lessons/setup")
    entry = console(page, "for n in range(2):\n    print('né', n)")
    entry.hover()
    entry.get_by_role("button", name="Copy a link to this snippet").click()
    expect(page.locator("[data-announcer]")).to_have_text("The link is copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "/lessons/setup#try=" in link
    page.goto("/")
    runs: list[str] = []
    page.on("request", lambda request: runs.append(request.url) if request.url.endswith("/run") else None)
    page.goto(link)
    expect(page.locator("[data-shared-said]")).to_have_text("A shared snippet: read it, then run it.")
    assert prompt(page) == "for n in range(2):\n    print('né', n)"
    expect(page.locator("[data-console-editor] .cm-content")).to_be_focused()
    assert "#" not in page.url
    assert runs == []


def test_link_never_overwrites_what_was_typed_without_asking(page: Page) -> None:
    page.goto("/lessons/scratch.empty")
    type_code(page, page.locator("[data-console-editor] .cm-content"), "mine = 1")
    page.evaluate(f"location.hash = '{fragment('<b>theirs</b>')}'")
    expect(page.locator("[data-shared] pre")).to_have_text("<b>theirs</b>")
    assert prompt(page) == "mine = 1"
    page.get_by_role("button", name="Leave what is there").click()
    expect(page.locator("[data-shared]")).to_be_hidden()
    page.evaluate(f"location.hash = '{fragment('theirs = 2')}'")
    page.get_by_role("button", name="Put it there").click()
    assert prompt(page) == "theirs = 2"


def test_link_of_an_answer_opens_in_its_box(page: Page) -> None:
    page.goto(f"/lessons/setup#{fragment('print(3)')}&step=two-databases")
    expect(page.locator("[data-name]")).to_have_text("two-databases")
    expect(page.locator("[data-answer-editor] .cm-content")).to_have_text("print(3)")
    expect(page.locator("[data-verdict] .verdict")).to_have_count(0)


def bomb() -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(deflate.compress(b"#" * 5_000_000) + deflate.flush()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (f"try=1{bomb()}", "longer than any that runs here"),
        (fragment("#" * 17_000), "longer than any that runs here"),
        ("try=0%%%", "cannot be read"),
        ("try=0_w", "cannot be read"),
        ("try=9abc", "cannot be read"),
    ],
    ids=["bomb", "long", "no base64", "no text", "other form"],
)
def test_link_that_cannot_be_read_is_told(page: Page, sent: str, said: str) -> None:
    page.goto(f"/lessons/scratch.empty#{sent}")
    expect(page.locator("[data-shared-said]")).to_contain_text(said)
    assert prompt(page) == ""


# A console without a lesson


def test_scratch_has_its_data_and_everything_that_a_lesson_shows(page: Page) -> None:
    page.goto("/scratch?data=astronauts")
    entry = console(page, "Session(engine).scalars(select(Astronaut.firstname)).first()")
    expect(entry.locator(".printed")).to_have_text("'Melissa'\n")
    expect(page.locator("#panel-timeline")).to_contain_text("SELECT")
    page.get_by_role("link", name="Scratch: the data of missions").click()
    expect(page.locator("[data-transcript] > li")).to_have_count(0)


def test_search_leads_from_a_word_to_its_lesson_and_to_its_meaning(page: Page) -> None:
    page.goto("/search?q=flush")
    results = page.locator(".results > li")
    expect(results.first.get_by_role("link")).to_have_attribute("href", "/lessons/adding")
    meaning = results.filter(has=page.locator(".what", has_text="Glossary")).first
    meaning.get_by_role("link", name="flush", exact=True).click()
    page.wait_for_url("**/glossary#flush")
    expect(page.locator("#flush")).to_be_in_viewport()
