"""Which documents of two collections could belong together, and what their words and sentences say about it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from align.affinity import Direction, directions
from align.anchors import band_around, find_chain
from align.bags import Collection
from align.confidence import document_confidence
from align.evidence import Evidence
from align.likelihood import Likelihood, expand
from align.sides import Floats, Ints
from corpora.lexicon import Lexicon

# Of each document on either side. In all cuttings of the gold alignments the true partner is among the first 8 words
# lead to, but for one of 6,000.
_CANDIDATES = 8
# The rivals of a candidate whose mean it has to stand out from ...
_RIVALS = 4
# ... and what stands in for them in a small folder: the mean gain of a word, target and source, between documents of
# one kind that do not belong together (benchmarks/pairing.py).
_USUAL_GAINS = 0.42, 0.32

# Of a translation's figures up to three in ten have no counterpart in 95 of 100 passages of 20 sentences of news; of a
# text's with other figures, three fourths (benchmarks/pairing.py).
_USUAL_MISSING = 0.3
_MOST_FIGURES = 12.0  # more count as so many: a book's are not independent of each other
# Beyond, more agreement of sentences says no more: this year's report agrees with last year's as well.
_MOST_SENTENCE_ODDS = 4.0

Progress = Callable[[], None]


@dataclass(frozen=True)
class Candidates:
    """Pairs of documents, by source and then by target.

    Attributes:
        source: Source documents.
        target: Target documents.
        evidence: For each pair [1, mean gain of a word, how far it stands out from rivals, figures not found].
        sizes: How many documents there are on each side.
    """

    source: Ints
    target: Ints
    evidence: Floats
    sizes: tuple[int, int]


def find_candidates(
    source: Collection,
    target: Collection,
    chosen: tuple[list[int], list[int]],
    lexicon: Lexicon,
    *,
    also: Iterable[tuple[int, int]] = (),
    progress: Progress = lambda: None,
) -> Candidates:
    """Return the likeliest pairs.

    Args:
        source: The Chinese documents.
        target: The English ones.
        chosen: Which documents of each side to look at; pairs are given as positions in these lists.
        lexicon: The bilingual dictionary.
        also: Pairs to judge whatever their words say.
        progress: Called twice for each document.
    """
    forward, backward = directions(source.bags(chosen[0]), target.bags(chosen[1]), lexicon)
    sizes = len(chosen[0]), len(chosen[1])
    pairs = set(also)
    for direction, turned in ((forward, False), (backward, True)):
        for given in range(len(direction.given)):
            others = direction.candidates(given, _CANDIDATES).tolist()
            pairs.update((other, given) if turned else (given, other) for other in others)
            progress()
    i, j = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    gains_e, gains_z = _scores(forward, i, j, progress), _scores(backward, j, i, progress)
    n_z, n_e = forward.given.sizes[i], forward.generated.sizes[j]
    both = gains_e / np.sqrt(n_e) + gains_z / np.sqrt(n_z)
    usual = _USUAL_GAINS[0] * np.sqrt(n_e) + _USUAL_GAINS[1] * np.sqrt(n_z)
    ahead = both - (_rivals(i, both, usual) + _rivals(j, both, usual)) / 2
    missing = _missing_figures(forward, i, j)
    # Target words gain 4/3 as much as source words, true partners and false ones alike.
    gain = (0.75 * gains_e / n_e + gains_z / n_z) / 2
    evidence = np.stack([np.ones(len(i)), gain, ahead, missing], axis=1)
    return Candidates(i, j, evidence, sizes)


def _scores(direction: Direction, given: Ints, generated: Ints, progress: Progress) -> Floats:
    scores = np.zeros(len(given))
    for document, of_it in _by_document(given, len(direction.given)):
        scores[of_it] = direction.scores(document, generated[of_it])
        progress()
    return scores


def _rivals(node: Ints, score: Floats, usual: Floats) -> Floats:
    """Return the mean score of the best others of each candidate's document, filled up with a usual one."""
    order = np.lexsort((-score, node))
    node, score, usual = node[order], score[order], usual[order]
    rank = np.arange(len(node)) - np.searchsorted(node, node)
    best = np.bincount(node, weights=np.where(rank < _RIVALS, score, 0.0))[node]
    following = np.bincount(node, weights=np.where(rank == _RIVALS, score, 0.0))[node]
    total = np.where(rank < _RIVALS, best + following - score, best)
    missing = np.maximum(_RIVALS + 1 - np.bincount(node)[node], 0)
    means = np.empty(len(node))
    means[order] = (total + missing * usual) / _RIVALS
    return means


def _missing_figures(direction: Direction, i: Ints, j: Ints) -> Floats:
    """Return how many figures of the side that has fewer are not found on the other, beyond the share that is usual.

    What tells this year's report from last year's is often nothing else.
    """
    sides = (direction.given, i), (direction.generated, j)
    count, missing = np.zeros((2, len(i))), np.zeros((2, len(i)))
    for at, ((ours, given), (theirs, others)) in enumerate((sides, sides[::-1])):
        count[at] = np.array([len(figures) for figures in ours.figures])[given]
        missing[at] = count[at] - _found(ours.figures, theirs.values, given, others)
    # A side without figures, one that writes them in words perhaps, leaves the question to the other.
    side = np.lexsort((missing, np.where(count > 0, count, np.inf)), axis=0)[:1]
    fewer, lost = (np.take_along_axis(values, side, axis=0)[0] for values in (count, missing))
    excess: Floats = np.maximum(lost / np.maximum(fewer, 1) - _USUAL_MISSING, 0) * np.minimum(fewer, _MOST_FIGURES)
    return excess


def _found(figures: Sequence[Ints], values: Sequence[Ints], given: Ints, others: Ints) -> Floats:
    """Return how many figures of each given document are among the values of the other one."""
    starts = np.cumsum([0, *map(len, values)])
    everything = np.concatenate([np.zeros(0, np.int64), *values])
    found = np.zeros(len(given))
    for document, of_it in _by_document(given, len(figures)):
        wanted = figures[document]
        if len(wanted):
            which, entry = expand(starts, others[of_it])
            place = np.minimum(np.searchsorted(wanted, everything[entry]), len(wanted) - 1)
            found[of_it] = np.bincount(which, weights=wanted[place] == everything[entry], minlength=len(of_it))
    return found


def _by_document(nodes: Ints, size: int) -> Iterator[tuple[int, Ints]]:
    """Yield each document with its candidates."""
    order = np.argsort(nodes, kind="stable")
    cuts = np.searchsorted(nodes[order], np.arange(size + 1)).tolist()
    for document, (start, end) in enumerate(itertools.pairwise(cuts)):
        yield document, order[start:end]


def sentence_log_odds(source: Collection, target: Collection, i: int, j: int, lexicon: Lexicon) -> float | None:
    """Return the log odds that two documents are translations, by the first pass of the aligner over their beginnings.

    Returns:
        None where too little of a document is kept to tell.
    """
    share = min(source.kept_share(i), target.kept_share(j))
    sides = source.head(i, share), target.head(j, share)
    if not len(sides[0].ids) or not len(sides[1].ids):
        return None
    likelihood = Likelihood.of(*sides, lexicon)
    chain = find_chain(likelihood)
    lattice = Evidence.of(likelihood, band_around(chain, len(sides[0]), len(sides[1])), chain).lattice()
    confidence = document_confidence(likelihood, lattice, lattice.best_path())
    return float(np.clip(np.log(confidence / max(1 - confidence, 1e-12)), -_MOST_SENTENCE_ODDS, _MOST_SENTENCE_ODDS))
