"""The lock fits what the package asks for."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).parent.parent
LOCK = (TOP / "requirements.txt").read_text()
PINS = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE)}
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize("wanted", PROJECT["dependencies"])
def test_lock_pins_every_dependency_within_its_range(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert PINS[canonicalize_name(requirement.name)] in requirement.specifier


def test_lock_keeps_to_the_ranges_of_the_extras() -> None:
    extras = [Requirement(wanted) for extra in PROJECT["optional-dependencies"].values() for wanted in extra]
    pinned = [each for each in extras if canonicalize_name(each.name) in PINS]
    assert "psycopg" in [each.name for each in pinned]
    assert not [each for each in pinned if PINS[canonicalize_name(each.name)] not in each.specifier]


@pytest.mark.parametrize("version", ["3.11.0", "3.12.0", "3.13.0"])
def test_lock_pins_what_its_pins_need_on_every_python_that_is_served(version: str) -> None:
    python = {"python_full_version": version, "python_version": version.rpartition(".")[0], "extra": ""}
    missing = []
    for name in PINS:
        try:
            needed = [Requirement(each) for each in requires(name) or ()]
        except PackageNotFoundError:  # of another Python than the one that these tests run on
            continue
        asked = [each for each in needed if each.marker is None or each.marker.evaluate(python)]
        missing += [(name, each.name) for each in asked if canonicalize_name(each.name) not in PINS]
    assert missing == []


def test_lock_has_hashes_for_every_pin_and_names_no_index() -> None:
    requirements = [part for part in re.split(r"\n(?=\w)", LOCK) if re.match(r"\w", part)]
    assert len(requirements) == len(PINS)
    assert all("--hash=sha256:" in part for part in requirements)
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|--trusted", LOCK)
