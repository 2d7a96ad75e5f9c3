"""Accuracy of the aligner: `python benchmarks/alignment.py [--ablations]`.

Prints strict F1 by corpus, F1 of null beads, how far a bead's confidence is from the share of right beads (expected
calibration error), and a reliability table; with `--ablations`, the same with one kind of evidence taken away at a
time. Needs the gold corpora beside the project.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

import align.documents
import align.evidence
from align import align_documents
from align.weights import WEIGHTS, Weights
from corpora.lexicon import Lexicon
from corpora.model import Document

GOLD = Path(__file__).parents[1].parent / "shared" / "gold" / "alignment"
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


def main() -> None:
    """Print the tables."""
    if not GOLD.is_dir():
        sys.exit(f"the gold alignments are not there: {GOLD}")
    lexicon = Lexicon.load()
    print(f"{'':38}" + "".join(f"{name:>17}" for name in CORPORA))
    everything: Scored = []
    cells = []
    for corpus in CORPORA:
        started = time.perf_counter()
        scored = aligned(corpus, lexicon)
        seconds = time.perf_counter() - started
        everything += scored
        cells.append((f1(scored), f1(scored, nulls=True), calibration_error(reliability(scored)), seconds))
    for at, label in enumerate(("strict F1", "F1 of null beads", "calibration error", "seconds")):
        print(f"{label:38}" + "".join(f"{cell[at]:17.4f}" for cell in cells))
    if "--ablations" in sys.argv:
        for label, names in ABLATIONS.items():
            with without(names):
                print_f1(label, lexicon)
        with unadapted():
            print_f1("without what a document teaches", lexicon)
    table = reliability(everything)
    print(f"\nall beads: calibration error {calibration_error(table):.4f}\n  beads  confidence  right")
    for count, mean, right in table:
        print(f"{count:7}  {mean:10.3f}  {right:5.3f}")


def print_f1(label: str, lexicon: Lexicon) -> None:
    """Print a row of strict F1."""
    print(f"{label:38}" + "".join(f"{f1(aligned(corpus, lexicon)):17.4f}" for corpus in CORPORA), flush=True)


if __name__ == "__main__":
    main()
