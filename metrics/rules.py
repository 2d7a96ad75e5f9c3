"""What a check says: severities, rules and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpora.model import Pair, Span

if TYPE_CHECKING:
    from metrics.checks.context import Context


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a translation can get wrong.

    Attributes:
        name: Kebab-case, reads as "allow …"; stable and never re-used.
        family: The group it is selected with.
        severity: What a finding of it counts as unless configured otherwise.
        summary: One line, no full stop.
        explanation: Markdown with the headings *What it does*, *Why it matters*, *Example*, *Known gaps*.
    """

    name: str
    family: str
    severity: Severity
    summary: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that is wrong, with the reason.

    Attributes:
        rule: The rule's name.
        severity: From the rule, or overridden.
        pair: The pair it stands in; None when the whole document is meant.
        source: The offending part of the pair's source text, or None where that side has none.
        target: The offending part of the pair's target text, or None where that side has none.
        message: What is wrong, in one line, with the texts quoted.
        suggestion: What should stand there, or None.
        term: The Chinese term as the glossary has it, for rules about terms.
    """

    rule: str
    severity: Severity
    pair: Pair | None
    message: str
    source: Span | None = None
    target: Span | None = None
    suggestion: str | None = None
    term: str | None = None


def shorten(text: str, limit: int) -> str:
    """Return what a message quotes of a text, at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Check:
    """A family's analysis, run once for all its rules.

    Attributes:
        rules: The rules whose findings it may yield.
        run: Yields findings for a whole bitext.
    """

    rules: tuple[Rule, ...]
    run: Callable[[Context], Iterator[Finding]]
