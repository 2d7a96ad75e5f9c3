"""One line a finding, as compilers write it: for editors that jump to `path:line:column`, for logs, for grep."""

from __future__ import annotations

from metrics.rules import Finding
from reports.display import visible
from reports.model import Report, Result
from reports.places import place_of


def render(report: Report) -> str:
    """Return one line for each finding, in order; nothing where nothing was found."""
    return "".join(concise_line(result, finding) + "\n" for result in report.results for finding in result.findings)


def concise_line(result: Result, finding: Finding) -> str:
    """Return a finding as `path:line:column: severity rule: message  [source path:line]`.

    The place is the translation's, where a text is missing there the place where it would stand; a finding about the
    whole document stands at its beginning. Characters that a terminal would obey are made visible.
    """
    source, target = place_of(result, finding, "source"), place_of(result, finding, "target")
    return visible(
        f"{result.bitext.target.name}:{target.line}:{target.column}: {finding.severity} {finding.rule}: "
        f"{finding.message}  [{result.bitext.source.name}:{source.line}]"
    )
