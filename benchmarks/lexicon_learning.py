"""What a learned lexicon is worth: `python benchmarks/lexicon_learning.py [--size N]`.

Learns on the gold pairs of some chapters or news and aligns others: strict F1 and F1 of null beads with the dictionary
alone and with what was learned; the alignment error rate of word links, learned from all gold bitexts; and whether what
stands in a missing term's place is named, learned on one half of the sentences with annotated terms. With `--size N`,
measures only the time and memory of learning from N pairs: the gold pairs again and again, each time with other
sentences next to each other. Needs the gold corpora beside the project.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from alignment import word_error
from gold import GOLD, Bead, Scored, documents, f1, read_lines

from align import align_documents
from align.learning import learn
from corpora.learned import LearnedLexicon
from corpora.lexicon import Lexicon
from corpora.model import Document, Pair, Span
from metrics.checks.term_place import find_stand_in

Weighted = tuple[str, str, float]
Case = tuple[Document, Document, list[Bead]]

TABLES = {
    "quality/references.tsv": [("source", "reference")],
    "quality/demetr.tsv": [("source", "reference"), ("source", "good_mt")],
    "terms/wmt23.tsv": [("source", "reference")],
    "terms/tico19.tsv": [("source", "reference")],
}


def pairs_of(cases: list[Case]) -> list[Weighted]:
    """Return the gold pairs of documents."""
    return [
        (source.passage(Span(z[0], z[-1] + 1)).text, target.passage(Span(e[0], e[-1] + 1)).text, 1.0)
        for source, target, beads in cases
        for z, e in beads
        if z and e
    ]


def all_pairs() -> list[Weighted]:
    """Return the pairs of all gold bitexts, but for the hand-linked ones."""
    found = [pair for corpus in ("ntrex", "wmt22", "mac-dev", "mac-mt-dev") for pair in pairs_of([*documents(corpus)])]
    for name, columns in TABLES.items():
        header, *rows = (line.split("\t") for line in read_lines(GOLD.parent / name))
        for source, target in columns:
            z, e = header.index(source), header.index(target)
            found += [(row[z], row[e], 1.0) for row in rows if len(row) > max(z, e)]
    return list(dict.fromkeys(found))


def with_learned(lexicon: Lexicon, pairs: list[Weighted]) -> tuple[Lexicon, LearnedLexicon]:
    """Return the lexicon with what pairs teach, by way of a file as a user would."""
    learned = learn(pairs, lexicon)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon"
        learned.save(path)
        return lexicon.with_learned(path), learned


def aligned(cases: list[Case], lexicon: Lexicon) -> Scored:
    """Align documents."""
    results = []
    for source, target, gold in cases:
        beads = align_documents(source, target, lexicon).beads
        spans = [((tuple(range(*_ends(b.source))), tuple(range(*_ends(b.target)))), b.score) for b in beads]
        results.append((spans, gold))
    return results


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def trials() -> Iterator[tuple[str, list[Case], list[Case]]]:
    """Yield what is learned from and what is aligned; no chapter and no article is both."""
    cases = {
        name: [*documents(name)]
        for name in ("mac-dev", "mac-mt-dev", "ntrex", "wmt22", "ntrex-perturbed", "wmt22-perturbed")
    }
    novels, machine = cases["mac-dev"], cases["mac-mt-dev"]
    yield "ntrex -> wmt22-perturbed", cases["ntrex"], cases["wmt22-perturbed"]
    yield "wmt22 -> ntrex-perturbed", cases["wmt22"], cases["ntrex-perturbed"]
    yield "ntrex, wmt22 -> mac-dev", cases["ntrex"] + cases["wmt22"], novels
    for a, b, learned_from, tested in (("1-3", "4-6", slice(3), slice(3, 6)), ("4-6", "1-3", slice(3, 6), slice(3))):
        yield f"mac-dev {a} -> mac-dev {b}", novels[learned_from], novels[tested]
        both = novels[learned_from] + machine[learned_from]
        yield f"mac-dev, mac-mt-dev {a} -> mac-dev {b}", both, novels[tested]
        yield f"mac-dev {a} -> mac-mt-dev {b}", novels[learned_from], machine[tested]


def annotated_terms(name: str) -> Iterator[tuple[int, str, str, Span, Span]]:
    """Yield each annotated term that stands once in its source: row, source, target, and its places in both."""
    header, *rows = (line.split("\t") for line in read_lines(GOLD.parent / "terms" / name))
    for number, row in enumerate(rows):
        cells = dict(zip(header, row, strict=True))
        source, target = cells["source"], cells["reference"]
        for chinese, english in json.loads(cells["terms"]):
            z, e = source.find(chinese), target.lower().find(english.lower())
            if source.count(chinese) == 1 and e >= 0:
                yield number, source, target, Span(z, z + len(chinese)), Span(e, e + len(english))


def print_stand_ins(name: str, lexicon: Lexicon) -> None:
    """Print how often the rendering of a term is named, as if the glossary had another one."""
    terms = [*annotated_terms(name)]
    rows = dict.fromkeys((number, source, target) for number, source, target, _, _ in terms if number % 2 == 0)
    adapted, _ = with_learned(lexicon, [(source, target, 1.0) for _, source, target in rows])
    for label, words in (("dictionary", lexicon), ("learned", adapted)):
        count = {"exactly": 0, "partly": 0, "wrongly": 0, "not": 0}
        for number, source, target, z, e in terms:
            if number % 2:
                sides = Document.from_sentences([source], "zh"), Document.from_sentences([target], "en")
                pair = Pair(1, *(side.passage(Span(0, 1)) for side in sides))
                found = find_stand_in(pair, z, words)
                touches = found and found.start < e.end and e.start < found.end
                count["not" if not found else "exactly" if found == e else "partly" if touches else "wrongly"] += 1
        print(f"{name:12} {label:12}" + ", ".join(f"{number} {how}" for how, number in count.items()), flush=True)


def measure_size(size: int) -> None:
    """Print the time and memory of learning from so many pairs."""
    gold, rng = all_pairs(), random.Random(1)  # noqa: S311 - the same pairs every time
    pairs = list[Weighted]()
    while len(pairs) < size:
        pairs += gold if not pairs else [
            (a[0] + b[0], f"{a[1]} {b[1]}", 1.0) for a, b in zip(gold, rng.sample(gold, len(gold)), strict=True)
        ]  # fmt: skip
    lexicon = Lexicon.load()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    learned = learn(pairs[:size], lexicon)
    seconds, after = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    words = sum(len(source) for source, _, _ in pairs[:size]) / size
    print(
        f"{size:,} pairs of {words:.0f} Chinese characters: {seconds:.0f} s user CPU, {(after - before) / 1024:.0f} MB"
        f" more than before; {learned.entries:,} renderings of {learned.words:,} words"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int)
    chosen = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit(f"the gold alignments are not there: {GOLD}")
    if chosen.size:
        measure_size(chosen.size)
        return
    lexicon = Lexicon.load()
    print(f"{'learned -> aligned':42} pairs   strict F1: dictionary  learned   nulls: dictionary  learned")
    for name, learned_from, tested in trials():
        adapted, learned = with_learned(lexicon, pairs_of(learned_from))
        plain, better = aligned(tested, lexicon), aligned(tested, adapted)
        figures = f1(plain), f1(better), f1(plain, nulls=True), f1(better, nulls=True)
        print(
            f"{name:42} {learned.pairs:5} {figures[0]:23.4f}{figures[1]:9.4f}{figures[2]:20.4f}{figures[3]:9.4f}",
            flush=True,
        )
    pairs = all_pairs()
    adapted, learned = with_learned(lexicon, pairs)
    print(f"\nword links, denero150: alignment error rate {word_error(lexicon):.4f} with the dictionary alone,")
    print(f"{word_error(adapted):.4f} with what {learned.pairs} pairs taught ({learned.entries} renderings)")
    print("\nwhat stands in a missing term's place, learned on the other half of the sentences: named")
    for name in ("wmt23.tsv", "tico19.tsv"):
        print_stand_ins(name, lexicon)


if __name__ == "__main__":
    main()
