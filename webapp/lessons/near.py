"""The likeliest right word in place of one that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches


def near(word: str, known: Iterable[str]) -> str:
    """A question that follows a sentence, such as " Did you mean `rows`?"; empty where nothing is near."""
    found = likeliest(word, known)
    return f" Did you mean `{found}`?" if found else ""


def likeliest(word: str, known: Iterable[str]) -> str | None:
    """The nearest of the known words; None where none is near."""
    by_lower = {each.lower(): each for each in sorted(known)}
    close = get_close_matches(word.lower(), by_lower)
    # Letters in another order are a likelier slip than other letters, and most slips come after the first.
    close.sort(key=lambda each: (sorted(each) != sorted(word.lower()), each[:1] != word[:1].lower()))
    return by_lower[close[0]] if close else None
