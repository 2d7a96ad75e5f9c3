"""Word classes by form, and what their order tells."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.grammar import compare_connectives, compare_tense
from metrics.wordorder import CLASSES, classify, is_function_word, score_order
from metrics.wordorder_table import TRANSITIONS

SENTENCES = [
    "The committee discussed next year's budget in the town hall yesterday morning.",
    "Farmers worry that there has been too little rain this summer.",
    "In September the school will open two new music courses for children.",
    "He did not answer the questions that the reporters asked him on Monday.",
    "Prices of grain rose by 3.5 per cent, and those of oil fell.",
]


def test_every_class_has_a_row_and_a_column():
    assert len(TRANSITIONS) == len(CLASSES) ** 2


def test_words_get_the_class_of_their_form():
    assert classify("The old Bridge was quickly building 3 towers, (not) of stone?") == [
        "start", "article", "short", "capital", "be", "ly", "ing", "number", "plural", "comma", "open", "not", "close",
        "of", "word", "stop", "end",
    ]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_reads_better_than_its_words_in_random_order(sentence):
    words = sentence.split()
    mixed = [random.Random(seed).sample(words, len(words)) for seed in range(20)]
    assert sum(score_order(sentence) > score_order(" ".join(order)) for order in mixed) >= 19


def test_an_empty_text_scores_zero():
    assert score_order("") == 0.0


@given(st.text(max_size=80))
def test_any_text_can_be_classified(text):
    classes = classify(text)
    assert set(classes) <= set(CLASSES)
    assert isinstance(score_order(text), float)


def test_function_words_are_told_from_others():
    assert [word for word in ("The", "river", "and", "its", "don't", "bridge") if is_function_word(word)] == [
        "The", "and", "its", "don't",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("他昨天来了。", "He will come.", 1),
        ("他明天来。", "He will come.", 0),
        ("他将回来。", "He will be back.", 0),
        ("他写信。", "He is being writing.", 1),
        ("他正在写信。", "He is writing a letter.", 0),
        ("他写了信。", "He wrote a letter.", 0),
    ],
)
def test_a_time_that_the_chinese_does_not_speak_of_is_seen(source, target, expected):
    assert compare_tense(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("他来了，但是她走了。", "He came. She left.", 1),
        ("他来了，但是她走了。", "He came, but she left.", 0),
        ("如果下雨，我们不去。", "It rains; we stay.", 1),
        ("如果下雨，我们不去。", "If it rains, we stay.", 0),
    ],
)
def test_a_connective_that_nothing_answers_is_seen(source, target, expected):
    assert compare_connectives(source, target) == expected
