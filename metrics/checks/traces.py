"""Rules about traces that machines leave: text that repeats itself, and words about the task instead of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpora.model import Pair, Span
from metrics.checks.context import Context
from metrics.rules import Check, Finding, Rule, Severity, shorten

REPETITION = Rule(
    "repetition",
    "fluency",
    Severity.WARNING,
    "a phrase that is written twice or more in a row",
    """
*What it does.* Reports phrases of two words and more that follow themselves at once, and letters in endless rows.

*Why it matters.* Neural translation falls into loops on hard or long sentences; whatever should have come next is
missing.

*Example.* `in the fields of in the fields of education`.

*Known gaps.* Where the Chinese repeats itself as well, nothing is said. A single word that stands twice is
`doubled-word`, a sentence that stands twice `duplicated-text`. *Measured*: 2 findings in 7,908 human-translated
sentences, both slips.
""",
)

MACHINE_TRACE = Rule(
    "machine-trace",
    "fluency",
    Severity.ERROR,
    "words of a translation program about its task",
    """
*What it does.* Reports what language models write besides the translation: refusals ("As an AI language model"),
introductions ("Here is the translation:"), labels, remarks about the original, tokens such as `<|im_end|>`.

*Why it matters.* It is not in the original, and every reader sees where the text comes from.

*Example.* `Sure! Here is the English translation: The meeting opened today.`

*Known gaps.* Only wordings that are known are found. Where the Chinese itself speaks of translations or of language
models, nothing is said. *Measured*: no finding in 7,908 human-translated sentences.
""",
)

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_LONGEST_PHRASE = 40
"""Words and marks of a phrase that is looked for; loops of language models are shorter."""
_LETTERS = re.compile(r"([A-Za-z])\1{15,}")

_TRACES = re.compile(
    r"""
    \b(?:as|i['’]?m|i\ am|being)\ an?\ (?:ai|artificial\ intelligence)\ (?:language\ )?(?:model|assistant)\b
    | \bas\ a\ (?:large\ )?language\ model\b
    | \bi(?:['’]m|\ am)\ (?:sorry|unable),?\ (?:but\ )?(?:i\ (?:can['’]?t|cannot|can\ not)|to)\ (?:\w+\ ){0,3}?
        (?:translat|assist|help|fulfil|provide|process)\w*
    | \bi\ (?:can['’]?t|cannot)\ (?:translate|assist\ with)\ (?:this|that|the)\b
    | ^\W{0,3}(?:sure|certainly|of\ course|absolutely|okay)[,!.]\s{1,2}(?:here(?:\ is|['’]s)|below\ is|i['’](?:ll|d))\b
    | \b(?:here(?:\ is|['’]s)|below\ is|the\ following\ is)\ (?:the|a|an|my|your)\ (?:\w+\ ){0,3}?translation\b
    | ^\W{0,3}(?:english\ |final\ |corrected\ |revised\ )?translation\s?(?:\(\w+\)\s?)?:
    | ^\W{0,3}(?:source|original)\ (?:text|sentence)\s?:
    | \btranslate\ (?:the\ following|this|the\ above)\ (?:\w+\ ){0,2}?
        (?:text|sentence|passage|paragraph|content)?\s?(?:in)?to\ english\b
    | \bplease\ (?:provide|send|paste|share)\ (?:me\ )?(?:with\ )?the\ (?:\w+\ ){0,2}?text\b
    | \bi['’]?(?:d\ be|\ would\ be|ll\ be|\ will\ be|m)\ (?:happy|glad)\ to\ (?:help|translate|assist)\b
    | \(?\bnote:\ (?:the|this)\ (?:original|source|translation|provided)\b
    | <\|[a-z_]{2,24}\|> | \[/?INST\] | </?s> | </?think>
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_EXCUSES = re.compile(
    r"译|翻訳|翻譯|语言模型|語言模型|人工智能|机器人|機器人|助手|AI|ChatGPT|抱歉|对不起|對不起|原文|注：|注:|很高兴|很高興"
)


def run(context: Context) -> Iterator[Finding]:
    """Yield the findings of both rules, pair by pair."""
    for pair in context.pairs:
        yield from _repetitions(pair)
        yield from _traces(pair)


def _repetitions(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    for match in _LETTERS.finditer(text):
        if match.group(1) * 4 not in pair.source.text and match.group(1).lower() not in "wx":
            told = f'"{match.group(1)}" stands {len(match.group())} times in a row'
            yield _repetition(pair, Span(match.start(), match.end()), told)
    if _CHINESE_LOOP.search(pair.source.text):
        return
    # Segment by segment: a headline often stands twice, and a repeated sentence is another rule's.
    segments = pair.target.document.segments[pair.target.segments.slice]
    for start, segment in zip(pair.target.starts, segments, strict=True):
        found = find_loop(segment.text)
        if found:
            span, phrase, times = found
            count = "twice" if times == 2 else f"{times} times"
            told = f'"{shorten(phrase, 60)}" stands {count} in a row'
            yield _repetition(pair, Span(start + span.start, start + span.end), told, phrase)


def _repetition(pair: Pair, span: Span, told: str, better: str | None = None) -> Finding:
    return Finding(REPETITION.name, REPETITION.severity, pair, told, target=span, suggestion=better)


def find_loop(text: str) -> tuple[Span, str, int] | None:
    """Return where the longest run of one phrase of two words or more stands, the phrase, and how often, or None.

    >>> find_loop("We go to the to the sea.")
    (Span(start=6, end=19), 'to the', 2)
    """
    matches = list(_TOKEN.finditer(text))
    tokens = [match.group().lower() for match in matches]
    places: dict[tuple[str, str], int] = {}
    best: tuple[int, int, int] | None = None
    seen = 0  # the token after the last run that was looked at
    for second in range(len(tokens) - 1):
        first = places.get((tokens[second], tokens[second + 1]))
        places[tokens[second], tokens[second + 1]] = second
        size = second - first if first is not None else 0
        # Nothing but space stands between a phrase and its like: marks there make a list.
        if first is None or first < seen or not 2 <= size <= _LONGEST_PHRASE or not tokens[second - 1][0].isalnum():
            continue
        times = 1
        while tokens[first + size * times : second + size * times] == tokens[first:second]:
            times += 1
        seen = first + size * times if times > 1 else seen
        if times > 1 and not _is_idiom(tokens[first:second]) and (best is None or size * times > best[1] * best[2]):
            best = first, size, times
    if best is None:
        return None
    first, size, times = best
    phrase = text[matches[first].start() : matches[first + size - 1].end()]
    return Span(matches[first].start(), matches[first + size * times - 1].end()), phrase, times


def _is_idiom(phrase: list[str]) -> bool:
    """Say whether English repeats so: "faster and faster and", a row of one word, or of figures."""
    words = [token for token in phrase if token[0].isalnum()]
    return len(set(words)) < 2 or (len(words) == 2 and "and" in words) or all(word.isdigit() for word in words)


_CHINESE_LOOP = re.compile(r"(\w{2,12})[\W_]{0,3}\1")
"""The Chinese repeats itself as well."""


def _traces(pair: Pair) -> Iterator[Finding]:
    if _EXCUSES.search(pair.source.text):
        return
    for match in _TRACES.finditer(pair.target.text):
        told = f'"{shorten(match.group().strip(), 60)}" speaks of the translating, not of the text'
        yield Finding(MACHINE_TRACE.name, MACHINE_TRACE.severity, pair, told, target=Span(match.start(), match.end()))


CHECK = Check((REPETITION, MACHINE_TRACE), run)
