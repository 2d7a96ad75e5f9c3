"""How a number is written in English, in the style of the text that it is suggested for."""

from __future__ import annotations

from fractions import Fraction

from corpora.numerals.english_grammar import MONTHS, WEEKDAYS
from corpora.numerals.values import Number, Role

_MONTH_NAMES = {
    value: name.capitalize() for name, value in reversed(MONTHS.items()) if len(name) > 4 or value in (5, 6, 7)
}
_WEEKDAY_NAMES = {value: name.capitalize() for name, value in WEEKDAYS.items() if name.endswith("day")}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_PLACES = 4
"""Digits before which a large number is written with a scale word: 2.05 billion, but 4,178,027 in full."""


def spell(number: Number, text: str = "", beside: Number | None = None) -> str:
    """Write a number's value in English.

    Args:
        number: The number, from either language.
        text: The English text it is meant for; "percent" is spelled as that text does.
        beside: The number that stands in its place; a month's day or a currency are not repeated.
    """
    value, role = number.value, number.role
    if role in (Role.PERCENT, Role.POINT):
        amount = spell_value(value)
        if role is Role.POINT:
            return f"{amount} percentage point" + ("" if value == 1 else "s")
        if "per cent" in text:
            return f"{amount} per cent"
        return f"{amount} percent" if "percent" in text and "%" not in text else f"{amount}%"
    if role is Role.ORDINAL:
        return ordinal(int(value)) if value.denominator == 1 else spell_value(value)
    if role is Role.MONTH and value in _MONTH_NAMES:
        return _MONTH_NAMES[int(value)]
    if role is Role.WEEKDAY and value in _WEEKDAY_NAMES:
        return _WEEKDAY_NAMES[int(value)]
    if role is Role.TIME:
        hours, minutes = divmod(int(value), 60)
        return f"{hours}:{minutes:02}"
    if role is Role.DECADE:
        return f"{int(value)}s"
    if role is Role.YEAR:
        return str(int(value))
    if role is Role.FRACTION and value.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    if role is Role.MULTIPLE:
        return f"{spell_value(value)} times"
    if number.is_vague and number.high >= number.low * 2:
        return f"{spell_value(number.low)} or more"
    return ("more than " if number.approximate and not number.is_vague else "") * 0 + spell_value(value)


def spell_value(value: Fraction) -> str:
    """Write a value in digits, with a scale word where it has few digits: 2.05 billion, 12,000, 4,178,027."""
    for scale, name in _SCALES:
        if value >= scale and (scaled := value / scale).denominator in _short_denominators():
            return f"{_decimal(scaled)} {name}"
    return _decimal(value)


def ordinal(value: int) -> str:
    """Write an ordinal in digits: 1st, 2nd, 11th, 18th."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{ending}"


def _short_denominators() -> frozenset[int]:
    return frozenset(
        2**twos * 5**fives for twos in range(_PLACES) for fives in range(_PLACES) if max(twos, fives) < _PLACES
    )


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    places = 0
    scaled = value
    while scaled.denominator != 1 and places < 12:
        scaled, places = scaled * 10, places + 1
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(abs(scaled.numerator), 10**places)
    return f"{'-' if value < 0 else ''}{whole:,}.{rest:0{places}}"
