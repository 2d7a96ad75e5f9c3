"""Numbers in English text: numerals and number words with what stands around them, and what they count."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.english_context import add_number
from corpora.numerals.english_dates import relate
from corpora.numerals.english_grammar import CARDINALS, MONTHS, ROMAN, SUFFIXES, TOKEN, Scan, Token, read_phrase
from corpora.numerals.english_words import NUMBER_WORDS, decade, read_word
from corpora.numerals.units import BEFORE_AMOUNT, SYMBOLS
from corpora.numerals.values import Number, Role, Strength

_FOLD = str.maketrans(
    "０１２３４５６７８９．，％\N{NO-BREAK SPACE}\N{EN DASH}\N{NON-BREAKING HYPHEN}’‘", "0123456789.,% --''"
)
_CLOCK = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-4]):([0-5][0-9])(?::[0-5][0-9])?(?![0-9:])")
_HALF_DAY = re.compile(r" ?([ap])\.? ?m\b\.?", re.IGNORECASE)
_DATE = re.compile(r"(?<![0-9])([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_SLASHED = re.compile(r"(?<![0-9/.,])([0-9]{1,4})/([0-9]{1,4})(?![0-9/]|[,.][0-9])")
_CODE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|[0-9]+(?:\.[0-9]+){2,})(?![0-9])|&#[0-9]{1,6};")
"""Mobile and fixed telephone numbers, versions and section numbers, character references."""
_SOFT_PREFIXES = frozenset(
    ["mid", "pre", "post", "early", "late", "non", "under", "over", "sub", "ex", "inter", "multi"]
)
_BEFORE_ROMAN = frozenset(
    [
        "war",
        "world",
        "act",
        "part",
        "chapter",
        "title",
        "type",
        "phase",
        "article",
        "stage",
        "grade",
        "volume",
        "tier",
        "category",
        "level",
        "section",
        "round",
        "episode",
    ]
)
_SUFFIX_UNITS = frozenset(
    [
        "l",
        "ml",
        "cc",
        "km",
        "kg",
        "cm",
        "mm",
        "g",
        "ha",
        "ft",
        "mph",
        "kph",
        "lb",
        "lbs",
        "oz",
        "w",
        "kw",
        "mw",
        "gw",
        "gb",
        "mb",
        "tb",
        "kb",
        "am",
        "pm",
        "c",
        "f",
        "h",
        "hrs",
        "hr",
        "min",
        "mins",
        "sec",
        "yr",
        "yrs",
        "yo",
    ]
)
"""What may stand directly after digits without making a name of them (5G, 737MAX)."""
LONGEST = 19
"""Characters of a numeral with its separators; longer ones are codes."""


def find(text: str) -> list[Number]:
    """Find the numbers in an English text, in order."""
    folded = text.translate(_FOLD)
    tokens = [Token(match[0], match[0].lower(), match.start(), match.end()) for match in TOKEN.finditer(folded)]
    scan = Scan(folded, tokens, [])
    taken = _fixed(scan)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.start in taken:
            index += 1
        elif token.is_digits:
            index = _digits(scan, index)
        elif token.lower in NUMBER_WORDS:
            index = read_word(scan, index)
        else:
            if token.text in ROMAN and index and _is_roman(scan, index):
                span = scan.span(index, index)
                scan.found.append(Number.exact(ROMAN[token.text], Role.ORDINAL, span, Strength.OPTIONAL))
            index += 1
    scan.found.sort(key=lambda number: number.span)
    return relate(folded, scan.found)


def _fixed(scan: Scan) -> set[int]:
    """Find dates, times, fractions and codes in digits; return the places that they take."""
    taken: set[int] = set()
    for match in _DATE.finditer(scan.text):
        for group, role in ((1, Role.YEAR), (3, Role.MONTH), (4, Role.DAY)):
            scan.found.append(Number.exact(int(match[group]), role, Span(*match.span(group)), Strength.STRONG))
        taken.update(range(*match.span()))
    for match in _CLOCK.finditer(scan.text):
        if match.start() not in taken:
            scan.found.append(_time(scan, int(match[1]), int(match[2]), Span(*match.span())))
            taken.update(range(*match.span()))
    for match in _SLASHED.finditer(scan.text):
        parts = (Fraction(int(match[1])), Fraction(int(match[2])))
        if match.start() not in taken and parts[1]:
            span = Span(*match.span())
            number = Number.exact(parts[0] / parts[1], Role.FRACTION, span, Strength.OPTIONAL)
            scan.found.append(replace(number, parts=parts, others=parts))
            taken.update(range(*match.span()))
    for match in _CODE.finditer(scan.text):
        taken.update(range(*match.span()))
    return taken


def _time(scan: Scan, hour: int, minute: int, span: Span) -> Number:
    half = _HALF_DAY.match(scan.text, span.end)
    parts = (Fraction(hour), Fraction(minute))
    if half:
        span = Span(span.start, half.end())
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return replace(Number.exact(hour * 60 + minute, Role.TIME, span, Strength.STRONG), parts=parts)


def _is_roman(scan: Scan, index: int) -> bool:
    """Whether a Roman numeral counts: after a name (Louis XIV) or a word like War; I and V only after such a word."""
    if scan.gap(index) != " ":
        return False
    return scan.word(index - 1) in _BEFORE_ROMAN or (
        len(scan.tokens[index].text) > 1 and scan.tokens[index - 1].text[0].isupper()
    )


def _digits(scan: Scan, index: int) -> int:
    """Read a number that begins with digits; return the index to go on with."""
    token = scan.tokens[index]
    if len(token.text) > LONGEST or (token.text[0] == "0" and token.text[1:2].isdigit()):
        return index + 1
    symbol = BEFORE_AMOUNT.search(scan.text, max(0, token.start - 4), token.start)
    touching = index + 1 < len(scan.tokens) and scan.tokens[index + 1].start == token.end
    suffix = scan.word(index + 1) if touching else ""
    is_generation = touching and scan.tokens[index + 1].text == "G"
    if not symbol and (_is_name(scan, index) or is_generation or not _is_suffix(suffix)):
        value = Fraction(token.text.replace(",", ""))
        scan.found.append(Number.exact(value, Role.CODE, scan.span(index, index), Strength.OPTIONAL))
        return index + 1
    if (after := _suffixed(scan, index, suffix)) is not None:
        return after
    phrase = read_phrase(scan, index)
    span = Span(symbol.start() if symbol else token.start, scan.tokens[phrase.end - 1].end)
    number = Number.exact(phrase.value, Role.COUNT, span, Strength.STRONG)
    after = phrase.end
    if decimals := len(token.text.partition(".")[2]):
        # "27.0" states its zero.
        unit = phrase.value / Fraction(token.text.replace(",", "")) if number.value else Fraction(1)
        number = replace(number, step=unit / 10**decimals)
    if symbol:
        number = replace(number, unit=SYMBOLS[symbol[1]])
    if suffix in SUFFIXES and after == index + 1:
        number, after = _scaled(number, suffix, is_money=bool(symbol)), after + 1
    return add_number(scan, index, after, number)


def _is_suffix(suffix: str) -> bool:
    """Whether a word directly after digits leaves them a number."""
    return suffix in (
        "",
        "st",
        "nd",
        "rd",
        "th",
        "s",
        "million",
        "billion",
        "trillion",
        "bn",
        "mn",
        "tn",
        "percent",
    ) or (suffix in SUFFIXES or suffix in _SUFFIX_UNITS)


def _suffixed(scan: Scan, index: int, suffix: str) -> int | None:
    """Read 18th, 1990s, 1990's, 3 p.m. and 7.55am; None for any other number."""
    token = scan.tokens[index]
    whole, _, decimals = token.text.replace(",", "").partition(".")
    value = Fraction(token.text.replace(",", ""))
    if suffix in ("st", "nd", "rd", "th"):
        strength = Strength.STRONG if value > 1 else Strength.WEAK
        scan.found.append(Number.exact(value, Role.ORDINAL, scan.span(index, index + 1), strength))
        return index + 2
    if suffix == "s":
        scan.found.append(decade(value, scan.span(index, index + 1)))
        return index + 2
    if scan.text.startswith("'s", token.end) and 1000 <= value < 2100 and value % 10 == 0:
        scan.found.append(decade(value, Span(token.start, token.end + 2)))
        return index + 2
    is_minute = not decimals or (len(decimals) == 2 and int(decimals) < 60)
    if is_minute and 1 <= value < 13 and _HALF_DAY.match(scan.text, token.end):
        time = _time(scan, int(whole), int(decimals or "0"), scan.span(index, index))
        scan.found.append(time)
        after = index + 1
        while after < len(scan.tokens) and scan.tokens[after].start < time.span.end:
            after += 1
        return after
    return None


def _scaled(number: Number, suffix: str, *, is_money: bool) -> Number:
    """Apply the letter in 5k, $3.5m or 30m; 5k may be a name as in 4K, and 30m are metres unless they are money."""
    factor, span = SUFFIXES[suffix], Span(number.span.start, number.span.end + len(suffix))
    if suffix == "m" and not is_money:
        return replace(number, unit="m", others=(number.value * factor,), span=span)
    scaled = Number.exact(number.value * factor, Role.COUNT, span, number.strength)
    return replace(scaled, unit=number.unit, others=(number.value,))


def _is_name(scan: Scan, index: int) -> bool:
    """Whether digits belong to a name before them: G20, COVID-19, F-16; not mid-1990s or July-14."""
    start = scan.tokens[index].start
    before = scan.text[start - 1] if start else ""
    if before.isascii() and before.isalpha():
        return True
    if before != "-" or not index or scan.gap(index) != "-" or scan.tokens[index - 1].is_digits:
        return False
    word = scan.word(index - 1)
    is_word = word in _SOFT_PREFIXES or word in MONTHS or word in CARDINALS
    return scan.tokens[index - 1].text[0].isupper() and not is_word
