"""Numbers: values that the translation changed, lost, invented or shifted by a power of ten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from corpora.model import Pair
from corpora.numerals import DATES, SHARES, Number, Role, Strength, find_numbers
from corpora.numerals.chinese_grammar import FOLD
from corpora.numerals.matching import match_numbers
from corpora.numerals.spelling import spell
from corpora.numerals.values import agreement, readings
from metrics.checks.number_rules import DATE, EXTRA, MISMATCH, PERCENT, RULES, SCALE
from metrics.rules import Check, Finding, Rule, Severity

if TYPE_CHECKING:
    from metrics.checks.context import Context

_ASCII = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_SHARES = (Role.PERCENT, Role.POINT)

_YEAR_IN_CHINESE = re.compile("[今本去上前明同当次翌每按逐]年|同比")
_YEAR_IN_ENGLISH = re.compile(
    r"\b(?:the|that|this|last|next|same|previous|prior|following|current|a|per) year\b"
    r"|\byear[- ](?:end|on[- ]year|earlier)\b",
    re.IGNORECASE,
)

SMALL = 10
"""Counts up to here are left out, added or turned into words so freely that only a changed one is reported."""


FAR = Fraction(4, 5)
"""How far apart, as a part of the greater, two numbers are that have nothing to do with each other, where one stands in
words or is a small count of something else."""


def _run(context: Context) -> Iterator[Finding]:
    pairs = context.pairs
    comparable = {pair.number for pair in context.comparable}
    sources = [find_numbers(pair.source.text, "zh") if pair.number in comparable else [] for pair in pairs]
    targets = [find_numbers(pair.target.text, "en") if pair.number in comparable else [] for pair in pairs]
    for index, pair in enumerate(pairs):
        if not sources[index] and not targets[index]:
            continue
        near_source = [number for near in (index - 1, index + 1) if 0 <= near < len(pairs) for number in sources[near]]
        near_target = [number for near in (index - 1, index + 1) if 0 <= near < len(pairs) for number in targets[near]]
        yield from compare(pair, sources[index], targets[index], near_source, near_target)


def compare(
    pair: Pair,
    source: Sequence[Number],
    target: Sequence[Number],
    near_source: Sequence[Number] = (),
    near_target: Sequence[Number] = (),
) -> Iterator[Finding]:
    """Yield the findings of one pair.

    Args:
        pair: The texts.
        source: The numbers of its source text.
        target: The numbers of its target text.
        near_source: Numbers of the neighbouring pairs' sources: a clause may have moved across a bead's border.
        near_target: The same for the targets.
    """
    matching = match_numbers(source, target)
    left = [target[j] for j in matching.target]
    excused = [number for number in left if _is_excused(number, near_source)]
    repeated = [target[j] for j in matching.target_repeated]
    missing = [source[i] for i in matching.source if source[i].strength is not Strength.OPTIONAL]
    for number in sorted(missing, key=lambda number: (-number.strength, number.span)):
        is_excused = _is_excused(number, near_target) or (number.role is Role.YEAR and _says_the_year(pair))
        other = _counterpart(number, left, surely=is_excused) or _counterpart(number, repeated, surely=True)
        if other is None and is_excused:
            continue
        left = [number for number in left if number is not other]
        repeated = [number for number in repeated if number is not other]
        finding = _missing(pair, number, other)
        if finding is not None:
            yield finding
    left = [number for number in left if number not in excused]
    for number in (source[i] for i in matching.source_repeated):
        other = _counterpart(number, left, surely=True)
        if other is not None:
            left.remove(other)
            finding = _missing(pair, number, other)
            if finding is not None:
                yield finding
    has_date = any(number.role in DATES for number in source) or any(char in pair.source.text for char in "年届")
    for number in left:
        if _is_telling(number) and not (has_date and _is_year(number)):
            yield _extra(pair, number)


def _is_telling(number: Number) -> bool:
    """Whether a number without a counterpart is worth a word: small counts and days are left out freely."""
    if number.strength is not Strength.STRONG or number.is_vague or number.role in (Role.DAY, Role.MONTH, Role.TIME):
        return False
    return number.value > SMALL or number.role in SHARES or number.value.denominator != 1


def _is_year(number: Number) -> bool:
    """Whether a number looks like a year, which translators add for readers far away in time."""
    return number.role in (Role.YEAR, Role.DECADE) or (
        number.role is Role.COUNT and not number.unit and 1800 <= number.value <= 2100 and len(number.span) == 4
    )


def _is_excused(number: Number, near: Sequence[Number]) -> bool:
    """Whether a neighbouring pair has the number's counterpart: a clause may have moved across a bead's border."""
    return any(grade is not None and grade <= 1 for grade in (agreement(number, other) for other in near))


def _says_the_year(pair: Pair) -> bool:
    """Whether the translation leaves a year to the context: "throughout the year" for 2016年全年."""
    spoken = len(_YEAR_IN_ENGLISH.findall(pair.target.text))
    return spoken > len(_YEAR_IN_CHINESE.findall(pair.source.text.translate(FOLD)))


def _kinds(number: Number) -> frozenset[str]:
    """What a number may be mistaken for: a figure is changed into another of its kind."""
    if number.role in _SHARES:
        return frozenset({"share"})
    if number.role in (Role.COUNT, Role.ORDINAL, Role.FRACTION, Role.MULTIPLE):
        kinds = {"count"}
        if _is_year(number):
            kinds.add("year")
        elif number.role in (Role.COUNT, Role.ORDINAL) and number.value <= 31 and not number.unit:
            kinds.add("day")
        return frozenset(kinds)
    return frozenset({"year" if number.role is Role.DECADE else number.role.value})


def power_between(source: Number, target: Number) -> int | None:
    """Return the power of ten by which the target is too great (negative: too small), None where it is not one."""
    ours, theirs = readings(source)[0], readings(target)[0]
    if source.names_two and not target.is_vague:
        # 一万六七千 as 167,000: ten times what lies between the two.
        powers = (power for power in range(-9, 10) if source.low <= theirs / Fraction(10) ** power <= source.high)
        return next(powers, None) or None
    if not ours or not theirs or source.is_vague or target.is_vague:
        return None
    ratio, power = theirs / ours, 0
    while ratio >= 10 and power < 15:
        ratio, power = ratio / 10, power + 1
    while ratio < 1 and power > -15:
        ratio, power = ratio * 10, power - 1
    return power if ratio == 1 and power else None


def _counterpart(number: Number, left: Sequence[Number], *, surely: bool) -> Number | None:
    """Return the left-over target number that most likely stands for a source number, or None.

    Args:
        number: The source number.
        left: Target numbers without a counterpart.
        surely: Whether only a number that is as strong and counts the same will do.
    """
    best: tuple[tuple[int, int, int, Fraction], Number] | None = None
    for other in left:
        if other.strength is Strength.OPTIONAL or other.role is Role.CODE:
            continue
        same_share = number.value == other.value and (number.role in _SHARES) != (other.role in _SHARES)
        if not same_share and not _kinds(number) & _kinds(other):
            continue
        if surely and (
            min(number.strength, other.strength) < Strength.STRONG
            or (number.unit and other.unit and number.unit != other.unit)
        ):
            continue
        power = power_between(number, other)
        ours, theirs = readings(number)[0], readings(other)[0]
        distance = abs(ours - theirs) / max(abs(ours), abs(theirs), Fraction(1, 100))
        is_apart = min(number.strength, other.strength) < Strength.STRONG or (
            number.unit != other.unit and min(ours, theirs) <= SMALL
        )
        if power is None and is_apart and distance > FAR:
            continue
        rank = (
            0 if power is not None or same_share else 1,
            0 if number.role is other.role else 1,
            0 if number.unit == other.unit else 1,
            distance,
        )
        if best is None or rank < best[0]:
            best = rank, other
    return best[1] if best else None


def _missing(pair: Pair, number: Number, other: Number | None) -> Finding | None:
    """Return the finding for a source number that another stands for, or none, in the target."""
    source, target = pair.source.text, pair.target.text
    said = source[number.span.slice]
    right = spell(number, target)
    same = right.replace(",", "") == said.replace(",", "").translate(_ASCII)
    meant = said if same else f"{said} = {right}"
    if other is None:
        if not _is_telling(number):
            return None
        message = f"{meant} has no counterpart in the translation"
        rule = _rule(number, None)
        return Finding(rule.name, Severity.WARNING, pair, message, number.span, None, right)
    rule, message = _rule(number, other), f'{meant}, found "{target[other.span.slice]}"'
    power = power_between(number, other)
    is_share = (number.role in _SHARES, other.role in _SHARES)
    if power is not None and not DATES & {number.role, other.role} and is_share[0] == is_share[1]:
        rule = SCALE
        message += f" (×{10**power:,})" if power > 0 else f" (÷{10**-power:,})"
    is_strong = number.strength is Strength.STRONG and other.strength is Strength.STRONG
    severity = rule.severity if is_strong else Severity.WARNING
    return Finding(rule.name, severity, pair, message, number.span, other.span, right)


def _rule(number: Number, other: Number | None) -> Rule:
    if number.role in DATES:
        return DATE
    if number.role in _SHARES or (other is not None and other.role in _SHARES):
        return PERCENT
    return MISMATCH


def _extra(pair: Pair, number: Number) -> Finding:
    message = f'"{pair.target.text[number.span.slice]}" stands for no number of the source'
    return Finding(EXTRA.name, EXTRA.severity, pair, message, None, number.span)


CHECK = Check(RULES, _run)
