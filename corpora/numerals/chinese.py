"""Numbers in Chinese text: numerals in digits, characters and both, and words that stand for a number."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.chinese_context import UNIT, in_context, is_approximate
from corpora.numerals.chinese_grammar import FOLD, RUN, Reading, Sight, read
from corpora.numerals.idioms import IDIOMS, LONGEST_IDIOM
from corpora.numerals.units import CHINESE_UNITS
from corpora.numerals.values import Number, Role, Strength

_DAYS = {char: value for value, chars in enumerate(("一", "二", "三", "四", "五", "六", "日天"), 1) for char in chars}
_WEEKDAY = re.compile(
    r"(?:(?<![0-9一二两三四五六七八九十几数多每])周|星期|礼拜)([一二三四五六日天])(?![个次期部张片岁年])"
)
_DATE = re.compile(r"(?<![0-9])([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_CLOCK = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-4]):([0-5][0-9])(?::[0-5][0-9])?(?![0-9:])")
_SLASHED = re.compile(r"(?<![0-9A-Za-z/.,])([0-9]{1,3})/([1-9][0-9]{0,2})(?![0-9A-Za-z/]|[,.][0-9])")
_CODE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|[0-9]+(?:\.[0-9]+){2,})(?![0-9])|&#[0-9]{1,6};")
"""Mobile and fixed telephone numbers, versions and section numbers, character references."""
_PLAN = re.compile(
    r"十([一二三四五六])?五(?=[”\"’」』]?(?:规划|计划|时期|期间|以来|开局|收官|末|中期|初期|国家|全国|”|\"|」))"
)
"""十四五规划, the 14th Five-Year Plan."""
_TWICE = "一两三四五"
_DOUBLED = re.compile(r"翻[了上]?(?:([一两三四五])番|一?倍)")
_WORDS: dict[str, tuple[Fraction, Role]] = {
    "半": (Fraction(1, 2), Role.FRACTION), "双": (Fraction(2), Role.COUNT), "首": (Fraction(1), Role.ORDINAL),
    "冠军": (Fraction(1), Role.ORDINAL), "亚军": (Fraction(2), Role.ORDINAL), "季军": (Fraction(3), Role.ORDINAL),
    "正午": (Fraction(720), Role.TIME), "中午": (Fraction(720), Role.TIME), "午夜": (Fraction(0), Role.TIME),
    "本世纪初": (Fraction(2000), Role.DECADE), "本世纪之初": (Fraction(2000), Role.DECADE),
    "本世纪": (Fraction(21), Role.ORDINAL), "上世纪": (Fraction(20), Role.ORDINAL),
    "上个世纪": (Fraction(20), Role.ORDINAL), "元旦": (Fraction(1), Role.DAY), "正月": (Fraction(1), Role.MONTH),
    "腊月": (Fraction(12), Role.MONTH),
}  # fmt: skip
"""Words that a translation may put as a number; never required of it."""
_WORD = re.compile(
    # A character that repeats itself is no word (半半半).
    "|".join(f"(?<!{word}){word}(?!{word})" if len(word) == 1 else word for word in sorted(_WORDS, key=len)[::-1])
)
_RANGE = re.compile(r" ?(?:-|至|到|~|—|－|–|、|和|或|,) ?")
_LIST = frozenset({"、", "和", "或", ","})
_SPREAD = frozenset({Role.PERCENT, Role.POINT, Role.MONTH, Role.DAY, Role.YEAR, Role.MULTIPLE})
_SHARED_BY_LIST = frozenset({Role.MONTH, Role.DAY, Role.YEAR})
_SCALES = (10**12, 10**8, 10**4)


def find(text: str) -> list[Number]:
    """Find the numbers in a Chinese text, in order."""
    folded = text.translate(FOLD)
    found: list[Number] = []
    taken = _fixed(folded, found)
    _words(folded, taken, found)
    position = 0
    while match := RUN.search(folded, position):
        start, end = match.span()
        if start in taken:
            position = taken[start]
            continue
        cut = next((place for place in range(start + 1, end) if place in taken), end) if taken else end
        position = _run(folded, Span(start, cut), found)
    found.sort(key=lambda number: number.span)
    found = _without_nested(found)
    for index in range(len(found) - 2, -1, -1):
        _spread(folded, found, index)
    return found


def _without_nested(found: list[Number]) -> list[Number]:
    """Drop what is part of a longer number: 20世纪 in 20世纪90年代, 半 in 两个半小时."""
    kept: list[Number] = []
    for number in found:
        while kept and kept[-1].span.start >= number.span.start and kept[-1].span.end <= number.span.end:
            kept.pop()
        if not kept or kept[-1].span.end <= number.span.start:
            kept.append(number)
    return kept


def _fixed(folded: str, found: list[Number]) -> dict[int, int]:
    """Find what has a form of its own; return the places that it takes, each with the place where it ends."""
    taken: dict[int, int] = {}

    def take(match: re.Match[str], *numbers: Number) -> None:
        if match.start() not in taken:
            taken.update(dict.fromkeys(range(*match.span()), match.end()))
            found.extend(numbers)

    for match in _WEEKDAY.finditer(folded):
        take(match, Number.exact(_DAYS[match[1]], Role.WEEKDAY, Span(*match.span()), Strength.WEAK))
    for match in _PLAN.finditer(folded):
        ordinal = 10 + (_DAYS[match[1]] if match[1] else 0)
        number = Number.exact(ordinal, Role.ORDINAL, Span(*match.span()), Strength.WEAK)
        take(match, replace(number, others=(Fraction(5),)))
    for match in _DATE.finditer(folded):
        roles = ((1, Role.YEAR), (3, Role.MONTH), (4, Role.DAY))
        take(match, *(Number.exact(int(match[i]), role, Span(*match.span(i)), Strength.STRONG) for i, role in roles))
    for match in _CLOCK.finditer(folded):
        hour, minute = Fraction(int(match[1])), Fraction(int(match[2]))
        number = Number.exact(hour * 60 + minute, Role.TIME, Span(*match.span()), Strength.STRONG)
        take(match, replace(number, parts=(hour, minute)))
    for match in _SLASHED.finditer(folded):
        parts = (Fraction(int(match[1])), Fraction(int(match[2])))
        number = Number.exact(parts[0] / parts[1], Role.FRACTION, Span(*match.span()), Strength.WEAK)
        take(match, replace(number, parts=parts, others=parts))
    for match in _CODE.finditer(folded):
        take(match)
    for match in _DOUBLED.finditer(folded):
        times = Fraction(2) ** (_TWICE.index(match[1]) + 1 if match[1] else 1)
        number = Number.exact(times, Role.MULTIPLE, Span(*match.span()), Strength.WEAK)
        take(match, replace(number, others=(times - 1, Fraction(1))))
    return taken


def _words(folded: str, taken: dict[int, int], found: list[Number]) -> None:
    """Find words that stand for a number without being one: 半 a half, 首次 the first time, 午夜 midnight."""
    for match in _WORD.finditer(folded):
        if match.start() in taken or _idiom_end(folded, Span(*match.span())) is not None:
            continue
        value, role = _WORDS[match.group()]
        number = Number.exact(value, role, Span(*match.span()), Strength.OPTIONAL)
        unit = UNIT.match(folded, match.end() + folded.startswith("个", match.end())) if value < 1 else None
        found.append(replace(number, unit=CHINESE_UNITS[unit.group()]) if unit else number)


def _run(folded: str, run: Span, found: list[Number]) -> int:
    """Add the numbers of one run; return where to go on."""
    position = run.start
    for reading in read(folded[run.slice]):
        if isinstance(reading, int):
            position += reading
            continue
        end = position + reading.length
        sight = Sight(folded, position, end, reading)
        number = _fraction(sight)
        if number is None and (idiom := _idiom_end(folded, Span(position, end))) is not None:
            if idiom > end:
                return idiom
            position = idiom
            continue
        number = number or in_context(sight)
        position = end
        if number is not None:
            found.append(number)
            position = max(end, number.span.end)
            if position > run.end or number.role is Role.FRACTION:
                return position
    return max(position, run.end)


def _idiom_end(folded: str, span: Span) -> int | None:
    """Return where an idiom ends that holds all of this numeral, or None."""
    if len(span) > LONGEST_IDIOM or folded[span.start].isascii():
        return None
    for left in range(max(0, span.start - LONGEST_IDIOM + 2), span.start + 1):
        for right in range(min(len(folded), left + LONGEST_IDIOM), span.end - 1, -1):
            if right - left > 1 and folded[left:right] in IDIOMS:
                return right
    return None


def _fraction(sight: Sight) -> Number | None:
    """Read 三分之二, 百分之五十 and 百分百, None for anything else."""
    whole = sight.reading.value
    if not sight.text.startswith("分", sight.end) or not whole:
        return None
    after = sight.end + (2 if sight.text.startswith("分之", sight.end) else 1)
    match = RUN.match(sight.text, after)
    # 之 is left out only in 百分百 and the like.
    part = read(match.group())[0] if match and (after == sight.end + 2 or whole == 100) else 0
    if not isinstance(part, Reading):
        return None
    span = Span(sight.start, after + part.length)
    approximate = part.approximate or is_approximate(sight.text, span)
    if whole in (100, 1000, 10000):
        share = Number.exact(part.value * 100 / whole, Role.PERCENT, span, Strength.STRONG)
        share = replace(share, high=part.high * 100 / whole)
    else:
        share = Number.exact(part.value / whole, Role.FRACTION, span, Strength.WEAK)
    return replace(share, parts=(whole, part.value), approximate=approximate)


def _spread(folded: str, found: list[Number], index: int) -> None:
    """Give the first end of a range what stands only at the second: 5-10%, 3至5万, 14-15日."""
    first, second = found[index], found[index + 1]
    gap = folded[first.span.end : second.span.start]
    if first.role is not Role.COUNT or first.unit or first.is_vague or len(gap) > 3 or not _RANGE.fullmatch(gap):
        return
    is_list = gap.strip() in _LIST
    if second.role in _SPREAD:
        is_day = second.role is not Role.DAY or first.value <= 31
        if is_day and (not is_list or second.role in _SHARED_BY_LIST):
            found[index] = replace(first, role=second.role)
    elif second.role is Role.COUNT and (not is_list or gap.strip() == "或"):
        scale = next((power for power in _SCALES if second.value >= power > first.value), 1)
        others = (first.value * scale,) if scale > 1 else ()
        found[index] = replace(first, others=(*first.others, *others), unit=second.unit)
