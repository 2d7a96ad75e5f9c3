"""How many wrong names `name-mismatch` finds, and how many alarms it raises.

    python benchmarks/name_checks.py [--show alarms|missed]

Prints alarms per 1,000 sentences for each set of human translations, and the recall on 1,000 of the same sentences in
which one English name that renders a Chinese one became the name of another sentence. Needs the gold data.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from number_checks import GOLD, Row, human_sets
from rules import bitext_of

from corpora.lexicon import Lexicon
from metrics.checks import names
from metrics.checks.context import Context
from metrics.checks.name_finding import find_chinese_names, find_english_names
from metrics.checks.name_knowledge import NameKnowledge
from metrics.rules import Finding

PLANTED = 1000
NEAR = 3
"""Pairs on either side that a planted error is checked with."""


def findings_of(rows: list[Row], lexicon: Lexicon) -> list[Finding]:
    """Run the rule over rows as one document."""
    return list(names.CHECK.run(Context(bitext_of(rows), (), lexicon, None)))


def plant(sets: list[list[Row]], lexicon: Lexicon) -> list[tuple[int, int, str, str]]:
    """Return set, row, a name of the row's English that renders one of its Chinese, and the name to stand there."""
    knowledge = NameKnowledge(lexicon)
    dice = random.Random(5)  # noqa: S311 - repeatable, not secret
    found: list[tuple[int, int, str]] = []
    for number, rows in enumerate(sets):
        for at, (source, target) in enumerate(rows):
            chinese = "，".join(name.text for name in find_chinese_names(source))
            rendering = [
                word.text
                for word in find_english_names(target)
                if word.is_inside and target.count(word.text) == 1 and knowledge.may_be_name(word.text)
                if chinese and (knowledge.is_named(chinese, word.text))
            ]
            if rendering:
                found.append((number, at, dice.choice(rendering)))
    pool = sorted({name for _, _, name in found})
    dice.shuffle(found)
    return [
        (number, at, name, dice.choice([other for other in pool if other != name]))
        for number, at, name in found[:PLANTED]
    ]


def is_found(rows: list[Row], at: int, name: str, other: str, lexicon: Lexicon) -> bool:
    """Say whether the rule points at a name that was put in another's place."""
    source, target = rows[at]
    first = max(at - NEAR, 0)
    window = [*rows[first:at], (source, target.replace(name, other)), *rows[at + 1 : at + 1 + NEAR]]
    for finding in findings_of(window, lexicon):
        assert finding.pair is not None and finding.target is not None
        text = finding.pair.target.text[finding.target.slice]
        if finding.pair.number == at - first + 1 and (other in text or text in other):
            return True
    return False


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=("alarms", "missed"))
    show = parser.parse_args().show
    if not GOLD.is_dir():
        sys.exit(f"the gold data is not there: {GOLD}")
    lexicon = Lexicon.load()
    sets = list(human_sets())
    alarms = 0
    for name, rows in sets:
        start = time.process_time()
        found = findings_of(rows, lexicon)
        seconds = time.process_time() - start
        alarms += len(found)
        print(
            f"{name:14}{len(rows):7,} sentences{len(found):5} alarms"
            f"{1000 * len(found) / len(rows):7.1f}‰{seconds:7.1f} s"
        )
        for finding in found if show == "alarms" else ():
            assert finding.pair is not None
            print(f"  {finding.message}\n      {finding.pair.source.text}\n      {finding.pair.target.text}")
    print(f"{'all':14}{sum(len(rows) for _, rows in sets):7,} sentences{alarms:5} alarms")
    planted = plant([rows for _, rows in sets], lexicon)
    missed = 0
    for number, at, name, other in planted:
        rows = sets[number][1]
        if not is_found(rows, at, name, other, lexicon):
            missed += 1
            if show == "missed":
                print(f"  {name} -> {other}\n      {rows[at][0]}\n      {rows[at][1]}")
    print(f"{len(planted)} names replaced by others: recall {1 - missed / len(planted):.3f}")


if __name__ == "__main__":
    main()
