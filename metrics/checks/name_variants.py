"""Names that one document spells in two ways, told by the Chinese that stands opposite both spellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from corpora.characters import is_han
from corpora.model import Pair, Span
from corpora.simplified import simplify

LEAST_PAIRS = 3
"""In how many pairs the usual spelling must stand: with fewer, either may be the slip."""

ALIKE = 0.8
"""How like each other (Ratcliff and Obershelp) two spellings are at least: on 18,698 pairs of human and machine
translations .8 gives ten findings, all slips, .74 one more, which is none (Catalan, Catalonia)."""

LEAST_LETTERS = 5
"""Shorter names are alike by chance."""

OPPOSITE = 0.7
"""How well a Chinese string must tell where the name stands (the F1 of its pairs and the name's pairs)."""

LESS_EXACT = 0.15
"""A longer string is taken for a shorter one that tells by so much better: 加泰罗尼亚 for 加泰罗."""

_LONGEST = 8
_LEAST_STEM = 4  # "Li" and "Lin" are two names, "China" and "Chinese" one
_RUN = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in"})
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_ENDING_WORDS = (
    "s es ed ing y ies m t ts ism ist ists ian ians an ans ean eans n ns ese i is ish ic ics al ia ial er ers or ors "
    "o a e ity ation tic man men"
)
_ENDINGS = frozenset({"", *_ENDING_WORDS.split()})
"""Endings in which a name and what is derived from it differ (Buddhism, Buddhist): no other spelling."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A name spelled otherwise than usual.

    Attributes:
        pair: Where.
        span: The spelling in the target.
        source: The Chinese in the source.
        usual: How most pairs spell it.
        count: In how many pairs.
    """

    pair: Pair
    span: Span
    source: Span
    usual: str
    count: int


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that a document holds: its spellings with capitals and marks, and where they stand by pair."""

    shapes: Counter[str]
    places: dict[int, Span]

    @property
    def usual(self) -> str:
        return self.shapes.most_common(1)[0][0]


def find_variants(pairs: Sequence[Pair]) -> Iterator[Variant]:
    """Yield the places where a name is spelled otherwise than the document usually spells it, by name and pair."""
    names = _collect(pairs)
    sources = [simplify(pair.source.text) for pair in pairs]
    index = _index(names)
    for key, name in sorted(names.items()):
        if len(name.places) < LEAST_PAIRS:
            continue
        others = [other for other in _alike(key, index) if _is_variant(names[other], name)]
        chinese = _opposite(sources, name.places.keys()) if others else ""
        for other in others if chinese else ():
            places = names[other].places
            if not all(chinese in sources[number] for number in places):
                continue  # the other name also stands where this one's Chinese does not: it is somebody else
            for number, span in places.items():
                if key not in _key(pairs[number].target.text):
                    at = sources[number].index(chinese)
                    yield Variant(pairs[number], span, Span(at, at + len(chinese)), name.usual, len(name.places))


def _collect(pairs: Sequence[Pair]) -> dict[str, _Name]:
    """Return the names of a document by their letters; words that stand in small letters elsewhere begin none."""
    small = {word[0] for pair in pairs for word in _WORD.finditer(pair.target.text) if word[0].islower()}
    names: dict[str, _Name] = {}
    for number, pair in enumerate(pairs):
        for span in _find_names(pair.target.text, small):
            text = pair.target.text[span.slice]
            key = _key(text)
            if len(key) >= LEAST_LETTERS and not text.isupper() and not any(map(str.isdigit, key)):
                name = names.setdefault(key, _Name(Counter(), {}))
                name.shapes[text] += 1
                name.places.setdefault(number, span)
    return names


def _find_names(text: str, small: set[str]) -> Iterator[Span]:
    """Yield runs of capitalised words; at a sentence's beginning also without the first, perhaps an ordinary word."""
    for found in _RUN.finditer(text):
        run: list[re.Match[str]] = []
        for word in (*_WORD.finditer(text, found.start(), found.end()), None):
            if word and _goes_on(word[0], run, small):
                run.append(word)
            else:
                yield from _spans(run, is_first=bool(run) and run[0].start() == found.start())
                run = []


def _goes_on(word: str, run: list[re.Match[str]], small: set[str]) -> bool:
    """Tell whether a word begins a name or belongs to the one before it."""
    if word[0].isupper():
        return bool(run) or word.lower() not in small
    return bool(run) and word in _SMALL


def _spans(run: list[re.Match[str]], *, is_first: bool) -> Iterator[Span]:
    while run and run[-1][0] in _SMALL:
        run.pop()
    for first in run[: 2 if is_first else 1]:
        if first[0] not in _SMALL:
            last = run[-1]
            yield Span(first.start(), last.end() - len(last[0]) + len(_POSSESSIVE.sub("", last[0])))


def _key(text: str) -> str:
    """Return the letters and digits of a text, so that hyphens and spaces make no other name."""
    return re.sub(r"[\W_]+", "", text.lower())


def _index(names: dict[str, _Name]) -> dict[str, list[str]]:
    """Return the names that hold each pair of letters, so that not all need to be compared with all."""
    index: dict[str, list[str]] = {}
    for key in sorted(names):
        for letters in {key[at : at + 2] for at in range(len(key) - 1)}:
            index.setdefault(letters, []).append(key)
    return index


def _alike(key: str, index: dict[str, list[str]]) -> list[str]:
    """Return the other names that are nearly spelled like one, none of them a part of it."""
    shared: Counter[str] = Counter()
    for letters in {key[at : at + 2] for at in range(len(key) - 1)}:
        shared.update(index[letters])
    return sorted(
        other
        for other, count in shared.items()
        if 3 * count >= len(key) - 1
        and key not in other
        and other not in key
        and SequenceMatcher(None, key, other, autojunk=False).ratio() >= ALIKE
    )


def _is_variant(name: _Name, usual: _Name) -> bool:
    """Tell whether a name is rarer than another and not derived from it, word by word."""
    words, others = [_WORD.findall(each.usual.lower()) for each in (name, usual)]
    if len(words) != len(others):
        words, others = ["".join(words)], ["".join(others)]
    is_derived = all(_is_derived(word, other) for word, other in zip(words, others, strict=True))
    return len(name.places) < len(usual.places) and not is_derived


def _is_derived(word: str, other: str) -> bool:
    pairs = zip(word, other, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other)))
    return (word == other or same >= _LEAST_STEM) and word[same:] in _ENDINGS and other[same:] in _ENDINGS


def _opposite(sources: Sequence[str], numbers: Collection[int]) -> str:
    """Return the Chinese string that stands where a name stands and hardly anywhere else, the longest of the best."""
    counts = Counter(string for number in sorted(numbers) for string in _strings(sources[number]))
    scores = {}
    for string, count in counts.items():
        if count >= OPPOSITE * len(numbers):
            everywhere = sum(string in source for source in sources)
            scores[string] = 2 * count / (len(numbers) + everywhere)
    floor = max(OPPOSITE, max(scores.values(), default=0.0) - LESS_EXACT)
    return max((string for string, score in scores.items() if score >= floor), key=lambda s: (len(s), s), default="")


def _strings(source: str) -> set[str]:
    """Return the strings of two to eight Chinese characters that a text holds."""
    runs = ["".join(chars) for han, chars in groupby(source, is_han) if han]
    return {
        run[at : at + length]
        for run in runs
        for length in range(2, _LONGEST + 1)
        for at in range(len(run) - length + 1)
    }
