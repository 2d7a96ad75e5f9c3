"""Rules about what stands on one side only, stands twice, or should not have been compared at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.characters import count_scripts
from corpora.model import IS_TRANSLATION, Pair, Passage, Span
from metrics.checks.context import IS_SURE, Context
from metrics.rules import Check, Finding, Rule, Severity, shorten

OMITTED_TEXT = Rule(
    "omitted-text",
    "alignment",
    Severity.ERROR,
    "a Chinese sentence without translation",
    """
*What it does.* Reports Chinese sentences to which no English sentence belongs.

*Why it matters.* An omission reads well: nobody who sees only the English can find it.

*Example.* `会议还讨论了明年的预算。` stands between two translated sentences, and nothing in the
English speaks of a budget.

*Known gaps.* Whole sentences only: a clause dropped inside a translated sentence is not seen yet. Page numbers, rules
of dashes and other lines without words are no omission. Where the aligner is not quite sure, the finding is a warning,
and below an even chance information. Where the documents are no translation of each other, only `not-a-translation` is
reported. *Measured*: of 239 sentences deleted from news, 94 in 100 are found, and 92 in 100 findings are right (97 of
those that are errors); whole human translations of news raise 1 in 2,000 sentences, of novels 2 in 1,000.
""",
)

ADDED_TEXT = Rule(
    "added-text",
    "alignment",
    Severity.WARNING,
    "an English sentence without source",
    """
*What it does.* Reports English sentences to which no Chinese sentence belongs.

*Why it matters.* What the source does not say, the translation must not say: notes of the translator, text of a web
page around the article, sentences that a language model invented.

*Example.* `Click here to subscribe.` at the end of a speech.

*Known gaps.* Whole sentences only. A sentence that repeats another is reported as `duplicated-text` instead.
*Measured*: of 199 sentences without source in news, 83 in 100 are found, and 97 in 100 findings are right; whole
translations raise 3 in 1,000 sentences.
""",
)

DUPLICATED_TEXT = Rule(
    "duplicated-text",
    "alignment",
    Severity.WARNING,
    "an English sentence that stands twice, for a source that stands once",
    """
*What it does.* Reports an English sentence that repeats another one of the same text, word by word or nearly so,
although the Chinese behind the two differs.

*Why it matters.* Paste errors and machine translation that loses its place print a sentence twice; often the second
one hides an omission.

*Example.* `The committee met in the town hall on Monday.` for both `委员会周一在市政厅开会。` and `会上通过了新章程。`.

*Known gaps.* Sentences of fewer than eight words are passed over, and near repetitions are found only between
sentences that share rare triples of words. *Measured*: of 240 sentences printed again in human-translated news (after
themselves, further down, or in the place of another) 97 in 100 are found; whole human translations raise 2 in 10,157
sentences, one of them a repetition that the source says in other words.
""",
)

NOT_A_TRANSLATION = Rule(
    "not-a-translation",
    "alignment",
    Severity.ERROR,
    "documents that are no translation of each other",
    """
*What it does.* Reports, once for a whole document, that the two files do not seem to translate each other.

*Why it matters.* Every other comparison would be noise; most often a file was paired with the wrong one.

*Example.* `speech-2021.zh.txt` checked against `speech-2022.en.txt`.

*Known gaps.* Documents of one or two sentences carry too little evidence to be sure: theirs is a warning. Files that
share passages without translating each other as a whole are reported as no translation, and the shared passages are
still compared. *Measured*: of free literary translations, 13 in 100 single sentences are reported wrongly, 5 in 100
pairs of sentences, 2 in 100 passages of three to five, none from twenty sentences on; of news, 1 in 100 single
sentences, and none longer. Of passages of ten sentences that do not belong together, all of news and 96 in 100 of
novels are found.
""",
)


_ENOUGH_PAIRS = 3
"""Pairs from which a document holds enough evidence for an error: the measurement stands in the rule's explanation."""


def run(context: Context) -> Iterator[Finding]:
    """Yield findings for sentences on one side only or repeated, or one for documents that do not match."""
    if not context.bitext.is_translation:
        percent = int(100 * context.bitext.confidence)
        is_short = len(context.pairs) < _ENOUGH_PAIRS
        yield Finding(
            NOT_A_TRANSLATION.name,
            Severity.WARNING if is_short else NOT_A_TRANSLATION.severity,
            None,
            f"{context.bitext.target.name} does not seem to translate {context.bitext.source.name}: "
            f"confidence {percent} %, expected {round(100 * IS_TRANSLATION)} % or more",
        )
        return
    repeated = {id(finding.pair): finding for finding in _duplicated(context)}
    for pair in context.pairs:
        if id(pair) in repeated:
            yield repeated[id(pair)]
        elif not pair.target.text.strip() and _says_something(pair.source.text):
            yield Finding(
                OMITTED_TEXT.name,
                _severity(OMITTED_TEXT, pair),
                pair,
                f"not translated: {shorten(pair.source.text, 60)}",
                source=Span(0, len(pair.source.text)),
            )
        elif not pair.source.text.strip() and _says_something(pair.target.text):
            yield Finding(
                ADDED_TEXT.name,
                _severity(ADDED_TEXT, pair),
                pair,
                f'the source has nothing for "{shorten(pair.target.text, 90)}"',
                target=Span(0, len(pair.target.text)),
            )


_UNSURE = 0.5
"""The aligner's even chance: of 390 right null beads in perturbed news one in fifty is below it."""


def _severity(rule: Rule, pair: Pair) -> Severity:
    """Return an error only for null beads that the aligner is sure of: of 20 wrong ones in perturbed news, of 6."""
    if pair.score < _UNSURE:
        return Severity.INFO
    return rule.severity if pair.score >= IS_SURE else Severity.WARNING


def _segment_spans(passage: Passage) -> Iterator[Span]:
    """Yield where each segment stands in a passage's text."""
    at = 0
    for segment in passage.document.segments[passage.segments.slice]:
        start = passage.text.index(segment.text, at)
        at = start + len(segment.text)
        yield Span(start, at)


def _says_something(text: str) -> bool:
    """Say whether a line holds words: page numbers, bullets and rules of dashes may come and go."""
    han, latin = count_scripts(text)
    return han >= 2 or latin >= 3


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


def _duplicated(context: Context) -> Iterator[Finding]:
    """Yield at most one finding for each pair, for the sentence of two alike that its source supports less."""
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
            if id(worse.pair) not in reported:
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


CHECK = Check((OMITTED_TEXT, ADDED_TEXT, DUPLICATED_TEXT, NOT_A_TRANSLATION), run)
