"""Renderings of a run: for the terminal, for programs, and for people in a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.model import Report

Renderer = Callable[["Report"], str]
"""Renders a whole run as one text: empty, or ending with a line feed."""


def _full(report: Report) -> str:
    return render(report, "full")


def _concise(report: Report) -> str:
    from reports import concise  # noqa: PLC0415

    return concise.render(report)


def _json(report: Report) -> str:
    from reports import json_records  # noqa: PLC0415

    return json_records.render_json(report)


def _jsonl(report: Report) -> str:
    from reports import json_records  # noqa: PLC0415

    return json_records.render_jsonl(report)


def _tsv(report: Report) -> str:
    from reports import frames  # noqa: PLC0415

    return frames.render(report)


def _html(report: Report) -> str:
    from reports import html_page  # noqa: PLC0415

    return html_page.render(report)


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"full": _full, "concise": _concise, "json": _json, "jsonl": _jsonl, "tsv": _tsv, "html": _html}
)
"""Formats by name; each loads its module when it is used, so that jinja2 and polars cost nothing until then."""


def render(report: Report, format: str = "full", *, width: int | None = None, color: bool = False) -> str:
    """Render a run in one of the formats of `RENDERERS`.

    Args:
        report: The run.
        format: A name in `RENDERERS`.
        width: Cells a line for `full`, where the terminal's width is known; the other formats wrap nothing.
        color: Whether `full` marks severities by colour, too.

    Raises:
        ConfigError: No format has this name.
    """
    if format == "full":
        from reports import full  # noqa: PLC0415

        return full.render(report, width=width, color=color)
    if format not in RENDERERS:
        from corpora.errors import ConfigError  # noqa: PLC0415

        raise ConfigError(f"no report format is named {format!r}; the formats are {', '.join(RENDERERS)}")
    return RENDERERS[format](report)
