"""Fit the aligner's weights on the gold corpora: `python benchmarks/alignment_weights.py [EPOCHS]` prints them.

Maximises the conditional log-likelihood of the gold beads by gradient ascent (Adam): the evidence of the gold beads
less that expected over all paths, both by forward-backward. Gold beads of a kind that the model does not have stand
for all paths inside them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import numpy as np
from gold import CORPORA, Bead, documents
from numpy.typing import NDArray

from align.adaptation import adapted
from align.anchors import Band, band_around, find_chain
from align.confidence import null_rate
from align.evidence import Evidence
from align.lattice import Lattice
from align.likelihood import Likelihood
from align.sides import Floats
from align.units import Units
from align.weights import (
    KIND_WEIGHTS,
    KINDS,
    NULL_RATE,
    QUALITY_NULL,
    QUALITY_TOKENS,
    USUAL_NULL_RATE,
    WEIGHTS,
)
from corpora.lexicon import Lexicon
from corpora.model import Document

FIRST_BEADS = 500  # of each document: enough to learn from, and the rest is left to be surprised by
SHARE = {"mac-dev": 2.0, "mac-mt-dev": 1.0, "ntrex-perturbed": 1.0, "wmt22-perturbed": 0.5, "ntrex": 0.7, "wmt22": 0.5}
"""How much a corpus counts: the hard one more, the one with two versions of the same text less."""

FEATURES = len(WEIGHTS.vector())
WORDLESS = FEATURES - 1  # no gold bead is a null bead without words, so its weight has no bound: it stays as it is
IMPOSSIBLE = -1e4


@dataclass
class Example:
    """A document with the evidence for all its beads, [evidence, kinds, cells], and which beads are gold."""

    share: float
    band: Band
    evidence: NDArray[np.float32]
    possible: NDArray[np.bool_]
    gold: NDArray[np.bool_]


def example(source: Document, target: Document, gold: list[Bead], share: float, lexicon: Lexicon) -> Example:
    """Collect the evidence that the second pass sees."""
    units = Units.of(source), Units.of(target)
    likelihood = Likelihood.of(units[0].side, units[1].side, lexicon)
    chain = find_chain(likelihood)
    band = band_around(chain, len(likelihood.source), len(likelihood.target))
    first = Evidence.of(likelihood, band, chain)
    path = first.lattice().best_path()
    pairs = [step[2:] for step in path if step.is_pair]
    evidence = replace(first.learned_from(pairs), likelihood=adapted(likelihood, pairs), null_rate=null_rate(path))
    shape = len(KINDS), int(band.offsets[-1])
    table, possible = np.zeros((FEATURES + 3, *shape), np.float32), np.zeros(shape, np.bool_)
    gains = np.zeros(shape[1], np.float16)
    for kind, where, features in evidence.features():
        table[:FEATURES, kind, where] = features
        possible[kind, where] = True
        if KINDS[kind] == (1, 1):
            gains[where] = features[:6].sum(axis=0) / 2
    one = KINDS.index((1, 1))
    quality = evidence._quality(np.where(possible[one], gains, -np.inf))
    for kind, (a, b) in enumerate(KINDS):
        if a and b:
            table[FEATURES, kind] = quality * evidence._tokens(a, b)
        else:
            table[FEATURES + 1, kind] = quality
            table[FEATURES + 2, kind] = np.log(evidence.null_rate / USUAL_NULL_RATE)
    return Example(share, band, table, possible, gold_mask(gold, units, band) & possible)


def gold_mask(gold: list[Bead], units: tuple[Units, Units], band: Band) -> NDArray[np.bool_]:
    """Mark the gold beads, and all beads inside those of a kind that the model does not have or sees in parts."""
    mask = np.zeros((len(KINDS), int(band.offsets[-1])), np.bool_)
    corner = 0, 0
    for bead in gold:
        end = corner[0] + len(bead[0]), corner[1] + len(bead[1])
        i, j, end_i, end_j = (int(units[side].starts[at[side]]) for at in (corner, end) for side in (0, 1))
        height, width = end_i - i, end_j - j
        whole = (height, width) == (len(bead[0]), len(bead[1])) and (height, width) in KINDS
        corner = end
        for x in (0,) if whole else range(height + 1):
            for y in (0,) if whole else range(width + 1):
                for kind, (a, b) in enumerate(KINDS):
                    fits = (a, b) == (height, width) if whole else x + a <= height and y + b <= width
                    if fits and band.low[i + x] <= j + y <= band.high[i + x]:
                        mask[kind, band.offsets[i + x] + j + y - band.low[i + x]] = True
    return mask


def expected(case: Example, weights: Floats, beads: NDArray[np.bool_]) -> tuple[float, Floats]:
    """Return the log weight of all paths over some beads, and the evidence and bead kinds expected on them."""
    scores = np.tensordot(weights[: FEATURES + 3], case.evidence, axes=1) + weights[FEATURES + 3 :, None]
    lattice = Lattice(
        KINDS, case.band, np.where(beads, scores, IMPOSSIBLE).astype(np.float32), np.zeros((1, 1), np.float16)
    )
    posterior = np.exp(lattice.log_probabilities())
    total = float(lattice._beta()[0])
    return total, np.concatenate([np.einsum("kc,fkc->f", posterior, case.evidence), posterior.sum(axis=1)])


def main() -> None:
    """Fit and print."""
    lexicon, cases = Lexicon.load(), []
    for corpus in CORPORA:
        for source, target, gold in documents(corpus):
            head = gold[:FIRST_BEADS]
            n, m = sum(len(z) for z, _ in head), sum(len(e) for _, e in head)
            cut = Document.from_sentences([segment.text for segment in source.segments[:n]], "zh")
            other = Document.from_sentences([segment.text for segment in target.segments[:m]], "en")
            cases.append(example(cut, other, head, SHARE[corpus], lexicon))
    weights = np.concatenate([WEIGHTS.vector(), [QUALITY_TOKENS, QUALITY_NULL, NULL_RATE], KIND_WEIGHTS])
    scale = np.ones(len(weights))
    for at in range(FEATURES + 3):
        scale[at] = max(np.sqrt(np.mean([np.mean(case.evidence[at][case.gold] ** 2) for case in cases])), 0.01)
    mean, square = np.zeros(len(weights)), np.zeros(len(weights))
    epochs = int(sys.argv[1]) if len(sys.argv) > 1 else 45
    for epoch in range(1, epochs + 1):
        gradient, likelihood = np.zeros(len(weights)), 0.0
        for case in cases:
            of_gold, gold_evidence = expected(case, weights, case.gold)
            of_all, all_evidence = expected(case, weights, case.possible)
            gradient += case.share * (gold_evidence - all_evidence)
            likelihood += case.share * (of_gold - of_all)
        gradient[WORDLESS] = 0.0
        gradient /= scale * 3000
        mean, square = 0.9 * mean + 0.1 * gradient, 0.98 * square + 0.02 * gradient**2
        step = mean / (1 - 0.9**epoch) / (np.sqrt(square / (1 - 0.98**epoch)) + 1e-4)
        weights += 0.02 * (1 - 0.9 * epoch / epochs) * step / scale
        print(f"{epoch:3}  log-likelihood {likelihood:.1f}", file=sys.stderr)
    kinds = weights[FEATURES + 3 :] - weights[FEATURES + 3 + KINDS.index((1, 1))]
    print("WEIGHTS", np.round(weights[:FEATURES], 3).tolist())
    print("QUALITY_TOKENS, QUALITY_NULL, NULL_RATE", np.round(weights[FEATURES : FEATURES + 3], 3).tolist())
    print("KIND_WEIGHTS", np.round(kinds, 2).tolist())


if __name__ == "__main__":
    main()
