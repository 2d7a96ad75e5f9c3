"""`import duizhao`: paths, texts and lists of sentences, and the same answers as the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import duizhao
from tests.conftest import ROOT, SAMPLES, Run

ZH, EN = SAMPLES / "press-conference.zh.md", SAMPLES / "press-conference.en.md"


def test_every_public_name_is_there() -> None:
    assert [name for name in duizhao.__all__ if not hasattr(duizhao, name)] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'algin'"):
        duizhao.algin  # type: ignore[attr-defined]  # noqa: B018


def test_importing_loads_neither_numpy_nor_polars() -> None:
    code = "import duizhao, sys; print([m for m in ('numpy', 'polars', 'rjieba', 'sacrebleu') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_texts_are_split_and_aligned() -> None:
    bitext = duizhao.align("他走了。雨停了。", "He left. The rain stopped.")
    assert [(pair.source.text, pair.target.text) for pair in bitext.pairs] == [
        ("他走了。", "He left."),
        ("雨停了。", "The rain stopped."),
    ]


def test_sentences_stay_as_they_are() -> None:
    bitext = duizhao.align(["他走了。雨停了。"], ["He left.", "The rain stopped."])
    assert [bead.kind for bead in bitext.beads] == ["1-2"]


PINNED = (["他走了。", "雨停了。", "她笑了。"], ["He left.", "The rain stopped.", "She laughed."])


def test_pins_are_beads_or_a_file(tmp_path: Path) -> None:
    pin = duizhao.Bead(duizhao.Span(0, 2), duizhao.Span(0, 1))
    path = tmp_path / "pins.ids"
    path.write_text("[0,1]:[0]\n", encoding="utf-8")
    by_hand = duizhao.align(*PINNED, pins=[pin])
    assert by_hand.beads[0] == pin
    assert duizhao.align(*PINNED, pins=path).beads == by_hand.beads


@pytest.mark.parametrize("name", ["pins", "pivot", "lexicon"])
def test_a_str_is_no_name_of_a_file(name: str) -> None:
    with pytest.raises(duizhao.ConfigError, match=r"a Path, found the str 'a[.]txt'"):
        duizhao.align(*PINNED, **{name: "a.txt"})  # type: ignore[arg-type]


def test_what_documents_are_to_each_other_is_a_verdict() -> None:
    assert duizhao.align(*PINNED).verdict is duizhao.Verdict.TRANSLATION


def test_pins_that_contradict_each_other_are_an_input_error() -> None:
    one, other = (duizhao.Bead(duizhao.Span(0, 1), duizhao.Span(at, at + 1)) for at in (0, 1))
    with pytest.raises(duizhao.InputError, match="both hold source segment 0"):
        duizhao.align(*PINNED, pins=[one, other])


def test_a_negative_null_cost_leaves_sentences_alone() -> None:
    usual, alone = (duizhao.align(*PINNED, null_cost=cost) for cost in (0.0, -20.0))
    assert [bead.kind for bead in usual.beads] == ["1-1"] * 3
    assert {"1-0", "0-1"} <= {bead.kind for bead in alone.beads}


@pytest.mark.parametrize("value", [float("nan"), 20.5, float("-inf")])
def test_a_null_cost_without_meaning_is_a_configuration_error(value: float) -> None:
    with pytest.raises(duizhao.ConfigError, match="expected a null cost from -20 to 20"):
        duizhao.align(*PINNED, null_cost=value)


def test_a_text_of_any_length_is_a_text() -> None:
    text = "他沿着河边走了很久" + "，又走了很久" * 20 + "。"  # longer than a file's name may be
    assert duizhao.align(text, "He walked along the river for a long time.").pairs[0].source.text == text


@pytest.mark.parametrize(
    ("source", "problem"),
    [("", "no text"), ([], "no text"), ([" ", ""], "no text"), ("\ud800他走了。", "half of a surrogate pair")],
)
def test_what_is_no_text_is_an_input_error(source: str | list[str], problem: str) -> None:
    with pytest.raises(duizhao.InputError, match=problem):
        duizhao.check(source, "He left.")


def test_a_file_s_name_as_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zh.txt").write_text("他走了。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(duizhao.ConfigError, match=r"pass Path\('zh.txt'\)"):
        duizhao.align("zh.txt", "He left.")


def test_the_command_line_finds_the_same(duizhao: Run) -> None:
    import duizhao as api

    done = duizhao("check", "--pair", ZH, EN, "--output-format", "jsonl")
    records = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
    findings = api.check(ZH, EN).results[0].findings
    assert [(r["rule"], r["message"]) for r in records] == [(f.rule, f.message) for f in findings]
    assert len(records) > 5


def test_a_bitext_of_one_s_own_is_checked() -> None:
    source = duizhao.Document.from_sentences(["共投入20.5亿元。"], "zh")
    target = duizhao.Document.from_sentences(["A total of 20.5 billion yuan was invested."], "en")
    bitext = duizhao.Bitext(source, target, (duizhao.Bead(duizhao.Span(0, 1), duizhao.Span(0, 1)),))
    report = duizhao.check_bitext(bitext, glossary=None, select=["numbers"])
    assert [finding.rule for finding in report.results[0].findings] == ["number-scale"]


def test_a_glossary_of_one_s_own_is_enforced(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("source\ttarget\n云溪\tCloud Creek\n", encoding="utf-8")
    report = duizhao.check(["他去了云溪。"], ["He went to Yunxi."], glossary=path, select=["missing-term"])
    assert [finding.term for finding in report.results[0].findings] == ["云溪"]
    same = duizhao.check(
        ["他去了云溪。"], ["He went to Yunxi."], glossary=duizhao.read_glossary(path), select=["missing-term"]
    )
    assert same.results[0].findings == report.results[0].findings


def test_scores_have_a_signature() -> None:
    pairs, totals = duizhao.score("他走了。", "He left.")
    assert len(pairs) == 1
    assert all("duizhao:" in total.signature for total in totals)


def test_a_swapped_pair_is_an_input_error() -> None:
    with pytest.raises(duizhao.InputError, match="swapped"):
        duizhao.check("The rain stopped and he went home in the evening.", "雨停了，他傍晚回家去了，再也没有回来。")
