"""Numbers as exact values in both languages, with the place where they stand and what they count."""

from __future__ import annotations

from corpora.model import Language
from corpora.numerals import chinese, english
from corpora.numerals.values import DATES, SHARES, Number, Role, Strength, agreement

__all__ = ["DATES", "SHARES", "Number", "Role", "Strength", "agreement", "find_numbers"]


def find_numbers(text: str, language: Language) -> list[Number]:
    """Find the numbers in a text, sorted by where they stand; never raises, in time linear in the text's length.

    >>> [str(number.value) for number in find_numbers("产值20.5亿元，增长41.5%", "zh")]
    ['2050000000', '83/2']
    >>> [str(number.value) for number in find_numbers("two hundred and five of the 1.2 million", "en")]
    ['205', '1200000']
    """
    return chinese.find(text) if language == "zh" else english.find(text)
