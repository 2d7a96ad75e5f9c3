"""How a number is written in English, in the style of the text that it is suggested for."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from corpora.numerals.english_grammar import MONTHS, WEEKDAYS
from corpora.numerals.values import Number, Role

_MONTH_NAMES = {
    value: name.capitalize() for name, value in reversed(MONTHS.items()) if len(name) > 4 or value in (5, 6, 7)
}
_WEEKDAY_NAMES = {value: name.capitalize() for name, value in WEEKDAYS.items() if name.endswith("day")}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_PLACES = 4
"""Decimals up to which a large number is written with a scale word: 4.0549 trillion, but 4,178,027 in full."""


def spell(number: Number, text: str = "") -> str:
    """Write a number's value in English.

    Args:
        number: The number, from either language.
        text: The English text it is meant for; "percent" is spelled as that text does.
    """
    if number.role in (Role.PERCENT, Role.POINT):
        return _share(number, text)
    if number.role is Role.MULTIPLE:
        return f"{spell_value(number.value)} times"
    if number.role is Role.FRACTION:
        return str(number.value)
    writer = _WRITERS.get(number.role)
    if writer is not None and number.value.denominator == 1 and (written := writer(int(number.value))):
        return written
    return _range(number) if number.is_vague else spell_value(number.value)


def _range(number: Number) -> str:
    low, high = spell_value(number.low), spell_value(number.high)
    if number.high >= number.low * 2:
        return f"{low} or more"
    return f"{low} {'or' if number.names_two else 'to'} {high}"


def _share(number: Number, text: str) -> str:
    amount = spell_value(number.value)
    if number.role is Role.POINT:
        return f"{amount} percentage point" + ("" if number.value == 1 else "s")
    if "per cent" in text:
        return f"{amount} per cent"
    return f"{amount} percent" if "percent" in text and "%" not in text else f"{amount}%"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def spell_value(value: Fraction) -> str:
    """Write a value in digits, with a scale word where that leaves few decimals: 2.05 billion, 12,000, 4,178,027."""
    for scale, name in _SCALES:
        if value >= scale and (value / scale * 10**_PLACES).denominator == 1:
            return f"{_decimal(value / scale)} {name}"
    return _decimal(value)


def ordinal(value: int) -> str:
    """Write an ordinal in digits: 1st, 2nd, 11th, 18th."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{ending}"


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


_WRITERS: dict[Role, Callable[[int], str]] = {
    Role.ORDINAL: ordinal,
    Role.MONTH: lambda value: _MONTH_NAMES.get(value, ""),
    Role.WEEKDAY: lambda value: _WEEKDAY_NAMES.get(value, ""),
    Role.TIME: _clock,
    Role.DECADE: lambda value: f"{value}s",
    Role.YEAR: str,
}
