import re
import shlex
from pathlib import Path

from webapp import config

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_settings_stand_in_the_readme() -> None:
    (kept,) = re.findall(r"<!-- settings -->\n(.*?)<!-- /settings -->", README, re.DOTALL)
    assert kept == config.table(), "paste webapp.config.table() between the marks"


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)", README)
    assert len(links) > 3
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_top_level_is_what_was_promised() -> None:
    shown = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.suffix != ".egg-info"}
    assert shown == {"pyproject.toml", "README.md", "webapp", "lessons", "tests", "Procfile", "requirements.txt"}


def test_commands_begin_in_a_clone() -> None:
    fenced = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert len(fenced) == 2
    for line in fenced:
        assert "\n" not in line
        assert shlex.split(line)[:4] == ["python3", "-m", "venv", ".venv"]
