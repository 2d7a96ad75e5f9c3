"""A second opinion: another English version of the source, whose words explain those of the target beside the source's.

Two English versions of one text share names, numbers and many words, which the dictionary need not lead to. A target
word is explained by the source or by the pivot, so what both explain counts once (`align.gains`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from align.likelihood import Likelihood, Table, mixed_frequencies
from align.sides import Side
from align.units import Units
from corpora.errors import InputError
from corpora.formats import read_segmented
from corpora.lexicon import Lexicon
from corpora.model import Document
from corpora.sentences import split_sentences

# The chance that a word which the pivot has stands in the target, too. 0.8 and 0.65 with .15 spread over words that
# share a Chinese word with it in this document give the same strict F1 on mac-dev within .002.
_SAME_WORD = 0.8


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


def pivot_likelihood(texts: Sequence[str], likelihood: Likelihood, lexicon: Lexicon) -> Likelihood:
    """Return how likely a pivot's words are to stand in the target.

    Args:
        texts: A text for each sentence of the source.
        likelihood: That of the source and the target.
        lexicon: How frequent words are.
    """
    pivot, target = Side.of(texts, "en"), likelihood.target
    known = {key: number for number, key in enumerate(target.types)}
    shared = [(number, known[key]) for number, key in enumerate(pivot.types) if key in known]
    same = np.array(shared, np.int64).reshape(-1, 2).T
    return Likelihood(
        pivot,
        target,
        Table(same[0], same[1], np.full(len(shared), _SAME_WORD)),
        mixed_frequencies(pivot.counts, map(lexicon.probability, pivot.types)),
        likelihood.target_frequencies,
    )
