"""What a report shows: the checked bitexts with their scores and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpora.model import Bitext
from metrics.rules import Finding, Rule
from metrics.scores import PairScore, Score


@dataclass(frozen=True, slots=True)
class Result:
    """One bitext with what was found in it.

    Attributes:
        bitext: The documents and beads.
        scores: One for each pair, in order.
        totals: Figures for the whole bitext.
        findings: Sorted by pair, place and rule; findings about the whole document first.
    """

    bitext: Bitext
    scores: tuple[PairScore, ...]
    totals: tuple[Score, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run.

    Attributes:
        results: In the order in which the pairs were given.
        rules: The rules that ran.
        signature: Versions, aligner, glossary hash and rules, in one line.
    """

    results: Sequence[Result]
    rules: tuple[Rule, ...]
    signature: str
