"""English words as terms are compared: what is one word, and what is not."""

from __future__ import annotations

import pytest

from corpora.english import find_words, to_american, word_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Secretaries", "secretary"),
        ("built", "building"),
        ("children", "child"),
        ("ideological", "ideology"),
        ("organisation", "organization"),
        ("centres", "center"),
        ("programme", "program"),
        ("labour", "labor"),
        ("travelling", "traveled"),
        ("Lü", "Lu"),
        ("&", "and"),
        ("fourteenth", "14th"),
        ("five", "5"),
        ("U.S.", "US"),
        ("1,000", "1000"),
        ("universities", "university"),
        ("authorities", "authority"),
    ],
)
def test_forms_of_one_word_share_a_key(one: str, other: str) -> None:
    assert word_keys(one) & word_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("international", "internal"),
        ("organ", "organization"),
        ("minority", "minor"),
        ("authorities", "authors"),
        ("important", "import"),
        ("department", "depart"),
        ("site", "website"),
        ("man", "manner"),
        ("policy", "police"),
    ],
)
def test_other_words_share_none(one: str, other: str) -> None:
    assert word_keys(one).isdisjoint(word_keys(other))


@pytest.mark.parametrize(
    "word", ["enterprise", "advertise", "premises", "exercised", "four", "hour", "tour", "expertise"]
)
def test_american_words_are_left_alone(word: str) -> None:
    assert to_american(word) == word


def test_words_know_their_place() -> None:
    text = "China's U.S.-based “5G” firms’ 1,000 sites"
    words = find_words(text)
    assert [word.text for word in words] == ["China", "U.S.", "based", "5G", "firms", "1,000", "sites"]
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
