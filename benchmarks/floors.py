"""Floors under measured figures: a gate that fails when one falls, or when it was measured on other data."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

TOLERANCE = 0.00051  # rounding, and another machine's last bits

Figures = dict[str, dict[str, str | float]]
"""By corpus: the corpus's `digest`, and figures by name; of one whose name ends with `error` less is better."""


def digest(folder: Path) -> str:
    """Return the hash of a corpus."""
    total = blake2b(digest_size=8)
    for path in sorted(folder.iterdir()):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def is_worse(name: str, found: str | float, floor: str | float) -> bool:
    """Tell whether a figure is worse than its floor; a digest is worse where it differs."""
    if isinstance(found, str) or isinstance(floor, str):
        return found != floor
    return found > floor + TOLERANCE if name.endswith("error") else found < floor - TOLERANCE


def failures(figures: Figures, floors: Figures) -> list[str]:
    """Return what is wrong, a line each: figures worse than their floor, or without a floor, or not measured."""
    return [
        f"{corpus}: {name} is {found.get(name, 'not measured')}, the floor is {wanted.get(name, 'not set')}"
        for corpus in {**floors, **figures}
        for found, wanted in [(figures.get(corpus, {}), floors.get(corpus, {}))]
        for name in {**wanted, **found}
        if name not in found or name not in wanted or is_worse(name, found[name], wanted[name])
    ]


def raised(figures: Figures, floors: Figures, *, lower: bool) -> Figures:
    """Return new floors: the better of each figure and its floor, or the figure where `lower` is set.

    A corpus that is another one than its floors were measured on starts anew.
    """
    new: Figures = {}
    for corpus, found in {**floors, **figures}.items():
        before = floors.get(corpus, {})
        keeps = not lower and before.get("digest") == found.get("digest")
        new[corpus] = {
            name: before[name] if keeps and name in before and _better(name, before[name], value) else value
            for name, value in found.items()
        }
    return new


def _better(name: str, one: str | float, other: str | float) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return False
    return one < other if name.endswith("error") else one > other


def settle(figures: Figures, path: Path, *, gate: bool, write: bool, lower: bool) -> int:
    """Write floors and compare with them, as the options say; return the exit code."""
    floors: Figures = json.loads(path.read_bytes()) if path.exists() else {}
    if write:
        floors = raised(figures, floors, lower=lower)
        path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    if not gate:
        return 0
    wrong = failures(figures, floors)
    print("".join(f"gate: {line}\n" for line in wrong), end="")
    print(f"gate: {len(wrong)} figures fail" if wrong else "gate: every figure holds")
    return 1 if wrong else 0
