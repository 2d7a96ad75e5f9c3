"""Numbers: values that the translation changed, lost, invented or shifted by a power of ten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from corpora.model import Pair
from corpora.numerals import DATES, Number, Role, Strength, find_numbers
from corpora.numerals.matching import match_numbers
from corpora.numerals.spelling import spell
from corpora.numerals.values import agreement, readings
from metrics.checks.number_rules import DATE, EXTRA, MISMATCH, PERCENT, RULES, SCALE
from metrics.rules import Check, Finding, Rule, Severity

if TYPE_CHECKING:
    from metrics.checks.context import Context

_SHARES = (Role.PERCENT, Role.POINT)


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
    missing = [source[i] for i in matching.source if not _stands_in(source[i], near_target)]
    extra = [target[j] for j in matching.target if not _stands_near(target[j], near_source)]
    for number in sorted(missing, key=lambda number: (-number.strength, number.span)):
        if number.strength is Strength.OPTIONAL:
            continue
        other = _counterpart(number, extra)
        if other is not None:
            extra.remove(other)
        finding = _missing(pair, number, other)
        if finding is not None:
            yield finding
    for number in extra:
        if number.strength is Strength.STRONG and number.role is not Role.CODE and not number.is_vague:
            yield _extra(pair, number)


def _stands_in(number: Number, near: Sequence[Number]) -> bool:
    return any(agreement(number, other) is not None for other in near)


def _stands_near(number: Number, near: Sequence[Number]) -> bool:
    return any(agreement(other, number) is not None for other in near)


def _kind(number: Number) -> str:
    if number.role in DATES:
        return "date"
    return "share" if number.role in _SHARES else "count"


def power_between(source: Number, target: Number) -> int | None:
    """Return the power of ten by which the target is too great (negative: too small), None where it is not one."""
    ours, theirs = readings(source)[0], readings(target)[0]
    if not ours or not theirs or source.is_vague or target.is_vague:
        return None
    ratio, power = theirs / ours, 0
    while ratio >= 10 and power < 15:
        ratio, power = ratio / 10, power + 1
    while ratio < 1 and power > -15:
        ratio, power = ratio * 10, power - 1
    return power if ratio == 1 and power else None


def _counterpart(number: Number, extra: Sequence[Number]) -> Number | None:
    """Return the left-over target number that most likely stands for a source number, or None."""
    best: tuple[tuple[int, int, Fraction], Number] | None = None
    for other in extra:
        if other.strength is Strength.OPTIONAL or other.role is Role.CODE:
            continue
        power = power_between(number, other)
        same = _kind(number) == _kind(other)
        if number.role is Role.WEEKDAY or other.role is Role.WEEKDAY:
            if number.role is not other.role:
                continue
        elif not same and power is None and _kind(other) == "date":
            continue
        ours, theirs = readings(number)[0], readings(other)[0]
        distance = abs(ours - theirs) / max(abs(ours), abs(theirs), Fraction(1, 100))
        rank = (0 if power is not None and number.role not in DATES else 1, 0 if same else 1, distance)
        if best is None or rank < best[0]:
            best = rank, other
    return best[1] if best else None


def _missing(pair: Pair, number: Number, other: Number | None) -> Finding | None:
    source, target = pair.source.text, pair.target.text
    said = source[number.span.slice]
    right = spell(number, target, other)
    if other is None:
        if number.strength is not Strength.STRONG:
            return None
        rule = _rule(number, None)
        return _finding(rule, Severity.WARNING, pair, number, None, f"{said} = {right}, found no such number", right)
    found = target[other.span.slice]
    power = power_between(number, other)
    is_strong = Strength.STRONG in (number.strength,) and other.strength is Strength.STRONG
    if power is not None and number.role not in DATES and other.role not in DATES:
        factor = f"×{10**power:,}" if power > 0 else f"÷{10**-power:,}"
        return _finding(
            SCALE, SCALE.severity, pair, number, other, f'{said} = {right}, found "{found}" ({factor})', right
        )
    rule = _rule(number, other)
    severity = rule.severity if is_strong else Severity.WARNING
    return _finding(rule, severity, pair, number, other, f'{said} = {right}, found "{found}"', right)


def _rule(number: Number, other: Number | None) -> Rule:
    if number.role in DATES:
        return DATE
    if number.role in _SHARES or (other is not None and other.role in _SHARES):
        return PERCENT
    return MISMATCH


def _extra(pair: Pair, number: Number) -> Finding:
    found = pair.target.text[number.span.slice]
    return _finding(EXTRA, EXTRA.severity, pair, None, number, f'"{found}" stands for no number of the source', None)


def _finding(
    rule: Rule,
    severity: Severity,
    pair: Pair,
    source: Number | None,
    target: Number | None,
    message: str,
    right: str | None,
) -> Finding:
    return Finding(
        rule.name, severity, pair, message, source.span if source else None, target.span if target else None, right
    )


CHECK = Check(RULES, _run)
