"""The aligner's way from two documents to a bitext."""

from __future__ import annotations

from align.adaptation import adapted
from align.anchors import band_around, find_chain
from align.confidence import bead_probabilities, document_confidence, null_rate
from align.evidence import Evidence
from align.likelihood import Likelihood
from align.sides import Side
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
    likelihood = Likelihood.of(Side.of(source), Side.of(target), lexicon)
    chain = find_chain(likelihood)
    band = band_around(chain, len(likelihood.source), len(likelihood.target))
    lattice = Evidence.of(likelihood, band, chain).lattice()
    path = lattice.best_path()
    confidence = document_confidence(likelihood, lattice, path)
    if confidence >= 0.5:
        # Documents that do not translate each other would only teach their own mistakes.
        del lattice  # the largest object by far, and about to be made again
        learned = adapted(likelihood, [step[2:] for step in path if step.is_pair])
        lattice = Evidence.of(learned, band, chain, null_rate(path)).lattice()
        path = lattice.best_path()
    probabilities = bead_probabilities(likelihood, lattice, path, confidence)
    beads = tuple(
        Bead(Span(step.i, step.end_i), Span(step.j, step.end_j), probability)
        for step, probability in zip(path, probabilities, strict=True)
    )
    return Bitext(source, target, beads, confidence)
