from webapp.cli.strangers import strangers


def test_misspelt_setting_is_told_with_the_likeliest() -> None:
    assert list(strangers(["SAVEPOINT_WROKERS", "SAVEPOINT_WORKERS", "SAVEPOINT_PORT", "PORT", "PATH"])) == [
        "SAVEPOINT_PORT is no setting, and changes nothing. Did you mean `PORT`?",
        "SAVEPOINT_WROKERS is no setting, and changes nothing. Did you mean `SAVEPOINT_WORKERS`?",
    ]


def test_variable_that_is_like_no_setting_is_told_alone() -> None:
    assert list(strangers(["SAVEPOINT_X"])) == ["SAVEPOINT_X is no setting, and changes nothing."]
