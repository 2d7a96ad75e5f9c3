"""Passages that stand elsewhere in the translation."""

from __future__ import annotations

import pytest

from align import align_documents
from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span, Verdict
from tests.align.test_documents import PAIRS

FLAT = [("".join(z), " ".join(e)) for z, e in PAIRS]


def bitext(source: list[int], target: list[int], lexicon: Lexicon, pins: tuple[Bead, ...] = ()) -> Bitext:
    """Align a story whose sentences stand in these orders."""
    return align_documents(
        Document.from_sentences([FLAT[at][0] for at in source], "zh"),
        Document.from_sentences([FLAT[at][1] for at in target], "en"),
        lexicon,
        pins=pins,
    )


ORDER = list(range(len(FLAT)))


def test_a_story_in_order_has_nothing_moved(lexicon: Lexicon) -> None:
    assert bitext(ORDER, ORDER, lexicon).moved == ()


@pytest.mark.parametrize(("first", "size", "to"), [(4, 2, 10), (6, 1, 1), (8, 2, 2)])
def test_a_moved_passage_is_found_with_both_places(first: int, size: int, to: int, lexicon: Lexicon) -> None:
    passage = ORDER[first : first + size]
    rest = [at for at in ORDER if at not in passage]
    target = rest[:to] + passage + rest[to:]
    found = bitext(ORDER, target, lexicon)
    assert [(one.source, one.target) for one in found.moved] == [(Span(first, first + size), Span(to, to + size))]
    assert found.verdict is Verdict.TRANSLATION


def test_the_beads_leave_a_moved_passage_alone_on_both_sides(lexicon: Lexicon) -> None:
    found = bitext(ORDER, [*ORDER[:4], *ORDER[6:], 4, 5], lexicon)
    (moved,) = found.moved
    beads = [bead for bead in found.beads if moved.source.start <= bead.source.start < moved.source.end]
    assert [bead.kind for bead in beads if bead.source] == ["1-0", "1-0"]
    assert [bead.kind for bead in found.beads[-2:]] == ["0-1", "0-1"]


def test_what_a_pin_leaves_alone_was_not_moved(lexicon: Lexicon) -> None:
    target = [*ORDER[:4], *ORDER[6:], 4, 5]
    alone = (Bead(Span(4, 6), Span(0, 0)),)
    assert bitext(ORDER, target, lexicon, alone).moved == ()


def test_an_omitted_and_an_added_passage_are_no_move(lexicon: Lexicon) -> None:
    assert bitext(ORDER[:10], [*ORDER[:3], *ORDER[5:10], 10, 11], lexicon).moved == ()
