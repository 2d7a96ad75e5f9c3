"""Cues of negation, and which answer each other."""

from __future__ import annotations

import pytest

from metrics.negation import compare_negation, count_cues


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("他不去。", 1),
        ("他没有去，也不想去。", 2),
        ("他不断努力，不仅好学，而且非常认真。", 0),
        ("他不得不去。", 0),
        ("未来是否去，分别决定。", 0),
        ("他并不同意。", 1),
    ],
)
def test_chinese_negation_is_counted_and_what_looks_like_it_is_not(text, certain):
    assert count_cues(text, "zh").certain == certain


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("He does not go.", 1),
        ("He doesn’t go, and never will.", 2),
        ("Not only he goes.", 0),
        ("There is no doubt.", 0),
        ("Nobody went; nothing happened.", 2),
        ("He refused.", 0),
    ],
)
def test_english_negation_is_counted_and_what_looks_like_it_is_not(text, certain):
    assert count_cues(text, "en").certain == certain


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("他不同意。", "He did not agree.", (0, 0)),
        ("他不同意。", "He refused.", (0, 0)),
        ("他不去。", "He goes.", (1, 0)),
        ("他去。", "He does not go.", (0, 1)),
        ("他反对这个计划。", "He did not support the plan.", (0, 0)),
        ("她非常高兴。", "She is very happy.", (0, 0)),
    ],
)
def test_a_negation_on_one_side_only_is_seen(source, target, expected):
    assert compare_negation(source, target) == expected
