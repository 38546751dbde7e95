import pytest

from webapp.inside.driver.words import Words, words_of

CASES = {
    "BEGIN IMMEDIATE": Words("BEGIN", "BEGIN", "begin"),
    "  -- now\n/* and here */ commit;": Words("COMMIT", "COMMIT", "commit"),
    "END TRANSACTION": Words("END", "COMMIT", "end"),
    "SAVEPOINT sa_savepoint_1": Words("SAVEPOINT", "SAVEPOINT", "sa_savepoint_1"),
    'SAVEPOINT "A ""quoted"" b"': Words("SAVEPOINT", "SAVEPOINT", 'a "quoted" b'),
    "savepoint/**/x;": Words("SAVEPOINT", "SAVEPOINT", "x"),
    "release savepoint [Sp]": Words("RELEASE", "RELEASE", "sp"),
    "RELEASE sp": Words("RELEASE", "RELEASE", "sp"),
    "ROLLBACK": Words("ROLLBACK", "ROLLBACK", ""),
    "ROLLBACK TRANSACTION;": Words("ROLLBACK", "ROLLBACK", ""),
    "ROLLBACK TRANSACTION TO SAVEPOINT x": Words("ROLLBACK", "ROLLBACK TO", "x"),
    "rollback to 'x'": Words("ROLLBACK", "ROLLBACK TO", "x"),
    "select 1": Words("SELECT"),
    "COMMITTED": Words("COMMITTED"),
    "RELEASE": Words("RELEASE"),
    "": Words(),
    "/* without end": Words(),
    "(SELECT 1)": Words(),
}


@pytest.mark.parametrize(("sql", "words"), CASES.items(), ids=repr)
def test_first_words_are_read(sql: str, words: Words) -> None:
    assert words_of(sql) == words


def test_what_is_no_text_has_no_words() -> None:
    assert words_of(5) == Words()


def test_thousands_of_comments_are_read_one_way_only() -> None:
    assert words_of("/**/" * 10_000 + "1") == Words()  # reading them in all ways would not end
