"""The rules about numbers: when they fire, when they stay silent, and what they say."""

import json
import re
from pathlib import Path

import pytest

from corpora.model import Bead, Bitext, Document, Pair, Place, Segment, Span
from corpora.numerals import find_numbers
from metrics.checks.number_rules import RULES
from metrics.checks.numbers import CHECK, compare
from metrics.rules import Finding, Severity

CASES = Path(__file__).parents[1] / "cases"


def document(texts: list[str], language: str) -> Document:
    segments = tuple(Segment(text, Place(line, 1, 0), ((0, 0),)) for line, text in enumerate(texts, 1))
    return Document(language, language, segments)


def pair_of(source: str, target: str) -> Pair:
    bead = Bead(Span(0, 1), Span(0, 1))
    return Bitext(document([source], "zh"), document([target], "en"), (bead,)).pairs[0]


def findings(source: str, target: str, *, before: tuple[str, str] = ("", "")) -> list[Finding]:
    near = find_numbers(before[0], "zh"), find_numbers(before[1], "en")
    return list(compare(pair_of(source, target), find_numbers(source, "zh"), find_numbers(target, "en"), *near))


def cases() -> list[object]:
    read = []
    for rule in (rule.name for rule in RULES):
        for line in (CASES / f"{rule}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
            case = json.loads(line)
            label = f"{rule}: {case['source']} | {case['target']}"
            read.append(pytest.param(rule, case["source"], case["target"], case["expect"], id=label))
    return read


@pytest.mark.parametrize(("rule", "source", "target", "expected"), cases())
def test_a_pair_is_judged_as_its_case_says(rule, source, target, expected):
    found = findings(source, target)
    assert [(finding.rule, finding.message) for finding in found] == [(rule, message) for message in expected]


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_has_cases_that_fire_and_cases_that_stay_silent(rule):
    labels = {json.loads(line)["label"] for line in (CASES / f"{rule}.jsonl").read_text("utf-8").split("\n")[:-1]}
    assert labels == {"fires", "silent"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_explains_itself(rule):
    for heading in ("What it does", "Why it matters", "Example", "Known gaps"):
        assert f"*{heading}.*" in rule.explanation
    assert rule in CHECK.rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_rule_is_what_the_rule_says(rule):
    explanation = " ".join(rule.explanation.split())
    source, target, message = re.search(r"\*Example\.\* `(.+?)` beside `(.+?)`: (.+?)\. \*Known", explanation).groups()
    assert (rule.name, message) in [(finding.rule, finding.message) for finding in findings(source, target)]


def test_a_finding_marks_both_sides_and_suggests_the_value():
    (finding,) = findings("产值达20.5亿元。", "Output reached 20.5 billion yuan.")
    assert finding.pair is not None
    assert finding.pair.source.text[finding.source.slice] == "20.5亿"
    assert finding.pair.target.text[finding.target.slice] == "20.5 billion"
    assert (finding.suggestion, finding.severity) == ("2.05 billion", Severity.ERROR)


def test_a_changed_small_number_in_words_is_only_a_warning():
    (finding,) = findings("学校有六名教师。", "The school has nine teachers.")
    assert finding.severity is Severity.WARNING


def test_a_number_that_the_neighbouring_sentence_has_is_not_missing():
    assert findings("共有125家企业。", "They took part.", before=("他们参加了。", "There were 125 enterprises.")) == []


def test_a_number_that_was_changed_is_found_although_a_neighbour_has_the_right_one():
    before = ("共有125家企业。", "There were 125 enterprises.")
    (finding,) = findings("这125家企业参加了。", "These 152 enterprises took part.", before=before)
    assert finding.message == '125, found "152"'


def test_a_changed_repetition_is_found():
    (finding,) = findings("2020年1月至2020年3月。", "From January 2020 to March 2026.")
    assert finding.message == '2020年 = 2020, found "2026"'
