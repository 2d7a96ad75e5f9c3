"""The aligner's way from two documents to a bitext."""

from __future__ import annotations

from align.adaptation import adapted
from align.anchors import band_around, find_chain
from align.confidence import document_confidence, null_rate, sure_beads
from align.evidence import Evidence
from align.likelihood import Likelihood
from align.structure import Outline, Structure
from align.units import Units, beads_of_segments
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Document


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
    units = Units.of(source), Units.of(target)
    likelihood = Likelihood.of(units[0].side, units[1].side, lexicon)
    chain = find_chain(likelihood)
    band = band_around(chain, len(likelihood.source), len(likelihood.target))
    lattice = Evidence.of(likelihood, band, chain).lattice()
    path = lattice.best_path()
    confidence = document_confidence(likelihood, lattice, path)
    if confidence >= 0.5:
        # Documents that do not translate each other would only teach their own mistakes.
        del lattice  # the largest object by far, and about to be made again
        learned = adapted(likelihood, [step[2:] for step in path if step.is_pair])
        structure = Structure.of(Outline.of(source, units[0]), Outline.of(target, units[1]), path)
        lattice = Evidence.of(learned, band, chain, null_rate(path), structure).lattice()
        path = lattice.best_path()
    found = sure_beads(likelihood, lattice, path, confidence)
    return Bitext(source, target, tuple(beads_of_segments(found, *units)), confidence)
