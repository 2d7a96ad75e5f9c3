"""How well a target text reads on its own, as far as words, their order, repetition and marks tell."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from metrics.vocabulary import WORD, find_doubled, is_word, misspells
from metrics.weights import FLUENCY, combine
from metrics.wordorder import score_order

_BROKEN_MARKS = re.compile(
    r"\s[,.;:!?](?=\s|$)"  # a space before a mark
    r"|(?<![.\w])[,;:](?=[^\W\d_])"  # a mark that opens a word
    r"|[a-z][,;](?=[^\W\d_])"  # no space after it
    r"|[,;:]\s*[,;:.!?]"  # two marks in a row
    r"|[a-z]{4}[.?!]\s+[a-z]"  # a sentence that ends in the middle
    r"|[a-z][~-](?=\s)"  # a mark that belongs to no word
    r"|(?<!\.)\.\.(?!\.)"  # two stops
    r"|\?\?+|\ufffd"  # a lost character
    r"|[\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC FULL STOP}\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH SEMICOLON}]"
    r"|\s'(?:s|t|re|ve|ll|d)\b|\b\w+\sn't\b"  # left apart, as a tokenizer leaves them
    r"|\(\s|\s\)"
)
_WRONG_ARTICLE = re.compile(
    r"\ba (?!(?:eu|ew|one|once|uni|un[ai]|us[aeiu]|ut[ei]|ub|ur[aeiu]|u[a-z]?\b)\w*)[aeiou][a-z]{2,}\b"
    r"|\ban (?!(?:hou?r|heir|hono|honest|herb|histor|8|11|18)\w*)[bcdfghjklmnpqrstvwyz][a-z]+\b"
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*\s*$")


def measure_fluency(target: str) -> dict[str, float]:
    """Return the signals of a target text by name; all are 0 for text that reads well, and grow with what is wrong.

    `unknown_words`, `doubled_words` and `broken_marks` are numbers of places, damped by their logarithm, for one broken
    place in a long sentence is as broken as in a short one. `word_order` is how far the mean log odds of the
    transitions between word classes fall below edited prose, in nats; `repetition` the share of word triples seen
    before; `lower_case_start` and `no_final_mark` are 0 or 1; `foreign_script` is the share of characters that are
    Han.
    """
    words = [match.group() for match in WORD.finditer(target)]
    unknown = sum(1 for word in words if len(word) > 2 and word.islower() and word.isascii() and _is_strange(word))
    doubled = len(find_doubled(target))
    han = len(_HAN.findall(target))
    start = next((char for char in target if char.isalpha()), "")
    return {
        "unknown_words": math.log1p(unknown),
        "word_order": max(0.0, _EDITED_ORDER - score_order(target)),
        "repetition": _repetition(words),
        "doubled_words": math.log1p(doubled),
        "wrong_article": math.log1p(len(_WRONG_ARTICLE.findall(target))),
        "broken_marks": math.log1p(len(_BROKEN_MARKS.findall(target))),
        "lower_case_start": float(start.islower()),
        "no_final_mark": float(len(words) >= 8 and not _SENTENCE_END.search(target)),
        "foreign_script": han / max(1, han + sum(len(word) for word in words)),
        "no_words": float(not words),
    }


_EDITED_ORDER = 0.30
"""Above this, order says no more: nine tenths of human sentences stand below (mean .22, standard deviation .10)."""


def rate_fluency(signals: Mapping[str, float]) -> float:
    """Return the fluency, from 0 to 100, that the signals add up to."""
    return combine(FLUENCY, signals)


def _is_strange(word: str) -> bool:
    return not is_word(word) or misspells(word) is not None


def _repetition(words: list[str]) -> float:
    triples = [tuple(word.lower() for word in words[at : at + 3]) for at in range(len(words) - 2)]
    return 1 - len(set(triples)) / len(triples) if triples else 0.0
