"""Rules about characters and words, on cases kept as data."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.checks import characters, damage, fluency, names, placeholders, punctuation, traces
from metrics.checks.context import Context
from metrics.scoring import score_pairs

CASES = Path(__file__).parents[1] / "cases"
CHECKS = {
    "unknown-word": fluency.CHECK, "doubled-word": fluency.CHECK, "untranslated-text": characters.CHECK,
    "fullwidth-punctuation": punctuation.CHECK, "unbalanced-quotes": punctuation.CHECK, "mojibake": damage.CHECK,
    "placeholder-mismatch": placeholders.CHECK, "repetition": traces.CHECK, "machine-trace": traces.CHECK,
    "name-mismatch": names.CHECK,
}  # fmt: skip


def read_cases():
    for rule in CHECKS:
        for line in (CASES / f"{rule}.jsonl").read_text(encoding="utf-8").split("\n"):
            if line:
                case = json.loads(line)
                yield pytest.param(rule, case, id=f"{rule}: {case['label']}")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def bitext_of(source: str, target: str) -> Bitext:
    return Bitext(
        Document.from_sentences([source], "zh"),
        Document.from_sentences([target], "en"),
        (Bead(Span(0, 1), Span(0, 1)),),
    )


def context_of(source: str, target: str, lexicon: Lexicon) -> Context:
    bitext = bitext_of(source, target)
    return Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, None)


@pytest.mark.parametrize(("rule", "case"), list(read_cases()))
def test_rule_finds_what_the_case_expects(rule, case, lexicon):
    context = context_of(case["source"], case["target"], lexicon)
    found = [finding for finding in CHECKS[rule].run(context) if finding.rule == rule]
    assert [finding.target and case["target"][finding.target.slice] for finding in found] == case["expect"]


def test_a_misspelling_gets_the_right_word_as_suggestion(lexicon):
    findings = list(fluency.CHECK.run(context_of("早饭很好吃。", "The breakast was good.", lexicon)))
    assert [finding.suggestion for finding in findings] == ["breakfast"]
    assert [finding.message for finding in findings] == ['"breakast" is no English word; perhaps "breakfast" is meant']


def test_a_pseudo_word_far_from_every_word_gets_no_suggestion(lexicon):
    findings = list(fluency.CHECK.run(context_of("好。", "They trompufilate the plan.", lexicon)))
    assert [finding.suggestion for finding in findings] == [None]


def test_of_similar_words_the_one_that_the_source_asks_for_is_suggested():
    assert fluency.suggest("heaman", frozenset({"human"})) == "human"
    assert fluency.suggest("heaman", frozenset({"bird"})) != "human"


def test_a_heading_that_ends_in_the_next_sentence_s_first_word_is_not_doubled(lexicon):
    source = Document.from_sentences(["计划", "计划已经通过。"], "zh")
    target = Document.from_sentences(["The new plan", "Plan two was adopted."], "en")
    bitext = Bitext(source, target, (Bead(Span(0, 2), Span(0, 2)),))
    context = Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, None)
    assert list(fluency.CHECK.run(context)) == []


def test_untranslated_text_is_marked_in_the_source_too(lexicon):
    (finding,) = characters.CHECK.run(context_of("昨天网信办开会。", "The 网信办 met yesterday.", lexicon))
    assert finding.source == Span(2, 5)


@pytest.mark.parametrize(
    "char",
    [
        "a",
        " ",
        "(",
        "关",
        "'",
        ".",
        "\N{NO-BREAK SPACE}",
        "a ",
        "the ",
        "关 ",
        "(关",
        "a-",
        '"',
        "“",
        "?",
        "a?",
        "Ã",
        "茅",
        "{",
        "<",
        "&",
        "%",
        "`",
        "@",
        "a and ",
        "a b ",
        "，",
        "i am ",
    ],
)
def test_a_long_line_of_anything_takes_linear_time(char, lexicon):
    context = Context(bitext_of("好。", char * 50_000), (), lexicon, None)
    start = time.process_time()
    for check in dict.fromkeys(CHECKS.values()):
        for _ in check.run(context):
            pass
    assert time.process_time() - start < 5
