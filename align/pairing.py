"""Which document of one collection translates which of another: by content, with the names as a hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from align.bags import Collection
from align.candidates import Candidates, Progress, find_candidates, sentence_log_odds
from align.marginals import pair_probabilities
from align.naming import Names, find_namesakes, name_log_odds
from align.proposals import Groups, Pairing, Proposals
from align.sides import Floats
from corpora.lexicon import Lexicon

# Fitted on cuttings of the gold alignments into documents of 5 to 40 sentences with a fifth of the partners missing, by
# the likelihood of the right matchings (benchmarks/pairing.py --fit).
_WORDS = np.array([-2.778, 1.189, 0.917, -5.269])
"""Of `Candidates.evidence`."""
_SENTENCES = np.array([-1.714, 1.291, 2.431])
"""Of 1, the words' log odds and the sentences', for candidates whose sentences were looked at."""

# By their words alone these are neither sure nor out of the question; looking at their sentences costs 5 ms each.
_DOUBTFUL = 0.01, 0.995
_SURE = 0.9


def pair_documents(
    source: Collection,
    target: Collection,
    lexicon: Lexicon,
    names: tuple[Sequence[str], Sequence[str]] | None = None,
    *,
    progress: Progress = lambda: None,
) -> Pairing:
    """Propose which documents translate each other.

    Args:
        source: The Chinese documents.
        target: The English ones.
        lexicon: The bilingual dictionary.
        names: What the documents are called, where that is not their names in the collections: paths below the folder
            of their side.
        progress: Called as work proceeds, twice for each document of each side.

    Returns:
        A pair for each two documents that are more likely than not to belong together, given that each has one partner
        or none. Of documents with the same text one is paired, the one whose name fits best.
    """
    groups = source.groups(), target.groups()
    firsts = [group[0] for group in groups[0]], [group[0] for group in groups[1]]
    namesakes = find_namesakes(*(names or (source.names, target.names)))
    of_groups = _of_groups(namesakes, groups)
    candidates = find_candidates(source, target, firsts, lexicon, also=of_groups, progress=progress)
    odds = _by_content(candidates, source, target, firsts, lexicon)
    sure = _probabilities(candidates, odds) > _SURE
    odds += name_log_odds(_kinds(candidates, of_groups), sure.astype(np.float64), candidates.sizes)
    pairs = zip(candidates.source.tolist(), candidates.target.tolist(), strict=True)
    shares = dict(zip(pairs, _probabilities(candidates, odds).tolist(), strict=True))
    return Proposals((source, target), groups, shares, namesakes).pairing()


def _probabilities(candidates: Candidates, odds: Floats) -> Floats:
    return pair_probabilities(candidates.source, candidates.target, odds, candidates.sizes)


def _of_groups(namesakes: Mapping[tuple[int, int], Names], groups: Groups) -> dict[tuple[int, int], Names]:
    """Return what the names of documents say about the groups with their texts."""
    group_of = [{document: at for at, group in enumerate(side) for document in group} for side in groups]
    found: dict[tuple[int, int], Names] = {}
    for (i, j), kind in namesakes.items():
        found.setdefault((group_of[0][i], group_of[1][j]), kind)
    return found


def _by_content(
    candidates: Candidates,
    source: Collection,
    target: Collection,
    firsts: tuple[list[int], list[int]],
    lexicon: Lexicon,
) -> Floats:
    """Return the log odds of candidates by their contents, those of doubtful ones by their sentences too."""
    words: Floats = candidates.evidence @ _WORDS
    share = _probabilities(candidates, words)
    doubtful = np.flatnonzero((share > _DOUBTFUL[0]) & (share < _DOUBTFUL[1]))
    # Thousands of files from one mould are all doubtful, and none of the looks would settle it.
    doubtful = doubtful[np.argsort(-share[doubtful], kind="stable")][: sum(candidates.sizes)]
    odds = words.copy()
    for at in doubtful.tolist():
        i, j = firsts[0][candidates.source[at]], firsts[1][candidates.target[at]]
        sentences = sentence_log_odds(source, target, i, j, lexicon)
        if sentences is not None:
            odds[at] = _SENTENCES @ (1.0, words[at], sentences)
    return odds


def _kinds(candidates: Candidates, namesakes: Mapping[tuple[int, int], Names]) -> list[Names]:
    named = {i for i, _ in namesakes}, {j for _, j in namesakes}
    return [
        namesakes.get((i, j), Names.OTHER if i in named[0] or j in named[1] else Names.SILENT)
        for i, j in zip(candidates.source.tolist(), candidates.target.tolist(), strict=True)
    ]
