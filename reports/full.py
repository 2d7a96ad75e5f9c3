"""Findings for a person at a terminal: pair by pair, both texts with the offending parts marked under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from corpora.model import Span
from metrics.rules import Finding, Severity
from reports.display import DEFAULT_WIDTH, Glyph, glyphs, visible, width_of, windowed, wrap, wrapped_text
from reports.model import Report, Result
from reports.places import Side, passage_of, place_of, span_of
from reports.summary import counted, summary_lines, verdict_line

NARROWEST = 40
"""Cells below which texts are not wrapped any further: the gutter and a few words must fit."""

WHOLE_LINES = 6
"""Lines up to which a text is shown whole; of a longer one, what stands around the marks."""

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

Style = Callable[..., str]
"""`click.style`, or a function that leaves the text as it is."""


class Terminal(NamedTuple):
    """What is written to.

    Attributes:
        width: Cells a line.
        style: Colours a text, or not.
    """

    width: int
    style: Style


Mark = tuple[int, int, str, Severity]
"""Start and end in the text, the label printed under it, and how bad it is."""


def render(report: Report, *, width: int | None = None, color: bool = False) -> str:
    """Return the findings grouped by document and pair, and a summary.

    Args:
        report: The run.
        width: Cells a line; `DEFAULT_WIDTH` when None.
        color: Whether severities and marks are coloured, too; nothing is said by colour alone.
    """
    terminal = Terminal(max(width or DEFAULT_WIDTH, NARROWEST), _style(color))
    lines: list[str] = []
    for result in report.results:
        if result.findings:
            lines += _result_lines(result, terminal)
    lines += [line for text in summary_lines(report) for line in wrapped_text(text, terminal.width)]
    return "".join(line.rstrip() + "\n" for line in lines)


def _style(color: bool) -> Style:
    if color:
        from click import style  # noqa: PLC0415  # only a terminal needs it

        return style
    return lambda text, **_: str(text)


def _result_lines(result: Result, terminal: Terminal) -> Iterator[str]:
    style = terminal.style
    # A file of pairs is both sides.
    names = dict.fromkeys((visible(result.bitext.source.name), visible(result.bitext.target.name)))
    yield style(" → ".join(names), bold=True)
    yield style(f"{counted(len(result.bitext.beads), 'pair')}; {verdict_line(result.bitext)}", dim=True)
    yield ""
    for number, group in groupby(result.findings, key=lambda finding: finding.pair and finding.pair.number):
        findings = list(group)
        if number is None:
            for finding in findings:
                yield from _reason_lines(result, finding, "", terminal)
        else:
            yield from _pair_lines(result, number, findings, terminal)
        yield ""


def _pair_lines(result: Result, number: int, findings: Sequence[Finding], terminal: Terminal) -> Iterator[str]:
    style = terminal.style
    score = result.scores[number - 1].quality if result.scores else None
    quality = "" if score is None else f"  quality {score:.0f}"
    yield style(f"pair {number}", bold=True) + style(quality, dim=True)
    labels = [str(label) if len(findings) > 1 else "" for label in range(1, len(findings) + 1)]
    for side in ("source", "target"):
        marks = _marks(findings, labels, side)
        yield from _text_lines(result, findings[0], side, marks, terminal)
    for finding, label in zip(findings, labels, strict=True):
        yield from _reason_lines(result, finding, label, terminal)


def _marks(findings: Sequence[Finding], labels: Sequence[str], side: Side) -> list[Mark]:
    """Return the marks of one side; findings on the same part share one, as bad as the worst of them."""
    found: dict[Span, list[tuple[str, Severity]]] = {}
    for finding, label in zip(findings, labels, strict=True):
        span = span_of(finding, side)
        if span is not None:
            found.setdefault(span, []).append((label, finding.severity))
    return [
        (
            span.start,
            span.end,
            ",".join(label for label, _ in here),
            min((severity for _, severity in here), key=lambda severity: severity.rank),
        )
        for span, here in found.items()
    ]


def _text_lines(
    result: Result, finding: Finding, side: Side, marks: Sequence[Mark], terminal: Terminal
) -> Iterator[str]:
    style = terminal.style
    passage = passage_of(finding, side)
    assert passage is not None
    language = result.bitext.source.language if side == "source" else result.bitext.target.language
    gutter = f"  {language} │ "
    if not passage.text:
        yield style(gutter + ("(no original)" if side == "source" else "(no translation)"), dim=True)
        return
    room = terminal.width - width_of(gutter)
    row = windowed(glyphs(passage.text), [(start, end) for start, end, *_ in marks], WHOLE_LINES * room, room)
    blank = " " * (width_of(gutter) - 2) + "│ "
    for line in wrap(row, room):
        yield style(gutter, dim=True) + _colored(line, marks, style)
        gutter = blank
        for mark_line in _mark_lines(line, marks, style):
            yield style(blank, dim=True) + mark_line


def _colored(line: Sequence[Glyph], marks: Sequence[Mark], style: Style) -> str:
    """Return a line of text with its marked parts in the colour of the worst mark on them."""

    def worst(glyph: Glyph) -> Severity | None:
        found = [severity for start, end, _, severity in marks if start <= glyph.at < end]
        return min(found, key=lambda severity: severity.rank) if found else None

    parts = ((severity, "".join(glyph.text for glyph in run)) for severity, run in groupby(line, key=worst))
    return "".join(style(text, fg=COLORS[severity], bold=True) if severity else text for severity, text in parts)


def _mark_lines(line: Sequence[Glyph], marks: Sequence[Mark], style: Style) -> Iterator[str]:
    """Yield what stands under a line of text: `^^^^`, or `1^^^` where findings are told apart by number.

    Marks that overlap stand on lines of their own. A mark of nothing, between two characters, is one `^`.
    """
    rows: list[tuple[int, str]] = []  # the cells taken, and the text so far
    for start, end, label, severity in marks:
        cells = _cells_under(line, start, end)
        if cells is None:
            continue
        first, last = cells
        carets = label + "^" * max(last - first - len(label), 0 if label else 1)
        for number, (taken, text) in enumerate(rows):
            if taken < first or (taken == first == 0):
                rows[number] = (first + len(carets), text + " " * (first - taken) + style(carets, fg=COLORS[severity]))
                break
        else:
            rows.append((first + len(carets), " " * first + style(carets, fg=COLORS[severity])))
    yield from (text for _, text in rows)


def _cells_under(line: Sequence[Glyph], start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last cell that a mark takes under a line, or None where it does not touch the line."""
    first = last = None
    cell = 0
    for glyph in line:
        if start <= glyph.at < end or (start == end and glyph.at in (start, start - 1)):
            if first is None:
                first = cell + glyph.cells if start == end != glyph.at else cell
            last = first if start == end else cell + glyph.cells
        cell += glyph.cells
    return None if first is None or last is None else (first, last)


def _reason_lines(result: Result, finding: Finding, label: str, terminal: Terminal) -> Iterator[str]:
    width, style = terminal
    head = f"{label} " if label else ""
    indent = " " * (2 + len(head))
    places = [_place_text(result, finding, "target"), _place_text(result, finding, "source")]
    yield (
        f"  {head}{style(str(finding.severity), fg=COLORS[finding.severity], bold=True)} "
        f"{style(finding.rule, bold=True)}  {style('  '.join(places), dim=True)}"
    )
    for text in wrapped_text(finding.message, width - len(indent)):
        yield indent + text
    if finding.suggestion is not None:
        first, *rest = wrapped_text(finding.suggestion, width - len(indent) - len("suggestion: "))
        yield f"{indent}{style('suggestion:', fg='green')} {first}"
        yield from (indent + " " * len("suggestion: ") + text for text in rest)


def _place_text(result: Result, finding: Finding, side: Side) -> str:
    document = result.bitext.source if side == "source" else result.bitext.target
    if finding.pair is None:
        return visible(document.name)
    place = place_of(result, finding, side)
    return f"{visible(document.name)}:{place.line}:{place.column}"
