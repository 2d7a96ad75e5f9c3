"""What stands around an English number: "about", a percent sign, a unit, "and a half", "out of ten"."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from corpora.model import Span
from corpora.numerals.english_grammar import CARDINALS, SCALES, Scan, read_phrase
from corpora.numerals.units import ENGLISH_UNITS
from corpora.numerals.values import Number, Role, Strength

_PERCENT = re.compile(
    r"[ -]?(?:(?P<point>percentage[ -]points?|p\.?p\.?(?![a-z])|pct pts?)"
    r"|(?P<percent>%|percent(?:age)?(?![a-z])|per ?cent(?![a-z])|pct(?![a-z])))"
)
_APPROXIMATE = frozenset(
    [
        "about",
        "around",
        "approximately",
        "some",
        "nearly",
        "almost",
        "roughly",
        "over",
        "above",
        "least",
        "most",
        "than",
        "exceeding",
        "exceeded",
        "exceeds",
        "exceed",
        "under",
        "below",
        "up",
        "close",
        "estimated",
        "circa",
        "approaching",
        "surpassing",
        "surpassed",
        "topping",
        "topped",
        "nearing",
        "more",
        "well",
        "fewer",
        "less",
        "odd",
        "or",
    ]
)
_APPROXIMATE_AFTER = ("-odd", "-plus", "+", " or so", " or more", "-some")
_FOREIGN = frozenset({"us", "hong", "canadian", "australian", "nautical", "sea", "new", "singapore"})
"""Words that make another unit of the next one; no unit is better than a wrong one."""
_DEGREES = {"celsius": "celsius", "c": "celsius", "fahrenheit": "fahrenheit", "f": "fahrenheit"}


def add_number(scan: Scan, first: int, after: int, number: Number) -> int:
    """Add a number with what stands around it; return the index of the token to go on with.

    Args:
        scan: The text.
        first: The index of the number's first token.
        after: The index of the token after its last one.
        number: The number as its own words say.
    """
    end = number.span.end
    is_near = first and scan.text[scan.tokens[first - 1].end : number.span.start] in (" ", "-")
    approximate = (is_near and scan.word(first - 1) in _APPROXIMATE) or scan.text.startswith(_APPROXIMATE_AFTER, end)
    number = replace(number, approximate=bool(approximate))
    if share := _PERCENT.match(scan.text, end):
        role = Role.POINT if share["point"] else Role.PERCENT
        span = Span(number.span.start, share.end())
        scan.found.append(replace(number, role=role, span=span, strength=Strength.STRONG))
        while after < len(scan.tokens) and scan.tokens[after].start < share.end():
            after += 1
        return after
    if after < len(scan.tokens) and scan.text[end : scan.tokens[after].start] in (" ", "-", ""):
        number, after = _and_half(scan, after, number)
        if (fraction := _one_in(scan, after, number)) is not None:
            scan.found.append(fraction[0])
            return fraction[1]
        number = _counting(scan, after, number)
    scan.found.append(number)
    return after


def _counting(scan: Scan, after: int, number: Number) -> Number:
    """Add what the words after a number say about it."""
    word, value = scan.word(after), number.value
    if unit := _unit(scan, after):
        long = {"decade": 10, "century": 100}.get(unit)
        others = (value * long,) if long and number.role is Role.COUNT else ()
        return replace(number, unit=unit, others=(*number.others, *others))
    if word.startswith(("kilo", "mega")) or word == "kb":
        return replace(number, others=(*number.others, value * (10**6 if word.startswith("mega") else 1000)))
    if word in ("point", "points"):
        return replace(number, others=(*number.others, value / 100))
    if word == "times" or word.endswith("fold"):
        is_digits = scan.text[number.span.start].isdigit()
        strength = number.strength if is_digits else Strength.OPTIONAL
        return replace(number, role=Role.MULTIPLE, others=(value + 1, value - 1), strength=strength)
    return number


def _and_half(scan: Scan, after: int, number: Number) -> tuple[Number, int]:
    """Read "two and a half" and "two and a half million"."""
    words = [scan.word(after + offset) for offset in range(3)]
    if words == ["and", "a", "half"]:
        after += 3
    elif words[:2] == ["and", "half"]:
        after += 2
    else:
        return number, after
    factor = SCALES.get(scan.word(after), 1)
    after += factor > 1
    value = (number.value + Fraction(1, 2)) * factor
    span = Span(number.span.start, scan.tokens[after - 1].end)
    return replace(Number.exact(value, number.role, span, number.strength), approximate=number.approximate), after


def _one_in(scan: Scan, after: int, number: Number) -> tuple[Number, int] | None:
    """Read "one in five" and "7 out of 10" as a fraction whose parts may also count one by one."""
    if scan.word(after) == "out" and scan.word(after + 1) == "of":
        second = after + 2
    elif scan.word(after) == "in":
        second = after + 1 + (scan.word(after + 1) == "every")
    else:
        return None
    if second >= len(scan.tokens) or not (scan.tokens[second].is_digits or scan.word(second) in CARDINALS):
        return None
    phrase = read_phrase(scan, second)
    whole = phrase.value
    # Greater numbers follow "in" as years (one in 1998), not as wholes.
    if not 1 <= number.value < whole <= 1000 or whole.denominator != 1 or number.value > 10:
        return None
    span, parts = Span(number.span.start, scan.tokens[phrase.end - 1].end), (number.value, whole)
    fraction = Number.exact(number.value / whole, Role.FRACTION, span, Strength.OPTIONAL)
    return replace(fraction, parts=parts, others=parts), phrase.end


def _unit(scan: Scan, after: int) -> str:
    word, following = scan.word(after), scan.word(after + 1)
    if word in ("square", "sq"):
        name = ENGLISH_UNITS.get(following) or ENGLISH_UNITS.get(following.removesuffix("s"))
        return f"sq {name}" if name else ""
    if word in ("degrees", "degree"):
        return _DEGREES.get(following, "")
    if word in _FOREIGN:
        return ""
    return ENGLISH_UNITS.get(word) or ENGLISH_UNITS.get(word.removesuffix("s"), "")
