"""Which strings are English words, and which are slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import get_frequency_dict

from metrics.vocabulary import find_doubled, frequencies, is_word, misspells


def test_the_list_is_the_one_that_wordfreq_gives():
    assert frequencies() == pytest.approx(get_frequency_dict("en"), rel=1e-9)


@pytest.mark.parametrize(
    "word",
    [
        "river",
        "Rivers",
        "river's",
        "unrepeatable",
        "denuclearizes",
        "livestreaming",
        "informatisation",
        "kindheartedness",
        "patchier",
        "subprovincial",
        "cyberspace’s",
        "didn't",
        "flypapers",
        "oversimplified",
        "recontaminate",
        "domiciliation",
        "leukoerythroblastic",
        "lymphocytopenia",
        "metalloenzyme",
        "fibromyxoid",
        "blinatumomab",
    ],
)
def test_words_and_what_english_makes_of_them_are_words(word):
    assert is_word(word)


@pytest.mark.parametrize(
    "word", ["goverate", "trompufilate", "comittmant", "xqzt", "wastd", "selectes", "opacificities", "a" * 50]
)
def test_pseudo_words_are_none(word):
    assert not is_word(word)


@pytest.mark.parametrize(
    ("slip", "meant"), [("thier", "their"), ("hvae", "have"), ("reveiwed", "reviewed"), ("foudn", "found")]
)
def test_a_rare_word_next_to_a_frequent_one_is_a_slip(slip, meant):
    assert misspells(slip) == meant


@pytest.mark.parametrize(
    "word", ["wanes", "whitens", "river", "oxen", "sprigs", "aa", "spate", "lather", "retches", "leant"]
)
def test_a_rare_form_of_a_sound_word_is_no_slip(word):
    assert misspells(word) is None


@given(st.text(max_size=30))
def test_any_string_is_judged_the_same_twice_and_in_any_case(text):
    assert is_word(text) == is_word(text)
    assert misspells(text) == misspells(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is a a plan.", ["a a"]),
        ("To to go", ["To to"]),
        ("the\tthe end", ["the\tthe"]),
        ("He had had enough", []),
        ("New York, York", []),
        ("Lang Lang plays", []),
        ("a-a", []),
    ],
)
def test_doubled_words_are_found_where_english_does_not_double(text, expected):
    assert [match.group() for match in find_doubled(text)] == expected
