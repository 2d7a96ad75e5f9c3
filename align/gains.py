"""How likely sentences are to translate each other: IBM Model 1 (Brown et al. 1993; Moore 2002).

Each token of one side is generated exactly once, by a token of the other side or by the background; likelihoods are
gains over the background alone, so that an unrelated pair scores below 0 and an untranslated sentence exactly 0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.likelihood import Ratios
from align.sides import GROUPS, Floats, Ints, Side

# How much of a token's probability comes from translation, the rest from the background. alignment.md reports 0.2 to
# 0.5 from two trials; here 0.12, 0.2 and 0.3 give the same F1 within .004.
TRANSLATION_SHARE = 0.2


def span_gains(
    given: Side, other: Side, ratios: Ratios, groups: Ints, rows: range, columns: range, spans: int
) -> Floats:
    """Return the log-likelihood gain of each sentence of one side given each span of sentences of the other.

    Args:
        given: The side that generates.
        other: The side whose sentences are generated.
        ratios: From the types of `given` to those of `other`.
        groups: The group, one of `GROUPS`, of each type of `other`: gains are told apart by it.
        rows: First sentences of the spans in `given`; not empty.
        columns: Sentences of `other`; not empty.
        spans: The longest span.

    Returns:
        Array [groups, spans, rows, columns + 1], summed along the columns: the gain of sentences j to k is the
        difference of two entries. A span that reaches past the end of the document holds what is there.
    """
    first, end = other.starts[columns.start], other.starts[columns.stop]
    local, place = np.unique(other.ids[first:end], return_inverse=True)
    generated = _generated(given, ratios, rows, spans, local)
    height = len(rows)
    sizes = np.zeros(height + spans)
    inside = given.sizes[rows.start : rows.start + height + spans]
    sizes[: len(inside)] = inside
    sentences = other.starts[columns.start : columns.stop] - first
    empty = other.sizes[columns.start : columns.stop] == 0
    group = groups[other.ids[first:end]]
    gains = np.zeros((GROUPS, spans, height, len(columns) + 1))
    summed, total = np.zeros((height, len(local)), np.float32), np.zeros(height)
    for span in range(spans):
        summed = summed + generated[span : span + height]
        total = total + sizes[span : span + height]
        scale = (TRANSLATION_SHARE / (total + 1)).astype(np.float32)
        logs = np.log(np.float32(1 - TRANSLATION_SHARE) + scale[:, None] * summed)
        tokens = np.concatenate([logs[:, place], np.zeros((height, 1), np.float32)], axis=1)
        for g in range(len(gains)):
            chosen = tokens * np.append(group == g, 0).astype(np.float32)
            by_sentence = np.add.reduceat(chosen, sentences, axis=1)
            by_sentence[:, empty] = 0
            np.cumsum(by_sentence, axis=1, out=gains[g, span, :, 1:], dtype=np.float64)
    return gains


def _generated(given: Side, ratios: Ratios, rows: range, spans: int, local: Ints) -> NDArray[np.float32]:
    """Return [rows + spans, local types], the summed ratios of each sentence's tokens for each type."""
    height = len(rows) + spans
    last = min(rows.start + height, len(given))
    tokens = given.ids[given.starts[rows.start] : given.starts[last]]
    sentence = np.repeat(np.arange(last - rows.start), given.sizes[rows.start : last])
    position, entry = ratios.entries(tokens)
    if not len(local):
        return np.zeros((height, 0), np.float32)
    where = np.searchsorted(local, ratios.ids[entry])
    where[where == len(local)] = 0
    found = local[where] == ratios.ids[entry]
    cells = sentence[position[found]] * len(local) + where[found]
    table = np.bincount(cells, weights=ratios.values[entry[found]], minlength=height * len(local))
    return table.reshape(height, len(local)).astype(np.float32)
