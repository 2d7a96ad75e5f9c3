"""Another English version of the source as evidence."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import align_documents
from align.likelihood import Likelihood
from align.pivot import pivot_by_unit, read_pivot, with_pivot
from align.sides import Side
from align.units import Units
from corpora.errors import InputError
from corpora.lexicon import Lexicon
from corpora.model import Document
from tests.align.test_documents import PAIRS

# Sayings and what a translator made of them, which the dictionary does not lead to.
PROVERBS = [
    ("竹篮打水一场空。", "All that effort came to nothing.", "So all their effort came to nothing."),
    ("八字还没一撇呢。", "Nothing has been settled yet.", "Nothing is settled as yet."),
    ("换汤不换药罢了。", "New label, same old stuff.", "It is the same old stuff under a new label."),
]


def story(omitted: int) -> tuple[list[str], list[str], list[str], list[tuple[int, int]]]:
    """Return source, target, pivot and bead kinds of a story with sayings inside, one of them left out."""
    inside = [([z], [] if number == omitted else [e], [p]) for number, (z, e, p) in enumerate(PROVERBS)]
    parts = [(z, e, [""] * len(z)) for z, e in PAIRS[:5]] + inside + [(z, e, [""] * len(z)) for z, e in PAIRS[5:]]
    source, target, pivot = ([text for part in parts for text in part[side]] for side in range(3))
    return source, target, pivot, [(len(z), len(e)) for z, e, _ in parts]


def kinds(source: list[str], target: list[str], lexicon: Lexicon, pivot: list[str] | None) -> list[tuple[int, int]]:
    sides = Document.from_sentences(source, "zh"), Document.from_sentences(target, "en")
    return [(len(bead.source), len(bead.target)) for bead in align_documents(*sides, lexicon, pivot=pivot).beads]


def test_a_pivot_shows_which_sentence_is_missing_where_the_dictionary_cannot(lexicon: Lexicon) -> None:
    right = {False: 0, True: 0}
    for omitted in range(len(PROVERBS)):
        source, target, pivot, expected = story(omitted)
        for given_one in right:
            right[given_one] += kinds(source, target, lexicon, pivot if given_one else None) == expected
    assert right[True] == len(PROVERBS)
    assert right[False] < len(PROVERBS)


def shares(pivots: list[list[str]], lexicon: Lexicon) -> list[float]:
    """Return how much several pivots of the story count, where it is known which sentences belong together."""
    source, target = [z for side, _ in PAIRS for z in side], [e for _, side in PAIRS for e in side]
    likelihood = Likelihood.of(Side.of(source, "zh"), Side.of(target, "en"), lexicon)
    ends = [(sum(len(z) for z, _ in PAIRS[:at]), sum(len(e) for _, e in PAIRS[:at])) for at in range(len(PAIRS) + 1)]
    beads = [(i, end_i, j, end_j) for (i, j), (end_i, end_j) in pairwise(ends)]
    return [with_pivot(likelihood, pivot, beads, lexicon).pivot_share for pivot in pivots]


def test_a_pivot_counts_as_far_as_it_explains_the_target(lexicon: Lexicon) -> None:
    same = [text for z, e in PAIRS for text in (" ".join(e), *[""] * (len(z) - 1))]
    parts = ["The librarian is an old man." if "librarian" in text else "" for text in same]
    of_same, of_parts, of_reversed, of_nothing = shares([same, parts, same[::-1], [""] * len(same)], lexicon)
    assert 0.5 < of_same < 1
    assert 0.2 < of_parts < 1  # what it leaves out is no fault of it
    assert of_reversed < 0.05
    assert of_nothing == 0


def test_a_pivot_of_other_words_changes_nothing(lexicon: Lexicon) -> None:
    source, target = [z for side, _ in PAIRS for z in side], [e for _, side in PAIRS for e in side]
    sides = Document.from_sentences(source, "zh"), Document.from_sentences(target, "en")
    pivot = ["Shares in steel makers fell for the third week running."] * len(source)
    expected = align_documents(*sides, lexicon)
    found = align_documents(*sides, lexicon, pivot=pivot)
    assert [bead.kind for bead in expected.beads] == [bead.kind for bead in found.beads]
    assert [bead.score for bead in found.beads] == pytest.approx([bead.score for bead in expected.beads], abs=0.01)


def test_sentences_of_a_pivot_go_to_the_unit_that_they_stand_beside() -> None:
    units = Units.of(Document.from_sentences(["他走了。雨停了。", "", "她笑了。"], "zh"))
    assert pivot_by_unit(["He has gone. The rain is over.", "", "She smiled."], units) == [
        "He has gone.", "The rain is over.", "She smiled.",
    ]  # fmt: skip
    assert pivot_by_unit(["", "", ""], units) == ["", "", ""]


def test_a_pivot_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "pivot.txt"
    path.write_bytes("He left.\r\n\r\nShe\N{LINE SEPARATOR}laughed.".encode())
    source = Document.from_sentences(["他走了。", "雨停了。", "她笑了。"], "zh")
    assert read_pivot(path, source) == ("He left.", "", "She laughed.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("He left.\n", "expected 2 lines, one for each sentence of story.zh.txt, found 1; "),
        ("He left.\n\nShe laughed.\n", "expected 2 lines, one for each sentence of story.zh.txt, found 3; "),
        ("\n\n", "is empty: it holds only white space"),
    ],
)
def test_a_pivot_that_does_not_fit_is_an_error(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "pivot.txt"
    path.write_text(text, encoding="utf-8")
    source = Document.from_sentences(["他走了。", "她笑了。"], "zh", "story.zh.txt")
    with pytest.raises(InputError) as raised:
        read_pivot(path, source)
    assert raised.value.path == str(path)
    assert raised.value.problem.startswith(problem)


def test_a_pivot_of_empty_texts_is_an_error(lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match="expected English sentences, found only empty lines"):
        kinds(["他走了。"], ["He left."], lexicon, [""])


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_every_segment_stands_in_one_bead_whatever_the_pivot(data: st.DataObject) -> None:
    texts = st.lists(st.sampled_from([text for pair in PAIRS for side in pair for text in side] + [""]), max_size=6)
    source, target = data.draw(texts), data.draw(texts)
    pivot = data.draw(st.lists(st.text(max_size=9), min_size=len(source), max_size=len(source)))
    # Bitext checks the partition when it is made.
    if any(line.strip() for line in pivot):
        kinds(source, target, Lexicon.load(), pivot)
