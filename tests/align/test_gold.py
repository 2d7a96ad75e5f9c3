"""Floors under the measured accuracy, on two chapters and their machine translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import align_documents
from corpora.lexicon import Lexicon
from corpora.model import Document

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "alignment"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the gold alignments stand beside the project, not in it")

Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]


def read_lines(path: Path) -> list[str]:
    return path.read_bytes().decode().split("\n")[:-1]


def strict_f1(found: Beads, gold: Beads) -> float:
    return 2 * len(found & gold) / (len(found) + len(gold))


@pytest.mark.parametrize(
    ("corpus", "chapter", "floor"),
    [("mac-dev", "001", 0.95), ("mac-dev", "005", 0.88), ("mac-mt-dev", "001", 0.99), ("mac-mt-dev", "005", 0.98)],
)
def test_chapters_are_aligned_as_well_as_measured(corpus: str, chapter: str, floor: float, lexicon: Lexicon) -> None:
    stem = GOLD / corpus / chapter
    source = Document.from_sentences(read_lines(stem.with_suffix(".zh.txt")), "zh")
    target = Document.from_sentences(read_lines(stem.with_suffix(".en.txt")), "en")
    gold = {
        (tuple(map(int, z.split(","))) if z else (), tuple(map(int, e.split(","))) if e else ())
        for z, e in (line.split("\t") for line in read_lines(stem.with_suffix(".gold.tsv")))
    }
    bitext = align_documents(source, target, lexicon)
    found = {
        (tuple(range(bead.source.start, bead.source.end)), tuple(range(bead.target.start, bead.target.end)))
        for bead in bitext.beads
    }
    assert strict_f1(found, gold) >= floor
    assert bitext.confidence > 0.8
    # Calibrated: the mean confidence of the beads is the share of right ones.
    right = sum(
        (tuple(range(bead.source.start, bead.source.end)), tuple(range(bead.target.start, bead.target.end))) in gold
        for bead in bitext.beads
    )
    assert sum(bead.score for bead in bitext.beads) == pytest.approx(right, abs=0.05 * len(bitext.beads))


def test_a_chapter_is_no_translation_of_another(lexicon: Lexicon) -> None:
    source = Document.from_sentences(read_lines(GOLD / "mac-dev" / "001.zh.txt"), "zh")
    target = Document.from_sentences(read_lines(GOLD / "mac-dev" / "004.en.txt"), "en")
    assert align_documents(source, target, lexicon).confidence < 0.3
