"""Sentences: cases as data, and what holds for every text."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpora.sentences import split_sentences

CASES = Path(__file__).parents[1] / "cases"


def load(language):
    for number, line in enumerate((CASES / f"sentences-{language}.jsonl").read_text("utf-8").split("\n"), 1):
        if line:
            case = json.loads(line)
            marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
            yield pytest.param(language, case["text"], case["expected"], id=f"{language}-{number}", marks=marks)


@pytest.mark.parametrize(("language", "text", "expected"), [*load("zh"), *load("en")])
def test_splits_as_a_reader_would(language, text, expected):
    assert expected == [text[span.slice] for span in split_sentences(text, language)]


texts = st.text(
    st.sampled_from(list("他说好的人AaIiTheU。！？.!?…，、；:：“”‘’「」\"'（）()《》[]1235 \u3000\n—～@/&")),
    max_size=60,
) | st.text(max_size=40)


@given(texts, st.sampled_from(["zh", "en"]))
@example("。", "zh")
@example("...", "en")
@example(" ' \" . ", "en")
def test_spans_are_sorted_disjoint_trimmed_and_hold_every_character_once(text, language):
    spans = split_sentences(text, language)
    covered = [index for span in spans for index in range(span.start, span.end)]
    assert sorted(set(covered)) == covered
    assert {index for index, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert [text[span.slice] for span in spans] == [text[span.slice].strip() for span in spans]
    assert all(span.start < span.end for span in spans)


@given(st.lists(st.sampled_from(["他来了。", "好吗？", "行！", "“走吧。”"]), min_size=1, max_size=8))
def test_certain_chinese_sentences_are_split_wherever_they_stand(sentences):
    text = "".join(sentences)
    assert sentences == [text[span.slice] for span in split_sentences(text, "zh")]


@given(
    st.lists(st.sampled_from(["He came.", "Is it good?", "Yes!", "“Let us go.”", "It rained."]), min_size=1, max_size=8)
)
def test_certain_english_sentences_are_split_wherever_they_stand(sentences):
    text = " ".join(sentences)
    assert sentences == [text[span.slice] for span in split_sentences(text, "en")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_without_content_has_no_sentence(language):
    assert split_sentences("", language) == split_sentences(" \u3000\n", language) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("char", list("。.!…“”\"'《》（()[]好a 1—\n"))
def test_a_line_of_a_megabyte_takes_less_than_a_second(char, language):
    started = time.perf_counter()
    split_sentences(char * 1_000_000, language)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("unit", ["U.S. ", '"." ', "“！”他", "他……", "（。）", "a."])
def test_time_grows_with_length(unit):
    def seconds(count):
        started = time.perf_counter()
        split_sentences(unit * count, "zh")
        return time.perf_counter() - started

    seconds(1000)
    # Quadratic time would grow 64-fold.
    assert seconds(32_000) < 24 * max(seconds(4_000), 0.002)
