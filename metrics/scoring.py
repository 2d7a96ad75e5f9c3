"""Scores of pairs and of whole bitexts: adequacy, fluency, and quality, which is both together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpora.model import Pair
from metrics.adequacy import measure_adequacy, rate_adequacy
from metrics.fluency import measure_fluency, rate_fluency
from metrics.scores import PairScore, Score
from metrics.weights import FLUENCY, combine

if TYPE_CHECKING:
    from corpora.lexicon import Lexicon
    from metrics.language_model import LanguageModel
    from metrics.weights import Weights


def score_pairs(pairs: Sequence[Pair], lexicon: Lexicon, model: LanguageModel | None = None) -> tuple[PairScore, ...]:
    """Score each pair on its own, in order.

    A pair without source or target has adequacy 0 and quality 0; without target it has no fluency.

    Args:
        pairs: The pairs.
        lexicon: The bilingual dictionary.
        model: What English is like: adds the signal `surprise`, and one more way for fluency to fail.
    """
    if model is None:
        return tuple(score_texts(pair.source.text, pair.target.text, lexicon) for pair in pairs)
    surprises = model.surprises([pair.target.text for pair in pairs])
    return tuple(
        score_texts(pair.source.text, pair.target.text, lexicon, (model.order_weights, surprise))
        for pair, surprise in zip(pairs, surprises, strict=True)
    )


def score_texts(source: str, target: str, lexicon: Lexicon, surprise: tuple[Weights, float] | None = None) -> PairScore:
    """Score one pair of texts, with what a language model found of the target and how much that weighs."""
    if not target.strip():
        return PairScore(0.0, None, 0.0, {})
    reading = measure_fluency(target)
    if surprise:
        reading["surprise"] = surprise[1]
        fluency = combine({**FLUENCY, "model": surprise[0]}, reading)
    else:
        fluency = rate_fluency(reading)
    if not source.strip():
        return PairScore(0.0, fluency, 0.0, reading)
    meaning = measure_adequacy(source, target, lexicon)
    adequacy = rate_adequacy(meaning)
    return PairScore(adequacy, fluency, join_scores(adequacy, fluency), meaning | reading)


def join_scores(adequacy: float, fluency: float) -> float:
    """Return the quality: how likely it is that neither failed, the odds of both failures added up."""
    return 100 / (100 / adequacy + 100 / fluency - 1)


def summarize(scores: Sequence[PairScore], pairs: Sequence[Pair], signature: str) -> tuple[Score, ...]:
    """Return the means of a bitext, each pair counting as much as its source is long.

    A pair without source text, an addition, counts as much as its target would have taken in Chinese, a third. A bitext
    without text has no scores.

    Args:
        scores: One for each pair.
        pairs: The pairs.
        signature: What the figures depend on besides the input.
    """
    weights = [_weight(pair) for pair in pairs]
    totals = []
    for metric in ("adequacy", "fluency", "quality"):
        values = [
            (weight, value)
            for weight, score in zip(weights, scores, strict=True)
            if (value := getattr(score, metric)) is not None and weight > 0
        ]
        total = sum(weight for weight, _ in values)
        if total:
            mean = sum(weight * value for weight, value in values) / total
            totals.append(Score(metric, mean, f"{metric}|weights:source-length|{signature}", len(values)))
    return tuple(totals)


def _weight(pair: Pair) -> float:
    # English takes about three letters for each Chinese character.
    return len(pair.source.text.strip()) or len(pair.target.text.strip()) / 3
