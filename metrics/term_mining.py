"""Which terms aligned texts hold and how they render them: Chinese candidates, and where their word links lead.

Of the renderings that links lead to, the one is taken that stands in the same pairs as the candidate (their cosine) and
that links give most often.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from align.learning import LEAST_SCORE, learn
from align.words import link_pairs
from corpora.characters import SENTENCE_ENDS
from corpora.errors import InputError
from corpora.glossary.model import TermType
from corpora.lexicon import Lexicon
from corpora.model import Span
from corpora.simplified import simplify
from corpora.tokens import Token, tokenize
from metrics.term_candidates import LONGEST, Candidate, CandidateFinder, marked_spans
from metrics.term_renderings import LONGEST_RENDERING, find_renderings

LEAST = 2
"""How often a candidate must be seen: what stands once has no usage that a glossary could keep."""

MOST_RENDERINGS = 5
"""Renderings of a candidate that are told."""

_BATCH = 512  # pairs that are linked together
_MOST_KEPT = 12  # renderings of a candidate that are counted in all pairs, those with most links
_MOST_WAITING = 200  # renderings of a candidate from which on those with fewest links are forgotten (lossy counting)
# What a place is worth where words beside the linked ones were added: half or twice of
# this gives the same agreement within .01.
_ADDED = 0.5
# A longer rendering is preferred that stands nearly wherever the shorter one does; on WMT25's reports .6 and .9 give
# the same agreement of the first 200 within .008, and none of this .05 less.
_NEARLY_ALWAYS = 0.8
# From this share of the proposed rendering's agreement on, another one is told: below, it is mostly another word of the
# sentence (looked at on financial reports).
_RIVAL = 0.25

Progress = Callable[[str, int], None]
Keys = tuple[str, ...]
"""A rendering by the stems of its words."""


class PlacedPair(NamedTuple):
    """A pair of texts, and where it comes from.

    Attributes:
        source: Chinese.
        target: English.
        score: From 0 to 1, how sure it is that they translate each other.
        place: Its file and line.
    """

    source: str
    target: str
    score: float = 1.0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """English that renders a candidate.

    Attributes:
        text: As it is mostly written.
        count: How many pairs have both.
        agreement: From 0 to 1: the cosine of the pairs with the candidate and of those with this.
    """

    text: str
    count: int
    agreement: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate with its renderings.

    Attributes:
        source: As it is mostly written.
        type: What it seems to be: a person only where the rendering is a name.
        candidate: What speaks for its being a term.
        pairs: How many pairs hold it.
        renderings: The proposed one first, then others.
        example: A pair with the candidate and the proposed rendering.
        score: Termhood times how sure the rendering is; comparable within one corpus.
    """

    source: str
    type: TermType
    candidate: Candidate
    pairs: int
    renderings: tuple[Rendering, ...]
    example: PlacedPair
    score: float


@dataclass(slots=True)
class _Seen:
    """What was seen of a candidate."""

    forms: Counter[str] = field(default_factory=Counter)
    pairs: list[int] = field(default_factory=list)
    linked: dict[Keys, float] = field(default_factory=dict)
    together: Counter[Keys] = field(default_factory=Counter)
    example: dict[Keys, int] = field(default_factory=dict)

    def add_link(self, keys: Keys, weight: float) -> None:
        self.linked[keys] = self.linked.get(keys, 0.0) + weight
        if len(self.linked) > _MOST_WAITING:
            self.keep_best(_MOST_WAITING // 2)

    def keep_best(self, most: int) -> None:
        """Forget all but the renderings with most links."""
        self.linked = dict(sorted(self.linked.items(), key=lambda entry: (-entry[1], entry[0]))[:most])


def mine(
    pairs: Sequence[PlacedPair],
    lexicon: Lexicon,
    *,
    known: Collection[str] = (),
    least: int = LEAST,
    progress: Progress = lambda what, count: None,
    teach: bool = True,
) -> list[Suggestion]:
    """Return the terms that pairs seem to hold, with their renderings, the likeliest first.

    Args:
        pairs: Pairs; those that occur again count once, those less sure than even not at all.
        lexicon: The dictionary, without anything learned.
        known: Chinese forms, in simplified characters, that are not suggested.
        least: How often a candidate must be seen; titles and quotations may be seen once.
        progress: Told what is being done, and on how many.
        teach: Whether the links use what the pairs themselves teach about words; for measuring what that is worth.
    """
    sure = (pair for pair in reversed(pairs) if pair.score >= LEAST_SCORE)
    chosen = list({(pair.source, pair.target): pair for pair in sure}.values())[::-1]
    finder = CandidateFinder()
    for source in dict.fromkeys(pair.source for pair in chosen):
        finder.add(source)  # once, however many translations of it there are
    candidates = {each.key: each for each in finder.candidates(lexicon, least=least) if each.key not in known}
    progress("expressions that may be terms", len(candidates))
    if teach:
        lexicon = _taught(lexicon, chosen, progress)
    seen = _link(chosen, candidates, lexicon, progress)
    counts, texts = _count_renderings(chosen, seen)
    found = [_suggestion(candidates[key], one, counts, texts, chosen) for key, one in seen.items()]
    return sorted(
        (each for each in found if each is not None and each.score > 0),
        key=lambda each: (-each.score, each.candidate.key),
    )


def _taught(lexicon: Lexicon, pairs: Sequence[PlacedPair], progress: Progress) -> Lexicon:
    weighted = ((pair.source, pair.target, pair.score) for pair in pairs)
    try:
        return lexicon.with_learned(learn(weighted, lexicon, progress=progress))
    except InputError:
        return lexicon  # too little recurs for anything to be learned: the dictionary has to do


def _link(
    pairs: Sequence[PlacedPair], candidates: Mapping[str, Candidate], lexicon: Lexicon, progress: Progress
) -> dict[str, _Seen]:
    """Return what was seen of each candidate, with the renderings that links lead to."""
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        tokens = [(tokenize(pair.source, "zh"), tokenize(pair.target, "en")) for pair in batch]
        linked = link_pairs(tokens, lexicon)
        for at, (pair, (source, target), links) in enumerate(zip(batch, tokens, linked, strict=True), start):
            for span, key in _occurrences(pair.source, source, candidates):
                one = seen[key]
                one.forms[pair.source[source[span.start].start : source[span.end - 1].end]] += 1
                if not one.pairs or one.pairs[-1] != at:
                    one.pairs.append(at)
                for place in find_renderings(span, links, target):
                    keys = tuple(token.key for token in target[place.span.slice])
                    one.add_link(keys, 1.0 if place.is_linked else _ADDED)
        progress("linked the words of pairs", start + len(batch))
    for one in seen.values():
        one.keep_best(_MOST_KEPT)
    return dict(seen)


def _occurrences(text: str, tokens: Sequence[Token], candidates: Mapping[str, Candidate]) -> Iterator[tuple[Span, str]]:
    """Yield where candidates stand among the words of a text."""
    for start in range(len(tokens)):
        key = ""
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            if not tokens[end - 1].is_word:
                break
            key += tokens[end - 1].key
            if key in candidates and candidates[key].words == end - start:
                yield Span(start, end), key
    for first, last, _ in marked_spans(text):
        inside = [at for at, token in enumerate(tokens) if token.start >= first and token.end <= last]
        key = simplify(text[first:last])
        if inside and key in candidates and candidates[key].words != len(inside):
            yield Span(inside[0], inside[-1] + 1), key


def _count_renderings(
    pairs: Sequence[PlacedPair], seen: Mapping[str, _Seen]
) -> tuple[Counter[Keys], dict[Keys, Counter[str]]]:
    """Return in how many pairs each rendering stands, and how it is written; count where it stands with a candidate."""
    pool = {keys for one in seen.values() for keys in one.linked}
    beginnings = {keys[0] for keys in pool}
    holders: defaultdict[int, list[_Seen]] = defaultdict(list)
    for one in seen.values():
        for at in one.pairs:
            holders[at].append(one)
    counts: Counter[Keys] = Counter()
    texts: defaultdict[Keys, Counter[str]] = defaultdict(Counter)
    for at, pair in enumerate(pairs):
        tokens = tokenize(pair.target, "en")
        stems = [token.key for token in tokens]
        here: dict[Keys, tuple[str, bool]] = {}
        for start, stem in enumerate(stems):
            if stem in beginnings:
                for end in range(start + 1, min(start + LONGEST_RENDERING, len(stems)) + 1):
                    keys = tuple(stems[start:end])
                    if keys in pool:
                        text = pair.target[tokens[start].start : tokens[end - 1].end]
                        here.setdefault(keys, (text, start == 0 or stems[start - 1] in _STOPS))
        counts.update(here.keys())
        for keys, (text, begins) in here.items():
            texts[keys][text] += 1 if begins else _INSIDE_WEIGHT
        for one in holders[at]:
            for keys in one.linked:
                if keys in here:
                    one.together[keys] += 1
                    _keep_shorter(one.example, keys, at, pairs)
    return counts, texts


_STOPS = frozenset(f"{SENTENCE_ENDS}.")
_INSIDE_WEIGHT = 1000
"""What a place inside a sentence says of how a rendering is written, against one at a beginning: there, every word has
a capital."""

_LEGIBLE = 40
"""Characters of English from which a pair shows how a term is used; of those, the shortest does best."""


def _keep_shorter(example: dict[Keys, int], keys: Keys, at: int, pairs: Sequence[PlacedPair]) -> None:
    def badness(number: int) -> tuple[bool, int]:
        size = len(pairs[number].target)
        return (size < _LEGIBLE, size)

    if keys not in example or badness(at) < badness(example[keys]):
        example[keys] = at


def _suggestion(
    candidate: Candidate,
    one: _Seen,
    counts: Mapping[Keys, int],
    texts: Mapping[Keys, Counter[str]],
    pairs: Sequence[PlacedPair],
) -> Suggestion | None:
    together = {keys: one.together[keys] for keys in one.linked if one.together[keys]}
    if not together:
        return None
    size = len(one.pairs)
    agreements = {keys: times / sqrt(size * counts[keys]) for keys, times in together.items()}
    scores = {keys: agreements[keys] * sqrt(min(1.0, one.linked[keys] / size)) for keys in together}
    ranked = sorted(scores, key=lambda keys: (-scores[keys], keys))
    best = _grown(ranked[0], ranked, together)
    rivals = [keys for keys in ranked if agreements[keys] >= _RIVAL * agreements[best] and not _holds(keys, best)]
    order = [best, *(keys for keys in rivals if keys != best)][:MOST_RENDERINGS]
    source = min(one.forms, key=lambda form: (-one.forms[form], form))
    usual = {keys: _usual(texts[keys]) for keys in order}
    is_name = all(word[:1].isupper() for word in usual[best].split())
    return Suggestion(
        source,
        "" if candidate.type == "person" and not is_name else candidate.type,
        candidate,
        size,
        tuple(Rendering(usual[keys], together[keys], round(agreements[keys], 4)) for keys in order),
        pairs[one.example[best]],
        round(candidate.termhood * scores[ranked[0]], 4),
    )


def _grown(best: Keys, ranked: Sequence[Keys], together: Mapping[Keys, int]) -> Keys:
    """Return the longer rendering that holds a rendering and stands nearly wherever that does, or itself."""
    while True:
        longer = [
            keys
            for keys in ranked
            if len(keys) > len(best)
            and together[keys] >= max(LEAST, _NEARLY_ALWAYS * together[best])
            and _holds(keys, best)
        ]
        if not longer:
            return best
        best = longer[0]


def _holds(keys: Keys, part: Keys) -> bool:
    return any(keys[at : at + len(part)] == part for at in range(len(keys) - len(part) + 1))


def _usual(texts: Counter[str]) -> str:
    """Return how a rendering is mostly written; of equals the one with fewer capitals, which begins no sentence."""
    return min(texts, key=lambda text: (-texts[text], sum(map(str.isupper, text)), text))
