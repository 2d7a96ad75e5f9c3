"""Findings as JSON, the shape that other programs rely on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from metrics.rules import Finding
from reports.model import Report, Result
from reports.places import Side, passage_of, place_of, span_of

_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
"""Written as escapes although JSON allows them as they are: what terminals obey, what some readers take for a line's
end, and lone surrogates, which no UTF-8 file can hold. `json.dumps` escapes the ASCII controls itself."""


def render_json(report: Report) -> str:
    """Return all findings as one JSON array, a finding a line."""
    lines = [to_json(record) for record in finding_records(report)]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def render_jsonl(report: Report) -> str:
    """Return one JSON object a line; nothing where nothing was found."""
    return "".join(to_json(record) + "\n" for record in finding_records(report))


def finding_records(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the findings of a run in order, as `finding_record` shapes them."""
    families = {rule.name: rule.family for rule in report.rules}
    for result in report.results:
        for finding in result.findings:
            yield finding_record(result, finding, families[finding.rule])


def finding_record(result: Result, finding: Finding, family: str) -> dict[str, Any]:
    """Return a finding as the fixed keys, in their fixed order.

    `pair` is the 1-based number of the bead or row and `score` the bead's confidence from 0 to 1; both are null where
    the whole document is meant. `source` and `target` hold `path`; `line` and `column`, 1-based and in code points, of
    the offending part in the original file (of the whole side where `start` is null, of what it follows where the side
    is empty); `text`, the bead's side; `start` and `end`, the offending part of `text` as a half-open interval.
    """
    pair = finding.pair
    return {
        "rule": finding.rule,
        "family": family,
        "severity": str(finding.severity),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "pair": None if pair is None else pair.number,
        "score": None if pair is None else round(pair.score, 4),
        "term": finding.term,
        "source": _side_record(result, finding, "source"),
        "target": _side_record(result, finding, "target"),
    }


def _side_record(result: Result, finding: Finding, side: Side) -> dict[str, Any]:
    document = result.bitext.source if side == "source" else result.bitext.target
    passage, span = passage_of(finding, side), span_of(finding, side)
    place = place_of(result, finding, side) if passage is not None else None
    return {
        "path": document.name,
        "line": None if place is None else place.line,
        "column": None if place is None else place.column,
        "text": passage.text if passage is not None else None,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
    }


def to_json(record: dict[str, Any]) -> str:
    """Return a record as one line of JSON: Chinese as it is, and nothing that breaks a line or moves a cursor."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
