"""Rules about the English alone: words that are none, and words that stand twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from corpora.lexicon import Lexicon, tokenize
from corpora.model import Pair, Span
from corpora.simplified import simplify
from corpora.wordforms import stem
from metrics.checks.context import Context
from metrics.rules import Check, Finding, Rule, Severity, shorten
from metrics.vocabulary import COMMON, LONGEST, WORD, find_doubled, frequencies, is_word, misspells

UNKNOWN_WORD = Rule(
    "unknown-word",
    "fluency",
    Severity.WARNING,
    "a word that English does not have",
    """
*What it does.* Reports words of the translation that are no English words: not in a list of 321,000 words, no
inflection, derivation or compound of listed words, no pinyin, and not taken over from the Chinese text; and rare
listed words one slip away from a word that is hundreds of times as frequent ("thier").

*Why it matters.* Machine translation glues the parts of rare words together and prints words that nobody has ever
used. They are never right.

*Example.* 治理 came out as `to goverate the network`: "goverate" is no English word.

*Known gaps.* A word that the text uses three times or more counts as its own term. Words in quotation marks or with
letters outside A to Z are passed over, and so are capitalised words, most of which are names, and misspellings so
common that the list holds them ("recieve"). *Measured*: 3 findings in 1,000 human-translated sentences, half of
them misspellings, the others rare terms of medicine and botany; of common words with one random slip 94 in 100 are
found.
""",
)

DOUBLED_WORD = Rule(
    "doubled-word",
    "fluency",
    Severity.WARNING,
    "a word that stands twice in a row",
    """
*What it does.* Reports a word that is written twice in a row.

*Why it matters.* A doubled word is a slip of editing, or of a machine that translated both halves of a Chinese
compound alike.

*Example.* `the review review committee`, `of the the plan`.

*Known gaps.* Words that English does double are passed over ("had had", "that that", "very very"), words that the
Chinese doubles, and names such as Bora Bora. A doubled phrase ("in the in the") is not seen. *Measured*: 6 findings
in 10,157 human-translated sentences, all but one slips.
""",
)

_OWN_TERM = 3
"""A text that uses a strange word this often means it: of 34 strange words in 4,837 human sentences these are names of
species and terms of medicine."""

_PINYIN = re.compile(
    r"(?:(?:[aeo]|ai|ei|ao|ou|an|en|ang|eng|er|(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:i?ang|i?ong|u?ang|ing|eng|iang|uai|uan|iao|ian"
    r"|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ia|ua|uo|[aeiouv])))"
    r"(?:['’]?(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:i?ang|i?ong|u?ang|ing|eng|uai|uan|iao|ian|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ia|ua"
    r"|uo|[aeiouv]))*(?:r|'s|’s)?",
    re.IGNORECASE,
)
"""Syllables of pinyin, after the first one each with an initial, as its spelling rules demand."""

_INTRODUCED = re.compile(r"\(([A-Za-z]{2,8})\)")
"""A short form that the text itself introduces: "primary liquidity provider (plp)"."""

_NO_WORD_BEFORE = re.compile(r"[\w@#/\\.&=_~\-]$")
_NO_WORD_AFTER = re.compile(r"^(?:[\w@/\\=_~]|\.\w|://)")
_QUOTES_BEFORE = "\"'“‘«*_`(["
_QUOTES_AFTER = "\"'”’»*_`)]"


def run(context: Context) -> Iterator[Finding]:
    """Yield the findings of both rules, pair by pair."""
    uses = Counter(
        match.group().lower()
        for pair in context.pairs
        for match in WORD.finditer(pair.target.text)
        if len(match.group()) > 3
    )
    for pair in context.pairs:
        for short in _INTRODUCED.findall(pair.target.text):
            uses[short.lower()] = uses[f"{short.lower()}s"] = _OWN_TERM
    for pair in context.pairs:
        yield from _unknown_words(pair, uses, context.lexicon)
        yield from _doubled_words(pair, context.lexicon)


def _unknown_words(pair: Pair, uses: Counter[str], lexicon: Lexicon) -> Iterator[Finding]:
    text = pair.target.text
    strange_before = False
    for match in WORD.finditer(text):
        word = match.group()
        strange = len(word) > 3 and word.isascii() and (not is_word(word) or misspells(word) is not None)
        # A capitalised stranger and a small one after it are the two names of a species.
        suspect = strange and word.islower() and not strange_before and uses[word] < _OWN_TERM
        if suspect and _stands_alone(text, match) and not _is_foreign(word, pair.source.text):
            expected = _expected_stems(pair.source.text, lexicon)
            if not _is_expected(word, expected):
                yield _unknown_word(pair, match, expected)
        strange_before = strange and word[0].isupper()


def _unknown_word(pair: Pair, match: re.Match[str], expected: frozenset[str]) -> Finding:
    word = match.group()
    better = suggest(word, expected) if len(word) <= LONGEST else None
    return Finding(
        UNKNOWN_WORD.name,
        UNKNOWN_WORD.severity,
        pair,
        f'"{shorten(word, LONGEST)}" is no English word' + (f'; perhaps "{better}" is meant' if better else ""),
        target=Span(match.start(), match.end()),
        suggestion=better,
    )


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Say whether a strange word is meant as an ordinary word: no part of an address and no quotation."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 2]
    if _NO_WORD_BEFORE.search(before) or _NO_WORD_AFTER.search(after):
        return False
    return not (before and before in _QUOTES_BEFORE and after[:1] and after[0] in _QUOTES_AFTER)


def _is_foreign(word: str, source: str) -> bool:
    """Say whether a strange word is pinyin, or stands in the Chinese text itself."""
    return _PINYIN.fullmatch(word) is not None or word in source.lower()


def _is_expected(word: str, expected: frozenset[str]) -> bool:
    """Say whether the source asks for a strange word, or for the word that a listed one is derived from."""
    if stem(word) in expected:
        return True
    return word in frequencies() and any(word[:length] in expected for length in range(5, len(word)))


def _expected_stems(source: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the stems with which the dictionary renders the words of the Chinese text."""
    return frozenset().union(*(lexicon.renderings(token.key) for token in tokenize(source, "zh")))


_WELL_KNOWN = 5 * COMMON
"""A frequency from which a word is worth suggesting; below it half of the list is names."""


@cache
def _common_words() -> tuple[str, ...]:
    return tuple(word for word, share in frequencies().items() if share >= _WELL_KNOWN and word.isalpha())


def suggest(word: str, expected: frozenset[str] = frozenset()) -> str | None:
    """Return the word that a misspelling most likely stands for, or None.

    Args:
        word: A string that is no word, or a likely misspelling of one.
        expected: Stems that the source makes likely: such a word may be two slips away, any other only one, or two
            where it is long.
    """
    if word in frequencies():
        # A listed word is reported only as the slip that it is.
        return misspells(word)
    likely = next((other for other in _similar(word) if stem(other) in expected), None)
    slips = 1 if len(word) < 8 else 2
    return (
        likely or misspells(word) or next((other for other in _similar(word) if _distance(word, other) <= slips), None)
    )


def _distance(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a text with a strange word needs it

    return OSA.distance(word, other)


@lru_cache(maxsize=4096)
def _similar(word: str) -> tuple[str, ...]:
    """Return the common words up to two slips away, the nearest first, then the most frequent."""
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 2 if len(word) > 5 else 1
    found = process.extract(word, _common_words(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    # wordfreq lists the most frequent first.
    found.sort(key=lambda hit: (hit[1], hit[0][0] != word[0], hit[2]))
    return tuple(other for other, _, _ in found)


def _doubled_words(pair: Pair, lexicon: Lexicon) -> Iterator[Finding]:
    joints = None
    for match in find_doubled(pair.target.text):
        joints = _joints(pair) if joints is None else joints
        if any(match.end(1) <= joint < match.end() for joint in joints):
            continue
        word = match.group(1)
        if _is_doubled_in_chinese(word, pair.source.text, lexicon):
            continue
        yield Finding(
            DOUBLED_WORD.name,
            DOUBLED_WORD.severity,
            pair,
            f'"{word}" stands twice in a row',
            target=Span(match.start(), match.end()),
            suggestion=word,
        )


def _is_doubled_in_chinese(word: str, source: str, lexicon: Lexicon) -> bool:
    """Say whether the Chinese doubles what the English word stands for, as in 短短 or 哈达哈达."""
    key = stem(word)
    return any(key in lexicon.renderings(double[1]) for double in _CHINESE_DOUBLE.finditer(simplify(source)))


_CHINESE_DOUBLE = re.compile(r"([\u3400-\u9fff]{1,3})\1")


def _joints(pair: Pair) -> list[int]:
    """Return where one segment ends and the next begins: a heading may end in the word that opens what follows."""
    segments = pair.target.document.segments[pair.target.segments.slice]
    return [start + len(segment.text) for start, segment in zip(pair.target.starts, segments, strict=True)]


CHECK = Check((UNKNOWN_WORD, DOUBLED_WORD), run)
