"""Accuracy of the aligner: `python benchmarks/alignment.py [--ablations] [--gate | --floors]`.

Prints strict F1 by corpus, F1 of null beads, how far a bead's confidence is from the share of right beads (expected
calibration error), a reliability table, and the alignment error rate of word links (Och and Ney 2003); with
`--ablations`, strict F1 with one kind of evidence taken away at a time. `--gate` fails when a figure is worse than its
floor in floors.json, or when a corpus is not the one that the floor was measured on; `--floors` writes today's figures
where they are better, and with `--lower` also where they are worse. Needs the gold corpora beside the project.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from hashlib import blake2b
from pathlib import Path

import numpy as np

import align.documents
import align.evidence
from align import align_documents, link_pairs
from align.weights import WEIGHTS, Weights
from corpora.lexicon import Lexicon
from corpora.model import Document, Language
from corpora.tokens import Token, tokenize

GOLD = Path(__file__).parents[1].parent / "shared" / "gold" / "alignment"
LINKS = GOLD.with_name("wordalign") / "denero150"
FLOORS = Path(__file__).with_name("floors.json")
TOLERANCE = 0.00051  # rounding, and another machine's last bits
CORPORA = ("mac-dev", "mac-mt-dev", "ntrex-perturbed", "wmt22-perturbed", "ntrex", "wmt22")

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Scored = list[tuple[list[tuple[Bead, float]], list[Bead]]]

ABLATIONS: dict[str, tuple[str, ...]] = {
    "without content words": ("forward_words", "backward_words"),
    "without function words": ("forward_grammar", "backward_grammar"),
    "without punctuation": ("forward_marks", "backward_marks"),
    "without the source given the target": ("backward_words", "backward_marks", "backward_grammar"),
    "without length": ("length", "length_squared"),
    "without quotations": ("quotation", "quotation_end", "quotation_start"),
    "without questions": ("question",),
}


def read_lines(path: Path) -> list[str]:
    """Return a file's lines; only LF ends one."""
    return path.read_bytes().decode().split("\n")[:-1]


def documents(corpus: str) -> Iterator[tuple[Document, Document, list[Bead]]]:
    """Yield source, target and gold beads of each document."""
    for gold in sorted((GOLD / corpus).glob("*.gold.tsv")):
        stem = gold.name.removesuffix(".gold.tsv")
        columns = (line.split("\t") for line in read_lines(gold))
        yield (
            Document.from_sentences(read_lines(gold.with_name(f"{stem}.zh.txt")), "zh"),
            Document.from_sentences(read_lines(gold.with_name(f"{stem}.en.txt")), "en"),
            [(numbers(z), numbers(e)) for z, e in columns],
        )


def numbers(cell: str) -> tuple[int, ...]:
    """Read a side of a gold bead."""
    return tuple(map(int, cell.split(","))) if cell else ()


def aligned(corpus: str, lexicon: Lexicon) -> Scored:
    """Align a corpus."""
    results = []
    for source, target, gold in documents(corpus):
        beads = align_documents(source, target, lexicon).beads
        found = [
            ((tuple(range(b.source.start, b.source.end)), tuple(range(b.target.start, b.target.end))), b.score)
            for b in beads
        ]
        results.append((found, gold))
    return results


def f1(scored: Scored, *, nulls: bool = False) -> float:
    """Return strict F1 as score_alignment.py counts it, or that of the null beads alone."""
    hits = found_count = hits_full = gold_count = 0
    for found, gold in scored:
        chosen, wanted = {bead for bead, _ in found}, set(gold)
        if nulls:
            chosen = {bead for bead in chosen if not all(bead)}
            wanted = {bead for bead in wanted if not all(bead)}
        hits += len(chosen & wanted)
        found_count += len(chosen)
        full = wanted if nulls else {bead for bead in wanted if all(bead)}
        hits_full += len(chosen & full)
        gold_count += len(full)
    precision, recall = hits / max(found_count, 1), hits_full / max(gold_count, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def reliability(scored: Scored) -> list[tuple[int, float, float]]:
    """Return, for each tenth of confidence, the number of beads, their mean confidence and the share of right ones."""
    pairs = [(score, bead in set_of) for found, gold in scored for set_of in [set(gold)] for bead, score in found]
    score = np.array([pair[0] for pair in pairs])
    right = np.array([pair[1] for pair in pairs], dtype=float)
    tenth = np.minimum((score * 10).astype(int), 9)
    return [
        (int((tenth == at).sum()), float(score[tenth == at].mean()), float(right[tenth == at].mean()))
        for at in range(10)
        if (tenth == at).any()
    ]


def calibration_error(table: list[tuple[int, float, float]]) -> float:
    """Return the expected calibration error of a reliability table."""
    total = sum(count for count, _, _ in table)
    return sum(count * abs(mean - right) for count, mean, right in table) / total


@contextmanager
def without(names: tuple[str, ...]) -> Iterator[None]:
    """Take kinds of evidence away."""
    assert set(names) <= {field.name for field in fields(Weights)}
    try:
        align.evidence.WEIGHTS = replace(WEIGHTS, **dict.fromkeys(names, 0.0))
        yield
    finally:
        align.evidence.WEIGHTS = WEIGHTS


@contextmanager
def unadapted() -> Iterator[None]:
    """Keep the dictionary's probabilities in the second pass."""
    adapted = align.documents.adapted
    try:
        align.documents.adapted = lambda likelihood, beads: likelihood
        yield
    finally:
        align.documents.adapted = adapted


# How the Penn treebank writes marks that its format needs; a text has the marks themselves.
ESCAPES = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
Words = tuple[list[Token], list[set[int]]]


def words(line: str, language: Language) -> Words:
    """Return our tokens of a line that is cut into words already, and which of its words each stands in.

    English is read as running text. Chinese is cut further, but never across the line's own words.
    """
    given = [ESCAPES.get(word, word) for word in line.split()]
    if language == "zh":
        cut = [(token, {number}) for number, word in enumerate(given) for token in tokenize(word, "zh")]
        return [token for token, _ in cut], [where for _, where in cut]
    ends = np.cumsum([len(word) + 1 for word in given])  # one past each word's space
    tokens = tokenize(" ".join(given), "en")
    places = [np.searchsorted(ends, [token.start, token.end - 1], side="right") for token in tokens]
    return tokens, [set(range(first, last + 1)) for first, last in places]


def word_error(lexicon: Lexicon) -> float:
    """Return the alignment error rate of the word links: 1 - (|A and S| + |A and P|) / (|A| + |S|)."""
    found = sure_found = possible_found = sure_count = 0
    files = (read_lines(LINKS / name) for name in ("zh.tok.txt", "en.tok.txt", "gold.align.txt"))
    pairs = [(words(z, "zh"), words(e, "en"), gold.split()) for z, e, gold in zip(*files, strict=True)]
    linked = link_pairs([(source, target) for (source, _), (target, _), _ in pairs], lexicon)
    for links, ((_, sources), (_, targets), gold) in zip(linked, pairs, strict=True):
        chosen = {(z, e) for link in links for z in sources[link.source] for e in targets[link.target]}
        marked = [(mark, *map(int, link.split(mark))) for link in gold for mark in "-p" if mark in link]
        sure = {(z, e) for mark, z, e in marked if mark == "-"}
        found, sure_count = found + len(chosen), sure_count + len(sure)
        sure_found += len(chosen & sure)
        possible_found += len(chosen & {(z, e) for _, z, e in marked})
    return 1 - (sure_found + possible_found) / max(found + sure_count, 1)


def digest(folder: Path) -> str:
    """Return the hash of a corpus."""
    total = blake2b(digest_size=8)
    for path in sorted(folder.iterdir()):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


Figures = dict[str, dict[str, str | float]]


def gate(figures: Figures) -> int:
    """Compare with the floors; return how many figures fail."""
    failures = 0
    for corpus, floors in json.loads(FLOORS.read_bytes()).items():
        for name, floor in floors.items():
            found = figures[corpus][name]
            if name == "digest":
                good = found == floor
            else:
                good = found <= floor + TOLERANCE if name.endswith("error") else found >= floor - TOLERANCE
            if not good:
                failures += 1
                print(f"gate: {corpus}: {name} is {found}, the floor is {floor}")
    print(f"gate: {failures} figures fail" if failures else "gate: every figure holds")
    return failures


def keep(figures: Figures, *, lower: bool) -> None:
    """Write today's figures as floors, worse ones only where it is asked for or the corpus is another one."""
    old = json.loads(FLOORS.read_bytes()) if FLOORS.exists() else {}
    for corpus, values in figures.items():
        before = old.get(corpus, {})
        if not lower and before.get("digest") == values.get("digest"):
            for name in values.keys() & before.keys() - {"digest"}:
                values[name] = (min if name.endswith("error") else max)(values[name], before[name])
    FLOORS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    for name in ("--ablations", "--gate", "--floors", "--lower"):
        parser.add_argument(name, action="store_true")
    return parser.parse_args()


def main() -> None:
    """Print the tables."""
    chosen = options()
    if not GOLD.is_dir():
        sys.exit(f"the gold alignments are not there: {GOLD}")
    lexicon = Lexicon.load()
    print(f"{'':38}" + "".join(f"{name:>17}" for name in CORPORA))
    everything: Scored = []
    cells = []
    figures: Figures = {}
    for corpus in CORPORA:
        started = time.perf_counter()
        scored = aligned(corpus, lexicon)
        seconds = time.perf_counter() - started
        everything += scored
        cells.append((f1(scored), f1(scored, nulls=True), calibration_error(reliability(scored)), seconds))
        figures[corpus] = {"digest": digest(GOLD / corpus), "strict F1": round(cells[-1][0], 4)}
        if "perturbed" in corpus:
            figures[corpus]["null F1"] = round(cells[-1][1], 4)
    for at, label in enumerate(("strict F1", "F1 of null beads", "calibration error", "seconds")):
        print(f"{label:38}" + "".join(f"{cell[at]:17.4f}" for cell in cells))
    if chosen.ablations:
        for label, names in ABLATIONS.items():
            with without(names):
                print_f1(label, lexicon)
        with unadapted():
            print_f1("without what a document teaches", lexicon)
    table = reliability(everything)
    print(f"\nall beads: calibration error {calibration_error(table):.4f}\n  beads  confidence  right")
    for count, mean, right in table:
        print(f"{count:7}  {mean:10.3f}  {right:5.3f}")
    error = word_error(lexicon)
    print(f"\nword links, denero150: alignment error rate {error:.4f}")
    figures["denero150"] = {"digest": digest(LINKS), "alignment error": round(error, 4)}
    figures["all beads"] = {"calibration error": round(calibration_error(table), 4)}
    if chosen.floors:
        keep(figures, lower=chosen.lower)
    if chosen.gate and gate(figures):
        sys.exit(1)


def print_f1(label: str, lexicon: Lexicon) -> None:
    """Print a row of strict F1."""
    print(f"{label:38}" + "".join(f"{f1(aligned(corpus, lexicon)):17.4f}" for corpus in CORPORA), flush=True)


if __name__ == "__main__":
    main()
