"""Structure as evidence: paragraph breaks, headings, lists and tables of both documents, and numbered headings.

How much the structures of two documents agree differs from pair to pair, so it is learned from the pair itself: on the
beads of the first path, how often breaks face breaks and kinds of blocks face each other, against chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.lattice import Step
from align.sides import Bools, Floats, Ints
from align.units import Units
from corpora.characters import fold
from corpora.model import Block, BlockKind, Document

# What the structure says counts so much: it partly repeats what lengths and words say. With breaks of which 15 in 100
# differ, 0.7 gains or keeps F1 on every gold corpus, 1.0 more on novels and less on news with omissions
# (`benchmarks/alignment_structure.py`).
_WEIGHT = 0.7
# Beads' worth of the prior beliefs that the counts of a document are mixed with.
_PRIOR_BEADS = 5.0
# What is believed before anything is counted: the share of the rarer side's breaks that face one, how many times rarer
# a break is inside a bead than elsewhere, and the share of blocks that face one of their own kind.
_BREAKS_AGREE = 0.8
_BREAKS_INSIDE = 0.1
_KINDS_AGREE = 0.9
# Log odds of the same and of different numbers before headings, paragraphs and articles.
_SAME_NUMBER, _OTHER_NUMBER = 2.0, -3.0

_CHINESE_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九十")} | {"零": 0, "两": 2}
_CHINESE_LABEL = re.compile(
    r"第([〇零一二两三四五六七八九十百\d]{1,6})[条章节款部编篇回卷]"
    r"|[(（]?([一二三四五六七八九十]{1,3}|\d{1,3})(?:[、.．)）]|(?=\s))(?!\d)"
)
_ENGLISH_LABEL = re.compile(
    r"(?:article|chapter|section|part|book|item|paragraph)\s+([\dIVXLC]{1,6}|[A-Za-z]{3,9})\b"
    r"|[(]?(\d{1,3}|[IVXLC]{1,6})[.)](?!\d)",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}


def label(text: str, language: str) -> int:
    """Return the number that a heading, article or list item begins with, or 0.

    >>> [label(text, "zh") for text in ("第十二条 总则", "二、背景", "（三）目标", "3. 结论", "结论")]
    [12, 2, 3, 3, 0]
    >>> [label(text, "en") for text in ("Article 12", "II. Background", "(3) Aims", "Chapter Three", "Conclusion")]
    [12, 2, 3, 3, 0]
    """
    found = (_CHINESE_LABEL if language == "zh" else _ENGLISH_LABEL).match(fold(text).lstrip())
    if not found:
        return 0
    digits = (found[1] or found[2]).lower()
    if digits.isascii() and digits.isdigit():
        return int(digits)
    return _chinese_number(digits) if language == "zh" else _WORDS.get(digits, 0) or _roman_number(digits)


def _chinese_number(digits: str) -> int:
    total = current = 0
    for char in digits:
        if char in "十百":
            total, current = total + (current or 1) * (10 if char == "十" else 100), 0
        else:
            current = _CHINESE_DIGITS.get(char, 0)
    return total + current


def _roman_number(digits: str) -> int:
    values = [_ROMAN.get(char, 0) for char in digits]
    if not all(values):
        return 0
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


@dataclass(frozen=True)
class Outline:
    """One document's structure, by unit.

    Attributes:
        begins: Whether a block begins at each boundary between units, first and last included.
        breaks: How many do before each boundary, with those at the boundary itself.
        kinds: The kind of the block that each unit stands in, a heading's with its level.
        labels: The number that each unit's block begins with, where the unit begins the block, else 0.
    """

    begins: Bools
    breaks: Ints
    kinds: Ints
    labels: Ints

    @classmethod
    def of(cls, document: Document, units: Units) -> Outline:
        """Read a document's blocks."""
        size = len(units.texts)
        begins, kinds, labels = np.zeros(size + 1, np.bool_), np.zeros(size, np.int64), np.zeros(size, np.int64)
        for block in document.blocks:
            start, end = int(units.starts[block.segments.start]), int(units.starts[block.segments.end])
            if start < end:
                begins[start] = True
                kinds[start:end] = _kind(block)
                labels[start] = label(units.texts[start], document.language)
        begins[-1] = True
        return cls(begins, np.cumsum(begins), kinds, labels)

    def breaks_inside(self, start: Ints, end: Ints) -> Ints:
        """Return how many blocks begin after one boundary and before another."""
        inside: Ints = self.breaks[np.maximum(end - 1, start)] - self.breaks[start]
        return inside


_KINDS = tuple(BlockKind)
_LEVELS = 6
_ALL_KINDS = len(_KINDS) + _LEVELS


def _kind(block: Block) -> int:
    if block.kind is BlockKind.HEADING:
        return len(_KINDS) + min(max(block.level, 1), _LEVELS) - 1
    return _KINDS.index(block.kind)


@dataclass(frozen=True)
class Structure:
    """What the structures of two documents say about a bead.

    Attributes:
        source: The Chinese outline.
        target: The English one.
        begins: [source, target], log odds of a bead where a block begins, or not, on each side.
        inside: [side, or not], log odds of a boundary inside a bead where a block begins, or not.
        kinds: [source, target], log odds of a bead between blocks of two kinds.
    """

    source: Outline
    target: Outline
    begins: Floats
    inside: Floats
    kinds: Floats

    @classmethod
    def of(cls, source: Outline, target: Outline, path: Sequence[Step]) -> Structure | None:
        """Learn from a path; None where a side has no structure."""
        if source.begins.sum() <= 2 or target.begins.sum() <= 2:  # a lone block, its begin and its end
            return None
        steps = np.array([step[2:] for step in path if step.is_pair], np.int64).reshape(-1, 4)
        i, end_i, j, end_j = steps.T
        rates = source.begins[:-1].mean(), target.begins[:-1].mean()
        both = min(rates) * _BREAKS_AGREE
        usual = np.array([[1 - rates[0] - rates[1] + both, rates[1] - both], [rates[0] - both, both]])
        begins = np.maximum(usual, 0.01) * _PRIOR_BEADS
        np.add.at(begins, (source.begins[i].astype(int), target.begins[j].astype(int)), 1)
        begins /= begins.sum()
        inside = np.stack([
            _inside(source, i, end_i, float(rates[0])), _inside(target, j, end_j, float(rates[1]))
        ])  # fmt: skip
        shares = [np.bincount(side.kinds, minlength=_ALL_KINDS) / len(side.kinds) for side in (source, target)]
        chance = np.outer(*shares)
        usual = _KINDS_AGREE * np.diag(np.minimum(*shares)) + (1 - _KINDS_AGREE) * chance
        kinds = _PRIOR_BEADS * usual + 1e-9
        np.add.at(kinds, (source.kinds[i], target.kinds[j]), 1)
        return cls(
            source,
            target,
            np.log(begins / np.outer(begins.sum(axis=1), begins.sum(axis=0))),
            inside,
            np.log(kinds * chance.sum() / kinds.sum() / np.maximum(chance, 1e-9)).clip(-4.0, 4.0),
        )

    def weights(self, i: Ints, j: Ints, end_i: Ints, end_j: Ints) -> Floats:
        """Return the log odds of beads from one pair of boundaries to another."""
        source, target = self.source, self.target
        odds: Floats = np.array(self.begins[source.begins[i].astype(int), target.begins[j].astype(int)])
        for side, outline, start, end in ((0, source, i, end_i), (1, target, j, end_j)):
            broken = outline.breaks_inside(start, end)
            odds += broken * self.inside[side, 1] + (np.maximum(end - start - 1, 0) - broken) * self.inside[side, 0]
        filled = (end_i > i) & (end_j > j)
        # Where one of two facing paragraphs lost its first or last sentence, a null bead lies between their breaks.
        odds[~filled] = np.maximum(odds[~filled], 0.0)
        i, j = i[filled], j[filled]
        odds[filled] += self.kinds[source.kinds[i], target.kinds[j]]
        numbers = source.labels[i], target.labels[j]
        odds[filled] += np.where(
            (numbers[0] > 0) & (numbers[1] > 0), np.where(numbers[0] == numbers[1], _SAME_NUMBER, _OTHER_NUMBER), 0.0
        )
        return _WEIGHT * odds


def _inside(outline: Outline, start: Ints, end: Ints, rate: float) -> Floats:
    """Return the log odds of no break and of a break at a boundary inside a bead, against any boundary."""
    broken, all_inside = outline.breaks_inside(start, end).sum(), np.maximum(end - start - 1, 0).sum()
    share = (broken + _PRIOR_BEADS * _BREAKS_INSIDE * rate) / (all_inside + _PRIOR_BEADS)
    share = min(max(share, 1e-3), 1 - 1e-3)
    rate = min(max(rate, 1e-3), 1 - 1e-3)
    return np.array([np.log((1 - share) / (1 - rate)), np.log(share / rate)])
