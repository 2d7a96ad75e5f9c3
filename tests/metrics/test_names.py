"""Names that became others: what the document tells, and texts of unusual shape."""

from __future__ import annotations

import time

import pytest

from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.checks import names
from metrics.checks.context import Context
from metrics.checks.name_finding import find_chinese_names, find_english_names, split_surname


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def told(rows: list[tuple[str, str]], lexicon: Lexicon) -> list[str]:
    beads = tuple(Bead(Span(at, at + 1), Span(at, at + 1)) for at in range(len(rows)))
    bitext = Bitext(
        Document.from_sentences([source for source, _ in rows], "zh"),
        Document.from_sentences([target for _, target in rows], "en"),
        beads,
    )
    return [finding.message for finding in names.CHECK.run(Context(bitext, (), lexicon, None))]


def test_the_message_names_both(lexicon):
    rows = [("昨天，王小明在会上介绍了图书馆。", "Yesterday Wang Xiaohong presented the library at the meeting.")]
    assert told(rows, lexicon) == ['王小明 became "Xiaohong"']


def test_what_the_document_renders_alike_twice_is_its_rendering(lexicon):
    row = ("昨天，默克尔参观了学校。", "Yesterday Macron visited the school.")
    assert [len(told([row] * count, lexicon)) for count in (1, 2)] == [1, 0]


def test_a_name_of_the_sentence_before_may_be_meant(lexicon):
    rows = [
        ("马克龙到了。", "He, Macron, has arrived."),
        ("他和默克尔见了面。", "Then Macron met her."),
    ]
    assert told(rows, lexicon) == []


def test_words_side_by_side_are_one_row():
    found = find_english_names("He met Anna Lee Smith, and then Bob.")
    assert [name.row for name in found if name.is_inside] == [2, 2, 2, 3]


def test_a_surname_may_have_two_characters():
    assert [split_surname(name) for name in ("欧阳修", "王小明", "努力学习")] == [2, 1, 0]


def test_a_place_is_named_without_its_kind():
    assert [name.text for name in find_chinese_names("他住在帕鲁市。")] == ["帕鲁"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("默克尔在巴黎", "In Xyzzy Merkelov "),
        ("克", "b"),
        ("王", "Wang "),
        ("阿尔", "Abcde "),
        ("·", "O'"),
        ("中", "Aa-"),
    ],
)
@pytest.mark.parametrize("length", [1900, 100_000])
def test_texts_of_one_character_take_no_time(source, target, length, lexicon):
    rows = [((source * length)[:length], ("A" + target * length)[:length])]
    start = time.process_time()
    told(rows, lexicon)
    assert time.process_time() - start < 2
