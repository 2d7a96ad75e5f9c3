"""Whole documents."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import align_documents
from align.units import Units
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Document

PAIRS = [
    (["周一早上下了一场大雪。"], ["On Monday morning it snowed heavily."]),
    (["王小明没有赶上公共汽车，只好走路去学校。"], ["Wang Xiaoming missed the bus.", "He had to walk to school."]),
    (["“你怎么又迟到了？”", "老师问他。"], ['"Why are you late again?" the teacher asked him.']),
    (["他低下头，一句话也没说。"], ["He lowered his head and did not say a word."]),
    (["图书馆里有12000本书，其中3000本是外文书。"], ["The library has 12,000 books, 3,000 of them foreign."]),
    (["管理员是一位七十岁的老人。"], ["The librarian is an old man of seventy."]),
    (["他每天早上六点起床，先喝一杯绿茶，再去公园打太极拳。"],
     ["He gets up at six every morning.", "First he drinks a cup of green tea.", "Then he does tai chi in the park."]),
    (["下午三点，医院的电话响了。"], ["At three in the afternoon the hospital's telephone rang."]),
    (["护士说病人的血压已经恢复正常。"], ["The nurse said the patient's blood pressure was back to normal."]),
    (["大家都松了一口气！"], ["Everybody breathed a sigh of relief!"]),
    (["晚上，全家人围着桌子吃饺子。"], ["In the evening the whole family sat round the table eating dumplings."]),
    (["窗外的月亮又大又圆。"], ["The moon outside the window was big and round."]),
]  # fmt: skip


def bitext(source: list[str], target: list[str], lexicon: Lexicon) -> Bitext:
    return align_documents(Document.from_sentences(source, "zh"), Document.from_sentences(target, "en"), lexicon)


def kinds(found: Bitext) -> list[str]:
    return [bead.kind for bead in found.beads]


def test_a_story_is_paired_sentence_by_sentence(lexicon: Lexicon) -> None:
    source, target = [z for side, _ in PAIRS for z in side], [e for _, side in PAIRS for e in side]
    found = bitext(source, target, lexicon)
    assert kinds(found) == [f"{len(z)}-{len(e)}" for z, e in PAIRS]
    assert found.confidence > 0.9
    assert min(bead.score for bead in found.beads) > 0.5


def test_traditional_characters_are_paired_like_simplified_ones(lexicon: Lexicon) -> None:
    source = ["護士說病人的血壓已經恢復正常。", "大家都鬆了一口氣！", "窗外的月亮又大又圓。"]
    target = [
        "The nurse said the patient's blood pressure was back to normal.",
        "Everybody breathed a sigh of relief!",
        "The moon outside the window was big and round.",
    ]
    assert kinds(bitext(source, target, lexicon)) == ["1-1", "1-1", "1-1"]


@pytest.mark.parametrize("missing", [3, 4, 8])
def test_an_omitted_sentence_is_a_deletion(missing: int, lexicon: Lexicon) -> None:
    source = [z for side, _ in PAIRS for z in side]
    target = [e for at, (_, side) in enumerate(PAIRS) if at != missing for e in side]
    expected = [f"{len(z)}-{len(e)}" if at != missing else "1-0" for at, (z, e) in enumerate(PAIRS)]
    assert kinds(bitext(source, target, lexicon)) == expected


def test_unrelated_documents_are_no_translation(lexicon: Lexicon) -> None:
    source = [z for side, _ in PAIRS for z in side]
    target = [
        "Parliament approved the budget after a debate of nine hours.",
        "The finance minister promised lower taxes on small companies.",
        "Shares in steel makers fell for the third week in a row.",
        "Analysts blame cheap imports and a strong currency.",
        "Exports of machine tools reached a record in August.",
        "The central bank left its interest rate unchanged.",
        "Farmers expect a poor harvest because of the drought.",
        "Two ferries will connect the islands from next spring.",
    ]
    found = bitext(source, target, lexicon)
    assert found.confidence < 0.2
    assert max((bead.score for bead in found.beads if bead.kind == "1-1"), default=0.0) < 0.5


def test_one_side_without_text_gives_null_beads(lexicon: Lexicon) -> None:
    assert kinds(bitext(["他走了。", "天黑了。"], [], lexicon)) == ["1-0", "1-0"]
    assert kinds(bitext([], ["He left."], lexicon)) == ["0-1"]
    assert kinds(bitext([], [], lexicon)) == []


def test_one_sentence_against_its_translation(lexicon: Lexicon) -> None:
    found = bitext(
        ["护士说病人的血压已经恢复正常。"], ["The nurse said the patient's blood pressure was normal again."], lexicon
    )
    assert kinds(found) == ["1-1"]
    assert found.confidence > 0.5


def test_one_sentence_against_another(lexicon: Lexicon) -> None:
    found = bitext(["护士说病人的血压已经恢复正常。"], ["Shares in steel makers fell for the third week."], lexicon)
    assert found.confidence < 0.5
    assert found.beads[0].score < 0.5


def test_a_side_of_one_paragraph_is_one_bead(lexicon: Lexicon) -> None:
    source = ["".join(z for side, _ in PAIRS[:5] for z in side)]
    target = [e for _, side in PAIRS[:5] for e in side]
    assert kinds(bitext(source, target, lexicon)) == ["1-6"]
    assert kinds(bitext(source * 4, target * 4, lexicon)) == ["1-6"] * 4


def test_a_side_of_one_giant_paragraph_is_one_bead(lexicon: Lexicon) -> None:
    source = ["".join(z for side, _ in PAIRS for z in side)]
    target = [e for _, side in PAIRS for e in side]
    assert kinds(bitext(source, target, lexicon)) == [f"1-{len(target)}"]
    english = [" ".join(target)]
    assert kinds(bitext([z for side, _ in PAIRS for z in side], english, lexicon)) == ["13-1"]


def test_two_sentences_on_a_line_belong_to_both_lines_of_the_other_side(lexicon: Lexicon) -> None:
    found = bitext(["他走了。雨停了。"], ["He left.", "The rain stopped."], lexicon)
    assert kinds(found) == ["1-2"]
    assert found.beads[0].score > 0.9
    assert kinds(bitext(["他走了。", "雨停了。"], ["He left. The rain stopped."], lexicon)) == ["2-1"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (["", "他走了。"], ["He left."], ["1-0", "1-1"]),
        (["他走了。", "", ""], ["He left.", ""], ["1-1", "1-1", "1-0"]),
        (["他走了。", "雨停了。"], ["He left.", "", "The rain stopped."], ["1-1", "0-1", "1-1"]),
        (["他走了。", "", "雨停了。"], ["He left.", "", "The rain stopped."], ["1-1", "1-1", "1-1"]),
        (["", ""], [""], ["1-1", "1-0"]),
        (["", " "], ["He left."], ["1-0", "1-0", "0-1"]),
        (["他走了。", "", "雨停了。"], ["He left and the rain stopped."], ["3-1"]),
    ],
)
def test_empty_lines_face_each_other_and_change_nothing_else(
    source: list[str], target: list[str], expected: list[str], lexicon: Lexicon
) -> None:
    assert kinds(bitext(source, target, lexicon)) == expected


def test_marks_without_words_are_paired(lexicon: Lexicon) -> None:
    assert kinds(bitext(["……", "？", "！"], ["...", "?", "!"], lexicon)) == ["1-1", "1-1", "1-1"]


def test_sentences_that_repeat_are_paired_in_order(lexicon: Lexicon) -> None:
    assert kinds(bitext(["他笑了。"] * 30, ["He laughed."] * 30, lexicon)) == ["1-1"] * 30


def test_a_line_of_100_000_characters_takes_no_time(lexicon: Lexicon) -> None:
    started = time.process_time()
    found = bitext(["中国人民" * 25_000, "他走了。"], ["the people " * 10_000, "He left."], lexicon)
    assert [len(found.beads[-1].source), len(found.beads[-1].target)] == [1, 1]
    assert time.process_time() - started < 10


TEXTS = st.lists(
    st.one_of(
        st.sampled_from([text for pair in PAIRS for side in pair for text in side]),
        st.text(max_size=12),
        st.sampled_from(["", " ", "”", "…", "\N{LINE SEPARATOR}", "。"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_every_segment_stands_in_one_bead(source: list[str], target: list[str]) -> None:
    # Bitext checks the partition when it is made.
    found = bitext(source, target, Lexicon.load())
    assert all(0.0 <= bead.score <= 1.0 for bead in found.beads)
    assert 0.0 <= found.confidence <= 1.0


_PROGRAM = """
from align import align_documents
from corpora.lexicon import Lexicon
from corpora.model import Document
from tests.align.test_documents import PAIRS
source = Document.from_sentences([z for side, _ in PAIRS for z in side] * 9, "zh")
target = Document.from_sentences([e for _, side in PAIRS for e in side] * 9, "en")
found = align_documents(source, target, Lexicon.load())
print([(bead.kind, bead.score) for bead in found.beads], found.confidence)
"""


def test_results_do_not_depend_on_the_hash_seed() -> None:
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1


def test_a_rare_line_of_two_sentences_stays_whole_where_others_hold_one() -> None:
    lines = ["他走了。", "雨停了。他笑了。"]
    assert Units.of(Document.from_sentences(lines, "zh")).texts == ("他走了。", "雨停了。", "他笑了。")
    assert Units.of(Document.from_sentences(lines[:1] * 50 + lines[1:], "zh")).texts[-1] == "雨停了。他笑了。"
