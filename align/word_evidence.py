"""How well each word of a pair renders each: the dictionary, compounds, word families and names by their sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from align.sides import Floats
from corpora.characters import is_han
from corpora.lexicon import Lexicon
from corpora.tokens import Token
from corpora.transliteration import english_sounds, pinyin_sounds, sound_similarity

# The alignment error rate on 150 hand-linked pairs (denero150) is .181; .209 without compounds, .191 without families,
# .201 without names. All of these are coarse: halving or doubling a share changes it by less than .003.
# What a compound's rendering is worth to each of its words, when the dictionary has the compound: segmenters cut names
# and set phrases that it keeps whole.
_COMPOUND_SHARE = 0.7
# What a rendering is worth to words of its family, which begin with the same letters of the stem: deny, denial.
_FAMILY_SHARE = 0.2
_FAMILY_LETTERS = 4
# A word with a rendering as likely as this needs no family ...
_EXPLAINED = 0.01
# ... and as this, no sound.
_TRANSLATED = 0.02
# What the sound of a name is worth, and how alike it must be: from .5 to .75 the error rate is the same within .003.
_SOUND_SHARE = 0.02
_LEAST_ALIKE = 0.6
# Sounds shorter than this are alike by chance; no name is written with more characters than this in one run.
_LEAST_SOUNDS = 2
_SHORTEST_NAME, _LONGEST_NAME = 4, 8
_MONTHS = ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")


class WordEvidence:
    """Looks up pairs of words in a lexicon, and keeps what it found."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._compounds: dict[str, Mapping[str, float]] = {}
        self._families: dict[str, Mapping[str, float]] = {}

    def translations(self, source: Sequence[Token], target: Sequence[Token]) -> Floats:
        """Return t(e|z) for each source and target word, [source, target]."""
        rows = [self._lexicon.renderings(token.key) for token in source]
        table = np.array([[row.get(token.key, 0.0) for token in target] for row in rows], dtype=np.float64)
        table = table.reshape(len(source), len(target))
        if table.size:
            self._add_compounds(table, source, target)
            self._add_families(table, source, target)
            self._add_names(table, source, target)
        return table

    def _add_compounds(self, table: Floats, source: Sequence[Token], target: Sequence[Token]) -> None:
        places: dict[str, list[int]] = {}
        for number, token in enumerate(target):
            places.setdefault(token.key, []).append(number)
        for length in (2, 3):
            for start in range(len(source) - length + 1):
                row = self._compound([token.key for token in source[start : start + length]])
                for key in row.keys() & places.keys():
                    for number in places[key]:
                        part = table[start : start + length, number]
                        np.maximum(part, _COMPOUND_SHARE * row[key], out=part)

    def _compound(self, keys: Sequence[str]) -> Mapping[str, float]:
        """Return how neighbouring words are rendered as one; nothing where they are none."""
        word = "".join(keys)
        row = self._compounds.get(word)
        if row is None:
            row = self._compounds[word] = self._compound_row(keys, word)
        return row

    def _compound_row(self, keys: Sequence[str], word: str) -> Mapping[str, float]:
        if len(keys) == 2 and keys[1] == "月" and keys[0].isdecimal() and 1 <= int(keys[0]) <= len(_MONTHS):
            return self._lexicon.renderings(_MONTHS[int(keys[0]) - 1])
        if not all(map(is_han, word)):
            return {}
        if self._lexicon.knows(word):
            return self._lexicon.renderings(word)
        return self._lexicon.romanisations(word) if len(word) == len(keys) else {}

    def _add_families(self, table: Floats, source: Sequence[Token], target: Sequence[Token]) -> None:
        rows = [self._family(token.key) for token in source]
        for number, token in enumerate(target):
            if len(token.key) >= _FAMILY_LETTERS and token.key[0].isalpha():
                start = token.key[:_FAMILY_LETTERS]
                for at, row in enumerate(rows):
                    if start in row and table[at, number] < _EXPLAINED:
                        table[at, number] = max(table[at, number], _FAMILY_SHARE * row[start])

    def _family(self, key: str) -> Mapping[str, float]:
        """Return the likeliest rendering that begins with each run of letters."""
        row = self._families.get(key)
        if row is None:
            row = {}
            for stem, probability in self._lexicon.renderings(key).items():
                if len(stem) >= _FAMILY_LETTERS:
                    start = stem[:_FAMILY_LETTERS]
                    row[start] = max(row.get(start, 0.0), probability)
            self._families[key] = row
        return row

    def _add_names(self, table: Floats, source: Sequence[Token], target: Sequence[Token]) -> None:
        """Let each capitalised word that nothing renders be a name that some run of characters sounds like."""
        runs = None
        for number, token in enumerate(target):
            if not token.text[:1].isupper() or len(token.text) < _SHORTEST_NAME:
                continue
            sounds = english_sounds(token.text)
            if len(sounds) < _LEAST_SOUNDS or table[:, number].max() > _TRANSLATED:
                continue
            runs = self._sounding_runs(source) if runs is None else runs
            likeness, start, end = max(
                ((sound_similarity(sounds, heard), -start, -end) for start, end, heard in runs), default=(0.0, 0, 0)
            )
            if likeness >= _LEAST_ALIKE:
                part = table[-start:-end, number]
                np.maximum(part, _SOUND_SHARE * likeness, out=part)

    def _sounding_runs(self, source: Sequence[Token]) -> list[tuple[int, int, str]]:
        """Return the runs of words that a name could be written with, and how they sound."""
        heard = [self._sounds(token.key) for token in source]
        runs = []
        for start in range(len(source)):
            sounds, characters = "", 0
            for end in range(start, len(source)):
                syllables = heard[end]
                characters += len(source[end].key)
                if syllables is None or characters > _LONGEST_NAME:
                    break
                sounds += syllables
                if characters > 1:
                    runs.append((start, end + 1, sounds))
        return runs

    def _sounds(self, key: str) -> str | None:
        readings = [self._lexicon.syllables(char) if is_han(char) else () for char in key]
        return "".join(pinyin_sounds(reading[0]) for reading in readings) if all(readings) else None
