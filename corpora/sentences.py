"""From a paragraph to sentences, by rules of our own for Chinese, English, and English that a machine wrote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpora.abbreviations import BEFORE_NUMBER, MAYBE_LAST, NEVER_LAST, OPENERS, REPORTED, SUBJECTS, WORDS_TOO
from corpora.characters import CLAUSE_MARKS, SENTENCE_ENDS, is_han
from corpora.model import Language, Span

# `. . .` is one ellipsis; a dash ends what a speaker is cut short in, where the next quotation follows.
_STOPS = re.compile(rf"[{SENTENCE_ENDS}….．]+(?: ?\.(?=[ .]|$))*|(?<![—–])[—–]++(?=[”’\"'] ?[“‘\"'])")
_CLOSERS = re.compile(r"(?:[ \u3000]{0,2}[”’」』》〉）)\]】〕］])+")
_QUOTE_CLOSERS = "”’」』\"'"
# Footnote marks belong to the sentence before them; in round brackets they would be enumerators.
_NOTE = re.compile(r"(?: ?[\[［〔]\d{1,3}[\]］〕])+|[¹²³\u2070-\u2079]+")
_GAP = re.compile(r"\s*")
_WORD = re.compile(r"\w")

# How far around a mark the rules look, so that every decision takes constant time.
_REACH = 80


def split_sentences(text: str, language: Language) -> list[Span]:
    """Return the sentences of one paragraph as trimmed spans, in order.

    Every character that is not white space lies in exactly one span. Marks without a word (a stray stop, a lone
    ellipsis) join the sentence before them. Line breaks count as spaces. Empty for a text without content.

    >>> [text[span.slice] for text in ["他问：“去吗？”我说去。"] for span in split_sentences(text, "zh")]
    ['他问：“去吗？”', '我说去。']
    >>> [text[span.slice] for text in ["Mr. Li left at 5 p.m. He was tired."] for span in split_sentences(text, "en")]
    ['Mr. Li left at 5 p.m.', 'He was tired.']
    """
    paragraph = _Paragraph(text)
    decide = _ends_in_chinese if language == "zh" else _ends_in_english
    return _trimmed(text, _boundaries(paragraph, decide))


@dataclass
class _Paragraph:
    """A text with what the rules ask about it again and again."""

    text: str
    start: int = 0  # of the sentence that is being read

    @cached_property
    def ascii_quotes(self) -> list[int]:
        return [match.start() for match in re.finditer('"', self.text)]

    def closes(self, at: int) -> bool:
        """Tell whether the ASCII quote at `at` closes a quotation: by counting, or by spacing where one is missing."""
        if len(self.ascii_quotes) % 2:
            before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
            if before.isspace() != (after.isspace() or not after):
                return not before.isspace()
            if before.isspace():
                return True  # machine output sets spaces before closing quotes far more than after opening ones
        return bisect_right(self.ascii_quotes, at) % 2 == 0

    @cached_property
    def titles(self) -> list[tuple[int, int]]:
        """Book titles, in which no sentence ends."""
        return [match.span() for match in re.finditer("《[^《》]{1,120}》|〈[^〈〉]{1,120}〉", self.text)]

    @cached_property
    def asides(self) -> list[tuple[int, int]]:
        """Round brackets in the middle of a sentence, closed within reach."""
        found = re.finditer(r"[（(][^（()）]{1,200}[）)]", self.text)
        return [match.span() for match in found if not self._opens_sentence(match.start())]

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Short quotations that are part of a sentence: no colon, comma or stop stands before them."""
        found = re.finditer(r"“[^“”]{1,30}”|「[^「」]{1,30}」|『[^『』]{1,30}』", self.text)
        return [match.span() for match in found if not self._opens_sentence(match.start(), "：:，,—")]

    def _opens_sentence(self, at: int, more: str = "") -> bool:
        before = self.text[max(0, at - 3) : at].rstrip()
        return not before or before[-1] in SENTENCE_ENDS + "…”’」』" + more

    def inside(self, spans: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
        """Return the one of the sorted, disjoint spans that holds the character at `at`."""
        which = bisect_right(spans, at, key=lambda span: span[0]) - 1
        return spans[which] if which >= 0 and at < spans[which][1] else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run of stops and what surrounds it."""

    start: int  # of the stops
    stop: int  # one past the stops
    end: int  # one past closing quotes, brackets and footnote marks
    next: int  # where the text goes on

    def has_quote(self, text: str) -> bool:
        return any(char in _QUOTE_CLOSERS for char in text[self.stop : self.end])


_Decision = Callable[[_Paragraph, _Candidate], bool]


def _boundaries(paragraph: _Paragraph, decide: _Decision) -> Iterator[int]:
    text, at = paragraph.text, 0
    while match := _STOPS.search(text, at):
        end = _past_closers(paragraph, match.end())
        if note := _NOTE.match(text, end):
            end = note.end()
        gap = _GAP.match(text, end)
        candidate = _Candidate(match.start(), match.end(), end, gap.end() if gap else end)
        at = end
        if candidate.next == len(text):
            return
        if decide(paragraph, candidate):
            paragraph.start = candidate.next
            yield end


def _past_closers(paragraph: _Paragraph, at: int) -> int:
    text = paragraph.text
    while True:
        if match := _CLOSERS.match(text, at):
            at = match.end()
        quote = at + (text[at : at + 1] in (" ", "\u3000") and text[at + 1 : at + 2] == '"')
        if text[quote : quote + 1] == '"' and paragraph.closes(quote):
            at = quote + 1
        elif text[at : at + 1] == "'" and not text[at + 1 : at + 2].isalnum():
            at += 1
        else:
            return at


def _trimmed(text: str, boundaries: Iterator[int]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for end in [*boundaries, len(text)]:
        piece = text[start:end]
        left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end
        if left >= right:
            continue
        # Marks alone are no sentence: they go with the one before, or the first with the one after.
        if spans and not (_WORD.search(text, left, right) and _WORD.search(text, spans[-1].start, spans[-1].end)):
            spans[-1] = Span(spans[-1].start, right)
        else:
            spans.append(Span(left, right))
    return spans


# ---- Chinese

# After a quotation that ends a sentence: who said it. Not before a colon, which introduces the next quotation.
_ATTRIBUTION = re.compile(
    r"(?!一声)[^，。！？：:“”「」\s]{1,10}?(?:说|道|问|答|喊|叫|嚷|笑|叹|吼|骂|回答|表示|写道)(?:道|了一句)?[。，,！!]"
)
_GOES_ON = "的等和与及或而之是也了着吗呢吧就中里上"
_HESITATION_LETTERS = 3


def _ends_in_chinese(paragraph: _Paragraph, found: _Candidate) -> bool:  # noqa: PLR0911 - one rule a line
    text = paragraph.text
    stops, after = text[found.start : found.stop], text[found.next]
    if after in CLAUSE_MARKS + "》〉）)】」』”’":
        return False
    if paragraph.inside(paragraph.titles, found.start):
        return False
    if (aside := paragraph.inside(paragraph.asides, found.start)) and aside[0] > paragraph.start:
        return False
    if set(stops) <= set(".．") and len(stops) < 3:
        return _ends_with_dot_in_chinese(paragraph, found)
    if set(stops) <= set("….． "):
        return _ends_with_ellipsis_in_chinese(paragraph, found)
    if stops[-1] in "!?" and found.next == found.stop and after.isascii() and after.isalnum():
        return not text[found.start - 1 : found.start].isascii()  # an address: a.com?id=3
    return _ends_after_quotation(paragraph, found)


def _ends_after_quotation(paragraph: _Paragraph, found: _Candidate) -> bool:
    """Decide about a certain stop: only a quotation that belongs to its sentence keeps it from ending."""
    text, after = paragraph.text, paragraph.text[found.next]
    if quotation := paragraph.inside(paragraph.quotations, found.start):
        if found.end < quotation[1]:
            return False
        if is_han(after) and text[found.stop - 1] not in "。｡":
            return False
    if not found.has_quote(text):
        return True
    if after in "—–的":
        return False
    return _ATTRIBUTION.match(text, found.next, found.next + 20) is None


def _ends_with_ellipsis_in_chinese(paragraph: _Paragraph, found: _Candidate) -> bool:
    text, after = paragraph.text, paragraph.text[found.next]
    if found.has_quote(text):
        return _ends_after_quotation(paragraph, found)
    if after in _GOES_ON or _is_quoted(text, found.start):
        return False
    clause = re.search(r"[\w”’」』》）]*$", text[max(paragraph.start, found.start - _REACH) : found.start])
    words = clause.group() if clause else ""
    return len(words) > _HESITATION_LETTERS and words[-1] != after


def _is_quoted(text: str, at: int) -> bool:
    """Tell whether a quotation that opened within reach is still open: an ellipsis there is mostly hesitation."""
    before = text[max(0, at - _REACH) : at]
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("“”", "「」", "『』"))


def _ends_with_dot_in_chinese(paragraph: _Paragraph, found: _Candidate) -> bool:
    text, after = paragraph.text, paragraph.text[found.next]
    before = text[found.start - 1 : found.start]
    if not before:
        return False
    if not before.isascii():
        return found.next > found.end or not (after.isascii() and after.isalnum())
    if found.next > found.end:
        return _ends_in_english(paragraph, found)
    if not (is_han(after) or after in "“「『《（"):
        return False
    word = _word_before(text, found.start)
    if word.isdigit() or "." in word.strip("."):
        return len(word) > 2 and word[0].isdigit() and found.start - len(word) > paragraph.start
    return len(word) > 1 and word.lower() not in NEVER_LAST | BEFORE_NUMBER


# ---- English

_TOKEN_BEFORE = re.compile(r"[^\s“”\"‘(\[（，。、]*$")
_NEXT_WORD = re.compile(r"[“‘\"'(\[]*([\w’'-]+)")
_ENUMERATOR = re.compile(r"[(（\[]?(?:\d{1,3}(?:\.\d{1,2})*|[ivxlcIVXLC]{1,6}|[A-Za-z])[)）\]]?")
_FIRST_ITEM = re.compile(r"[:：] ?1$")  # of a list within a sentence: `Annexes: 1. Roster`
_GLUED_SENTENCE = re.compile(r"[“\"‘(]?(?:[A-Z][a-z]+[ ,’']|[AI] [a-z])")
_TIME_ZONES = {
    "et",
    "ct",
    "mt",
    "pt",
    "est",
    "edt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "gmt",
    "utc",
    "bst",
    "cet",
} | {"beijing", "eastern", "central", "pacific", "local"}


def _ends_in_english(paragraph: _Paragraph, found: _Candidate) -> bool:  # noqa: PLR0911 - one rule a line
    text = paragraph.text
    stops = text[found.start : found.stop]
    if any(char in "。！？｡" for char in stops):
        return text[found.next] not in CLAUSE_MARKS
    if found.next == found.end:
        return _ends_without_space(paragraph, found)
    match = _NEXT_WORD.match(text, found.next)
    if match is None:
        return text[found.next] not in CLAUSE_MARKS + "-–—&/"
    word = match[1]
    if found.has_quote(text) and text[found.next].isalpha() and REPORTED.match(text, found.next, found.next + _REACH):
        return False
    if stops in (".", "．"):
        return _ends_with_dot(paragraph, found, word)
    if set(stops) <= set(".… ") and _word_before(text, found.start) == word:
        return False  # a stammer: `I... I can't`
    if not word[0].islower():
        return True
    if set(stops) <= set(".… ") or found.has_quote(text) or text[found.next] in "([":
        return False
    return _starts_in_lower_case(paragraph, found, word)


def _ends_with_dot(paragraph: _Paragraph, found: _Candidate, after: str) -> bool:  # noqa: PLR0911 - one rule a line
    text = paragraph.text
    token = _word_before(text, found.start)
    word = token.lower().strip(".")
    if _ENUMERATOR.fullmatch(token) and found.start - len(token) <= paragraph.start + 1 and found.end == found.stop:
        return False
    if _FIRST_ITEM.search(text[max(0, found.start - 4) : found.start]):
        return False
    if not token or found.end > found.stop:
        # A bracket or quote after the stop: no abbreviation ends there unless the sentence goes on in lower case.
        return not after[0].islower()
    if word in NEVER_LAST:
        return False
    if word in BEFORE_NUMBER and (after[0].isdigit() or (after != "I" and re.fullmatch("[IVXLC]+", after))):
        return False
    if after[0].islower():
        return _starts_in_lower_case(paragraph, found, after)
    if len(word) == 1 and word.isalpha():
        return after.lower() in OPENERS and not _follows_name(text, found.start - len(token))
    if word in ("a.m", "p.m", "am", "pm"):
        return after.lower() not in _TIME_ZONES
    if word == "etc":
        return True
    if word in WORDS_TOO and token.islower():
        return True
    if word in MAYBE_LAST or re.fullmatch(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}|ph\.d", word):
        return after.lower() in OPENERS or text[found.next] in '“"‘'
    return True


def _starts_in_lower_case(paragraph: _Paragraph, found: _Candidate, after: str) -> bool:
    """Decide whether a sentence begins although its capital is missing, as in machine output."""
    text = paragraph.text
    word = _word_before(text, found.start)
    if text[found.next] in '([“"' or not (word.isalpha() and len(word) > 1) or word.lower() in MAYBE_LAST - WORDS_TOO:
        return False
    if text[found.start] == ".":
        return word.islower() or len(word) > 4
    words = text[paragraph.start : found.start].count(" ")
    return words >= 2 and after in SUBJECTS and not REPORTED.match(text, found.next, found.next + _REACH)


def _ends_without_space(paragraph: _Paragraph, found: _Candidate) -> bool:
    """Decide about `people.The`: a machine lost the space, unless it is an address, a file or a version."""
    text = paragraph.text
    token = _word_before(text, found.start)
    if is_han(text[found.next]):
        return True
    if not _GLUED_SENTENCE.match(text, found.next, found.next + 30):
        return False
    if found.end > found.stop or text[found.start] in "!?":
        return not re.search(r"[/@=]|www", token)
    return len(token) > 2 and token.isalpha() and token[1:].islower() and token.lower() not in NEVER_LAST


def _follows_name(text: str, at: int) -> bool:
    """Tell whether a capitalised word or initial stands before: `George W. Bush`."""
    before = text[max(0, at - 30) : at].split()
    return bool(before) and before[-1][0].isupper() and before[-1].lower() not in OPENERS


def _word_before(text: str, at: int) -> str:
    match = _TOKEN_BEFORE.search(text[max(0, at - 40) : at])
    return match.group() if match else ""
