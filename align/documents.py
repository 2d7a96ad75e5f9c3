"""The aligner's way from two documents to a bitext."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from align.adaptation import adapted
from align.anchors import band_around, find_chain
from align.confidence import document_confidence, null_rate, sure_beads
from align.constraints import Constraints
from align.embeddings import Embeddings
from align.evidence import Evidence
from align.facing import pair_facing
from align.likelihood import Likelihood
from align.opinions import Opinions
from align.pins import checked_pins
from align.pivot import checked_pivot, pivot_by_unit
from align.structure import Outline, Structure
from align.units import Units, beads_of_segments
from corpora.lexicon import Lexicon
from corpora.model import IS_TRANSLATION, Bead, Bitext, Document


def align_documents(
    source: Document,
    target: Document,
    lexicon: Lexicon,
    *,
    null_cost_shift: float = 0.0,
    pins: Sequence[Bead] = (),
    pivot: Sequence[str] | None = None,
    embeddings: Embeddings | None = None,
    notice: Callable[[str], None] = lambda message: None,
) -> Bitext:
    """Pair the sentences of two documents.

    Args:
        source: The Chinese document.
        target: The English one.
        lexicon: The bilingual dictionary.
        null_cost_shift: How much less readily a sentence is taken for omitted or added. The aligner sets this itself
            from how well the rest of the document matches. Positive: fewer sentences stand alone, doubtful ones are
            joined to a neighbour's pair. Negative: more stand alone. It is in natural logarithms of odds: 2 makes each
            lone sentence 7 times less likely, -2 as much more; beyond 10 either way hardly anything else counts.
        pins: Beads that are right whatever the texts say, as `align.pins.read_pins` gives them; each stands in the
            result with score 1. One with an empty side says that its segments have no counterpart.
        pivot: Another English version of the source: a text for each of its segments, empty where there is none.
        embeddings: A model of sentence vectors that knows both languages, or English where there is a pivot.
        notice: Called with a line that says what the pivot and the model are worth, where there is one.

    Returns:
        Beads that place every segment of both sides exactly once, empty segments too. A document without segments
        gives null beads only.

    Raises:
        InputError: Pins that contradict each other or name segments that are not there, or a pivot with another number
            of texts than the source has segments.
        ConfigError: A model that gives no vectors for these texts.
    """
    pins = checked_pins(((None, pin) for pin in pins), source, target)
    units = Units.of(source), Units.of(target)
    likelihood = Likelihood.of(units[0].side, units[1].side, lexicon)
    by_unit = None if pivot is None else pivot_by_unit(checked_pivot(pivot, source), units[0])
    opinions = Opinions(by_unit, embeddings, notice)
    chain = find_chain(likelihood)
    constraints = Constraints.of(pins, *units) if pins else None
    anchors = constraints.chain(chain) if constraints else chain
    evidence = Evidence.of(
        likelihood, band_around(anchors, len(likelihood.source), len(likelihood.target)), chain,
        null_shift=null_cost_shift, constraints=constraints,
    )  # fmt: skip
    lattice = evidence.lattice()
    path = lattice.best_path()
    confidence = document_confidence(likelihood, lattice, path)
    if confidence >= IS_TRANSLATION:
        # Documents that do not translate each other would only teach their own mistakes.
        similarity = opinions.similarity(units, lattice, path)
        del lattice  # the largest object by far, and about to be made again
        pairs = [step[2:] for step in path if step.is_pair]
        learned = opinions.likelihood(adapted(likelihood, pairs), pairs, lexicon)
        structure = Structure.of(Outline.of(source, units[0]), Outline.of(target, units[1]), path)
        evidence = replace(
            evidence, likelihood=learned, null_rate=null_rate(path), structure=structure, similarity=similarity
        )
        lattice = evidence.lattice()
        path = lattice.best_path()
    else:
        opinions.unheard()
    found = list(sure_beads(likelihood, lattice, path, confidence))
    paired = [pin for pin in pins if pin.source and pin.target]
    beads = tuple(beads_of_segments(found, *units, paired))
    if confidence >= IS_TRANSLATION:
        beads = tuple(pair_facing(beads, source, target, pins))
    return Bitext(source, target, beads, confidence)
