"""The aligner's way from two documents to a bitext."""

from __future__ import annotations

import numpy as np

from align.anchors import find_band
from align.lattice import Lattice
from align.length import LengthModel
from align.likelihood import Likelihood, Side
from align.search import DEFAULT, bead_scores
from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span


def align_documents(source: Document, target: Document, lexicon: Lexicon) -> Bitext:
    """Pair the sentences of two documents.

    Args:
        source: The Chinese document.
        target: The English one.
        lexicon: The bilingual dictionary.

    Returns:
        Beads that place every segment of both sides exactly once, empty segments too. A document without segments
        gives null beads only.
    """
    sides = Side.of(source), Side.of(target)
    likelihood = Likelihood.of(*sides, lexicon)
    lengths = LengthModel.of(sides[0].lengths, sides[1].lengths, DEFAULT.variance)
    band = find_band(likelihood)
    lattice = Lattice(list(DEFAULT.kinds), band, bead_scores(likelihood, lengths, band, DEFAULT))
    probabilities = np.exp(lattice.log_probabilities())
    offsets, beads = band.offsets, []
    for kind, cell in lattice.best_path():
        i = int(np.searchsorted(offsets, cell, side="right")) - 1
        j = cell - int(offsets[i]) + int(band.low[i])
        a, b = lattice.kinds[kind]
        beads.append(Bead(Span(i, i + a), Span(j, j + b), float(min(probabilities[kind, cell], 1.0))))
    return Bitext(source, target, tuple(beads))
