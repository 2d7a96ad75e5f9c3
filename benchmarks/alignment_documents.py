"""Documents that are no clean pairs: `python benchmarks/alignment_documents.py [CASE…] [--details] [--corpus NAME]`.

Builds them from the gold alignments, with known beads: documents that do not belong together, passages that comparable
documents share, passages that were moved, a missing chapter, text around one side, and sentences that recur. Prints, by
corpus and case: strict F1, F1 of null beads, the share of right verdicts, coverage, calibration error; of moved
passages and of shared ones the recall and the precision, by sentence; findings a document by rule. Deterministic.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gold import GOLD, Bead, Scored, calibration_error, documents, f1, reliability

from align import align_documents
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Document, Span, Verdict
from metrics.checks import alignment as rules
from metrics.checks.context import Context
from metrics.scoring import score_pairs

CORPORA = ("mac-dev", "mac-mt-dev", "ntrex", "wmt22")
LENGTH = 240  # beads of a document that is cut out of a corpus that is one long document
SHORT = 40  # beads of a short one

Key = tuple[int, int]
"""Document and bead: what stands on both sides is one text and its translation."""


@dataclass(frozen=True)
class Case:
    """Two documents made of beads, by key; what is in both, and not moved, is a pair.

    Attributes:
        name: What was done.
        source: The keys of the Chinese side, in order.
        target: The keys of the English side.
        verdict: What should be said of the documents.
        moved: Keys that stand elsewhere in the target than in the source.
    """

    name: str
    source: Sequence[Key]
    target: Sequence[Key]
    verdict: Verdict
    moved: frozenset[Key] = field(default_factory=frozenset)


Texts = dict[Key, tuple[list[str], list[str]]]


def texts_of(corpus: str) -> Texts:
    """Return the sentences of each bead of a corpus; a long document as several."""
    texts: Texts = {}
    for source, target, gold in documents(corpus):
        # The first document of a corpus that has the same source twice.
        if corpus == "wmt22" and texts:
            break
        first = 1 + max((name for name, _ in texts), default=-1)
        for number, (z, e) in enumerate(gold):
            key = (first + number // LENGTH, number % LENGTH) if len(gold) > 2 * LENGTH else (first, number)
            texts[key] = [source.segments[i].text for i in z], [target.segments[j].text for j in e]
    return texts


def by_document(texts: Texts) -> list[list[Key]]:
    """Return the keys of each document, of six at most."""
    found: dict[int, list[Key]] = defaultdict(list)
    for key in texts:
        found[key[0]].append(key)
    return list(found.values())[:6]


def whole(these: list[Key], _other: list[Key], _chance: random.Random) -> Iterator[Case]:
    """Clean pairs, for comparison."""
    yield Case("whole", these, these, Verdict.TRANSLATION)
    yield Case("whole, short", these[:SHORT], these[:SHORT], Verdict.TRANSLATION)


def unrelated(these: list[Key], other: list[Key], chance: random.Random) -> Iterator[Case]:
    """No translations: another document of the same genre, or this one in another order."""
    for size in (SHORT // 4, SHORT, LENGTH):
        yield Case(f"another document, {size}", these[:size], other[:size], Verdict.NOT)
    yield Case("reversed", these, these[::-1], Verdict.NOT, frozenset(these))
    yield Case("shuffled", these, chance.sample(these, len(these)), Verdict.NOT, frozenset(these))


def islands(these: list[Key], other: list[Key], chance: random.Random) -> Iterator[Case]:
    """Comparable documents that share passages: the rest of the Chinese side and of the English one is unrelated."""
    half = len(these) // 2
    for count, size in ((1, 10), (1, 30), (2, 15), (4, 5), (4, 10)):
        shared = these[:half] if count * (size + 4) <= half else these
        starts = sorted(chance.sample(range(len(shared) // (size + 4)), count))
        passages = [shared[at * (size + 4) : at * (size + 4) + size] for at in starts]
        taken = {key for passage in passages for key in passage}
        around = [key for key in these if key not in taken][-(LENGTH // 2) :]
        sides = [_spread(passages, text, chance) for text in (around, other[: LENGTH // 2])]
        yield Case(f"{count} shared of {size}", *sides, Verdict.PARTLY)


def _spread(passages: list[list[Key]], text: list[Key], chance: random.Random) -> list[Key]:
    """Return the passages in order, each between stretches of the text."""
    cuts = sorted(chance.sample(range(5, len(text) - 5), len(passages)))
    stretches = [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]
    mixed = list(stretches[0])
    for passage, stretch in zip(passages, stretches[1:], strict=True):
        mixed += [*passage, *stretch]
    return mixed


def moves(these: list[Key], _other: list[Key], chance: random.Random) -> Iterator[Case]:
    """Passages that the translation has elsewhere: a few beads on, or far away."""
    for size in (1, 2, 3, 5, 10):
        for name, distance in (("near", 2 * size + 2), ("far", len(these) // 3)):
            start = chance.randrange(5, len(these) - size - distance - 5)
            passage, rest = these[start : start + size], these[:start] + these[start + size :]
            moved = rest[: start + distance] + passage + rest[start + distance :]
            sides = (these, moved) if chance.random() < 0.5 else (moved, these)
            yield Case(f"{size} moved {name}", *sides, Verdict.TRANSLATION, frozenset(passage))


def missing(these: list[Key], _other: list[Key], chance: random.Random) -> Iterator[Case]:
    """A chapter that one side does not have."""
    for share in (0.1, 0.25, 0.4):
        size = round(share * len(these))
        start = chance.randrange(10, len(these) - size - 10)
        rest = these[:start] + these[start + size :]
        yield Case(f"{share:.0%} missing in the target", these, rest, Verdict.TRANSLATION)
        yield Case(f"{share:.0%} missing in the source", rest, these, Verdict.TRANSLATION)


def matter(these: list[Key], other: list[Key], _chance: random.Random) -> Iterator[Case]:
    """Text of another document before or after one side."""
    for size in (5, 20, 60):
        yield Case(f"{size} before the target", these, other[:size] + these, Verdict.TRANSLATION)
        yield Case(f"{size} after the source", these + other[:size], these, Verdict.TRANSLATION)


def boilerplate(these: list[Key], other: list[Key], _chance: random.Random) -> Iterator[Case]:
    """The same sentences again and again, on both sides or on one."""
    for every in (3, 10):
        phrase = other[0:2]
        often = [key for at, own in enumerate(these) for key in ((own, *phrase) if at % every == 0 else (own,))]
        numbered = _numbered(often)
        yield Case(f"a phrase every {every}", numbered, numbered, Verdict.TRANSLATION)
        plain = _numbered(list(these))
        yield Case(f"a phrase every {every}, target only", plain, numbered, Verdict.TRANSLATION)


def _numbered(keys: list[Key]) -> list[Key]:
    """Tell repetitions of a key apart: the document's number grows by a thousand with each."""
    seen: Counter[Key] = Counter()
    numbered = []
    for name, number in keys:
        numbered.append((name + 1000 * seen[name, number], number))
        seen[name, number] += 1
    return numbered


CASES: dict[str, Callable[[list[Key], list[Key], random.Random], Iterator[Case]]] = {
    "whole": whole,
    "unrelated": unrelated,
    "islands": islands,
    "moves": moves,
    "missing": missing,
    "matter": matter,
    "boilerplate": boilerplate,
}


@dataclass(frozen=True)
class Built:
    """A case as documents, with its gold beads and the true counterparts of the passages that moved."""

    case: Case
    source: Document
    target: Document
    gold: list[Bead]
    moved: dict[int, frozenset[int]]
    counterparts: dict[int, frozenset[int]]


def build(case: Case, texts: Texts) -> Built:
    """Write the documents of a case."""
    sides: list[list[str]] = [[], []]
    places: list[dict[Key, tuple[int, ...]]] = [{}, {}]
    for side, keys in enumerate((case.source, case.target)):
        for key in keys:
            found = texts[key[0] % 1000, key[1]][side]
            places[side][key] = tuple(range(len(sides[side]), len(sides[side]) + len(found)))
            sides[side] += found
    gold: list[Bead] = []
    moved: dict[int, frozenset[int]] = {}
    counterparts: dict[int, frozenset[int]] = {}
    for key in dict.fromkeys((*case.source, *case.target)):
        z, e = places[0].get(key, ()), places[1].get(key, ())
        if z and e:
            counterparts |= dict.fromkeys(z, frozenset(e))
        if z and e and key not in case.moved:
            gold.append((z, e))
            continue
        if z and e:
            moved |= dict.fromkeys(z, frozenset(e))
        gold += [((i,), ()) for i in z] + [((), (j,)) for j in e]
    source, target = Document.from_sentences(sides[0], "zh", "zh"), Document.from_sentences(sides[1], "en", "en")
    return Built(case, source, target, gold, moved, counterparts)


@dataclass
class Figures:
    """What was counted over the documents of one case and corpus."""

    scored: Scored = field(default_factory=list)
    verdicts: list[bool] = field(default_factory=list)
    coverage: list[float] = field(default_factory=list)
    moved: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    shared: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, built: Built, bitext: Bitext, lexicon: Lexicon) -> None:
        """Count one document."""
        found = [((_range(bead.source), _range(bead.target)), bead.score) for bead in bitext.beads]
        self.scored.append((found, built.gold))
        self.verdicts.append(bitext.verdict is built.case.verdict)
        self.coverage.append(bitext.coverage)
        if built.moved and built.case.verdict is not Verdict.NOT:
            spans = [(_range(bead.source), frozenset(_range(bead.target))) for bead in bitext.moved]
            _count(self.moved, spans, built.moved, built.counterparts)
        if built.case.verdict is Verdict.PARTLY:
            sure = [(z, frozenset(e)) for (z, e), score in found if z and e and score >= 0.5]
            _count(self.shared, sure, built.counterparts, built.counterparts)
        context = Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, None)
        self.rules.update(finding.rule for finding in rules.CHECK.run(context))

    def cells(self) -> list[str]:
        """Return the row of the table."""
        size = len(self.scored)
        return [
            f"{f1(self.scored):.3f}",
            f"{f1(self.scored, nulls=True):.3f}",
            f"{sum(self.verdicts)}/{size}",
            f"{sum(self.coverage) / size:.2f}",
            f"{calibration_error(reliability(self.scored)):.3f}",
            _recall_and_precision(self.moved),
            _recall_and_precision(self.shared),
            ", ".join(f"{rule} {count / size:.3g}" for rule, count in sorted(self.rules.items())),
        ]


def _range(span: Span) -> tuple[int, ...]:
    return tuple(range(span.start, span.end))


def _count(
    counts: list[int],
    found: Sequence[tuple[tuple[int, ...], frozenset[int]]],
    wanted: dict[int, frozenset[int]],
    truth: dict[int, frozenset[int]],
) -> None:
    """Count source sentences: wanted ones found, wanted, found ones that are right, found."""
    where = {i: targets for sources, targets in found for i in sources}
    counts[0] += sum(bool(where.get(i, frozenset()) & targets) for i, targets in wanted.items())
    counts[1] += len(wanted)
    counts[2] += sum(bool(targets & truth.get(i, frozenset())) for i, targets in where.items())
    counts[3] += len(where)


def _recall_and_precision(counts: list[int]) -> str:
    if not counts[1] and not counts[3]:
        return ""
    return f"{counts[0] / max(counts[1], 1):.2f} {counts[2] / max(counts[3], 1):.2f}"


def built_cases(corpus: str, wanted: Sequence[str]) -> Iterator[tuple[str, Built]]:
    """Yield the documents of a corpus, with the family of their case."""
    texts = texts_of(corpus)
    all_keys = by_document(texts)
    for number, these in enumerate(all_keys):
        for family in wanted:
            chance = random.Random(f"{family} {number}")  # noqa: S311 - no secret
            for case in CASES[family](these, all_keys[(number + 1) % len(all_keys)], chance):
                yield family, build(case, texts)


HEADINGS = ("F1", "null F1", "verdict", "coverage", "cal. error", "moved R P", "shared R P", "findings a document")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="*", choices=(*CASES, []), metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--details", action="store_true", help="a row for each case, not for each family")
    parser.add_argument("--corpus", choices=CORPORA, action="append")
    options = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit(f"the gold alignments are not there: {GOLD}")
    lexicon = Lexicon.load()
    print(f"{'':12}{'':34}" + "".join(f"{heading:>11}" for heading in HEADINGS[:-1]) + f"  {HEADINGS[-1]}")
    for corpus in options.corpus or CORPORA:
        rows: dict[str, Figures] = defaultdict(Figures)
        for family, built in built_cases(corpus, options.cases or tuple(CASES)):
            name = built.case.name if options.details else family
            rows[name].add(built, align_documents(built.source, built.target, lexicon), lexicon)
        for name, figures in rows.items():
            *cells, last = figures.cells()
            print(f"{corpus:12}{name:34}" + "".join(f"{cell:>11}" for cell in cells) + f"  {last}", flush=True)


if __name__ == "__main__":
    main()
