"""What the names of files say about which belong together: a hint, weighed by how far the contents bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np

from align.sides import Floats
from corpora.characters import fold
from corpora.model import Language
from corpora.numerals import find_numbers

_SUFFIX = re.compile(r"\.[a-z]{2,8}$")
_PART = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
# What names a language or a side, not a document.
_MARKERS = frozenset({
    "zh", "cn", "chn", "chi", "zho", "cht", "chs", "hans", "hant", "tw", "hk", "sc", "tc", "chinese", "mandarin",
    "en", "eng", "us", "gb", "uk", "english", "src", "source", "orig", "original", "tgt", "target", "trg", "trans",
    "translation", "translated", "中文", "汉语", "漢語", "中", "中文版", "简体", "繁体", "简体中文", "繁体中文", "英文",
    "英语", "英語", "英", "英文版", "英译", "英译本", "原文", "译文", "譯文", "翻译", "翻譯", "原", "译",
})  # fmt: skip


class Names(StrEnum):
    """What the names of two files say about them."""

    SAME = "same"
    """They are the same but for what names the language."""
    NUMBERS = "numbers"
    """They hold the same numbers, which no other file of their folders does."""
    OTHER = "other"
    """One of the two has a namesake elsewhere."""
    SILENT = ""
    """Nothing."""


def find_namesakes(source: Sequence[str], target: Sequence[str]) -> dict[tuple[int, int], Names]:
    """Return which names go together, each at most once, as pairs of positions.

    Names are compared whole with their folders, then without, then by their numbers alone; a name that several files
    of a side share at one of these steps says nothing there.

    >>> find_namesakes(["第三章.md", "intro.zh.md"], ["en/intro.md", "chapter-03.md"])
    {(1, 0): <Names.SAME: 'same'>, (0, 1): <Names.NUMBERS: 'numbers'>}
    """
    found: dict[tuple[int, int], Names] = {}
    for key, kind in ((_parts, Names.SAME), (_stem, Names.SAME), (_numbers, Names.NUMBERS)):
        taken_i, taken_j = {i for i, _ in found}, {j for _, j in found}
        ours, theirs = _places(map(key, source), taken_i), _places(map(key, target), taken_j)
        found |= {
            (places[0], theirs[parts][0]): kind
            for parts, places in ours.items()
            if parts and len(places) == len(theirs.get(parts, ())) == 1
        }
    return found


def _places(keys: Iterable[tuple[str, ...]], taken: set[int]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for at, key in enumerate(keys):
        if at not in taken:
            places.setdefault(key, []).append(at)
    return places


def _parts(name: str) -> tuple[str, ...]:
    text = _SUFFIX.sub("", fold(name).lower())
    return tuple(part.lstrip("0") or "0" for part in _PART.findall(text) if part not in _MARKERS)


def _stem(name: str) -> tuple[str, ...]:
    return _parts(_last(name))


def _numbers(name: str) -> tuple[str, ...]:
    """Return the numbers in a file's name: its digits, or where it has none, what it spells out."""
    stem = _SUFFIX.sub("", fold(_last(name)))
    digits = tuple(part.lstrip("0") or "0" for part in _DIGITS.findall(stem))
    if digits:
        return digits
    language: Language = "en" if stem.isascii() else "zh"
    return tuple(str(number.value) for number in find_numbers(re.sub("[_-]", " ", stem), language))


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


# As many pairs as sure ones stand for what names usually do, and the share of those whose names agree.
_USUAL_PAIRS = 4.0
_USUAL_SHARE = 0.3
# Names may settle what the contents leave open, and never overrule them.
_MOST_LOG_ODDS = 3.0


def name_log_odds(kinds: Sequence[Names], sure: Floats, sizes: tuple[int, int]) -> Floats:
    """Return what the names of candidates say, as log odds, learned from the candidates that are sure by content.

    Args:
        kinds: What the names of each candidate say.
        sure: 1 for each candidate that is sure, else 0.
        sizes: How many files there are on each side.

    Returns:
        From -3 to 3; 0 where names are silent, and near 0 throughout where the sure pairs do not bear the names out.
    """
    odds = dict.fromkeys(Names, 0.0)
    pairs = float(sure.sum())
    for kind in (Names.SAME, Names.NUMBERS):
        of_kind = np.array([one is kind for one in kinds], np.bool_)
        if of_kind.any():
            share = (float(sure[of_kind].sum()) + _USUAL_PAIRS * _USUAL_SHARE) / (pairs + _USUAL_PAIRS)
            by_chance = of_kind.sum() / (sizes[0] * sizes[1])
            odds[kind] = min(max(float(np.log(share / by_chance)), 0.0), _MOST_LOG_ODDS)
    others = np.array([one is Names.OTHER for one in kinds], np.bool_)
    if others.any():
        share = (float(sure[others].sum()) + _USUAL_PAIRS * _USUAL_SHARE) / (pairs + _USUAL_PAIRS)
        odds[Names.OTHER] = max(float(np.log(min(share, 1.0))), -_MOST_LOG_ODDS)
    return np.array([odds[kind] for kind in kinds], np.float64)
