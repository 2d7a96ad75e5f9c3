from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from metrics.rules import Finding, Severity
from reports import render
from reports.model import Report, Result


def test_a_finding_is_a_line_that_editors_can_jump_to(press: Report) -> None:
    assert render(press, "concise").split("\n") == [
        'en/press.md:2:52: error number-scale: 20.5亿 = 2.05 billion, found "20.5 billion" (×10)  [zh/press.md:2]',
        'en/press.md:4:6: error forbidden-term: 清朗 → "Qing dynasty", expected "clear and bright"  [zh/press.md:3]',
        'en/press.md:4:5: error missing-term: “清朗”行动: expected "Clear and Bright campaign"  [zh/press.md:3]',
        "en/press.md:4:1: error omitted-text: no translation of 会后,记者参观了港口。  [zh/press.md:4]",
        'en/press.md:5:19: info doubled-word: "the the"  [zh/press.md:5]',
        'en/press.md:6:1: warning added-text: no original of "Refreshments were served."  [zh/press.md:5]',
        "",
    ]


def test_no_findings_are_no_lines(press: Report) -> None:
    bitext = press.results[0].bitext
    assert render(Report((Result(bitext, (), (), ()),), press.rules, ""), "concise") == ""


def test_a_finding_about_the_document_stands_at_its_beginning(press: Report) -> None:
    finding = Finding("not-a-translation", Severity.ERROR, None, "the documents do not belong together")
    report = Report((Result(press.results[0].bitext, (), (), (finding,)),), press.rules, "")
    assert render(report, "concise") == (
        "en/press.md:1:1: error not-a-translation: the documents do not belong together  [zh/press.md:1]\n"
    )


@given(source=st.text(), target=st.text(), message=st.text())
def test_any_text_gives_exactly_one_line(
    one_pair: Callable[..., Report], source: str, target: str, message: str
) -> None:
    text = render(one_pair(source, target, message), "concise")
    assert text.endswith("\n")
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text
