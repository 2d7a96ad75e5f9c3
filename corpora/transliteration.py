"""How names sound in both languages, as far as a transliteration keeps it: classes of consonants, as in Soundex."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import Levenshtein

# Consonants that transliterations take for each other: 比 is bi or pi, 德 de or te, 格 ge, 克 ke or c.
_CLASSES = {
    letter: group[0] for group in ("bp", "dt", "kgcq", "fvw", "lr", "m", "n", "sxz", "h", "j") for letter in group
}
# What several letters spell, before letters are classed; y glides.
_ENGLISH = (
    ("tch", "j"), ("ch", "j"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("kh", "h"), ("ck", "k"),
    ("ts", "s"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("ge", "je"), ("gi", "ji"), ("y", ""),
)  # fmt: skip
_PINYIN = (("zh", "j"), ("ch", "j"), ("sh", "s"), ("q", "j"), ("ng", "n"), ("c", "s"))
_TWICE = re.compile(r"(.)\1+")


@cache
def english_sounds(word: str) -> str:
    """Return the classes of an English word's consonants, neighbours of one class once.

    >>> english_sounds("Washington"), english_sounds("Akbar")
    ('fsnkdn', 'kbl')
    """
    word = word.lower()
    for letters, sound in _ENGLISH:
        word = word.replace(letters, sound)
    return _classed(word)


@cache
def pinyin_sounds(syllable: str) -> str:
    """Return the classes of a syllable's consonants; of 儿, what it stands for in names.

    >>> pinyin_sounds("hua"), pinyin_sounds("sheng"), pinyin_sounds("er")
    ('h', 'sn', 'l')
    """
    if syllable == "er":
        return "l"
    for letters, sound in _PINYIN:
        syllable = syllable.replace(letters, sound)
    if syllable.startswith(("y", "wu")):
        syllable = syllable[1:]
    return _classed(syllable)


def sound_similarity(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two names' sounds are: 1 less their edit distance over the longer one's length."""
    one, other = _TWICE.sub(r"\1", one), _TWICE.sub(r"\1", other)
    return Levenshtein.normalized_similarity(one, other)


def _classed(letters: str) -> str:
    return _TWICE.sub(r"\1", "".join(_CLASSES.get(letter, "") for letter in letters))
