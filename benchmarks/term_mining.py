"""Which terms `duizhao glossary suggest` finds, and how right their renderings are: `python benchmarks/term_mining.py`.

Annotated terms against what is mined from the texts they stand in, with the dictionary alone and with what the texts
themselves teach about words: WMT25's financial reports (Traditional Chinese, human English; aligned by us first), on
which the constants were chosen, and, for which nothing was, WMT23's web novels and TICO-19's medical sentences. Of the
first candidates: how many are annotated terms; how many of these are rendered as annotated (the same words, whatever
their inflection, articles aside); and how many of all annotated terms they are. What is not annotated may be a term all
the same. With `--list`, prints the first terms. Needs the gold data beside the project.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gold import GOLD, read_lines

from corpora.english import DROPPED, find_words, word_keys
from corpora.lexicon import Lexicon
from corpora.simplified import simplify
from duizhao.pipeline import align_pair, read_pair
from metrics.term_mining import PlacedPair, Suggestion, mine

DOCUMENTS = GOLD.parent / "terms" / "wmt25_docs.jsonl"
FIRST = (50, 100, 200, 500, 1000)

Annotated = dict[str, set[str]]
"""Renderings by term, in simplified characters and without the marks of titles and quotations."""


def read_reports(lexicon: Lexicon) -> tuple[list[PlacedPair], Annotated]:
    """Align the reports, and return their pairs and their annotated terms."""
    pairs: list[PlacedPair] = []
    terms: Annotated = {}
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "zh.md", Path(folder) / "en.md"
        for number, line in enumerate(read_lines(DOCUMENTS), 1):
            report = json.loads(line)
            source.write_text(report["zh"], encoding="utf-8")
            target.write_text(report["ref"], encoding="utf-8")
            bitext = align_pair(*read_pair(source, target), lexicon)
            pairs += [
                PlacedPair(pair.source.text, pair.target.text, pair.score, str(number))
                for pair in bitext.pairs
                if pair.source.segments and pair.target.segments
            ]
            for term, renderings in report["terms"].items():
                terms.setdefault(simplify(term).strip("《》“”「」"), set()).update(renderings)
    return pairs, terms


def read_sentences(name: str) -> tuple[list[PlacedPair], Annotated]:
    """Return the pairs of a table of sentences, and their annotated terms."""
    header, *rows = (line.split("\t") for line in read_lines(DOCUMENTS.with_name(name)))
    pairs: list[PlacedPair] = []
    terms: Annotated = {}
    for number, row in enumerate(rows, 2):
        cells = dict(zip(header, row, strict=True))
        pairs.append(PlacedPair(cells["source"], cells["reference"], place=f"{name}:{number}"))
        for term, rendering in json.loads(cells["terms"]):
            if term in cells["source"] and rendering.strip():
                terms.setdefault(simplify(term).strip("《》“”「」"), set()).add(rendering.strip())
    return pairs, terms


def is_same(rendering: str, other: str) -> bool:
    """Tell whether two renderings have the same words but for inflection, spelling and articles."""
    words, others = (
        [word_keys(word.text) for word in find_words(text) if word.text.lower() not in DROPPED]
        for text in (rendering, other)
    )
    return len(words) == len(others) and all(a & b for a, b in zip(words, others, strict=True))


def figures(found: Sequence[Suggestion], terms: Mapping[str, set[str]], first: int) -> tuple[int, float, float]:
    """Return how many of the first candidates are annotated, the share of these rendered as annotated, the recall."""
    annotated = [each for each in found[:first] if each.candidate.key in terms]
    right = [
        each
        for each in annotated
        if any(is_same(each.renderings[0].text, other) for other in terms[each.candidate.key])
    ]
    return len(annotated), len(right) / max(len(annotated), 1), len(annotated) / len(terms)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print the first N terms")
    chosen = parser.parse_args()
    if not DOCUMENTS.is_file():
        sys.exit(f"the gold data is not there: {DOCUMENTS}")
    lexicon = Lexicon.load()
    corpora = {
        "WMT25, financial reports": read_reports(lexicon),
        "WMT23, web novels": read_sentences("wmt23.tsv"),
        "TICO-19, medical": read_sentences("tico19.tsv"),
    }
    for name, (pairs, terms) in corpora.items():
        print_figures(name, pairs, terms, lexicon, chosen.list)


def print_figures(name: str, pairs: list[PlacedPair], terms: Annotated, lexicon: Lexicon, most: int) -> None:
    """Print the figures of a corpus, and its first terms."""
    once = sum(sum(simplify(pair.source).count(term) for pair in pairs) < 2 for term in terms)
    print(f"{name}: {len(pairs)} pairs, {len(terms)} annotated terms, {once} of which stand there once at most")
    for label, teach in (("dictionary alone", False), ("with what the texts teach", True)):
        started = time.process_time()
        found = mine(pairs, lexicon, teach=teach)
        print(f"{label}: {len(found)} candidates, {time.process_time() - started:.1f} s user CPU")
        for first in FIRST:
            count, agreement, recall = figures(found, terms, first)
            print(f"first {first:5}: {count:4} annotated, {agreement:.3f} rendered so, recall {recall:.3f}")
    for each in found[:most]:
        mark = "annotated" if each.candidate.key in terms else ""
        print(f"{each.score:6.2f}  {each.source}\t{each.renderings[0].text}\t{mark}")
    print()


if __name__ == "__main__":
    main()
