"""What an audit says of terms that a small corpus uses rightly, wrongly, in other words, or never."""

from __future__ import annotations

import pytest

from corpora.glossary import Glossary, Term
from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.checks.context import Context
from metrics.term_audit import Audit, Usage

PAIRS = [
    ("网络空间需要规则。", "The network space needs rules."),
    ("他们治理网络空间。", "They govern the network space."),
    ("网络空间属于大家。", "Network spaces belong to everybody."),
    ("网络空间很大。", "Cyberspace is vast."),
    ("春雷行动今天开始。", "Operation Blue Kettle begins today."),
    ("市里总结了春雷行动。", "The city summed up Operation Blue Kettle."),
    ("人大会堂前有很多人。", "Many people stood before the building."),
    ("志愿者参加了大会。", "The volunteers took part in the congress."),
    ("志愿者都很高兴。", "The volunteers were all glad."),
    ("市政府昨天开会。", "The city government met yesterday."),
    ("他们召开扩大会议。", "They convened an enlarged meeting."),
]
TERMS = (
    Term("网络空间", "cyberspace", forbidden=("network space",)),
    Term("春雷行动", "Operation Spring Thunder"),
    Term("志愿者", "volunteer"),
    Term("红船精神", "Red Boat Spirit"),
    Term("市政府", "municipal administration", status="draft"),
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def audit(pairs: list[tuple[str, str]], terms: tuple[Term, ...], lexicon: Lexicon) -> dict[str, Usage]:
    glossary = Glossary(terms)
    found = Audit(glossary, lexicon)
    half = len(pairs) // 2
    for part in (pairs[:half], pairs[half:]):  # two files of one corpus
        beads = tuple(Bead(Span(k, k + 1), Span(k, k + 1)) for k in range(len(part)))
        source = Document.from_sentences([chinese for chinese, _ in part], "zh")
        target = Document.from_sentences([english for _, english in part], "en")
        found.add(Context(Bitext(source, target, beads), (), lexicon, glossary))
    return {usage.term.source: usage for usage in found.usages()}


@pytest.fixture(scope="module")
def usages(lexicon: Lexicon) -> dict[str, Usage]:
    return audit(PAIRS, TERMS, lexicon)


def test_every_approved_term_is_counted(usages: dict[str, Usage]) -> None:
    assert {source: (usage.seen, usage.right) for source, usage in usages.items()} == {
        "网络空间": (4, 1),
        "春雷行动": (2, 0),
        "志愿者": (2, 2),
        "红船精神": (0, 0),
    }


def test_a_majority_against_the_glossary_is_named_with_its_places(usages: dict[str, Usage]) -> None:
    majority = usages["网络空间"].majority
    assert majority is not None
    assert (majority.text, majority.is_forbidden, len(majority.pairs)) == ("network space", True, 3)
    texts = [pair.target.text[span.slice] for pair, span in zip(majority.pairs, majority.spans, strict=True) if span]
    assert texts == ["network space", "network space", "Network spaces"]
    assert not usages["网络空间"].is_always_violated


def test_what_no_dictionary_links_is_found_by_being_common_to_the_pairs(usages: dict[str, Usage]) -> None:
    usage = usages["春雷行动"]
    assert usage.is_always_violated
    assert usage.majority is not None
    assert "Blue Kettle" in usage.majority.text


def test_a_term_that_is_rendered_right_is_left_alone(usages: dict[str, Usage]) -> None:
    assert (usages["志愿者"].others, usages["志愿者"].majority) == ((), None)


def test_words_that_every_pair_has_are_no_rendering(lexicon: Lexicon) -> None:
    pairs = [("红船精神很重要。", "The city says it is good."), ("红船精神永存。", "The city says so.")]
    pairs += [("市里很好。", "The city says yes."), ("市里不好。", "The city says no.")]
    assert audit(pairs, TERMS, lexicon)["红船精神"].majority is None


def test_a_longer_word_in_which_the_term_is_never_right_is_a_candidate_for_not_in(lexicon: Lexicon) -> None:
    pairs = [
        ("他坐飞机去北京。", "He took a plane to Beijing."),
        ("飞机很快。", "The plane is fast."),
        ("直升飞机来了。", "A helicopter came."),
        ("他看见直升飞机。", "He saw a helicopter."),
    ]
    assert lexicon.knows("直升飞机")
    assert audit(pairs, (Term("飞机", "plane"),), lexicon)["飞机"].longer == (("直升飞机", 2),)
