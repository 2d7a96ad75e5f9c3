"""Where a finding stands in the two files."""

from __future__ import annotations

from typing import Literal

from corpora.model import Passage, Place, Span
from metrics.rules import Finding
from reports.model import Result

Side = Literal["source", "target"]
"""One of the two sides of a bitext."""


def passage_of(finding: Finding, side: Side) -> Passage | None:
    """Return the text of one side of a finding's pair; None where the whole document is meant."""
    if finding.pair is None:
        return None
    return finding.pair.source if side == "source" else finding.pair.target


def span_of(finding: Finding, side: Side) -> Span | None:
    """Return the offending part of one side."""
    return finding.source if side == "source" else finding.target


def place_of(result: Result, finding: Finding, side: Side) -> Place:
    """Return where one side of a finding stands in its file.

    That is the beginning of the offending part; of the passage, where this side has no offending part; what stands
    before the gap, where this side has no text; the beginning of the file, where the whole document is meant.
    """
    passage, span = passage_of(finding, side), span_of(finding, side)
    if passage is None:
        return Place(1, 1, 0)
    return passage.place(span.start if span is not None else 0)
