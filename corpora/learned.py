"""A learned lexicon: how often which English stem rendered which Chinese word in a project's own texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.errors import InputError
from corpora.model_file import Kind, read_model, write_model
from corpora.string_tables import Keys, Names, Strings, string_tables

PRIOR_STRENGTH = 20.0
"""How many occurrences of a word the dictionary stands for: the more of its own a word has, the less it weighs.

From 5 to 50, strict F1 of novels' chapters with what other chapters taught is the same within .004, best with 20.
"""

_KIND = Kind(b"duizhao lexicon\n", 1, "a learned lexicon", "duizhao lexicon learn")
_HUNDREDTHS = 100.0


@dataclass(frozen=True, eq=False)
class LearnedLexicon:
    """What aligned texts taught about words: single words and their counts, never a sentence.

    Attributes:
        base: The digest of the dictionary that it was learned with; it belongs to no other.
        pairs: How many sentence pairs it was learned from.
        tables: Words, stems and counts.
        digest: A checksum of what it says; empty before it was saved.
    """

    base: str
    pairs: int
    tables: Mapping[str, NDArray[Any]] = field(repr=False)
    digest: str = ""

    @classmethod
    def of(cls, base: str, pairs: int, rows: Mapping[str, Mapping[str, float]]) -> LearnedLexicon:
        """Make it from counts of stems by word; rows and counts without anything in them are left out."""
        whole = {
            word: {stem: round(count * _HUNDREDTHS) for stem, count in row.items() if round(count * _HUNDREDTHS)}
            for word, row in rows.items()
        }
        names = Names.of(word for word, row in whole.items() if row)
        stems = sorted({stem for row in whole.values() for stem in row})
        number = {stem: at for at, stem in enumerate(stems)}
        entries = [
            (number[stem], count)
            for word in names.strings
            for stem, count in sorted(whole[word].items(), key=lambda entry: (-entry[1], entry[0]))
        ]
        lengths = [len(whole[word]) for word in names.strings]
        return cls(
            base,
            pairs,
            {
                **names.tables("word"),
                **string_tables("stem", [stem.encode() for stem in stems]),
                "row_starts": np.cumsum([0, *lengths], dtype=np.uint32),
                "row_stems": np.array([stem for stem, _ in entries], dtype=np.uint32),
                "row_counts": np.array([count for _, count in entries], dtype=np.uint32),
            },
        )

    @classmethod
    def load(cls, path: Path, base: str) -> LearnedLexicon:
        """Map a learned lexicon into memory.

        Raises:
            InputError: There is no such file, it is no learned lexicon, of another version or dictionary, or damaged.
        """
        facts, arrays, check = read_model(_KIND, path)
        if facts["base"] != base:
            raise InputError(
                path,
                None,
                "was learned with another version of duizhao or of its dictionary; learn it again from the same texts",
            )
        return cls(base, facts["pairs"], arrays, f"{check:08x}")

    def save(self, path: Path) -> None:
        """Write it to a file; the same texts give the same bytes.

        Raises:
            InputError: The path is a folder, or its folder does not exist.
            OSError: It cannot be written; nothing was changed.
        """
        write_model(_KIND, path, {"base": self.base, "pairs": self.pairs}, self.tables)

    @property
    def words(self) -> int:
        """How many Chinese words it knows something of."""
        return len(self._words)

    @property
    def entries(self) -> int:
        """How many pairs of words it has counts for."""
        return len(self.tables["row_stems"])

    def counts(self, word: str) -> dict[str, float]:
        """Return how often each English stem rendered a Chinese word, the most frequent first."""
        at = self._words.find(word)
        if at < 0:
            return {}
        start, end = (int(self.tables["row_starts"][at + further]) for further in (0, 1))
        stems, counts = (self.tables[name][start:end].tolist() for name in ("row_stems", "row_counts"))
        return {self._stems[stem]: count / _HUNDREDTHS for stem, count in zip(stems, counts, strict=True)}

    @cached_property
    def _words(self) -> Keys:
        return Keys(self.tables, "word")

    @cached_property
    def _stems(self) -> Strings:
        return Strings(self.tables, "stem")
