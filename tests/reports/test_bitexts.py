from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import ConfigError
from corpora.model import Bead, Bitext, Document, Span
from reports.bitexts import render_alignment
from reports.model import Report


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    sizes = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=8))
    beads, i, j = [], 0, 0
    for m, n in sizes:
        beads.append(Bead(Span(i, i + m), Span(j, j + n), draw(st.floats(0, 1))))
        i, j = i + m, j + n
    texts = st.text(min_size=1)
    return Bitext(
        Document.from_sentences([draw(texts) for _ in range(i)], "zh"),
        Document.from_sentences([draw(texts) for _ in range(j)], "en"),
        tuple(beads),
    )


def test_ids_are_one_bead_a_line_with_its_confidence(press: Report) -> None:
    assert render_alignment(press.results[0].bitext, "ids") == (
        "[0]:[0]:0.99\n[1]:[1,2]:0.93\n[2]:[3]:0.88\n[3]:[]:0.71\n[4]:[4]:0.97\n[]:[5]:0.64\n"
    )


@given(bitexts())
def test_ids_read_back_are_the_beads(bitext: Bitext) -> None:
    read = [re.fullmatch(r"\[([\d,]*)\]:\[([\d,]*)\]:([01]\.\d\d)", line) for line in lines_of(bitext, "ids")]
    assert [[list(map(int, filter(None, found[side].split(",")))) for side in (1, 2)] for found in read if found] == [
        [list(range(span.start, span.end)) for span in (bead.source, bead.target)] for bead in bitext.beads
    ]


@given(bitexts())
def test_json_lines_read_back_are_the_texts(bitext: Bitext) -> None:
    read = [json.loads(line) for line in lines_of(bitext, "jsonl")]
    assert [(row["source"], row["target"]) for row in read] == [(p.source.text, p.target.text) for p in bitext.pairs]


@given(bitexts())
def test_every_format_has_a_line_for_each_bead(bitext: Bitext) -> None:
    assert len(lines_of(bitext, "tsv")) == len(bitext.beads) + 1
    assert {line.count("\t") for line in lines_of(bitext, "tsv")} == {5}
    assert len(lines_of(bitext, "table")) >= len(bitext.beads) + 2


def lines_of(bitext: Bitext, format: str) -> list[str]:
    return render_alignment(bitext, format).splitlines()


def test_a_tsv_begins_with_the_columns_that_check_reads(press: Report) -> None:
    header, first, *_ = lines_of(press.results[0].bitext, "tsv")
    assert header == "source\ttarget\tscore\tkind\tsource_line\ttarget_line"
    assert first == "临江市召开新闻发布会\tLinjiang holds a press conference\t0.9900\t1-1\t1\t1"


def test_a_side_without_text_has_no_line(press: Report) -> None:
    assert lines_of(press.results[0].bitext, "tsv")[4] == "会后,记者参观了港口。\t\t0.7100\t1-0\t4\t"
    assert json.loads(lines_of(press.results[0].bitext, "jsonl")[5])["source_line"] is None


@pytest.mark.parametrize("format", ["tsv", "jsonl", "tmx"])
def test_an_alignment_is_read_back_as_a_bitext(press: Report, tmp_path: Path, format: str) -> None:
    from corpora.formats import read_bitext

    bitext = press.results[0].bitext
    path = tmp_path / f"aligned.{format}"
    path.write_text(render_alignment(bitext, format), encoding="utf-8")
    assert [(pair.source.text, pair.target.text) for pair in read_bitext(path).pairs] == [
        (pair.source.text, pair.target.text) for pair in bitext.pairs
    ]


def test_the_table_puts_both_texts_side_by_side(press: Report) -> None:
    lines = render_alignment(press.results[0].bitext, "table", width=80).split("\n")
    assert lines[:4] == [
        "pair  kind  score  source                         target",
        "────  ────  ─────  ─────────────────────────────  ─────────────────────────────",
        "   1  1-1    0.99  临江市召开新闻发布会           Linjiang holds a press",
        "                                                  conference",
    ]
    assert "   4  1-0    0.71  会后,记者参观了港口。" in lines


def test_an_unknown_format_names_the_known_ones(press: Report) -> None:
    with pytest.raises(ConfigError, match="'xls'; the formats are table, tsv, jsonl, ids, tmx"):
        render_alignment(press.results[0].bitext, "xls")
