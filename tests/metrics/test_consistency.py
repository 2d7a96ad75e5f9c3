"""One thing said in two ways: names, terms and sentences, where the rules fire and where they must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.glossary import Glossary, Term
from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.checks.consistency import CHECK
from metrics.checks.context import Context
from metrics.checks.name_variants import find_variants

LEXICON = Lexicon.load()


def bitext(*pairs: tuple[str, str]) -> Bitext:
    beads = tuple(Bead(Span(k, k + 1), Span(k, k + 1)) for k in range(len(pairs)))
    source, target = zip(*pairs, strict=True)
    return Bitext(Document.from_sentences(source, "zh"), Document.from_sentences(target, "en"), beads)


def messages(*pairs: tuple[str, str], glossary: Glossary | None = None) -> list[tuple[int, str, str]]:
    found = CHECK.run(Context(bitext(*pairs), (), LEXICON, glossary))
    return [(each.pair.number if each.pair else 0, each.severity, each.message) for each in found]


def about(chinese: str, *names: str) -> list[tuple[str, str]]:
    """Return a pair for each name, each about something else."""
    said = ["来了{}。", "{}笑着走了。", "昨天{}没有说话。", "大家都等着{}。", "{}买了一本书。", "没人见过{}。"]
    told = ["Here comes {}.", "{} left with a smile.", "Yesterday {} said nothing."]
    told += ["Everybody waited for {}.", "{} bought a book.", "Nobody has seen {}."]
    return [(zh.format(chinese), en.format(name)) for zh, en, name in zip(said, told, names, strict=False)]


def test_a_name_that_is_usually_spelled_otherwise_is_reported_with_the_usual_spelling() -> None:
    usual = "Chen Guangming"
    pairs = about("陈光明", usual, usual, "Cheng Guangming's friend", usual)
    assert messages(*pairs) == [(3, "warning", '陈光明 → "Cheng Guangming", in 3 other pairs "Chen Guangming"')]


@pytest.mark.parametrize(
    ("chinese", "usual", "other"),
    [
        ("陈光明", "Chen Guangming", "Chen Guang-ming"),
        ("陈光明", "Chen Guangming", "CHEN GUANGMING"),
        ("陈光明", "Chen Guangming", "Chen"),
        ("佛教徒", "Buddhism", "Buddhists"),
        ("中国越南", "China and Vietnam", "Chinese and Vietnamese"),
        ("第十一条", "Article 11", "Article 12"),
    ],
)
def test_hyphens_capitals_short_forms_derivations_and_numbers_are_no_other_spelling(
    chinese: str, usual: str, other: str
) -> None:
    assert messages(*about(chinese, usual, usual, usual, other)) == []


def test_two_people_with_like_names_are_two_people() -> None:
    both = [
        ("陈光明和陈广敏。", "Cheng Guangmin sat there with the other one."),
        ("陈广敏走了。", "Cheng Guangmin left."),
    ]
    assert messages(*about("陈光明", *["Chen Guangming"] * 4), *both) == []


def test_with_fewer_than_three_usual_spellings_nothing_is_usual() -> None:
    assert messages(*about("陈光明", "Chen Guangming", "Chen Guangming", "Cheng Guangming")) == []


def test_a_name_that_the_glossary_lists_is_left_to_its_rules() -> None:
    glossary = Glossary((Term("陈光明", "Chen Guangming", type="person"),))
    pairs = about("陈光明", *["Chen Guangming"] * 3, "Cheng Guangming")
    assert messages(*pairs, glossary=glossary) == []


PARTY = Glossary((Term("网民", "internet users", allowed=("netizens", "web users", "IU")),))


def test_another_accepted_rendering_than_the_usual_one_is_information() -> None:
    pairs = about("网民", "netizens", "netizens", "web users", "a netizen")
    assert messages(*pairs, glossary=PARTY) == [(3, "info", '网民 → "web users", in 3 other pairs "netizens"')]


@pytest.mark.parametrize("other", ["internet users", "IU"])
def test_the_preferred_rendering_and_abbreviations_are_never_odd(other: str) -> None:
    assert messages(*about("网民", "netizens", "netizens", "netizens", other), glossary=PARTY) == []


def test_a_document_that_has_settled_on_no_rendering_is_left_alone() -> None:
    pairs = about("网民", "netizens", "netizens", "web users", "web users")
    assert messages(*pairs, glossary=PARTY) == []


def test_the_same_sentence_in_two_translations_is_reported_once_with_the_more_frequent_one() -> None:
    pairs = [
        ("本条例自公布之日起施行。", "This regulation takes effect on publication."),
        ("本條例自公布之日起施行", "These rules come into force when they are published."),
        ("第二章讲的是别的事情。", "The second chapter is about other things."),
        ("本条例自公布之日起施行。", "This regulation takes effect on publication"),
    ]
    told = 'the same Chinese as in pair 1, there "This regulation takes effect on publication."'
    assert messages(*pairs) == [(2, "warning", told)]


def test_headings_and_spelling_are_no_other_translation() -> None:
    pairs = [
        ("谢谢大家。", "Thanks."),
        ("谢谢大家。", "Thank you all."),
        ("这份报告没有时间限制。", "The report is timebound."),
    ]
    assert messages(*pairs, ("这份报告没有时间限制。", "A report is time-bound!")) == []


@given(
    st.lists(
        st.tuples(
            st.text("陈光明广敏来了。 ", min_size=1, max_size=12), st.text("CchenGgua mi'.-", min_size=1, max_size=24)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_variant_always_points_at_a_name_and_at_chinese(pairs: list[tuple[str, str]]) -> None:
    for variant in find_variants(bitext(*pairs).pairs):
        assert (
            variant.pair.target.text[variant.span.slice].strip() == variant.pair.target.text[variant.span.slice] != ""
        )
        assert len(variant.pair.source.text[variant.source.slice]) >= 2
