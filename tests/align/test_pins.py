"""Beads fixed by hand, and the cost of sentences that stand alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import align_documents
from align.pins import checked_pins, read_pins, show_pin
from corpora.errors import InputError
from corpora.lexicon import Lexicon
from corpora.model import Bead, Document, Span
from tests.align.test_documents import PAIRS

SOURCE = Document.from_sentences([z for side, _ in PAIRS for z in side], "zh")
TARGET = Document.from_sentences([e for _, side in PAIRS for e in side], "en")


def pin(source: tuple[int, int], target: tuple[int, int]) -> Bead:
    return Bead(Span(*source), Span(*target))


@st.composite
def pinned(draw: st.DrawFn) -> tuple[Document, Document, list[Bead]]:
    """Two documents with empty lines and lines of several sentences, and pins that do not contradict each other."""
    texts = [text for sides in PAIRS for side in sides for text in side]
    lines = st.lists(
        st.sampled_from([*texts, "", "他走了。雨停了。她笑了。", "He left. It rained. She laughed."]), max_size=9
    )
    documents = Document.from_sentences(draw(lines), "zh"), Document.from_sentences(draw(lines), "en")
    pins, i, j = [], 0, 0
    sizes = [len(document.segments) for document in documents]
    while i < sizes[0] or j < sizes[1]:
        a, b = draw(st.integers(0, min(sizes[0] - i, 4))), draw(st.integers(0, min(sizes[1] - j, 4)))
        if a == b == 0:
            break
        if draw(st.booleans()):
            pins.append(pin((i, i + a) if a else (0, 0), (j, j + b) if b else (0, 0)))
        i, j = i + a, j + b
    return *documents, pins


@settings(max_examples=60, deadline=None)
@given(pinned())
def test_pins_stand_in_the_result(case: tuple[Document, Document, list[Bead]]) -> None:
    source, target, pins = case
    beads = align_documents(source, target, Lexicon.load(), pins=pins).beads
    assert [one for one in pins if one.source and one.target and one not in beads] == []
    alone = [
        (kind, at, [bead.kind for bead in beads if span(bead).start <= at < span(bead).end])
        for kind, span, empty, document in (
            ("1-0", lambda bead: bead.source, lambda bead: not bead.target, source),
            ("0-1", lambda bead: bead.target, lambda bead: not bead.source, target),
        )
        for one in pins
        if empty(one)
        for at in range(span(one).start, span(one).end)
        if document.segments[at].text
    ]
    assert [found for found in alone if found[2] != [found[0]]] == []


def test_pins_far_from_the_diagonal_stand_in_the_result(lexicon: Lexicon) -> None:
    source = Document.from_sentences([z for side, _ in PAIRS for z in side] * 20, "zh")
    target = Document.from_sentences([e for _, side in PAIRS for e in side] * 20, "en")
    pins = [pin((2, 3), (250, 262)), pin((200, 230), (270, 271))]
    beads = align_documents(source, target, lexicon, pins=pins).beads
    assert [bead for bead in beads if bead.score == 1.0 and bead in pins] == pins


def test_a_pin_that_agrees_changes_nothing_else(lexicon: Lexicon) -> None:
    found = align_documents(SOURCE, TARGET, lexicon).beads
    again = align_documents(SOURCE, TARGET, lexicon, pins=found[3:5]).beads
    assert [(bead.source, bead.target) for bead in again] == [(bead.source, bead.target) for bead in found]
    assert [bead.score for bead in again[3:5]] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ([pin((0, 1), (5, 6)), pin((1, 2), (2, 3))], "[1]:[2] crosses [0]:[5]; keep one of the two"),
        ([pin((0, 2), (0, 1)), pin((1, 2), (4, 5))], "[1]:[4] and [0,1]:[0] both hold source segment 1; keep one"),
        ([pin((3, 4), (0, 0)), pin((3, 4), (4, 5))], "[3]:[4] and [3]:[] both hold source segment 3; keep one"),
        ([pin((0, 0), (0, 0))], "expected a pin that names a segment, found none on either side"),
        ([pin((0, 1), (90, 91))], "[0]:[90] names target segment 90, but the last one is 14"),
    ],
)
def test_contradictions_are_one_clear_line(pins: list[Bead], expected: str, lexicon: Lexicon) -> None:
    with pytest.raises(InputError) as raised:
        align_documents(SOURCE, TARGET, lexicon, pins=pins)
    assert str(raised.value) == expected


def write(folder: Path, text: str) -> Path:
    path = folder / "pins.ids"
    path.write_text(text, encoding="utf-8")
    return path


def test_pins_are_read_as_beads_are_printed(tmp_path: Path) -> None:
    path = write(tmp_path, "# by hand\n\n[4]:[]\r\n[1]:[1,2]:0.83\n [0] : [0]\n[]:[9]\n")
    found = read_pins(path, SOURCE, TARGET)
    assert [show_pin(one) for one in found] == ["[0]:[0]", "[1]:[1,2]", "[]:[9]", "[4]:[]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[0]:[0]\n1\t2\n", ":2: expected a pin such as [3]:[4,5], found '1\\t2'"),
        ("[0]:[0,2]\n", ":1: expected segments that follow each other, found [0,2]"),
        ("[0]:[3]\n\n[1]:[2]\n", ":3: [1]:[2] crosses [0]:[3]; keep one of the two"),
        ("[99]:[3]\n", ":1: [99]:[3] names source segment 99, but the last one is 12"),
        ("[]:[]\n", ":1: expected a pin that names a segment, found none on either side"),
    ],
)
def test_lines_that_are_no_pins_are_named(text: str, expected: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as raised:
        read_pins(path, SOURCE, TARGET)
    assert str(raised.value) == f"{path}{expected}"


def test_pins_are_put_in_order() -> None:
    found = checked_pins([(None, pin((3, 4), (4, 5))), (None, pin((0, 1), (0, 1)))], SOURCE, TARGET)
    assert [show_pin(one) for one in found] == ["[0]:[0]", "[3]:[4]"]


def test_the_shift_moves_the_number_of_lone_sentences(lexicon: Lexicon) -> None:
    target = Document.from_sentences([e for at, (_, side) in enumerate(PAIRS) if at not in {4, 8} for e in side], "en")
    counts = [
        sum(
            not (bead.source and bead.target)
            for bead in align_documents(SOURCE, target, lexicon, null_cost_shift=by).beads
        )
        for by in (-30.0, 0.0, 30.0)
    ]
    assert counts[1:] == [2, 0]
    assert counts[0] > 2


def test_the_null_cost_does_not_touch_whether_documents_translate_each_other(lexicon: Lexicon) -> None:
    target = Document.from_sentences([segment.text for segment in TARGET.segments], "en")
    shifted = [align_documents(SOURCE, target, lexicon, null_cost_shift=by).confidence for by in (-30.0, 0.0, 30.0)]
    assert shifted[0] == shifted[1] == shifted[2]
