"""Scores as text: each pair's and the whole's, with the signature that says how they were made."""

from __future__ import annotations

from collections.abc import Sequence

from corpora.model import Bitext
from metrics.scores import PairScore, Score
from reports.columns import Column, table_lines
from reports.display import DEFAULT_WIDTH, visible
from reports.frames import tsv_line
from reports.json_records import to_json

FORMATS = ("table", "tsv", "jsonl")
"""What `render_scores` knows."""


def render_scores(
    bitext: Bitext,
    scores: Sequence[PairScore],
    totals: Sequence[Score],
    format: str,
    *,
    width: int | None = None,
) -> str:
    """Render the scores of a bitext.

    Args:
        bitext: The scored pairs.
        scores: One for each pair, in order.
        totals: Figures for the whole; `table` alone shows them.
        format: `jsonl` is one object a pair, in order, with `adequacy`, `fluency` and `quality` from 0 to 100 (null
            where a pair has no such score) and the `signals` they are made of; `tsv` has the same as columns, and can
            be read back as a bitext; `table` is for reading.
        width: Cells a line for `table`.

    Raises:
        ConfigError: No format has this name.
    """
    if format == "table":
        return _table(bitext, scores, totals, width or DEFAULT_WIDTH)
    if format == "tsv":
        return _tsv(bitext, scores)
    if format == "jsonl":
        return _jsonl(bitext, scores)
    from corpora.errors import ConfigError  # noqa: PLC0415

    raise ConfigError(f"no score format is named {format!r}; the formats are {', '.join(FORMATS)}")


def _jsonl(bitext: Bitext, scores: Sequence[PairScore]) -> str:
    lines = []
    for pair, score in zip(bitext.pairs, scores, strict=True):
        record = {
            "pair": pair.number,
            "adequacy": _rounded(score.adequacy),
            "fluency": _rounded(score.fluency),
            "quality": _rounded(score.quality),
            "signals": {name: _rounded(value) for name, value in score.signals.items()},
            "source": pair.source.text,
            "target": pair.target.text,
        }
        lines.append(to_json(record) + "\n")
    return "".join(lines)


def _rounded(value: float | None) -> float | None:
    # Four decimals: the last bits of a float differ between processors, and nobody reads them.
    return None if value is None else round(value, 4)


def _tsv(bitext: Bitext, scores: Sequence[PairScore]) -> str:
    names = signal_names(scores)
    lines = [tsv_line(["source", "target", "adequacy", "fluency", "quality", *names])]
    for pair, score in zip(bitext.pairs, scores, strict=True):
        figures = [score.adequacy, score.fluency, score.quality, *(score.signals.get(name) for name in names)]
        lines.append(tsv_line([pair.source.text, pair.target.text, *map(_rounded, figures)]))
    return "".join(lines)


def signal_names(scores: Sequence[PairScore]) -> list[str]:
    """Return the names of all signals, in the order in which they first occur."""
    return list(dict.fromkeys(name for score in scores for name in score.signals))


def _table(bitext: Bitext, scores: Sequence[PairScore], totals: Sequence[Score], width: int) -> str:
    columns = [Column("pair", [str(pair.number) for pair in bitext.pairs], align_right=True)]
    for metric in ("adequacy", "fluency", "quality"):
        figures = (getattr(score, metric) for score in scores)
        columns.append(
            Column(metric, ["–" if value is None else f"{value:.1f}" for value in figures], align_right=True)
        )
    columns += [
        Column("source", [pair.source.text for pair in bitext.pairs], is_text=True),
        Column("target", [pair.target.text for pair in bitext.pairs], is_text=True),
    ]
    return "".join(line + "\n" for line in [*table_lines(columns, width), "", *total_lines(totals)])


def total_lines(totals: Sequence[Score]) -> list[str]:
    """Return the figures for a whole bitext, a line each, and their signatures, each once."""
    lines = []
    for score in totals:
        interval = "" if score.interval is None else f"  [{score.interval[0]:.1f}, {score.interval[1]:.1f}]"
        lines.append(f"{visible(score.metric):<10} {score.value:6.1f}{interval}  ({score.segments:,} pairs)")
    return lines + [f"signature: {visible(name)}" for name in dict.fromkeys(score.signature for score in totals)]
