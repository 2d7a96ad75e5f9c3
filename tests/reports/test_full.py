from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import ConfigError
from corpora.model import Span
from metrics.rules import Finding, Severity
from reports import RENDERERS, render
from reports.display import width_of
from reports.model import Report, Result

PAIR_TWO = """\
pair 2  quality 70
  zh │ 今年上半年,全市引进外资20.5亿元,同比增长8%。
     │                        ^^^^^^
  en │ In the first half of this year, the city attracted 20.5 billion yuan of
     │                                                    ^^^^^^^^^^^^
     │ foreign investment, an increase of 8% year on year.
  error number-scale  en/press.md:2:52  zh/press.md:2:13
  20.5亿 = 2.05 billion, found "20.5 billion" (×10)
  suggestion: 2.05 billion
"""

PAIR_THREE = """\
pair 3  quality 62
  zh │ “清朗”行动将持续到年底。
     │  1^^^
     │ 2^^^^^^^^^
  en │ The "Qing dynasty" campaign will last until the end of the year.
     │      1^^^^^^^^^^^
     │     2^^^^^^^^^^^^^^^^^^^^^^
  1 error forbidden-term  en/press.md:4:6  zh/press.md:3:2
    清朗 → "Qing dynasty", expected "clear and bright"
    suggestion: clear and bright
  2 error missing-term  en/press.md:4:5  zh/press.md:3:1
    “清朗”行动: expected "Clear and Bright campaign"
    suggestion: Clear and Bright campaign
"""

PAIR_FOUR = """\
pair 4  quality 0
  zh │ 会后,记者参观了港口。
     │ ^^^^^^^^^^^^^^^^^^^^^
  en │ (no translation)
  error omitted-text  en/press.md:4:1  zh/press.md:4:1
  no translation of 会后,记者参观了港口。
"""

SUMMARY = """\
4 errors, 1 warning, 1 info in 5 of 6 pairs
added-text 1, doubled-word 1, forbidden-term 1, missing-term 1, number-scale 1,
omitted-text 1
"""


def test_pairs_show_both_texts_with_carets_under_the_offending_parts(press: Report) -> None:
    text = render(press, "full", width=80)
    assert text.startswith(
        "zh/press.md → en/press.md\n6 pairs; translation, coverage 87 % (probability of a whole translation 0.96)\n\n"
        + PAIR_TWO
        + "\n"
        + PAIR_THREE
    )
    assert PAIR_FOUR in text
    assert text.endswith("\n\n" + SUMMARY)


def test_colour_adds_nothing_but_colour(press: Report) -> None:
    colored = render(press, "full", width=80, color=True)
    assert "\x1b[" in colored
    assert unstyle(colored) == render(press, "full", width=80)


def test_without_findings_it_says_so(press: Report) -> None:
    report = Report((Result(press.results[0].bitext, (), (), ()),), press.rules, "")
    assert render(report, "full") == "No findings in 6 pairs.\n"


def test_a_finding_about_the_document_names_both_files(press: Report) -> None:
    finding = Finding("not-a-translation", Severity.ERROR, None, "they do not belong together")
    report = Report((Result(press.results[0].bitext, (), (), (finding,)),), press.rules, "")
    assert "  error not-a-translation  en/press.md  zh/press.md\n  they do not belong together\n" in render(report)


def test_a_mark_between_two_characters_is_one_caret(press: Report) -> None:
    pair = press.results[0].bitext.pairs[0]
    finding = Finding("missing-term", Severity.ERROR, pair, "a word is missing", None, Span(8, 8))
    report = Report((Result(press.results[0].bitext, (), (), (finding,)),), press.rules, "")
    assert "  en │ Linjiang holds a press conference\n     │         ^\n" in render(report)


def test_findings_on_the_same_part_share_a_mark(press: Report) -> None:
    pair = press.results[0].bitext.pairs[0]
    findings = tuple(
        Finding("missing-term", severity, pair, "made up", None, Span(0, 8))
        for severity in (Severity.INFO, Severity.ERROR)
    )
    report = Report((Result(press.results[0].bitext, (), (), findings),), press.rules, "")
    assert "  en │ Linjiang holds a press conference\n     │ 1,2^^^^^\n  1 info" in render(report)


def test_of_a_very_long_text_what_stands_around_the_mark_is_shown(one_pair: Callable[..., Report]) -> None:
    report = one_pair("数" * 4000, "word " * 2000)
    assert len(render(report, "full", width=80).split("\n")) < 60
    assert " … " in render(report, "full", width=80)


@given(source=st.text(min_size=1), target=st.text(min_size=1), message=st.text())
def test_any_text_stays_inside_the_width_and_moves_no_cursor(
    one_pair: Callable[..., Report], source: str, target: str, message: str
) -> None:
    text = render(one_pair(source, target, message), "full", width=60)
    assert all(char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs" for char in text)
    assert text.splitlines() == text.split("\n")[:-1]
    texts = [line for line in text.split("\n") if "│" in line]
    assert all(width_of(line) <= 60 for line in texts)


def test_every_format_renders_every_run(press: Report) -> None:
    assert list(RENDERERS) == ["full", "concise", "json", "jsonl", "tsv", "html"]
    for name, renderer in RENDERERS.items():
        assert renderer(press) == render(press, name)
        assert renderer(press).endswith("\n")


def test_an_unknown_format_names_the_known_ones(press: Report) -> None:
    with pytest.raises(
        ConfigError, match="no report format is named 'xml'; the formats are full, concise, json, jsonl, tsv, html"
    ):
        render(press, "xml")
