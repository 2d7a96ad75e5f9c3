from __future__ import annotations

import json

import pytest

from corpora.errors import ConfigError
from metrics.scores import PairScore
from reports.model import Report
from reports.scores import render_scores


def rendered(report: Report, format: str) -> str:
    result = report.results[0]
    return render_scores(result.bitext, result.scores, result.totals, format, width=80)


def test_json_lines_are_one_object_a_pair_with_fixed_keys(press: Report) -> None:
    rows = [json.loads(line) for line in rendered(press, "jsonl").splitlines()]
    assert rows[1] == {
        "pair": 2,
        "adequacy": 52.5,
        "fluency": 88.0,
        "quality": 70.25,
        "signals": {"coverage": 0.525, "length": 1.0},
        "source": "今年上半年,全市引进外资20.5亿元,同比增长8%。",
        "target": "In the first half of this year, the city attracted 20.5 billion yuan of foreign investment, "
        "an increase of 8% year on year.",
    }
    assert [row["pair"] for row in rows] == [1, 2, 3, 4, 5, 6]


def test_a_pair_without_translation_has_no_fluency(press: Report) -> None:
    assert json.loads(rendered(press, "jsonl").split("\n")[3])["fluency"] is None
    assert rendered(press, "tsv").split("\n")[4] == "会后,记者参观了港口。\t\t0.0\t\t0.0\t0.0\t1.0"
    assert "   4       0.0        –      0.0  会后,记者参观了港口。" in rendered(press, "table").split("\n")


def test_a_tsv_has_a_column_for_each_signal(press: Report) -> None:
    lines = rendered(press, "tsv").split("\n")
    assert lines[0] == "source\ttarget\tadequacy\tfluency\tquality\tcoverage\tlength"
    assert lines[1] == "临江市召开新闻发布会\tLinjiang holds a press conference\t95.0\t90.0\t92.5\t0.95\t1.0"


def test_the_table_ends_with_the_whole_and_how_it_was_made(press: Report) -> None:
    assert rendered(press, "table").split("\n")[-8:] == [
        "",
        "adequacy     46.4  (6 pairs)",
        "fluency      83.3  [80.1, 86.5]  (5 pairs)",
        "quality      60.2  (6 pairs)",
        "signature: adequacy|v:1",
        "signature: fluency|v:1",
        "signature: quality|v:1",
        "",
    ]


@pytest.mark.parametrize("format", ["table", "tsv", "jsonl"])
def test_scores_that_do_not_fit_the_pairs_are_refused(press: Report, format: str) -> None:
    with pytest.raises(ValueError, match="shorter"):
        render_scores(press.results[0].bitext, (PairScore(1.0, 1.0, 1.0, {}),), (), format)


def test_an_unknown_format_names_the_known_ones(press: Report) -> None:
    with pytest.raises(ConfigError, match="'xml'; the formats are table, tsv, jsonl"):
        rendered(press, "xml")
