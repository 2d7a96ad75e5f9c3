"""What structure adds to alignment: `python benchmarks/alignment_structure.py`.

Prints strict F1 with and without structure on the gold corpora, given paragraphs and headings that respect the gold
beads, as translators do; a share of the breaks stands on one side only, within beads too. Deterministic.
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

from gold import CORPORA, Bead, aligned, f1

from corpora.lexicon import Lexicon
from corpora.model import Block, BlockKind, Document, Span

MEAN_BEADS = 4
HEADINGS = 0.1  # of the paragraphs


def structured(source: Document, target: Document, gold: list[Bead], differing: float) -> tuple[Document, Document]:
    """Return the documents with blocks of random beads; so large a share of the breaks differs."""
    chance = random.Random(7)  # noqa: S311 - no secret
    breaks: tuple[dict[int, BlockKind], ...] = {0: BlockKind.PARAGRAPH}, {0: BlockKind.PARAGRAPH}
    i = j = 0
    for z, e in gold:
        if chance.random() < 1 / MEAN_BEADS:
            shown = [side for side in (0, 1) if chance.random() >= differing / 2] if i and j else [0, 1]
            shown = [side for side in shown if (z, e)[side]]
            short = len(z) == len(e) == 1 and len(source.segments[i].text) < 20 and chance.random() < HEADINGS * 4
            for side, at, after in ((0, i, i + len(z)), (1, j, j + len(e))):
                if side in shown:
                    breaks[side][at] = BlockKind.HEADING if short else BlockKind.PARAGRAPH
                    if short:
                        breaks[side].setdefault(after, BlockKind.PARAGRAPH)
        # A break that the other side does not have, also inside a bead.
        for side, at, part in ((0, i, z), (1, j, e)):
            for offset in range(len(part)):
                if chance.random() < differing / 2 / MEAN_BEADS:
                    breaks[side].setdefault(at + offset, BlockKind.PARAGRAPH)
        i, j = i + len(z), j + len(e)
    return with_blocks(source, breaks[0]), with_blocks(target, breaks[1])


def with_blocks(document: Document, breaks: dict[int, BlockKind]) -> Document:
    """Return the document with blocks that begin at some segments."""
    size = len(document.segments)
    starts = sorted(at for at in breaks if at < size)
    blocks = tuple(
        Block(breaks[start], Span(start, end), 2 if breaks[start] is BlockKind.HEADING else 0)
        for start, end in zip(starts, [*starts[1:], size], strict=True)
    )
    return replace(document, blocks=blocks)


def main() -> None:
    """Print the table."""
    lexicon = Lexicon.load()
    print(f"{'breaks that differ':20}" + "".join(f"{name:>17}" for name in CORPORA))
    for differing in (None, 0.0, 0.15, 0.3, 1.0):
        name = "no structure" if differing is None else f"{differing:.0%}"
        change = None if differing is None else partial(structured, differing=differing)
        print(f"{name:20}" + "".join(f"{f1(aligned(corpus, lexicon, change)):17.4f}" for corpus in CORPORA), flush=True)


if __name__ == "__main__":
    main()
