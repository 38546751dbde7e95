"""An author's page, from the command that serves it to the browser that shows it."""

import re
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.running import SAVEPOINT, called
from webapp.lessons.fresh import fresh


@dataclass
class Previewing:
    process: subprocess.Popen[str]
    path: Path
    address: str


@pytest.fixture
def previewing(tmp_path: Path) -> Iterator[Previewing]:
    path = tmp_path / "mine.yaml"
    path.write_text(fresh("mine"))
    command = [*SAVEPOINT, "lessons", "preview", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        end = Timer(90, process.kill)
        end.start()
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        yield Previewing(process, path, found.group())
        end.cancel()
        process.kill()


def test_author_sees_each_save_and_tries_a_mistake(previewing: Previewing, browser: Browser) -> None:
    assert previewing.address.endswith("/lessons/mine")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(previewing.address)
        expect(page.locator("#preview-top")).to_contain_text("all proven")
        page.get_by_role("group", name="Answers to try").first.get_by_role("button", name="Mistake 1").click()
        expect(page.locator("[data-verdict]")).to_contain_text("An INSERT was sent, but no COMMIT.")
        expect(page.locator("[data-answer-editor] .cm-content")).to_contain_text("session.flush()")
        previewing.path.write_text(fresh("mine").replace("'Phobos'", "'Deimos'").replace("sees?", "sees then?"))
        expect(page.locator("#preview-1")).to_contain_text("This example shows")
        previewing.path.write_text(fresh("mine").replace("summary:", "sumary:"))
        expect(page.locator("#preview-top")).to_contain_text("The key sumary is not known here.")
        previewing.path.write_text(fresh("mine"))
        expect(page.locator("#preview-top")).to_contain_text("all proven")
    previewing.process.send_signal(signal.SIGINT)
    assert previewing.process.wait(30) == 0


def test_file_that_is_no_lesson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "moons.py"
    path.write_text("MOONS = 2\n")
    ended = called("lessons", "preview", str(path))
    assert ended.returncode == 2
    assert "This is no lesson: a lesson's file ends in .yaml." in ended.stderr
