"""The report as one self-contained page: both texts side by side, for an editor to read and work through."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import jinja2
from markupsafe import Markup

from corpora.model import Bitext, Pair, Passage, Verdict
from metrics.rules import Finding, Rule, Severity
from metrics.scores import PairScore
from reports.display import visible
from reports.marks import Run, runs, shown
from reports.model import Report, Result
from reports.picture import HEIGHT, WIDTH, Ribbon, ribbons
from reports.places import Side, place_of, span_of
from reports.summary import by_severity, counted, flagged_pairs, percent

TEMPLATES = Path(__file__).parent / "templates"

FOLDED = 4
"""Neighbouring pairs without findings from which they are folded: fewer take no more room than the fold does."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as the page shows it.

    Attributes:
        finding: What it says.
        anchor: Its id in the page.
        label: Tells the findings of one pair apart; empty for a single one.
        place: Line and column in both files; empty where the whole document is meant.
    """

    finding: Finding
    anchor: str
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a pair: its language, the lines it stands on in its file, and its text in runs."""

    language: str
    lines: str
    text: str
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair with its findings, worst first in `severity`, which is empty for a clean pair."""

    pair: Pair
    anchor: str
    score: PairScore | None
    source: SideView
    target: SideView
    findings: Sequence[FindingView]
    severity: str

    def look_of(self, run: Run) -> str:
        """Return the classes of a mark: the worst severity that lies on it, and whether it marks a place."""
        look = str(_worst(self.findings[index].finding for index in run.findings))
        return look if run.text else f"{look} point"


@dataclass(frozen=True, slots=True)
class BitextView:
    """One bitext: its pairs in stretches, each either folded or not."""

    result: Result
    anchor: str
    names: tuple[str, str]
    is_translation: bool
    is_partly: bool
    findings: Sequence[FindingView]
    stretches: Sequence[tuple[bool, Sequence[PairView]]]
    ribbons: Sequence[Ribbon]
    missing: int
    added: int
    severities: dict[Severity, int]
    figures: dict[str, float]


def render(report: Report) -> str:
    """Return the whole page: markup, style and script in one file that loads nothing and runs nothing but its own.

    The same report gives the same bytes. Every text of the files stands in the page as text content, never as markup;
    the page's policy forbids all other scripts, styles and connections.
    """
    style, script = _asset("report.css"), _asset("report.js")
    return _template().render(
        report=report,
        bitexts=list(_bitext_views(report)),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'",
        severities=by_severity(report),
        pairs=sum(len(result.bitext.beads) for result in report.results),
        flagged=flagged_pairs(report),
        rules=_rule_views(report),
        metrics=list(dict.fromkeys(total.metric for result in report.results for total in result.totals)),
        picture=(WIDTH, HEIGHT),
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"shown": shown, "visible": visible, "counted": counted, "percent": percent}
    return environment.get_template("report.html")


def _asset(name: str) -> Markup:
    # Ours, and without the characters that would end its element: this is the only text that is not escaped.
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that found something: how often, and the worst severity, which may be other than the rule's own."""

    rule: Rule
    number: int
    severity: Severity


def _rule_views(report: Report) -> list[RuleView]:
    """Return the rules that found something: worst first, then most, then by name."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for result in report.results:
        for finding in result.findings:
            found[finding.rule].append(finding)
    views = [
        RuleView(rule, len(found[rule.name]), _worst(found[rule.name]) or rule.severity)
        for rule in report.rules
        if rule.name in found
    ]
    return sorted(views, key=lambda view: (view.severity.rank, -view.number, view.rule.name))


def _bitext_views(report: Report) -> Iterator[BitextView]:
    for number, result in enumerate(report.results, 1):
        anchor = f"d{number}"
        found: dict[int | None, list[Finding]] = defaultdict(list)
        for finding in result.findings:
            found[finding.pair.number if finding.pair else None].append(finding)
        views = list(_pair_views(result, found, anchor))
        flagged = [view for view in views if view.findings]
        yield BitextView(
            result=result,
            anchor=anchor,
            names=_side_names(result.bitext),
            is_translation=result.bitext.is_translation,
            is_partly=result.bitext.verdict is Verdict.PARTLY,
            findings=_finding_views(result, found[None], f"{anchor}w"),
            stretches=list(_stretches(views)),
            ribbons=ribbons(
                result.bitext,
                {view.pair.number: Severity(view.severity) for view in flagged},
                {view.pair.number: len(view.findings) for view in flagged},
                [view.score.quality if view.score else None for view in views],
            ),
            missing=sum(not view.target.text for view in views),
            added=sum(not view.source.text for view in views),
            severities=by_severity(Report((result,), report.rules, report.signature)),
            figures={total.metric: total.value for total in result.totals},
        )


def _side_names(bitext: Bitext) -> tuple[str, str]:
    names = bitext.source.name, bitext.target.name
    return names if names[0] != names[1] else ("Chinese", "English")  # a file of pairs is both sides


def _pair_views(result: Result, found: dict[int | None, list[Finding]], anchor: str) -> Iterator[PairView]:
    scores: Sequence[PairScore | None] = result.scores or [None] * len(result.bitext.beads)
    for pair, score in zip(result.bitext.pairs, scores, strict=True):
        findings = found.get(pair.number, [])
        own = f"{anchor}p{pair.number}"
        yield PairView(
            pair=pair,
            anchor=own,
            score=score,
            source=_side_view(pair.source, findings, is_source=True),
            target=_side_view(pair.target, findings, is_source=False),
            findings=_finding_views(result, findings, f"{own}f"),
            severity=str(_worst(findings) or ""),
        )


def _worst(findings: Iterable[Finding]) -> Severity | None:
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank, default=None)


def _side_view(passage: Passage, findings: Sequence[Finding], *, is_source: bool) -> SideView:
    spans = [span_of(finding, "source" if is_source else "target") for finding in findings]
    text = passage.text
    first = passage.place(0).line
    last = passage.place(len(text) - 1).line if text else first
    return SideView(
        language=passage.document.language,
        lines="" if not text else str(first) if first == last else f"{first}\N{EN DASH}{last}",
        text=text,
        runs=runs(text, spans),
    )


def _finding_views(result: Result, findings: Sequence[Finding], prefix: str) -> list[FindingView]:
    return [
        FindingView(
            finding=finding,
            anchor=f"{prefix}{number}",
            label=str(number) if len(findings) > 1 else "",
            place=_place_words(result, finding) if finding.pair else "",
        )
        for number, finding in enumerate(findings, 1)
    ]


def _place_words(result: Result, finding: Finding) -> str:
    sides: tuple[tuple[str, Side], ...] = (
        (result.bitext.source.language, "source"),
        (result.bitext.target.language, "target"),
    )
    places = ((language, place_of(result, finding, side)) for language, side in sides)
    return ", ".join(f"{language} {place.line}:{place.column}" for language, place in places)


def _stretches(views: Sequence[PairView]) -> Iterator[tuple[bool, list[PairView]]]:
    """Yield runs of neighbouring pairs, and whether they are to be folded."""
    for has_findings, run in groupby(views, key=lambda view: bool(view.findings)):
        stretch = list(run)
        yield not has_findings and len(stretch) >= FOLDED, stretch
