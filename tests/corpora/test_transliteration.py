"""How names sound."""

from __future__ import annotations

import pytest

from corpora.transliteration import english_sounds, pinyin_sounds, sound_similarity


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("Kaminovsky", "ka mi nuo fu si ji"),
        ("Peter", "bi de"),
        ("Washington", "hua sheng dun"),
        ("Akbar", "a ke ba er"),
        ("Charles", "cha er si"),
        ("Philip", "fei li pu"),
    ],
)
def test_a_name_sounds_more_like_its_transliteration_than_like_others(name: str, syllables: str) -> None:
    likeness = {
        other: sound_similarity(english_sounds(other), "".join(map(pinyin_sounds, syllables.split())))
        for other in ("Kaminovsky", "Peter", "Washington", "Akbar", "Charles", "Philip")
    }
    assert max(likeness, key=lambda other: likeness[other]) == name
    assert likeness[name] >= 0.5


def test_what_has_no_consonants_sounds_like_nothing() -> None:
    assert english_sounds("Aia") == pinyin_sounds("ai") == pinyin_sounds("yi") == ""
