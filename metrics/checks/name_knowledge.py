"""What names mean, how they are read and how they sound: whether one may be the other's rendering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import groupby, product

from corpora.lexicon import Lexicon, tokenize
from corpora.simplified import simplify
from corpora.transliteration import chinese_units, english_units, sound_log_odds
from corpora.wordforms import FUNCTION_WORDS, stem
from metrics.checks.name_finding import TRANSLITERATING, Name, split_surname

# Log-odds in nats, set with benchmarks/name_checks.py (33 alarms, recall .62): 1 for the first and the third gives six
# alarms more and .01 more recall, -2 for the third nine alarms less and .06 less recall.
# From which a word may be the sound of some characters, so that it is not strange ...
_EXPLAINS = 0.0
# ... or of those of a sentence nearby, of which there are many more; ...
_EXPLAINS_NEAR = 6.0
# ... from which a name may be rendered by a word that nothing else explains, ...
_RENDERS = 0.0
# ... or by one that has another explanation.
_RENDERS_ALSO = 6.0

_NAMED = 0.05
"""Share of names in its gloss from which a word is a name; 武汉, "city on the Changjiang, capital of Hubei", has .4."""

_WORD = 3e-6
"""Frequency in wordfreq from which what no gloss writes is a word ("Tories", "Labour"), no name: five alarms less."""

_NO_NAMES = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    brexit mr mrs ms dr st sen gov rep gen prof jr sr rev ltd inc co corp
    """.split()  # noqa: SIM905 - a table reads better than 60 quoted words
)
"""Days, months and titles, which numbers and words stand for in Chinese."""

_SHORT_FORMS = {
    "美国": frozenset({"america", "we", "u", "us", "usa", "washington"}),
    "英国": frozenset({"u", "uk", "britain", "england"}),
    "中国": frozenset({"china", "chines", "prc"}),
    "朝鲜": frozenset({"korea", "dprk"}),
    "韩国": frozenset({"korea", "rok"}),
    "阿联酋": frozenset({"emir", "uae"}),
}
"""Countries that English names by letters, as stems ("US" has that of "we"), or that it often takes for granted."""

_PEOPLES = """
    denmark:danish dane, netherlands:dutch, greece:greek, philippines:filipino filipina, switzerland:swiss,
    spain:spanish spaniard, wales:welsh, finland:finnish finn, turkey:turkish turk, poland:polish pole, thailand:thai,
    france:french, england:english, britain:british briton brit, ireland:irish, norway:norwegian, peru:peruvian,
    cyprus:cypriot, cambodia:khmer, iran:persian, sweden:swedish swede, scotland:scottish scot, iceland:icelandic,
    burma:burmese, lebanon:lebanese
"""
_DEMONYMS = frozenset(
    (stem(country), stem(people))
    for country, peoples in (entry.strip().split(":") for entry in _PEOPLES.split(","))
    for people in peoples.split()
)
"""Peoples whose names begin otherwise than their countries'."""

_MIXED_CASE = re.compile("(?:Ma?c|[A-ZÀ-Þ]['’]|[A-ZÀ-Þ][a-zß-ɏ]+['’-])+[A-ZÀ-Þ]?[A-Za-zÀ-ɏ-]+")


class _Heard:
    """What a Chinese text may be rendered by, worked out as far as it is asked for."""

    def __init__(self, source: str, lexicon: Lexicon) -> None:
        self.latin = source.lower()
        self._source = source
        self._simple = simplify(source)
        self._lexicon = lexicon

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words' renderings."""
        keys = {token.key for token in tokenize(self._source, "zh")}
        return frozenset().union(*map(self._lexicon.renderings, keys))

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of them that are names."""
        return frozenset(filter(self._lexicon.is_name, self.stems))

    @cached_property
    def readings(self) -> frozenset[str]:
        """One to four characters in a row, in pinyin."""
        syllables = [[each.replace("v", "u") for each in self._lexicon.syllables(char)[:4]] for char in self._simple]
        readings = set()
        for start in range(len(syllables)):
            heads = [""]
            for after in syllables[start : start + 4]:
                heads = [head + syllable for head in heads for syllable in after][:64]
                readings.update(heads)
        return frozenset(readings)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """Its transliterating characters in a row."""
        runs = ["".join(chars) for foreign, chars in groupby(self._simple, TRANSLITERATING.__contains__) if foreign]
        return tuple(dict.fromkeys(run for run in runs if len(run) > 1))


class NameKnowledge:
    """Compares names of both languages, by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._heard = lru_cache(maxsize=64)(lambda source: _Heard(source, lexicon))
        self._log_odds = lru_cache(maxsize=1 << 16)(self._sound)

    def may_be_name(self, word: str) -> bool:
        """Say whether a capitalised word is more than a word of a title, a month or a short form (GPs)."""
        if sum(map(str.isupper, word)) > 1 and not _MIXED_CASE.fullmatch(word):
            return False
        return not all(
            part in _NO_NAMES or part in FUNCTION_WORDS or self._is_word(stem(part)) for part in _parts(word)
        )

    def _is_word(self, key: str) -> bool:
        is_frequent = self._lexicon.probability(key) > _WORD and not self._lexicon.is_name(key)
        return is_frequent or self._lexicon.is_common(key)

    def means(self, source: str, word: str) -> bool:
        """Say whether an English name renders something in a Chinese text by meaning or in pinyin."""
        heard = self._heard(source)
        if word.lower() in heard.latin:
            return True
        parts = [part for part in _parts(word) if part not in FUNCTION_WORDS]
        return all(
            self._is_named(heard, part) or part in heard.latin or any(_is_kin(stem(part), name) for name in heard.names)
            for part in parts
        )

    def is_named(self, source: str, word: str) -> bool:
        """Say whether a Chinese text holds an English name without doubt, so that it may also be meant nearby."""
        heard = self._heard(source)
        if word.lower() in heard.latin or all(self._is_named(heard, part) for part in _parts(word)):
            return True
        return any(self._log_odds(run, word) >= _EXPLAINS_NEAR for run in heard.runs)

    @staticmethod
    def _is_named(heard: _Heard, part: str) -> bool:
        spellings = (part.replace("ü", "u"), part.replace("lyu", "lu").replace("nyu", "nu"))
        return stem(part) in heard.stems or any(spelling in heard.readings for spelling in spellings)

    def sounds(self, source: str, word: str) -> bool:
        """Say whether an English name may be the sound of some characters of a Chinese text."""
        return any(self._log_odds(run, word) >= _EXPLAINS for run in self._heard(source).runs)

    def sounds_like(self, name: Name, word: str) -> bool:
        """Say whether an English name may be the sound of a Chinese one that is foreign."""
        return name.is_foreign and self._log_odds(simplify(name.text), word) >= _EXPLAINS

    def is_rendered(self, name: Name, keys: frozenset[str], letters: str) -> bool:
        """Say whether an English text, given as stems and as letters, holds a name by meaning or in pinyin."""
        text = simplify(name.text)
        meant = self._name_stems(text)
        if meant & keys or any(_is_kin(key, other) for key in meant for other in keys):
            return True
        surname = 0 if name.is_foreign or meant else split_surname(text)
        return any(reading in letters for reading in self._spellings(text[surname:]))

    def is_heard(self, name: Name, source: str, words: Sequence[Name], unmeant: Sequence[Name]) -> bool:
        """Say whether some word may be the sound of a Chinese name, those more readily that nothing else explains."""
        around = _around(name, source)
        free = {word.span for word in unmeant}
        return any(
            self._log_odds(around, word.text) >= (_RENDERS if word.span in free else _RENDERS_ALSO) for word in words
        )

    def could_be_meant(self, z: Name, e: Name, source: str, words: Sequence[Name]) -> bool:
        """Say whether a Chinese name is of a kind that an English one could stand for by mistake."""
        name = simplify(z.text)
        if self._name_stems(name):
            return name not in _SHORT_FORMS or all(self._lexicon.is_name(stem(part)) for part in _parts(e.text))
        if self._lexicon.knows(name):
            return False
        if z.is_foreign:
            # Two characters of a longer run may be cut wrongly.
            return len(z.text) > 2 or len(_around(z, source)) == 2
        # Japanese, Korean, Vietnamese and Cantonese names are read otherwise: the surname has to stand by in pinyin.
        row = {word.text.lower() for word in words if word.row == e.row and word != e}
        surname = split_surname(name)
        return surname > 0 and any(reading in row for reading in self._spellings(name[:surname]))

    def _name_stems(self, name: str) -> frozenset[str]:
        """Return the names that the dictionary renders a Chinese one by, none for a common word."""
        row = self._lexicon.glosses(name)
        named = {key: weight for key, weight in row.items() if self._lexicon.is_name(key)}
        return frozenset(named) | _SHORT_FORMS.get(name, frozenset()) if sum(named.values()) > _NAMED else frozenset()

    def _sound(self, run: str, word: str) -> float:
        """Return the log-odds that an English name, or one of its parts, is the sound of a run of characters."""
        readings = (self._lexicon.syllables(char) for char in run)
        syllables = [tuple(dict.fromkeys(map(chinese_units, several[:3]))) for several in readings if several]
        return max(sound_log_odds(syllables, english_units(part)) for part in (word, *word.split("-")))

    def _spellings(self, name: str) -> list[str]:
        """Return how up to four characters may be read, joined."""
        syllables = [self._lexicon.syllables(char)[:3] for char in name]
        if not 0 < len(name) <= 4 or not all(syllables):
            return []
        return ["".join(parts).replace("v", "u") for parts in list(product(*syllables))[:16]]


def _around(name: Name, source: str) -> str:
    """Return a foreign name with up to two transliterating characters on either side, which may belong to it.

    Of a Chinese person's name, the given name.
    """
    start, end = name.span.start, name.span.end
    if not name.is_foreign:
        return simplify(name.text)[split_surname(simplify(name.text)) :]
    while start > max(name.span.start - 2, 0) and source[start - 1] in TRANSLITERATING:
        start -= 1
    while end < min(name.span.end + 2, len(source)) and source[end] in TRANSLITERATING:
        end += 1
    return simplify(source[start:end])


def _parts(word: str) -> list[str]:
    return re.split("['’-]", re.sub("['’]s?$", "", word.lower()))


def _is_kin(ours: str, theirs: str) -> bool:
    """Say whether two stems may be of one family, as `america` and `american`, or one slip apart, as `macao`."""
    if (ours, theirs) in _DEMONYMS or (theirs, ours) in _DEMONYMS:
        return True
    if min(len(ours), len(theirs)) < 4 or ours[:3] != theirs[:3]:
        return False
    if ours[:5] == theirs[:5] or ours.startswith(theirs) or theirs.startswith(ours):
        return True
    return len(ours) == len(theirs) and sum(map(str.__ne__, ours, theirs)) < 2
