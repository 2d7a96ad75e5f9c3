"""A second opinion: another English version of the source, whose words explain those of the target beside the source's.

Two English versions of one text share names, numbers and many words, which the dictionary need not lead to. A target
word is explained by the source or by the pivot, so what both explain counts once (`align.gains`); how much the pivot
counts is estimated on the first beads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from align.adaptation import Beads, adapted
from align.gains import TRANSLATION_SHARE
from align.likelihood import Likelihood, Table, mixed_frequencies
from align.sides import WORDS, Floats, Ints, Side
from align.units import Units
from corpora.errors import InputError
from corpora.formats import read_segmented
from corpora.lexicon import Lexicon
from corpora.model import Document
from corpora.sentences import split_sentences

# The chance that a word which the pivot has stands in the target, too. 0.8 and 0.65 with .15 spread over words that
# share a Chinese word with it in this document give the same strict F1 on mac-dev within .002.
_SAME_WORD = 0.8
# Beads that the pivot's share is estimated on, evenly spaced, and rounds of that; more change it by less than .01.
_MOST_BEADS = 1000
_ROUNDS = 30
# So many words count against the pivot beforehand: a few that it has by chance give it no weight.
_DOUBT = 5.0


def read_pivot(path: Path, source: Document, *, encoding: str | None = None) -> tuple[str, ...]:
    """Read a pivot: a line for each segment of the source, empty where there is nothing to say.

    Raises:
        InputError: The file cannot be read, or has another number of lines, or nothing on any.
    """
    lines = read_segmented(path, "en", encoding=encoding).segments
    return checked_pivot([line.text for line in lines], source, path)


def checked_pivot(lines: Sequence[str], source: Document, path: Path | None = None) -> tuple[str, ...]:
    """Return a pivot's lines.

    Raises:
        InputError: Their number is not that of the source's segments, or all are empty.
    """
    where = path if path is not None else "<pivot>"
    if len(lines) != len(source.segments):
        raise InputError(
            where,
            None,
            f"expected {len(source.segments)} lines, one for each sentence of {source.name}, found {len(lines)}; "
            "`duizhao align --format ids` numbers the sentences, and a line may be empty",
        )
    if not any(line.strip() for line in lines):
        raise InputError(where, None, "expected English sentences, found only empty lines")
    return tuple(lines)


def pivot_by_unit(lines: Sequence[str], units: Units) -> list[str]:
    """Return what a pivot says of each unit of the source.

    Where a segment is taken apart, each sentence of its line goes to the unit that its middle falls in.
    """
    texts = []
    for line, start, end in zip(lines, units.starts[:-1].tolist(), units.starts[1:].tolist(), strict=True):
        if end - start == 1:
            texts.append(line)
        elif end > start:
            ends = np.cumsum([len(text) for text in units.texts[start:end]])
            parts: list[list[str]] = [[] for _ in range(start, end)]
            for span in split_sentences(line, "en"):
                middle = (span.start + span.end) / 2 / len(line) * ends[-1]
                parts[int(np.searchsorted(ends, middle))].append(line[span.slice])
            texts += [" ".join(part) for part in parts]
    return texts


def with_pivot(likelihood: Likelihood, texts: Sequence[str], beads: Beads, lexicon: Lexicon) -> Likelihood:
    """Return the likelihood with a pivot, weighed by how well it explains the target on some beads.

    Args:
        likelihood: That of the source and the target.
        texts: What the pivot says of each sentence of the source; it may be nothing.
        beads: Where the target renders the source, as far as is known without the pivot.
        lexicon: How frequent words are.
    """
    side, target = Side.of(texts, "en"), likelihood.target
    known = {key: number for number, key in enumerate(target.types)}
    shared = [(number, known[key]) for number, key in enumerate(side.types) if key in known]
    same = np.array(shared, np.int64).reshape(-1, 2).T
    pivot = Likelihood(
        side,
        target,
        Table(same[0], same[1], np.full(len(shared), _SAME_WORD)),
        mixed_frequencies(side.counts, map(lexicon.probability, side.types)),
        likelihood.target_frequencies,
    )
    return replace(likelihood, pivot=adapted(pivot, beads), pivot_share=_share(likelihood, pivot, beads))


def _share(likelihood: Likelihood, pivot: Likelihood, beads: Beads) -> float:
    """Return the share of the pivot in the translation that makes the target's content words likeliest.

    Weights of a mixture by expectation maximisation. A machine translation of the source has 0.26 to 0.82 on the gold
    corpora, another human one as much on news and 0.04 to 0.41 on novels; lines in the wrong order have 0.00.
    """
    target, ratios = likelihood.target, []
    for i, end_i, j, end_j in beads[:: len(beads) // _MOST_BEADS + 1]:
        if pivot.source.starts[i] == pivot.source.starts[end_i]:
            continue
        words = target.ids[target.starts[j] : target.starts[end_j]]
        words = words[target.groups[words] == WORDS]
        ratios.append([_ratios(voice, range(i, end_i), words) for voice in (likelihood, pivot)])
    if not ratios:
        return 0.0
    own, other = (np.concatenate(side) for side in zip(*ratios, strict=True))
    share = 0.5
    for _ in range(_ROUNDS):
        parts = TRANSLATION_SHARE * (1 - share) * own, TRANSLATION_SHARE * share * other
        total = parts[0] + parts[1] + 1 - TRANSLATION_SHARE
        explained = [float((part / total).sum()) for part in parts]
        share = explained[1] / (sum(explained) + _DOUBT)
    return share


def _ratios(likelihood: Likelihood, sentences: range, words: Ints) -> Floats:
    """Return the mean t(e|z) / p(e) of words of the target, over the tokens of some sentences and the empty one."""
    source = likelihood.source
    tokens = source.ids[source.starts[sentences.start] : source.starts[sentences.stop]]
    _, entry = likelihood.rows.entries(tokens)
    sums = np.bincount(likelihood.rows.ids[entry], weights=likelihood.rows.values[entry], minlength=1)
    found = np.where(words < len(sums), sums[np.minimum(words, len(sums) - 1)], 0.0)
    ratios: Floats = found / (len(tokens) + 1) / likelihood.target_frequencies[words]
    return ratios
