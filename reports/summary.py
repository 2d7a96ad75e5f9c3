"""What a run found, counted."""

from __future__ import annotations

import math
from collections import Counter

from corpora.model import Bitext
from metrics.rules import Severity
from reports.model import Report


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "pair"), counted(1200, "pair")
    ('1 pair', '1,200 pairs')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """Return a share in per cent, rounded down, so that 100 % says that nothing is left.

    >>> percent(0.998), percent(1.0)
    ('99 %', '100 %')
    """
    return f"{math.floor(100 * share + 1e-9)} %"


def verdict_line(bitext: Bitext) -> str:
    """Return what two documents are to each other, with the figures that say so."""
    covered = f"coverage {percent(bitext.coverage)}"
    moved = f", {counted(len(bitext.moved), 'passage')} in another place" if bitext.moved else ""
    return f"{bitext.verdict}, {covered}{moved} (probability of a whole translation {bitext.confidence:.2f})"


def by_severity(report: Report) -> dict[Severity, int]:
    """Return how many findings there are of each severity, worst first, zeros included."""
    found = Counter(finding.severity for result in report.results for finding in result.findings)
    return {severity: found[severity] for severity in Severity}


def by_rule(report: Report) -> dict[str, int]:
    """Return how many findings there are of each rule that found something: most first, then by name."""
    found = Counter(finding.rule for result in report.results for finding in result.findings)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def flagged_pairs(report: Report) -> int:
    """Return how many pairs have a finding."""
    return sum(
        len({finding.pair.number for finding in result.findings if finding.pair is not None})
        for result in report.results
    )


def severities_line(report: Report) -> str:
    """Return the numbers of findings by severity, as in `2 errors, 1 warning`; empty where nothing was found."""
    return ", ".join(
        counted(number, str(severity), "info" if severity is Severity.INFO else None)
        for severity, number in by_severity(report).items()
        if number
    )


def summary_lines(report: Report) -> list[str]:
    """Return what was found, in a few lines: counts, rules, figures for each bitext."""
    pairs = sum(len(result.bitext.beads) for result in report.results)
    rules = by_rule(report)
    if not rules:
        return [f"No findings in {counted(pairs, 'pair')}."]
    return [
        f"{severities_line(report)} in {flagged_pairs(report):,} of {counted(pairs, 'pair')}",
        ", ".join(f"{rule} {number:,}" for rule, number in rules.items()),
    ]
