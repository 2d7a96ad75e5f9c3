"""Lone headings and table cells that face each other are paired, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence

from align.facing import FACING, pair_facing
from corpora.formats import parse_document
from corpora.lexicon import Lexicon
from corpora.model import Bead, Block, BlockKind, Document, Language, Span

CELL, HEADING, PARAGRAPH = BlockKind.TABLE_CELL, BlockKind.HEADING, BlockKind.PARAGRAPH


def document(language: Language, kinds: Sequence[BlockKind]) -> Document:
    segments = Document.from_sentences([f"{number}" for number in range(len(kinds))], language).segments
    return Document("x", language, segments, tuple(Block(kind, Span(n, n + 1)) for n, kind in enumerate(kinds)))


def lone(source: int | None, target: int | None, at: int) -> Bead:
    if source is not None:
        return Bead(Span(source, source + 1), Span(at, at), 0.9)
    assert target is not None
    return Bead(Span(at, at), Span(target, target + 1), 0.9)


def kinds_of(beads: Sequence[Bead]) -> list[str]:
    return [bead.kind for bead in beads]


def test_cells_that_face_each_other_are_paired() -> None:
    beads = [lone(0, None, 0), lone(1, None, 0), lone(None, 0, 2), lone(None, 1, 2)]
    found = pair_facing(beads, document("zh", [CELL, CELL]), document("en", [CELL, CELL]))
    assert found == [Bead(Span(0, 1), Span(0, 1), FACING), Bead(Span(1, 2), Span(1, 2), FACING)]


def test_unequal_numbers_stay_apart() -> None:
    beads = [lone(0, None, 0), lone(1, None, 0), lone(None, 0, 2)]
    assert kinds_of(pair_facing(beads, document("zh", [CELL, CELL]), document("en", [CELL]))) == ["1-0", "1-0", "0-1"]


def test_a_heading_does_not_face_a_cell() -> None:
    beads = [lone(0, None, 0), lone(None, 0, 1)]
    assert kinds_of(pair_facing(beads, document("zh", [HEADING]), document("en", [CELL]))) == ["1-0", "0-1"]


def test_paragraphs_stay_apart() -> None:
    beads = [lone(0, None, 0), lone(None, 0, 1)]
    assert kinds_of(pair_facing(beads, document("zh", [PARAGRAPH]), document("en", [PARAGRAPH]))) == ["1-0", "0-1"]


def test_what_was_fixed_by_hand_stays() -> None:
    beads = [lone(0, None, 0), lone(None, 0, 1)]
    found = pair_facing(beads, document("zh", [CELL]), document("en", [CELL]), pins=[Bead(Span(0, 1), Span(0, 0))])
    assert kinds_of(found) == ["1-0", "0-1"]


def test_what_a_pin_leaves_alone_is_not_paired_wherever_it_stands() -> None:
    beads = [Bead(Span(0, 1), Span(0, 1)), lone(1, None, 1), lone(None, 1, 2)]
    documents = document("zh", [CELL, CELL]), document("en", [CELL, CELL])
    for pin in (Bead(Span(1, 2), Span(0, 0)), Bead(Span(0, 0), Span(1, 2))):
        assert kinds_of(pair_facing(beads, *documents, pins=[pin])) == ["1-1", "1-0", "0-1"]


def test_a_wrong_number_in_a_table_faces_the_right_one() -> None:
    from align import align_documents

    chinese = (
        "下表列出了主要数据。\n\n| 指标 | 数值 |\n|---|---|\n"
        "| 企业数量 | 14,500 |\n| 人口 | 318 |\n\n以上由统计局提供。\n"
    )
    english = (
        "The table below lists the main figures.\n\n| Indicator | Value |\n|---|---|\n"
        "| Number of companies | 15,400 |\n| Population | 318 |\n\nThe above is provided by the statistics bureau.\n"
    )
    source = parse_document(chinese, "zh", name="zh.md", format="markdown")
    target = parse_document(english, "en", name="en.md", format="markdown")
    pairs = align_documents(source, target, Lexicon.load()).pairs
    assert ("14,500", "15,400") in [(pair.source.text, pair.target.text) for pair in pairs]
