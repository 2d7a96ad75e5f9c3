"""Measure the scores against human judgement and planted failures, and fit what they are made of.

    python benchmarks/quality.py [measure]   figures of the weights in force, beside length alone
    python benchmarks/quality.py fit         weights for metrics/weights.py, and their cross-validated figures
    python benchmarks/quality.py order       the table of metrics/wordorder_table.py

Data: ../shared/gold (WMT MQM annotations, DEMETR, WMT and NTREX references); nothing of it stands in the project.
"""

from __future__ import annotations

import itertools
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from corpora.lexicon import Lexicon
from metrics.adequacy import measure_adequacy
from metrics.fluency import measure_fluency
from metrics.weights import ADEQUACY, FLUENCY, Weights
from metrics.wordorder import CLASSES, classify

GOLD = Path(__file__).parents[1].parent / "shared" / "gold"
YEARS = ("mqm_2021", "mqm_2023sxs")
PERFECT_ORDER = 5  # how strongly the counts are drawn towards chance

Texts = tuple[str, str]
Signals = Mapping[str, float]

OMISSION = ("uncovered_source", "gap_source", "fewer_words", "unfinished", "numbers_lost")
ADDITION = ("uncovered_target", "gap_target", "more_words", "han_left", "numbers_added")
ALTERATION = (
    "uncovered_source", "uncovered_target", "numbers_lost", "numbers_added", "negation_lost", "negation_added",
    "tense", "gender", "question", "connectives_lost",
)  # fmt: skip
MARKS = (
    "unknown_words", "repetition", "doubled_words", "wrong_article", "broken_marks", "lower_case_start",
    "no_final_mark", "foreign_script", "no_words",
)  # fmt: skip
ADEQUACY_KINDS = {"omission": OMISSION, "addition": ADDITION, "alteration": ALTERATION}
FLUENCY_KINDS = {"order": ("word_order",), "marks": MARKS}

# DEMETR's kinds of error that change the meaning; the others are for fluency.
MEANING = (
    "numbers_replaced", "gender", "adj_adv_removed", "verb_removed", "noun_removed", "subj_removed",
    "ne_removed", "codemix", "addition", "antonym", "negation", "ne_replaced", "tense", "aspect", "question",
    "hypernym", "pp_removed",
)  # fmt: skip


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of annotated translations."""
    lines = (GOLD / "quality" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def human_translations() -> list[Texts]:
    """Return human translations of Chinese news as pairs."""
    pairs = [(row["source"], row["reference"]) for row in read("references")]
    for folder, name in (("ntrex", "all"), ("wmt22", "refA")):
        base = GOLD / "alignment" / folder
        sides = [(base / f"{name}.{side}.txt").read_text(encoding="utf-8").split("\n") for side in ("zh", "en")]
        for line in (base / f"{name}.gold.tsv").read_text(encoding="utf-8").split("\n"):
            beads = [[int(at) for at in cell.split(",")] for cell in line.split("\t") if cell]
            if len(beads) == 2:
                pairs.append(("".join(sides[0][at] for at in beads[0]), " ".join(sides[1][at] for at in beads[1])))
    return pairs


@cache
def signals(pair: Texts) -> Signals:
    """Measure a pair, once."""
    return measure_adequacy(*pair, lexicon()) | measure_fluency(pair[1])


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, loaded once."""
    return Lexicon.load()


def failures(year: str, system: int) -> dict[str, list[Texts]]:
    """Return one system's translations, and what they would be with one gross failure."""
    rng = random.Random(7)  # noqa: S311 - the same sample every time
    rows = read(year)
    names = sorted({row["system"] for row in rows if not row["system"].lower().startswith("ref")})
    good = [
        (row["source"], row["target"])
        for row in rows
        if row["system"] == names[system] and len(row["target"].split()) >= 8
    ]
    made: dict[str, list[Texts]] = defaultdict(list)
    for (source, target), (_, after) in zip(good, good[1:] + good[:1], strict=True):
        words = target.split()
        cut = rng.randrange(int(len(words) * 0.7) + 1)
        made["good"].append((source, target))
        made["neighbour"].append((source, after))
        made["cut20"].append((source, " ".join(words[: int(len(words) * 0.8)])))
        made["cut40"].append((source, " ".join(words[: int(len(words) * 0.6)])))
        made["middle30"].append((source, " ".join(words[:cut] + words[cut + int(len(words) * 0.3) :])))
        made["appended"].append((source, f"{target} {after}"))
        made["looped"].append((source, " ".join(words + words[-5:] * 3)))
        made["copied"].append((source, source))
        made["half copied"].append((source, " ".join(words[: len(words) // 2]) + " " + source[len(source) // 2 :]))
        rng.shuffle(words)
        made["shuffled"].append((source, " ".join(words)))
    return made


def affirmed(pairs: Sequence[Texts]) -> Iterator[tuple[Texts, Texts]]:
    """Yield the pairs whose target denies something, each with what it says without its "not"."""
    for source, target in pairs:
        bare = re.sub(r" (?:not|never)\b|n['’]t\b", "", target, count=1)
        if bare != target:
            yield (source, target), (source, bare)


def ranked(year: str, limit: int) -> list[tuple[Texts, Texts]]:
    """Return pairs of translations of one source, the better first, whose MQM scores differ by 5 or more."""
    groups = defaultdict(list)
    for row in read(year):
        if not row["system"].lower().startswith("ref"):
            groups[row["doc"], row["seg_id"]].append((float(row["mqm_score"]), (row["source"], row["target"])))
    keys = sorted(groups)
    random.Random(7).shuffle(keys)  # noqa: S311
    pairs = [
        (one[1], other[1])
        for key in keys
        for one, other in itertools.permutations(groups[key], 2)
        if other[0] - one[0] >= 5
    ]
    return pairs[:limit]


def demetr() -> list[tuple[str, Texts, Texts]]:
    """Return the kind, the good pair and the broken one of each item of DEMETR."""
    return [
        (row["pert_name"].split("_", 2)[2], (row["source"], row["good_mt"]), (row["source"], row["perturbed_mt"]))
        for row in read("demetr")
        if row["valid"] == "1"
    ]


def fit(
    kinds: Mapping[str, Sequence[str]],
    good: Sequence[Texts],
    bad: Sequence[Sequence[Texts]],
    ordered: Sequence[tuple[float, Sequence[tuple[Texts, Texts]]]],
    steps: int = 2500,
) -> dict[str, Weights]:
    """Fit weights by Adam on the logistic loss, none below zero, each failure counting as much as the next.

    Args:
        kinds: By kind of failure, its signals.
        good: Sound pairs.
        bad: Groups of broken pairs, of equal weight, together as heavy as the sound ones.
        ordered: Further pairs of pairs, the first better than the second, with the weight of each list.
        steps: How often the weights are moved.
    """
    names = list(dict.fromkeys(name for kind in kinds.values() for name in kind))

    def matrix(pairs: Sequence[Texts]) -> np.ndarray:
        return np.array([[signals(pair)[name] for name in names] for pair in pairs])

    groups = [matrix(good), *map(matrix, bad)]
    scale = np.concatenate(groups).std(0) + 1e-3
    rows = np.concatenate(groups) / scale
    wanted = np.repeat([1.0] + [0.0] * len(bad), [len(group) for group in groups])
    weight = np.repeat([0.5] + [0.5 / len(bad)] * len(bad), [len(group) for group in groups])
    weight /= np.repeat([len(group) for group in groups], [len(group) for group in groups])
    contrasts = [(share, matrix([a for a, _ in p]) / scale, matrix([b for _, b in p]) / scale) for share, p in ordered]
    allowed = np.array([[name in kind for name in names] for kind in kinds.values()], float)
    slopes, biases = allowed * 0.5, np.full(len(kinds), 2.0)
    moments = [[np.zeros_like(slopes), np.zeros_like(slopes)], [np.zeros_like(biases), np.zeros_like(biases)]]

    def forward(data: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        against = data @ slopes.T - biases
        most = against.max(1, keepdims=True)
        shares = np.exp(against - most)
        total = shares.sum(1, keepdims=True)
        return -(most + np.log(total))[:, 0], shares / total

    def backward(data: np.ndarray, shares: np.ndarray, error: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        blame = shares * error[:, None]
        return -(blame.T @ data), blame.sum(0)

    for step in range(1, steps + 1):
        odds, shares = forward(rows)
        slope_step, bias_step = backward(rows, shares, (_logistic(odds) - wanted) * weight)
        slope_step = slope_step + 0.002 * slopes
        for share, better, worse in contrasts:
            (high, high_shares), (low, low_shares) = forward(better), forward(worse)
            error = _logistic(low - high) * share / len(better)
            for data, parts, sign in ((better, high_shares, -1), (worse, low_shares, 1)):
                more = backward(data, parts, sign * error)
                slope_step, bias_step = slope_step + more[0], bias_step + more[1]
        for values, gradient, (mean, square) in ((slopes, slope_step, moments[0]), (biases, bias_step, moments[1])):
            np.add(mean, 0.1 * (gradient - mean), out=mean)
            np.add(square, 0.001 * (gradient**2 - square), out=square)
            pace = 0.02 / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            np.subtract(values, pace * mean, out=values)
        np.maximum(slopes, 0, out=slopes)
        slopes *= allowed
    return {
        kind: Weights(
            float(biases[at]), {name: float(slopes[at, names.index(name)] / scale[names.index(name)]) for name in own}
        )
        for at, (kind, own) in enumerate(kinds.items())
    }


def _logistic(values: np.ndarray) -> np.ndarray:
    result: np.ndarray = 1 / (1 + np.exp(-np.clip(values, -50, 50)))
    return result


def fit_both(
    years: Sequence[str], errors: Sequence[tuple[str, Texts, Texts]]
) -> tuple[dict[str, Weights], dict[str, Weights]]:
    """Fit the weights of adequacy and fluency on some years and DEMETR items."""
    made = [failures(year, system) for year in years for system in (1, 2)]

    def pool(name: str) -> list[Texts]:
        return [pair for group in made for pair in group[name]]

    meaning = [(better, worse) for name, better, worse in errors if name in MEANING]
    reading = [(better, worse) for name, better, worse in errors if name not in MEANING]
    adequacy = fit(
        ADEQUACY_KINDS,
        pool("good"),
        [
            pool(name)
            for name in ("neighbour", "cut20", "cut40", "middle30", "appended", "appended", "copied", "half copied")
        ],
        [
            (0.6, meaning),
            (0.15, [pair for year in years for pair in ranked(year, 3000)]),
            (0.1, list(affirmed(pool("good")))),
        ],
    )
    fluency = fit(
        FLUENCY_KINDS,
        pool("good"),
        [pool(name) for name in ("shuffled", "shuffled", "shuffled", "looped", "copied")],
        [(0.6, reading)],
    )
    return adequacy, fluency


def figures(
    adequacy: Mapping[str, Weights],
    fluency: Mapping[str, Weights],
    year: str,
    errors: Sequence[tuple[str, Texts, Texts]],
) -> Iterator[str]:
    """Yield a line for each score: AUROC of each failure, share of right orders."""
    made, order = failures(year, 0), ranked(year, 4000)

    def odds(parts: Sequence[Mapping[str, Weights]]) -> Callable[[Texts], float]:
        return lambda pair: -sum(weights.odds(signals(pair)) for part in parts for weights in part.values())

    ways: dict[str, Callable[[Texts], float]] = {
        "adequacy": odds([adequacy]),
        "fluency": odds([fluency]),
        "quality": odds([adequacy, fluency]),
        "minus length": lambda pair: -len(pair[1]),
    }
    for label, way in ways.items():
        values = [way(pair) for pair in made["good"]]
        cells = [
            f"{name} {auroc(values, [way(pair) for pair in pairs]):.3f}"
            for name, pairs in made.items()
            if name != "good"
        ]
        cells.append(f"pair5 {right_order(way, order):.3f}")
        cells.append(f"demetr {right_order(way, [(better, worse) for _, better, worse in errors]):.3f}")
        yield f"{year:12} {label:12} " + "  ".join(cells)


def right_order(way: Callable[[Texts], float], pairs: Sequence[tuple[Texts, Texts]]) -> float:
    """Return how often the better pair comes out better, ties half."""
    won = [(way(better) > way(worse)) + 0.5 * (way(better) == way(worse)) for better, worse in pairs]
    return sum(won) / len(won)


def auroc(good: Sequence[float], bad: Sequence[float]) -> float:
    """Return how likely a good value is above a bad one, ties half."""
    low = np.sort(np.array(bad))
    values = np.array(good)
    below, upto = np.searchsorted(low, values, "left"), np.searchsorted(low, values, "right")
    return float((below + upto).mean() / 2 / len(bad))


def print_fit() -> None:
    """Print cross-validated figures, then the weights fitted on everything."""
    errors = demetr()
    for train, test in (YEARS, YEARS[::-1]):
        adequacy, fluency = fit_both([train], errors[::2])
        print(f"trained on {train} and half of DEMETR, tested on the rest:")
        print(*figures(adequacy, fluency, test, errors[1::2]), sep="\n")
    for label, kinds in zip(("ADEQUACY", "FLUENCY"), fit_both(YEARS, errors), strict=True):
        print(f"\n{label} = {{")
        for kind, weights in kinds.items():
            losses = ", ".join(f'"{name}": {loss:.2f}' for name, loss in weights.losses.items())
            print(f'    "{kind}": Weights({weights.bias:.2f}, {{{losses}}}),')
        print("}")


def print_measure() -> None:
    """Print the figures of the weights in force."""
    errors = demetr()
    for year in YEARS:
        print(*figures(ADEQUACY, FLUENCY, year, errors), sep="\n")
    won = defaultdict(list)
    for name, better, worse in errors:
        odds = [
            sum(w.odds(signals(pair)) for part in (ADEQUACY, FLUENCY) for w in part.values())
            for pair in (better, worse)
        ]
        won[name].append((odds[0] < odds[1]) + 0.5 * (odds[0] == odds[1]))
    print(
        "demetr, quality: "
        + "  ".join(f"{name} {sum(values) / len(values):.2f}" for name, values in sorted(won.items()))
    )


def print_order() -> None:
    """Print the rows of `metrics/wordorder_table.py`."""
    both: Counter[tuple[str, str]] = Counter()
    for _, target in human_translations():
        both.update(itertools.pairwise(classify(target)))
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in both.items():
        first[one] += count
        second[other] += count
    for one in CLASSES:
        cells = []
        for other in CLASSES:
            chance = first[one] * second[other] / both.total()
            drawn = (both[one, other] + PERFECT_ORDER * chance + 0.5) / ((PERFECT_ORDER + 1) * chance + 0.5)
            cells.append(round(10 * math.log(drawn)))
        print(*cells)


def main(argv: Sequence[str]) -> None:
    """Run one of the commands."""
    commands = {"measure": print_measure, "fit": print_fit, "order": print_order}
    if not GOLD.is_dir():
        raise SystemExit(f"{GOLD} is not there: the data these figures are measured on")
    if len(argv) > 1 or (argv and argv[0] not in commands):
        raise SystemExit(__doc__)
    commands[argv[0] if argv else "measure"]()


if __name__ == "__main__":
    main(sys.argv[1:])
