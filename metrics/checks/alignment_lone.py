"""Text that stands on one side only, or in another place: one finding for a passage, however many sentences it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from corpora.characters import count_scripts
from corpora.model import Pair, Passage, Span
from metrics.checks.alignment_rules import ADDED_TEXT, MOVED_TEXT, OMITTED_TEXT
from metrics.checks.context import IS_SURE, Context
from metrics.rules import Finding, Rule, Severity, shorten

PASSAGE = 5
"""Neighbouring lone pairs from which they are reported as one passage: a chapter that is missing is one thing."""

REPEATED = 3
"""Times from which a lone text that recurs is reported once: the header of a page, a button."""

_UNSURE = 0.5
"""The aligner's even chance: of 390 right null beads in perturbed news one in fifty is below it."""


def lone_text(context: Context, told: frozenset[int]) -> Iterator[Finding]:
    """Yield findings for sentences on one side only.

    Args:
        context: The bitext.
        told: Numbers of pairs that another rule reports.
    """
    lone = [pair for pair in context.pairs if pair.number not in told and _is_lone(pair) and _says_something(pair)]
    # A row of a file of pairs stands for itself: its user may want to mend each.
    runs = [[pair] for pair in lone] if context.bitext.is_given else list(_runs(context, lone))
    texts: dict[str, list[Pair]] = {}
    for run in runs:
        if len(run) < PASSAGE:
            for pair in run:
                texts.setdefault(_text(pair), []).append(pair)
    for run in runs:
        if len(run) >= PASSAGE:
            yield _passage_finding(run)
            continue
        for pair in run:
            same = texts[_text(pair)]
            if len(same) < REPEATED or context.bitext.is_given:
                yield _finding(pair, "")
            elif same[0].number == pair.number:
                yield _finding(pair, f" ({len(same)} times, on {_lines([one.number for one in same], context)})")


def moved_text(context: Context) -> Iterator[tuple[Finding, frozenset[int]]]:
    """Yield a finding for each passage that was moved, with the numbers of all pairs that hold it."""
    holders = _holders(context.pairs, "source"), _holders(context.pairs, "target")
    for moved in context.bitext.moved:
        here = [holders[0][at] for at in range(moved.source.start, moved.source.end) if at in holders[0]]
        there = [holders[1][at] for at in range(moved.target.start, moved.target.end) if at in holders[1]]
        if not here or not there:
            continue
        document = context.bitext.target
        source, target = context.bitext.source.passage(moved.source), document.passage(moved.target)
        yield (
            Finding(
                MOVED_TEXT.name,
                MOVED_TEXT.severity,
                here[0],
                f"moved: {_quoted_lines(source)} is translated at {document.name}:{target.place().line}, "
                f'"{shorten(target.text, 60)}"',
                source=Span(0, len(here[0].source.text)),
            ),
            frozenset(pair.number for pair in (*here, *there)),
        )


def _holders(pairs: Sequence[Pair], side: Literal["source", "target"]) -> dict[int, Pair]:
    """Return the lone pair that holds each segment of a side."""
    return {
        at: pair
        for pair in pairs
        if _is_lone(pair)
        for span in [(pair.source if side == "source" else pair.target).segments]
        for at in range(span.start, span.end)
    }


def _quoted_lines(passage: Passage) -> str:
    """Return how much a passage is and where, for a message."""
    first, last = passage.place().line, passage.place(max(len(passage.text) - 1, 0)).line
    count = len(passage.segments)
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"{shorten(passage.text, 40)} ({count} {'sentence' if count == 1 else 'sentences'}, {where})"


def _is_lone(pair: Pair) -> bool:
    return bool(pair.source.text.strip()) != bool(pair.target.text.strip())


def _text(pair: Pair) -> str:
    return pair.source.text.strip() or pair.target.text.strip()


def _says_something(pair: Pair) -> bool:
    """Say whether a line holds words: page numbers, bullets and rules of dashes may come and go."""
    han, latin = count_scripts(_text(pair))
    return han >= 2 or latin >= 3


def _runs(context: Context, lone: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Yield lone pairs of one side that no pair stands between.

    In documents that translate each other only in part, what stands between two parallel passages is no omission: there
    it takes a sure pair before and after, and nothing on the other side.
    """
    wanted = {pair.number for pair in lone}
    pairs = context.pairs
    for is_gap, group in groupby(pairs, key=_is_lone):
        gap = list(group)
        if not is_gap:
            continue
        sides = [
            [pair for pair in gap if pair.number in wanted and bool(pair.source.text.strip()) is is_source]
            for is_source in (True, False)
        ]
        if not context.bitext.is_translation:
            around = [pairs[at].score for at in (gap[0].number - 2, gap[-1].number) if 0 <= at < len(pairs)]
            if len(around) < 2 or min(around) < IS_SURE or all(sides):
                continue
        yield from filter(None, sides)


def _passage_finding(run: Sequence[Pair]) -> Finding:
    first, last = run[0], run[-1]
    is_source = bool(first.source.text.strip())
    side, end = (first.source, last.source) if is_source else (first.target, last.target)
    lines = f"{len(run)} sentences, lines {side.place().line} to {end.place(max(len(end.text) - 1, 0)).line}"
    quoted = shorten(_text(first), 40), shorten(_text(last), 40)
    rule = OMITTED_TEXT if is_source else ADDED_TEXT
    message = (
        f"not translated: {lines}, from {quoted[0]} to {quoted[1]}"
        if is_source
        else f'the source has nothing for {lines}, from "{quoted[0]}" to "{quoted[1]}"'
    )
    return _located(rule, first, sum(pair.score for pair in run) / len(run), message)


def _finding(pair: Pair, more: str) -> Finding:
    if pair.source.text.strip():
        return _located(OMITTED_TEXT, pair, pair.score, f"not translated: {shorten(pair.source.text, 60)}{more}")
    message = f'the source has nothing for "{shorten(pair.target.text, 90)}"{more}'
    return _located(ADDED_TEXT, pair, pair.score, message)


def _located(rule: Rule, pair: Pair, score: float, message: str) -> Finding:
    is_source = rule is OMITTED_TEXT
    return Finding(
        rule.name,
        _severity(rule, score),
        pair,
        message,
        source=Span(0, len(pair.source.text)) if is_source else None,
        target=None if is_source else Span(0, len(pair.target.text)),
    )


def _lines(numbers: Sequence[int], context: Context, most: int = 5) -> str:
    passages = [context.pairs[number - 1] for number in numbers[:most]]
    lines = [str((pair.source if pair.source.text.strip() else pair.target).place().line) for pair in passages]
    return f"lines {', '.join(lines)}{', …' if len(numbers) > most else ''}"


def _severity(rule: Rule, score: float) -> Severity:
    """Return an error only for null beads that the aligner is sure of: of 20 wrong ones in perturbed news, of 6."""
    if score < _UNSURE:
        return Severity.INFO
    return rule.severity if score >= IS_SURE else Severity.WARNING
