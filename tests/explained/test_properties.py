"""Whatever an observation holds, there are words for it, and they are safe to show."""

import unicodedata

from hypothesis import HealthCheck, given, settings

from tests.explained.observations import observations
from webapp import explained
from webapp.observation import Observation


def assert_safe(text: str) -> None:
    assert text
    assert text.count("`") % 2 == 0, text
    assert not [each for each in text if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")], repr(text)
    assert len(text) < 2_000


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(observations())
def test_any_observation_is_put_into_words(seen: Observation) -> None:
    for statement, words in zip(seen.statements, explained.causes(seen), strict=True):
        assert (words is None) == (statement.cause is None and statement.mark is None)
        if words is not None:
            assert_safe(words.sentence)
            assert words.sentence.endswith(".")
            assert "`" not in words.label
            assert 1 <= len(words.label.split()) <= 3
    found = explained.error(seen)
    assert found is not None
    for says in found.says:
        assert_safe(says)
        assert says.endswith(".")
    assert found.link.startswith(("https://docs.sqlalchemy.org/en/21/", "https://sqlalche.me/e/21/"))
    assert not set(found.link) & set(" `<>\"'\n")
    assert found.step is None or 0 <= found.step < len(seen.steps)
    assert found.statement is None or 0 <= found.statement < len(seen.statements)
