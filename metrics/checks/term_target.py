"""Find a term's renderings in English text, whatever their inflection, spelling, hyphens and articles."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from corpora.english import DROPPED, Word, find_words, word_keys
from corpora.glossary import Term
from corpora.model import Span

GAP = 3
"""How many words `...` in a rendering may stand for."""

COORDINATED = 3
"""How many words of a coordination may stand inside a rendering: `and`, and an adjective with its noun."""

_BRACKETS = re.compile(r"\([^()]*\)")
_GAP_MARK = re.compile(r"\s*(?:\.\.\.|…)\s*")
_MARK = re.compile(r"[,()\[\]/–—]")
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
    def words(self) -> list[Word]:
        """The words that renderings are compared with: all but articles and `of`."""
        return [word for word in find_words(self.text) if word.text.lower() not in DROPPED]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The numbers of the words that have a key."""
        index: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            for key in word_keys(word.text):
                index.setdefault(key, []).append(number)
        return index

    @cached_property
    def after_brackets(self) -> dict[int, int]:
        """Where words in round brackets begin and what word follows them, by number."""
        starts = [word.start for word in self.words]
        jumps = {}
        for found in _BRACKETS.finditer(self.text):
            first, after = bisect_left(starts, found.start()), bisect_left(starts, found.end())
            if first < after:
                jumps[first] = after
        return jumps

    def ends_sentence(self, number: int) -> bool:
        """Tell whether a sentence ends between a word and the next; `St.` and `No.` end none."""
        word = self.words[number]
        between = self.text[word.end : self.words[number + 1].start]
        if between.startswith(". ") and len(word.text) < 4:
            return False
        return len(between) > 1 and _SENTENCE_END.search(between) is not None

    def has_mark(self, number: int) -> bool:
        """Tell whether a comma, bracket or dash stands between a word and the next."""
        return _MARK.search(self.text, self.words[number].end, self.words[number + 1].start) is not None

    def starts_sentence(self, start: int) -> bool:
        """Tell whether a sentence begins at a place, so that a capital there says nothing."""
        before = self.text[max(0, start - 20) : start].rstrip("\"'“‘([ \t")
        return not before or before[-1] in ".!?:\n•–—-"


def find_accepted(text: TargetText, terms: tuple[Term, ...]) -> list[Match]:
    """Return where renderings that are right for one of the terms stand in a text, by place; several may overlap.

    Words in brackets and the other half of a coordination may stand inside: `online and offline ecosystems` holds
    `online ecosystem`.
    """
    return [match for term in terms for match in _find(text, term, term.renderings, True)]


def find_forbidden(text: TargetText, term: Term) -> list[Match]:
    """Return where renderings that are forbidden for a term stand in a text, by place; several may overlap."""
    return [match for match in _find(text, term, term.forbidden, False) if match.has_case]


def has_part(text: TargetText, terms: tuple[Term, ...]) -> bool:
    """Tell whether two words of an accepted rendering stand together in a text: `National Congress` of the 20th one."""
    parts = {
        " ".join(run[at : at + 2])
        for term in terms
        for rendering in term.renderings
        for run in _cut_into_runs(rendering)
        for at in range(len(run) - 1)
    }
    return any(_find_words(text, terms[0], part, False) for part in sorted(parts))


def find_phrases(text: TargetText, term: Term, phrases: tuple[str, ...]) -> list[Match]:
    """Return where expressions that stand for a term in one document stand in a text, by place."""
    return _find(text, term, phrases, False)


def _find(text: TargetText, term: Term, renderings: tuple[str, ...], is_loose: bool) -> list[Match]:
    if term.match == "exact":
        found = [match for rendering in renderings for match in _find_exact(text, term, rendering)]
    else:
        found = [match for rendering in renderings for match in _find_words(text, term, rendering, is_loose)]
    return sorted(found, key=lambda match: (match.span.start, -match.span.end, not match.has_case))


def _find_exact(text: TargetText, term: Term, rendering: str) -> list[Match]:
    parts = [re.escape(part) for part in _GAP_MARK.split(rendering)]
    pattern = re.compile(r"(?<!\w)" + rf"(?:\W+\w+){{0,{GAP}}}\W+".join(parts) + r"(?!\w)", re.IGNORECASE)
    found = []
    for match in pattern.finditer(text.text):
        same = match[0] == rendering or len(parts) > 1
        has_case = term.case == "insensitive" or same or (term.case == "smart" and not _is_sensitive(rendering))
        if not has_case and text.starts_sentence(match.start()):
            has_case = match[0][1:] == rendering[1:]
        found.append(Match(Span(*match.span()), rendering, has_case))
    return found


Runs = tuple[tuple[str, ...], ...]
"""A rendering's words, in runs between which a gap is allowed."""

Aligned = list[tuple[int, int, str]]
"""Text words from, to (half-open), and the rendering's word they stand for."""


class _Form(NamedTuple):
    """A way in which a rendering may be written.

    Attributes:
        runs: Its words.
        of_before: The word of the first run before which the text must have `of`; 0 for none.
    """

    runs: Runs
    of_before: int = 0


@lru_cache(maxsize=1 << 16)
def _compile(rendering: str, is_loose: bool) -> tuple[_Form, ...]:
    """Return the ways in which a rendering may be written.

    Loosely, what it has in brackets may be missing, and `A of B` may be `B A` and the other way round.
    """
    forms = [_Form(_cut_into_runs(rendering))]
    if is_loose:
        bare = _cut_into_runs(" ".join(_BRACKETS.sub(" ", rendering).split()))
        head, of, rest = rendering.partition(" of ")
        swapped = _cut_into_runs(f"{rest} {head}") if of and " of " not in rest else ()
        forms += [_Form(runs) for runs in (bare, swapped) if runs and runs != forms[0].runs]
        if len(forms[0].runs) == 1 and not of:
            run = forms[0].runs[0]
            forms += [_Form(((*run[cut:], *run[:cut]),), len(run) - cut) for cut in range(1, len(run))]
    return tuple(form for form in forms if form.runs)


def _cut_into_runs(rendering: str) -> Runs:
    runs = []
    for part in _GAP_MARK.split(rendering):
        words = [word.text for word in find_words(part)]
        kept = [word for word in words if word.lower() not in DROPPED] or words
        if kept:
            runs.append(tuple(kept))
    return tuple(runs)


def _find_words(text: TargetText, term: Term, rendering: str, is_loose: bool) -> list[Match]:
    found = []
    for form in _compile(rendering, is_loose):
        for start in _find_starts(text, form.runs[0]):
            aligned = _match_runs(text, form.runs, start, is_loose)
            if aligned is None or (form.of_before and not _has_of(text, aligned, form.of_before)):
                continue
            has_case = _has_case(text, term, rendering, aligned)
            if has_case is not None:
                last = text.words[aligned[-1][1] - 1]
                found.append(Match(Span(text.words[start].start, last.end), rendering, has_case))
    return found


def _has_of(text: TargetText, aligned: Aligned, before: int) -> bool:
    """Tell whether the text has `of` before the given word of a rendering."""
    if before >= len(aligned):
        return False
    start, end = text.words[aligned[before - 1][1] - 1].end, text.words[aligned[before][0]].start
    return "of" in text.text[start:end].lower().split()


def _find_starts(text: TargetText, run: tuple[str, ...]) -> list[int]:
    """Return the words where a run may begin, also where one word is written as two or two as one."""
    keys = word_keys(run[0])
    starts = {number for key in keys for number in text.index.get(key, ())}
    if len(run) > 1:
        starts |= {number for key in word_keys(run[0] + run[1]) for number in text.index.get(key, ())}
    lower = run[0].lower()
    for cut in range(2, len(lower) - 1):
        for number in text.index.get(lower[:cut], ()):
            if number + 1 < len(text.words) and keys & word_keys(lower[:cut] + text.words[number + 1].text):
                starts.add(number)
    return sorted(starts)


def _match_runs(text: TargetText, runs: Runs, start: int, is_loose: bool) -> Aligned | None:
    aligned: Aligned = []
    at = start
    for number, run in enumerate(runs):
        for skip in range(GAP + 1 if number else 1):
            part = _match_run(text, run, at + skip, is_loose)
            if part is not None:
                break
        else:
            return None
        aligned += part
        at = part[-1][1]
    inside = range(start, at - 1)
    if any(text.ends_sentence(number) for number in inside):
        return None
    if not is_loose and any(text.has_mark(number) for number in inside):
        # "One Belt, One Road" is the expression, "the network, civilized" is not "network civilization".
        return aligned if all(text.words[a].text.lower() == word.lower() for a, _, word in aligned) else None
    return aligned


def _match_run(text: TargetText, run: tuple[str, ...], at: int, is_loose: bool) -> Aligned | None:
    aligned: Aligned = []
    k = 0
    while k < len(run):
        step = _match_word(text, run, k, at)
        if step is None and k and is_loose:
            at, step = next(
                ((after, step) for after in _jumps(text, at) if (step := _match_word(text, run, k, after))), (at, None)
            )
        if step is None:
            return None
        width, used = step
        aligned.append((at, at + width, "".join(run[k : k + used])))
        at, k = at + width, k + used
    return aligned


def _match_word(text: TargetText, run: tuple[str, ...], k: int, at: int) -> tuple[int, int] | None:
    """Return how many words of the text stand for how many of the run, or None where they are others."""
    if at >= len(text.words):
        return None
    word, keys = text.words[at].text, word_keys(run[k])
    if keys & word_keys(word):
        return 1, 1
    if at + 1 < len(text.words) and keys & word_keys(word + text.words[at + 1].text):
        return 2, 1
    if k + 1 < len(run) and word_keys(run[k] + run[k + 1]) & word_keys(word):
        return 1, 2
    return None


def _jumps(text: TargetText, at: int) -> list[int]:
    """Return where a rendering may go on: behind brackets, and behind the other half of a coordination."""
    jumps = [text.after_brackets[at]] if at in text.after_brackets else []
    ahead = [word.text.lower() for word in text.words[at : at + COORDINATED]]
    first = next((k for k, word in enumerate(ahead) if word in ("and", "or", "&")), None)
    if first is not None:
        jumps += range(at + first + 1, at + COORDINATED + 1)
    return jumps


def _is_sensitive(rendering: str) -> bool:
    """Tell whether a rendering has capitals inside, which a capital at its very beginning is not."""
    return any(char.isupper() for char in rendering[1:])


def _has_case(text: TargetText, term: Term, rendering: str, aligned: Aligned) -> bool | None:
    """Tell whether capitals are as they should be; None where a word is an abbreviation's lower-case namesake."""
    if term.case == "insensitive" or (term.case == "smart" and not _is_sensitive(rendering)):
        return True
    if _is_generic(text, aligned):
        return True
    ok = True
    for number, (start, end, wanted) in enumerate(aligned):
        found = text.text[text.words[start].start : text.words[end - 1].end]
        if start and text.text[text.words[start].start - 1] == "-":
            continue  # the second half of a compound: "Five-sphere" is as right as "Five-Sphere"
        if len(found) > 1 and found.isupper():
            continue
        if _is_abbreviation(wanted):
            if not found[:2].isupper() and not (len(wanted) > 5 and found[:1].isupper()):
                return None
        elif wanted[:1].isupper():
            ok = ok and found[:1].isupper()
        elif term.case == "sensitive" and found[:1].isupper():
            ok = ok and number == 0 and text.starts_sentence(text.words[start].start)
    return ok


def _is_generic(text: TargetText, aligned: Aligned) -> bool:
    """Tell whether a name's head is plural and in small letters: `the ministries of education and finance`."""
    found = text.text[text.words[aligned[0][0]].start : text.words[aligned[0][1] - 1].end]
    return found.islower() and found.endswith("s") and not aligned[0][2].lower().endswith("s")


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()
