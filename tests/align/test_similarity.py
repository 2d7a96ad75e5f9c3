"""Sentence vectors as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from align import align_documents
from align.similarity import Similarity, Vectored
from align.weights import KINDS
from corpora.errors import ConfigError
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Document
from tests.align.test_documents import PAIRS
from tests.align.test_pivot import PROVERBS, story


class Meanings:
    """A model whose vectors are random but for texts that mean the same."""

    def __init__(self, same: Sequence[Sequence[str]], seed: int = 1, noise: float = 0.3) -> None:
        self._meaning = {text: number for number, texts in enumerate(same) for text in texts}
        self._seed, self._noise = seed, noise

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        rows = []
        for text in texts:
            own = np.random.default_rng([self._seed, *text.encode()]).normal(size=48)
            meaning = self._meaning.get(text)
            shared = np.zeros(48) if meaning is None else np.random.default_rng([self._seed, meaning]).normal(size=48)
            rows.append(shared + (self._noise if meaning is not None else 1.0) * own)
        return np.array(rows).reshape(-1, 48)


def align(source: list[str], target: list[str], lexicon: Lexicon, model: object, **more: object) -> Bitext:
    sides = Document.from_sentences(source, "zh"), Document.from_sentences(target, "en")
    return align_documents(*sides, lexicon, embeddings=model, **more)  # type: ignore[arg-type]


def kinds(found: Bitext) -> list[tuple[int, int]]:
    return [(len(bead.source), len(bead.target)) for bead in found.beads]


@pytest.mark.parametrize("omitted", range(len(PROVERBS)))
def test_a_good_model_shows_which_sentence_is_missing(omitted: int, lexicon: Lexicon) -> None:
    source, target, _, expected = story(omitted)
    known = Meanings([(*z, *e) for z, e in PAIRS] + [(z, e) for z, e, _ in PROVERBS])
    assert kinds(align(source, target, lexicon, known)) == expected


def test_without_the_model_not_all_of_them_are_found(lexicon: Lexicon) -> None:
    found = [kinds(align(z, e, lexicon, None)) for z, e, _, _ in map(story, range(len(PROVERBS)))]
    assert found != [story(omitted)[3] for omitted in range(len(PROVERBS))]


def test_an_english_model_helps_through_a_pivot(lexicon: Lexicon) -> None:
    source, target, pivot, expected = story(1)
    pivot = [text or f"version {number}" for number, text in enumerate(pivot)]
    english = Meanings([(p, e) for _, e, p in PROVERBS] + [(pivot[at], target[at]) for at in (0, 1)])
    assert kinds(align(source, target, lexicon, english, pivot=pivot)) == expected


@pytest.mark.parametrize("seed", range(8))
def test_a_random_model_changes_nothing(seed: int, lexicon: Lexicon) -> None:
    source, target = [z for side, _ in PAIRS for z in side] * 3, [e for _, side in PAIRS for e in side] * 3
    random = Meanings([], seed)
    assert kinds(align(source, target, lexicon, random)) == [(len(z), len(e)) for z, e in PAIRS] * 3


def test_what_a_model_is_worth_is_said(lexicon: Lexicon) -> None:
    source, target = [z for side, _ in PAIRS for z in side], [e for _, side in PAIRS for e in side]
    said: list[str] = []
    for model in (Meanings([(*z, *e) for z, e in PAIRS]), Meanings([])):
        align(source, target, lexicon, model, notice=said.append)
    align(source[:3], target[:3], lexicon, Meanings([]), notice=said.append)
    assert re.fullmatch(r"embeddings: pairs are \d\.\d standard deviations closer than neighbours", said[0])
    assert said[1] == "embeddings: cannot tell pairs from neighbours here; do they know both languages?"
    assert re.fullmatch(r"embeddings: \d sure pairs are too few to measure them on; they do not count", said[2])


def vectored(seed: int, size: int, dimensions: int = 16) -> Vectored:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(size, dimensions))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Vectored(vectors.astype(np.float32), chance.integers(5, 60, size).astype(np.float64))


def test_a_model_that_tells_pairs_no_better_than_chance_has_hardly_any_weight() -> None:
    pairs = np.arange(100), np.arange(100)
    slopes = [Similarity.of(vectored(seed, 100), vectored(seed + 1000, 100), pairs).slope for seed in range(100)]
    assert np.mean(np.array(slopes) == 0) >= 0.95
    assert max(slopes) < 2  # similarities of such vectors seldom differ by more than .5


def test_a_model_that_tells_them_apart_has_weight() -> None:
    side = vectored(3, 60)
    found = Similarity.of(side, side, (np.arange(60), np.arange(60)))
    assert found.slope > 10
    assert 0.3 < found.centre < 0.7


def test_a_few_pairs_are_too_few_to_measure_a_model() -> None:
    side = vectored(3, 60)
    assert Similarity.of(side, side, (np.arange(5), np.arange(5))).slope == 0


@pytest.mark.parametrize(("a", "b"), [kind for kind in KINDS if all(kind)])
def test_each_sentence_counts_once_by_its_similarity_to_the_other_side(a: int, b: int) -> None:
    source, target = vectored(1, 40), vectored(2, 50)
    source.vectors[7] = 0  # says nothing
    found = Similarity(source, target, centre=0.1, slope=6.0, separation=1.0, pairs=40)
    rows, columns = (places.ravel() for places in np.mgrid[: 40 - a + 1, 10 : 50 - b + 1])

    def span(side: Vectored, start: int, size: int) -> NDArray[np.float64]:
        vector = sum(side.vectors[at] * np.sqrt(side.lengths[at]) for at in range(start, start + size))
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float64)

    def odds(i: int, j: int) -> float:
        one, other = span(source, i, a), span(target, j, b)
        pairs = [(one, target.vectors[j + at]) for at in range(b)] + [
            (source.vectors[i + at], other) for at in range(a)
        ]
        return 0.3 * 6.0 * sum(float(x @ y) - 0.1 for x, y in pairs if x.any() and y.any()) / 2

    chosen = np.arange(0, len(rows), 37)
    expected = [odds(int(rows[at]), int(columns[at])) for at in chosen]
    assert found.weights(a, b, rows, columns)[chosen] == pytest.approx(expected, abs=1e-5)


class Broken:
    """A model that gives what it was told."""

    def __init__(self, value: object) -> None:
        self._value = value

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.asarray(self._value if self._value is None else np.full((len(texts), 4), self._value))


@pytest.mark.parametrize(
    ("model", "problem"),
    [
        (Broken(np.nan), "holds no numbers for 13 of 13 texts"),
        (Broken(np.inf), "holds no numbers for 13 of 13 texts"),
        (Broken(0.0), "has no vector for 13 of 13 texts; choose one that knows both languages"),
        (Broken(None), "gave an array of shape "),
    ],
)
def test_a_model_without_usable_vectors_is_an_error(model: Broken, problem: str, lexicon: Lexicon) -> None:
    source, target = [z for side, _ in PAIRS for z in side], [e for _, side in PAIRS for e in side]
    with pytest.raises(ConfigError, match=problem):
        align(source, target, lexicon, model)
