"""Structure as evidence."""

from __future__ import annotations

import numpy as np
import pytest

from align import align_documents
from align.structure import Outline, Structure, label
from align.units import Units
from corpora.formats import parse_document
from corpora.lexicon import Lexicon
from corpora.model import Document, Language
from tests.align.test_documents import PAIRS


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("第十二条 总则", "zh", 12),
        ("第一百零三章", "zh", 103),
        ("二、背景", "zh", 2),
        ("（三）目标", "zh", 3),
        ("3. 结论", "zh", 3),
        ("3.5亿元", "zh", 0),
        ("结论", "zh", 0),
        ("一些人走了。", "zh", 0),
        ("Article 12", "en", 12),
        ("II. Background", "en", 2),
        ("(3) Aims", "en", 3),
        ("Chapter Three", "en", 3),
        ("3.5 billion yuan", "en", 0),
        ("Conclusion", "en", 0),
        ("Part of it", "en", 0),
    ],
)
def test_labels_are_read_by_value(text: str, language: Language, expected: int) -> None:
    assert label(text, language) == expected


def paragraphs(lists: list[list[str]], language: Language) -> Document:
    space = "" if language == "zh" else " "
    return parse_document("\n\n".join(space.join(texts) for texts in lists), language)


def test_a_paragraph_break_tells_which_of_two_like_sentences_is_missing(lexicon: Lexicon) -> None:
    source = [z for z, _ in PAIRS[5:]]
    target = [e for _, e in PAIRS[5:]]
    for lost in (1, 2):
        chinese = [*source[:3], PAIRS[4][0], PAIRS[4][0], *source[3:]]
        english = [*target[:3], PAIRS[4][1], PAIRS[4][1], *target[3:]]
        # The first of the two ends a paragraph, the second begins the next.
        z = [[text for side in chinese[:4] for text in side], [text for side in chinese[4:] for text in side]]
        e = [[text for side in english[:4] for text in side], [text for side in english[4:] for text in side]]
        e[lost - 1].remove(*PAIRS[4][1])
        beads = align_documents(paragraphs(z, "zh"), paragraphs(e, "en"), lexicon).beads
        assert [bead.source.start for bead in beads if bead.kind == "1-0"] == [2 + lost]


def test_documents_without_structure_are_aligned_by_words_alone() -> None:
    flat = Document.from_sentences(["他走了。", "雨停了。"], "zh")
    blocks = paragraphs([["He left."], ["The rain stopped."]], "en")
    outlines = Outline.of(flat, Units.of(flat)), Outline.of(blocks, Units.of(blocks))
    assert Structure.of(*outlines, []) is None


def test_headings_face_headings(lexicon: Lexicon) -> None:
    chinese = "# 一、学校\n\n他早上去学校。学校很大。\n\n# 二、医院\n\n护士很忙。医院的电话响了。\n"
    english = (
        "# I. School\n\nHe goes to school in the morning. The school is big.\n\n"
        "# II. Hospital\n\nThe nurse is busy. The hospital's telephone rang.\n"
    )
    documents = parse_document(chinese, "zh", format="markdown"), parse_document(english, "en", format="markdown")
    assert [bead.kind for bead in align_documents(*documents, lexicon).beads] == ["1-1"] * 6


def test_breaks_inside_are_counted_between_boundaries() -> None:
    document = paragraphs([["一。", "二。"], ["三。"], ["四。"]], "zh")
    outline = Outline.of(document, Units.of(document))
    assert outline.begins.tolist() == [True, False, True, True, True]
    spans = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (2, 2), (1, 4)]
    starts, ends = (np.array(column) for column in zip(*spans, strict=True))
    assert outline.breaks_inside(starts, ends).tolist() == [0, 0, 1, 2, 0, 0, 2]
