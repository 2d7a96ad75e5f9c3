from __future__ import annotations

from metrics.rules import Severity
from reports.model import Report
from reports.summary import by_rule, by_severity, counted, flagged_pairs


def test_findings_are_counted_by_severity_rule_and_pair(press: Report) -> None:
    assert by_severity(press) == {Severity.ERROR: 4, Severity.WARNING: 1, Severity.INFO: 1}
    assert by_rule(press)["number-scale"] == 1
    assert flagged_pairs(press) == 5


def test_a_number_comes_with_its_noun() -> None:
    assert [counted(0, "pair"), counted(1, "pair"), counted(2, "entry", "entries")] == [
        "0 pairs",
        "1 pair",
        "2 entries",
    ]
