"""The checks, one family of rules a module, and their selection by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from metrics.checks import (
    alignment,
    characters,
    consistency,
    damage,
    fluency,
    names,
    numbers,
    placeholders,
    punctuation,
    terms,
    traces,
)
from metrics.checks.context import Context
from metrics.rules import Check, Finding, Rule, Severity

CHECKS: tuple[Check, ...] = (
    alignment.CHECK, terms.CHECK, consistency.CHECK, numbers.CHECK, names.CHECK, characters.CHECK,
    punctuation.CHECK, damage.CHECK, placeholders.CHECK, fluency.CHECK, traces.CHECK,
)  # fmt: skip
"""Every check, in the order in which their findings are told where they stand at one place."""

RULES: tuple[Rule, ...] = tuple(rule for check in CHECKS for rule in check.rules)
"""Every rule."""

FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(rule.family for rule in RULES))
"""Every family of rules."""


def run_checks(context: Context, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Return the findings of the given rules, each with its rule's severity if the check gave the default one.

    Findings about the whole document come first, the rest by pair, then by place in the target, then by rule.
    """
    wanted = {rule.name: rule for rule in rules}
    order = {rule.name: number for number, rule in enumerate(RULES)}
    defaults: Mapping[str, Severity] = {rule.name: rule.severity for rule in RULES}
    found = [
        finding
        for check in CHECKS
        if any(rule.name in wanted for rule in check.rules)
        for finding in _configured(check.run(context), wanted, defaults)
    ]
    return tuple(sorted(found, key=lambda finding: (_position(finding), order[finding.rule])))


def _configured(
    findings: Iterator[Finding], wanted: Mapping[str, Rule], defaults: Mapping[str, Severity]
) -> Iterator[Finding]:
    for finding in findings:
        rule = wanted.get(finding.rule)
        if rule is None:
            continue
        # A severity that the check itself raised or lowered (a term's own, a weak number) is kept.
        changed = finding.severity == defaults[finding.rule] and finding.severity != rule.severity
        yield replace(finding, severity=rule.severity) if changed else finding


def _position(finding: Finding) -> tuple[int, int, int]:
    at = finding.target or finding.source
    return (finding.pair.number if finding.pair else 0, at.start if at else -1, at.end if at else -1)
