"""Chinese words that hold numeral characters and are no numbers, from `idioms.txt` beside this file."""

from __future__ import annotations

from pathlib import Path

IDIOMS: frozenset[str] = frozenset(Path(__file__).with_name("idioms.txt").read_text(encoding="utf-8").split())
"""Idioms, names and fixed words; a numeral inside one of them is no number."""

LONGEST_IDIOM = max(map(len, IDIOMS))
