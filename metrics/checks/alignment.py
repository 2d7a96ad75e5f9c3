"""The check of the alignment: text on one side only, repeated, moved, doubtful, or not to be compared at all."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median

from corpora.model import IS_TRANSLATION, Span, Verdict
from metrics.checks.alignment_lone import lone_text, moved_text
from metrics.checks.alignment_repeats import repeated_text
from metrics.checks.alignment_rules import (
    ADDED_TEXT,
    DUPLICATED_TEXT,
    LENGTH_OUTLIER,
    LOW_CONFIDENCE,
    MOVED_TEXT,
    NOT_A_TRANSLATION,
    OMITTED_TEXT,
)
from metrics.checks.context import Context
from metrics.rules import Check, Finding, Severity

_ENOUGH_PAIRS = 3
"""Pairs from which a document holds enough evidence for an error: the measurement stands in the rule's explanation."""


def run(context: Context) -> Iterator[Finding]:
    """Yield findings about the alignment, each passage in one; or one alone for documents that do not match."""
    verdict = context.bitext.verdict
    if verdict is not Verdict.TRANSLATION:
        yield _verdict_finding(context, verdict)
        if verdict is Verdict.NOT:
            return
    told: set[int] = set()
    for moved, numbers in moved_text(context):
        told |= numbers
        yield moved
    for rule in (repeated_text, lone_text, _outliers, _doubtful):
        # A pair that one of them has told is not told again by the next.
        found = [finding for finding in rule(context, frozenset(told)) if finding.pair]
        told |= {finding.pair.number for finding in found if finding.pair}
        yield from found


def _verdict_finding(context: Context, verdict: Verdict) -> Finding:
    source, target = context.bitext.source.name, context.bitext.target.name
    percent = int(100 * context.bitext.confidence)
    if verdict is Verdict.PARTLY:
        message = (
            f"{target} translates only parts of {source}: {int(100 * context.bitext.coverage)} % of the text stands in "
            "likely pairs; what stands outside of them is not compared"
        )
        return Finding(NOT_A_TRANSLATION.name, Severity.WARNING, None, message)
    is_short = len(context.pairs) < _ENOUGH_PAIRS
    return Finding(
        NOT_A_TRANSLATION.name,
        Severity.WARNING if is_short else NOT_A_TRANSLATION.severity,
        None,
        f"{target} does not seem to translate {source}: "
        f"confidence {percent} %, expected {round(100 * IS_TRANSLATION)} % or more",
    )


_DOUBTFUL = 0.3
"""The score below which a pair is reported: the measurement stands in the rule's explanation."""


def _doubtful(context: Context, told: frozenset[int]) -> Iterator[Finding]:
    """Yield pairs that are probably wrong."""
    for pair in context.comparable:
        if pair.score < _DOUBTFUL and pair.number not in told:
            yield Finding(
                LOW_CONFIDENCE.name,
                LOW_CONFIDENCE.severity,
                pair,
                f"{100 * pair.score:.0f} % sure that these belong together: "
                "the wrong sentences are paired, or the translation says something else",
                source=Span(0, len(pair.source.text)),
                target=Span(0, len(pair.target.text)),
            )


_LIKELY = 0.5
"""The score from which a pair tells what is usual in its document."""
_ENOUGH_LENGTHS = 20
"""Likely pairs from which a document has a usual ratio and spread of lengths."""
_SPREADS = 5.0
"""How many times the usual spread makes an outlier: the measurement stands in the rule's explanation."""
_LEAST_SPREAD = 0.8
"""Machine translations have 0.7 to 0.9, human ones 0.9 to 1.8: below, ordinary freedom would stand out."""
_MAD = 1.4826
"""From the median of absolute deviations to a standard deviation, if they are normal."""


def _outliers(context: Context, told: frozenset[int]) -> Iterator[Finding]:
    """Yield pairs whose lengths differ too much, standardised as by Gale and Church (1993), with robust estimates."""
    pairs = context.comparable
    lengths = {pair.number: (_length(pair.source.text), _length(pair.target.text)) for pair in pairs}
    usual = [lengths[pair.number] for pair in pairs if pair.score >= _LIKELY]
    if len(usual) < _ENOUGH_LENGTHS:
        return
    ratio = sum(target for _, target in usual) / sum(source for source, _ in usual)
    spread = max(_MAD * median(abs(_difference(*pair, ratio)) for pair in usual), _LEAST_SPREAD)
    for pair in pairs:
        source, target = lengths[pair.number]
        if pair.number not in told and abs(_difference(source, target, ratio)) > _SPREADS * spread:
            yield Finding(
                LENGTH_OUTLIER.name,
                LENGTH_OUTLIER.severity,
                pair,
                f"{target} English characters for {source} Chinese ones, about {round(ratio * source)} are usual here",
                source=Span(0, len(pair.source.text)),
                target=Span(0, len(pair.target.text)),
            )


def _length(text: str) -> int:
    return sum(map(len, text.split()))


def _difference(source: int, target: int, ratio: float) -> float:
    return (target / ratio - source) / math.sqrt((source + target / ratio) / 2 + 1)


CHECK = Check(
    (
        OMITTED_TEXT,
        ADDED_TEXT,
        DUPLICATED_TEXT,
        MOVED_TEXT,
        LOW_CONFIDENCE,
        LENGTH_OUTLIER,
        NOT_A_TRANSLATION,
    ),
    run,
)
