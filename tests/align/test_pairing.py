"""Which document belongs to which."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bags import Collection
from align.naming import Names
from align.pairing import pair_documents
from align.proposals import Pairing
from corpora.lexicon import Lexicon
from corpora.model import Document, Language
from tests.conftest import ROOT

CASES = [json.loads(line) for line in (ROOT / "tests/cases/file-pairs.jsonl").read_bytes().split(b"\n")[:-1]]
ZH = {case["name"]: case["zh"] for case in CASES}
EN = {case["name"]: case["en"] for case in CASES}
NAMES = tuple(ZH)

Texts = Sequence[tuple[str, Sequence[str]]]
"""Names and sentences."""


def collection(language: Language, texts: Texts) -> Collection:
    found = Collection(language)
    for name, sentences in texts:
        found.add(Document.from_sentences(sentences, language, name))
    return found


def pairing(
    zh: Sequence[tuple[str, Sequence[str]]], en: Sequence[tuple[str, Sequence[str]]], lexicon: Lexicon
) -> Pairing:
    return pair_documents(collection("zh", zh), collection("en", en), lexicon)


def pairs(found: Pairing) -> list[tuple[int, int]]:
    return [(pair.source, pair.target) for pair in found.pairs]


def nameless(texts: dict[str, list[str]], order: Sequence[str]) -> list[tuple[str, list[str]]]:
    return [(f"{'abcdefgh'[at]}", texts[name]) for at, name in enumerate(order)]


def test_contents_find_the_partners_in_any_order(lexicon: Lexicon) -> None:
    found = pairing(
        [(f"中{name}", ZH[name]) for name in NAMES], [(f"x{name}", EN[name]) for name in reversed(NAMES)], lexicon
    )
    assert pairs(found) == [(at, len(NAMES) - 1 - at) for at in range(len(NAMES))]
    assert min(pair.confidence for pair in found.pairs) > 0.9


def test_misleading_names_are_overruled_and_told(lexicon: Lexicon) -> None:
    shifted = [*NAMES[1:], NAMES[0]]
    found = pairing(
        [(f"{name}.zh.txt", ZH[name]) for name in NAMES],
        [(f"{name}.en.txt", EN[other]) for name, other in zip(NAMES, shifted, strict=True)],
        lexicon,
    )
    assert pairs(found) == [(at, (at - 1) % len(NAMES)) for at in range(len(NAMES))]
    assert {pair.names for pair in found.pairs} == {Names.OTHER}
    assert found.misnamed == tuple((at, at) for at in range(len(NAMES)))


def test_files_without_partner_are_listed_with_the_likeliest_one(lexicon: Lexicon) -> None:
    found = pairing(nameless(ZH, NAMES[:4]), nameless(EN, NAMES[2:]), lexicon)
    assert pairs(found) == [(2, 0), (3, 1)]
    assert [lone.document for lone in found.lone_sources] == [0, 1]
    assert [lone.document for lone in found.lone_targets] == [2, 3]
    assert all(lone.confidence < 0.1 for lone in (*found.lone_sources, *found.lone_targets))


def test_a_single_pair_is_judged_by_its_sentences(lexicon: Lexicon) -> None:
    assert pairs(pairing(nameless(ZH, ["bees"]), nameless(EN, ["bees"]), lexicon)) == [(0, 0)]
    assert pairs(pairing(nameless(ZH, ["bees"]), nameless(EN, ["ferry"]), lexicon)) == []


def test_the_same_name_alone_makes_no_pair(lexicon: Lexicon) -> None:
    found = pairing([("report.zh.md", ZH["bees"])], [("report.en.md", EN["ferry"])], lexicon)
    assert (pairs(found), found.misnamed) == ([], ((0, 0),))


def test_of_two_files_with_the_same_text_the_namesake_is_paired(lexicon: Lexicon) -> None:
    texts = [("copy.txt", ZH["bees"]), ("bees.txt", ZH["bees"]), ("ferry.txt", ZH["ferry"])]
    found = pairing(texts, [("bees.txt", EN["bees"]), ("ferry.txt", EN["ferry"])], lexicon)
    assert pairs(found) == [(1, 0), (2, 1)]
    (copy,) = found.lone_sources
    assert (copy.document, copy.candidate, copy.like, copy.likeness) == (0, 0, 1, 1.0)


def test_copies_on_both_sides_pair_one_to_one(lexicon: Lexicon) -> None:
    found = pairing(nameless(ZH, ["bees", "bees", "ferry"]), nameless(EN, ["bees", "ferry", "bees"]), lexicon)
    assert pairs(found) == [(0, 0), (1, 2), (2, 1)]


def test_the_revision_that_was_translated_is_paired_and_the_other_one_told(lexicon: Lexicon) -> None:
    old = [*ZH["glacier"][:4], "样品后来丢失了。"]
    found = pairing([("old", old), ("new", ZH["glacier"]), ("bees", ZH["bees"])], [("x", EN["glacier"])], lexicon)
    assert pairs(found) == [(1, 0)]
    told = found.lone_sources[0]
    assert (told.document, told.candidate, told.like) == (0, 0, 1)
    assert 0.7 < told.likeness < 1


REPORT_ZH = "公司{}年卖出{}辆汽车，比前一年增长{}%。", "利润是{}亿元。", "工厂有{}名工人。"
REPORT_EN = (
    "In {} the company sold {} cars, {}% more than the year before.",
    "Profits were 3.{} billion yuan.",
    "The factory has {} workers.",
)


def report(lines: Sequence[str], *figures: str) -> list[str]:
    return [lines[0].format(*figures[:3]), lines[1].format(figures[3]), lines[2].format(figures[4])]


def test_this_year_s_report_is_not_last_year_s(lexicon: Lexicon) -> None:
    zh = (
        report(REPORT_ZH, "2019", "48210", "7.4", "31", "1240"),
        report(REPORT_ZH, "2020", "52977", "9.9", "36", "1388"),
    )
    en = (
        report(REPORT_EN, "2020", "52,977", "9.9", "6", "1,388"),
        report(REPORT_EN, "2019", "48,210", "7.4", "1", "1,240"),
    )
    assert pairs(pairing([("a", zh[0]), ("b", zh[1])], [("c", en[0]), ("d", en[1])], lexicon)) == [(0, 1), (1, 0)]
    assert pairs(pairing([("a", zh[0])], [("c", en[0])], lexicon)) == []


def test_traditional_characters_pair_as_simplified_ones_do(lexicon: Lexicon) -> None:
    zh = ["老師讓學生們把桌子搬到窗邊。", "窗外的櫻花開了，風一吹，花瓣落滿了書頁。"]
    en = [
        "The teacher had the pupils move the desks to the window.",
        "Outside the cherry trees were in blossom, and when the wind blew, petals covered the pages of the books.",
    ]
    assert pairs(pairing([("a", ZH["bees"]), ("b", zh)], [("c", en), ("d", EN["bees"])], lexicon)) == [(0, 1), (1, 0)]


def test_documents_without_words_and_empty_sides_are_alone(lexicon: Lexicon) -> None:
    found = pairing([("a", ["……"]), ("b", ZH["bees"])], [], lexicon)
    assert (pairs(found), [lone.candidate for lone in found.lone_sources]) == ([], [None, None])
    found = pairing([("a", ["……"])], [("b", ["* * *"])], lexicon)
    assert pairs(found) == []


def test_a_line_without_end_is_paired_by_its_words(lexicon: Lexicon) -> None:
    long = ["".join(ZH["bees"]).replace("。", "") * 400]
    assert pairs(pairing([("a", long), ("b", ZH["ferry"])], [("c", EN["ferry"]), ("d", EN["bees"])], lexicon)) == [
        (0, 1),
        (1, 0),
    ]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(NAMES), max_size=6), st.lists(st.sampled_from(NAMES), max_size=6))
def test_every_document_is_placed_once(zh: list[str], en: list[str]) -> None:
    found = pairing(nameless(ZH, zh), nameless(EN, en), Lexicon.load())
    sources = [pair.source for pair in found.pairs] + [lone.document for lone in found.lone_sources]
    targets = [pair.target for pair in found.pairs] + [lone.document for lone in found.lone_targets]
    assert (sorted(sources), sorted(targets)) == (list(range(len(zh))), list(range(len(en))))
    assert all(zh[pair.source] == en[pair.target] for pair in found.pairs)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_proposal_does_not_depend_on_the_hash_seed(seed: str, tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    program = (
        "from tests.align.test_pairing import *\n"
        "print(pairing(nameless(ZH, NAMES), nameless(EN, NAMES[::-1]), Lexicon.load()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    here = pairing(nameless(ZH, NAMES), nameless(EN, NAMES[::-1]), Lexicon.load())
    assert done.stdout == f"{here}\n"
