"""The aligner's way from two documents to a bitext."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from align.adaptation import adapted
from align.anchors import band_around, find_chain
from align.confidence import bounded, document_confidence, null_rate, outside_of, parallel_probabilities, sure_beads
from align.constraints import Constraints
from align.embeddings import Embeddings
from align.evidence import Evidence
from align.facing import pair_facing
from align.lattice import Step
from align.likelihood import Likelihood
from align.moves import moved_passages, without_moved
from align.opinions import Opinions
from align.pins import checked_pins
from align.pivot import checked_pivot, pivot_by_unit
from align.sides import Floats
from align.structure import Outline, Structure
from align.units import Units, beads_of_segments
from corpora.lexicon import Lexicon
from corpora.model import IS_TRANSLATION, Bead, Bitext, Document, Verdict

_MOST_PASSES = 2
"""Passes after the first: the second helps where much stands outside of parallel text, a third adds nothing."""

_CLEAN = 0.05
"""The share of beads outside of parallel text up to which documents count as clean pairs."""


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
        constraints=constraints,
    )  # fmt: skip
    lattice = evidence.lattice()
    path = lattice.best_path()
    # Whether the documents translate each other is a question to the texts alone, so the user's shift comes after it.
    confidence = document_confidence(likelihood, lattice, path)
    parallel = parallel_probabilities(likelihood, lattice, path, confidence)
    outlines = Outline.of(source, units[0]), Outline.of(target, units[1])
    pairs = _parallel_pairs(path, parallel)
    evidence = replace(evidence, null_shift=null_cost_shift)
    if pairs:
        evidence = replace(evidence, similarity=opinions.similarity(units, lattice, path))
    else:
        opinions.unheard()
        if null_cost_shift:
            lattice = evidence.lattice()
            path = lattice.best_path()
            parallel = parallel_probabilities(likelihood, lattice, path, confidence)
    for number in range(_MOST_PASSES):
        outside = float((1 - parallel).mean()) if path else 0.0
        if not pairs or (number and outside < _CLEAN):
            break
        del lattice  # the largest object by far, and about to be made again
        learned = opinions.likelihood(adapted(likelihood, pairs), pairs, lexicon)
        evidence = replace(evidence, likelihood=learned, structure=Structure.of(*outlines, path))
        evidence = _refined(evidence, path, parallel, is_clean=outside < _CLEAN)
        if outside < _CLEAN:
            evidence = replace(evidence, band=evidence.band.narrowed([step[2:] for step in path]))
        opinions = replace(opinions, notice=_silent)  # they are told once
        lattice = evidence.lattice()
        path = lattice.best_path()
        parallel = parallel_probabilities(evidence.likelihood, lattice, path, confidence)
        pairs = _parallel_pairs(path, parallel)
    found = list(sure_beads(lattice, path, bounded(parallel, confidence)))
    paired = [pin for pin in pins if pin.source and pin.target]
    beads = tuple(beads_of_segments(found, *units, paired))
    if confidence >= IS_TRANSLATION:
        beads = tuple(pair_facing(beads, source, target, pins))
    bitext = Bitext(source, target, beads, confidence)
    if bitext.verdict is Verdict.NOT:
        return bitext
    moved = moved_passages(beads, *units, evidence.likelihood, lengths=evidence.lengths, pins=pins)
    return replace(bitext, beads=tuple(without_moved(beads, moved, pins)), moved=moved)


def _silent(_notice: str) -> None:
    pass


def _parallel_pairs(path: Sequence[Step], parallel: Floats) -> list[tuple[int, int, int, int]]:
    """Return the pairs of a path in parallel text: the rest would only teach its own mistakes."""
    return [step[2:] for step, inside in zip(path, parallel, strict=True) if step.is_pair and inside > 0.5]


def _refined(evidence: Evidence, path: Sequence[Step], parallel: Floats, *, is_clean: bool) -> Evidence:
    """Return the evidence with what a path says about what is missing.

    Where much stands outside of parallel text, only that text tells the ratio of lengths and the share of null beads.
    """
    pairs = _parallel_pairs(path, parallel)
    if is_clean:
        return replace(evidence.learned_from(pairs), null_rate=null_rate(path))
    return replace(
        evidence.learned_from(pairs, alone=True),
        null_rate=null_rate(path, parallel),
        outside=outside_of(parallel, path),
    )
