"""What stands around a Chinese numeral: 第, 约, 余, a percent sign, parts of dates, units, 倍."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.chinese_dates import (
    read_century,
    read_clock,
    read_day,
    read_decade,
    read_generation,
    read_month,
    read_year,
)
from corpora.numerals.chinese_grammar import DIGITS, Sight
from corpora.numerals.units import BEFORE_AMOUNT, CHINESE_UNITS, ENGLISH_UNITS, SYMBOLS
from corpora.numerals.values import Number, Role, Strength

_APPROXIMATE = (
    "约", "近", "超", "逾", "至少", "不到", "超过", "不足", "突破", "上", "大概", "起码", "过", "数以", "估计", "最多",
)  # fmt: skip
_APPROXIMATE_AFTER = ("多", "余", "左右", "以上", "上下", "以下", "+")
_MANY = ("上", "过", "超", "逾", "数以", "破", "成")
"""Words that make 万 alone "ten thousand and more"."""
_SUFFIX = re.compile(
    r"(?P<point>个?百分点)|(?P<percent>%|厘(?!米))|(?P<permille>‰)|(?P<months>个半?月)|(?P<decade>年代)"
    r"|(?P<generation>后)|(?P<grade>年级|年制)|(?P<year>年)|(?P<month>月份?)|(?P<day>[日号])|(?P<century>世纪)|(?P<times>倍)"
    r"|(?P<tenths>成(?![为员功立就果本长品绩都分语型家交]))"
    r"|(?P<oclock>点(?:钟|整|半|[0-9一二三四五六七八九十]{1,3}分?)?"
    r"|时(?:许|整|[0-9]{1,2}分|[0-9]{2})?(?![期代间候段任])(?!年))"
)
UNIT = re.compile("|".join(sorted(map(re.escape, CHINESE_UNITS), key=len, reverse=True)))
_LATIN_UNIT = re.compile(r"(?:km|kg|cm|mm|ml|m|g|t|L|GB|MB|TB|KB|W|kW)(?![A-Za-z])")
_GROWTH = re.compile(
    r"(?:增长|增加|增|提高|上升|上涨|涨|高出|提升|扩大|多|激增|猛增|升)了?(?:约|近|超过|将近|大约)? ?$"
)
_CLASSIFIERS = frozenset(
    "个名位人种条次家项天年月岁只件所座辆架艘台部场届支张份户对批起例处间门本篇首节集点元吨米里亩公斤"
)
_SURNAMES = frozenset(
    "王李刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡杜程苏魏吕丁沈姚卢姜崔钟谭陆汪范贾韦傅邹孟熊秦邱薛阎侯"
    "龙段雷钱汤陶黎贺顾毛郝龚邵武孔茅霍阿"
)
_AFTER_NAMES = frozenset("在与和的有说道是也把被对见听笑问便却心，。、；：！？”")
"""What follows a name but no numeral, which a classifier follows: 茅十八说."""
_HYPERBOLES = frozenset({"一百", "一千", "一万"})
"""Counts that mean no more than many, where they stand before 个 or no classifier at all: 一百个不服, 一万心眼子."""
_TENTHS = re.compile(r"(?:米|块)([0-9一二三四五六七八九]{1,2})(?![0-9一二三四五六七八九十百千万个多余])")


def in_context(sight: Sight) -> Number | None:
    """Return the number that a numeral is where it stands, None where it is none."""
    value = sight.reading.value
    span = Span(sight.start, sight.end)
    if _is_name(sight):
        return Number.exact(value, Role.CODE, span, Strength.OPTIONAL)
    # Longer than 15 digits and their commas, or with a zero in front: an identifier.
    if sight.is_digits and (len(span) > 19 or re.compile("0[0-9]").match(sight.text, sight.start)):
        return None
    number = replace(
        Number.exact(value, Role.COUNT, span, _strength(sight)),
        high=sight.reading.high,
        approximate=sight.reading.approximate or is_approximate(sight.text, span),
    )
    if number.names_two:
        # 十四五 is fourteen or fifteen, and a translation may say both.
        number = replace(number, others=(number.high,))
    if sight.reading.is_bare:
        is_many = sight.before(2).endswith(_MANY)
        strength = Strength.WEAK if is_many else Strength.OPTIONAL
        number = replace(number, high=value * 10 - 1 if is_many else value, strength=strength, approximate=True)
    if sight.before(1) == "第":
        strength = Strength.STRONG if value > 10 or sight.is_digits else Strength.WEAK
        strength = Strength.OPTIONAL if value <= 1 and not sight.is_digits else strength
        return replace(number, role=Role.ORDINAL, span=Span(sight.start - 1, sight.end), strength=strength)
    return _with_suffix(sight, number)


def is_approximate(text: str, span: Span) -> bool:
    """Whether the words around a numeral say that it is not exact."""
    before = text[max(0, span.start - 3) : span.start]
    return before.endswith(_APPROXIMATE) or text.startswith(_APPROXIMATE_AFTER, span.end)


def _is_name(sight: Sight) -> bool:
    """Whether a digit stands in a name, as in 5G, F-16, G20 and B2B."""
    if not sight.is_digits:
        return False
    before, after = sight.before(2), sight.text[sight.end : sight.end + 1]
    if before[-1:].isascii() and before[-1:].isalpha():
        return BEFORE_AMOUNT.search(sight.text, max(0, sight.start - 4), sight.start) is None
    if before.endswith("-") and before[0].isascii() and before[0].isalpha():
        return True
    return after.isascii() and after.isalpha() and not _LATIN_UNIT.match(sight.text, sight.end)


def _strength(sight: Sight) -> Strength:
    reading = sight.reading
    is_exact = reading.high == reading.value
    after = sight.text[sight.end : sight.end + 1]
    if sight.before(1) in _SURNAMES and after in _AFTER_NAMES:
        return Strength.OPTIONAL
    if sight.text[sight.start : sight.end] in _HYPERBOLES and (after == "个" or not _is_counted(sight)):
        return Strength.WEAK
    if sight.is_digits or (is_exact and (reading.scale > 1 or reading.value > 10)):
        return Strength.STRONG
    is_counted = after in _CLASSIFIERS
    return Strength.WEAK if reading.value > 1 and is_counted and not reading.is_sequence else Strength.OPTIONAL


def _is_counted(sight: Sight) -> bool:
    """Whether a classifier, a unit, a percent sign or part of a date follows, or what makes the numeral a range."""
    after = sight.text[sight.end : sight.end + 1]
    return (
        after in _CLASSIFIERS
        or after in "多余几来亿分至到-~"
        or bool(UNIT.match(sight.text, sight.end) or _SUFFIX.match(sight.text, sight.end))
    )


def _with_suffix(sight: Sight, number: Number) -> Number | None:
    text, end = sight.text, sight.end
    if text.startswith(("多", "余", "+"), end) or (
        text.startswith("来", end) and text[end + 1 : end + 2] in _CLASSIFIERS
    ):
        # 十多 is "more than ten" and "a dozen"; of greater numbers the translation keeps the value.
        number = replace(number, approximate=True, high=Fraction(19) if number.value == 10 else number.high)
        end += 1
    end += text.startswith(" ", end)
    if (match := _SUFFIX.match(text, end)) and match.lastgroup:
        handler = _HANDLERS.get(match.lastgroup)
        if handler and (result := handler(sight, number, match)) is not None:
            return result
    if sight.reading.is_sequence and not sight.is_digits:
        # 五四 is May 4th, 九二 1992, 三四五六年级 four grades: the translation may have any digit, or the year.
        digits = tuple(Fraction(DIGITS[char]) for char in text[sight.start : sight.end])
        years = (1900 + number.value,) if len(digits) == 2 else ()
        strength = Strength.WEAK if 1000 <= number.value < 3000 else Strength.OPTIONAL
        return replace(number, strength=strength, others=(*digits, *years))
    return _measured(sight, end, number)


def _measured(sight: Sight, end: int, number: Number) -> Number:
    """Add the unit of a measure or an amount of money, and 半 after it."""
    text = sight.text
    if symbol := BEFORE_AMOUNT.search(text, max(0, sight.start - 4), sight.start):
        return replace(number, unit=SYMBOLS[symbol[1]], span=Span(symbol.start(), number.span.end))
    is_half = text.startswith("个半", end)
    match = UNIT.match(text, end + 2 if is_half else end + text.startswith("个", end))
    if match is None:
        latin = _LATIN_UNIT.match(text, end) if sight.is_digits else None
        return replace(number, unit=ENGLISH_UNITS.get(latin.group(), "")) if latin else number
    unit, end = CHINESE_UNITS[match.group()], match.end()
    strength = Strength.WEAK if number.value > 1 and not sight.reading.is_bare else number.strength
    number = replace(number, unit=unit, strength=max(number.strength, strength))
    if not is_half and unit in ("year", "day", "week") and text.startswith("半", end):
        is_half, end = True, end + 1
    if is_half:
        return _plus(number, Fraction(1, 2), end)
    if (tenths := _TENTHS.match(text, match.start())) and not number.is_vague:
        # 一米七五 is 1.75 metres.
        digits = "".join(str(DIGITS.get(char, char)) for char in tenths[1])
        return _plus(number, Fraction(int(digits), 10 ** len(digits)), tenths.end())
    return number


def _plus(number: Number, part: Fraction, end: int) -> Number:
    span = Span(number.span.start, end)
    whole = Number.exact(number.value + part, number.role, span, number.strength)
    return replace(whole, unit=number.unit, others=(number.value,), approximate=number.approximate)


def _share(sight: Sight, number: Number, match: re.Match[str]) -> Number:
    role = Role.POINT if match.lastgroup == "point" else Role.PERCENT
    span = Span(sight.start, match.end())
    if match.lastgroup == "permille":
        number = Number.exact(number.value / 10, role, span, Strength.STRONG)
    return replace(number, role=role, span=span, strength=Strength.STRONG)


def _months(sight: Sight, number: Number, match: re.Match[str]) -> Number:
    number = replace(number, unit="month")
    if "半" in match.group():
        return _plus(number, Fraction(1, 2), match.end())
    return replace(number, span=Span(sight.start, match.end()))


def _multiple(sight: Sight, number: Number, match: re.Match[str]) -> Number:
    """Read 三倍 (3 times); 增长三倍 is to four times as much, which translators often leave at three."""
    end = match.end()
    value = number.value
    if sight.text.startswith("半", end):
        value, end = value + Fraction(1, 2), end + 1
    others = (value + 1,)
    if _GROWTH.search(sight.text, max(0, sight.start - 6), sight.start):
        others, value = (value,), value + 1
    strength = number.strength if sight.is_digits else min(number.strength, Strength.WEAK)
    multiple = Number.exact(value, Role.MULTIPLE, Span(sight.start, end), strength)
    return replace(multiple, others=others, high=max(value, number.high), approximate=number.approximate)


def _tenths(sight: Sight, number: Number, match: re.Match[str]) -> Number | None:
    if number.value >= 10 or sight.reading.is_bare:
        return None
    share = Number.exact(number.value * 10, Role.PERCENT, Span(sight.start, match.end()), Strength.WEAK)
    return replace(share, high=number.high * 10, approximate=number.approximate)


_HANDLERS: dict[str, Callable[[Sight, Number, re.Match[str]], Number | None]] = {
    "point": _share, "percent": _share, "permille": _share, "months": _months, "decade": read_decade,
    "generation": read_generation, "year": read_year, "month": read_month, "day": read_day, "century": read_century,
    "times": _multiple, "tenths": _tenths, "oclock": read_clock,
}  # fmt: skip
