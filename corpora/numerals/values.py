"""Numbers as values: what a numeral says, how precisely, and whether two of them can mean the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.units import MEASURES


class Role(StrEnum):
    """What a number stands for."""

    COUNT = "count"
    PERCENT = "percent"
    POINT = "percentage point"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    YEAR = "year"
    DECADE = "decade"
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"
    TIME = "time"
    CODE = "code"


DATES = frozenset({Role.YEAR, Role.DECADE, Role.MONTH, Role.DAY, Role.WEEKDAY, Role.TIME})
"""The roles that place something in time."""

SHARES = frozenset({Role.PERCENT, Role.POINT, Role.FRACTION})
"""The roles whose value is a part of a whole."""


class Strength(IntEnum):
    """How much it means when a number has no counterpart on the other side."""

    OPTIONAL = 0
    """Nothing: 一个, "one", "half", a digit inside a name. It only serves as another number's counterpart."""
    WEAK = 1
    """Little: a small number in words, which translations often turn into "both", "a pair" or a plural."""
    STRONG = 2
    """Much: digits, money, percentages, 万 and 亿, years."""


FRACTION_STEP = Fraction(1, 20)
"""How exact a fraction in words is taken to be: a third stands for 31 % as for 35 %, not for 40 %."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        value: What it says; percentages and percentage points in per cent, times of day in minutes after midnight,
            weekdays from 1 for Monday.
        role: What it stands for.
        span: Where it stands, with the characters that belong to its value (41.5%, 20.5亿, 7月).
        strength: How much its absence means.
        step: The unit of the last stated digit that is not zero: 10,000,000 for 20 million, 1/10 for 41.5.
        low: The least it can mean, where it is vague (几十, "dozens"); otherwise equal to `value`.
        high: The most it can mean.
        others: Further values that the same words can have, the likelier first: 2 in "2 to 3 million".
        parts: The numbers it is written with, where those may also be read one by one: 21 and 15 in 21:15.
        unit: A key of `corpora.numerals.units.MEASURES`, a currency code, or empty.
        approximate: Whether the text says that it is not exact (约, 余, "about", "more than").
    """

    value: Fraction
    role: Role
    span: Span
    strength: Strength
    step: Fraction
    low: Fraction
    high: Fraction
    others: tuple[Fraction, ...] = ()
    parts: tuple[Fraction, ...] = ()
    unit: str = ""
    approximate: bool = False

    @classmethod
    def exact(cls, value: Fraction | int, role: Role, span: Span, strength: Strength) -> Number:
        """Return a number that means one value, to its last digit that is not zero; a fraction to a twentieth."""
        value = Fraction(value)
        step = FRACTION_STEP if role is Role.FRACTION else last_step(value)
        return cls(value, role, span, strength, step, value, value)

    @property
    def is_vague(self) -> bool:
        """Whether it names an order of magnitude and no value."""
        return self.low != self.high

    @property
    def names_two(self) -> bool:
        """Whether it names two neighbours and nothing between them: 十四五, 两三百, 五六 in 五六月."""
        gap = self.high - self.low
        return gap.denominator == 1 and str(gap.numerator).rstrip("0") == "1"


def last_step(value: Fraction) -> Fraction:
    """Return the unit of the last digit that is not zero: 1/10 for 41.5, 100 for 1,500, 1 for 0.

    Trailing zeros may be mere padding (20 million may be exact or not), so they do not count as stated.
    """
    if value.denominator == 1:
        digits = str(value.numerator)
        return Fraction(10 ** (len(digits) - len(digits.rstrip("0")))) if value else Fraction(1)
    step = Fraction(1, 10)
    # A value read from a decimal numeral of at most 40 characters ends here; a third never does, and counts as exact.
    while (value / step).denominator != 1 and step.denominator < 10**40:
        step /= 10
    return step


def readings(number: Number) -> tuple[Fraction, ...]:
    """Return every value that a number can have as a plain quantity, shares as parts of 1."""
    values = (number.value, *number.others)
    if number.role in (Role.PERCENT, Role.POINT):
        return tuple(value / 100 for value in values)
    return values


ROUNDING = Fraction(1, 20)
"""How far a rounded value may be from the exact one, as a part of it: 19.6 million is "20 million", 146,000 is not."""

MARKED_ROUNDING = Fraction(1, 8)
"""The same where the text says that the value is approximate."""

CONVERSION = Fraction(1, 50)
"""How far two measures may differ after conversion: translators round 1 mu to 1/6 acre or 1/15 hectare (1.2 % off)."""


def agreement(source: Number, target: Number) -> int | None:
    """Return how directly two numbers mean the same, 0 the most directly, or None where they cannot.

    The order: same role and value, another reading of the same value, two vague ranges that meet, rounding or a value
    in a range, conversion of units, part of a fraction.
    """
    roles = {source.role, target.role}
    if Role.WEEKDAY in roles and len(roles) > 1:
        return None
    if len(roles) == 1 and source.value == target.value:
        return 0
    if _same_reading(source, target):
        return 1
    if Role.TIME in roles:
        return _times_agree(source, target)
    return next((grade for grade, holds in _LOOSER if holds(source, target)), None)


def _is_part(whole: Number, part: Number) -> bool:
    """Whether a number is one of those that a fraction is written with: 六分之一 and "one person in six"."""
    return whole.role in SHARES and part.role is Role.COUNT and part.value > 1 and part.value in whole.parts


def _same_reading(source: Number, target: Number) -> bool:
    roles = {source.role, target.role}
    if source.role is not target.role and (
        Role.TIME in roles or (roles <= DATES and roles != {Role.YEAR, Role.DECADE})
    ):
        return False
    theirs = readings(target)
    return any(value in theirs for value in readings(source))


def _times_agree(source: Number, target: Number) -> int | None:
    if source.role == target.role:
        # The halves of the day are often left to the context, and midnight is 0:00 or 24:00.
        return 1 if (source.value - target.value) % 720 == 0 else None
    time, other = (source, target) if source.role is Role.TIME else (target, source)
    return 2 if other.value in time.parts else None


def _ranges_meet(source: Number, target: Number) -> bool:
    if DATES & {source.role, target.role} or (source.role in SHARES) != (target.role in SHARES):
        return False
    for number in (source, target):
        # 几十 may be "fifty", "a dozen" or "two dozen", never "74".
        if not number.is_vague and number.value not in (12, 24) and number.value >= 10 * number.step:
            return False
    return source.low <= target.high and target.low <= source.high


def _is_rounded(exact: Number, rounded: Number) -> bool:
    if DATES & {exact.role, rounded.role} or _plain_step(rounded) <= _plain_step(exact):
        return False
    value, whole = readings(exact)[0], readings(rounded)[0]
    is_marked = exact.approximate or rounded.approximate
    off = abs(value - whole)
    if off > (MARKED_ROUNDING if is_marked else ROUNDING) * abs(value):
        return False
    return off * 2 <= _plain_step(rounded) or (is_marked and off < _plain_step(rounded))


def _plain_step(number: Number) -> Fraction:
    return number.step / 100 if number.role in (Role.PERCENT, Role.POINT) else number.step


def _is_converted(source: Number, target: Number) -> bool:
    ours, theirs = MEASURES.get(source.unit), MEASURES.get(target.unit)
    if ours is None or theirs is None or ours == theirs or ours.dimension != theirs.dimension:
        return False
    left = source.value * ours.factor + ours.offset
    right = target.value * theirs.factor + theirs.offset
    slack = max(CONVERSION * abs(left), source.step * ours.factor / 2, target.step * theirs.factor / 2)
    return abs(left - right) <= min(slack, abs(left) / 8) if left else left == right


_LOOSER: tuple[tuple[int, Callable[[Number, Number], bool]], ...] = (
    (2, lambda source, target: source.is_vague and target.is_vague and _ranges_meet(source, target)),
    (3, lambda source, target: (source.is_vague or target.is_vague) and _ranges_meet(source, target)),
    (3, _is_rounded),
    # A translator may round; only of a fraction (三分之一, 33 %) can the translation be the more exact.
    (3, lambda source, target: source.role is Role.FRACTION and _is_rounded(target, source)),
    (4, _is_converted),
    (5, lambda source, target: _is_part(source, target) or _is_part(target, source)),
)
