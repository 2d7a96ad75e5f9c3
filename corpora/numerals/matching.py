"""Which number of a text stands for which of its translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from corpora.numerals.values import Number, agreement, readings

MANY = 60
"""Numbers from which a text counts as a table: they are then compared by value alone, in linear time."""


class Matching(NamedTuple):
    """The outcome of `match_numbers`: indices into both sequences, in order.

    Attributes:
        pairs: Source and target numbers that mean the same, one to one.
        source: Source numbers left without any counterpart.
        target: Target numbers left without any counterpart.
        source_repeated: Source numbers whose only counterparts belong to others that mean the same.
        target_repeated: Target numbers of that kind.
    """

    pairs: list[tuple[int, int]]
    source: list[int]
    target: list[int]
    source_repeated: list[int]
    target_repeated: list[int]


def match_numbers(source: Sequence[Number], target: Sequence[Number]) -> Matching:
    """Pair the numbers of two texts one to one, the most direct agreements first.

    A number that repeats one which has its counterpart needs none of its own: a translation may name a year once
    that its original names twice.
    """
    grades: list[tuple[int, int, int, int]] = []
    if len(source) <= MANY and len(target) <= MANY:
        for i, ours in enumerate(source):
            for j, theirs in enumerate(target):
                grade = agreement(ours, theirs)
                if grade is not None:
                    grades.append((grade, abs(i * max(len(target), 1) - j * max(len(source), 1)), i, j))
        grades.sort()
    else:
        by_value: dict[Fraction, list[int]] = defaultdict(list)
        for j, theirs in enumerate(target):
            by_value[readings(theirs)[0]].append(j)
        for places in by_value.values():
            places.reverse()
        for i, ours in enumerate(source):
            places = by_value.get(readings(ours)[0], [])
            if places:
                grades.append((0, 0, i, places[-1] if len(places) == 1 else places.pop()))
    used_source: dict[int, int] = {}
    used_target: dict[int, int] = {}
    for _, _, i, j in grades:
        if i not in used_source and j not in used_target:
            used_source[i], used_target[j] = j, i
    # Anything that agrees with a number already paired is a repetition of it.
    repeated_source = {i for _, _, i, j in grades if i not in used_source and j in used_target}
    repeated_target = {j for _, _, i, j in grades if j not in used_target and i in used_source}
    return Matching(
        sorted(used_source.items()),
        [i for i in range(len(source)) if i not in used_source and i not in repeated_source],
        [j for j in range(len(target)) if j not in used_target and j not in repeated_target],
        sorted(repeated_source),
        sorted(repeated_target),
    )
