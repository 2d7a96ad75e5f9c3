"""Word links."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from align import link_pairs, link_words
from align.hmm import posteriors, step_weights
from align.words import MOST_WORDS
from corpora.lexicon import Lexicon, Token, tokenize


def linked(chinese: str, english: str, lexicon: Lexicon) -> set[tuple[str, str]]:
    source, target = tokenize(chinese, "zh"), tokenize(english, "en")
    return {(source[link.source].text, target[link.target].text) for link in link_words(source, target, lexicon)}


def test_words_are_linked_to_their_renderings(lexicon: Lexicon) -> None:
    found = linked(
        "护士昨天在火车站买了三张票。", "The nurse bought three tickets at the railway station yesterday.", lexicon
    )
    assert {("护士", "nurse"), ("昨天", "yesterday"), ("买", "bought"), ("票", "tickets")} <= found


def test_of_two_like_words_the_nearer_is_linked(lexicon: Lexicon) -> None:
    source, target = tokenize("医生骂医生。", "zh"), tokenize("The doctor scolds the doctor.", "en")
    links = [
        (link.source, link.target)
        for link in link_words(source, target, lexicon)
        if target[link.target].text == "doctor"
    ]
    assert links == [(0, 1), (2, 4)]


def test_nothing_is_linked_without_words(lexicon: Lexicon) -> None:
    assert link_words([], tokenize("Nothing.", "en"), lexicon) == []
    assert link_words(tokenize("没有。", "zh"), [], lexicon) == []


def test_each_word_of_a_compound_is_linked_to_its_rendering(lexicon: Lexicon) -> None:
    source = [Token(word, at, at + 1, word) for at, word in enumerate(["印", "尼", "的", "工人"])]
    links = link_words(source, tokenize("workers of Indonesia", "en"), lexicon)
    assert {(0, 2), (1, 2), (3, 0)} <= {(link.source, link.target) for link in links}


def test_months_are_linked_to_their_names(lexicon: Lexicon) -> None:
    assert {("9", "September"), ("月", "September")} <= linked("9月开学。", "School begins in September.", lexicon)


def test_words_of_one_family_are_linked(lexicon: Lexicon) -> None:
    assert "denial" not in lexicon.renderings("否认")
    assert ("否认", "denials") in linked("他的否认没有用。", "His denials were useless.", lexicon)


def test_foreign_names_are_linked_by_their_sound(lexicon: Lexicon) -> None:
    found = linked("厨师卡米诺夫斯基走进了房间。", "The cook Kaminovsky walked into the room.", lexicon)
    assert "卡米诺夫斯基" in "".join(sorted({z for z, e in found if e == "Kaminovsky"}, key="卡米诺夫斯基".find))
    assert ("厨师", "cook") in found


def test_both_words_of_one_rendering_are_linked(lexicon: Lexicon) -> None:
    found = linked("火车站很远。", "The train station is far away.", lexicon)
    assert {("火车站", "train"), ("火车站", "station")} <= found


def test_pairs_together_are_linked_as_each_alone(lexicon: Lexicon) -> None:
    texts = [
        ("护士买了三张票。", "The nurse bought three tickets."),
        ("", "Nothing."),
        (
            "医生昨天去了火车站,因为他的妹妹要来。",
            "Yesterday the doctor went to the station: his sister was coming.",
        ),
        ("票!", "Tickets!"),
    ]
    pairs = [(tokenize(z, "zh"), tokenize(e, "en")) for z, e in texts]
    assert link_pairs(pairs, lexicon) == [link_words(*pair, lexicon) for pair in pairs]
    assert link_pairs([], lexicon) == []


def test_a_text_that_is_no_sentence_has_no_links(lexicon: Lexicon) -> None:
    words = [Token(str(number), number, number + 1, str(number)) for number in range(MOST_WORDS + 1)]
    assert len(link_words(words[:-1], words[:-1], lexicon)) > 0.99 * MOST_WORDS
    assert link_words(words, words[:1], lexicon) == []


def test_posteriors_are_those_of_all_paths() -> None:
    """Compared with the sum over every path of a small model, padding and "none" included."""
    rng = np.random.default_rng(5)
    givers, takers, none = 3, 4, 0.3
    ratios = np.zeros((2, 5, 6))
    ratios[0, :givers, :takers] = rng.uniform(0.1, 9, (givers, takers))
    ratios[1] = rng.uniform(0.1, 9, (5, 6))
    steps, expected, total = step_weights(givers), np.zeros((givers, takers)), 0.0
    for path in product(range(2 * givers), repeat=takers):
        weight, before = 1.0, None
        for taker, state in enumerate(path):
            giver, by_none = state % givers, state >= givers
            if before is None:
                weight /= givers
            elif by_none and giver != before:
                weight = 0.0
            elif not by_none:
                weight *= steps[before, giver]
            weight *= none if by_none else (1 - none) * ratios[0, giver, taker]
            before = giver
        total += weight
        for taker, state in enumerate(path):
            if state < givers:
                expected[state, taker] += weight
    found = posteriors(ratios, np.array([givers, 5]), np.array([takers, 6]), no_partner=none)
    assert found[0, :givers, :takers] == pytest.approx(expected / total)
    assert not found[0, givers:].any()
    assert not found[0, :, takers:].any()
