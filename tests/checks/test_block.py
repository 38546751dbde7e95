import pytest

from webapp.checks.block import block

SOURCE = """\
x = 1
with Session(engine) as session:
    session.add(
        x
    )

    for y in z:
        print(y)
session.close()
with other:
    pass
"""


@pytest.mark.parametrize(
    ("begins", "lines"),
    [
        ("with Session", range(2, 9)),
        ("with   Session(engine)", range(2, 9)),
        ("for", range(7, 9)),
        ("session.add", range(3, 6)),
        ("x", range(1, 2)),
        ("with other", range(10, 12)),
        ("while", None),
    ],
    ids=repr,
)
def test_block_is_its_first_line_and_all_below_it(begins: str, lines: range | None) -> None:
    assert block(SOURCE, begins) == lines
