"""Chinese numerals: the grammar of digits, characters and both mixed, from the first character on."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

FOLD = str.maketrans(
    "０１２３４５６７８９．，％：／－～萬億兩幾點餘數個週時號後歲紀範圍噸畝幣韓臺倆當約達過間種條隻過鐘點鎊廣歐",
    "0123456789.,%:/-~万亿两几点余数个周时号后岁纪范围吨亩币韩台俩当约达过间种条只过钟点镑广欧",
)
"""Full-width and traditional forms to the ones that this module knows; the length of a text stays the same."""

DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一", "二两俩", "三仨", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
UNITS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}

LONGEST = 40
"""Characters up to which a run is a numeral: 12 digits of a number in full take 30; longer runs are codes or noise."""

RUN = re.compile(
    r"""
    (?: [0-9]+ (?:,[0-9]{3}(?![0-9]))* (?:\.[0-9]+)?
      | [〇零○一二三四五六七八九十百千万亿兆]
      | (?<![两俩])[两俩](?![两俩])
      | (?<![人总次位参指系函基倍多少半分件岁无])数(?=[十百千万亿])
      | 几(?=[十百千万亿]) )
    (?: [〇零○一二三四五六七八九十百千万亿兆]
      | 两(?=[百千万亿])
      | (?<=[万亿千百零])[0-9]+ (?:,[0-9]{3}(?![0-9]))* (?:\.[0-9]+)?
      | (?<=[0-9])\ (?=[多余]?[百千]?[万亿])
      | (?<=[十百])几
      | [多余来](?=[百千万亿])
      | 几(?=[十百千万亿])
      | 点(?=[〇零○一二三四五六七八九])(?![一二三四五六七八九][十]?分) )*
    """,
    re.VERBOSE,
)
"""A stretch of text that may be one numeral, or several that touch; linear, as no two alternatives begin alike."""

_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|点[〇零○一二三四五六七八九]+|[〇零○一二两俩三四五六七八九]+|.")


class Reading(NamedTuple):
    """What a numeral says.

    Attributes:
        value: Its value, or the least of a vague one.
        high: The most that a vague numeral means, otherwise `value`.
        scale: The multiplier it ends with (10,000 for 3万), 1 without any.
        length: How many characters of the run it takes.
        approximate: Whether it says itself that it is inexact (十几, 20多万, 两三百).
        is_bare: Whether it is only a unit without a digit (万 in 上万).
        is_sequence: Whether its digits are read one by one (二〇三五).
    """

    value: Fraction
    high: Fraction
    scale: int
    length: int
    approximate: bool
    is_bare: bool
    is_sequence: bool


class Sight(NamedTuple):
    """A numeral in its text.

    Attributes:
        text: The folded text.
        start: Where the numeral begins.
        end: Where it ends.
        reading: What it says by itself.
    """

    text: str
    start: int
    end: int
    reading: Reading

    @property
    def is_digits(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[self.start].isascii()

    def before(self, length: int) -> str:
        """Return the characters before it, as many as there are."""
        return self.text[max(0, self.start - length) : self.start]


class _Token(NamedTuple):
    kind: str  # n(umber), u(nit), s(cale), d(ecimals), z(ero), m(ore), space
    low: Fraction
    high: Fraction
    length: int
    text: str


def _tokens(run: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(run):
        text = match.group()
        first = text[0]
        if first.isascii() and first.isdigit():
            value = Fraction(text.replace(",", ""))
            found.append(_Token("n", value, value, len(text), text))
        elif first == "点":
            decimals = Fraction(int("".join(str(DIGITS[char]) for char in text[1:])), 10 ** (len(text) - 1))
            found.append(_Token("d", decimals, decimals, len(text), text))
        elif first in DIGITS:
            found.extend(_characters(text, run[match.end() : match.end() + 1]))
        elif first in UNITS:
            found.append(_Token("u", Fraction(UNITS[first]), Fraction(UNITS[first]), 1, text))
        elif first in SCALES:
            found.append(_Token("s", Fraction(SCALES[first]), Fraction(SCALES[first]), 1, text))
        elif first in "几数":
            low = 1 if found and found[-1].kind == "u" else 2
            found.append(_Token("n", Fraction(low), Fraction(9), 1, text))
        else:
            found.append(_Token("m" if first in "多余来" else " ", Fraction(0), Fraction(0), 1, text))
    return found


def _characters(text: str, after: str) -> list[_Token]:
    """Read adjacent digit characters: one digit, two neighbours as a range (两三百), or a sequence (二〇三五)."""
    values = [DIGITS[char] for char in text]
    zero = _Token("z", Fraction(0), Fraction(0), 1, "零")
    if len(values) == 1:
        return [_Token("n", Fraction(values[0]), Fraction(values[0]), 1, text) if values[0] else zero]
    if len(values) == 2 and values[0] == 0:
        return [zero, _Token("n", Fraction(values[1]), Fraction(values[1]), 1, text[1])]
    if len(values) == 2 and values[1] == values[0] + 1:
        return [_Token("n", Fraction(values[0]), Fraction(values[1]), 2, text)]
    if len(values) == 2 and values[1] == values[0] - 1 and after in UNITS:
        return [_Token("n", Fraction(values[1]), Fraction(values[0]), 2, text)]
    value = Fraction(int("".join(map(str, values))))
    return [_Token("q", value, value, len(text), text)]


def read(run: str) -> list[Reading | int]:
    """Read a run from left to right: each numeral in it, and the lengths of what is none.

    Args:
        run: What `RUN` matched, folded by `FOLD`.
    """
    if len(run) > LONGEST:
        return [len(run)]
    tokens, found, start = _tokens(run), list[Reading | int](), 0
    while start < len(tokens):
        used, reading = _evaluate(tokens, start)
        if reading is None:
            found.append(tokens[start].length)
            start += 1
        else:
            found.append(reading)
            start += used
    return found


def _evaluate(tokens: list[_Token], start: int) -> tuple[int, Reading | None]:
    low = _Sum()
    high = _Sum()
    position = start
    while position < len(tokens):
        token = tokens[position]
        if not low.take(token.kind, token.low, token.text):
            break
        high.take(token.kind, token.high, token.text)
        position += 1
    # What only joins (a zero, a space, 多) belongs to no numeral that it ends.
    while position > start and tokens[position - 1].kind in " mz":
        position -= 1
    used = tokens[start:position]
    if not used and tokens[start].kind == "z":
        return 1, Reading(Fraction(0), Fraction(0), 1, 1, False, False, False)
    if not used or all(token.kind in "zdm " for token in used):
        return 1, None
    value, most = low.total(), high.total()
    last = used[-1]
    more = any(token.kind == "m" for token in used)
    scale = 1
    for token in reversed(used):
        if token.kind != "s":
            break
        scale *= int(token.low)
    length = sum(token.length for token in used)
    return len(used), Reading(
        value,
        most if most >= value else value,
        scale,
        length,
        more or most != value,
        all(token.kind in "us" for token in used) and used[0].text != "十",
        last.kind == "q" and len(used) == 1,
    )


class _Sum:
    """A numeral that is being read: what is under the next 万 or 亿, and the parts above."""

    def __init__(self) -> None:
        self.parts: list[tuple[Fraction, int]] = []
        self.section = Fraction(0)
        self.pending: Fraction | None = None
        self.pending_text = ""
        self.unit = 0
        self.after = 0
        self.started = False

    def take(self, kind: str, value: Fraction, text: str) -> bool:
        """Add a token, or leave everything as it is and return False where the numeral ended before it."""
        if kind == "u":
            return self._take_unit(value)
        if kind == "s":
            return self._take_scale(int(value))
        if self._ends_before(kind):
            return False
        if kind in "nq":
            self.pending, self.pending_text = value, text
        elif kind == "z":
            self.after = 0
        elif kind == "d":
            self.section += (self.pending or 0) + value
            self.pending, self.unit, self.after = None, 0, 0
        self.started = True
        return True

    def _ends_before(self, kind: str) -> bool:
        if kind == "n":
            return self.pending is not None or (self.unit == 0 and self.section != 0)
        if kind == "q":
            return self.started
        if kind == "z":
            return not self.started or self.pending is not None
        return kind == "d" and not self.started

    def _take_unit(self, value: Fraction) -> bool:
        if self.unit and value >= self.unit:
            return False
        if self.pending is None and self.section and value != 10:
            return False
        if self.pending is not None and (self.pending >= 1000 or len(self.pending_text) > 3):
            return False
        self.section += (1 if self.pending is None else self.pending) * value
        self.pending, self.started = None, True
        self.unit = self.after = int(value)
        return True

    def _take_scale(self, value: int) -> bool:
        amount = self.section + (self.pending or 0)
        unit = value
        if not amount and self.parts and self.parts[-1][1] >= value and value == 10**4:
            return False
        while self.parts and (self.parts[-1][1] < value or (not amount and self.after == self.parts[-1][1])):
            part, below = self.parts.pop()
            amount, unit = amount + part, max(unit, below * value)
            if below >= value:
                break
        if not amount:
            if self.started:
                return False
            amount = Fraction(1)
        self.parts.append((amount * value, unit))
        self.section, self.pending, self.unit, self.after, self.started = Fraction(0), None, 0, unit, True
        return True

    def total(self) -> Fraction:
        """Return the value; a last digit without its unit counts in the one below: 两万五 is 25,000."""
        rest = self.pending or Fraction(0)
        if self.after > 10 and len(self.pending_text) == 1 and rest < 10:
            rest = rest * self.after / 10
        return sum((part for part, _ in self.parts), Fraction(0)) + self.section + rest
