"""Word links."""

from __future__ import annotations

from align import link_words
from corpora.lexicon import Lexicon, tokenize


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
