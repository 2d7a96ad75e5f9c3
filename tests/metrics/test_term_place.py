"""What stands in the place of a missing term."""

from __future__ import annotations

from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Pair, Span
from metrics.checks import term_place
from metrics.checks.term_place import find_stand_in


def pair(source: str, target: str) -> Pair:
    documents = Document.from_sentences([source], "zh"), Document.from_sentences([target], "en")
    return Bitext(*documents, (Bead(Span(0, 1), Span(0, 1)),)).pairs[0]


def test_the_words_of_a_pair_are_linked_once_for_all_its_terms() -> None:
    lexicon = Lexicon.load()
    term_place._linked.cache_clear()
    market = pair("市场价格上涨。", "Market prices rose.")
    found = [find_stand_in(market, span, lexicon) for span in (Span(0, 2), Span(2, 4), Span(4, 6))]
    assert found[0] == Span(0, len("Market"))
    assert term_place._linked.cache_info().misses == 1
    find_stand_in(pair("雨停了。", "The rain stopped."), Span(0, 1), lexicon)
    assert term_place._linked.cache_info().misses == 2
