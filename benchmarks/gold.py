"""The gold alignments beside the project, and how an alignment is measured against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from align import align_documents
from corpora.lexicon import Lexicon
from corpora.model import Document

GOLD = Path(__file__).parents[1].parent / "shared" / "gold" / "alignment"
CORPORA = ("mac-dev", "mac-mt-dev", "ntrex-perturbed", "wmt22-perturbed", "ntrex", "wmt22")

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Scored = list[tuple[list[tuple[Bead, float]], list[Bead]]]
"""Of each document the beads that were found, with their scores, and the gold beads."""

Change = Callable[[Document, Document, list[Bead]], tuple[Document, Document]]


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


def aligned(corpus: str, lexicon: Lexicon, change: Change | None = None) -> Scored:
    """Align a corpus, its documents changed before if need be."""
    results = []
    for source, target, gold in documents(corpus):
        sides = change(source, target, gold) if change else (source, target)
        beads = align_documents(*sides, lexicon).beads
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
