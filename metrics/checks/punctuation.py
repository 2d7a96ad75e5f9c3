"""Rules about marks that English does not write so: Chinese punctuation, and quotes or brackets that lack a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.characters import count_scripts, fold, is_han
from corpora.model import Document, Pair, Span
from metrics.checks.context import Context
from metrics.rules import Check, Finding, Rule, Severity

FULLWIDTH_PUNCTUATION = Rule(
    "fullwidth-punctuation",
    "characters",
    Severity.WARNING,
    "Chinese punctuation or full-width letters in the translation",
    """
*What it does.* Reports Chinese punctuation (，。；：？！、《》「」【】（）) in English, and full-width letters and
digits.

*Why it matters.* They look foreign in English fonts, break lines in wrong places, and are not found by a search.

*Example.* `the law，which took effect in 2017` has a Chinese comma; `《Cybersecurity Law》` should be in italics or
quotation marks.

*Known gaps.* Marks inside cited Chinese are passed over, and the middle dot and the dash, which English uses as well.
*Measured*: 3 findings in 7,908 human-translated sentences, all true.
""",
)

UNBALANCED_QUOTES = Rule(
    "unbalanced-quotes",
    "characters",
    Severity.WARNING,
    "a quotation mark or bracket of the translation without its partner",
    """
*What it does.* Reports double quotation marks and brackets that are opened and never closed, or closed and never
opened, also across sentences.

*Why it matters.* Where speech ends is lost; and where a mark is missing, words often are.

*Example.* `He said, "We will go.` with nothing after it.

*Known gaps.* Single quotation marks are not looked at, because they are apostrophes too. A quotation of several
paragraphs may open each of them and close the last. Where the Chinese of the pair lacks the same partner, the
translation is not blamed. *Measured*: 38 findings in 7,908 human-translated sentences, each a mark that is missing,
doubled or misplaced; in 1,947 lines of novels
with much speech, none.
""",
)

# Full-width forms of ASCII, and the punctuation of Chinese. The middle dot and the dash are neutral.
_FOREIGN = re.compile("[\uff01-\uff5e，。、；：？！（）《》〈〉「」『』【】〔〕〖〗～\N{IDEOGRAPHIC SPACE}]+")
_PLAIN = str.maketrans({
    "。": ".", "、": ",", "「": "“", "」": "”", "『": "‘", "』": "’", "【": "[", "】": "]", "〔": "[", "〕": "]",
    "〖": "[", "〗": "]", "《": "“", "》": "”", "〈": "“", "〉": "”", "\N{IDEOGRAPHIC SPACE}": " ",
})  # fmt: skip
_SPACED = set(",.;:?!)]”")
_OPENS, _CLOSES = set("“([（［"), set("”)]）］")
_QUOTES = set('“”"')
_PARTNERS = {")": "(（", "]": "[［", "）": "(（", "］": "[［"}
_MARKS = re.compile(r"[“”()\[\]（）［］\"]")
_ENUMERATOR = re.compile(r"(?:^|[\s;,:—])\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
_BEFORE_QUOTE, _AFTER_QUOTE = set("([“‘—–-/"), set(")]”’.,;:?!—–-/")
_SMILEY = re.compile(r"[:;=][-^']?$")
_FARTHEST = 12
"""Sentences over which a quotation may run, as the aligner has it: speeches in novels seldom run longer."""


_DEEPEST = 8
"""Brackets and quotations inside each other: no sentence has more, and time would grow with the square."""


def run(context: Context) -> Iterator[Finding]:
    """Yield the findings of both rules."""
    for pair in context.pairs:
        yield from _fullwidth(pair)
    yield from _unbalanced(context)


def _fullwidth(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if text.isascii():
        return
    han, latin = count_scripts(text)
    if han > latin:
        return  # not translated at all, which another rule says
    for match in _FOREIGN.finditer(text):
        before, after = text[: match.start()].rstrip()[-1:], text[match.end() :].lstrip()[:1]
        if (before and is_han(before)) or (after and is_han(after)):
            continue
        found = match.group()
        plain = fold(found.translate(_PLAIN))
        better = plain + " " if plain[-1:] in _SPACED and text[match.end() : match.end() + 1].isalnum() else plain
        name = "full-width" if any(char.isalnum() for char in plain) else "Chinese"
        yield Finding(
            FULLWIDTH_PUNCTUATION.name,
            FULLWIDTH_PUNCTUATION.severity,
            pair,
            f'{name} "{found}" in English; write "{plain}"',
            target=Span(match.start(), match.end()),
            suggestion=better,
        )


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark or bracket: what it is, its segment, its place there, and whether it opens."""

    char: str
    segment: int
    at: int
    opens: bool


def _unbalanced(context: Context) -> Iterator[Finding]:
    lonely: dict[int, list[_Mark]] = {}
    for mark in _lonely_marks(context.bitext.target):
        lonely.setdefault(mark.segment, []).append(mark)
    if not lonely:
        return
    for pair in context.pairs:
        for number, start in zip(
            range(pair.target.segments.start, pair.target.segments.end), pair.target.starts, strict=True
        ):
            for mark in lonely.get(number, ()):
                if not _is_lonely_in(pair.source.text, mark):
                    at = start + mark.at
                    yield Finding(
                        UNBALANCED_QUOTES.name,
                        UNBALANCED_QUOTES.severity,
                        pair,
                        f"{mark.char} is {'never closed' if mark.opens else 'closed but never opened'}",
                        target=Span(at, at + 1),
                    )


def _lonely_marks(document: Document) -> list[_Mark]:
    """Return the marks without partner, in order."""
    pending: list[_Mark] = []
    lonely: list[_Mark] = []
    starts = {block.segments.start for block in document.blocks}
    for number, segment in enumerate(document.segments):
        if number in starts:
            # A bracket ends with its paragraph; a quotation may go on, and opens the next paragraph once more.
            lonely += [mark for mark in pending if mark.char not in _QUOTES]
            pending = [mark for mark in pending if mark.char in _QUOTES]
        for match in _MARKS.finditer(segment.text):
            char, at = match.group(), match.start()
            opens = _opens(segment.text, at, {mark.char for mark in pending})
            if opens is None:
                continue
            mark = _Mark(char, number, at, opens)
            if opens:
                if char in _QUOTES and pending and pending[-1].char in _QUOTES:
                    before = pending.pop()  # double quotes do not nest
                    if not (number in starts and at < 3):
                        lonely.append(before)
                pending.append(mark)
                if len(pending) > _DEEPEST:
                    lonely.append(pending.pop(0))
            else:
                lonely += _close(mark, pending)
    return sorted([*lonely, *pending], key=lambda mark: (mark.segment, mark.at))


def _close(mark: _Mark, pending: list[_Mark]) -> list[_Mark]:
    """Take the partner of a closing mark off the open ones; return which marks are left alone by that."""
    partners = _QUOTES if mark.char in _QUOTES else _PARTNERS[mark.char]
    match = next((at for at in range(len(pending) - 1, -1, -1) if pending[at].char in partners), None)
    if match is None or mark.segment - pending[match].segment > _FARTHEST:
        return [mark]
    skipped = pending[match + 1 :]
    del pending[match:]
    return skipped


def _opens(text: str, at: int, pending: set[str]) -> bool | None:
    """Say whether a mark opens or closes; None for one that is no quotation mark or bracket, or that nobody can tell.

    Args:
        text: The segment.
        at: The mark's place.
        pending: The marks that are open there.
    """
    char, before, after = text[at], text[max(at - 6, 0) : at], text[at + 1 : at + 2]
    if char in _QUOTES:
        return _quote_opens(char, before[-1:], after, is_open=not pending.isdisjoint(_QUOTES))
    if char in ")）" and pending.isdisjoint("(（") and (_ENUMERATOR.search(before) or _SMILEY.search(before)):
        return None
    return char in _OPENS


def _quote_opens(char: str, before: str, after: str, *, is_open: bool) -> bool | None:
    starts = not before or before.isspace() or before in _BEFORE_QUOTE
    ends = not after or after.isspace() or after in _AFTER_QUOTE
    if char == "”":
        opens = not is_open and after.isalnum()  # the wrong one of the two, at the right place
    elif char == "“":
        opens = not (ends and is_open)  # likewise
    elif starts != ends:
        inches = before.isdigit() and not is_open
        return None if inches else starts
    elif before and before in ".,:;!?":
        opens = not is_open  # a space is missing: `said,"We`, `go."They`
    else:
        return False if is_open and (not after or after == "s") else None  # a row of "okay"s
    return opens


_SOURCE_QUOTES = (("“「『", "”」』"), ("(（", ")）"), ("[［【", "]］】"))


def _is_lonely_in(source: str, mark: _Mark) -> bool:
    """Say whether the Chinese lacks the partner of the same kind of mark."""
    kind = 0 if mark.char in '“”"' else 1 if mark.char in "()（）" else 2
    opening, closing = (sum(map(source.count, marks)) for marks in _SOURCE_QUOTES[kind])
    return opening != closing or (kind == 0 and source.count('"') % 2 == 1)


CHECK = Check((FULLWIDTH_PUNCTUATION, UNBALANCED_QUOTES), run)
