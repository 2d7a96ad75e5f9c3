"""English numbers in words: "two hundred and five", "two-thirds", "tens of thousands", "the eighteenth", "doubled"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.english_context import add_number
from corpora.numerals.english_grammar import (
    CARDINALS,
    DECADES,
    FRACTIONS,
    GREATEST,
    GROUPS,
    MONTHS,
    MULTIPLES,
    ORDINALS,
    PLURALS,
    SCALES,
    WEEKDAYS,
    Scan,
    read_phrase,
)
from corpora.numerals.values import Number, Role, Strength, last_step

_BEFORE_MONTHS = frozenset(
    [
        "in",
        "of",
        "since",
        "by",
        "until",
        "till",
        "from",
        "on",
        "to",
        "through",
        "and",
        "late",
        "early",
        "mid",
        "last",
        "this",
        "next",
        "every",
        "between",
        "during",
        "for",
    ]
)
_WORDS_TOO = frozenset({"may", "march", "mar", "sep", "dec", "jan", "jun", "august"})
"""Months whose names are other words too."""
_HALVES = frozenset({"half", "halves", "quarter", "quarters"})
_LONG = {"century": 100, "decade": 10}


def read_word(scan: Scan, index: int) -> int:
    """Read what begins with the word at `index`, one of `NUMBER_WORDS`; return the index to go on with."""
    return _READERS[scan.tokens[index].lower](scan, index)


def _month(scan: Scan, index: int) -> int:
    token = scan.tokens[index]
    if token.text[0].isupper() and (token.lower not in _WORDS_TOO or _is_month(scan, index)):
        strength = Strength.WEAK if token.lower in _WORDS_TOO else Strength.STRONG
        scan.found.append(Number.exact(MONTHS[token.lower], Role.MONTH, scan.span(index, index), strength))
    return index + 1


def _is_month(scan: Scan, index: int) -> bool:
    token = scan.tokens[index]
    if token.lower == "march" and scan.word(index + 1) in ("to", "and", "through", "of"):
        return True
    if index and (scan.word(index - 1) in _BEFORE_MONTHS or _is_close(scan, index - 1, index)):
        return True
    return _is_close(scan, index + 1, index)


def _is_close(scan: Scan, number: int, month: int) -> bool:
    if not number < len(scan.tokens) or not scan.tokens[number].is_digits:
        return False
    first, second = sorted((scan.tokens[number], scan.tokens[month]), key=lambda token: token.start)
    return second.start - first.end <= 5


def _weekday(scan: Scan, index: int) -> int:
    token = scan.tokens[index]
    if token.text[0].isupper() and (len(token.text) > 4 or scan.text.startswith((".", ","), token.end)):
        scan.found.append(Number.exact(WEEKDAYS[token.lower], Role.WEEKDAY, scan.span(index, index), Strength.WEAK))
    return index + 1


def _plural(scan: Scan, index: int) -> int:
    """Read "tens of thousands" as what lies between its least and its greatest value."""
    after, low = index + 1, Fraction(PLURALS[scan.word(index)])
    while scan.word(after) == "of" and scan.word(after + 1) in PLURALS and low < GREATEST:
        low *= PLURALS[scan.word(after + 1)]
        after += 2
    if not (index and scan.tokens[index - 1].is_digits):
        number = Number.exact(low, Role.COUNT, scan.span(index, after - 1), Strength.OPTIONAL)
        scan.found.append(replace(number, high=Fraction(99) if low == 12 else low * 10 - 1, approximate=True))
    return after


def _fraction(scan: Scan, index: int) -> int:
    return _fraction_of(scan, index, Fraction(1), index)


def _fraction_of(scan: Scan, index: int, count: Fraction, first: int) -> int:
    """Read a half, two-thirds, "half a million" or "half a dozen"."""
    word = scan.word(index)
    value = count / FRACTIONS.get(word, ORDINALS.get(word, 1))
    strength = Strength.OPTIONAL if word in ("half", "quarter") else Strength.WEAK
    number = Number.exact(value, Role.FRACTION, scan.span(first, index), strength)
    if count > 1:
        # "The first three quarters" of a year are three.
        number = replace(number, others=(count,))
    last = index + 1 + (scan.word(index + 1) in ("a", "an", "of"))
    factor = SCALES.get(scan.word(last)) or _LONG.get(scan.word(last))
    if factor and scan.tokens[last].start - number.span.end <= 4:
        span = Span(number.span.start, scan.tokens[last].end)
        number = Number.exact(value * factor, Role.COUNT, span, Strength.WEAK)
        scan.found.append(replace(number, approximate=True, others=(value,)))
        return last + 1
    scan.found.append(number)
    return index + 1


def decade(value: Fraction, span: Span) -> Number:
    """Return the number of "the 1990s", or of "the '90s" in any of three centuries."""
    others = (value % 100,) if value >= 100 else (1900 + value, 1800 + value, 2000 + value)
    strength = Strength.STRONG if value >= 100 else Strength.WEAK
    return replace(Number.exact(value, Role.DECADE, span, strength), others=others, step=Fraction(10))


def _decade(scan: Scan, index: int) -> int:
    number = decade(Fraction(DECADES[scan.word(index)]), scan.span(index, index))
    scan.found.append(replace(number, strength=Strength.OPTIONAL))
    return index + 1


def _multiple(scan: Scan, index: int) -> int:
    value = Fraction(MULTIPLES[scan.word(index)])
    number = Number.exact(value, Role.MULTIPLE, scan.span(index, index), Strength.OPTIONAL)
    scan.found.append(replace(number, others=(value - 1,)))
    return index + 1


def _group(scan: Scan, index: int) -> int:
    value = GROUPS[scan.word(index)]
    scan.found.append(Number.exact(value, Role.COUNT, scan.span(index, index), Strength.OPTIONAL))
    return index + 1


def _noon(scan: Scan, index: int) -> int:
    minutes = 0 if scan.word(index) == "midnight" else 720
    scan.found.append(Number.exact(minutes, Role.TIME, scan.span(index, index), Strength.OPTIONAL))
    return index + 1


def _long(scan: Scan, index: int) -> int:
    number = Number.exact(_LONG[scan.word(index)], Role.COUNT, scan.span(index, index), Strength.OPTIONAL)
    scan.found.append(replace(number, unit="year", others=(Fraction(1),)))
    return index + 1


def _ordinal(scan: Scan, index: int) -> int:
    value = ORDINALS[scan.word(index)]
    strength = Strength.OPTIONAL if value <= 10 else Strength.WEAK
    # "a fifth" is a fraction; "the third time" may be 再一次 after two.
    others = (Fraction(1, value), Fraction(value - 1)) if value > 2 else ()
    span = scan.span(index, index)
    number = replace(Number.exact(value, Role.ORDINAL, span, strength), others=others)
    if value > 2 and index and scan.word(index - 1) in ("a", "an"):
        fraction = Number.exact(Fraction(1, value), Role.FRACTION, span, strength)
        number = replace(fraction, others=(number.value, *others))
    scan.found.append(number)
    return index + 1


def _cardinal(scan: Scan, index: int) -> int:
    phrase = read_phrase(scan, index)
    value, after = phrase.value, phrase.end
    span = scan.span(index, after - 1)
    if phrase.is_ordinal:
        return _ordinal_phrase(scan, index, after, value)
    if after == index + 1 and scan.gap(after) in ("-", " "):
        word = scan.word(after)
        whole = FRACTIONS.get(word) or (ORDINALS.get(word, 0) if value == 1 else 0)
        if whole > 2 and value < whole and (word not in ("quarter", "half") or value == 1):
            return _fraction_of(scan, after, value, index)
        if word in ("half", "halves") and value == 1:
            return _fraction_of(scan, after, value, index)
    strength = Strength.WEAK
    if value <= 1 or _is_loose(scan, index):
        strength = Strength.OPTIONAL
    elif value > 12 and value / last_step(value) >= 10:
        # "twenty", "a hundred" and "a thousand" are used loosely, "twenty-one" is not.
        strength = Strength.STRONG
    return add_number(scan, index, after, Number.exact(value, Role.COUNT, span, strength))


def _is_loose(scan: Scan, index: int) -> bool:
    """Whether "two" counts nothing: "a word or two"."""
    return index > 2 and scan.word(index) == "two" and scan.word(index - 1) == "or" and scan.word(index - 3) == "a"


def _ordinal_phrase(scan: Scan, index: int, after: int, value: Fraction) -> int:
    """Add "twenty-third", an ordinal, or "one-third", a fraction."""
    whole = ORDINALS[scan.word(after - 1)]
    count, span = value - whole, scan.span(index, after - 1)
    if after - index == 2 and count < 20 and whole >= 3:
        scan.found.append(Number.exact(count / whole, Role.FRACTION, span, Strength.WEAK))
    else:
        scan.found.append(Number.exact(value, Role.ORDINAL, span, Strength.WEAK))
    return after


def _scale(scan: Scan, index: int) -> int:
    """Read "a hundred", "several thousand", "million" alone."""
    value, after = Fraction(SCALES[scan.word(index)]), index + 1
    while scan.word(after) in SCALES and scan.gap(after) in (" ", "-") and value < GREATEST:
        value *= SCALES[scan.word(after)]
        after += 1
    before = scan.word(index - 1) if index else ""
    is_several = before in ("several", "few", "many", "couple", "some")
    first = index - 1 if is_several or before in ("a", "an") else index
    number = Number.exact(value, Role.COUNT, scan.span(first, after - 1), Strength.OPTIONAL)
    if is_several:
        number = replace(number, high=value * 10 - 1)
    return add_number(scan, index, after, replace(number, approximate=True))


_READERS = {
    # Later tables win where a word stands in several: "second" is an ordinal, "quarter" a fraction.
    **dict.fromkeys(SCALES.keys() - {"bn", "mn", "mln", "bln", "tn", "trn", "lakh", "crore"}, _scale),
    **dict.fromkeys(FRACTIONS, _fraction),
    **dict.fromkeys(ORDINALS, _ordinal),
    **dict.fromkeys(_HALVES, _fraction),
    **dict.fromkeys(CARDINALS, _cardinal),
    **dict.fromkeys(DECADES, _decade),
    **dict.fromkeys(PLURALS, _plural),
    **dict.fromkeys(MULTIPLES, _multiple),
    **dict.fromkeys(GROUPS, _group),
    **dict.fromkeys(MONTHS, _month),
    **dict.fromkeys(WEEKDAYS, _weekday),
    **dict.fromkeys(_LONG, _long),
    **dict.fromkeys(("noon", "midday", "midnight"), _noon),
}
NUMBER_WORDS: Mapping[str, object] = _READERS
"""The words that `read_word` knows."""
