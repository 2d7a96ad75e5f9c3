"""Rules about the English alone: words that are none, and words that stand twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from corpora.model import Pair, Span
from metrics.checks.context import Context
from metrics.rules import Check, Finding, Rule, Severity
from metrics.vocabulary import COMMON, WORD, frequencies, is_word

UNKNOWN_WORD = Rule(
    "unknown-word",
    "fluency",
    Severity.WARNING,
    "a word that English does not have",
    """
*What it does.* Reports words of the translation that are no English words: not in a list of 321,000 words, no inflection, derivation or compound
of listed words, no pinyin, and not taken over from the Chinese text.

*Why it matters.* Machine translation glues the parts of rare words together and prints words that nobody has ever used. They are never right.

*Example.* 治理 came out as `to goverate the network`: "goverate" is no English word.

*Known gaps.* A word that the text uses three times or more counts as its own term. Words in quotation marks or with letters outside A to Z are
passed over, and so are capitalised words, most of which are names, and misspellings so common that the word list holds them.
""",
)

DOUBLED_WORD = Rule(
    "doubled-word",
    "fluency",
    Severity.WARNING,
    "a word that stands twice in a row",
    """
*What it does.* Reports a word that is written twice in a row.

*Why it matters.* A doubled word is a slip of editing, or of a machine that translated both halves of a Chinese compound alike.

*Example.* `the review review committee`, `of the the plan`.

*Known gaps.* Words that English does double are passed over ("had had", "that that", "very very"), and names such as Bora Bora. A doubled phrase
("in the in the") is not seen.
""",
)

_MAY_DOUBLE = frozenset(
    (
        "had that is do her in on so very really many much long far no yes ha haha hey oh ah ooh aha bye blah knock hear "
        "there now well tut wow boo cha choo chop drip goody quack tick woof yum la na da ba never again never more "
        "higher faster day night ever over by and round up down out through side back face one two step little bit less"
    ).split()
)
"""Words that English doubles on purpose ("he had had enough", "gave her her book", "a long long time", "ha ha"), or that
lost the mark between them ("step by step" does not double, "more and more" neither, but "never, never" often does)."""

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

_DOUBLE = re.compile(r"(?<![\w'’\-])([^\W\d_]{2,})[ \t\N{NO-BREAK SPACE}]+(\1)(?![\w'’\-])", re.IGNORECASE)
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
        yield from _unknown_words(pair, uses)
        yield from _doubled_words(pair)


def _unknown_words(pair: Pair, uses: Counter[str]) -> Iterator[Finding]:
    text = pair.target.text
    strange_before = False
    for match in WORD.finditer(text):
        word = match.group()
        strange = len(word) > 3 and word.isascii() and not is_word(word)
        # A capitalised stranger and a small one after it are the two names of a species.
        if (
            strange
            and word.islower()
            and not strange_before
            and uses[word] < _OWN_TERM
            and _stands_alone(text, match, pair)
        ):
            better = suggest(word)
            message = f'"{word}" is no English word' + (f'; perhaps "{better}" is meant' if better else "")
            yield Finding(
                UNKNOWN_WORD.name,
                UNKNOWN_WORD.severity,
                pair,
                message,
                target=Span(match.start(), match.end()),
                suggestion=better,
            )
        strange_before = strange and word[0].isupper()


def _stands_alone(text: str, match: re.Match[str], pair: Pair) -> bool:
    """Say whether a strange word is meant as an ordinary word: no part of an address, no quotation, no pinyin."""
    word, before, after = match.group(), text[: match.start()][-1:], text[match.end() : match.end() + 2]
    if _NO_WORD_BEFORE.search(before) or _NO_WORD_AFTER.search(after):
        return False
    if before and before in _QUOTES_BEFORE and after[:1] and after[0] in _QUOTES_AFTER:
        return False
    return not _PINYIN.fullmatch(word) and word not in pair.source.text.lower()


@cache
def _common_words() -> tuple[str, ...]:
    return tuple(word for word, share in frequencies().items() if share >= COMMON and word.isalpha())


@lru_cache(maxsize=4096)
def suggest(word: str) -> str | None:
    """Return the common word that a misspelling most likely stands for: one slip away, two in a long word, or None."""
    from rapidfuzz import process  # noqa: PLC0415 - only a text with a strange word needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    words = _common_words()
    slips = 1 if len(word) < 8 else 2
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=20)
    if not found:
        return None
    # wordfreq lists the most frequent first.
    return min(found, key=lambda hit: (hit[1], hit[0][0] != word[0], hit[2]))[0]


def _doubled_words(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    joints = None
    for match in _DOUBLE.finditer(text):
        first, second = match.group(1), match.group(2)
        if first.lower() in _MAY_DOUBLE or (first[0].isupper() and second[0].isupper() and not _is_familiar(first)):
            continue
        joints = _joints(pair) if joints is None else joints
        if any(match.end(1) <= joint < match.end() for joint in joints):
            continue
        yield Finding(
            DOUBLED_WORD.name,
            DOUBLED_WORD.severity,
            pair,
            f'"{first}" stands twice in a row',
            target=Span(match.start(), match.end()),
            suggestion=first,
        )


def _is_familiar(name: str) -> bool:
    # Walla Walla, Bora Bora, Duran Duran and Lang Lang are names because no single Walla is; Beijing is one by itself.
    return frequencies().get(name.lower(), 0.0) >= 10 * COMMON and len(name) > 4


def _joints(pair: Pair) -> list[int]:
    """Return where one segment ends and the next begins: a heading may end in the word that opens what follows."""
    text, joints, at = pair.target.text, [], 0
    for segment in pair.target.document.segments[pair.target.segments.slice]:
        at = text.index(segment.text, at) + len(segment.text)
        joints.append(at)
    return joints


CHECK = Check((UNKNOWN_WORD, DOUBLED_WORD), run)
