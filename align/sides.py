"""One side of a bitext as numbers: what its sentences' tokens, lengths and quotation marks are."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpora.grammar import GRAMMAR_WORDS
from corpora.model import Language
from corpora.tokens import Token, tokenize
from corpora.wordforms import FUNCTION_WORDS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

OPEN, CLOSE, QUESTION = "“", "”", "?"
_CLAUSE_ENDS = frozenset(",;:—?!.…“”")

# A quotation that is not closed within so many sentences was never meant to be one: its mark is a slip or a
# measure of inches. Speeches in novels run longer than 6 sentences, seldom longer than 12 (mac-dev).
_LONGEST_QUOTATION = 12

_GRAMMAR = FUNCTION_WORDS | GRAMMAR_WORDS.keys()

WORDS, MARKS, GRAMMAR = range(3)
GROUPS = 3
"""Groups of tokens whose evidence weighs differently: content words and numbers, punctuation, function words."""


@dataclass(frozen=True)
class Side:
    """One document's tokens.

    Attributes:
        types: The distinct keys, in order of first use.
        ids: The type of each token of the document.
        starts: Where each sentence's tokens begin in `ids`, with the end of the last.
        lengths: Each sentence's characters that are not white space.
    """

    types: tuple[str, ...]
    ids: Ints
    starts: Ints
    lengths: Floats

    def __len__(self) -> int:
        return len(self.lengths)

    @classmethod
    def of(cls, texts: Iterable[str], language: Language) -> Side:
        """Tokenise sentences."""
        texts = tuple(texts)
        return cls.of_tokens(
            (tokenize(text, language) for text in texts), [sum(map(len, text.split())) for text in texts]
        )

    @classmethod
    def of_tokens(cls, sentences: Iterable[Sequence[Token]], lengths: Sequence[int]) -> Side:
        """Number the tokens of sentences, which are looked at one after the other."""
        numbers: dict[str, int] = {}
        ids, starts = array("q"), array("q", [0])
        for sentence in sentences:
            ids.extend([numbers.setdefault(token.key, len(numbers)) for token in sentence])
            starts.append(len(ids))
        return cls(
            tuple(numbers), np.array(ids, np.int64), np.array(starts, np.int64), np.array(lengths, dtype=np.float64)
        )

    @cached_property
    def sizes(self) -> Ints:
        """How many tokens each sentence has."""
        return np.diff(self.starts)

    @cached_property
    def counts(self) -> Floats:
        """How often each type occurs."""
        return np.bincount(self.ids, minlength=len(self.types)).astype(np.float64)

    @cached_property
    def characters(self) -> Floats:
        """How many characters stand before each sentence, with the sum of all."""
        return np.concatenate([[0.0], np.cumsum(self.lengths)])

    @cached_property
    def groups(self) -> Ints:
        """The group of each type."""
        return np.array(
            [MARKS if not key[:1].isalnum() else GRAMMAR if key in _GRAMMAR else WORDS for key in self.types], np.int64
        )

    @cached_property
    def begins_clause(self) -> Bools:
        """Whether each token begins a clause: as the first of its sentence, or after marks that end one."""
        ends = np.array([key in _CLAUSE_ENDS for key in self.types], np.bool_)[self.ids]
        begins = np.zeros(len(self.ids), np.bool_)
        begins[1:] = ends[:-1] & ~ends[1:]
        begins[self.starts[:-1][self.sizes > 0]] = True
        return begins

    @cached_property
    def words(self) -> Ints:
        """The number of tokens that are no marks before each sentence, with the sum of all."""
        return np.concatenate([[0], np.cumsum(self.groups[self.ids] != MARKS)])[self.starts]

    @cached_property
    def marks(self) -> Floats:
        """The number of punctuation marks before each sentence, with the sum of all."""
        return (self.starts - self.words).astype(np.float64)

    @cached_property
    def wordless(self) -> Bools:
        """Whether each sentence is nothing but marks."""
        wordless: Bools = np.diff(self.words) == 0
        return wordless

    @cached_property
    def quoted(self) -> Floats:
        """The number of tokens inside quotation marks before each sentence, with the sum of all."""
        marks = np.flatnonzero(self._is(OPEN) | self._is(CLOSE))
        sentence = np.searchsorted(self.starts, marks, side="right") - 1
        opening = np.flatnonzero(self._is(OPEN)[marks])
        following = np.minimum(opening + 1, len(marks) - 1)
        near = (opening + 1 < len(marks)) & (sentence[following] - sentence[opening] <= _LONGEST_QUOTATION)
        end = np.where(near, marks[following], self.starts[sentence[opening] + 1])
        steps = np.zeros(len(self.ids) + 1)
        np.add.at(steps, marks[opening] + 1, 1)
        np.add.at(steps, end, -1)
        inside = np.concatenate([[0.0], np.cumsum(np.cumsum(steps[:-1]) > 0)])
        return inside[self.starts]

    @cached_property
    def starts_quoted(self) -> Bools:
        """Whether each sentence begins with an opening quotation mark."""
        return self._has(OPEN, 0)

    @cached_property
    def ends_quoted(self) -> Bools:
        """Whether each sentence ends with a closing quotation mark."""
        return self._has(CLOSE, -1)

    @cached_property
    def quotes_opened(self) -> Ints:
        """How many sentences begin with an opening quotation mark before each sentence, with the count of all."""
        return np.concatenate([[0], np.cumsum(self.starts_quoted)])

    @cached_property
    def quotes_closed(self) -> Ints:
        """How many sentences end with a closing quotation mark before each sentence, with the count of all."""
        return np.concatenate([[0], np.cumsum(self.ends_quoted)])

    @cached_property
    def asks(self) -> Bools:
        """Whether each sentence ends with a question mark, closing quotation marks aside."""
        last, before = self._has(QUESTION, -1), self._has(QUESTION, -2)
        return last | (self.ends_quoted & before)

    @cached_property
    def questions(self) -> Ints:
        """How many sentences end with a question mark before each sentence, with the count of all."""
        return np.concatenate([[0], np.cumsum(self.asks)])

    def _is(self, key: str) -> Bools:
        found: Bools = self.ids == (self.types.index(key) if key in self.types else -1)
        return found

    def _has(self, key: str, place: int) -> Bools:
        at = self.starts[:-1] + place if place >= 0 else self.starts[1:] + place
        inside = (at >= self.starts[:-1]) & (at < self.starts[1:])
        found = np.zeros(len(self), np.bool_)
        found[inside] = self._is(key)[at[inside]]
        return found
