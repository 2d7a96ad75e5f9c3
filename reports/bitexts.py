"""An alignment as text: for people, for other aligners' tools, and to be read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from corpora.model import Bitext, Passage, Span
from reports.columns import Column, table_lines
from reports.display import DEFAULT_WIDTH
from reports.frames import tsv_line
from reports.json_records import to_json

FORMATS = ("table", "tsv", "jsonl", "ids", "tmx")
"""What `render_alignment` knows."""


def render_alignment(bitext: Bitext, format: str, *, width: int | None = None) -> str:
    """Render the beads of a bitext, one after the other.

    Args:
        bitext: The aligned documents; without beads the result is empty but for headers.
        format: `ids` is `[0]:[0,1]:0.83` a line, 0-based segment numbers and the bead's confidence, every segment of
            both sides exactly once; `tsv`, `jsonl` and `tmx` can be read back as a bitext; `table` is for reading.
        width: Cells a line for `table`.

    Raises:
        ConfigError: No format has this name.
    """
    if format == "table":
        return _table(bitext, width or DEFAULT_WIDTH)
    if format not in _LINES:
        from corpora.errors import ConfigError  # noqa: PLC0415

        raise ConfigError(f"no alignment format is named {format!r}; the formats are {', '.join(FORMATS)}")
    return "".join(_LINES[format](bitext))


def alignment_losses(bitext: Bitext, format: str) -> list[str]:
    """Return what a format cannot say of a bitext, and how often."""
    if format != "tmx":
        return []
    from corpora.formats.tmx import tmx_losses  # noqa: PLC0415 - the others need no XML

    return tmx_losses(bitext)


def _tmx(bitext: Bitext) -> Iterator[str]:
    from corpora.formats.tmx import tmx_lines  # noqa: PLC0415 - the others need no XML

    return tmx_lines(bitext)


def _ids(bitext: Bitext) -> Iterator[str]:
    for bead in bitext.beads:
        yield f"[{_numbers(bead.source)}]:[{_numbers(bead.target)}]:{bead.score:.2f}\n"


def _numbers(span: Span) -> str:
    return ",".join(map(str, range(span.start, span.end)))


def _tsv(bitext: Bitext) -> Iterator[str]:
    yield tsv_line(["source", "target", "score", "kind", "source_line", "target_line"])
    for bead, pair in zip(bitext.beads, bitext.pairs, strict=True):
        lines = _line(pair.source), _line(pair.target)
        yield tsv_line([pair.source.text, pair.target.text, f"{bead.score:.4f}", bead.kind, *lines])


def _line(passage: Passage) -> int | None:
    return passage.place().line if len(passage.segments) else None


def _jsonl(bitext: Bitext) -> Iterator[str]:
    for bead, pair in zip(bitext.beads, bitext.pairs, strict=True):
        record = {
            "pair": pair.number,
            "score": round(bead.score, 4),
            "kind": bead.kind,
            "source": pair.source.text,
            "target": pair.target.text,
            "source_segments": list(range(bead.source.start, bead.source.end)),
            "target_segments": list(range(bead.target.start, bead.target.end)),
            "source_line": _line(pair.source),
            "target_line": _line(pair.target),
        }
        yield to_json(record) + "\n"


_LINES: Mapping[str, Callable[[Bitext], Iterator[str]]] = MappingProxyType(
    {"ids": _ids, "tsv": _tsv, "jsonl": _jsonl, "tmx": _tmx}
)


def _table(bitext: Bitext, width: int) -> str:
    columns = [
        Column("pair", [str(pair.number) for pair in bitext.pairs], align_right=True),
        Column("kind", [bead.kind for bead in bitext.beads]),
        Column("score", [f"{bead.score:.2f}" for bead in bitext.beads], align_right=True),
        Column("source", [pair.source.text for pair in bitext.pairs], is_text=True),
        Column("target", [pair.target.text for pair in bitext.pairs], is_text=True),
    ]
    return "".join(line + "\n" for line in table_lines(columns, width))
