"""How many false alarms the rules about numbers raise on human translations, and how many planted errors they find.

    python benchmarks/number_checks.py [--show SET]

Prints two tables: alarms per 1,000 sentences for each set of human translations, and the recall on the same sentences
with one English number changed (another digit, ten times, a hundred times, another year) and on DEMETR's number items
(Karpinska et al., 2022).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpora.model import Bead, Bitext, Document, Language, Pair, Place, Segment, Span
from corpora.numerals import Number, find_numbers
from metrics.checks.number_rules import RULES
from metrics.checks.numbers import compare
from metrics.rules import Finding

GOLD = Path(__file__).parents[1].parent / "shared" / "gold"
PLANTED = 2000
"""Sentences that get a wrong number."""

_FIGURE = re.compile(r"(?<![A-Za-z0-9.,/:-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9/:A-Za-z]|[.,][0-9]|-[A-Za-z])")
_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")
Row = tuple[str, str]


def _table(path: Path) -> list[dict[str, str]]:
    header, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    names = header.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


def _aligned(folder: Path, name: str) -> list[Row]:
    source = (folder / f"{name}.zh.txt").read_text(encoding="utf-8").split("\n")
    target = (folder / f"{name}.en.txt").read_text(encoding="utf-8").split("\n")
    rows: list[Row] = []
    for line in (folder / f"{name}.gold.tsv").read_text(encoding="utf-8").split("\n"):
        ours, _, theirs = line.partition("\t")
        if re.fullmatch(r"[0-9,]+", ours) and re.fullmatch(r"[0-9,]+", theirs):
            rows.append(
                ("".join(source[int(i)] for i in ours.split(",")), " ".join(target[int(i)] for i in theirs.split(",")))
            )
    return rows


def human_sets() -> Iterator[tuple[str, list[Row]]]:
    """Yield the name and the sentence pairs of each set of human translations."""
    references = _table(GOLD / "quality" / "references.tsv")
    for name in sorted({row["set"] for row in references}):
        yield f"mqm-{name}", [(row["source"], row["reference"]) for row in references if row["set"] == name]
    yield "ntrex", _aligned(GOLD / "alignment" / "ntrex", "all")
    yield "wmt22-refA", _aligned(GOLD / "alignment" / "wmt22", "refA")
    yield "tico19", [(row["source"], row["reference"]) for row in _table(GOLD / "terms" / "tico19.tsv")]


def as_pairs(rows: Sequence[Row]) -> tuple[Pair, ...]:
    """Return rows as the pairs of one bitext."""

    def document(texts: Iterable[str], language: Language) -> Document:
        segments = tuple(Segment(text, Place(line, 1, 0), ((0, 0),)) for line, text in enumerate(texts, 1))
        return Document(language, language, segments)

    beads = tuple(Bead(Span(i, i + 1), Span(i, i + 1)) for i in range(len(rows)))
    return Bitext(document((row[0] for row in rows), "zh"), document((row[1] for row in rows), "en"), beads).pairs


def _near(numbers: Sequence[list[Number]], index: int) -> list[Number]:
    return [number for i in (index - 1, index + 1) if 0 <= i < len(numbers) for number in numbers[i]]


class Checked:
    """A set with its numbers, so that single sentences can be changed and compared again."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.pairs = as_pairs(rows)
        self.sources = [find_numbers(source, "zh") for source, _ in rows]
        self.targets = [find_numbers(target, "en") for _, target in rows]

    def findings(self, index: int, target: str | None = None) -> list[Finding]:
        """Return the findings of one pair, with another translation if one is given."""
        pair, numbers = self.pairs[index], self.targets[index]
        if target is not None:
            pair, numbers = as_pairs([(pair.source.text, target)])[0], find_numbers(target, "en")
        return list(compare(pair, self.sources[index], numbers, _near(self.sources, index), _near(self.targets, index)))


def perturbed(text: str, kind: str, dice: random.Random) -> tuple[str, Span] | None:
    """Change one number of an English text; None where it has none of that kind."""
    figures = list(_FIGURE.finditer(text))
    years = [match for match in figures if re.fullmatch(r"(?:19|20)[0-9]{2}", match[0])]
    figures = years if kind == "year" else [match for match in figures if match not in years or kind == "digit"]
    if not figures:
        return None
    match = dice.choice(figures)
    old = match[0]
    if kind == "year":
        new = str(int(old) + dice.choice([-9, -7, -4, -3, -2, -1, 1, 2, 3, 4, 7, 9]))
    elif kind == "digit":
        places = [place for place, char in enumerate(old) if char.isdigit()]
        place = dice.choice(places)
        digits = [digit for digit in "123456789" if digit != old[place]]
        new = old[:place] + dice.choice(digits) + old[place + 1 :]
    else:
        factor = 10 if kind == "x10" else 100
        whole, _, decimals = old.replace(",", "").partition(".")
        shifted = whole + (decimals + "00")[: len(str(factor)) - 1]
        rest = decimals[len(str(factor)) - 1 :]
        new = f"{int(shifted):,}" + (f".{rest}" if rest else "")
    return text[: match.start()] + new + text[match.end() :], Span(match.start(), match.start() + len(new))


def _is_found(before: Sequence[Finding], after: Sequence[Finding], place: Span) -> bool:
    old = {(finding.rule, finding.source, finding.message) for finding in before}
    return any(
        (finding.target is not None and finding.target.start < place.end and place.start < finding.target.end)
        or (finding.source is not None and (finding.rule, finding.source, finding.message) not in old)
        for finding in after
    )


def _print_alarms(sets: Sequence[tuple[str, list[Row]]], show: str | None) -> list[Checked]:
    names = [rule.name for rule in RULES]
    print("alarms per 1,000 human sentences")
    print(f"{'set':14}{'sentences':>10}" + "".join(f"{name:>18}" for name in names) + f"{'any':>8}{'pairs/s':>9}")
    checked, totals, count, alarmed_total = [], Counter[str](), 0, 0
    for name, rows in sets:
        start = time.perf_counter()
        data = Checked(rows)
        found = [data.findings(index) for index in range(len(rows))]
        seconds = time.perf_counter() - start
        rules = Counter(finding.rule for findings in found for finding in findings)
        alarmed = sum(bool(findings) for findings in found)
        totals, count, alarmed_total = totals + rules, count + len(rows), alarmed_total + alarmed
        _print_row(name, len(rows), rules, alarmed, speed=f"{len(rows) / seconds:9,.0f}")
        checked.append(data)
        if show == name:
            for findings in found:
                for finding in findings:
                    assert finding.pair is not None
                    print(f"  [{finding.rule}/{finding.severity}] {finding.message}")
                    print(f"      {finding.pair.source.text}\n      {finding.pair.target.text}")
    _print_row("all", count, totals, alarmed_total, speed="")
    return checked


def _print_row(name: str, count: int, rules: Counter[str], alarmed: int, *, speed: str) -> None:
    names = [rule.name for rule in RULES]
    cells = "".join(f"{1000 * rules[rule] / count:18.1f}" for rule in names)
    print(f"{name:14}{count:10,}{cells}{1000 * alarmed / count:8.1f}{speed}")


def _print_recall(checked: Sequence[Checked], show: str | None) -> None:
    print("\nrecall on planted errors")
    places = [(data, index) for data in checked for index in range(len(data.pairs))]
    all_found = all_planted = 0
    for kind in ("digit", "x10", "x100", "year"):
        dice = random.Random(kind)  # noqa: S311 - repeatable, not secret
        dice.shuffle(places)
        found = planted = 0
        for data, index in places:
            if planted == PLANTED // 4:
                break
            changed = perturbed(data.pairs[index].target.text, kind, dice)
            if changed is None:
                continue
            text, place = changed
            year = data.pairs[index].target.text[place.start : place.start + 4]
            if kind == "year" and year not in data.pairs[index].source.text.translate(_ASCII):
                continue  # The translator added the year: nothing tells that another one is wrong.
            planted += 1
            hit = _is_found(data.findings(index), data.findings(index, text), place)
            found += hit
            if show == "missed" and not hit:
                print(f"  {kind}: {text[place.slice]}\n      {data.pairs[index].source.text}\n      {text}")
        all_found, all_planted = all_found + found, all_planted + planted
        print(f"{kind:14}{planted:6} planted{found:6} found   recall {found / planted:.3f}")
    print(f"{'all':14}{all_planted:6} planted{all_found:6} found   recall {all_found / all_planted:.3f}")
    _print_demetr(show)


def _print_demetr(show: str | None) -> None:
    rows = [
        row
        for row in _table(GOLD / "quality" / "demetr.tsv")
        if "number" in row["pert_name"] and row["valid"] == "1" and row["good_mt"] != row["perturbed_mt"]
    ]
    good = Checked([(row["source"], row["good_mt"]) for row in rows])
    bad = Checked([(row["source"], row["perturbed_mt"]) for row in rows])
    found = 0
    for index, row in enumerate(rows):
        pair = as_pairs([(row["source"], row["perturbed_mt"])])[0]
        hit = list(compare(pair, bad.sources[index], bad.targets[index]))
        found += bool(hit)
        if show == "missed" and not hit:
            print(f"  demetr\n      {row['source']}\n      {row['good_mt']}\n      {row['perturbed_mt']}")
    alarms = sum(bool(list(compare(pair, good.sources[i], good.targets[i]))) for i, pair in enumerate(good.pairs))
    print(
        f"{'demetr':14}{len(rows):6} items  {found:6} found   recall {found / len(rows):.3f}   alarms on good {alarms}"
    )


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--show", metavar="SET", help="print the alarms of a set, or with `missed` the errors not found"
    )
    show = parser.parse_args().show
    if not GOLD.is_dir():
        print(f"skipped: the gold data is not at {GOLD}", file=sys.stderr)
        return 0
    checked = _print_alarms(list(human_sets()), show)
    _print_recall(checked, show)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
