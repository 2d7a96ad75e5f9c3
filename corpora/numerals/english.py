"""Numbers in English text: numerals and number words with what stands around them, and what they count."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.english_grammar import (
    CARDINALS,
    DECADES,
    FRACTIONS,
    GROUPS,
    MONTHS,
    MULTIPLES,
    ORDINALS,
    PLURALS,
    ROMAN,
    SCALES,
    SUFFIXES,
    TOKEN,
    WEEKDAYS,
    Phrase,
    Token,
    read_phrase,
)
from corpora.numerals.units import ENGLISH_UNITS, SYMBOLS
from corpora.numerals.values import Number, Role, Strength, last_step

_FOLD = str.maketrans(
    "０１２３４５６７８９．，％\N{NO-BREAK SPACE}\N{EN DASH}\N{NON-BREAKING HYPHEN}’‘", "0123456789.,% --''"
)
_SYMBOL = re.compile(r"(?:US\$|HK\$|NT\$|A\$|C\$|S\$|[$¥￥£€₹]|RMB|CNY|USD|HKD|EUR|GBP|TWD|JPY|Rs\.?)[ ]?$")
_PERCENT = re.compile(
    r"[ -]?(?:(?P<point>percentage[ -]points?|p\.?p\.?(?![a-z])|pct pts?)|(?P<percent>%|percent(?:age)?(?![a-z])|per ?cent(?![a-z])|pct(?![a-z])))"
)
_CLOCK = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-4])[:](?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])")
_HALF_DAY = re.compile(r" ?([ap])\.? ?m\b\.?", re.IGNORECASE)
_DATE = re.compile(r"(?<![0-9])([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_SLASHED = re.compile(r"(?<![0-9/.,])([0-9]{1,4})/([0-9]{1,4})(?![0-9/]|[,.][0-9])")
_CODE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|[0-9]+(?:\.[0-9]+){2,})(?![0-9])|&#[0-9]{1,6};")
_APPROXIMATE = frozenset(
    """about around approximately some nearly almost roughly over above least most than exceeding exceeded exceeds exceed
    under below up close estimated circa approaching surpassing surpassed topping topped nearing more well fewer less
    odd or""".split()
)
_SOFT_PREFIXES = frozenset("mid pre post early late non under over sub ex inter multi".split())
_POINTS = frozenset({"point", "points"})
_MONTH_WORDS = frozenset(
    "in of since by until till from on to through and late early mid last this next every between during for".split()
)
_OF_ROMAN = frozenset(
    "war world act part chapter title type phase article stage grade volume tier category level section round episode".split()
)
_SUFFIX_UNITS = frozenset(
    "km kg cm mm m g ha ft mph kph lb lbs oz w kw mw gw gb mb tb am pm c f h hrs hr min mins s sec yr yrs yo".split()
)
_MAX_DIGITS = 15


def find(text: str) -> list[Number]:
    """Find the numbers in an English text, in order."""
    folded = text.translate(_FOLD)
    found: list[Number] = []
    taken = _fixed(folded, found)
    tokens = [Token(match[0], match[0].lower(), match.start(), match.end()) for match in TOKEN.finditer(folded)]
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.start in taken:
            index += 1
        elif token.is_digits:
            index = _digits(folded, tokens, index, found)
        elif token.lower in _WORDS:
            index = _word(folded, tokens, index, found)
        elif token.text in ROMAN and index and _is_roman(folded, tokens, index):
            found.append(_number(ROMAN[token.text], Role.ORDINAL, token.start, token.end, Strength.OPTIONAL))
            index += 1
        else:
            index += 1
    found.sort(key=lambda number: number.span)
    return _dated(folded, _spread(folded, found))


_WORDS = (
    CARDINALS.keys() | ORDINALS.keys() | DECADES.keys() | PLURALS.keys() | FRACTIONS.keys() | MULTIPLES.keys()
    | GROUPS.keys() | MONTHS.keys() | WEEKDAYS.keys() | {"hundred", "thousand", "million", "billion", "trillion", "dozen", "noon", "midday", "midnight", "century", "decade"}
)  # fmt: skip


def _number(value: Fraction | int, role: Role, start: int, end: int, strength: Strength) -> Number:
    exact = Fraction(value)
    return Number(exact, role, Span(start, end), strength, last_step(exact), exact, exact)


def _fixed(folded: str, found: list[Number]) -> set[int]:
    """Find dates, times, fractions and codes in digits; return the places that they take."""
    taken: set[int] = set()
    for match in _DATE.finditer(folded):
        for group, role in ((1, Role.YEAR), (3, Role.MONTH), (4, Role.DAY)):
            found.append(_number(int(match[group]), role, *match.span(group), Strength.STRONG))
        taken.update(range(*match.span()))
    for match in _CLOCK.finditer(folded):
        if match.start() not in taken:
            found.append(_time(folded, int(match[1]), int(match["minute"]), match.start(), match.end()))
            taken.update(range(*match.span()))
    for match in _SLASHED.finditer(folded):
        first, second = int(match[1]), int(match[2])
        if match.start() not in taken and second:
            number = _number(Fraction(first, second), Role.FRACTION, *match.span(), Strength.OPTIONAL)
            parts = (Fraction(first), Fraction(second))
            found.append(replace(number, step=Fraction(1, 20), parts=parts, others=parts))
            taken.update(range(*match.span()))
    for match in _CODE.finditer(folded):
        taken.update(range(*match.span()))
    return taken


def _time(folded: str, hour: int, minute: int, start: int, end: int) -> Number:
    half = _HALF_DAY.match(folded, end)
    parts = (Fraction(hour), Fraction(minute))
    if half:
        end = half.end()
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return replace(_number(hour * 60 + minute, Role.TIME, start, end, Strength.STRONG), parts=parts)


def _is_roman(folded: str, tokens: list[Token], index: int) -> bool:
    """Whether a Roman numeral counts: after a name (Louis XIV) or a word like War; I and V only after such a word."""
    before = tokens[index - 1]
    if folded[before.end : tokens[index].start] != " ":
        return False
    return before.lower in _OF_ROMAN or (len(tokens[index].text) > 1 and before.text[0].isupper())


def _digits(folded: str, tokens: list[Token], index: int, found: list[Number]) -> int:
    token = tokens[index]
    start = token.start
    before = folded[start - 1] if start else ""
    if len(token.text) > _MAX_DIGITS + 4 or (token.text[0] == "0" and token.text[1:2].isdigit()):
        return index + 1
    symbol = _SYMBOL.search(folded, max(0, start - 4), start)
    if not symbol and _is_code(folded, tokens, index, before):
        found.append(_number(Fraction(token.text.replace(",", "")), Role.CODE, start, token.end, Strength.OPTIONAL))
        return index + 1
    phrase = read_phrase(folded, tokens, index)
    value, end, after = phrase.value, tokens[phrase.end - 1].end, phrase.end
    scale = phrase.scale
    others: tuple[Fraction, ...] = ()
    following = tokens[after] if after < len(tokens) and tokens[after].start == end else None
    role, unit = Role.COUNT, SYMBOLS[symbol.group().strip().rstrip(".")] if symbol else ""
    if following and phrase.end == index + 1:
        if following.lower in ("st", "nd", "rd", "th"):
            found.append(
                _number(value, Role.ORDINAL, start, following.end, Strength.STRONG if value > 1 else Strength.WEAK)
            )
            return after + 1
        if following.lower == "s":
            found.append(_decade(value, start, following.end))
            return after + 1
        if following.lower in SUFFIXES:
            if following.lower == "m" and not symbol:
                others = (value * 10**6,)
            else:
                others = (value,)
                value, scale, end = value * SUFFIXES[following.lower], SUFFIXES[following.lower], following.end
            after += 1
            if following.lower == "m" and not symbol:
                unit, end = "m", following.end
        elif following.lower not in _SUFFIX_UNITS:
            found.append(_number(value, Role.CODE, start, token.end, Strength.OPTIONAL))
            return index + 1
    if half := _HALF_DAY.match(folded, end):
        hour, _, minute = token.text.partition(".")
        if 1 <= value < 13 and after == index + 1 and (not minute or (len(minute) == 2 and int(minute) < 60)):
            found.append(_time(folded, int(hour), int(minute or "0"), start, end))
            return next((i for i in range(after, len(tokens)) if tokens[i].start >= half.end()), len(tokens))
    if folded.startswith("'s", end) and value >= 1000 and value % 10 == 0 and value < 2100:
        found.append(_decade(value, start, end + 2))
        return after + 1
    number = replace(
        _number(value, role, symbol.start() if symbol else start, end, Strength.STRONG), others=others, unit=unit
    )
    return _finish(folded, tokens, index, after, number, scale, found)


def _is_code(folded: str, tokens: list[Token], index: int, before: str) -> bool:
    if before.isascii() and before.isalpha():
        return True
    if before == "-" and index and tokens[index - 1].end == tokens[index].start - 1 and not tokens[index - 1].is_digits:
        name = tokens[index - 1]
        return (
            name.lower not in _SOFT_PREFIXES
            and name.lower not in MONTHS
            and name.text[0].isupper()
            and name.lower not in CARDINALS
        )
    return False


def _decade(value: Fraction, start: int, end: int) -> Number:
    others = (value % 100,) if value >= 100 else (1900 + value, 1800 + value, 2000 + value)
    return replace(
        _number(value, Role.DECADE, start, end, Strength.WEAK if value < 100 else Strength.STRONG),
        others=others,
        step=Fraction(10),
    )


def _finish(
    folded: str, tokens: list[Token], index: int, after: int, number: Number, scale: int, found: list[Number]
) -> int:
    """Add a number with the percent sign, unit, month or fraction word that follows it."""
    end = number.span.end
    before = (
        tokens[index - 1].lower
        if index and folded[tokens[index - 1].end : number.span.start] in (" ", "-", " $", " ")
        else ""
    )
    approximate = before in _APPROXIMATE or folded.startswith(
        ("-odd", "-plus", "+", " or so", " or more", "-some"), end
    )
    number = replace(number, approximate=approximate)
    if share := _PERCENT.match(folded, end):
        role = Role.POINT if share["point"] else Role.PERCENT
        found.append(replace(number, role=role, span=Span(number.span.start, share.end()), strength=Strength.STRONG))
        return next((i for i in range(after, min(len(tokens), after + 4)) if tokens[i].start >= share.end()), after + 2)
    following = tokens[after] if after < len(tokens) and folded[end : tokens[after].start] in (" ", "-", "") else None
    if following is None:
        found.append(number)
        return after
    word = following.lower
    if half := _and_half(tokens, after):
        number = replace(number, value=number.value + Fraction(1, 2), step=Fraction(1, 2))
        number = replace(
            number, low=number.value, high=number.value, span=Span(number.span.start, tokens[half - 1].end), others=()
        )
        if half < len(tokens) and tokens[half].lower in SCALES:
            factor = SCALES[tokens[half].lower]
            number = replace(
                number, value=number.value * factor, low=number.value * factor, high=number.value * factor,
                step=number.step * factor, span=Span(number.span.start, tokens[half].end),
            )  # fmt: skip
            half += 1
        after = half
        following = tokens[after] if after < len(tokens) else None
        word = following.lower if following else ""
    unit = _unit(folded, tokens, after)
    if unit:
        number = replace(number, unit=unit)
        if unit in ("decade", "century") and number.role is Role.COUNT:
            number = replace(number, others=(*number.others, number.value * (10 if unit == "decade" else 100)))
    elif word.startswith(("kilo", "mega")) or word == "kb":
        number = replace(number, others=(*number.others, number.value * (10**6 if word.startswith("mega") else 1000)))
    elif word in _POINTS:
        number = replace(number, others=(*number.others, number.value / 100))
    elif word in ("times", "fold") or word.endswith("fold"):
        number = replace(
            number,
            role=Role.MULTIPLE,
            others=(number.value + 1, number.value - 1),
            strength=number.strength if folded[number.span.start].isdigit() else Strength.OPTIONAL,
        )
    elif word in ("out", "in") and (fraction := _one_in(folded, tokens, after, number)):
        found.append(fraction[0])
        return fraction[1]
    found.append(number)
    return after


def _and_half(tokens: list[Token], after: int) -> int:
    """Return the index after "and a half" or "and a quarter", 0 where it does not stand there."""
    words = [token.lower for token in tokens[after : after + 3]]
    if words == ["and", "a", "half"]:
        return after + 3
    if words[:2] == ["and", "half"]:
        return after + 2
    return 0


def _one_in(folded: str, tokens: list[Token], after: int, number: Number) -> tuple[Number, int] | None:
    """Read "one in five" and "7 out of 10" as a fraction whose parts may also count one by one."""
    second = after + 1
    if tokens[after].lower == "out" and second < len(tokens) and tokens[second].lower == "of":
        second += 1
    if second < len(tokens) and tokens[second].lower == "every":
        second += 1
    if second >= len(tokens) or not (tokens[second].is_digits or tokens[second].lower in CARDINALS):
        return None
    phrase = read_phrase(folded, tokens, second)
    whole = phrase.value
    if not 1 <= number.value < whole <= 1000 or whole.denominator != 1 or number.value > 10:
        return None
    start, end = number.span.start, tokens[phrase.end - 1].end
    fraction = _number(number.value / whole, Role.FRACTION, start, end, Strength.OPTIONAL)
    return replace(
        fraction, step=Fraction(1, 20), parts=(number.value, whole), others=(number.value, whole)
    ), phrase.end


def _unit(folded: str, tokens: list[Token], after: int) -> str:
    if after >= len(tokens):
        return ""
    word = tokens[after].lower
    if word in ("square", "sq") and after + 1 < len(tokens):
        name = ENGLISH_UNITS.get(tokens[after + 1].lower) or ENGLISH_UNITS.get(
            tokens[after + 1].lower.removesuffix("s")
        )
        return f"sq {name}" if name else ""
    if word in ("degrees", "degree") and after + 1 < len(tokens):
        return {"celsius": "celsius", "c": "celsius", "fahrenheit": "fahrenheit", "f": "fahrenheit"}.get(
            tokens[after + 1].lower, ""
        )
    if word in ("us", "hong", "canadian", "australian", "nautical", "sea") and after + 1 < len(tokens):
        return ""
    return ENGLISH_UNITS.get(word) or ENGLISH_UNITS.get(word.removesuffix("s"), "")


def _word(folded: str, tokens: list[Token], index: int, found: list[Number]) -> int:
    token = tokens[index]
    word = token.lower
    if word in ("a", "an"):
        return index + 1
    if word in MONTHS and word not in CARDINALS:
        if _is_month(folded, tokens, index):
            found.append(_number(MONTHS[word], Role.MONTH, token.start, token.end, Strength.WEAK))
        return index + 1
    if word in WEEKDAYS:
        if token.text[0].isupper() and (len(word) > 4 or folded.startswith((".", ","), token.end)):
            found.append(_number(WEEKDAYS[word], Role.WEEKDAY, token.start, token.end, Strength.WEAK))
        return index + 1
    if word in PLURALS:
        return _plural(folded, tokens, index, found)
    if word in ("half", "quarter", "quarters", "halves") or (word in FRACTIONS and word not in ORDINALS):
        return _fraction_word(folded, tokens, index, Fraction(1), token.start, found)
    if word in DECADES:
        found.append(replace(_decade(Fraction(DECADES[word]), token.start, token.end), strength=Strength.OPTIONAL))
        return index + 1
    if word in MULTIPLES:
        value = Fraction(MULTIPLES[word])
        found.append(
            replace(_number(value, Role.MULTIPLE, token.start, token.end, Strength.OPTIONAL), others=(value - 1,))
        )
        return index + 1
    if word in GROUPS:
        found.append(_number(GROUPS[word], Role.COUNT, token.start, token.end, Strength.OPTIONAL))
        return index + 1
    if word in ("noon", "midday", "midnight"):
        found.append(_number(0 if word == "midnight" else 720, Role.TIME, token.start, token.end, Strength.OPTIONAL))
        return index + 1
    if word in ("century", "decade"):
        length = Fraction(100 if word == "century" else 10)
        found.append(
            replace(
                _number(length, Role.COUNT, token.start, token.end, Strength.OPTIONAL),
                unit="year",
                others=(Fraction(1),),
            )
        )
        return index + 1
    return _number_words(folded, tokens, index, found)


def _is_month(folded: str, tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if not token.text[0].isupper():
        return False
    if token.lower not in ("may", "march", "mar", "sun", "sep", "dec", "jan", "jun", "august"):
        return True
    if token.lower == "march" and index + 1 < len(tokens) and tokens[index + 1].lower in ("to", "and", "through", "of"):
        return True
    neighbours = tokens[max(0, index - 1) : index] + tokens[index + 1 : index + 2]
    return any(
        other.is_digits and abs(other.start - token.end) <= 3 or (other.is_digits and token.start - other.end <= 5)
        for other in neighbours
    ) or (index > 0 and tokens[index - 1].lower in _MONTH_WORDS)


def _plural(folded: str, tokens: list[Token], index: int, found: list[Number]) -> int:
    """Read "tens of thousands" as what lies between its least and its greatest value."""
    token, end = tokens[index], index + 1
    low = Fraction(PLURALS[token.lower])
    while (
        end + 1 < len(tokens) and tokens[end].lower == "of" and tokens[end + 1].lower in PLURALS
        and folded[tokens[end - 1].end : tokens[end].start] == " "
    ):  # fmt: skip
        low *= PLURALS[tokens[end + 1].lower]
        end += 2
    number = _number(low, Role.COUNT, token.start, tokens[end - 1].end, Strength.OPTIONAL)
    if index and tokens[index - 1].is_digits:
        return end
    found.append(replace(number, high=low * 10 - 1 if low != 12 else Fraction(99), approximate=True))
    return end


def _fraction_word(
    folded: str, tokens: list[Token], index: int, count: Fraction, start: int, found: list[Number]
) -> int:
    """Read a half, two-thirds, "half a million" or "half a dozen"."""
    token = tokens[index]
    value = count / FRACTIONS.get(token.lower, ORDINALS.get(token.lower, 1))
    after = index + 1
    end = token.end
    number = replace(
        _number(value, Role.FRACTION, start, end, Strength.OPTIONAL if token.lower in ("half", "quarter") else Strength.WEAK), step=Fraction(1, 20),
    )  # fmt: skip
    where = after + 1 if after < len(tokens) and tokens[after].lower in ("a", "an", "of") else after
    if (
        where < len(tokens)
        and (tokens[where].lower in SCALES or tokens[where].lower in ("century", "decade"))
        and tokens[where].start - end <= 4
    ):
        factor = {"century": 100, "decade": 10}.get(tokens[where].lower) or SCALES[tokens[where].lower]
        number = replace(
            _number(value * factor, Role.COUNT, start, tokens[where].end, Strength.WEAK),
            approximate=True,
            others=(value,),
        )
        after = where + 1
    found.append(number)
    return after


def _number_words(folded: str, tokens: list[Token], index: int, found: list[Number]) -> int:
    token = tokens[index]
    start = token.start
    if token.lower in SCALES:
        return _bare_scale(folded, tokens, index, found)
    if token.lower in ORDINALS:
        value = ORDINALS[token.lower]
        strength = Strength.OPTIONAL if value <= 10 else Strength.WEAK
        others = (Fraction(1, value), Fraction(value - 1)) if value > 2 else ()
        found.append(replace(_number(value, Role.ORDINAL, start, token.end, strength), others=others))
        return index + 1
    phrase = read_phrase(folded, tokens, index)
    after, end = phrase.end, tokens[phrase.end - 1].end
    value = phrase.value
    if phrase.is_ordinal:
        # "one-third" is a fraction, "twenty-third" an ordinal.
        last = tokens[after - 1].lower
        if after - index == 2 and value - ORDINALS[last] < 20 and ORDINALS[last] >= 3:
            fraction = (value - ORDINALS[last]) / ORDINALS[last]
            found.append(replace(_number(fraction, Role.FRACTION, start, end, Strength.WEAK), step=Fraction(1, 20)))
        else:
            found.append(_number(value, Role.ORDINAL, start, end, Strength.WEAK))
        return after
    if after < len(tokens) and folded[end : tokens[after].start] in ("-", " ") and after == index + 1:
        part = FRACTIONS.get(tokens[after].lower)
        if part and value < part and (tokens[after].lower not in ("quarter", "half") or value == 1):
            return _fraction_word(folded, tokens, after, value, start, found)
        if tokens[after].lower in ORDINALS and value == 1 and ORDINALS[tokens[after].lower] > 2:
            return _fraction_word(folded, tokens, after, value, start, found)
    if value <= 1 and value.denominator == 1:
        strength = Strength.OPTIONAL
    elif value > 12 and value / last_step(value) >= 10:
        strength = Strength.STRONG
    else:
        strength = Strength.WEAK
    return _finish(folded, tokens, index, after, _number(value, Role.COUNT, start, end, strength), phrase.scale, found)


def _bare_scale(folded: str, tokens: list[Token], index: int, found: list[Number]) -> int:
    """Read "a hundred", "several thousand", "million" alone."""
    token = tokens[index]
    value, after = Fraction(SCALES[token.lower]), index + 1
    while (
        after < len(tokens)
        and tokens[after].lower in SCALES
        and folded[tokens[after - 1].end : tokens[after].start] in (" ", "-")
    ):
        value *= SCALES[tokens[after].lower]
        after += 1
    before = tokens[index - 1].lower if index else ""
    start, high = token.start, value
    if before in ("a", "an"):
        start = tokens[index - 1].start
    elif before in ("several", "few", "many", "couple", "some"):
        start, high = tokens[index - 1].start, value * 10 - 1
    number = _number(value, Role.COUNT, start, tokens[after - 1].end, Strength.OPTIONAL)
    number = replace(number, high=high, approximate=True)
    return _finish(folded, tokens, index, after, number, 1, found)


_RANGE = re.compile(r" ?(?:-|--|to|and|or|through|~|—|/|till|until) ?")
_SPREAD = frozenset({Role.PERCENT, Role.POINT})


def _spread(folded: str, found: list[Number]) -> list[Number]:
    """Give the first end of a range what stands only at the second, and days and years their roles by their month."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        if first.role is not Role.COUNT:
            continue
        gap = folded[first.span.end : second.span.start]
        if gap == "-" and second.role is Role.COUNT and len(second.span) == 2 and 1000 <= first.value < 2100:
            # "2010-11" ends in 2011.
            found[index + 1] = replace(second, others=(*second.others, first.value // 100 * 100 + second.value))
        if len(gap) > 10 or not _RANGE.fullmatch(gap):
            continue
        if second.role in _SPREAD:
            if gap.strip() in ("and", "or") and not folded[max(0, first.span.start - 8) : first.span.start].endswith(
                ("between ", "from ")
            ):
                continue
            found[index] = replace(first, role=second.role, others=())
        elif second.role is Role.COUNT and not first.unit:
            scale = next((power for power in (10**12, 10**9, 10**6, 1000) if second.value >= power > first.value), 1)
            others = (first.value * scale,) if scale > 1 and second.value % scale == 0 or scale >= 10**6 else ()
            found[index] = replace(first, others=(*first.others, *others), unit=second.unit)
    return found


_TO_DAY = frozenset({" ", ". ", " the ", ", "})
_TO_MONTH = frozenset({" ", " of ", "-", ". "})
_TO_NEXT_DAY = frozenset({"-", " - ", " to ", " and ", " through ", ", ", ", and ", "--", " & ", " until "})
_TO_YEAR = frozenset({" ", ", ", " of ", ". "})


def _dated(folded: str, found: list[Number]) -> list[Number]:
    """Give the numbers around the names of months their roles: 14 July 2023, July 14-15, March 2020."""
    for index, number in enumerate(found):
        if number.role is not Role.MONTH or folded[number.span.start].isdigit():
            continue
        after = index + 1
        if index and _is_day(found[index - 1]) and folded[found[index - 1].span.end : number.span.start] in _TO_MONTH:
            before = index - 1
            found[before] = replace(found[before], role=Role.DAY)
            while before and _is_day(found[before - 1]) and _gap(folded, found, before) in _TO_NEXT_DAY - {", "}:
                before -= 1
                found[before] = replace(found[before], role=Role.DAY)
        elif after < len(found) and _is_day(found[after]) and _gap(folded, found, after) in _TO_DAY:
            found[after] = replace(found[after], role=Role.DAY)
            after += 1
            while after < len(found) and _is_day(found[after]) and _gap(folded, found, after) in _TO_NEXT_DAY - {", "}:
                found[after] = replace(found[after], role=Role.DAY)
                after += 1
        if after < len(found) and _is_plain_year(found[after]) and _gap(folded, found, after) in _TO_YEAR:
            found[after] = replace(found[after], role=Role.YEAR)
    return found


def _gap(folded: str, found: list[Number], index: int) -> str:
    return folded[found[index - 1].span.end : found[index].span.start]


def _is_day(number: Number) -> bool:
    return (
        number.role in (Role.COUNT, Role.ORDINAL)
        and not number.unit
        and 1 <= number.value <= 31
        and len(number.span) <= 5
    )


def _is_plain_year(number: Number) -> bool:
    return number.role is Role.COUNT and not number.unit and 1000 <= number.value <= 2100 and len(number.span) == 4
