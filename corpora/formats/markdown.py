"""Markdown: headings, paragraphs, lists, tables and quotes, without code, addresses and what is not shown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpora.characters import count_columns, count_scripts, is_wide
from corpora.errors import InputError
from corpora.formats.continuation import is_list_item, join_lines
from corpora.formats.flow import RawBlock, Run
from corpora.formats.frontmatter import find_front_matter
from corpora.formats.inline import MOST_NESTED, Slice, inline_lines, markdown_parser
from corpora.formats.text import parse_text
from corpora.model import BlockKind, Language

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")  # as markdown-it reads lines: a lone CR ends one as well
_HEADING_MARK = re.compile(r"#{1,6}[ \t]+")
_CONTAINER_MARKS = re.compile(r"(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*\|?")
_QUOTE_MARKS = re.compile(r"(?:[ \t]*>)*")
_FOOTNOTE_TEXT = re.compile(r"[^\[]*\[\^[^\]]*\]:[ \t]*")
_HTML_PAGE = re.compile(r"\s*<(?:!doctype|html|body|div|p|article|section|main|table)\b", re.IGNORECASE)

_FULL_LINE = 0.75
"""A line with less than this of its paragraph's widest ended before its margin."""
_GOES_ON = "，、,;；（(“‘《「"


def parse_markdown(text: str, language: Language, name: str) -> Iterator[RawBlock]:
    """Yield the blocks of a Markdown text; a front matter's title is a heading of level 1.

    Raises:
        InputError: If quotes or lists are nested too deeply to be read.
    """
    front = find_front_matter(text)
    start = front.end if front else 0
    if front and front.title:
        yield RawBlock(BlockKind.HEADING, [front.title], 1)
    if _HTML_PAGE.match(text, start) and text.rstrip().endswith(">"):
        # All HTML: an indented line is no code there, as Markdown would have it after an empty line.
        from corpora.formats.html import parse_html  # noqa: PLC0415

        yield from parse_html(text, language, start)
        return
    yield from _Markdown(text, start, language, name).blocks()


class _Markdown:
    def __init__(self, text: str, start: int, language: Language, name: str) -> None:
        self._text = text
        self._name = name
        self._language = language
        self._lines = [(match.start(), match.end()) for match in _LINE.finditer(text, start)]

    def blocks(self) -> Iterator[RawBlock]:
        environment: dict[str, object] = {}
        tokens = markdown_parser().parse(self._text[self._lines[0][0] :], environment)
        for token in tokens:
            if token.level >= MOST_NESTED - 1:
                # The library reads no deeper, and would lose the rest without a word.
                line = self._text.count("\n", 0, self._lines[token.map[0] if token.map else 0][0]) + 1
                raise InputError(self._name, line, f"quotes or lists are nested deeper than {MOST_NESTED} levels")
        notes = sorted(self._notes(environment), key=lambda note: note.lines[0][0][1])
        for block in self._from_tokens(tokens):
            offset = next((run[1] for line in block.lines for run in line), None)
            while notes and offset is not None and notes[0].lines[0][0][1] < offset:
                yield notes.pop(0)
            yield block
        yield from notes

    def _notes(self, environment: dict[str, object]) -> Iterator[RawBlock]:
        """Yield footnotes whose text Markdown takes for an address: `[^1]: 注释。`."""
        references = environment.get("references")
        for name, reference in references.items() if isinstance(references, dict) else ():
            if name.startswith("^"):
                first, last = reference["map"]
                offset, end = self._lines[first][0], self._lines[last - 1][1]
                if match := _FOOTNOTE_TEXT.match(self._text, offset, end):
                    yield RawBlock(BlockKind.PARAGRAPH, [[(self._text[match.end() : end], match.end())]])

    def _from_tokens(self, tokens: Sequence[Token]) -> Iterator[RawBlock]:
        open_blocks: list[str] = []
        cell_end = 0
        row = (0, 0)
        marked = False
        for token in tokens:
            if token.nesting > 0:
                open_blocks.append(token.tag)
                marked = token.markup.startswith("#")
                if token.tag == "tr" and token.map:
                    row = (token.map[0], token.map[1])
                    cell_end = self._after_marks(row[0])
            elif token.nesting < 0:
                open_blocks.pop()
            elif token.type == "html_block" and token.map:
                yield from self._html(token.map[0], token.map[1], is_quoted="blockquote" in open_blocks)
            elif token.type == "code_block" and token.map and self._language == "zh":
                yield from self._indented(token.map[0], token.map[1])
            elif token.type == "inline":
                if open_blocks[-1] in ("td", "th"):
                    pieces, cell_end = self._locate_cell(token.content, row[0], cell_end)
                else:
                    pieces = self._locate(token, after_mark=marked)
                yield self._block(token, pieces, open_blocks)

    def _html(self, first: int, last: int, *, is_quoted: bool) -> Iterator[RawBlock]:
        from corpora.formats.html import parse_html  # noqa: PLC0415 - few Markdown files hold any

        if not is_quoted:
            yield from parse_html(self._text, self._language, self._lines[first][0], self._lines[last - 1][1])
            return
        for start, end in self._lines[first:last]:
            mark = _QUOTE_MARKS.match(self._text, start, end)
            yield from parse_html(self._text, self._language, mark.end() if mark else start, end)

    def _indented(self, first: int, last: int) -> Iterator[RawBlock]:
        """Yield Chinese paragraphs that were indented as on paper, which Markdown takes for code."""
        start, end = self._lines[first][0], self._lines[last - 1][1]
        han, latin = count_scripts(self._text[start:end])
        if han > latin and re.search("[，。！？]", self._text[start:end]):
            yield from parse_text(self._text[start:end], self._language, start)

    def _block(self, token: Token, pieces: Sequence[tuple[int, int]], open_blocks: Sequence[str]) -> RawBlock:
        lines = [
            [run for text, at in part for run in _runs(text, at, pieces, token.content)]
            for line in inline_lines(token.children or ())
            for part in _meant_lines(line)
        ]
        kind, level = _kind(open_blocks)
        return RawBlock(kind, join_lines(lines, self._language), level)

    def _after_marks(self, line: int) -> int:
        match = _CONTAINER_MARKS.match(self._text, *self._lines[line])
        return match.end() if match else self._lines[line][0]

    def _locate_cell(self, content: str, line: int, at: int) -> tuple[list[tuple[int, int]], int]:
        """Return where a cell's text stands, as pieces, and where the next begins; an escaped bar stands for one."""
        end = self._lines[line][1]
        at += len(self._text[at:end]) - len(self._text[at:end].lstrip())
        first = content.split("|", 1)[0]
        if not self._text.startswith(first, at):
            # What looked like a list's mark was text of the first cell.
            at = max(self._text.find(first, self._lines[line][0], end), self._lines[line][0])
        pieces, position = [], 0
        for part in re.split(r"(?=\|)", content):
            if part.startswith("|"):
                at += 1
            pieces.append((position, at))
            position += len(part)
            at += len(part)
        following = self._text.find("|", at, end)
        return pieces, end if following < 0 else following + 1

    def _locate(self, token: Token, *, after_mark: bool) -> list[tuple[int, int]]:
        """Return where each line of an inline token's text stands in the file, as pieces."""
        assert token.map
        pieces, position, index = [(0, self._lines[token.map[0]][0])], 0, token.map[0]
        for line in token.content.split("\n"):
            shown = line.strip()
            if shown:
                # The library strips more than Markdown's own white space, whole lines of it too.
                while self._text.find(shown, *self._lines[index]) < 0:
                    index += 1
                start, end = self._lines[index]
                mark = _HEADING_MARK.search(self._text, start, end) if after_mark else None
                # A paragraph's line is the end of the file's line, whatever marks stand before it.
                at = self._text.find(shown, mark.end(), end) if mark else self._text.rfind(shown, start, end)
                pieces.append((position + line.index(shown), at))
                index += 1
            position += len(line) + 1
        return pieces


def _meant_lines(line: Sequence[Slice]) -> Iterator[list[Slice]]:
    """Part a paragraph where its author broke a line on purpose: before an item, or long before the line was full.

    Markdown itself joins such lines, but few of its authors know.
    """
    parts: list[list[Slice]] = [[]]
    for text, at in line:
        if text == "\n":
            parts.append([(text, at)])
        else:
            parts[-1].append((text, at))
    texts = ["".join(text for text, _ in part).strip() for part in parts]
    widest = max(count_columns(text) for text in texts)
    meant = parts[0]
    for before, text, part in zip(texts, texts[1:], parts[1:], strict=False):
        # A Chinese line breaks after any character, an English one after a word.
        first_word = 0 if not text or is_wide(text[0]) else len(text.split(maxsplit=1)[0][:20])
        has_room = count_columns(before) + first_word < _FULL_LINE * widest
        if is_list_item(text) or (has_room and not (text[:1].islower() or before[-1:] in _GOES_ON)):
            yield meant
            meant = part
        else:
            meant += part
    yield meant


def _runs(text: str, at: int, pieces: Sequence[tuple[int, int]], content: str) -> Iterator[Run]:
    """Place a slice of the inline content in the file."""
    if text == "\n" or content[at : at + len(text)].replace("\n", " ") != text:
        # A line break or a decoded entity: it stands where it begins.
        start, offset = pieces[bisect_right(pieces, at, key=lambda piece: piece[0]) - 1]
        yield text, offset + at - start
        return
    end = at + len(text)
    which = bisect_right(pieces, at, key=lambda piece: piece[0]) - 1
    while at < end:
        start, offset = pieces[which]
        until = min(end, pieces[which + 1][0] if which + 1 < len(pieces) else end)
        yield text[len(text) - (end - at) : len(text) - (end - until)], offset + at - start
        at, which = until, which + 1


def _kind(open_blocks: Sequence[str]) -> tuple[BlockKind, int]:
    innermost = open_blocks[-1]
    if innermost in ("td", "th"):
        return BlockKind.TABLE_CELL, 0
    if re.fullmatch("h[1-6]", innermost):
        return BlockKind.HEADING, int(innermost[1])
    for tag in reversed(open_blocks):
        if tag == "li":
            return BlockKind.LIST_ITEM, sum(tag in ("ul", "ol") for tag in open_blocks)
        if tag == "blockquote":
            return BlockKind.QUOTE, 0
    return BlockKind.PARAGRAPH, 0
