"""Lone headings and table cells that face each other are each other's translation, whatever their words say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from corpora.model import Bead, Block, BlockKind, Document, Span

FACING = 0.9
"""The probability given to such a pair: judged, not fitted, since no gold corpus at hand has tables."""

_KINDS = (BlockKind.HEADING, BlockKind.TABLE_CELL)
# A word or a number alone tells the likelihood little, and a wrong one speaks against the pair that it belongs to; the
# layout settles it. Paragraphs and list items come and go in translations, so for them it does not.


def pair_facing(beads: Sequence[Bead], source: Document, target: Document, pins: Sequence[Bead] = ()) -> list[Bead]:
    """Pair lone blocks that stand between the same neighbours, are equally many, and of the same kinds in order.

    Args:
        beads: The beads of the two documents, in order.
        source: The Chinese document.
        target: The English one.
        pins: Beads fixed by hand, which stay as they are.
    """
    blocks = _single_segment_blocks(source), _single_segment_blocks(target)
    # A pin with one side says nothing of where it stands on the other, so its segments are looked for, not the bead.
    fixed_i = {i for pin in pins for i in range(pin.source.start, pin.source.end)}
    fixed_j = {j for pin in pins for j in range(pin.target.start, pin.target.end)}

    def is_free(bead: Bead) -> bool:
        is_fixed = bead.source.start in fixed_i if bead.source else bead.target.start in fixed_j
        return _is_lone(bead) and not is_fixed

    paired: list[Bead] = []
    for is_lone, group in groupby(beads, key=is_free):
        run = list(group)
        paired += _paired(run, *blocks) or run if is_lone else run
    return paired


def _is_lone(bead: Bead) -> bool:
    return len(bead.source) + len(bead.target) == 1


def _single_segment_blocks(document: Document) -> dict[int, Block]:
    return {
        block.segments.start: block for block in document.blocks if block.kind in _KINDS and len(block.segments) == 1
    }


def _paired(run: Sequence[Bead], source: dict[int, Block], target: dict[int, Block]) -> list[Bead]:
    """Return the run's segments as pairs, or nothing where they do not face each other."""
    lone = [bead.source.start for bead in run if bead.source], [bead.target.start for bead in run if bead.target]
    if len(lone[0]) != len(lone[1]):
        return []
    for i, j in zip(*lone, strict=True):
        one, other = source.get(i), target.get(j)
        if one is None or other is None or (one.kind, one.level) != (other.kind, other.level):
            return []
    return [Bead(Span(i, i + 1), Span(j, j + 1), FACING) for i, j in zip(*lone, strict=True)]
