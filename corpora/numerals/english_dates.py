"""What the numbers of an English text say about each other: ranges, and the days and years around a month."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from corpora.numerals.values import Number, Role

_RANGE = re.compile(r" ?(?:-|--|to|and|or|through|~|—|/|till|until) ?")
_LONGEST_GAP = 10
_SHARES = frozenset({Role.PERCENT, Role.POINT})
_TO_DAY = frozenset({" ", ". ", " the ", ", "})
_TO_MONTH = frozenset({" ", " of ", "-", ". "})
_TO_NEXT_DAY = frozenset({"-", " - ", " to ", " and ", " through ", ", and ", "--", " & ", " until "})
_TO_YEAR = frozenset({" ", ", ", " of ", ". "})
_SCALES = (10**12, 10**9, 10**6, 1000)


def relate(text: str, found: list[Number]) -> list[Number]:
    """Give numbers, in place, what only their neighbours say: a shared percent sign or scale, a month's day."""
    for index in range(len(found) - 2, -1, -1):
        _spread(text, found, index)
    for index, number in enumerate(found):
        if number.role is Role.MONTH and not text[number.span.start].isdigit():
            _date(text, found, index)
    return found


def _spread(text: str, found: list[Number], index: int) -> None:
    """Give the first end of a range what stands only at the second: "5 to 10 percent", "2 to 3 million"."""
    first, second = found[index], found[index + 1]
    gap = _gap(text, found, index + 1)
    if first.role is not Role.COUNT or len(gap) > _LONGEST_GAP or not _RANGE.fullmatch(gap):
        return
    if gap == "-" and second.role is Role.COUNT and len(second.span) == 2 and _is_year(first):
        # "2010-11" ends in 2011.
        found[index + 1] = replace(second, others=(*second.others, first.value // 100 * 100 + second.value))
    if second.role in _SHARES:
        before = text[max(0, first.span.start - 8) : first.span.start]
        is_range = gap.strip() not in ("and", "or") or before.lower().endswith(("between ", "from "))
        if is_range and not _is_year(first):
            found[index] = replace(first, role=second.role, others=())
    elif second.role is Role.COUNT and not first.unit:
        scale = next((power for power in _SCALES if second.value >= power > first.value), 1)
        is_shared = scale > 1 and (second.value % scale == 0 or scale >= 10**6)
        others: tuple[Fraction, ...] = (first.value * scale,) if is_shared else ()
        # "26 to 32 kilobases": the unit's prefix counts for both.
        others += tuple(first.value * prefix for prefix in (1000, 10**6) if second.value * prefix in second.others)
        found[index] = replace(first, others=(*first.others, *others), unit=second.unit)


def _date(text: str, found: list[Number], index: int) -> None:
    """Give the numbers around a month their roles: 14 July 2023, July 14-15, March 2020."""
    after = index + 1
    if index and _is_day(found[index - 1]) and _gap(text, found, index) in _TO_MONTH:
        before = index - 1
        found[before] = replace(found[before], role=Role.DAY)
        while before and _is_day(found[before - 1]) and _gap(text, found, before) in _TO_NEXT_DAY:
            before -= 1
            found[before] = replace(found[before], role=Role.DAY)
    elif after < len(found) and _is_day(found[after]) and _gap(text, found, after) in _TO_DAY:
        found[after] = replace(found[after], role=Role.DAY)
        after += 1
        while after < len(found) and _is_day(found[after]) and _gap(text, found, after) in _TO_NEXT_DAY:
            found[after] = replace(found[after], role=Role.DAY)
            after += 1
    if after < len(found) and _is_year(found[after]) and _gap(text, found, after) in _TO_YEAR:
        found[after] = replace(found[after], role=Role.YEAR)


def _gap(text: str, found: list[Number], index: int) -> str:
    return text[found[index - 1].span.end : found[index].span.start]


def _is_day(number: Number) -> bool:
    is_plain = number.role in (Role.COUNT, Role.ORDINAL) and not number.unit
    return is_plain and 1 <= number.value <= 31 and len(number.span) <= 5


def _is_year(number: Number) -> bool:
    return number.role is Role.COUNT and not number.unit and 1000 <= number.value <= 2100 and len(number.span) == 4
