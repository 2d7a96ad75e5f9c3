"""Measure the language model of `--lm`: perplexity, and fluency with and without it, against planted and human marks.

    python benchmarks/language_model.py            train on human translations, test on the years that are left out
    python benchmarks/language_model.py curve      the same for smaller and smaller training texts
    python benchmarks/language_model.py settings   perplexity by subwords, order and pruning
    python benchmarks/language_model.py speed      training and scoring, on that text again and again, changed at random

Data: ../shared/gold (WMT MQM annotations, DEMETR, human translations); nothing of it stands in the project.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path

import numpy as np
from quality import GOLD, MEANING, YEARS, auroc, demetr, failures, ranked, read

from corpora.sentences import split_sentences
from metrics.fluency import measure_fluency
from metrics.language_model import LanguageModel, train
from metrics.weights import FLUENCY, combine

Way = Callable[[Sequence[str]], Sequence[float]]


def human_english(without: str) -> list[str]:
    """Return the sentences of human translations, those of one year's references left out."""
    texts = [row["reference"] for row in read("references") if row["set"] not in without]
    for name in ("ntrex/all", "wmt22/refA"):
        texts += (GOLD / "alignment" / f"{name}.en.txt").read_text(encoding="utf-8").split("\n")
    for name in ("wmt23", "tico19"):
        rows = (GOLD / "terms" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
        column = rows[0].split("\t").index("reference")
        texts += [row.split("\t")[column] for row in rows[1:] if row]
    for line in (GOLD / "terms" / "wmt25_docs.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            texts += json.loads(line)["ref"].split("\n")
    return [text[span.slice] for text in texts for span in split_sentences(text, "en")]


def marks(year: str) -> list[tuple[tuple[str, str], str, float, float]]:
    """Return the segment, the translation, its fluency and style marks (MQM weights), and its whole MQM score."""
    found = []
    for row in read(year):
        if row["system"].lower().startswith("ref"):
            continue
        total = 0.0
        for error in json.loads(row["errors"]):
            if error["c"].startswith(("Fluency", "Style")) and error.get("side") != "src":
                total += 5 if error["s"] == "Major" else 0.1 if "Punct" in error["c"] else 1
        found.append(
            ((row["doc"], row["seg_id"]), row["target"], total / int(row["n_raters"]), float(row["mqm_score"]))
        )
    return found


@cache
def reading(text: str) -> Mapping[str, float]:
    """Measure a text without a model, once."""
    return measure_fluency(text)


def ways(model: LanguageModel) -> Iterator[tuple[str, Way]]:
    """Yield the scores that are compared, by name."""
    yield "minus length", lambda texts: [-len(text) for text in texts]
    yield "fluency", lambda texts: [combine(FLUENCY, reading(text)) for text in texts]
    yield "model alone", lambda texts: [-surprise for surprise in model.surprises(texts)]
    both = {**FLUENCY, "model": model.order_weights}
    yield (
        "fluency, --lm",
        lambda texts: [
            combine(both, {**reading(text), "surprise": surprise})
            for text, surprise in zip(texts, model.surprises(texts), strict=True)
        ],
    )


def figures(way: Way, year: str) -> Iterator[str]:
    """Yield the figures of one score."""
    made = failures(year, 0)
    yield f"shuffled {auroc(way([b for _, b in made['good']]), way([b for _, b in made['shuffled']])):.3f}"
    items = demetr()
    won = defaultdict(list)
    for (name, _, _), better, worse in zip(
        items, way([a[1] for _, a, _ in items]), way([b[1] for _, _, b in items]), strict=True
    ):
        won["meaning" if name in MEANING else "fluency"].append((better > worse) + 0.5 * (better == worse))
    yield f"demetr fluency {np.mean(won['fluency']):.3f} meaning {np.mean(won['meaning']):.3f}"
    rows = marks(year)
    scores = way([text for _, text, _, _ in rows])
    per_word = [-marked / (1 + len(text.split())) for _, text, marked, _ in rows]
    yield f"marks per word {np.corrcoef(ranks(per_word), ranks(scores))[0, 1]:.3f}"
    groups = defaultdict(list)
    for (segment, _, marked, _), score in zip(rows, scores, strict=True):
        groups[segment].append((marked, score))
    pairs = [
        (a[1] > b[1]) + 0.5 * (a[1] == b[1])
        for group in groups.values()
        for a, b in permutations(group, 2)
        if b[0] - a[0] >= 1
    ]
    yield f"pair1 of marks {np.mean(pairs):.3f} ({len(pairs)})"
    order = ranked(year, 1 << 30)
    better, worse = way([a[1] for a, _ in order]), way([b[1] for _, b in order])
    yield f"pair5 {np.mean([(a > b) + 0.5 * (a == b) for a, b in zip(better, worse, strict=True)]):.3f}"


def ranks(values: Sequence[float]) -> np.ndarray:
    """Return the values' ranks, the mean where they tie."""
    _, inverse, counts = np.unique(np.array(values), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    result: np.ndarray = (ends - (counts - 1) / 2)[inverse]
    return result


def held_out(year: str) -> list[str]:
    """Return the references of a year."""
    return [row["reference"] for row in read("references") if row["set"] in year]


def print_figures(share: int = 1) -> None:
    """Print the figures of each year by a model trained on everything but it, or on every so many sentences of that."""
    for year in YEARS:
        sentences = human_english(year)[::share]
        model = train(sentences)
        words = sum(len(sentence.split()) for sentence in sentences)
        print(
            f"{year}: trained on {len(sentences)} sentences, {words} words: {len(model.subwords)} subwords, "
            f"perplexity {model.perplexity(held_out(year)):.1f} a subword, "
            f"{per_word(model, held_out(year)):.0f} a word"
        )
        for label, way in ways(model):
            print(f"  {label:14}", "  ".join(figures(way, year)), flush=True)


def per_word(model: LanguageModel, texts: Sequence[str]) -> float:
    """Return the perplexity per word, which models of different subwords may be compared by."""
    words = sum(len(text.split()) + 1 for text in texts)
    return float(10 ** (-sum(model.log_probability(text).sum(dtype=float) for text in texts) / words))


def print_curve() -> None:
    """Print what smaller training texts reach."""
    for share in (64, 16, 4):
        print_figures(share)


def print_settings() -> None:
    """Print perplexities and sizes."""
    for vocabulary in (1000, 2000, 4000, 8000):
        for order in (3, 4, 5):
            for prune in (False, True):
                cells = []
                for year in YEARS:
                    model = train(human_english(year), order=order, vocabulary=vocabulary, prune=prune)
                    rows = sum(len(table.keys) for table in model.tables)
                    cells.append(f"{per_word(model, held_out(year)):.0f} a word, {rows} n-grams")
                print(f"{vocabulary} subwords, order {order}{', pruned' if prune else ''}:", "; ".join(cells))


def print_speed() -> None:
    """Print how long a million sentences take."""
    rng = random.Random(1)  # noqa: S311 - the same text every time
    texts = human_english("")
    bag = [word for text in texts for word in text.split()]
    sentences = []
    for at in range(1_000_000):
        words = texts[at % len(texts)].split()
        for _ in range(len(words) // 4):
            words[rng.randrange(len(words))] = rng.choice(bag)
        sentences.append(" ".join(words))
    began = time.perf_counter()
    model = train(sentences, prune=True)
    print(f"trained on {len(sentences)} sentences in {time.perf_counter() - began:.0f} s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        model.save(path)
        began = time.perf_counter()
        model = LanguageModel.load(path)
        print(f"opened {path.stat().st_size / 1e6:.0f} MB in {time.perf_counter() - began:.3f} s")
    began = time.perf_counter()
    model.surprises(sentences[:20_000])
    print(f"{20_000 / (time.perf_counter() - began):.0f} sentences a second")


def main(argv: Sequence[str]) -> None:
    """Run one of the commands."""
    commands = {"figures": print_figures, "curve": print_curve, "settings": print_settings, "speed": print_speed}
    if not GOLD.is_dir():
        raise SystemExit(f"{GOLD} is not there: the data these figures are measured on")
    if len(argv) > 1 or (argv and argv[0] not in commands):
        raise SystemExit(__doc__)
    commands[argv[0] if argv else "figures"]()


if __name__ == "__main__":
    main(sys.argv[1:])
