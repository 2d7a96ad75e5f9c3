"""Whether a line goes on in the next one although something broke it: a page's end, or a converter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpora.characters import CLOSING_MARKS, OPENING_MARKS, count_columns, is_han
from corpora.formats.flow import Run
from corpora.model import Language

_ORDINAL = "一二三四五六七八九十百零〇两\\d"
BULLET = re.compile(r"[-*+•·●○■□◆◇▪▫►▶–]\s+(?=\S)|[•●○■□◆◇▪▫►▶]")
"""A bullet at the beginning of a line, with the space after it."""

ITEM = re.compile(
    rf"(?:\(?\d{{1,3}}[.)）．、](?!\d)\s*|[（(](?:[{_ORDINAL}]{{1,4}}|[a-zA-Z])[）)]|[①-⑳⑴-⒇]|[一二三四五六七八九十]{{1,3}}、|[a-zA-Z][.)]\s)"
)
"""A number or letter with which an item begins."""

_ENDED = re.compile(r"[。！？｡!?.…:：;；—][\s”’」』）)\]】\"'》]*$")
_STOP_INSIDE = re.compile(r"[。！？｡!?]")
# A last line of credits after a full stop: no sentence that goes on.
_CREDIT = re.compile(
    r"(?:记者|编辑|责编|来源|作者|摄影|通讯员|校对|翻译|图源|图片|供稿|photo|source|editor)", re.IGNORECASE
)
_OPENS_ITEM = re.compile(
    r"(?:——|[一二三四五六七八九十]+是|第[一二三四五六七八九十]|其[一二三四]|材料|附件|来源|注[:：])"
)
_NEVER_FIRST = frozenset("的地得了们着过吗呢吧等，。、；：！？）》」』】”’…")
_NEVER_LAST = frozenset("的和与及或把被对从向在以为将让使是有不，、（《“「『")
_SENTENCE_COLUMNS = 30  # narrower lines are headings, verse, names and addresses
_LONG_COLUMNS = 80  # wider than headings are
_EN_COLUMNS = 40


def is_list_item(line: str) -> bool:
    """Tell whether a line begins with a bullet or a number, as items do in plain text."""
    return bool(BULLET.match(line) or ITEM.match(line))


def continues(before: str, after: str, language: Language) -> bool:
    """Tell whether `after` is the rest of a paragraph that breaks off in `before`; both are trimmed and not empty.

    Only clear cases count, because a heading glued to its text is worse than a sentence in two: `before` is as wide
    as running text and ends without a stop, and something says that it goes on.
    """
    if _ENDED.search(before) or is_list_item(after):
        return False
    return _continues_in_chinese(before, after) if language == "zh" else _continues_in_english(before, after)


def join_lines(lines: Iterable[list[Run]], language: Language) -> list[list[Run]]:
    """Join lines that break inside a sentence; drop empty ones. Each but the first begins with its line break."""
    joined: list[list[Run]] = []
    previous = ""
    for line in lines:
        text = "".join(part for part, _ in line).strip()
        if not text:
            continue
        if joined and continues(previous, text, language):
            joined[-1] += line
        else:
            joined.append(line)
        previous = text
    return joined


def _continues_in_chinese(before: str, after: str) -> bool:
    columns = count_columns(before)
    if columns < _SENTENCE_COLUMNS or _OPENS_ITEM.match(after):
        return False
    if after[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST or _is_open(before, after):
        return True
    tail = _STOP_INSIDE.split(before)[-1]
    if _CREDIT.search(tail) or not re.search("[，。！？；]", after):
        return False
    if _STOP_INSIDE.search(before):
        return is_han(before[-1]) or before[-1] in "”》"
    if "，" in before and columns >= _LONG_COLUMNS:
        return True
    return bool(re.search("[，、]", before)) and _is_one_word(before, after)


def _is_open(before: str, after: str) -> bool:
    """Tell whether a quotation or bracket that opens in `before` closes in `after`."""
    for opening, closing in zip(OPENING_MARKS, CLOSING_MARKS, strict=True):
        if opening != "‘" and before.count(opening) > before.count(closing):
            end = after.find(closing)
            if end >= 0 and opening not in after[:end]:
                return True
    return False


def _is_one_word(before: str, after: str) -> bool:
    """Tell whether a word lies across the break, as the word segmenter sees it."""
    if not (is_han(before[-1]) and is_han(after[0])):
        return False
    import rjieba  # noqa: PLC0415 - few texts come this far

    at = len(left := before[-8:])
    position = 0
    for word in rjieba.cut(left + after[:8]):
        if position < at < position + len(word):
            return True
        position += len(word)
    return False


def _continues_in_english(before: str, after: str) -> bool:
    if count_columns(before) < _EN_COLUMNS or before.count(" ") < 5:
        return False
    if after[0].islower():
        return True
    return before[-1] in ",-" and not re.match(r"[-•*]|\d+[.)]", after)
