import re
from pathlib import Path

from webapp.bench.figures import FIGURES
from webapp.bench.plan import Plan
from webapp.bench.written import CLOSING, OPENING

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_figures_in_the_readme_are_those_of_a_whole_run() -> None:
    (kept,) = re.findall(f"{OPENING}\n(.*?){CLOSING}", README, re.DOTALL)
    rows = [row.strip("| ").split(" | ") for row in kept.splitlines() if row.startswith("| ")][1:]
    assert [row[0] for row in rows] == [each.says.format(**Plan().numbers()) for each in FIGURES], (
        "paste what savepoint bench --markdown prints between the marks"
    )
    assert "Measured on: processor" in kept
    assert "quick run" not in kept
