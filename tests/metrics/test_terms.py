"""The rules about terms: cases as data, places, messages, and the curated glossary on clean English."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora.glossary import Glossary, default_glossary, parse_glossary
from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.checks.context import Context
from metrics.checks.terms import CHECK
from metrics.rules import Finding

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def check(source: list[str], target: list[str], glossary: Glossary, lexicon: Lexicon) -> list[Finding]:
    beads = tuple(Bead(Span(k, k + 1), Span(k, k + 1)) for k in range(len(source)))
    bitext = Bitext(Document.from_sentences(source, "zh"), Document.from_sentences(target, "en"), beads)
    return list(CHECK.run(Context(bitext, (), lexicon, glossary)))


def glossary_of(rows: list[dict[str, str]]) -> Glossary:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]
    return parse_glossary("\n".join(lines) + "\n")


def cases(rule: str) -> list[Any]:
    lines = (CASES / f"{rule}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    return [
        pytest.param(rule, json.loads(line), id=f"{rule}-{number}-{json.loads(line)['label']}")
        for number, line in enumerate(lines, 1)
    ]


@pytest.mark.parametrize(("rule", "case"), [case for each in CHECK.rules for case in cases(each.name)])
def test_case(rule: str, case: dict[str, Any], lexicon: Lexicon) -> None:
    findings = check(case["source"], case["target"], glossary_of(case["glossary"]), lexicon)
    default = next(each.severity for each in CHECK.rules if each.name == rule)
    found = []
    for finding in findings:
        assert finding.pair
        if rule == "missing-term":
            third: object = None if finding.severity == default else finding.severity.value
        else:
            third = finding.target and finding.pair.target.text[finding.target.slice]
        found.append([finding.pair.number, finding.term, third])
    assert case["expect"] == found
    assert all(finding.rule == rule for finding in findings)


def test_every_rule_has_cases_that_fire_and_cases_that_stay_silent() -> None:
    for rule in CHECK.rules:
        labels = {case.values[1]["label"] for case in cases(rule.name)}
        assert {"fires", "silent"} <= labels
        assert all(
            heading in rule.explanation for heading in ("What it does", "Why it matters", "Example", "Known gaps")
        )


def test_a_finding_points_into_both_texts_and_proposes_the_rendering(lexicon: Lexicon) -> None:
    glossary = glossary_of([{"source": "清朗", "target": "clear and bright", "forbidden": "Qing dynasty", "note": "N"}])
    (finding,) = check(["网络更加清朗。"], ["The net is more Qing dynasty."], glossary, lexicon)
    assert finding.message == '清朗 → "Qing dynasty", which the glossary forbids, expected "clear and bright" (N)'
    assert (finding.source, finding.target, finding.suggestion) == (Span(4, 6), Span(16, 28), "clear and bright")


def test_a_missing_term_names_what_stands_in_its_place(lexicon: Lexicon) -> None:
    glossary = glossary_of([{"source": "外交部", "target": "MFA"}])
    (finding,) = check(["外交部说。"], ["The Foreign Ministry said so."], glossary, lexicon)
    assert finding.target
    assert finding.message == '外交部 → "Foreign Ministry", expected "MFA"'
    assert "Foreign Ministry" in "The Foreign Ministry said so."[finding.target.slice]


FUZZ = glossary_of(
    [
        {"source": "清朗", "target": "clear and bright", "forbidden": "Qing dynasty|Qing", "not_in": "清朗朗"},
        {
            "source": "网络强国",
            "target": "Strength ... in Cyberspace",
            "allowed": "cyber power (CP)",
            "variants": "网强",
        },
        {"source": "网络", "target": "net", "match": "exact", "case": "sensitive"},
        {"source": "国", "target": "state of the U.S.", "type": "person"},
    ]
)
CHINESE = st.lists(st.sampled_from(list("清朗网络强国網絡強國 “”（）。A1\n\u200b𠀀")), max_size=20).map("".join)
ENGLISH = st.lists(
    st.sampled_from(
        [
            "clear",
            " and ",
            "Bright",
            "Qing ",
            "dynasty",
            "(",
            ")",
            "CP",
            "cyber ",
            "Power",
            "U.S.",
            " of ",
            "é",
            "’s ",
            "Strength",
            " in ",
            "Cyberspace",
            ". ",
            "net",
            " The ",
            "State",
            "ﬁ",
            "𝒜",
            "\n",
        ]
    ),
    max_size=20,
).map("".join)


@given(st.lists(st.tuples(CHINESE, ENGLISH), min_size=1, max_size=4))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_findings_of_any_text_point_at_text(lexicon: Lexicon, pairs: list[tuple[str, str]]) -> None:
    source, target = [list(side) for side in zip(*pairs, strict=True)]
    findings = check(source, target, FUZZ, lexicon)
    for finding in findings:
        assert finding.pair
        assert finding.source
        assert 0 < len(finding.source) <= len(finding.pair.source.text[finding.source.slice])
        if finding.target:
            assert finding.pair.target.text[finding.target.slice].strip()
    places = [(each.pair.number, each.target) for each in findings if each.pair and each.rule == "forbidden-term"]
    assert len(places) == len(set(places))
    assert findings == check(source, target, FUZZ, lexicon)


def test_without_a_glossary_there_are_no_findings(lexicon: Lexicon) -> None:
    bitext = Bitext(
        Document.from_sentences(["清朗"], "zh"), Document.from_sentences(["x"], "en"), (Bead(Span(0, 1), Span(0, 1)),)
    )
    assert list(CHECK.run(Context(bitext, (), lexicon, None))) == []


RIGHT = "It spoke of the 20th National Congress."


@pytest.mark.parametrize(
    ("target", "count"),
    [
        ([RIGHT, RIGHT, RIGHT, RIGHT, "It was mentioned again."], 0),
        ([RIGHT, RIGHT, RIGHT, RIGHT, "It spoke of the 19th National Congress."], 1),
        ([RIGHT, RIGHT, RIGHT, "It was mentioned again."], 1),
        ([RIGHT, RIGHT, RIGHT, "It was mentioned again.", "It was mentioned once more."], 2),
    ],
    ids=["left out", "another congress", "too few", "too often"],
)
def test_a_term_that_a_settled_document_leaves_out_is_no_finding(
    target: list[str], count: int, lexicon: Lexicon
) -> None:
    source = [f"他{number}次提到二十大。" for number in "一二三四五"[: len(target)]]
    glossary = glossary_of([{"source": "二十大", "target": "20th National Congress"}])
    found = check(source, target, glossary, lexicon)
    assert [each.rule for each in found] == ["missing-term"] * count


CLEAN = [
    (
        "中央网信办和工信部开展“清朗”专项行动。",
        "The Office of the Central Cyberspace Affairs Commission and the Ministry of "
        "Industry and Information Technology launched the Qinglang campaign.",
    ),
    (
        "要建设网络强国，营造清朗的网络空间。",
        "We should build China's strength in cyberspace and foster a clean cyberspace.",
    ),
    ("《网络安全法》和《数据安全法》已经施行。", "The Cybersecurity Law and the Data Security Law are in force."),
    (
        "“扫黄打非”办公室部署“净网”“护苗”行动。",
        "The office for combating pornography and illegal publications launched the Clean "
        "Net and Protecting the Young campaigns.",
    ),
    (
        "党的二十大强调高质量发展和共同富裕。",
        "The 20th CPC National Congress stressed high-quality development and common prosperity.",
    ),
    ("国新办举行新闻发布会。", "The State Council Information Office held a press conference."),
    ("中国网络文明大会在厦门举行。", "The China Internet Civilization Conference was held in Xiamen."),
    ("网民要自觉抵制网络谣言。", "Internet users should resist online rumors."),
    (
        "推动构建人类命运共同体，共建“一带一路”。",
        "Promote a human community with a shared future and the Belt and Road Initiative.",
    ),
    ("男孩约莫十四五岁。", "The boy was about fourteen or fifteen."),
    ("美国国务院和美国商务部没有回应。", "The U.S. State Department and the U.S. Commerce Department did not respond."),
]


def test_the_curated_glossary_is_silent_on_clean_english(lexicon: Lexicon) -> None:
    source, target = [list(side) for side in zip(*CLEAN, strict=True)]
    assert [finding.message for finding in check(source, target, default_glossary(), lexicon)] == []
