"""What a second opinion gives the aligner: `python benchmarks/alignment_opinions.py [--embeddings PATH] [CORPUS...]`.

Prints strict F1 with and without a pivot, with the same pivot in the wrong order, and, where a model is named, with its
sentence vectors. The pivots are other translations of the same Chinese in the gold corpora: of the novels' human
translation their machine translation, of the news' human one a machine's, and the reverse. Needs the gold corpora
beside the project.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from gold import GOLD, Bead, Scored, documents, f1

from align import align_documents
from align.embeddings import Embeddings, load_embeddings
from corpora.lexicon import Lexicon
from corpora.model import Document

Case = tuple[Document, Document, list[Bead]]

# Corpus, its documents, and where their pivots come from.
SETS: dict[str, tuple[str, list[str], str, list[str]]] = {
    "mac-dev": ("mac-dev", ["*"], "mac-mt-dev", ["*"]),
    "mac-mt-dev": ("mac-mt-dev", ["*"], "mac-dev", ["*"]),
    **{
        f"{corpus} {one}": (corpus, [one], "wmt22", [other])
        for corpus in ("wmt22", "wmt22-perturbed")
        for one, other in (("refA", "Online-G"), ("Online-G", "refA"))
    },
}


def squeezed(text: str) -> str:
    """Return a text without white space, in which versions of the same Chinese may differ."""
    return "".join(text.split())


def located(text: str, whole: str, at: int, reach: int) -> tuple[list[int], int]:
    """Return the places of a text's characters in a longer one, searched from `at`, and where the search ended."""
    found = whole.find(text, at, at + len(text) + reach)
    if found >= 0:
        return list(range(found, found + len(text))), found + len(text)
    if len(text) < 6:
        return [], at
    reach, half = min(reach, 150), len(text) // 2  # parts of a sentence recur, whole ones seldom
    first, at = located(text[:half], whole, at, reach)
    second, at = located(text[half:], whole, at, reach)
    return first + second, at


def pivot_of(source: Document, donor: Case) -> list[str]:
    """Return the donor's English for each line of another version of its Chinese.

    English that renders several lines goes to the one that holds most of its Chinese, so some lines may stay empty.
    """
    chinese, english, gold = donor
    whole = "".join(squeezed(segment.text) for segment in chinese.segments)
    owners = [number for number, (z, _) in enumerate(gold) for i in z for _ in squeezed(chinese.segments[i].text)]
    votes: list[Counter[int]] = [Counter() for _ in gold]
    at = 0
    for line, segment in enumerate(source.segments):
        places, at = located(squeezed(segment.text), whole, at, 2000)
        for place in places:
            votes[owners[place]][line] += 1
    lines: list[list[str]] = [[] for _ in source.segments]
    for vote, (_, e) in zip(votes, gold, strict=True):
        if vote:
            best = max(vote.values())
            lines[min(line for line, count in vote.items() if count == best)] += [english.segments[j].text for j in e]
    return [" ".join(parts) for parts in lines]


def cases(name: str) -> Iterator[tuple[Case, list[str]]]:
    """Yield the documents of a set with their pivots."""
    corpus, stems, donors, donor_stems = SETS[name]
    pairs = zip(chosen(corpus, stems), chosen(donors, donor_stems), strict=True)
    for case, donor in pairs:
        yield case, pivot_of(case[0], donor)


def chosen(corpus: str, stems: list[str]) -> list[Case]:
    """Return a corpus's documents of some names."""
    names = [path.name.removesuffix(".gold.tsv") for path in sorted((GOLD / corpus).glob("*.gold.tsv"))]
    return [case for stem, case in zip(names, documents(corpus), strict=True) if stems == ["*"] or stem in stems]


def score(name: str, lexicon: Lexicon, *, pivot: str = "", model: Embeddings | None = None) -> tuple[float, float]:
    """Return strict F1 and that of null beads; the pivot is none, `right` or `wrong`: its lines from the last on."""
    scored: Scored = []
    for (source, target, gold), lines in cases(name):
        given = {"": None, "right": lines, "wrong": lines[::-1]}[pivot]
        beads = align_documents(source, target, lexicon, pivot=given, embeddings=model).beads
        found = [
            ((tuple(range(b.source.start, b.source.end)), tuple(range(b.target.start, b.target.end))), b.score)
            for b in beads
        ]
        scored.append((found, gold))
    return f1(scored), f1(scored, nulls=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--embeddings", help="a folder that model2vec or sentence-transformers can read")
    parser.add_argument("sets", nargs="*", default=list(SETS), metavar="CORPUS", help=", ".join(SETS))
    arguments = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit(f"the gold alignments are not there: {GOLD}")
    lexicon = Lexicon.load()
    model = load_embeddings(arguments.embeddings) if arguments.embeddings else None
    rows = [("neither", "", None), ("a pivot", "right", None), ("its lines reversed", "wrong", None)]
    if model:
        rows += [("embeddings", "", model), ("both", "right", model)]
    print(f"{'strict F1 (of null beads)':26}" + "".join(f"{name:>26}" for name in arguments.sets))
    for label, pivot, embeddings in rows:
        figures = [score(name, lexicon, pivot=pivot, model=embeddings) for name in arguments.sets]
        print(f"{label:26}" + "".join(f"{f'{strict:.4f} ({null:.3f})':>26}" for strict, null in figures), flush=True)


if __name__ == "__main__":
    main()
