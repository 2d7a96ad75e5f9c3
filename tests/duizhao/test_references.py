"""Two translations of one source are cut where both allow it, and nothing of either is lost."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpora.model import Bead, Bitext, Document, Span
from duizhao.references import common_blocks
from tests.conftest import Run


def bitext(*kinds: tuple[int, int]) -> Bitext:
    beads, i, j = [], 0, 0
    for n, m in kinds:
        beads.append(Bead(Span(i, i + n), Span(j, j + m)))
        i, j = i + n, j + m
    source = Document.from_sentences([f"第{n}句。" for n in range(i)], "zh")
    target = Document.from_sentences([f"Sentence {n}." for n in range(j)], "en")
    return Bitext(source, target, tuple(beads))


def test_beads_that_agree_are_blocks() -> None:
    blocks = common_blocks(bitext((1, 1), (1, 2)), bitext((1, 2), (1, 1)))
    assert blocks == [(Span(0, 1), Span(0, 2)), (Span(1, 3), Span(2, 3))]


def test_beads_that_overlap_are_joined() -> None:
    blocks = common_blocks(bitext((2, 1), (1, 1)), bitext((1, 1), (1, 1), (1, 1)))
    assert blocks == [(Span(0, 1), Span(0, 2)), (Span(1, 2), Span(2, 3))]


def test_a_block_without_text_on_one_side_joins_the_one_before() -> None:
    blocks = common_blocks(bitext((1, 1), (1, 0), (1, 1)), bitext((1, 1), (1, 1), (1, 1)))
    assert blocks == [(Span(0, 1), Span(0, 2)), (Span(1, 2), Span(2, 3))]


KINDS = st.lists(st.sampled_from([(1, 1), (1, 0), (1, 2), (1, 3)]), min_size=1, max_size=8)


@given(KINDS, KINDS)
def test_all_of_both_targets_stands_in_one_block(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    size = min(len(first), len(second))
    one, two = bitext(*first[:size]), bitext(*second[:size])
    blocks = common_blocks(one, two)
    assert [n for a, _ in blocks for n in range(a.start, a.end)] == list(range(len(one.target.segments)))
    assert [n for _, b in blocks for n in range(b.start, b.end)] == list(range(len(two.target.segments)))


def test_a_translation_scores_100_against_itself(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("source\ttarget\n今天下雨了。\tIt rained all day today.\n", encoding="utf-8")
    (tmp_path / "reference.txt").write_text("It rained all day today.\n", encoding="utf-8")
    done = duizhao("score", "pairs.tsv", "--reference", "reference.txt")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("100.0") >= 2


def test_a_reference_of_another_length_is_refused(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("source\ttarget\n今天下雨了。\tIt rained today.\n", encoding="utf-8")
    (tmp_path / "reference.txt").write_text("It rained today.\nTwice.\n", encoding="utf-8")
    done = duizhao("score", "pairs.tsv", "--reference", "reference.txt")
    assert done.returncode == 2
    assert "reference.txt: expected 1 lines, one for each pair, found 2" in done.stderr
