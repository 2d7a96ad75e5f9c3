"""Finding renderings in English: inflection, spelling, articles, gaps, capitals."""

from __future__ import annotations

import pytest

from corpora.glossary import Term
from metrics.checks.term_target import TargetText, find_accepted, find_forbidden


def accepted(rendering: str, text: str, **columns: str) -> list[tuple[str, bool]]:
    term = Term("词", rendering, **columns)  # type: ignore[arg-type]
    return [(text[match.span.slice], match.has_case) for match in find_accepted(TargetText(text), (term,))]


@pytest.mark.parametrize(
    ("rendering", "text", "found"),
    [
        ("Secretary General", "two Secretaries General met", "Secretaries General"),
        ("Party committee", "the Party's committees decided", "Party's committees"),
        ("Ministry of Commerce", "the Ministry of the Commerce said", "Ministry of the Commerce"),
        ("a poor boy", "He was poor boys' friend", "poor boys"),
        ("live-streaming sales", "Livestreaming sales rose", "Livestreaming sales"),
        ("cyberspace", "in cyber space", "cyber space"),
        ("Hong Kong", "Hongkong and Shanghai", "Hongkong"),
        ("data center", "new data centres", "data centres"),
        ("organized labor", "organised labour", "organised labour"),
        ("defense program", "a defence programme", "defence programme"),
        ("14th Five-Year Plan", "the Fourteenth Five Year Plan", "Fourteenth Five Year Plan"),
        ("went home", "they go home", "go home"),
        ("Research & Development", "research and development", "research and development"),
        ("Law ... on Food Safety", "the Law of the People's Republic of China on Food Safety", None),
        ("online ecosystem", "online and offline ecosystems", "online and offline ecosystems"),
        ("stored value facility licence", "stored value facility (SVF) licences", None),
        ("Chief Executive of the Bank", "the Bank's Chief Executive", "Bank's Chief Executive"),
        ("provident fund scheme", "a scheme of provident funds", "scheme of provident funds"),
        ("St. Petersburg", "in St. Petersburg", "St. Petersburg"),
        ("FTZ", "pilot FTZs", "FTZs"),
    ],
)
def test_a_rendering_is_found_in_its_forms(rendering: str, text: str, found: str | None) -> None:
    places = [place.removesuffix("'s") for place, _ in accepted(rendering, text, case="insensitive")]
    assert places
    if found:
        assert found.removesuffix("'s") in places


@pytest.mark.parametrize(
    ("rendering", "text"),
    [
        ("site", "the website was down"),
        ("man", "in this manner"),
        ("public security", "open to the public. Security was tight"),
        ("Law ... on Food Safety", "the law says one two three four words on food safety"),
        ("World Health Organization", "a healthy world"),
        ("IT", "and it works"),
        ("WHO", "the people who came"),
    ],
)
def test_other_words_are_no_rendering(rendering: str, text: str) -> None:
    assert accepted(rendering, text) == []


@pytest.mark.parametrize(
    ("rendering", "text", "case", "has_case"),
    [
        ("Belt and Road", "the belt and road", "smart", False),
        ("Belt and Road", "THE BELT AND ROAD", "smart", True),
        ("digital economy", "The Digital Economy", "smart", True),
        ("Minor", "a minor", "smart", True),
        ("digital economy", "the Digital Economy", "sensitive", False),
        ("digital economy", "Digital economy grows", "sensitive", True),
        ("Belt and Road", "the belt and road", "insensitive", True),
        ("Ministry of Education", "the ministries of education and finance", "smart", True),
        ("Ministry of Education", "the ministry of education", "smart", False),
        ("Four-Sphere Confidence", "the Four-sphere Confidence", "smart", True),
        ("Four-Sphere Confidence", "the four-Sphere Confidence", "smart", False),
    ],
)
def test_capitals_count_as_the_row_says(rendering: str, text: str, case: str, has_case: bool) -> None:
    assert [has_case] == [found for _, found in accepted(rendering, text, case=case)]


def test_an_exact_rendering_is_not_inflected() -> None:
    assert accepted("public account", "public accounts", match="exact") == []
    assert accepted("public account", "a public account.", match="exact") == [("public account", True)]


def test_a_forbidden_rendering_has_no_coordination_inside() -> None:
    term = Term("词", "x", forbidden=("network space",))
    assert find_forbidden(TargetText("network security and space"), term) == []
    assert len(find_forbidden(TargetText("the network spaces"), term)) == 1
