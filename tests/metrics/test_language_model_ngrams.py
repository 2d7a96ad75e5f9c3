"""The n-gram model against probabilities counted out in plain Python, and against the laws of probability."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import kneser_ney
from metrics.kneser_ney import Table, estimate, look_up

START, END, VOCABULARY = 0, 1, 6
Sentence = tuple[int, ...]

sentences = st.lists(st.lists(st.sampled_from([2, 2, 2, 3, 3, 4]), max_size=6).map(tuple), min_size=1, max_size=25)


def stream(texts: Sequence[Sentence]) -> np.ndarray:
    return np.array([word for text in texts for word in (START, *text, END)], np.uint16)


def probability(tables: Sequence[Table], context: Sentence, word: int) -> float:
    return float(10 ** look_up(tables, np.array([START, *context, word], np.uint16), START)[-1])


class Reference:
    """Modified Kneser-Ney as the paper writes it, n-gram by n-gram, with dictionaries."""

    def __init__(self, texts: Sequence[Sentence], order: int, least: int) -> None:
        self.order = order
        self.raw = [Counter[Sentence]() for _ in range(order + 1)]
        for text in texts:
            full = (START, *text, END)
            for n in range(1, order + 1):
                self.raw[n].update(full[at : at + n] for at in range(len(full) - n + 1))
        self.least = [0, 1, 1, *[least] * order]
        self.count = [dict[Sentence, int]() for _ in range(order + 1)]
        for n in range(1, order + 1):
            preceded = defaultdict[Sentence, set[int]](set)
            if n < order:
                for gram in self.raw[n + 1]:
                    preceded[gram[1:]].add(gram[0])
            self.count[n] = {
                gram: often if n == order or gram[0] == START else len(preceded[gram])
                for gram, often in self.raw[n].items()
            }
        del self.count[1][START,]

    def discount(self, n: int, count: int) -> float:
        having = Counter(self.count[n].values())
        plain = (0.0, 0.5, 1.0, 1.5)
        if not (having[1] and having[2] and having[3]):
            return plain[min(count, 3)]
        share = having[1] / (having[1] + 2 * having[2])
        found = [0.0] + [k - (k + 1) * share * having[k + 1] / having[k] for k in (1, 2, 3)]
        if any(not 0 < found[k] <= k for k in (1, 2, 3)):
            return plain[min(count, 3)]
        return found[min(count, 3)]

    def probability(self, context: Sentence, word: int) -> float:
        context = context[len(context) - self.order + 1 :] if len(context) >= self.order else context
        shorter = self.probability(context[1:], word) if context else 1 / (VOCABULARY - 1)
        n = len(context) + 1
        after = {gram: count for gram, count in self.count[n].items() if gram[:-1] == context}
        if not after:
            return shorter
        kept = {gram: count for gram, count in after.items() if self.raw[n][gram] >= self.least[n]}
        total = sum(after.values())
        own = {gram: count - self.discount(n, count) for gram, count in kept.items()}
        left = total - sum(own.values())
        return (own.get((*context, word), 0.0) + left * shorter) / total


@settings(max_examples=60, deadline=None)
@given(sentences, st.integers(2, 5), st.sampled_from([1, 2]))
def test_every_probability_is_what_counting_by_hand_gives(texts: list[Sentence], order: int, least: int) -> None:
    tables = estimate(stream(texts), VOCABULARY, order, start=START, least=(1, 1, *[least] * (order - 2)))
    reference = Reference(texts, order, least)
    for text in [*texts[:5], (4, 3, 2, 2), (5, 2)]:
        full = (START, *text, END)
        expected = [reference.probability(full[:at], full[at]) for at in range(1, len(full))]
        actual = 10 ** look_up(tables, np.array(full, np.uint16), START)[1:].astype(float)
        assert actual == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("least", [1, 2])
def test_discounts_estimated_from_a_longer_text_are_those_of_the_paper(least: int) -> None:
    rng = random.Random(5)
    texts = [tuple(rng.choices([2, 3, 4, 5], [8, 4, 2, 1], k=rng.randrange(1, 9))) for _ in range(60)]
    tables = estimate(stream(texts), VOCABULARY, 4, start=START, least=(1, 1, least, least))
    reference = Reference(texts, 4, least)
    assert reference.discount(4, 1) not in (0.5, 1.0)  # the text is long enough to estimate from
    full = (START, 2, 3, 2, 2, 5, 5, 4, 2, END)
    expected = [reference.probability(full[:at], full[at]) for at in range(1, len(full))]
    actual = 10 ** look_up(tables, np.array(full, np.uint16), START)[1:].astype(float)
    assert actual == pytest.approx(expected, rel=1e-5)


@settings(max_examples=40, deadline=None)
@given(sentences, st.integers(2, 5), st.sampled_from([1, 2]))
def test_probabilities_after_any_context_sum_to_one(texts: list[Sentence], order: int, least: int) -> None:
    tables = estimate(stream(texts), VOCABULARY, order, start=START, least=(1, 1, *[least] * (order - 2)))
    contexts = [context for length in range(3) for context in product(range(2, VOCABULARY), repeat=length)]
    for context in [*contexts, *texts[:3]]:
        total = sum(probability(tables, context, word) for word in range(VOCABULARY) if word != START)
        assert total == pytest.approx(1, abs=1e-5)


@given(sentences)
@settings(max_examples=40, deadline=None)
def test_counting_by_chunks_changes_nothing(texts: list[Sentence]) -> None:
    expected = estimate(stream(texts), VOCABULARY, 4, start=START)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kneser_ney, "CHUNK", 5)
        actual = estimate(stream(texts), VOCABULARY, 4, start=START)
    for one, other in zip(expected, actual, strict=True):
        assert one.keys.tolist() == other.keys.tolist()
        assert one.probability.tobytes() == other.probability.tobytes()
        assert one.backoff.tobytes() == other.backoff.tobytes()


def test_sentences_are_read_on_their_own() -> None:
    tables = estimate(stream([(2, 3), (4, 2), (2, 3, 4)]), VOCABULARY, 4, start=START)
    one, other = stream([(2, 3)]), stream([(4, 2)])
    together = look_up(tables, np.concatenate([one, other]), START)
    assert together.tolist() == [*look_up(tables, one, START), *look_up(tables, other, START)]


def test_a_seen_order_is_likelier_than_an_unseen_one() -> None:
    tables = estimate(stream([(2, 3, 4)] * 5 + [(4, 5)]), VOCABULARY, 3, start=START)
    assert probability(tables, (2, 3), 4) > probability(tables, (2, 3), 5) > 0


def test_more_words_than_16_bits_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="65536"):
        estimate(np.array([0, 2, 1], np.uint16), 65537, 3, start=START)
