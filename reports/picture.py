"""The alignment as a picture: the source along the top, the target along the bottom, and a ribbon for each bead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from corpora.model import Bitext, Pair
from metrics.rules import Severity

WIDTH, HEIGHT = 1000, 120
"""Units of the drawing; the page stretches it to the width it has."""

SEPARATE = 600
"""Beads up to which each has a ribbon of its own: below two units a ribbon is no longer told from the next."""

LEAST = 2.0
"""Units that a ribbon with findings is wide at least, so that one bead of thousands is still seen."""


class Ribbon(NamedTuple):
    """One bead, or a run of beads without findings.

    Attributes:
        points: The outline, for an SVG polygon.
        look: `error`, `warning`, `info`, `clean`, or `merged` for a run.
        shade: For a clean bead, from 0 to 3, the more the lower its quality: one step for each 25 points.
        pair: The number of the first pair in it.
        title: What it is, in words.
    """

    points: str
    look: str
    shade: int
    pair: int
    title: str


def ribbons(
    bitext: Bitext, worst: Mapping[int, Severity], counts: Mapping[int, int], quality: Sequence[float | None]
) -> list[Ribbon]:
    """Return the ribbons of a bitext, those with findings last so that they lie on top.

    Lengths are shares of the side's characters, so that what was left out takes the room that it would have taken; a
    bead without one side narrows to a point where the text would stand.

    Args:
        bitext: The aligned documents; no beads give no ribbons.
        worst: The worst severity of each pair that has findings.
        counts: How many findings it has.
        quality: The quality of every pair, in order, where it is known.
    """
    pairs = bitext.pairs
    sources = _positions([len(pair.source.text) for pair in pairs])
    targets = _positions([len(pair.target.text) for pair in pairs])
    merge = len(pairs) > SEPARATE
    drawn: list[Ribbon] = []
    keys = [_look(pair, worst) if not merge or pair.number in worst else "merged" for pair in pairs]
    runs = groupby(range(len(pairs)), key=lambda index: keys[index] if keys[index] == "merged" else index)
    for _, run in runs:
        first, *rest = run
        last = rest[-1] if rest else first
        look = keys[first]
        number = pairs[first].number
        if rest:
            title = f"pairs {number} to {pairs[last].number}: no findings"
        else:
            title = f"pair {number}: {_words(pairs[first], counts.get(number, 0))}"
        least = 0.0 if look in ("clean", "merged") else LEAST
        top = _widened(sources[first], sources[last + 1], least)
        bottom = _widened(targets[first], targets[last + 1], least)
        drawn.append(Ribbon(_outline(top, bottom), look, _shade(look, quality[first]), number, title))
    order = ["merged", "clean", *(str(severity) for severity in reversed(Severity))]
    return sorted(drawn, key=lambda ribbon: order.index(ribbon.look))


def _positions(lengths: Sequence[int]) -> list[float]:
    """Return where each text begins, and where the last ends, as shares of the drawing's width."""
    total = sum(lengths) or 1
    at, positions = 0, [0.0]
    for length in lengths:
        at += length
        positions.append(at / total * WIDTH)
    return positions


def _look(pair: Pair, worst: Mapping[int, Severity]) -> str:
    return str(worst[pair.number]) if pair.number in worst else "clean"


def _shade(look: str, quality: float | None) -> int:
    return 0 if look != "clean" or quality is None else min(int((100 - quality) / 25), 3)


def _words(pair: Pair, findings: int) -> str:
    words = "no findings" if not findings else "1 finding" if findings == 1 else f"{findings} findings"
    if not pair.target.text:
        return f"without translation, {words}"
    if not pair.source.text:
        return f"without original, {words}"
    return words


def _widened(left: float, right: float, least: float) -> tuple[float, float]:
    if right - left >= least or right == left:
        return left, right
    middle = min(max((left + right) / 2, least / 2), WIDTH - least / 2)
    return middle - least / 2, middle + least / 2


def _outline(top: tuple[float, float], bottom: tuple[float, float]) -> str:
    if top[0] == top[1]:  # no source: a tooth that rises from the target and stops half way
        corners = [(bottom[0], HEIGHT), (bottom[1], HEIGHT), ((bottom[0] + bottom[1]) / 2, HEIGHT / 2)]
    elif bottom[0] == bottom[1]:
        corners = [(top[0], 0), (top[1], 0), ((top[0] + top[1]) / 2, HEIGHT / 2)]
    else:
        corners = [(top[0], 0), (top[1], 0), (bottom[1], HEIGHT), (bottom[0], HEIGHT)]
    return " ".join(f"{x:.1f},{y:.0f}" for x, y in corners)
