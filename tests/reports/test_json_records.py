from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from metrics.rules import Finding, Severity
from reports import render
from reports.json_records import finding_record, finding_records
from reports.model import Report, Result

KEYS = ["rule", "family", "severity", "message", "suggestion", "pair", "score", "term", "source", "target"]
SIDE_KEYS = ["path", "line", "column", "text", "start", "end"]


def test_a_finding_has_the_fixed_keys_in_their_order(press: Report) -> None:
    for line in render(press, "jsonl").splitlines():
        record = json.loads(line)
        assert list(record) == KEYS
        assert list(record["source"]) == list(record["target"]) == SIDE_KEYS


def test_a_number_is_marked_on_both_sides(press: Report) -> None:
    assert json.loads(render(press, "jsonl").split("\n")[0]) == {
        "rule": "number-scale",
        "family": "numbers",
        "severity": "error",
        "message": '20.5亿 = 2.05 billion, found "20.5 billion" (×10)',
        "suggestion": "2.05 billion",
        "pair": 2,
        "score": 0.93,
        "term": None,
        "source": {
            "path": "zh/press.md",
            "line": 2,
            "column": 13,
            "text": "今年上半年,全市引进外资20.5亿元,同比增长8%。",
            "start": 12,
            "end": 17,
        },
        "target": {
            "path": "en/press.md",
            "line": 2,
            "column": 52,
            "text": "In the first half of this year, the city attracted 20.5 billion yuan of foreign investment, "
            "an increase of 8% year on year.",
            "start": 51,
            "end": 63,
        },
    }


def test_a_side_without_text_says_where_it_would_stand(press: Report) -> None:
    record = json.loads(render(press, "jsonl").split("\n")[3])
    assert record["target"] == {
        "path": "en/press.md",
        "line": 4,
        "column": 1,
        "text": "",
        "start": None,
        "end": None,
    }


def test_a_finding_about_the_document_has_no_pair_and_no_place(press: Report) -> None:
    finding = Finding("not-a-translation", Severity.ERROR, None, "they do not belong together")
    record = finding_record(press.results[0], finding, "alignment")
    assert (record["pair"], record["score"]) == (None, None)
    assert record["target"] == {
        "path": "en/press.md",
        "line": None,
        "column": None,
        "text": None,
        "start": None,
        "end": None,
    }


def test_no_findings_are_an_empty_array_and_no_lines(press: Report) -> None:
    report = Report((Result(press.results[0].bitext, (), (), ()),), press.rules, "")
    assert (render(report, "json"), render(report, "jsonl")) == ("[]\n", "")


def test_json_and_json_lines_hold_the_same(press: Report) -> None:
    lines = render(press, "jsonl").splitlines()
    assert json.loads(render(press, "json")) == [json.loads(line) for line in lines]


@given(source=st.text(), target=st.text(), message=st.text())
def test_any_text_is_read_back_from_exactly_one_line(
    one_pair: Callable[..., Report], source: str, target: str, message: str
) -> None:
    report = one_pair(source, target, message)
    text = render(report, "jsonl")
    assert len(text.splitlines()) == 1
    assert [json.loads(text)] == list(finding_records(report)) == json.loads(render(report, "json"))
    assert json.loads(text)["source"]["text"] == source
    assert not any(ord(char) < 0x20 for char in text[:-1])


def test_chinese_is_written_as_it_is_and_a_lone_surrogate_as_an_escape(one_pair: Callable[..., Report]) -> None:
    text = render(one_pair("清朗\ud800", "ok"), "jsonl")
    assert "清朗\\ud800" in text
    assert json.loads(text.encode())["source"]["text"] == "清朗\ud800"
