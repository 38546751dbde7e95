from collections.abc import Iterator

import pytest

from tests.inside.recorder.causing import Recorded, recording


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    with recording() as found:
        yield found
