"""Parts of Chinese dates and times of day: years, decades, months, days, centuries and hours."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.chinese_grammar import Sight, read
from corpora.numerals.values import Number, Role, Strength

_AFTERNOON = re.compile(r"(?:下午|傍晚|晚上|晚|当晚|夜里|今晚|昨晚|午后) ?$")
_MORNING = ("上午", "凌晨", "早上", "清晨", "中午")
_CENTURY = re.compile(r"(?:([0-9]{1,2}|十九|二十|十[七八]) ?世纪|(上)个?世纪|本世纪) ?的?$")
_CENTURIES = {"十七": 17, "十八": 18, "十九": 19, "二十": 20}


def read_year(sight: Sight, number: Number, match: re.Match[str]) -> Number | None:
    """Read 2009年 and 民国三十八年 as years, 98年 as years or a span of them, None for another count."""
    value, span = number.value, Span(sight.start, match.end())
    if sight.before(2) == "民国" and value < 120:
        # The Republic's first year is 1912.
        era = Number.exact(value + 1911, Role.YEAR, Span(sight.start - 2, match.end()), Strength.STRONG)
        return replace(era, others=(value,))
    if value.denominator != 1 or not (sight.is_digits or sight.reading.is_sequence):
        return None
    if 1000 <= value < 3000:
        return replace(number, role=Role.YEAR, span=span, strength=Strength.STRONG)
    if value < 100 and (sight.reading.is_sequence or len(span) == 3):
        # 98年 is 1998 more often than 98 years; 30年 the other way round.
        strength = number.strength if sight.is_digits else Strength.OPTIONAL
        return replace(number, span=span, others=(1900 + value, 2000 + value), unit="year", strength=strength)
    return None


def read_decade(sight: Sight, number: Number, match: re.Match[str]) -> Number | None:
    """Read 80年代, with the century before it."""
    if number.value > 90 or number.value % 10:
        return None
    before = _CENTURY.search(sight.text, max(0, sight.start - 8), sight.start)
    base = 1900
    if before and before[1]:
        base = ((_CENTURIES.get(before[1]) or int(before[1])) - 1) * 100
    elif before and not before[2]:
        base = 2000
    span = Span(before.start() if before else sight.start, match.end())
    strength = Strength.STRONG if before else Strength.WEAK
    decade = Number.exact(base + number.value, Role.DECADE, span, strength)
    # 六七十年代 is two decades.
    lasts = (number.high, base + number.high) if number.is_vague else ()
    return replace(decade, others=(number.value, *lasts))


def read_generation(sight: Sight, number: Number, match: re.Match[str]) -> Number | None:
    """Read 90后, those born in the nineties."""
    if match.end() - sight.start != 3:
        return None
    return replace(number, strength=Strength.OPTIONAL, others=(1900 + number.value, 2000 + number.value))


def read_month(sight: Sight, number: Number, match: re.Match[str]) -> Number | None:
    """Read 9月 and 五六月, None where no month has the number."""
    if number.value not in range(1, 13) or (number.is_vague and not number.names_two):
        return None
    strength = Strength.STRONG if sight.is_digits else Strength.WEAK
    return replace(number, role=Role.MONTH, span=Span(sight.start, match.start() + 1), strength=strength)


def read_day(sight: Sight, number: Number, match: re.Match[str]) -> Number | None:
    """Read 8日 and 8号, None where it is no day of a month."""
    if number.value not in range(1, 32) or number.is_vague:
        return None
    if not sight.is_digits and sight.before(1) not in tuple("月至到-—~、"):
        return None
    strength = Strength.STRONG if sight.is_digits else Strength.WEAK
    return replace(number, role=Role.DAY, span=Span(sight.start, match.end()), strength=strength)


def read_century(sight: Sight, number: Number, match: re.Match[str]) -> Number:
    """Read 20世纪."""
    return replace(number, role=Role.ORDINAL, span=Span(sight.start, match.end()), unit="century")


def read_clock(sight: Sight, number: Number, match: re.Match[str]) -> Number | None:
    """Read 下午3点半 and 19时54分 in minutes after midnight, None where it is no time of day."""
    text, hour, minute = match.group(), number.value, Fraction(0)
    afternoon = _AFTERNOON.search(sight.text, max(0, sight.start - 3), sight.start)
    is_bare = text == "点" or (text == "时" and not sight.is_digits)
    # 三点 alone may be three points.
    if hour.denominator != 1 or hour > 24 or (is_bare and not afternoon and sight.before(2) not in _MORNING):
        return None
    if "半" in text:
        minute = Fraction(30)
    elif minutes := re.search(r"[0-9一二三四五六七八九十]+", text):
        reading = read(minutes.group())[0]
        if isinstance(reading, int) or reading.value >= 60:
            return None
        minute = reading.value
    clock = hour + 12 if afternoon and hour < 12 else hour
    strength = Strength.STRONG if sight.is_digits else Strength.WEAK
    time = Number.exact(clock * 60 + minute, Role.TIME, Span(sight.start, match.end()), strength)
    return replace(time, parts=(hour, minute))
