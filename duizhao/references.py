"""Scores against a reference translation: the passages of two translations of one source, side by side."""

from __future__ import annotations

from pathlib import Path

from corpora.errors import InputError
from corpora.formats import read_document, read_segmented
from corpora.model import Bitext, Span
from duizhao.pipeline import Settings, align_pair
from metrics.scores import Score
from metrics.translation import score_corpus


def score_against(
    bitext: Bitext, reference: Path, settings: Settings, *, encoding: str | None, paired: bool
) -> tuple[Score, ...]:
    """Return BLEU and chrF of a translation against a reference.

    Args:
        bitext: The translation that is scored.
        reference: Another translation of the same source: one line for each pair where the pairs come from one file,
            else a whole document, which is aligned with the source first.
        settings: The run's.
        encoding: What the reference is written in, where it is not UTF-8.
        paired: Whether the pairs come from one file.

    Raises:
        InputError: The reference cannot be read, or has another number of lines than there are pairs.
    """
    if paired:
        lines = [segment.text for segment in read_segmented(reference, "en", encoding=encoding).segments]
        if len(lines) != len(bitext.pairs):
            raise InputError(
                reference, None, f"expected {len(bitext.pairs)} lines, one for each pair, found {len(lines)}"
            )
        return score_corpus([pair.target.text for pair in bitext.pairs], [lines])
    other = align_pair(bitext.source, read_document(reference, "en", encoding=encoding), settings.lexicon)
    blocks = common_blocks(bitext, other)
    hypotheses = [bitext.target.passage(first).text for first, _ in blocks]
    return score_corpus(hypotheses, [[other.target.passage(second).text for _, second in blocks]])


def common_blocks(first: Bitext, second: Bitext) -> list[tuple[Span, Span]]:
    """Cut two translations of one source at every place where both aligned ones allow a cut.

    Returns:
        Spans of the two targets, which render the same source segments; together they hold all of both targets. Blocks
        in which one of them has no text are joined to a neighbour, because no reference metric can score them.
    """
    cuts = _cuts(first), _cuts(second)
    blocks: list[tuple[Span, Span]] = []
    j = k = 0
    for i in sorted(cuts[0].keys() & cuts[1].keys()):
        a, b = Span(j, cuts[0][i]), Span(k, cuts[1][i])
        j, k = a.end, b.end
        if blocks and not (len(a) and len(b) and len(blocks[-1][0]) and len(blocks[-1][1])):
            a, b = Span(blocks[-1][0].start, a.end), Span(blocks[-1][1].start, b.end)
            blocks[-1] = (a, b)
        elif len(a) or len(b):
            blocks.append((a, b))
    return blocks


def _cuts(bitext: Bitext) -> dict[int, int]:
    """Return, for each source position at which a bead ends, the target position up to which it reaches."""
    return {bead.source.end: bead.target.end for bead in bitext.beads}
