"""What a corpus says of a glossary: terms that it never uses, renders otherwise, or holds inside longer words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpora.characters import is_han
from corpora.english import Word, find_words, word_keys
from corpora.glossary import Glossary, Term
from corpora.lexicon import Lexicon
from corpora.model import Pair, Span
from corpora.simplified import simplify
from metrics.checks.context import Context
from metrics.checks.term_source import load_matcher
from metrics.checks.term_target import TargetText
from metrics.checks.terms import FORBIDDEN_TERM, MISSING_TERM, find_findings
from metrics.rules import Severity

LEAST_OFTEN = 2
"""How often something must be seen to be told: once is a slip."""

SHARED = 0.6
"""The share of a rendering's places that must have a word beside it, for the word to belong to it. On WMT23's novels,
with a target that is nonsense for every term, the majority rendering is an annotated one for 154 of the 171 terms that
get any; for 111 without this."""

LONGEST_PHRASE = 5
"""Words that a rendering may have which is found by being common to the pairs; longer ones are rare as terms."""

MOST_AROUND = 4
"""Characters by which a longer word may go beyond a term: the dictionary's longest words have eight."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What stands for a term instead of an accepted rendering.

    Attributes:
        text: As it is mostly written.
        pairs: Where it stands.
        spans: Where in the pairs' targets; None where only its words are known to be there.
        is_forbidden: Whether the glossary forbids it.
    """

    text: str
    pairs: tuple[Pair, ...]
    spans: tuple[Span | None, ...]
    is_forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """How a corpus uses one term.

    Attributes:
        term: The row of the glossary.
        seen: How many pairs hold it.
        right: How many of these have an accepted rendering, or nothing in its place.
        others: What stands there otherwise, most frequent first.
        longer: Longer strings that hold the term and in which it is never rendered right, with how often.
    """

    term: Term
    seen: int
    right: int
    others: tuple[Rendering, ...] = ()
    longer: tuple[tuple[str, int], ...] = ()

    @property
    def is_always_violated(self) -> bool:
        """Whether it was seen several times and never with an accepted rendering."""
        return self.seen >= LEAST_OFTEN and self.right == 0

    @property
    def majority(self) -> Rendering | None:
        """The rendering that is not accepted and still more frequent than all that are."""
        top = self.others[0] if self.others else None
        return top if top and len(top.pairs) >= LEAST_OFTEN and len(top.pairs) > self.right else None


_Place = tuple[Pair, Span, bool]
"""Where something stands in a term's place, and whether the glossary forbids it."""


@dataclass(slots=True)
class _Count:
    """What was seen of one term so far."""

    seen: int = 0
    violated: int = 0
    named: list[_Place] = field(default_factory=list)
    unnamed: list[Pair] = field(default_factory=list)
    longer: Counter[str] = field(default_factory=Counter)  # in pairs that violate it
    fine: Counter[str] = field(default_factory=Counter)  # in the others


class Audit:
    """Counts how bitexts use the approved terms of a glossary."""

    def __init__(self, glossary: Glossary, lexicon: Lexicon) -> None:
        self._glossary = glossary
        self._lexicon = lexicon
        self._matcher = load_matcher(glossary)
        self._counts: defaultdict[str, _Count] = defaultdict(_Count)
        self._texts: list[tuple[Pair, str]] = []  # the English by its keys, between spaces

    def add(self, context: Context) -> None:
        """Count the terms of one bitext."""
        violated: set[tuple[int, str]] = set()
        for finding in find_findings(context):
            pair, source = finding.pair, finding.term or ""
            is_forbidden = finding.rule == FORBIDDEN_TERM.name
            is_missing = finding.rule == MISSING_TERM.name and finding.severity is not Severity.INFO
            if pair is None or not (is_forbidden or is_missing):
                continue
            violated.add((pair.number, source))
            count = self._counts[source]
            if finding.target is None:
                count.unnamed.append(pair)
            else:
                count.named.append((pair, finding.target, is_forbidden))
        for pair in context.comparable:
            self._texts.append((pair, f" {' '.join(_keys(pair.target.text))} "))
            self._count_pair(pair, violated)

    def _count_pair(self, pair: Pair, violated: set[tuple[int, str]]) -> None:
        text = pair.source.text
        told: set[str] = set()
        for found in self._matcher.find(text):
            literal = text[found.span.slice]
            source = min(found.terms, key=lambda term: term.source != literal).source
            count, is_violated = self._counts[source], (pair.number, source) in violated
            (count.longer if is_violated else count.fine).update(self._longer(text, found.span))
            if source not in told:
                told.add(source)
                count.seen += 1
                count.violated += is_violated

    def _longer(self, text: str, span: Span) -> Iterator[str]:
        """Yield the words of the dictionary that hold an occurrence and more."""
        for left in range(min(MOST_AROUND, span.start) + 1):
            for right in range(min(MOST_AROUND - left, len(text) - span.end) + 1):
                around = text[span.start - left : span.start] + text[span.end : span.end + right]
                string = text[span.start - left : span.end + right]
                if around and all(map(is_han, around)) and self._lexicon.knows(simplify(string)):
                    yield string

    def usages(self) -> list[Usage]:
        """Return how each approved term was used, in the order of the glossary; senses of a term are one."""
        found, told = [], set()
        for term in self._glossary.terms:
            if term.status == "approved" and term.source not in told:
                told.add(term.source)
                count = self._counts[term.source]
                right = count.seen - count.violated
                longer = tuple(self._candidates(count)) if right else ()
                found.append(Usage(term, count.seen, right, self._others(count), longer))
        return found

    def _candidates(self, count: _Count) -> Iterator[tuple[str, int]]:
        """Yield the longest words in which the term is violated several times and never rendered right."""
        chosen: list[str] = []
        for string, times in sorted(count.longer.items(), key=lambda item: (-len(item[0]), item[0])):
            if times >= LEAST_OFTEN and not count.fine[string] and not any(string in other for other in chosen):
                chosen.append(string)
                yield string, times

    def _others(self, count: _Count) -> tuple[Rendering, ...]:
        groups: defaultdict[tuple[str, ...], list[_Place]] = defaultdict(list)
        for pair, span, is_forbidden in count.named:
            groups[_keys(pair.target.text[span.slice])].append((pair, span, is_forbidden))
        found = [_rendering(self._extended(places)) for places in groups.values()]
        common = self._common_phrase(count.unnamed)
        return tuple(sorted([*found, *([common] if common else [])], key=lambda each: (-len(each.pairs), each.text)))

    def _extended(self, places: Sequence[_Place]) -> list[_Place]:
        """Return places with the words before and after that most of them have, though no link leads there."""
        grown = list(places)
        if any(is_forbidden for _, _, is_forbidden in places):
            return grown  # the glossary says how long it is
        for side in (1, -1) * (LONGEST_PHRASE - 1):
            beside = [_word_beside(pair.target.text, span, side) for pair, span, _ in grown]
            keys = Counter(_key(word.text) for word in beside if word)
            key, times = keys.most_common(1)[0] if keys else ("", 0)
            if times < max(LEAST_OFTEN, SHARED * len(grown)) or self._lexicon.is_function_word(key):
                continue
            for number, ((pair, span, is_forbidden), word) in enumerate(zip(grown, beside, strict=True)):
                if word and _key(word.text) == key:
                    wider = Span(min(span.start, word.start), max(span.end, word.end))
                    grown[number] = (pair, wider, is_forbidden)
        return grown

    def _common_phrase(self, pairs: Sequence[Pair]) -> Rendering | None:
        """Return the words that most pairs without a known rendering share and that hardly any other pair has."""
        if len(pairs) < LEAST_OFTEN:
            return None
        holders: defaultdict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
        for number, pair in enumerate(pairs):
            for keys, text in self._phrases(pair.target.text):
                holders[keys].setdefault(number, text)
        least = max(LEAST_OFTEN, len(pairs) // 2 + 1)
        shared = {keys: texts for keys, texts in holders.items() if len(texts) >= least}
        own = {id(pair) for pair in pairs}
        others = [keys for pair, keys in self._texts if id(pair) not in own]
        for keys in sorted(shared, key=lambda keys: (-len(shared[keys]), -len(keys), keys)):
            elsewhere = sum(f" {' '.join(keys)} " in other for other in others)
            if elsewhere < len(shared[keys]):
                where = tuple(pairs[number] for number in shared[keys])
                text = Counter(shared[keys].values()).most_common(1)[0][0]
                return Rendering(text, where, (None,) * len(where))
        return None

    def _phrases(self, text: str) -> Iterator[tuple[tuple[str, ...], str]]:
        words = TargetText(text).words
        keys = [_key(word.text) for word in words]
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST_PHRASE, len(words)) + 1):
                edges = (keys[start], keys[end - 1])
                if not any(map(self._lexicon.is_function_word, edges)):
                    yield tuple(keys[start:end]), text[words[start].start : words[end - 1].end]


def _key(word: str) -> str:
    """Return the one key by which words are grouped: the shortest, which is the stem."""
    return min(word_keys(word), key=lambda key: (len(key), key))


def _keys(text: str) -> tuple[str, ...]:
    return tuple(_key(word.text) for word in TargetText(text).words)


def _word_beside(text: str, span: Span, side: int) -> Word | None:
    """Return the word right after (1) or before (-1) a place, with nothing but a space or hyphen between them."""
    if side == 1:
        words = find_words(text[span.end : span.end + _SIGHT])[:1]
        found = words[0]._replace(start=words[0].start + span.end, end=words[0].end + span.end) if words else None
        between = text[span.end : found.start] if found else ""
    else:
        offset = max(span.start - _SIGHT, 0)
        words = find_words(text[offset : span.start])[-1:]
        found = words[0]._replace(start=words[0].start + offset, end=words[0].end + offset) if words else None
        between = text[found.end : span.start] if found else ""
    return found if between in (" ", "-") else None


_SIGHT = 40  # characters in which the next word ends


def _rendering(places: Sequence[_Place]) -> Rendering:
    texts = Counter(pair.target.text[span.slice] for pair, span, _ in places)
    text = min(texts, key=lambda each: (-texts[each], each))
    pairs, spans, forbidden = zip(*places, strict=True)
    return Rendering(text, pairs, spans, any(forbidden))
