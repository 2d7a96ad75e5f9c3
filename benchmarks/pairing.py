"""Which file belongs to which: `python benchmarks/pairing.py [--fit | --files N]`.

Cuts the gold alignments into documents, takes a fifth of the partners away on each side, and prints for each folder
made so the precision, recall and F1 of the proposed pairs, how far their confidence is from the share of right ones
(expected calibration error), and CPU time; beside it what is published for the task: TF-IDF vectors of the words and
of their translations by the dictionary, cosine, and competitive linking (Buck and Koehn 2016; bitextor), with the
threshold that is best in hindsight. `--fit` fits the weights of align/pairing.py on other draws; `--files N` times the
whole program on two folders of N files. Needs the gold corpora beside the project.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gold import GOLD, numbers, read_lines

from align.bags import Bags, Collection
from align.candidates import Candidates, find_candidates, sentence_log_odds
from align.likelihood import Table
from align.marginals import pair_probabilities
from align.pairing import pair_documents
from align.sides import Floats
from corpora.formats import parse_document
from corpora.lexicon import Lexicon
from corpora.model import Document

REPORTS = GOLD.with_name("terms") / "wmt25_docs.jsonl"
CORPORA = ("mac-dev", "mac-mt-dev", "ntrex-perturbed", "wmt22-perturbed")
SIZES = (5, 10, 20, 40)
LONE = 0.2  # of all documents, on each side

Text = tuple[list[str], list[str]]
"""A document's Chinese and English sentences."""


@dataclass(frozen=True)
class Folder:
    """Two folders of documents whose pairs are known.

    Attributes:
        zh: Names and sentences of the Chinese files.
        en: The same of the English ones.
        truth: The pairs.
    """

    zh: list[tuple[str, list[str]]]
    en: list[tuple[str, list[str]]]
    truth: set[tuple[int, int]]

    def collections(self) -> tuple[Collection, Collection]:
        """Return both sides as the program keeps them."""
        sides = Collection("zh"), Collection("en")
        for side, texts in zip(sides, (self.zh, self.en), strict=True):
            for name, sentences in texts:
                side.add(Document.from_sentences(sentences, side.language, name))
        return sides


def cuttings(corpus: str, size: int) -> list[Text]:
    """Cut the documents of a corpus into consecutive passages of so many Chinese sentences."""
    found: list[Text] = []
    for gold in sorted((GOLD / corpus).glob("*.gold.tsv")):
        stem = gold.name.removesuffix(".gold.tsv")
        if stem == "Online-G":  # the same Chinese text as refA
            continue
        zh, en = (read_lines(gold.with_name(f"{stem}.{side}.txt")) for side in ("zh", "en"))
        passage: Text = ([], [])
        for line in read_lines(gold):
            left, right = line.split("\t")
            passage[0].extend(zh[at] for at in numbers(left))
            passage[1].extend(en[at] for at in numbers(right))
            if len(passage[0]) >= size:
                found.append(passage)
                passage = ([], [])
    return [text for text in found if any(text[0]) and any(text[1])]


def reports() -> list[Text]:
    """Return the financial reports, in traditional characters."""
    found: list[Text] = []
    for line in read_lines(REPORTS):
        record = json.loads(line)
        zh, en = (parse_document(record[key], side, format="markdown") for key, side in (("zh", "zh"), ("ref", "en")))
        found.append(([one.text for one in zh.segments], [one.text for one in en.segments]))
    return found


def everything(size: int) -> list[Text]:
    """Return cuttings of all corpora but one of the two with the same Chinese, and the reports."""
    return [*itertools.chain(*(cuttings(name, size) for name in CORPORA if name != "mac-mt-dev")), *reports()]


def folder(texts: list[Text], seed: str, *, lone: float = LONE, names: str = "none") -> Folder:
    """Shuffle documents into two folders, a share of each without partner; names are none, right, or wrong."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    fate = [draw.random() for _ in texts]
    order = [[at for at, value in enumerate(fate) if value >= lone]]
    order.append([at for at, value in enumerate(fate) if not lone <= value < 2 * lone])
    for side in order:
        draw.shuffle(side)
    place = {text: at for at, text in enumerate(order[1])}
    truth = {(at, place[text]) for at, text in enumerate(order[0]) if text in place}
    called = {"none": lambda _: "x", "right": lambda text: f"{text}.txt", "wrong": lambda text: f"{text ^ 1}.txt"}[
        names
    ]
    return Folder(
        [(f"{text}.txt" if names != "none" else "x", texts[text][0]) for text in order[0]],
        [(called(text), texts[text][1]) for text in order[1]],
        truth,
    )


def with_revisions(texts: list[Text], seed: str) -> Folder:
    """Add revisions of a third of the Chinese documents: a sentence in five is another document's."""
    made, draw = folder(texts, seed), random.Random(seed)  # noqa: S311 - no secret
    for _, sentences in made.zh[::3]:
        changed = list(sentences)
        for at in draw.sample(range(len(changed)), max(len(changed) // 5, 1)):
            changed[at] = draw.choice(draw.choice(made.zh)[1])
        made.zh.append(("x", changed))
    return made


def with_other_editions(texts: list[Text], seed: str) -> Folder:
    """Give a third of the Chinese documents that name five figures other ones: those have no partner any more."""
    made, draw = folder(texts, seed), random.Random(seed)  # noqa: S311 - no secret
    for at, (name, sentences) in enumerate(made.zh):
        if sum(len(re.findall(r"\d+", text)) for text in sentences) >= 5 and draw.random() < 1 / 3:
            made.zh[at] = name, [re.sub(r"\d", lambda _: draw.choice("123456789"), text) for text in sentences]
            made.truth.difference_update([pair for pair in made.truth if pair[0] == at])
    return made


def small_folders(texts: list[Text], seed: str) -> Iterator[Folder]:
    """Yield folders of a few consecutive documents."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    for number in range(16):
        size = draw.choice((1, 2, 3, 5))
        at = draw.randrange(max(len(texts) - size, 1))
        made = folder(texts[at : at + size], f"{seed} {number}")
        if made.zh and made.en:
            yield made


def cases(draw: str) -> Iterator[tuple[str, list[Folder]]]:
    """Yield folders by what they show."""
    for size in SIZES:
        for corpus in CORPORA:
            yield f"{corpus}, {size} sentences", [folder(cuttings(corpus, size), draw)]
        yield f"all together, {size} sentences", [folder(everything(size), draw)]
    yield "annual reports", [folder(reports(), f"{draw} {number}") for number in range(4)]
    for corpus in ("mac-dev", "ntrex-perturbed"):
        small = (small_folders(cuttings(corpus, size), f"{draw} {size}") for size in SIZES)
        yield f"1 to 5 files of {corpus}", list(itertools.chain(*small))
        yield f"revisions of a third, {corpus}", [with_revisions(cuttings(corpus, 10), draw)]
    for size in (10, 20):
        yield f"other editions, {size} sentences", [with_other_editions(everything(size), draw)]
    yield (
        "other editions of annual reports",
        [with_other_editions(reports(), f"{draw} {number}") for number in range(4)],
    )


def named_cases(draw: str) -> Iterator[tuple[str, list[Folder]]]:
    """Yield folders with telling names."""
    for names in ("right", "wrong"):
        yield f"mac-dev, 5 sentences, {names} names", [folder(cuttings("mac-dev", 5), draw, names=names)]


def tfidf(made: Folder, lexicon: Lexicon) -> set[tuple[int, int]]:
    """Return the pairs of the published method, with the threshold that gives the best F1."""
    sides = made.collections()
    bags = [side.bags(range(len(side))) for side in sides]
    table = Table.of(bags[0].types, bags[1].types, lexicon)
    vectors = np.zeros((len(bags[0]), len(bags[1].types)))
    counts = _dense(bags[0])
    for z in range(0, len(table.z), 1 << 14):
        part = slice(z, z + (1 << 14))
        np.add.at(vectors.T, table.e[part], (counts[:, table.z[part]] * table.t[part]).T)
    english = _dense(bags[1])
    weight = np.log(1 + len(english) / np.maximum((english > 0).sum(axis=0), 1))
    both = [np.log1p(side) * weight for side in (vectors, english)]
    unit = [side / np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9) for side in both]
    cosine = unit[0] @ unit[1].T
    best: set[tuple[int, int]] = set()
    found: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for at in np.argsort(-cosine, axis=None, kind="stable").tolist():
        i, j = divmod(at, cosine.shape[1])
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((i, j))
            if scores(set(found), made.truth)[2] >= scores(best, made.truth)[2]:
                best = set(found)
    return best


def _dense(bags: Bags) -> Floats:
    counts = np.zeros((len(bags), len(bags.types)))
    counts[np.repeat(np.arange(len(bags)), np.diff(bags.starts)), bags.ids] = bags.counts
    return counts


def scores(found: set[Any], truth: set[Any]) -> tuple[float, float, float]:
    """Return precision, recall and F1; 1 where there is nothing to find and nothing was found."""
    hits = len(found & truth)
    precision, recall = hits / len(found) if found else 1.0, hits / len(truth) if truth else 1.0
    return precision, recall, 2 * hits / (len(found) + len(truth)) if found or truth else 1.0


def calibration_error(judged: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins."""
    score, right = np.array([one[0] for one in judged]), np.array([float(one[1]) for one in judged])
    tenth = np.minimum((score * 10).astype(int), 9)
    return sum(abs(float((score - right)[tenth == at].sum())) for at in range(10)) / max(len(judged), 1)


def show(label: str, folders: list[Folder], lexicon: Lexicon) -> list[tuple[float, bool]]:
    """Print a line of the table; return the confidences of proposals and whether they are right."""
    found: set[tuple[int, int]] = set()
    truth: set[tuple[int, int]] = set()
    baseline: set[tuple[int, int]] = set()
    judged: list[tuple[float, bool]] = []
    seconds, files = [0.0, 0.0], 0
    for number, made in enumerate(folders):
        start = time.process_time()
        sides = made.collections()
        read = time.process_time()
        pairing = pair_documents(*sides, lexicon)
        seconds = [seconds[0] + read - start, seconds[1] + time.process_time() - read]
        files += len(made.zh) + len(made.en)
        place = 100_000 * number
        pairs = {(pair.source, pair.target) for pair in pairing.pairs}
        found |= {(i + place, j) for i, j in pairs}
        truth |= {(i + place, j) for i, j in made.truth}
        baseline |= {(i + place, j) for i, j in tfidf(made, lexicon)}
        judged += [(pair.confidence, (pair.source, pair.target) in made.truth) for pair in pairing.pairs]
        lone = [(one, (one.document, one.candidate)) for one in pairing.lone_sources]
        lone += [(one, (one.candidate, one.document)) for one in pairing.lone_targets]
        judged += [(one.confidence, pair in made.truth) for one, pair in lone if one.likeness < 1]
    cells = [*scores(baseline, truth), *scores(found, truth), calibration_error(judged)]
    times = [1000 * second / files for second in seconds]
    figures = [f"{cell:7.3f}" for cell in cells] + [f"{one:7.1f}" for one in times]
    print(f"{label:36}{files:6}  " + "".join(figures), flush=True)
    return judged


@dataclass(frozen=True)
class Judged:
    """A folder's candidates with their evidence, and which are right.

    Attributes:
        candidates: Pairs of documents.
        sentences: The log odds of the sentences of each, NaN where they were not looked at.
        right: Whether each is a pair.
        truth: How many pairs there are.
    """

    candidates: Candidates
    sentences: Floats
    right: Floats
    truth: int

    @classmethod
    def of(cls, made: Folder, lexicon: Lexicon, words: Floats) -> Judged:
        """Look at the sentences of all candidates that may come to be doubtful."""
        sides = made.collections()
        found = find_candidates(*sides, (list(range(len(made.zh))), list(range(len(made.en)))), lexicon)
        pairs = list(zip(found.source.tolist(), found.target.tolist(), strict=True))
        share = pair_probabilities(found.source, found.target, found.evidence @ words, found.sizes)
        looks = [
            sentence_log_odds(*sides, i, j, lexicon) if 0.002 < one < 0.9995 else None
            for (i, j), one in zip(pairs, share.tolist(), strict=True)
        ]
        right = np.array([pair in made.truth for pair in pairs], np.float64)
        return cls(found, np.array([np.nan if one is None else one for one in looks]), right, len(made.truth))

    def odds(self, words: Floats, sentences: Floats | None = None) -> Floats:
        """Return the log odds of the candidates by their words, and by their sentences where those are doubtful."""
        from align.pairing import _DOUBTFUL  # noqa: PLC0415

        own = self.candidates.evidence @ words
        if sentences is None:
            return own
        share = self.shares(own)
        doubtful = (share > _DOUBTFUL[0]) & (share < _DOUBTFUL[1]) & ~np.isnan(self.sentences)
        return np.where(doubtful, sentences[0] + sentences[1] * own + sentences[2] * np.nan_to_num(self.sentences), own)

    def shares(self, odds: Floats) -> Floats:
        """Return the probabilities of the candidates."""
        return pair_probabilities(self.candidates.source, self.candidates.target, odds, self.candidates.sizes)

    def loss(self, odds: Floats) -> float:
        """Return the negative log-likelihood of what becomes of each document."""
        share = np.clip(self.shares(odds), 1e-6, 1 - 1e-6)
        total = 2 * np.log(share[self.right > 0]).sum() + 2 * np.log(1e-6) * (self.truth - self.right.sum())
        for node, size in zip((self.candidates.source, self.candidates.target), self.candidates.sizes, strict=True):
            alone = 1 - np.bincount(node, weights=share, minlength=size)
            total += np.log(np.clip(alone, 1e-6, 1))[np.bincount(node, weights=self.right, minlength=size) == 0].sum()
        return float(-total)


def fit(lexicon: Lexicon) -> None:
    """Fit the weights on draws of their own: Adam on differences, every case with the same weight."""
    start = np.array([-3.0, 1.5, 1.1, -3.0])
    judged = [
        [Judged.of(made, lexicon, start) for made in folders]
        for label, folders in cases("fit")
        if "mac-mt" not in label
    ]

    def loss(odds: Callable[[Judged], Floats]) -> float:
        return float(np.mean([
            sum(one.loss(odds(one)) for one in case) / sum(sum(one.candidates.sizes) for one in case) for case in judged
        ]))  # fmt: skip

    words = descend(lambda weights: loss(lambda one: one.odds(weights)), start, np.array([1.0, 0.3, 5.0, 1.0]))
    print("words", words.round(3), f"{loss(lambda one: one.odds(words)):.4f}", flush=True)
    both = descend(
        lambda weights: loss(lambda one: one.odds(words, weights)),
        np.array([-0.9, 0.9, 1.8]),
        np.array([1.0, 3.0, 3.0]),
    )
    print("sentences", both.round(3), f"{loss(lambda one: one.odds(words, both)):.4f}")


def descend(loss: Callable[[Floats], float], start: Floats, scale: Floats, rounds: int = 60) -> Floats:
    """Return the weights with the least loss that Adam finds (Kingma and Ba 2015)."""
    at, first, second = start * scale, np.zeros(len(start)), np.zeros(len(start))
    for step in range(1, rounds + 1):
        here = loss(at / scale)
        slope = np.array([(loss((at + shift) / scale) - here) / 1e-3 for shift in np.eye(len(at)) * 1e-3])
        first, second = 0.9 * first + 0.1 * slope, 0.95 * second + 0.05 * slope**2
        rate = 0.1 if step < 0.6 * rounds else 0.025
        at = at - rate * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.95**step)) + 1e-8)
    return at / scale


def measure(files: int) -> None:
    """Time the program on two folders of files made of runs of gold beads; a tenth has no partner."""
    draw = random.Random(files)  # noqa: S311 - no secret
    runs = list(itertools.chain(*(cuttings(name, 5) for name in CORPORA if name != "mac-mt-dev")))
    with tempfile.TemporaryDirectory() as name:
        for side in ("zh", "en"):
            Path(name, side).mkdir()
        for number in range(files):
            chosen = draw.sample(runs, draw.choice((2, 4, 8)))
            for at, side in enumerate(("zh", "en")):
                if draw.random() >= 0.05:
                    text = "\n".join(itertools.chain(*(run[at] for run in chosen)))
                    (Path(name) / file_of(number, side)).write_text(text + "\n", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-P", "-m", "duizhao", "pairs", "zh", "en", "--format", "tsv", "-o", "pairs.tsv"],
            cwd=name, env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        rows = (line.split("\t") for line in read_lines(Path(name, "pairs.tsv"))[1:])
        pairs = {(row[0], row[1]) for row in rows if row[3] == "paired"}
        everyone = [(file_of(number, "zh"), file_of(number, "en")) for number in range(files)]
        truth = {(zh, en) for zh, en in everyone if Path(name, zh).exists() and Path(name, en).exists()}
    precision, recall, _ = scores(pairs, truth)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(done.stderr.strip())
    print(f"{files} x {files} files: {used.ru_utime + used.ru_stime:.0f} s CPU, {used.ru_maxrss / 1024:.0f} MB; "
          f"precision {precision:.4f}, recall {recall:.4f} of {len(truth)} pairs")  # fmt: skip


def file_of(number: int, side: str) -> str:
    """Return a name that says nothing, and by which the English files have another order."""
    return f"{side}/{number * (1 if side == 'zh' else 7919) % 1_000_003:07}.txt"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--files", type=int, default=0)
    options = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit(f"the gold alignments are not there: {GOLD}")
    if options.files:
        measure(options.files)
        return
    lexicon = Lexicon.load()
    if options.fit:
        fit(lexicon)
        return
    print(f"{'':36}{'':6}  {'TF-IDF, best threshold':>21}{'duizhao':>21}{'error':>7}{'ms a file':>14}")
    print(f"{'':36}{'files':>6}  " + f"{'prec.':>7}{'recall':>7}{'F1':>7}" * 2 + f"{'of p':>7}{'read':>7}{'pair':>7}")
    judged: list[tuple[float, bool]] = []
    for label, folders in itertools.chain(cases("test"), named_cases("test")):
        judged += show(label, folders, lexicon)
    print(f"\nall proposals: calibration error {calibration_error(judged):.4f}")
    for low in range(10):
        of_bin = [one for one in judged if min(int(one[0] * 10), 9) == low]
        if of_bin:
            mean, right = (sum(one[at] for one in of_bin) / len(of_bin) for at in (0, 1))
            print(f"{len(of_bin):7}  {mean:10.3f}  {right:5.3f}")


if __name__ == "__main__":
    main()
