"""Numbers in Chinese text: numerals with what stands around them, and what they count."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.chinese_grammar import DIGITS, FOLD, RUN, Reading, read
from corpora.numerals.idioms import IDIOMS, LONGEST_IDIOM
from corpora.numerals.units import CHINESE_UNITS, SYMBOLS
from corpora.numerals.values import Number, Role, Strength, last_step

_WEEKDAYS = {
    char: value for value, chars in enumerate(("一", "二", "三", "四", "五", "六", "日天末"), 1) for char in chars
}
_WEEKDAY = re.compile(
    r"(?:(?<![0-9一二两三四五六七八九十几数多每])周|星期|礼拜)([一二三四五六日天])(?![个次期部张片岁年])"
)
_DATE = re.compile(r"(?<![0-9])([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_CLOCK = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-4]):([0-5][0-9])(?::[0-5][0-9])?(?![0-9:])")
_CODE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|[0-9]+(?:\.[0-9]+){2,})(?![0-9])|&#[0-9]{1,6};")
_PLAN = re.compile(
    r"十([一二三四五六])?五(?=[”\"’」』]?(?:规划|计划|时期|期间|以来|开局|收官|末|中期|初期|国家|全国|”|\"|」))"
)

_CENTURY = re.compile(r"(?:([0-9]{1,2}|十九|二十|十[七八])\ ?世纪|(上)个?世纪|本世纪)\ ?的?$")
_CENTURIES = {"十七": 17, "十八": 18, "十九": 19, "二十": 20}
_TWICE = "一两三四五"
_DOUBLED = re.compile(r"翻(?:了|上)?(?:([一两三四五])番|一倍|倍)")
_WORDS: dict[str, tuple[Fraction, Role]] = {
    "半": (Fraction(1, 2), Role.FRACTION), "双": (Fraction(2), Role.COUNT), "首": (Fraction(1), Role.ORDINAL),
    "冠军": (Fraction(1), Role.ORDINAL), "亚军": (Fraction(2), Role.ORDINAL), "季军": (Fraction(3), Role.ORDINAL),
    "正午": (Fraction(720), Role.TIME), "中午": (Fraction(720), Role.TIME), "午夜": (Fraction(0), Role.TIME),
    "本世纪初": (Fraction(2000), Role.DECADE), "本世纪": (Fraction(21), Role.ORDINAL), "上世纪": (Fraction(20), Role.ORDINAL),
    "上个世纪": (Fraction(20), Role.ORDINAL), "元旦": (Fraction(1), Role.DAY), "正月": (Fraction(1), Role.MONTH),
    "腊月": (Fraction(12), Role.MONTH), "周末": (Fraction(6), Role.WEEKDAY),
}  # fmt: skip
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_APPROXIMATE = (
    "约",
    "近",
    "超",
    "逾",
    "至少",
    "不到",
    "超过",
    "不足",
    "突破",
    "上",
    "大概",
    "起码",
    "过",
    "数以",
    "估计",
    "最多",
)
_AFTER = re.compile(
    r"(?P<more>[多余]|来(?=[个名岁天年人元米公斤次家万亿]))?\ ?(?P<half>半(?![导岛夜球场]))?个?(?P<tail>.{0,5})",
    re.DOTALL,
)
_SUFFIX = re.compile(
    r"(?P<point>个?百分点)|(?P<percent>%|厘(?!米))|(?P<permille>‰)|(?P<months>个半?月)|(?P<decade>年代)|(?P<generation>后)"
    r"|(?P<grade>年级|年制)|(?P<year>年)|(?P<month>月份?)|(?P<day>[日号])|(?P<century>世纪)|(?P<times>倍)"
    r"|(?P<tenths>成(?![为员功立就果本长品绩都分语型家交]))|(?P<oclock>点(?:钟|整|半|[0-9一二三四五六七八九十]{1,3}分?)?|时(?:许|整|[0-9]{1,2}分|[0-9]{2})?(?![期代间候段任])(?!年))"
)
_UNIT = re.compile("|".join(sorted(map(re.escape, CHINESE_UNITS), key=len, reverse=True)))
_RANGE = re.compile(r"\ ?(?:-|至|到|~|—|－|–|、|和|或|,|—-)\ ?")
_SYMBOL = re.compile(r"(?:US\$|HK\$|NT\$|[$¥￥£€₹]|RMB|CNY|USD|HKD|EUR|GBP)\ ?$")
_GROWTH = re.compile(
    r"(?:增长|增加|增|提高|上升|上涨|涨|高出|提升|扩大|多|激增|猛增|升)了?(?:约|近|超过|将近|大约)?\ ?$"
)
_CLASSIFIERS = frozenset(
    "个名位人种条次家项天年月岁只件所座辆架艘台部场届支张份户对批起例处间门本篇首节集点元吨米里亩公斤"
)
_AFTERNOON = re.compile(r"(?:下午|傍晚|晚上|晚|当晚|夜里|今晚|昨晚|午后)\ ?$")


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
        position = _run(folded, start, folded[start:cut], found)
    found.sort(key=lambda number: number.span)
    return _spread(folded, _without_nested(found))


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
    """Find what has a form of its own (dates in digits, times, weekdays, plans, codes); return where it stands."""
    taken: dict[int, int] = {}

    def take(match: re.Match[str]) -> None:
        for place in range(match.start(), match.end()):
            taken[place] = match.end()

    if "周" in folded or "星期" in folded or "礼拜" in folded:
        for match in _WEEKDAY.finditer(folded):
            found.append(_number(_WEEKDAYS[match[1]], Role.WEEKDAY, *match.span(), Strength.WEAK))
            take(match)
    if "五" in folded and "十" in folded:
        for match in _PLAN.finditer(folded):
            ordinal = 10 + (_WEEKDAYS[match[1]] if match[1] else 0)
            found.append(replace(_number(ordinal, Role.ORDINAL, *match.span(), Strength.WEAK), others=(Fraction(5),)))
            take(match)
    if ":" in folded or "-" in folded or "/" in folded or "." in folded:
        for match in _DATE.finditer(folded):
            for group, role in ((1, Role.YEAR), (3, Role.MONTH), (4, Role.DAY)):
                found.append(_number(int(match[group]), role, *match.span(group), Strength.STRONG))
            take(match)
        for match in _CLOCK.finditer(folded):
            if match.start() not in taken:
                hour, minute = int(match[1]), int(match[2])
                number = _number(hour * 60 + minute, Role.TIME, *match.span(), Strength.STRONG)
                found.append(replace(number, parts=(Fraction(hour), Fraction(minute))))
                take(match)
    for match in _CODE.finditer(folded):
        if match.start() not in taken:
            take(match)
    for match in _DOUBLED.finditer(folded):
        times = Fraction(2) ** (_TWICE.index(match[1]) + 1 if match[1] else 1)
        number = _number(times, Role.MULTIPLE, *match.span(), Strength.WEAK)
        found.append(replace(number, others=(times - 1, Fraction(1))))
        take(match)
    return taken


def _words(folded: str, taken: dict[int, int], found: list[Number]) -> None:
    """Find words that stand for a number without being one: 半 a half, 首次 the first time, 午夜 midnight."""
    for match in _WORD.finditer(folded):
        if match.start() not in taken and _idiom_end(folded, *match.span()) is None:
            value, role = _WORDS[match.group()]
            number = _number(value, role, *match.span(), Strength.OPTIONAL)
            unit = _UNIT.match(folded, match.end() + folded.startswith("个", match.end())) if value < 1 else None
            if unit:
                number = replace(number, unit=CHINESE_UNITS[unit.group()])
            found.append(replace(number, step=Fraction(1, 20)) if value < 1 else number)


def _run(folded: str, start: int, run: str, found: list[Number]) -> int:
    """Add the numbers of one run; return where to go on."""
    position = start
    for reading in read(run):
        if isinstance(reading, int):
            position += reading
            continue
        end = position + reading.length
        if (idiom := _idiom_end(folded, position, end)) is not None:
            position = idiom
            if idiom > end:
                return idiom
            continue
        if folded.startswith("分", end) and (fraction := _fraction(folded, position, end, reading)):
            found.append(fraction)
            return fraction.span.end
        number = _in_context(folded, position, end, reading)
        if number is not None:
            found.append(number)
            position = max(end, number.span.end)
            if position > start + len(run):
                return position
        else:
            position = end
    return max(position, start + len(run))


def _idiom_end(folded: str, start: int, end: int) -> int | None:
    """Return where an idiom ends that holds all of this numeral, or None."""
    if end - start > LONGEST_IDIOM or folded[start].isascii():
        return None
    for left in range(max(0, start - LONGEST_IDIOM + 2), start + 1):
        for right in range(min(len(folded), left + LONGEST_IDIOM), end - 1, -1):
            if right - left > 1 and folded[left:right] in IDIOMS:
                return right
    return None


def _fraction(folded: str, start: int, end: int, whole: Reading) -> Number | None:
    after = end + (2 if folded.startswith("分之", end) else 1)
    match = RUN.match(folded, after)
    if match is None or not whole.value or (after == end + 1 and whole.value != 100):
        return None
    part = read(match.group())[0]
    if isinstance(part, int):
        return None
    stop = after + part.length
    if whole.value == 100 or whole.value == 1000 or whole.value == 10000:
        value = part.value * 100 / whole.value
        role, step = Role.PERCENT, last_step(value)
    else:
        value = part.value / whole.value
        role, step = Role.FRACTION, Fraction(1, 20)
    return Number(
        value, role, Span(start, stop), Strength.STRONG if role is Role.PERCENT else Strength.WEAK, step, value,
        max(value, part.high * 100 / whole.value) if role is Role.PERCENT else value,
        parts=(whole.value, part.value), approximate=part.approximate or _is_approximate(folded, start, stop),
    )  # fmt: skip


def _number(value: int, role: Role, start: int, end: int, strength: Strength) -> Number:
    exact = Fraction(value)
    return Number(exact, role, Span(start, end), strength, Fraction(1), exact, exact)


def _is_approximate(folded: str, start: int, end: int) -> bool:
    return folded[max(0, start - 3) : start].endswith(_APPROXIMATE) or folded.startswith(
        ("多", "余", "左右", "以上", "上下", "以下"), end
    )


def _is_code(folded: str, start: int, end: int) -> bool:
    """Whether a digit stands in a name, as in 5G, F-16, G20 and B2B."""
    if not folded[start].isascii():
        return False
    before = folded[start - 1 : start]
    after = folded[end : end + 1]
    if before.isascii() and before.isalpha():
        return _SYMBOL.search(folded, max(0, start - 4), start) is None
    if before == "-" and start > 1 and folded[start - 2].isascii() and folded[start - 2].isalpha():
        return True
    return (
        after.isascii()
        and after.isalpha()
        and not re.compile(r"(?:km|kg|cm|mm|m|g|t|GB|MB|TB|KB|W|kW)(?![A-Za-z])").match(folded, end)
    )


def _in_context(folded: str, start: int, end: int, reading: Reading) -> Number | None:
    is_digits = folded[start].isascii()
    value = reading.value
    if _is_code(folded, start, end):
        return Number(value, Role.CODE, Span(start, end), Strength.OPTIONAL, Fraction(1), value, value)
    if is_digits and (end - start > 15 or (folded[start] == "0" and folded[start : start + 2].isdigit())):
        return None
    approximate = reading.approximate or _is_approximate(folded, start, end)
    number = Number(
        value, Role.COUNT, Span(start, end), _strength(folded, start, end, reading), last_step(value), value,
        reading.high, approximate=approximate,
    )  # fmt: skip
    if reading.is_bare:
        number = _bare(folded, start, number, reading)
    if start and folded[start - 1] == "第":
        return replace(
            number, role=Role.ORDINAL, span=Span(start - 1, end), strength=_ordinal_strength(value, is_digits)
        )
    return _with_suffix(folded, start, end, number, reading)


def _bare(folded: str, start: int, number: Number, reading: Reading) -> Number:
    """Read a unit without a digit: 百万 is a million or millions, 上万 ten thousand and more."""
    marked = folded[max(0, start - 2) : start].endswith(("上", "过", "超", "逾", "数以", "破", "成"))
    high = reading.value * 10 - 1 if marked else reading.value
    return replace(number, high=high, strength=Strength.WEAK if marked else Strength.OPTIONAL, approximate=True)


def _ordinal_strength(value: Fraction, is_digits: bool) -> Strength:
    if value <= 10 and not is_digits:
        return Strength.OPTIONAL if value <= 1 else Strength.WEAK
    return Strength.STRONG


def _strength(folded: str, start: int, end: int, reading: Reading) -> Strength:
    if folded[start].isascii() or (reading.scale > 1 and reading.high == reading.value):
        return Strength.STRONG
    if reading.value > 10 and reading.high == reading.value:
        return Strength.STRONG
    if reading.is_sequence:
        return Strength.OPTIONAL
    if reading.value <= 1:
        return Strength.OPTIONAL
    return Strength.WEAK if folded[end : end + 1] in _CLASSIFIERS else Strength.OPTIONAL


def _with_suffix(folded: str, start: int, end: int, number: Number, reading: Reading) -> Number | None:
    rest = end
    if folded.startswith(("多", "余", "+"), rest) or (
        folded.startswith("来", rest) and folded[rest + 1 : rest + 2] in _CLASSIFIERS
    ):
        # 十多 is "more than ten" and "a dozen"; of greater numbers the translation keeps the value.
        high = Fraction(19) if number.value == 10 else number.high
        number = replace(number, approximate=True, high=high)
        rest += 1
    if folded.startswith(" ", rest):
        rest += 1
    match = _SUFFIX.match(folded, rest)
    kind = match.lastgroup if match else None
    value = number.value
    if match and kind:
        span = Span(start, match.end())
        result = _dated(folded, start, number, reading, kind, match, span)
        if result is not None:
            return result
    if reading.is_sequence and not folded[start].isascii():
        # 五四 is May 4th, 九二 1992, 三四五六年级 four grades: any digit and the year may be what the translation says.
        digits = tuple(Fraction(DIGITS[char]) for char in folded[start:end])
        years = (1900 + value,) if len(digits) == 2 else ()
        strength = Strength.WEAK if 1000 <= value < 3000 else Strength.OPTIONAL
        return replace(number, strength=strength, others=(*digits, *years))
    return _measured(folded, start, rest, number)


def _dated(
    folded: str, start: int, number: Number, reading: Reading, kind: str, match: re.Match[str], span: Span
) -> Number | None:
    value = number.value
    is_digits = folded[start].isascii()
    if kind in ("point", "percent", "permille"):
        role = Role.POINT if kind == "point" else Role.PERCENT
        if kind == "permille":
            number = replace(
                number, value=value / 10, low=number.low / 10, high=number.high / 10, step=number.step / 10
            )
        return replace(number, role=role, span=span, strength=Strength.STRONG)
    if kind == "year" and 1000 <= value < 3000 and (is_digits or reading.is_sequence) and value.denominator == 1:
        return replace(number, role=Role.YEAR, span=span, strength=Strength.STRONG)
    if kind == "year" and value < 100 and (reading.is_sequence or (is_digits and span.end - start == 3)):
        others = (1900 + value, 2000 + value)
        weak = Strength.WEAK if is_digits else Strength.OPTIONAL
        return replace(number, span=span, others=others, unit="year", strength=max(weak, number.strength))
    if kind == "decade" and value <= 90 and value % 10 == 0:
        return _decade(folded, number, span)
    if kind == "generation" and span.end - span.start == 3:
        return replace(number, strength=Strength.OPTIONAL, others=(1900 + value, 2000 + value))
    if kind == "month" and value.denominator == 1 and 1 <= value <= 12 and not number.is_vague:
        return replace(
            number,
            role=Role.MONTH,
            span=Span(start, match.start() + 1),
            strength=Strength.STRONG if is_digits else Strength.WEAK,
        )
    if kind == "day" and value.denominator == 1 and 1 <= value <= 31 and not number.is_vague:
        has_month = start > 0 and folded[start - 1] in "月至到-—~、"
        if is_digits or has_month:
            return replace(number, role=Role.DAY, span=span, strength=Strength.STRONG if is_digits else Strength.WEAK)
    if kind == "months":
        extra = Fraction(1, 2) if "半" in match.group() else 0
        return replace(
            number, value=value + extra, low=number.low + extra, high=number.high + extra, span=span, unit="month"
        )
    if kind == "century":
        return replace(number, role=Role.ORDINAL, span=span, unit="century")
    if kind == "times":
        return _multiple(folded, start, number, span)
    if kind == "tenths" and value < 10 and not reading.is_bare:
        return replace(
            number, value=value * 10, low=number.low * 10, high=number.high * 10, role=Role.PERCENT, span=span,
            strength=Strength.WEAK, step=number.step * 10,
        )  # fmt: skip
    if kind == "oclock" and value.denominator == 1 and value <= 24:
        return _clock(folded, start, number, match, span)
    return None


def _decade(folded: str, number: Number, span: Span) -> Number:
    before = _CENTURY.search(folded, max(0, number.span.start - 8), number.span.start)
    base = 1900
    start = number.span.start
    if before:
        start = before.start()
        if before[1]:
            base = ((_CENTURIES.get(before[1]) or int(before[1])) - 1) * 100
        elif not before[2]:
            base = 2000
    value = base + number.value
    return replace(
        number, value=value, low=value, high=value, role=Role.DECADE, span=Span(start, span.end), others=(number.value,),
        strength=Strength.STRONG if before else Strength.WEAK,
    )  # fmt: skip


def _multiple(folded: str, start: int, number: Number, span: Span) -> Number:
    value = number.value
    if folded.startswith("半", span.end):
        value += Fraction(1, 2)
    others: tuple[Fraction, ...] = (value + 1,)
    if _GROWTH.search(folded, max(0, start - 6), start):
        others, value = (value,), value + 1
    return replace(
        number, value=value, low=value, high=max(value, number.high), role=Role.MULTIPLE, span=span, others=others,
        strength=number.strength if folded[start].isascii() else min(number.strength, Strength.WEAK),
    )  # fmt: skip


def _clock(folded: str, start: int, number: Number, match: re.Match[str], span: Span) -> Number | None:
    text = match.group()
    minutes = re.search(r"[0-9一二三四五六七八九十]+", text)
    minute = Fraction(0)
    if "半" in text:
        minute = Fraction(30)
    elif minutes:
        reading = read(minutes.group())[0]
        if isinstance(reading, int) or reading.value >= 60:
            return None
        minute = reading.value
    bare = text == "点" or (text == "时" and not folded[start].isascii())
    hour = number.value
    afternoon = _AFTERNOON.search(folded, max(0, start - 3), start)
    if bare and not afternoon and folded[max(0, start - 2) : start] not in ("上午", "凌晨", "早上", "清晨", "中午"):
        return None
    if afternoon and hour < 12:
        hour += 12
    value = hour * 60 + minute
    return replace(
        number, value=value, low=value, high=value, role=Role.TIME, span=span, parts=(number.value, minute),
        strength=Strength.STRONG if folded[start].isascii() else Strength.WEAK,
    )  # fmt: skip


def _measured(folded: str, start: int, rest: int, number: Number) -> Number:
    symbol = _SYMBOL.search(folded, max(0, start - 4), start)
    if symbol:
        return replace(number, unit=SYMBOLS[symbol.group().strip()], span=Span(symbol.start(), number.span.end))
    where = rest
    extra = Fraction(0)
    if folded.startswith("个半", where):
        where, extra = where + 2, Fraction(1, 2)
    elif folded.startswith("个", where):
        where += 1
    match = _UNIT.match(folded, where)
    if match is None:
        return number
    end = match.end()
    if folded.startswith("半", end) and CHINESE_UNITS[match.group()] in ("year", "day", "week"):
        extra, end = Fraction(1, 2), end + 1
    strength = number.strength
    return replace(
        number, value=number.value + extra, low=number.low + extra, high=number.high + extra, strength=strength,
        unit=CHINESE_UNITS[match.group()], step=min(number.step, Fraction(1, 2)) if extra else number.step,
        span=Span(start, end) if extra else number.span, others=(number.value,) if extra else (),
    )  # fmt: skip


_SPREAD = frozenset({Role.PERCENT, Role.POINT, Role.MONTH, Role.DAY, Role.YEAR, Role.MULTIPLE})


def _spread(folded: str, found: list[Number]) -> list[Number]:
    """Give the first end of a range what stands only at the second: 5-10%, 3至5万, 14-15日."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        if first.role is not Role.COUNT or first.unit or first.is_vague:
            continue
        gap = folded[first.span.end : second.span.start]
        if len(gap) > 3 or not _RANGE.fullmatch(gap):
            continue
        if second.role in _SPREAD:
            is_list = gap.strip() in ("、", "和", "或", ",")
            if second.role is Role.DAY and first.value > 31:
                continue
            if is_list and second.role in (Role.PERCENT, Role.POINT, Role.MULTIPLE):
                continue
            found[index] = replace(first, role=second.role)
        elif second.role is Role.COUNT and gap.strip() not in ("、", "和", ","):
            scale = next((power for power in (10**12, 10**8, 10**4) if second.value >= power > first.value), 1)
            others = (first.value * scale,) if scale > 1 else ()
            found[index] = replace(first, others=(*first.others, *others), unit=second.unit)
    return found
