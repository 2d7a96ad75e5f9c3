"""A rule about characters that were damaged on the way: read in a wrong encoding, or lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters

from corpora.model import Span
from metrics.checks.context import Context
from metrics.rules import Check, Finding, Rule, Severity

MOJIBAKE = Rule(
    "mojibake",
    "characters",
    Severity.ERROR,
    "characters that were read in a wrong encoding or lost",
    """
*What it does.* Reports text that a program read in a wrong encoding (`donâ€™t`, `CafÃ©`, `鈥檚`), the replacement
character U+FFFD, the 锟斤拷 that it becomes, and question marks that stand for lost characters (`don?t`, `the ??
Forum`).

*Why it matters.* What the characters were can often no longer be told, and the text goes on to be copied.

*Example.* `the countryâ€™s` was `the country’s`, read as Windows-1252 instead of UTF-8.

*Known gaps.* A question mark at the end of a sentence is taken for one, and so are question marks that the Chinese has
as well. *Measured*: no finding in 7,908 human-translated sentences.
""",
)

_BYTES = {
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88,
    0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93,
    0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
} | {code: code for code in range(0x80, 0x100)}  # fmt: skip
"""Windows-1252 as browsers read it: bytes that it leaves undefined stay what they are."""

_LONGEST_ADDRESS = 200
_BYTE = "".join(map(re.escape, map(chr, _BYTES)))
_AS_LATIN = re.compile(f"[Â-ô][{_BYTE}]+")
# Two bytes of what UTF-8 makes of Latin letters and marks, with the byte after it, look like these in GBK.
_AS_GBK = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff\ue000-\uf8ff]{1,6}(?![\u4e00-\u9fff])[A-Za-z]?")
_LOST = re.compile("\N{REPLACEMENT CHARACTER}+|(?:锟斤拷|锟斤|斤拷|烫烫烫|屯屯屯)+")
_QUESTION = re.compile(
    r"(?<=[A-Za-z])\?(?=(?:s|t|re|ve|ll|d|m)\b)|(?<![?!\w])\?{2,}(?=\s*[A-Za-z])|(?<=\w)\?{2,}(?=\w)"
)


def run(context: Context) -> Iterator[Finding]:
    """Yield a finding for each damaged place."""
    for pair in context.pairs:
        for span, better in find_damage(pair.target.text, pair.source.text):
            found = pair.target.text[span.slice]
            told = f'damaged characters "{found}"' + (
                f', probably "{better}"' if better else ": what stood here is lost"
            )
            yield Finding(MOJIBAKE.name, MOJIBAKE.severity, pair, told, target=span, suggestion=better)


def find_damage(text: str, source: str = "") -> Iterator[tuple[Span, str | None]]:
    """Yield the damaged places of an English text, with what stood there where that can be told.

    Args:
        text: The English text.
        source: The Chinese text: damage that it holds as well is passed over.
    """
    if not text.isascii():
        for match in _AS_LATIN.finditer(text):
            for start, end, better in _decoded(match.group()):
                yield Span(match.start() + start, match.start() + end), better
        for match in _LOST.finditer(text):
            if match.group() not in source:
                yield Span(match.start(), match.end()), None
        for match in _AS_GBK.finditer(text):
            was = _from_gbk(match.group(), text[: match.start()][-1:])
            if was:
                yield Span(match.start(), match.end()), was
    if "?" in text and "??" not in source and "？？" not in source:
        for match in _QUESTION.finditer(text):
            if not _in_address(text, match.start()):
                yield Span(match.start(), match.end()), None


def _decoded(run: str) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a run that are UTF-8 read as Windows-1252: start, end, and what they were."""
    data = bytes(_BYTES[ord(char)] for char in run)
    at = 0
    while at < len(data):
        size = 2 if 0xC2 <= data[at] < 0xE0 else 3 if 0xE0 <= data[at] < 0xF0 else 4 if 0xF0 <= data[at] < 0xF5 else 0
        piece = data[at : at + size]
        try:
            char = piece.decode() if size and len(piece) == size else ""
        except UnicodeDecodeError:
            char = ""
        if char and _is_likely(char):
            yield at, at + size, char
            at += size
        else:
            at += 1


def _is_likely(char: str) -> bool:
    """Say whether an English text may hold a character: accented Latin, general punctuation, signs, or Chinese."""
    code = ord(char)
    return _is_latin_or_mark(code) or code in {0x20AC, 0x2122} or 0x3000 <= code < 0xA000


def _from_gbk(run: str, before: str) -> str | None:
    """Return what Chinese characters were that are UTF-8 marks or letters read as GBK, or None."""
    for end in (len(run), len(run.rstrip(ascii_letters))):
        try:
            text = run[:end].encode("gb18030").decode("utf-8")
        except UnicodeError:
            continue
        has_mark = any(0x2010 <= ord(char) < 0x2040 for char in text)
        is_word = (before.isascii() and before.isalpha()) or end < len(run)
        if (has_mark or is_word) and all(char.isascii() or _is_latin_or_mark(ord(char)) for char in text):
            return text + run[end:]
    return None


def _is_latin_or_mark(code: int) -> bool:
    return 0xA0 <= code < 0x180 or 0x2010 <= code < 0x2040


def _in_address(text: str, at: int) -> bool:
    word = text[max(at - _LONGEST_ADDRESS, 0) : at].rsplit(None, 1)[-1:] or [""]
    return "/" in word[0] or "=" in word[0]


CHECK = Check((MOJIBAKE,), run)
