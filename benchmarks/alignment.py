"""Accuracy of the aligner: `python benchmarks/alignment.py [--ablations] [--gate | --floors]`.

Prints strict F1 by corpus, F1 of null beads, how far a bead's confidence is from the share of right beads (expected
calibration error), strict F1 of the same texts in traditional characters and with paragraphs and headings, a
reliability table, and the alignment error rate of word links (Och and Ney 2003); with
`--ablations`, strict F1 with one kind of evidence taken away at a time. `--gate` fails when a figure is worse than its
floor in floors.json, or when a corpus is not the one that the floor was measured on; `--floors` writes today's figures
where they are better, and with `--lower` also where they are worse. Needs the gold corpora beside the project.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from alignment_structure import structured
from floors import Figures, digest, settle
from gold import CORPORA, GOLD, Bead, Change, Scored, aligned, calibration_error, f1, read_lines, reliability
from opencc import OpenCC

import align.documents
import align.evidence
from align import link_pairs
from align.length import LengthModel
from align.weights import WEIGHTS, Weights
from corpora.lexicon import Lexicon
from corpora.model import Document, Language
from corpora.tokens import Token, tokenize

LINKS = GOLD.with_name("wordalign") / "denero150"
FLOORS = Path(__file__).with_name("floors.json")

ABLATIONS: dict[str, tuple[str, ...]] = {
    "without content words": ("forward_words", "backward_words"),
    "without function words": ("forward_grammar", "backward_grammar"),
    "without punctuation": ("forward_marks", "backward_marks"),
    "without the source given the target": ("backward_words", "backward_marks", "backward_grammar"),
    "without length": ("length", "length_squared"),
    "without quotations": (
        "quotation",
        "quotation_end",
        "quotation_start",
        "quotation_opens",
        "quotation_closed",
    ),
    "without the speeches inside beads": ("quotation_opens", "quotation_closed"),
    "without questions": ("question", "questions_inside"),
    "without the clauses of crossing sentences": ("forward_clauses", "backward_clauses"),
    "without what is said twice": ("repeated",),
    "without the number of marks": ("marks_squared",),
    "without lone marks": ("wordless_start", "null_wordless"),
}


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
def replaced(owner: object, name: str, value: object) -> Iterator[None]:
    """Put something else in the place of a function or a constant."""
    before = getattr(owner, name)
    try:
        setattr(owner, name, value)
        yield
    finally:
        setattr(owner, name, before)


# What is learned from the documents themselves, and what to put in its place.
LEARNED: dict[str, tuple[object, str, object]] = {
    "without what a document teaches": (align.documents, "adapted", lambda likelihood, beads: likelihood),
    "without the translator's habits": (align.evidence, "KIND_ODDS", 0.0),
    "without the document's own variance": (LengthModel, "with_variance_of", lambda model, source, target: model),
}


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


def in_characters_of(variant: str) -> Change:
    """Return a change of the Chinese side into traditional characters, as OpenCC's configuration writes them."""
    converter = OpenCC(variant)

    def change(source: Document, target: Document, gold: list[Bead]) -> tuple[Document, Document]:
        return Document.from_sentences([converter.convert(text.text) for text in source.segments], "zh"), target

    return change


def with_structure(source: Document, target: Document, gold: list[Bead]) -> tuple[Document, Document]:
    """Give both sides paragraphs and headings, of which 15 in 100 breaks differ."""
    return structured(source, target, gold, 0.15)


CHANGES: dict[str, Change] = {
    "strict F1, traditional": in_characters_of("s2t"),
    "strict F1, Taiwan": in_characters_of("s2tw"),
    "strict F1, Hong Kong": in_characters_of("s2hk"),
    "strict F1, paragraphs and headings": with_structure,
}


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    for name in ("--ablations", "--gate", "--floors", "--lower"):
        parser.add_argument(name, action="store_true")
    chosen = parser.parse_args()
    if chosen.lower and not chosen.floors:
        parser.error("--lower says how --floors writes; give both")
    return chosen


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
    for label, change in CHANGES.items():
        row = [round(f1(aligned(corpus, lexicon, change)), 4) for corpus in CORPORA]
        print(f"{label:38}" + "".join(f"{value:17.4f}" for value in row), flush=True)
        for corpus, value in zip(CORPORA, row, strict=True):
            figures[corpus][label] = value
    if chosen.ablations:
        for label, names in ABLATIONS.items():
            with without(names):
                print_f1(label, lexicon)
        for label, place in LEARNED.items():
            with replaced(*place):
                print_f1(label, lexicon)
    table = reliability(everything)
    print(f"\nall beads: calibration error {calibration_error(table):.4f}\n  beads  confidence  right")
    for count, mean, right in table:
        print(f"{count:7}  {mean:10.3f}  {right:5.3f}")
    error = word_error(lexicon)
    print(f"\nword links, denero150: alignment error rate {error:.4f}")
    figures["denero150"] = {"digest": digest(LINKS), "alignment error": round(error, 4)}
    figures["all beads"] = {"calibration error": round(calibration_error(table), 4)}
    sys.exit(settle(figures, FLOORS, gate=chosen.gate, write=chosen.floors, lower=chosen.lower))


def print_f1(label: str, lexicon: Lexicon) -> None:
    """Print a row of strict F1."""
    print(f"{label:38}" + "".join(f"{f1(aligned(corpus, lexicon)):17.4f}" for corpus in CORPORA), flush=True)


if __name__ == "__main__":
    main()
