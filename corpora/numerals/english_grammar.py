"""English number words and the grammar that joins them: "two hundred and five", "3.5 million", "half a dozen"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from corpora.model import Span
from corpora.numerals.values import Number

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip

CARDINALS: dict[str, int] = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
ORDINALS: dict[str, int] = (
    {word: value for value, word in enumerate(_ORDINALS)}
    | {word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS, 2)}
    | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
)
DECADES: dict[str, int] = {word[:-1] + "ies": 10 * value for value, word in enumerate(_TENS, 2)}
SCALES: dict[str, int] = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "bn": 10**9, "mn": 10**6, "mln": 10**6, "bln": 10**9, "tn": 10**12, "trn": 10**12, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
SUFFIXES: dict[str, int] = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12}
"""Letters that only directly after digits are scales: 5k, 3.5m."""
PLURALS: dict[str, int] = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9,
    "trillions": 10**12,
}  # fmt: skip
FRACTIONS: dict[str, int] = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    plural: value for word, value in ORDINALS.items() if 3 <= value <= 20 for plural in (word + "s",)
}
MULTIPLES: dict[str, int] = {
    "once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3,
    "tripled": 3, "triples": 3, "tripling": 3, "treble": 3, "trebled": 3, "quadruple": 4,
    "quadrupled": 4, "quadrupling": 4,
    "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10, "hundredfold": 100,
}  # fmt: skip
GROUPS: dict[str, int] = {
    "both": 2, "couple": 2, "pair": 2, "pairs": 2, "twins": 2, "twin": 2, "duo": 2, "trio": 3, "trilogy": 3,
    "quartet": 4, "quintet": 5, "single": 1, "solo": 1, "another": 1, "either": 2, "neither": 2, "former": 1,
    "latter": 2, "bilateral": 2, "trilateral": 3, "biennial": 2, "dual": 2, "fortnight": 2, "teens": 10, "teenage": 10,
    "teenager": 10, "several": 3, "next": 2, "monthly": 1, "yearly": 1, "annual": 1, "weekly": 1, "daily": 1, "semi": 2,
    "runner": 2, "centennial": 100, "centenary": 100, "bicentennial": 200,
}  # fmt: skip
"""Words that can stand for a number without being one; they are never missed or too many."""
MONTHS: dict[str, int] = {
    name: value
    for value, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: dict[str, int] = {
    name: value
    for value, names in enumerate(
        ("monday mon mondays", "tuesday tue tues tuesdays", "wednesday wed wednesdays",
         "thursday thu thur thurs thursdays", "friday fri fridays", "saturday sat saturdays", "sunday sun sundays"), 1,
    )
    for name in names.split()
}  # fmt: skip
ROMAN: dict[str, int] = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
    "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21,
}  # fmt: skip

TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?|(?<![\w.)\]])\.[0-9]+(?![0-9])|[A-Za-z]+")
"""Numerals in digits and words; anything else only separates."""


class Token(NamedTuple):
    """A word or a numeral in digits: its text as written, in lower case, and where it stands."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_digits(self) -> bool:
        """Whether it is a numeral in digits."""
        return not self.text[0].isalpha()


class Scan(NamedTuple):
    """A text that is being read: folded to ASCII digits and signs, its tokens, and the numbers found so far."""

    text: str
    tokens: list[Token]
    found: list[Number]

    def word(self, index: int) -> str:
        """Return a token in lower case, empty beyond the ends."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def gap(self, index: int) -> str | None:
        """Return what stands between the token before `index` and it, None beyond the ends."""
        if not 0 < index < len(self.tokens):
            return None
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def span(self, first: int, last: int) -> Span:
        """Return where the tokens from `first` to `last` stand, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)


class Phrase(NamedTuple):
    """A number phrase.

    Attributes:
        value: Its value.
        end: The index of the token after it.
        scale: The multiplier it ends with, 1 without any.
        is_ordinal: Whether its last word is an ordinal.
    """

    value: Fraction
    end: int
    scale: int
    is_ordinal: bool


GREATEST = 10**18
"""Where a value stops growing: no text counts further, and "hundred hundred …" must not run away."""


def read_phrase(scan: Scan, index: int) -> Phrase:
    """Read the longest number phrase that begins with the numeral or number word at `index`."""
    tokens = scan.tokens
    total, section = Fraction(0), Fraction(0)
    position, scale, last, limit = index, 1, 0, GREATEST
    while position < len(tokens):
        token = tokens[position]
        if position > index and (token.is_digits or not _is_joined(scan.text, tokens[position - 1], token)):
            break
        if token.is_digits:
            section, limit, last = Fraction(token.text.replace(",", "")), 1, 1
        elif token.lower in CARDINALS and (value := CARDINALS[token.lower]) < limit and (value or position == index):
            section += value
            limit, last, scale = (10 if value >= 20 else 1), 1, 1
        elif position > index and 0 < ORDINALS.get(token.lower, 0) < limit and _is_ordinal(scan.text, token):
            return Phrase(total + section + ORDINALS[token.lower], position + 1, 1, is_ordinal=True)
        elif position > index and (factor := SCALES.get(token.lower, 0)) and section * factor < GREATEST:
            if factor in (12, 100):
                if last == factor:
                    break
                section, limit, scale = section * factor, 100, factor
            else:
                total, section, limit = total + section * factor, Fraction(0), factor
                scale = factor * (scale if last == 100 else 1)
            last = factor
        elif token.lower != "and" or last < 100 or not _adds(scan.text, tokens, position, limit):
            break
        position += 1
    return Phrase(total + section, position, scale if last > 1 else 1, is_ordinal=False)


def _is_ordinal(text: str, token: Token) -> bool:
    """Whether an ordinal may end a number: "twenty second" is more often a time, "twenty-second" never."""
    return token.lower != "second" or text[token.start - 1] == "-"


_GAPS = frozenset({" ", "-", "+", "+ ", "\N{NO-BREAK SPACE}"})


def _is_joined(text: str, before: Token, after: Token) -> bool:
    gap = text[before.end : after.start]
    if gap == "":
        return before.is_digits
    # Tokenised text sets the hyphen of "twenty-one" off by spaces.
    return gap in _GAPS or (gap == " - " and before.lower in CARDINALS)


def _adds(text: str, tokens: list[Token], position: int, limit: int) -> bool:
    """Whether "and" goes on with the same number: "two hundred and five", not "one hundred and two hundred"."""
    if position + 1 >= len(tokens) or not _is_joined(text, tokens[position], tokens[position + 1]):
        return False
    following = tokens[position + 1]
    if following.lower not in CARDINALS or CARDINALS[following.lower] >= min(limit, 100):
        return False
    after = position + 2
    if after < len(tokens) and tokens[after].lower in CARDINALS and _is_joined(text, following, tokens[after]):
        after += 1
    scale = SCALES.get(tokens[after].lower, 0) if after < len(tokens) else 0
    # "one hundred and one million" goes on, "between one thousand and two million" does not.
    return scale not in (12, 100) and not scale > limit >= 1000
