"""Log-odds of transliterations: names score above chance, other names below."""

from __future__ import annotations

import pytest

from corpora.lexicon import Lexicon
from corpora.transliteration import chinese_units, english_units, is_pinyin, sound_log_odds


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def odds(chinese: str, english: str, lexicon: Lexicon) -> float:
    return sound_log_odds(
        [tuple(map(chinese_units, lexicon.syllables(char))) for char in chinese], english_units(english)
    )


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("默克尔", "Merkel"),
        ("罗森斯坦", "Rosenstein"),
        ("舍甫琴科", "Shevchenko"),
        ("萨格勒布", "Zagreb"),
        ("安娜", "Ana's"),
    ],
)
def test_a_name_is_likelier_than_chance_to_be_its_transliteration(chinese, english, lexicon):
    assert odds(chinese, english, lexicon) > 0


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("默克尔", "Rosenstein"), ("罗森斯坦", "Merkel"), ("舍甫琴科", "Zagreb"), ("萨格勒布", "Ana")],
)
def test_another_name_is_less_likely_than_chance(chinese, english, lexicon):
    assert odds(chinese, english, lexicon) < 0


def test_a_name_may_be_the_sound_of_a_part_of_the_characters(lexicon):
    assert odds("唐纳德默克尔", "Merkel", lexicon) == odds("默克尔", "Merkel", lexicon)


def test_doubled_consonants_and_accents_are_no_other_sounds():
    assert english_units("Müller") == english_units("Muler")


def test_pinyin_is_told_from_other_spellings():
    assert [is_pinyin(word) for word in ("Xiaoming", "Lü", "Smith")] == [True, True, False]
