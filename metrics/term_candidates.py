"""Which Chinese expressions of a corpus may be terms: word sequences that recur, cohere and stand in many places.

Frequent sequences are found level by level (Agrawal and Srikant 1994). What counts of a sequence is how often it stands
outside longer ones (after the C-value of Frantzi, Ananiadou and Mima 2000), how much oftener its parts meet than by
chance, and how free its neighbours are (the branching entropy of Jin and Tanaka-Ishii 2006).
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log, log10

from corpora.characters import is_han
from corpora.glossary.model import TermType
from corpora.lexicon import Lexicon
from corpora.simplified import simplify
from corpora.tokens import Token, tokenize, word_class

LONGEST = 6
"""Words that a candidate has at most, if it is no 《title》 and not quoted: longer ones are clauses."""

# Classes of function words: particles, prepositions, interjections, pronouns, conjunctions, adverbs. The segmenter
# tells nouns, verbs and adjectives apart too badly (基建 is an adjective to it, 审计署 a verb) to go by them.
_FUNCTION = ("u", "p", "y", "o", "r", "c", "d")
_CONTENT = frozenset(("本地", "自我", "快速", "全球", "最", "总", "净", "非", "未", "超"))
"""Words of these classes that make terms."""
_JOINING = frozenset("的及和与之或")
"""Function words that may stand inside a term."""
_NUMERIC = ("m", "q", "t", "f")
"""Classes of numbers, measures, times and places, whose words of one character neither begin nor end a term."""
_NO_EDGE_WORDS = """
是 有 为 在 于 等 来 去 到 说 会 能 可 要 使 让 令 将 把 被 以 由 从 向 对 就 该 此 其 各 每 本 第
及其 有关 相关 包括 以及 进行 通过 作为 作出 其他 其中 成为 期间 方面 情况 之间 以上 以下 以来 以外 以内 今年 去年
"""
_NO_EDGE = frozenset(_NO_EDGE_WORDS.split())
"""Words of any class that neither begin nor end a term."""

_TITLE = re.compile(r"《([^《》\n]{2,40})》")
_QUOTED = re.compile(r"[“「『]([^“”「」『』\n，。；？！,;]{3,20})[”」』]")

_TYPES: dict[str, TermType] = {"nr": "person", "ns": "place", "nt": "organization"}
_BODIES = (
    *("委员会", "局", "署", "厅", "公司", "银行", "协会", "学会", "基金会", "公会", "联合会", "大学", "研究院"),
    *("办公室", "法院", "检察院"),
)
"""How the names of institutions end."""

# The following were chosen on WMT25's financial reports, where 120 of the first 200 candidates are annotated terms:
# halving or doubling one of them makes that 114 to 124. From this entropy on, more freedom says nothing more; so much
# is added for what stands in one context only.
_FREE, _LEAST_FREE = 1.2, 0.2
# So much is added to the cohesion, which says least: without it, 123 of the first 200, but 337 instead of 346 of 1,000.
_LEAST_COHESION = 0.5
# Characters and words from which length is no merit any more, and then a fault: terms of six words are rare.
_LONG_CHARACTERS, _LONG_WORDS = 6, 4
# A word of its own counts by how rare it is in general text: as common as 10^-3.5, not at all, 10^-6.5, fully.
_COMMON, _RARE = 3.5, 6.5

Gram = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese expression that may be a term.

    Attributes:
        key: It, in simplified characters.
        words: How many words it has; 0 for a title or a quotation that is no sequence of few words.
        type: What it seems to be; empty where nothing shows it.
        count: How often it was seen.
        alone: How often outside the longer candidate that holds it most often.
        cohesion: From 0 to 1, how much oftener its parts meet than by chance.
        freedom: Entropy of what stands beside it, on the side where that is smaller.
        rarity: From 0 to 1, how rare it is in general text, if it is one word.
        is_marked: Whether the text marks it, as a title or in quotes.
    """

    key: str
    words: int
    type: TermType
    count: int
    alone: float
    cohesion: float = 1.0
    freedom: float = 1.0
    rarity: float = 1.0
    is_marked: bool = False

    @property
    def termhood(self) -> float:
        """How much speaks for its being a term, whatever its rendering: 0 and above."""
        length = log(min(len(self.key), _LONG_CHARACTERS)) / (1 + max(0, self.words - _LONG_WORDS) / 2)
        freedom = min(1.0, (_LEAST_FREE + self.freedom) / _FREE)
        rarity = 1.0 if self.is_marked else self.rarity
        return log(1 + self.alone) * length * freedom * (_LEAST_COHESION + self.cohesion) * rarity


def marked_spans(text: str) -> Iterator[tuple[int, int, TermType]]:
    """Yield where 《titles》 and quotations stand in a Chinese text, without their marks, and what they seem to be."""
    for found in _TITLE.finditer(text):
        yield *found.span(1), "title"
    for found in _QUOTED.finditer(text):
        if sum(map(is_han, found[1])) > len(found[1]) / 2:
            yield *found.span(1), ""  # a slogan, a name, a word meant otherwise: nothing shows which


class CandidateFinder:
    """Reads Chinese texts, then tells which of their expressions may be terms."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._classes: list[str] = []
        self._text = array("i")  # all words end to end, -1 where no term goes on
        self._marked: Counter[tuple[str, TermType]] = Counter()

    def add(self, text: str) -> None:
        """Read a text."""
        self._text.extend(self._number(token.key) if _may_hold(token) else -1 for token in tokenize(text, "zh"))
        self._text.append(-1)
        for start, end, kind in marked_spans(text):
            self._marked[simplify(text[start:end]), kind] += 1

    def _number(self, key: str) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._words)
            self._words.append(key)
            self._classes.append(word_class(key))
        return number

    def candidates(self, lexicon: Lexicon, *, least: int) -> list[Candidate]:
        """Return what may be a term and was seen so often; titles and quotations count from once on."""
        counts = self._frequent(least)
        total = max(1, sum(number >= 0 for number in self._text))
        whole = {gram: count for gram, count in counts.items() if self._is_whole(gram)}
        alone, freedom = _outside_longer(whole), self._freedom(whole)
        found = {}
        for gram, count in whole.items():
            key = "".join(self._words[number] for number in gram)
            found[key] = Candidate(
                key,
                len(gram),
                self._type(gram, key),
                count,
                alone[gram],
                _cohesion(gram, counts, total),
                freedom[gram],
                _rarity(key, lexicon) if len(gram) == 1 else 1.0,
            )
        for (key, kind), count in sorted(self._marked.items()):
            if key in found:
                found[key] = replace(found[key], type=found[key].type or kind, is_marked=True)
            else:
                found[key] = Candidate(key, 0, kind, count, float(count), is_marked=True)
        return sorted(found.values(), key=lambda candidate: candidate.key)

    def _frequent(self, least: int) -> dict[Gram, int]:
        """Return the sequences that occur so often, of which none holds a rarer one."""
        every: dict[Gram, int] = {}
        for length in range(1, LONGEST + 1):
            counts: Counter[Gram] = Counter()
            run = 0
            for at, number in enumerate(self._text):
                run = 0 if number < 0 else run + 1
                if run >= length:
                    gram = tuple(self._text[at - length + 1 : at + 1])
                    if length == 1 or (gram[:-1] in every and gram[1:] in every):
                        counts[gram] += 1
            frequent = {gram: count for gram, count in counts.items() if count >= least}
            if not frequent:
                break
            every |= frequent
        return every

    def _is_whole(self, gram: Gram) -> bool:
        """Tell whether a sequence begins and ends like a term."""
        words = [self._words[number] for number in gram]
        if sum(map(len, words)) < 2 or not any(is_han(char) for word in words for char in word):
            return False
        if any(word in _JOINING or word in _NO_EDGE or word[0].isdigit() for word in (words[0], words[-1])):
            return False
        first, last = self._classes[gram[0]], self._classes[gram[-1]]
        if first.startswith("m") and words[0][0].isnumeric():
            return False
        if len(gram) == 1:
            return not first.startswith(_NUMERIC)
        # A measure is one after a number only: as in 平台 and 工作组, many are nouns else.
        ends = ("m", "t", "f", "q") if words[-2][0].isnumeric() else ("m", "t", "f")
        begins_short = len(words[0]) == 1 and first.startswith(_NUMERIC)
        return not begins_short and not (len(words[-1]) == 1 and last.startswith(ends))

    def _freedom(self, whole: dict[Gram, int]) -> dict[Gram, float]:
        """Return the entropy of what stands beside each sequence, on the side where that is smaller."""
        before, after = (defaultdict[Gram, Counter[int]](Counter) for _ in range(2))
        text, run = self._text, 0
        for at, number in enumerate(text):
            run = 0 if number < 0 else run + 1
            for start in range(at - min(run, LONGEST) + 1, at + 1):
                gram = tuple(text[start : at + 1])
                if gram in whole:
                    before[gram][text[start - 1] if start else -1] += 1
                    after[gram][text[at + 1]] += 1  # there is one: a text ends with -1
        return {gram: min(_entropy(before[gram]), _entropy(after[gram])) for gram in whole}

    def _type(self, gram: Gram, key: str) -> TermType:
        if key.endswith(_BODIES) and len(gram) > 1:
            return "organization"
        return _TYPES.get(self._classes[gram[0]][:2], "") if len(gram) == 1 else ""


def _may_hold(token: Token) -> bool:
    """Tell whether a term may hold a word."""
    if not token.is_word or token.key in _JOINING or token.key in _CONTENT:
        return token.is_word
    return not word_class(token.key).startswith(_FUNCTION)


def _rarity(word: str, lexicon: Lexicon) -> float:
    return min(1.0, max(0.0, (-log10(lexicon.word_probability(word)) - _COMMON) / (_RARE - _COMMON)))


def _entropy(beside: Counter[int]) -> float:
    """Return the entropy of neighbours in nats; a place where no word can stand is a neighbour of its own each time."""
    total = sum(beside.values())
    return log(total) - sum(count * log(count) for number, count in beside.items() if number >= 0) / total


def _outside_longer(whole: dict[Gram, int]) -> dict[Gram, float]:
    """Return how often each sequence stands, less how often the most frequent longer one does that holds it."""
    longer: dict[Gram, int] = {}
    for gram, count in whole.items():
        for part in _parts(gram):
            if part in whole:
                longer[part] = max(longer.get(part, 0), count)
    return {gram: float(count - longer.get(gram, 0)) for gram, count in whole.items()}


def _parts(gram: Gram) -> Iterator[Gram]:
    for length in range(1, len(gram)):
        for start in range(len(gram) - length + 1):
            yield gram[start : start + length]


def _cohesion(gram: Gram, counts: dict[Gram, int], total: int) -> float:
    """Return the normalised pointwise mutual information of the weakest cut (Bouma 2009), not below 0."""
    if len(gram) == 1:
        return 1.0
    together = log(counts[gram] / total)
    if together >= 0:
        return 1.0
    parts: Sequence[tuple[Gram, Gram]] = [(gram[:cut], gram[cut:]) for cut in range(1, len(gram))]
    weakest = min(together - log(counts[a] / total) - log(counts[b] / total) for a, b in parts)
    return max(weakest / -together, 0.0)
