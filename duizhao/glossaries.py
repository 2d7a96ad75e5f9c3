"""A glossary file checked like a text: its lines are the pairs, so that every report format can show what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpora.errors import InputError
from corpora.glossary import Glossary, GlossaryError, Problem, parse_glossary, read_text, scan_glossary
from corpora.model import Bead, Bitext, Document, Place, Segment, Span
from metrics.checks.glossary import find_problems
from metrics.checks.glossary_rules import GLOSSARY_RULES
from metrics.rules import Finding
from reports.model import Report, Result


def check_glossaries(paths: Sequence[Path]) -> Report:
    """Return everything that is wrong with glossary files, as findings.

    Raises:
        InputError: A file cannot be read, or is not UTF-8.
    """
    from duizhao import __version__  # noqa: PLC0415

    texts = {str(path): read_text(path) for path in paths}
    across = _contradictions(texts)
    results = tuple(check_text(text, name, across.get(name, ())) for name, text in texts.items())
    rules = ",".join(rule.name for rule in GLOSSARY_RULES)
    return Report(results, GLOSSARY_RULES, f"duizhao:{__version__}|rules:{rules}")


def _contradictions(texts: Mapping[str, str]) -> dict[str, list[Problem]]:
    """Return by file what keeps sound glossaries from being used together."""
    try:
        Glossary.merged([parse_glossary(text, name=name) for name, text in texts.items()])
    except GlossaryError:
        return {}
    except InputError as error:
        return {str(error.path): [Problem(error.line or 1, 1, error.problem, "right-and-forbidden")]}
    return {}


def check_text(text: str, name: str, across: Sequence[Problem] = ()) -> Result:
    """Return everything that is wrong with the text of a glossary file.

    Pair number N is line N: its source side is the term, where the line is a sound row, its target side the whole line.

    Args:
        text: The file's text.
        name: Its name.
        across: Problems that only other files show.
    """
    scan = scan_glossary(text)
    terms = {row.term.line: row.term.source for row in scan.rows}
    columns = {row.term.line: row.cells["source"].column for row in scan.rows}
    problems = sorted([*find_problems(scan, text), *across])
    lines = [*scan.lines, *[""] * (max((found.line for found in problems), default=0) - len(scan.lines))]
    starts = _line_starts(text, len(lines))
    source: list[Segment] = []
    target: list[Segment] = []
    beads = []
    for number, line in enumerate(lines, 1):
        source.append(_segment(terms.get(number, ""), number, columns.get(number, 1), starts))
        target.append(_segment(line, number, 1, starts))
        beads.append(Bead(Span(number - 1, number), Span(number - 1, number)))
    bitext = Bitext(
        Document(name, "zh", tuple(source), line_starts=starts),
        Document(name, "en", tuple(target), line_starts=starts),
        tuple(beads),
    )
    return Result(bitext, (), (), tuple(_finding(bitext, found, terms.get(found.line)) for found in problems))


def _line_starts(text: str, count: int) -> tuple[int, ...]:
    starts = [len(text) - len(text.removeprefix("\ufeff"))]
    for line in text[starts[0] :].split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return tuple(starts[:count] + [starts[-1] + k for k in range(count - len(starts))])


def _segment(text: str, line: int, column: int, starts: Sequence[int]) -> Segment:
    offset = starts[line - 1] + column - 1
    return Segment(text, Place(line, column, offset), ((0, offset),))


_RULES = {rule.name: rule for rule in GLOSSARY_RULES}


def _finding(bitext: Bitext, problem: Problem, term: str | None) -> Finding:
    pair = bitext.pairs[problem.line - 1]
    start = min(problem.column - 1, len(pair.target.text))
    span = Span(start, min(start + problem.length, len(pair.target.text)))
    severity = _RULES[problem.rule].severity
    return Finding(problem.rule, severity, pair, problem.message, target=span, term=term)
