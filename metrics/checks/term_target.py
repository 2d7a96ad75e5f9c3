"""Find a term's renderings in English text, whatever their inflection, spelling, hyphens and articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpora.english import DROPPED, Word, find_words, word_keys
from corpora.glossary import Term
from corpora.model import Span

GAP = 3
"""How many words `...` in a rendering may stand for."""

_GAP_MARK = re.compile(r"\s*(?:\.\.\.|…)\s*")
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)\]]*\s|[;:\u3002\uff01\uff1f]")


@dataclass(frozen=True, slots=True)
class Match:
    """A rendering found in a text.

    Attributes:
        span: Where, dropped words at its ends left out.
        rendering: As the glossary has it.
        has_case: Whether its capitals are as they should be.
    """

    span: Span
    rendering: str
    has_case: bool


class TargetText:
    """An English text prepared for looking up many renderings."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def all_words(self) -> list[Word]:
        """Every word, the dropped ones too."""
        return find_words(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words that renderings are compared with."""
        return [word for word in self.all_words if word.text.lower() not in DROPPED]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The numbers of the words that have a key."""
        index: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            for key in word_keys(word.text):
                index.setdefault(key, []).append(number)
        return index

    def between(self, number: int) -> str:
        """Return what stands between a word and the next."""
        return self.text[self.words[number].end : self.words[number + 1].start]

    def starts_sentence(self, word: Word) -> bool:
        """Tell whether a word begins the text or a sentence, so that its capital says nothing."""
        before = self.text[: word.start].rstrip("\"'“‘([ \t")
        return not before or before[-1] in ".!?:\n•–—-"


def find_renderings(text: TargetText, term: Term, renderings: tuple[str, ...]) -> list[Match]:
    """Return where renderings of a term stand in a text, by place; several may overlap."""
    find = _find_exact if term.match == "exact" else _find_words
    found = [match for rendering in renderings for match in find(text, term, rendering)]
    return sorted(found, key=lambda match: (match.span.start, -match.span.end, not match.has_case))


def _find_exact(text: TargetText, term: Term, rendering: str) -> list[Match]:
    parts = [re.escape(part) for part in _GAP_MARK.split(rendering)]
    pattern = re.compile(r"(?<!\w)" + rf"(?:\W+\w+){{0,{GAP}}}\W+".join(parts) + r"(?!\w)", re.IGNORECASE)
    found = []
    for match in pattern.finditer(text.text):
        at = Word(match[0], *match.span())
        same = match[0] == rendering or len(parts) > 1
        has_case = term.case == "insensitive" or same or (term.case == "smart" and not _is_sensitive(rendering))
        if not has_case and text.starts_sentence(at):
            has_case = match[0][1:] == rendering[1:]
        found.append(Match(Span(*match.span()), rendering, has_case))
    return found


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A rendering's words, in runs between which a gap is allowed."""

    runs: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1 << 16)
def _compile(rendering: str) -> _Pattern:
    runs = []
    for part in _GAP_MARK.split(rendering):
        words = [word.text for word in find_words(part)]
        kept = [word for word in words if word.lower() not in DROPPED] or words
        if kept:
            runs.append(tuple(kept))
    return _Pattern(tuple(runs))


def _find_words(text: TargetText, term: Term, rendering: str) -> list[Match]:
    pattern = _compile(rendering)
    if not pattern.runs:
        return []
    first = word_keys(pattern.runs[0][0])
    starts = sorted({number for key in first for number in text.index.get(key, ())} | _joined_starts(text, first))
    found = []
    for start in starts:
        aligned = _match_runs(text, pattern.runs, start)
        if aligned is None:
            continue
        has_case = _has_case(text, term, rendering, aligned)
        if has_case is None:
            continue
        last = text.words[aligned[-1][1] - 1]
        found.append(Match(Span(text.words[start].start, last.end), rendering, has_case))
    return found


Aligned = list[tuple[int, int, str]]
"""Text words from, to (half-open), and the rendering's words they stand for."""


def _joined_starts(text: TargetText, keys: frozenset[str]) -> set[int]:
    """Return where two words of the text, written together, are the first word: `cyber space`."""
    longest = max(map(len, keys))
    return {
        number
        for number in range(len(text.words) - 1)
        if len(text.words[number].text) < longest
        and text.words[number].text[0].lower() == min(keys)[0]
        and text.between(number).strip() in ("", "-", "‑")
        and keys & word_keys(text.words[number].text + text.words[number + 1].text)
    }


def _match_runs(text: TargetText, runs: tuple[tuple[str, ...], ...], start: int) -> Aligned | None:
    aligned: Aligned = []
    at = start
    for number, run in enumerate(runs):
        for skip in range(GAP + 1 if number else 1):
            part = _match_run(text, run, at + skip)
            if part is not None:
                break
        else:
            return None
        aligned += part
        at = part[-1][1]
    for number in range(start, at - 1):
        between = text.between(number)
        if len(between) > 1 and _SENTENCE_END.search(between):
            return None
    return aligned


def _match_run(text: TargetText, run: tuple[str, ...], at: int) -> Aligned | None:
    aligned: Aligned = []
    words, k = text.words, 0
    while k < len(run):
        if at >= len(words):
            return None
        keys = word_keys(run[k])
        if keys & word_keys(words[at].text):
            aligned.append((at, at + 1, run[k]))
            at, k = at + 1, k + 1
        elif at + 1 < len(words) and keys & word_keys(words[at].text + words[at + 1].text):
            aligned.append((at, at + 2, run[k]))
            at, k = at + 2, k + 1
        elif k + 1 < len(run) and word_keys(run[k] + run[k + 1]) & word_keys(words[at].text):
            aligned.append((at, at + 1, run[k] + run[k + 1].lower()))
            at, k = at + 1, k + 2
        else:
            return None
    return aligned


def _is_sensitive(rendering: str) -> bool:
    """Tell whether a rendering has capitals inside, which a capital at its very beginning is not."""
    return any(char.isupper() for char in rendering[1:])


def _has_case(text: TargetText, term: Term, rendering: str, aligned: Aligned) -> bool | None:
    """Tell whether capitals are as they should be; None where a word is an abbreviation's lower-case namesake."""
    if term.case == "insensitive" or (term.case == "smart" and not _is_sensitive(rendering)):
        return True
    ok = True
    for number, (start, end, wanted) in enumerate(aligned):
        found = text.text[text.words[start].start : text.words[end - 1].end]
        if len(found) > 1 and found.isupper():
            continue
        if _is_abbreviation(wanted):
            if not found[:2].isupper() and not (len(wanted) > 5 and found[:1].isupper()):
                return None
        elif wanted[:1].isupper():
            ok = ok and found[:1].isupper()
        elif term.case == "sensitive" and found[:1].isupper():
            ok = ok and number == 0 and text.starts_sentence(text.words[start])
    return ok


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()
