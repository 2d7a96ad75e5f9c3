"""How a corpus uses a glossary: for people, and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reports.display import visible
from reports.summary import counted

if TYPE_CHECKING:
    from metrics.term_audit import Rendering, Usage

EXAMPLES = 2
"""How many places are shown for a rendering."""

AROUND = 30
"""How many characters of the sentence are shown on either side of a rendering."""


def render_audit(usages: Sequence[Usage], name: str, form: str) -> str:
    """Return an audit of the glossary `name` as `text` or `jsonl`."""
    if form == "jsonl":
        return "".join(json.dumps(_record(usage), ensure_ascii=False) + "\n" for usage in usages)
    return "".join(f"{line}\n" for line in _lines(usages, name))


def _lines(usages: Sequence[Usage], name: str) -> Iterator[str]:
    unseen = [usage for usage in usages if not usage.seen]
    violated = [usage for usage in usages if usage.is_always_violated]
    against = [usage for usage in usages if usage.majority and not usage.is_always_violated]
    guarded = [usage for usage in usages if usage.longer]
    yield f"seen: {counted(len(usages) - len(unseen), 'term')} of {len(usages):,}"
    if violated:
        yield f"\nalways rendered otherwise: {len(violated)}"
        for usage in violated:
            yield from _usage_lines(usage, name)
    if against:
        yield f"\nmostly rendered otherwise: {len(against)}"
        for usage in against:
            yield from _usage_lines(usage, name)
    if guarded:
        yield f"\nperhaps not meant inside longer words (not_in): {len(guarded)}"
        for usage in guarded:
            strings = ", ".join(f"{visible(string)} ({times})" for string, times in usage.longer)
            yield f"{_head(usage, name)}: {strings}"
    if unseen:
        yield f"\nnever seen: {len(unseen)}"
        yield ", ".join(visible(usage.term.source) for usage in unseen)


def _head(usage: Usage, name: str) -> str:
    return visible(f"{name}:{usage.term.line}: {usage.term.source} → {usage.term.target}")


def _usage_lines(usage: Usage, name: str) -> Iterator[str]:
    yield f"{_head(usage, name)}: right in {usage.right:,} of {counted(usage.seen, 'pair')}"
    for rendering in usage.others[:3]:
        forbidden = ", which the glossary forbids" if rendering.is_forbidden else ""
        yield f'    {len(rendering.pairs):,} × "{visible(rendering.text)}"{forbidden}'
        for number in range(min(EXAMPLES, len(rendering.pairs))):
            yield f"        {_example(rendering, number)}"


def _example(rendering: Rendering, number: int) -> str:
    pair, span = rendering.pairs[number], rendering.spans[number]
    text = pair.target.text
    start, end = (span.start, span.end) if span else (0, 2 * AROUND)
    left, right = max(start - AROUND, 0), min(end + AROUND, len(text))
    place = pair.target.place(start if span else 0)
    shown = ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
    return visible(f"{pair.target.document.name}:{place.line}:{place.column}: {shown}")


def _record(usage: Usage) -> dict[str, object]:
    return {
        "source": usage.term.source,
        "target": usage.term.target,
        "line": usage.term.line,
        "seen": usage.seen,
        "right": usage.right,
        "always_violated": usage.is_always_violated,
        "contradicted_by": usage.majority.text if usage.majority else None,
        "others": [
            {"text": other.text, "count": len(other.pairs), "forbidden": other.is_forbidden} for other in usage.others
        ],
        "not_in": [{"string": string, "count": times} for string, times in usage.longer],
    }
