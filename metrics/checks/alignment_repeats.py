"""Sentences of the translation that stand twice, for a source that stands once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.model import Pair, Passage, Span
from metrics.checks.alignment_rules import DUPLICATED_TEXT
from metrics.checks.context import Context
from metrics.rules import Finding, shorten


@dataclass(frozen=True, slots=True)
class _Sentence:
    pair: Pair
    span: Span
    words: tuple[str, ...]


_WORDS = re.compile(r"\w+")
_SHORTEST = 8
"""Words from which a repeated sentence is no formula ("Thank you all very much for your attention.")."""
_BUSY = 8
"""Sentences from which a triple of words is a formula, and no sign of repetition; it also keeps the time linear."""
_SAME = 90.0
"""rapidfuzz's ratio, in per cent, from which two English sentences say the same."""
_SUPPORTED = 60.0
"""The adequacy from which a repeated sentence translates its own source all the same."""
_SAME_SOURCE = 60.0
"""The ratio from which two Chinese sentences repeat each other, so that their translations may."""


def repeated_text(context: Context, told: frozenset[int]) -> Iterator[Finding]:
    """Yield at most one finding for each pair, for the sentence of two alike that its source supports less.

    Args:
        context: The bitext.
        told: Numbers of pairs that another rule reports.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - only texts with candidates need it

    scores = {id(pair): score.adequacy for pair, score in zip(context.pairs, context.scores, strict=True)}
    sentences: list[_Sentence] = []
    seen: dict[tuple[str, ...], list[int]] = {}
    reported: set[int] = set()
    for sentence in _sentences(context):
        triples = {sentence.words[at : at + 3] for at in range(len(sentence.words) - 2)}
        shared: dict[int, int] = {}
        for triple in triples:
            holders = seen.setdefault(triple, [])
            if len(holders) <= _BUSY:
                for number in holders:
                    shared[number] = shared.get(number, 0) + 1
                holders.append(len(sentences))
        sentences.append(sentence)
        text = " ".join(sentence.words)
        for number, count in sorted(shared.items()):
            earlier = sentences[number]
            if count < len(triples) / 3 or fuzz.ratio(text, " ".join(earlier.words)) < _SAME:
                continue
            if _source_repeats(earlier.pair, sentence.pair):
                continue
            worse, better = sentence, earlier
            if scores[id(earlier.pair)] < scores[id(sentence.pair)]:
                worse, better = earlier, sentence
            if worse.pair is not better.pair and scores[id(worse.pair)] > _SUPPORTED:
                # The sources say the same in other words.
                continue
            if id(worse.pair) not in reported and worse.pair.number not in told:
                reported.add(id(worse.pair))
                line = better.pair.target.place(better.span.start).line
                yield Finding(
                    DUPLICATED_TEXT.name,
                    DUPLICATED_TEXT.severity,
                    worse.pair,
                    f"says the same as line {line}, where the Chinese does not repeat itself: "
                    f'"{shorten(worse.pair.target.text[worse.span.slice], 90)}"',
                    source=Span(0, len(worse.pair.source.text)) if worse.pair.source.text else None,
                    target=worse.span,
                )
            break


def _sentences(context: Context) -> Iterator[_Sentence]:
    for pair in context.pairs:
        for span in _segment_spans(pair.target):
            words = tuple(_WORDS.findall(pair.target.text[span.slice].lower()))
            if len(words) >= _SHORTEST:
                yield _Sentence(pair, span, words)


def _source_repeats(first: Pair, second: Pair) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415

    if first is second:
        # Two alike in one bead: fine when the bead's source sentences are alike too.
        texts = [segment.text for segment in first.source.document.segments[first.source.segments.slice]]
        return any(fuzz.ratio(one, other) >= _SAME_SOURCE for at, one in enumerate(texts) for other in texts[at + 1 :])
    return fuzz.ratio(first.source.text, second.source.text) >= _SAME_SOURCE


def _segment_spans(passage: Passage) -> Iterator[Span]:
    """Yield where each segment stands in a passage's text."""
    at = 0
    for segment in passage.document.segments[passage.segments.slice]:
        start = passage.text.index(segment.text, at)
        at = start + len(segment.text)
        yield Span(start, at)
