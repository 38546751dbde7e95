"""Authors' sentences, and where they stand."""

from pathlib import Path

from tests.web.lessons import write_course
from webapp.lessons.sentences import sentence_in, sentences

MISTAKE = "The table is there, and nothing is in it."


def test_sentence_is_found_in_what_was_told_with_its_line(tmp_path: Path) -> None:
    lesson = write_course(tmp_path).get("keep")
    step = lesson.exercise("keep-one")
    found = sentence_in(step, f"You wrote `f`, without brackets. {MISTAKE}")
    assert found == (MISTAKE, ("mistakes", 0, "says"))
    line = lesson.place("steps", lesson.steps.index(step), *found[1]).line
    assert MISTAKE in Path(lesson.path).read_text().splitlines()[line - 1]
    assert sentence_in(step, "Something else.") is None
    assert list(sentences(lesson.exercise("say-it"))) == []
