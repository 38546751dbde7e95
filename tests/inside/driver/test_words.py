import pytest

from webapp.inside.driver.words import FirstWords, words_of

CASES = {
    "BEGIN IMMEDIATE": FirstWords("BEGIN", "BEGIN", "begin"),
    "  -- now\n/* and here */ commit;": FirstWords("COMMIT", "COMMIT", "commit"),
    "END TRANSACTION": FirstWords("END", "COMMIT", "end"),
    "SAVEPOINT sa_savepoint_1": FirstWords("SAVEPOINT", "SAVEPOINT", "sa_savepoint_1"),
    'SAVEPOINT "A ""quoted"" b"': FirstWords("SAVEPOINT", "SAVEPOINT", 'a "quoted" b'),
    "savepoint/**/x;": FirstWords("SAVEPOINT", "SAVEPOINT", "x"),
    "release savepoint [Sp]": FirstWords("RELEASE", "RELEASE", "sp"),
    "RELEASE sp": FirstWords("RELEASE", "RELEASE", "sp"),
    "ROLLBACK": FirstWords("ROLLBACK", "ROLLBACK", ""),
    "ROLLBACK TRANSACTION;": FirstWords("ROLLBACK", "ROLLBACK", ""),
    "ROLLBACK TRANSACTION TO SAVEPOINT x": FirstWords("ROLLBACK", "ROLLBACK TO", "x"),
    "rollback to 'x'": FirstWords("ROLLBACK", "ROLLBACK TO", "x"),
    "select 1": FirstWords("SELECT"),
    "COMMITTED": FirstWords("COMMITTED"),
    "RELEASE": FirstWords("RELEASE"),
    "": FirstWords(),
    "/* without end": FirstWords(),
    "(SELECT 1)": FirstWords(),
}


@pytest.mark.parametrize(("sql", "words"), CASES.items(), ids=repr)
def test_first_words_are_read(sql: str, words: FirstWords) -> None:
    assert words_of(sql) == words


def test_what_is_no_text_has_no_words() -> None:
    assert words_of(5) == FirstWords()


def test_thousands_of_comments_are_read_one_way_only() -> None:
    assert words_of("/**/" * 10_000 + "1") == FirstWords()  # reading them in all ways would not end
