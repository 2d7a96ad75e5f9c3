"""Passages that stand elsewhere in the target than in the source: what the beads leave over is aligned once more."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.anchors import band_around, find_chain
from align.confidence import log_odds, parallel_probabilities, sure_beads
from align.evidence import Evidence
from align.lattice import Lattice, Step
from align.length import LengthModel
from align.likelihood import Likelihood
from align.sides import Floats, Ints, Side
from align.units import Units
from corpora.model import Bead, Span

# Beads at least so probable stay what they are; what the others hold may belong elsewhere.
_LIKELY = 0.5
# A pair of a moved passage is at least so probable among the pairs of what is left over.
_SURE = 0.5
# What is left over is aligned again until nothing is found, since passages may have changed places among themselves.
_MOST_ROUNDS = 8
# The chance, before anything is read, that what is left over on both sides belongs together.
_PRIOR = 0.5
# Of what is left over most has no counterpart, so a sentence alone is usual.
_LONE_RATE = 0.5
# Log odds that a passage's words must have beyond those of chance, which grow with the sentences it could have met.
_LEAST_ODDS = 3.0
# Sentences between two pairs of one passage that may be unsure.
_LONGEST_GAP = 1


@dataclass(frozen=True)
class _LeftOver:
    """Units without a likely pair, of one side.

    Attributes:
        units: Their numbers in the document.
        gaps: For each, how many likely pairs stand before it.
    """

    units: Ints
    gaps: Ints

    def without(self, taken: Ints) -> _LeftOver:
        keep = ~np.isin(self.units, taken)
        return _LeftOver(self.units[keep], self.gaps[keep])


def moved_passages(
    beads: Sequence[Bead],
    source: Units,
    target: Units,
    likelihood: Likelihood,
    *,
    lengths: LengthModel,
    pins: Sequence[Bead] = (),
) -> tuple[Bead, ...]:
    """Return passages of both sides that translate each other although likely pairs stand between their places.

    Args:
        beads: The beads of both documents, in order.
        source: What was aligned of the Chinese document.
        target: The same of the English one.
        likelihood: The words' translation probabilities, as learned from the documents.
        lengths: The documents' ratio of lengths.
        pins: Beads that were fixed by hand: what they hold was not moved.

    Returns:
        Spans of segments, in source order, disjoint on both sides, with the mean probability of their pairs.
    """
    fixed = [{at for pin in pins for at in range(span(pin).start, span(pin).end)} for span in (_rows, _columns)]
    left = _left_over(beads, source, 0, fixed[0]), _left_over(beads, target, 1, fixed[1])
    found: list[Bead] = []
    for _ in range(_MOST_ROUNDS):
        if not len(left[0].units) or not len(left[1].units):
            break
        passages = list(_passages(left, likelihood, lengths))
        if not passages:
            break
        for rows, columns, score in passages:
            spans = _segments(source, rows), _segments(target, columns)
            if not any(_overlap(spans[0], one.source) or _overlap(spans[1], one.target) for one in found):
                found.append(Bead(*spans, score))
        left = (
            left[0].without(np.concatenate([np.arange(rows.start, rows.end) for rows, _, _ in passages])),
            left[1].without(np.concatenate([np.arange(columns.start, columns.end) for _, columns, _ in passages])),
        )
    return tuple(sorted(found, key=lambda bead: bead.source))


def _rows(bead: Bead) -> Span:
    return bead.source


def _columns(bead: Bead) -> Span:
    return bead.target


def _left_over(beads: Sequence[Bead], units: Units, side: int, fixed: set[int]) -> _LeftOver:
    numbers: list[int] = []
    gaps: list[int] = []
    before = 0
    for bead in beads:
        if bead.source and bead.target and bead.score >= _LIKELY:
            before += 1
            continue
        span = (_rows, _columns)[side](bead)
        if not fixed.isdisjoint(range(span.start, span.end)):
            continue
        inside = range(int(units.starts[span.start]), int(units.starts[span.end]))
        numbers += inside
        gaps += [before] * len(inside)
    return _LeftOver(np.array(numbers, np.int64), np.array(gaps, np.int64))


def _segments(units: Units, span: Span) -> Span:
    first = int(np.searchsorted(units.starts, span.start, "right")) - 1
    return Span(first, int(np.searchsorted(units.starts, span.end)))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _passages(
    left: tuple[_LeftOver, _LeftOver], likelihood: Likelihood, lengths: LengthModel
) -> Iterator[tuple[Span, Span, float]]:
    """Yield the passages of one alignment of what is left over: units of both sides, and how sure they are."""
    part = replace(
        likelihood,
        source=_part(likelihood.source, left[0].units),
        target=_part(likelihood.target, left[1].units),
        pivot=None,
    )
    chain = find_chain(part)
    evidence = Evidence.of(part, band_around(chain, len(part.source), len(part.target)), chain)
    evidence = replace(evidence, lengths=lengths, null_rate=_LONE_RATE)
    lattice = evidence.lattice()
    path = lattice.best_path()
    parallel = parallel_probabilities(part, lattice, path, _PRIOR)
    least = _LEAST_ODDS + math.log(max(len(part.source), len(part.target)))
    for steps, scores in _runs(left, lattice, path, parallel):
        if sum(log_odds(part, lattice, step) for step in steps) >= least:
            rows = Span(int(left[0].units[steps[0].i]), int(left[0].units[steps[-1].end_i - 1]) + 1)
            columns = Span(int(left[1].units[steps[0].j]), int(left[1].units[steps[-1].end_j - 1]) + 1)
            yield rows, columns, sum(scores) / len(scores)


def _part(side: Side, units: Ints) -> Side:
    """Return some sentences of a side, with the types of the whole."""
    starts, ends = side.starts[units], side.starts[units + 1]
    tokens = [side.ids[start:end] for start, end in zip(starts, ends, strict=True)]
    return Side(
        side.types,
        np.concatenate([np.zeros(0, np.int64), *tokens]),
        np.concatenate([[0], np.cumsum(ends - starts)]).astype(np.int64),
        side.lengths[units],
    )


def _runs(
    left: tuple[_LeftOver, _LeftOver], lattice: Lattice, path: Sequence[Step], parallel: Floats
) -> Iterator[tuple[list[Step], list[float]]]:
    """Yield runs of sure pairs that stand together in both documents, in different gaps between likely pairs."""
    steps: list[Step] = []
    scores: list[float] = []
    for step, sure in zip(path, sure_beads(lattice, path, parallel), strict=True):
        if not (step.is_pair and sure.bead.score >= _SURE and _is_moved(left, step)):
            continue
        if steps and not _follows(left, steps[-1], step):
            yield steps, scores
            steps, scores = [], []
        steps.append(step)
        scores.append(sure.bead.score)
    if steps:
        yield steps, scores


def _is_moved(left: tuple[_LeftOver, _LeftOver], step: Step) -> bool:
    """Say whether a pair of what is left over stands together on each side, and the sides in different gaps."""
    for side, start, end in ((0, step.i, step.end_i), (1, step.j, step.end_j)):
        if left[side].units[end - 1] - left[side].units[start] != end - 1 - start:
            return False
    return bool(left[0].gaps[step.i] != left[1].gaps[step.j])


def _follows(left: tuple[_LeftOver, _LeftOver], before: Step, after: Step) -> bool:
    return all(
        left[side].units[start] - left[side].units[end - 1] <= 1 + _LONGEST_GAP
        and left[side].gaps[start] == left[side].gaps[end - 1]
        for side, end, start in ((0, before.end_i, after.i), (1, before.end_j, after.j))
    )


def without_moved(beads: Sequence[Bead], moved: Sequence[Bead], pins: Sequence[Bead] = ()) -> Iterator[Bead]:
    """Yield the beads, with the segments of unlikely pairs alone where one of them was moved."""
    elsewhere = (
        {at: one.score for one in moved for at in range(one.source.start, one.source.end)},
        {at: one.score for one in moved for at in range(one.target.start, one.target.end)},
    )
    fixed = {(pin.source, pin.target) for pin in pins}
    for bead in beads:
        rows, columns = range(bead.source.start, bead.source.end), range(bead.target.start, bead.target.end)
        is_moved = any(i in elsewhere[0] for i in rows) or any(j in elsewhere[1] for j in columns)
        if not is_moved or not (rows and columns) or (bead.source, bead.target) in fixed:
            yield bead
            continue
        for i in rows:
            score = elsewhere[0].get(i, 1 - bead.score)
            yield Bead(Span(i, i + 1), Span(bead.target.start, bead.target.start), score)
        for j in columns:
            yield Bead(Span(bead.source.end, bead.source.end), Span(j, j + 1), elsewhere[1].get(j, 1 - bead.score))
