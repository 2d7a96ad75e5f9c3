"""The curated glossary against sentences written for it: what it calls right passes, what it forbids is found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpora.glossary import Term, default_glossary
from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.checks.context import Context
from metrics.checks.terms import CHECK
from metrics.rules import Finding


def load(name: str) -> list[dict[str, str]]:
    text = (Path(__file__).parents[1] / "cases" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


CASES = load("curated-terms.jsonl")
USAGE = load("curated-usage.jsonl")
APPROVED = [term for term in default_glossary().terms if term.status == "approved"]
LEXICON = Lexicon.load()
FRAME = "会上多次谈到{}。", "They spoke about {} at the meeting."


def findings(pairs: Sequence[tuple[str, str]]) -> list[Finding]:
    beads = tuple(Bead(Span(k, k + 1), Span(k, k + 1)) for k in range(len(pairs)))
    source = Document.from_sentences([source for source, _ in pairs], "zh")
    target = Document.from_sentences([target for _, target in pairs], "en")
    return list(CHECK.run(Context(Bitext(source, target, beads), (), LEXICON, default_glossary())))


def framed(chinese: str, rendering: str) -> tuple[str, str]:
    return FRAME[0].format(chinese), FRAME[1].format(rendering.replace("...", "new"))


def test_every_term_has_a_sentence() -> None:
    assert {term.source for term in APPROVED} == {case["term"] for case in CASES}
    assert not [case for case in CASES if case["term"] not in case["source"].replace("、", "")]


@pytest.mark.parametrize("case", CASES, ids=[case["term"] for case in CASES])
def test_a_sentence_with_the_right_rendering_raises_no_alarm(case: dict[str, str]) -> None:
    assert [finding.message for finding in findings([(case["source"], case["target"])])] == []


@pytest.mark.parametrize("case", USAGE, ids=[case["target"] for case in USAGE])
def test_natural_usage_raises_no_alarm(case: dict[str, str]) -> None:
    assert [finding.message for finding in findings([(case["source"], case["target"])])] == []


@pytest.mark.parametrize("term", APPROVED, ids=[f"{term.source}{term.sense}" for term in APPROVED])
def test_every_accepted_rendering_passes(term: Term) -> None:
    pairs = [framed(term.source, rendering) for rendering in term.renderings]
    pairs += [framed(form, term.target) for form in term.variants]
    assert [finding.message for finding in findings(pairs)] == []


@pytest.mark.parametrize(
    "term", [term for term in APPROVED if term.forbidden], ids=lambda term: f"{term.source}{term.sense}"
)
def test_every_forbidden_rendering_is_found(term: Term) -> None:
    found = findings([framed(term.source, rendering) for rendering in term.forbidden])
    wanted = [(number, term.source) for number in range(1, len(term.forbidden) + 1)]
    assert wanted == [(each.pair.number, each.term) for each in found if each.rule == "forbidden-term" and each.pair]


def test_what_is_right_for_another_term_of_the_sentence_is_no_mistake() -> None:
    pair = ("习近平总书记会见了联合国秘书长。", "General Secretary Xi Jinping met the UN Secretary-General.")
    assert [finding.message for finding in findings([pair])] == []
