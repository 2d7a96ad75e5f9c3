"""How much of a source's meaning its target carries, as far as a dictionary, numbers and lengths can tell.

The two directions are kept apart: source words that nothing in the target answers mean omission, target words that
nothing in the source answers mean addition.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from corpora.characters import count_scripts
from corpora.grammar import GRAMMAR_WORDS
from corpora.lexicon import tokenize
from corpora.numerals import Strength, find_numbers
from corpora.numerals.matching import match_numbers
from metrics.grammar import compare_connectives, compare_gender, compare_tense
from metrics.negation import compare_negation
from metrics.weights import ADEQUACY, combine
from metrics.wordorder import is_function_word

if TYPE_CHECKING:
    from corpora.lexicon import Lexicon, Token

SURE = 0.03
"""t(English | Chinese) from which a dictionary rendering counts as an answer: of 0, .01, .03 and .1 the best for
telling cut (AUROC .80), appended (.96) and wrong (.99) translations from whole ones."""


def measure_adequacy(source: str, target: str, lexicon: Lexicon) -> dict[str, float]:
    """Return the signals of a pair by name; all are 0 or more, and grow with what is wrong.

    `uncovered_source` and `uncovered_target` are the shares of content words, by weight, that the lexicon cannot answer
    on the other side; `gap_source` and `gap_target` the weight of the longest run of such words, damped by its
    logarithm. `fewer_words` and `more_words` say how far the logarithm of the ratio of content words lies below and
    above the usual one. `unfinished` is 1 where only the source ends with a mark. `negation_lost`, `negation_added`,
    `tense`, `gender`, `question` and `connectives_lost` count what grammar gives away; `han_left` is the share of
    Chinese in the target.
    """
    ours = [token for token in tokenize(source, "zh") if token.is_word]
    theirs = [token for token in tokenize(target, "en") if token.is_word]
    source_weights, target_weights = (
        [_weigh_source(token) for token in ours],
        [_weigh_target(token) for token in theirs],
    )
    source_hits, target_hits = _answers(ours, theirs, lexicon)
    ratio = math.log((sum(target_weights) + DOUBT) / (sum(source_weights) + DOUBT)) - WORD_RATIO
    han, latin = count_scripts(target)
    lost, added = compare_negation(source, target)
    numbers_lost, numbers_added = _compare_numbers(source, target)
    return {
        "uncovered_source": _uncovered(source_weights, source_hits),
        "uncovered_target": _uncovered(target_weights, target_hits),
        "gap_source": math.log1p(_longest_gap(source_weights, source_hits)),
        "gap_target": math.log1p(_longest_gap(target_weights, target_hits)),
        "fewer_words": max(0.0, -ratio),
        "more_words": max(0.0, ratio),
        "unfinished": float(_ends_sentence(source) and not _ends_sentence(target)),
        "numbers_lost": numbers_lost,
        "numbers_added": numbers_added,
        "negation_lost": math.log1p(lost),
        "negation_added": math.log1p(added),
        "tense": float(compare_tense(source, target)),
        "gender": float(compare_gender(source, target)),
        "connectives_lost": float(compare_connectives(source, target)),
        "question": float(_is_question(source) != _is_question(target)),
        "han_left": han / max(1.0, han + latin / 3),
    }


def rate_adequacy(signals: Mapping[str, float]) -> float:
    """Return the adequacy, from 0 to 100, that the signals add up to."""
    return combine(ADEQUACY, signals)


def _weigh_source(token: Token) -> float:
    # Longer words are rarer and mean more; weights by frequency were no better.
    return 0.0 if token.key in GRAMMAR_WORDS else 0.5 if len(token.text) == 1 else 1.0


def _weigh_target(token: Token) -> float:
    return 0.0 if is_function_word(token.text) else 1.0


def _answers(ours: Sequence[Token], theirs: Sequence[Token], lexicon: Lexicon) -> tuple[list[bool], list[bool]]:
    """Say for each word of either side whether any word of the other can be its translation."""
    keys = {token.key for token in theirs}
    sure = [_sure_renderings(lexicon, token.key) for token in ours]
    explained = frozenset().union(*sure)
    return [not keys.isdisjoint(answers) for answers in sure], [token.key in explained for token in theirs]


@lru_cache(maxsize=1 << 16)
def _sure_renderings(lexicon: Lexicon, key: str) -> frozenset[str]:
    return frozenset(stem for stem, probability in lexicon.renderings(key).items() if probability > SURE)


def _compare_numbers(source: str, target: str) -> tuple[float, float]:
    """Return the logarithms of one and the numbers that stand on one side only."""
    ours, theirs = find_numbers(source, "zh"), find_numbers(target, "en")
    matching = match_numbers(ours, theirs)
    lost = sum(1 for at in matching.source if ours[at].strength is Strength.STRONG)
    added = sum(1 for at in matching.target if theirs[at].strength is Strength.STRONG)
    return math.log1p(lost), math.log1p(added)


def _uncovered(weights: Sequence[float], hits: Sequence[bool]) -> float:
    # One word of doubt: one missing of two tells less than ten of twenty.
    missing = sum(weight for weight, hit in zip(weights, hits, strict=True) if not hit)
    return missing / (sum(weights) + 1)


def _longest_gap(weights: Sequence[float], hits: Sequence[bool]) -> float:
    longest = run = 0.0
    for weight, hit in zip(weights, hits, strict=True):
        if weight:
            run = 0.0 if hit else run + weight
            longest = max(longest, run)
    return longest


DOUBT = 2.0
"""Words of doubt on either side of the ratio: of "He'll come soon" only two words count, of 他马上就会来 three."""

WORD_RATIO = 0.02
"""The mean logarithm of English by Chinese content words in human translations; see `benchmarks/quality.py`."""

_ENDS = "。！？!?.…；;"
_CLOSERS = "\"'“‘”’」』）)》】]*_ \N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\t"


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _ENDS if text else False


def _is_question(text: str) -> bool:
    return "?" in text or "？" in text
