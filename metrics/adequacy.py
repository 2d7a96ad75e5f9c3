"""How much of a source's meaning its target carries, as far as a dictionary, numbers and lengths can tell.

The two directions are kept apart: source words that nothing in the target answers mean omission, target words that
nothing in the source answers mean addition.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpora.characters import count_scripts
from corpora.grammar import GRAMMAR_WORDS
from corpora.lexicon import tokenize
from metrics.negation import compare_negation
from metrics.weights import ADEQUACY, combine
from metrics.wordorder import is_function_word

if TYPE_CHECKING:
    from corpora.lexicon import Lexicon, Token


def measure_adequacy(source: str, target: str, lexicon: Lexicon) -> dict[str, float]:
    """Return the signals of a pair by name; all are 0 or more, and grow with what is wrong.

    `uncovered_source` and `uncovered_target` are the shares of content words, by weight, that the lexicon cannot answer
    on the other side; `gap_source` and `gap_target` the weight of the longest run of such words, damped by its
    logarithm; `too_short` and `too_long` how far the logarithm of the length ratio lies outside what is usual.
    """
    ours, theirs = tokenize(source, "zh"), tokenize(target, "en")
    answers = [lexicon.renderings(token.key) for token in ours]
    keys = {token.key for token in theirs}
    source_weights = [weigh_source(token) for token in ours]
    target_weights = [weigh_target(token) for token in theirs]
    explained = {key for renderings in answers for key in renderings}
    source_hits = [bool(renderings) and any(key in keys for key in renderings) for renderings in answers]
    target_hits = [token.key in explained for token in theirs]
    han, latin = count_scripts(target)
    lost, invented = compare_negation(source, target)
    ratio = _log_length_ratio(source, target)
    return {
        "uncovered_source": _uncovered(source_weights, source_hits),
        "uncovered_target": _uncovered(target_weights, target_hits),
        "gap_source": math.log1p(_longest_gap(source_weights, source_hits)),
        "gap_target": math.log1p(_longest_gap(target_weights, target_hits)),
        "too_short": max(0.0, -ratio),
        "too_long": max(0.0, ratio),
        "negation_lost": float(min(lost, 2)),
        "negation_added": float(min(invented, 2)),
        "question": float(_is_question(source) != _is_question(target)),
        "han_left": han / max(1, han + latin / 3),
    }


def rate_adequacy(signals: Mapping[str, float]) -> float:
    """Return the adequacy, from 0 to 100, that the signals add up to."""
    return combine(ADEQUACY, signals)


def weigh_source(token: Token) -> float:
    """Return how much a Chinese word matters: 0 for grammar and marks, more for longer words, which are rarer."""
    if token.key in GRAMMAR_WORDS or not token.key[0].isalnum():
        return 0.0
    return 1.0 if len(token.text) == 1 else 2.0


def weigh_target(token: Token) -> float:
    """Return how much an English word matters: 0 for grammar and marks."""
    return 0.0 if not token.text[0].isalnum() or is_function_word(token.text) else 2.0


def _uncovered(weights: Sequence[float], hits: Sequence[bool]) -> float:
    # One word of doubt: two words of which one is missing tell less than twenty of which ten are.
    missing = sum(weight for weight, hit in zip(weights, hits, strict=True) if not hit)
    return missing / (sum(weights) + 1.0)


def _longest_gap(weights: Sequence[float], hits: Sequence[bool]) -> float:
    longest = run = 0.0
    for weight, hit in zip(weights, hits, strict=True):
        if weight:
            run = 0.0 if hit else run + weight
            longest = max(longest, run)
    return longest


LENGTH_RATIO = 1.23
"""The mean logarithm of English by Chinese letters in human translations; see `benchmarks/quality.py`."""


def _log_length_ratio(source: str, target: str) -> float:
    # Two letters of doubt on either side, for the shortest texts.
    return math.log((_letters(target) + 6.0) / (_letters(source) + 2.0)) - LENGTH_RATIO


def _letters(text: str) -> int:
    return sum(1 for char in text if char.isalnum())


def _is_question(text: str) -> bool:
    return "?" in text or "？" in text
