"""Fit the aligner's weights on the gold corpora: `python benchmarks/alignment_weights.py [--epochs N] [--without …]`.

Maximises the conditional log-likelihood of the gold beads by gradient ascent (Adam): the evidence of the gold beads
less that expected over all paths, both by forward-backward, less a quadratic penalty. It starts from the
weights in use. Gold beads of a kind that the model does not have stand for all paths inside them. With `--without
mac-dev/0 mac-mt-dev/0` these documents (by their place in the corpus) are left out, and the log-likelihood of their own
gold beads is printed: what the fit is worth on texts not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

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
    KIND_ODDS,
    KIND_WEIGHTS,
    KINDS,
    NULL_RATE,
    QUALITY_NULL,
    QUALITY_TOKENS,
    USUAL_NULL_RATE,
    WEIGHTS,
    Weights,
)
from corpora.lexicon import Lexicon
from corpora.model import Document

FIRST_BEADS = {"ntrex-perturbed": 2000, "wmt22-perturbed": 2000}
"""Of each document: all that teach what null beads look like, 500 of the others."""
SHARE = {"mac-dev": 2.0, "mac-mt-dev": 1.0, "ntrex-perturbed": 0.5, "wmt22-perturbed": 0.25, "ntrex": 0.7, "wmt22": 0.5}
"""How much a corpus counts: the hard one more, the one with two versions of the same text less."""

FEATURES = len(WEIGHTS.vector())
ALL = FEATURES + 4
"""With what depends on how well a document matches, on its null beads, and on its translator's habits."""
NAMES = tuple(field.name for field in fields(Weights))
FIXED = [NAMES.index("null_wordless"), NAMES.index("wordless_start")]
"""Few or no gold beads have these, so their weights have no bound: they stay as they are."""
PENALTY = 0.2
"""Of half the squared weight times the root mean square of its evidence; ten times less for null beads and kinds.

With 0, 0.2 and 0.6 the held-out log-likelihood of all documents was -571, -559 and -569 in an early fit.
"""
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
    table, possible = np.zeros((ALL, *shape), np.float32), np.zeros(shape, np.bool_)
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
        table[FEATURES + 3, kind] = evidence.kind_odds[kind]
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
    scores = np.tensordot(weights[:ALL], case.evidence, axes=1) + weights[ALL:, None]
    lattice = Lattice(
        KINDS, case.band, np.where(beads, scores, IMPOSSIBLE).astype(np.float32), np.zeros((1, 1), np.float16)
    )
    posterior = np.exp(lattice.log_probabilities())
    total = float(lattice._beta()[0])
    return total, np.concatenate([np.einsum("kc,fkc->f", posterior, case.evidence), posterior.sum(axis=1)])


def examples(lexicon: Lexicon) -> Iterator[tuple[str, Example]]:
    """Yield the name of each document and its evidence."""
    for corpus in CORPORA:
        for number, (source, target, gold) in enumerate(documents(corpus)):
            head = gold[: FIRST_BEADS.get(corpus, 500)]
            n, m = sum(len(z) for z, _ in head), sum(len(e) for _, e in head)
            cut = Document.from_sentences([segment.text for segment in source.segments[:n]], "zh")
            other = Document.from_sentences([segment.text for segment in target.segments[:m]], "en")
            yield f"{corpus}/{number}", example(cut, other, head, SHARE[corpus], lexicon)


def likelihood_of(case: Example, weights: Floats) -> tuple[float, Floats]:
    """Return the log-likelihood of a document's gold beads, and its gradient."""
    of_gold, gold_evidence = expected(case, weights, case.gold)
    of_all, all_evidence = expected(case, weights, case.possible)
    return of_gold - of_all, gold_evidence - all_evidence


def fit(cases: list[Example], epochs: int) -> Floats:
    """Return the weights of the evidence and of the kinds."""
    known = [QUALITY_TOKENS, QUALITY_NULL, NULL_RATE, KIND_ODDS]
    weights = np.concatenate([WEIGHTS.vector(), known, KIND_WEIGHTS])
    usual = np.concatenate([np.zeros(ALL), KIND_WEIGHTS])
    scale = np.ones(len(weights))
    for at in range(ALL):
        scale[at] = max(np.sqrt(np.mean([np.mean(case.evidence[at][case.gold] ** 2) for case in cases])), 0.01)
    penalty = np.full(len(weights), PENALTY)
    penalty[[NAMES.index("null_length"), FEATURES + 1, FEATURES + 2, *range(ALL, len(weights))]] /= 10
    mean, square = np.zeros(len(weights)), np.zeros(len(weights))
    for epoch in range(1, epochs + 1):
        total, gradient = 0.0, -penalty * scale**2 * (weights - usual)
        for case in cases:
            likelihood, slope = likelihood_of(case, weights)
            total += case.share * likelihood
            gradient += case.share * slope
        gradient[FIXED] = 0.0
        gradient /= scale * 3000
        mean, square = 0.9 * mean + 0.1 * gradient, 0.98 * square + 0.02 * gradient**2
        step = mean / (1 - 0.9**epoch) / (np.sqrt(square / (1 - 0.98**epoch)) + 1e-4)
        weights += 0.02 * (1 - 0.9 * epoch / epochs) * step / scale
        print(f"{epoch:3}  log-likelihood {total:.1f}", file=sys.stderr)
    return weights


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=45)
    parser.add_argument("--without", nargs="+", default=[])
    chosen = parser.parse_args()
    found = list(examples(Lexicon.load()))
    weights = fit([case for name, case in found if name not in chosen.without], chosen.epochs)
    for name, case in found:
        if name in chosen.without:
            print(f"{name}: log-likelihood {likelihood_of(case, weights)[0]:.1f}")
    kinds = weights[ALL:] - weights[ALL + KINDS.index((1, 1))]
    for name, weight in zip(NAMES, weights, strict=False):
        print(f"{name}={weight:.3f}")
    print("QUALITY_TOKENS, QUALITY_NULL, NULL_RATE, KIND_ODDS", np.round(weights[FEATURES:ALL], 3).tolist())
    print("KIND_WEIGHTS", np.round(kinds, 2).tolist())


if __name__ == "__main__":
    main()
