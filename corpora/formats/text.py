"""Plain text: which lines are paragraphs, which only break one, and which are headings or list items."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.characters import count_columns, count_scripts
from corpora.formats.continuation import BULLET, ITEM, continues
from corpora.formats.flow import RawBlock, Run
from corpora.formats.segmented import split_lines
from corpora.model import BlockKind, Language

_ORDINAL = "一二三四五六七八九十百零〇两\\d"
_NUMBERED_TITLE = re.compile(
    rf"第[{_ORDINAL}]{{1,5}}[章节回卷部篇编幕讲课](?![^\s]{{40}})|"
    r"(?:chapter|part|book|section|volume|act|appendix)\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\t+|\.{4,}|…{2,}|·{4,}|\s{3,})\s*\d{1,4}$")
_PAGE_NUMBER = re.compile(
    r"[-–—·\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/／]\s*\d{1,4}|\s*[,，]?\s*共\s*\d{1,4}\s*页)?[-–—·\s]*|"
    r"page\s+(\d{1,4})(?:\s+of\s+\d{1,4})?",
    re.IGNORECASE,
)
_PAGE_HEADER = re.compile(r"第\s*(\d{1,4})\s*页|\bpage\s+(\d{1,4})\b", re.IGNORECASE)
_TERMINAL = re.compile(r"[。！？｡!?.…:：;；][\s”’」』）)\]】\"'》]*$")
_STOP_WITHIN = re.compile(r"[。！？!?；]\S|[.!?;][\"'”’)]? \S")
_RULE = re.compile(r"[-=_*~#·•—─━\s]{3,}")


@dataclass(slots=True)
class _Line:
    text: str  # without white space around it
    offset: int  # of its first character
    indent: int  # columns of white space before it
    columns: int
    after_blank: bool


def parse_text(text: str, language: Language, start: int = 0) -> Iterator[RawBlock]:
    """Yield the blocks of a plain text, with offsets counted from `start`."""
    lines = _without_page_numbers(_without_page_headers(_read_lines(text, start)), language)
    width = _wrap_width(lines, language)
    counts = Counter(line.text for line in lines)
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and _goes_on(lines, end, width, language):
            end += 1
        # What stands there again and again is a label, a speaker or a placeholder.
        alone = end == at + 1 and counts[lines[at].text] < 3
        yield _block(lines[at:end], is_first=at == 0, alone=alone, following=lines[end : end + 1], language=language)
        at = end


def _is_contents(text: str) -> bool:
    """Tell whether a line is one of a table of contents: dots or a tab before a page number."""
    return _CONTENTS.search(text[-60:]) is not None


def _read_lines(text: str, start: int) -> list[_Line]:
    lines: list[_Line] = []
    after_blank = True
    for line, offset in split_lines(text):
        # A form feed is a page's end, at the beginning of the next page's first line.
        stripped = line.strip()
        if not stripped or _RULE.fullmatch(stripped):
            after_blank = True
            continue
        lead = line[: len(line) - len(line.lstrip())]
        lines.append(
            _Line(
                stripped,
                start + offset + len(lead),
                count_columns(lead.replace("\t", "    ").replace("\f", "")),
                count_columns(stripped),
                after_blank or "\f" in lead,
            )
        )
        after_blank = "\f" in line[len(lead) :]
    return lines


def _without_page_headers(lines: list[_Line]) -> list[_Line]:
    """Drop the lines that name their page, where they return with pages that count upwards: `Annual Report  Page 3`."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        match = _PAGE_HEADER.search(line.text)
        if match and not _TERMINAL.search(line.text) and not _PAGE_NUMBER.fullmatch(line.text):
            found.setdefault(re.sub(r"\d+", "0", line.text), []).append((index, int(match[1] or match[2])))
    # Left and right pages may have headers of their own.
    dropped = {
        index
        for headers in found.values()
        if len(headers) > 1 and all(1 <= later - page <= 2 for (_, page), (_, later) in itertools.pairwise(headers))
        for index, _ in headers
    }
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    return kept or lines


def _without_page_numbers(lines: list[_Line], language: Language) -> list[_Line]:
    """Drop the numbers of pages, with the header or footer beside them that returns on other pages.

    Numbers are pages' where at least three of them stand alone and count upwards by one, or where a sentence goes on
    behind a number.
    """
    numbers = {
        index: int(match[1] or match[2])
        for index, line in enumerate(lines)
        if (match := _PAGE_NUMBER.fullmatch(line.text))
    }
    ordered = list(numbers.items())
    steps = sum(later == earlier + 1 for (_, earlier), (_, later) in itertools.pairwise(ordered))
    if len(ordered) < 3 or steps < 0.8 * (len(ordered) - 1):
        between = [index for index in numbers if 0 < index < len(lines) - 1]
        cut = {i for i in between if continues(lines[i - 1].text, lines[i + 1].text, language)}
        return [line for index, line in enumerate(lines) if index not in cut]
    dropped = set(numbers)
    for side in (-1, 1):
        beside = [index + side for index in numbers if 0 <= index + side < len(lines)]
        texts = [re.sub(r"\d+", "0", lines[index].text) for index in beside]
        dropped |= {
            index
            for index, text in zip(beside, texts, strict=True)
            if index and texts.count(text) >= 2 and len(text) < 60
        }
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    return kept or lines


def _wrap_width(lines: Sequence[_Line], language: Language) -> int | None:
    """Return the width at which a text was wrapped, or None where a line is a paragraph.

    A wrapped text breaks most of its lines inside sentences, and at nearly the same width.
    """
    inner = [line for line, after in itertools.pairwise(lines) if not after.after_blank]
    inner = [line for line in inner if not _is_contents(line.text)]
    if len(inner) < 3:
        return None
    widths = sorted(line.columns for line in inner)
    width = widths[int(0.95 * (len(widths) - 1))]
    narrowest = 30 if language == "zh" else 40  # verse and addresses are narrower than any page
    if not narrowest <= width <= 200:
        return None
    full = [line for line in inner if line.columns > 0.75 * width]
    broken = sum(not _TERMINAL.search(line.text) for line in full)
    # Running text has stops within its lines; lines of a list have not, however alike in width.
    stops = sum(bool(_STOP_WITHIN.search(line.text)) for line in inner)
    is_wrapped = len(full) >= 0.6 * len(inner) and broken >= 0.6 * len(full) and stops >= 0.1 * len(inner)
    return width if is_wrapped else None


def _goes_on(lines: Sequence[_Line], index: int, width: int | None, language: Language) -> bool:  # noqa: PLR0911
    """Tell whether a line belongs to the paragraph of the line before it."""
    before, line = lines[index - 1], lines[index]
    if _is_contents(before.text) or BULLET.match(line.text) or _NUMBERED_TITLE.match(line.text):
        return False
    if width is not None and not line.after_blank:
        if line.indent >= before.indent + 2 and _TERMINAL.search(before.text):
            return False
        if ITEM.match(line.text) and _TERMINAL.search(before.text):
            return False
        if line.text[0].islower() and not _TERMINAL.search(before.text):
            return True
        room = width - before.columns
        first_word = 2 if language == "zh" else len(line.text.split(maxsplit=1)[0]) + 1
        return room < max(0.25 * width, first_word) or (
            not _TERMINAL.search(before.text) and before.columns > 0.5 * width
        )
    if ITEM.match(line.text) or line.indent >= before.indent + 2:
        return False
    return continues(before.text, line.text, language)


def _block(
    lines: Sequence[_Line], *, is_first: bool, alone: bool, following: Sequence[_Line], language: Language
) -> RawBlock:
    runs: list[Run] = []
    for line in lines:
        if runs:
            # The line break itself, which cleaning turns into what the language needs.
            previous, offset = runs[-1]
            runs.append(("\n", offset + len(previous)))
        runs.append((line.text, line.offset))
    first = lines[0]
    level = _heading_level(first, is_first=is_first, following=following, language=language) if alone else 0
    if level:
        return RawBlock(BlockKind.HEADING, [runs], level)
    if bullet := BULLET.match(first.text):
        runs[0] = (first.text[bullet.end() :], first.offset + bullet.end())
        return RawBlock(BlockKind.LIST_ITEM, [runs], 1)
    return RawBlock(BlockKind.LIST_ITEM, [runs], 1) if ITEM.match(first.text) else RawBlock(BlockKind.PARAGRAPH, [runs])


def _heading_level(line: _Line, *, is_first: bool, following: Sequence[_Line], language: Language) -> int:  # noqa: PLR0911 - one rule a line
    """Return a heading's level, or 0 for a line that is none."""
    text = line.text
    if _TERMINAL.search(text) or text[-1] in ",，、" or BULLET.match(text) or _is_contents(text):
        return 0
    if _NUMBERED_TITLE.match(text) and line.columns <= 100:
        return 1
    han, latin = count_scripts(text)
    words = len(text.split())
    if line.columns > (60 if language == "zh" else 90) or words > 12 or not (han or latin):
        return 0
    if is_first:
        return 1
    # A heading heads something: a longer text follows it, and no next item.
    if not following or following[0].columns < line.columns or (ITEM.match(text) and ITEM.match(following[0].text)):
        return 0
    if re.match(r"[一二三四五六七八九十]{1,3}、|[IVX]+\.\s", text):
        return 2
    if re.match(r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、]\d?", text):
        return 3
    return 2 if line.after_blank and following[0].after_blank and not text[0].islower() else 0
