import pytest

from webapp.sandbox.compile_filter import ARCHITECTURES, FILTERS, compiled


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_filter_is_what_the_generator_writes(machine: str) -> None:
    kept = (FILTERS / f"{machine}.bpf").read_bytes()
    assert kept == compiled(machine), "run `python -m webapp.sandbox.compile_filter` and look at what changed"


def test_there_is_one_filter_for_each_architecture() -> None:
    assert {path.stem for path in FILTERS.iterdir()} == set(ARCHITECTURES)
