"""An index in memory: made once of all documents, asked many times. It holds a few hundred of them, so it is plain."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.lessons.search.documents import Document
from webapp.lessons.search.words import words

MOST_WORDS = 8
"""Words of a question that are looked for."""
MOST_COMPLETIONS = 200
"""Words that a word of the question may be the beginning of."""
BEGINNING = 0.5
"""What a word counts that only begins so, of what it counts itself."""

WHOLE = 5.0
"""What a name with dots counts where it stands as it was asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that fits, its place among all, how well it does, and the words of the index by which it does."""

    document: Document
    number: int
    score: float
    by: frozenset[str]


class Index:
    """Finds documents by words, beginnings of words included."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        self._counts: dict[str, dict[int, float]] = defaultdict(dict)
        for number, document in enumerate(self._documents):
            for text, weight in (*document.texts, *document.known_for):
                for word, _, _ in words(text):
                    self._counts[word][number] = self._counts[word].get(number, 0.0) + weight
        self._words = sorted(self._counts)

    def find(self, question: str) -> Sequence[Found]:
        """The documents with all words of the question, the best first; where none has all, those with the most."""
        wanted = list(dict.fromkeys(question_words(question)))[:MOST_WORDS]
        scores: dict[int, float] = defaultdict(float)
        hits: dict[int, set[str]] = defaultdict(set)
        by: dict[int, set[str]] = defaultdict(set)
        for asked in wanted:
            for word in self._completions(asked):
                share = (1.0 if word == asked else BEGINNING) * self._rarity(word)
                for number, count in self._counts[word].items():
                    scores[number] += share * math.log1p(count)
                    hits[number].add(asked)
                    by[number].add(word)
        most = max(map(len, hits.values()), default=0)
        for whole in (word for word, _, _ in words(question) if "." in word):
            for number in self._counts.get(whole, ()):
                scores[number] += WHOLE
        best = sorted((-scores[number], number) for number, asked in hits.items() if len(asked) == most)
        return [Found(self._documents[number], number, -score, frozenset(by[number])) for score, number in best]

    def _completions(self, word: str) -> list[str]:
        at = bisect_left(self._words, word)
        found: list[str] = []
        while at < len(self._words) and self._words[at].startswith(word) and len(found) < MOST_COMPLETIONS:
            found.append(self._words[at])
            at += 1
        return found if len(word) > 1 else [each for each in found if each == word]

    def _rarity(self, word: str) -> float:
        return math.log(1 + len(self._documents) / len(self._counts[word]))


def question_words(question: str) -> list[str]:
    """The words of a question: a name with dots stands for its parts, all of which are looked for."""
    return [word for word, _, _ in words(question) if "." not in word]
