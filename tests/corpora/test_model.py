"""The shared values keep their promises: spans, places, passages, beads that partition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.model import Bead, Bitext, Block, BlockKind, Document, Place, Segment, Span, Verdict


def document(*sentences: str, language: str = "en") -> Document:
    return Document.from_sentences(sentences, "zh" if language == "zh" else "en")


def test_a_span_is_as_long_as_its_interval() -> None:
    assert len(Span(3, 7)) == 4


def test_a_span_cuts_a_text() -> None:
    assert "对照检查"[Span(2, 4).slice] == "检查"


@pytest.mark.parametrize(("start", "end"), [(2, 1), (-1, 1)])
def test_a_span_must_not_run_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="backwards"):
        Span(start, end)


def test_empty_spans_at_two_places_are_not_equal() -> None:
    assert Span(3, 3) != Span(5, 5)


def test_the_end_of_a_segment_is_one_past_its_last_character_even_before_a_gap() -> None:
    segment = Segment("abcd", Place(1, 1, 0), ((0, 0), (2, 10)))
    assert [segment.offset_at(index) for index in range(5)] == [0, 1, 10, 11, 12]


def test_a_segment_has_no_characters_beyond_its_end() -> None:
    with pytest.raises(IndexError):
        Segment("ab", Place(1, 1, 0), ((0, 0),)).offset_at(3)


def test_blocks_must_cover_all_segments() -> None:
    segments = document("One.", "Two.").segments
    with pytest.raises(ValueError, match="blocks cover 1 of 2"):
        Document("x", "en", segments, (Block(BlockKind.PARAGRAPH, Span(0, 1)),))


def test_a_document_without_blocks_is_one_paragraph() -> None:
    assert document("One.", "Two.").blocks == (Block(BlockKind.PARAGRAPH, Span(0, 2)),)


def test_english_segments_are_joined_with_a_space() -> None:
    assert document("One.", "Two.").passage(Span(0, 2)).text == "One. Two."


def test_chinese_segments_are_joined_without_a_space_unless_latin_words_meet() -> None:
    assert (
        document("他用的是Linux", "macOS也行。", "好。", language="zh").passage(Span(0, 3)).text
        == "他用的是Linux macOS也行。好。"
    )


def test_a_passage_knows_the_place_of_each_character() -> None:
    passage = document("One.", "Two.").passage(Span(0, 2))
    assert passage.place(passage.text.index("Two")) == Place(2, 1, 5)


def test_an_empty_passage_stands_where_the_segment_before_it_stands() -> None:
    assert document("One.", "Two.", "Three.").passage(Span(2, 2)).place() == Place(2, 1, 5)


def test_a_bead_names_its_kind() -> None:
    assert Bead(Span(0, 2), Span(1, 2)).kind == "2-1"


@pytest.mark.parametrize(
    "beads",
    [
        (Bead(Span(0, 1), Span(0, 1)),),
        (Bead(Span(0, 1), Span(0, 1)), Bead(Span(0, 1), Span(1, 2))),
        (Bead(Span(0, 2), Span(0, 1)), Bead(Span(2, 2), Span(1, 1)), Bead(Span(2, 2), Span(1, 2))),
    ],
    ids=["incomplete", "overlapping", "empty"],
)
def test_beads_must_partition_both_sides(beads: tuple[Bead, ...]) -> None:
    with pytest.raises(ValueError, match="bead"):
        Bitext(document("一。", "二。", language="zh"), document("One.", "Two."), beads)


def test_pairs_are_numbered_from_one() -> None:
    bitext = Bitext(document("一。", language="zh"), document("One.", "Two."), (Bead(Span(0, 1), Span(0, 2), 0.5),))
    pair = bitext.pairs[0]
    assert (pair.number, pair.source.text, pair.target.text, pair.score) == (1, "一。", "One. Two.", 0.5)


@given(st.lists(st.text(alphabet="ab一二 \n", max_size=8), min_size=1, max_size=6))
def test_every_character_of_a_passage_is_found_in_the_file(sentences: list[str]) -> None:
    sentences = [text.replace("\n", "") for text in sentences]
    file = "".join(f"{text}\n" for text in sentences)
    passage = document(*sentences).passage(Span(0, len(sentences)))
    lines = file.split("\n")
    for index, character in enumerate(passage.text):
        line, column, offset = passage.place(index)
        if file[offset] != "\n":  # a space that joins two segments stands at the line end between them
            assert (file[offset], lines[line - 1][column - 1]) == (character, character)
        else:
            assert character == " "


def bitext_of(scores: list[float], confidence: float, lone: int = 0) -> Bitext:
    """Make pairs of ten characters on each side with these scores, and lone sentences as long on both sides."""
    size = len(scores) + lone
    source = Document.from_sentences(["一二三四五六七八九十"] * size, "zh")
    target = Document.from_sentences(["ten to ten"] * size, "en")
    pairs = [Bead(Span(at, at + 1), Span(at, at + 1), score) for at, score in enumerate(scores)]
    first = len(scores)
    alone = [Bead(Span(first + at, first + at + 1), Span(first, first)) for at in range(lone)]
    alone += [Bead(Span(size, size), Span(first + at, first + at + 1)) for at in range(lone)]
    return Bitext(source, target, (*pairs, *alone), confidence)


def test_coverage_is_the_share_of_text_in_likely_pairs() -> None:
    assert bitext_of([0.9, 0.5, 0.49], 0.9, lone=1).coverage == 0.5
    assert Bitext(Document.from_sentences([], "zh"), Document.from_sentences([], "en"), ()).coverage == 1.0


@pytest.mark.parametrize(
    ("scores", "lone", "confidence", "verdict"),
    [
        ([0.9] * 10, 2, 0.8, Verdict.TRANSLATION),
        ([0.9] * 10, 12, 0.8, Verdict.PARTLY),
        ([0.9] * 2, 3, 0.8, Verdict.TRANSLATION),  # too short to tell
        ([0.9] * 10, 12, 1.0, Verdict.TRANSLATION),  # paired by its user
        ([0.9] * 5, 50, 0.1, Verdict.PARTLY),
        ([0.9] * 4, 50, 0.1, Verdict.NOT),
        ([0.9] * 5, 500, 0.1, Verdict.NOT),
        ([0.2] * 20, 0, 0.1, Verdict.NOT),
    ],
)
def test_the_verdict_follows_confidence_and_coverage(
    scores: list[float], lone: int, confidence: float, verdict: Verdict
) -> None:
    found = bitext_of(scores, confidence, lone)
    assert found.verdict is verdict
    assert found.is_translation is (verdict is Verdict.TRANSLATION)
