from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpora.model import Bead, Bitext, Document, Span
from metrics.rules import Finding, Severity
from reports import render
from reports.model import Report, Result

HOSTILE = (
    "</script><script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title = 'owned'\">",
    "\"' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --> ]]> </style><style>*{display:none}",
    "javascript:alert(1) &lt;b&gt; &amp;amp;",
    "\u202egnilaever\u2066 \x1b[31m \r\n 二",
)


def parsed(report: Report) -> LexborHTMLParser:
    return LexborHTMLParser(render(report, "html"))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in page.css(selector)]


def only(page: LexborHTMLParser, selector: str) -> LexborNode:
    (node,) = page.css(selector)
    return node


def test_pairs_stand_in_order_with_both_texts_whole(press: Report) -> None:
    page = parsed(press)
    pairs = press.results[0].bitext.pairs
    assert texts(page, ".pair .number") == [str(pair.number) for pair in pairs]
    assert texts(page, ".pair .side[lang=zh] p") == [pair.source.text or "no original" for pair in pairs]
    assert texts(page, ".pair .side[lang=en] p") == [pair.target.text or "no translation" for pair in pairs]


def test_line_numbers_are_those_of_the_files(press: Report) -> None:
    page = parsed(press)
    assert texts(page, ".side[lang=zh] .line") == ["1", "2", "3", "4", "5"]
    assert texts(page, ".side[lang=en] .line") == ["1", "2–3", "4", "5", "6"]


def test_findings_are_marked_in_both_texts_and_explained_under_the_pair(press: Report) -> None:
    page = parsed(press)
    assert [(mark.text(), mark.attributes["class"]) for mark in page.css("#d1p3 mark")] == [
        ("“", "error"),
        ("清朗", "error"),
        ("”行动", "error"),
        ('"', "error"),
        ("Qing dynasty", "error"),
        ('" campaign', "error"),
    ]
    assert texts(page, "#d1p3 .finding code") == ["forbidden-term", "missing-term"]
    assert texts(page, "#d1p3 .finding .message") == [
        '清朗 → "Qing dynasty", expected "clear and bright"',
        '“清朗”行动: expected "Clear and Bright campaign"',
    ]
    assert texts(page, "#d1p3 .suggestion q") == ["clear and bright", "Clear and Bright campaign"]
    assert texts(page, "#d1p3 .place") == ["zh 3:2, en 4:6", "zh 3:1, en 4:5"]


def test_every_mark_belongs_to_a_finding_of_the_page(press: Report) -> None:
    page = parsed(press)
    anchors = {node.attributes["id"] for node in page.css(".finding")}
    named = {name for mark in page.css("mark") for name in (mark.attributes["data-f"] or "").split()}
    assert named == anchors


def test_the_summary_counts_and_names_what_was_found(press: Report) -> None:
    page = parsed(press)
    assert " ".join(only(page, ".verdict").text().split()) == "4 errors, 1 warning, 1 info in 5 of 6 pairs"
    assert texts(page, ".rules tbody code") == [
        "forbidden-term",
        "missing-term",
        "number-scale",
        "omitted-text",
        "added-text",
        "doubled-word",
    ]
    assert texts(page, ".totals dd:not(.interval)") == ["46.4", "83.3", "60.2", "0.96", "87 %"]
    assert press.signature in texts(page, ".signature dd")


def test_a_rule_is_shown_with_the_severity_that_its_findings_have(press: Report) -> None:
    finding = replace(press.results[0].findings[0], severity=Severity.INFO)
    page = parsed(Report((replace_findings(press.results[0], (finding,)),), press.rules, ""))
    assert [dot.attributes["title"] for dot in page.css(".rules .dot")] == ["info"]


def test_documents_that_do_not_belong_together_get_a_banner(press: Report) -> None:
    result = press.results[0]
    unrelated = Result(replace(result.bitext, confidence=0.12), result.scores, result.totals, ())
    banner = only(parsed(Report((unrelated,), press.rules, "")), ".banner").text()
    assert "Not a translation." in banner
    assert "0.12" in banner
    assert parsed(press).css(".banner") == []


def test_findings_about_the_whole_document_stand_above_the_pairs(press: Report) -> None:
    result = press.results[0]
    whole = Finding("not-a-translation", Severity.ERROR, None, "they do not belong together")
    page = parsed(Report((replace_findings(result, (whole,)),), press.rules, ""))
    assert texts(page, ".findings.whole .message") == ["they do not belong together"]
    assert " ".join(only(page, ".verdict").text().split()) == "1 error about the whole, none in 6 pairs"


def test_a_file_of_pairs_is_named_once(press: Report) -> None:
    bitext = press.results[0].bitext
    both = replace(
        bitext, source=replace(bitext.source, name="pairs.tsv"), target=replace(bitext.target, name="pairs.tsv")
    )
    page = parsed(Report((Result(both, (), (), ()),), press.rules, ""))
    assert texts(page, "h1") == ["pairs.tsv"]
    assert page.css(".against") == []
    assert texts(page, ".heads span") == ["", "Chinese", "English"]


def replace_findings(result: Result, findings: tuple[Finding, ...]) -> Result:
    return Result(result.bitext, result.scores, result.totals, findings)


def test_a_run_over_several_documents_lists_them(press: Report) -> None:
    page = parsed(Report((press.results[0], replace_findings(press.results[0], ())), press.rules, ""))
    assert texts(page, "h1") == ["2 translations"]
    assert [row.attributes["href"] for row in page.css(".documents a")] == ["#d1", "#d2"]
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


def test_runs_of_clean_pairs_are_folds_that_stand_open_until_the_script_closes_them() -> None:
    bitext = Bitext(
        Document.from_sentences(["市长讲话。"] * 6, "zh"),
        Document.from_sentences(["The mayor spoke."] * 6, "en"),
        tuple(Bead(Span(i, i + 1), Span(i, i + 1)) for i in range(6)),
    )
    page = parsed(Report((Result(bitext, (), (), ()),), (), ""))
    fold = only(page, "details.fold")
    assert "open" in fold.attributes
    assert " ".join(fold.css_first("summary").text().split()) == "6 pairs without findings 1 to 6"  # type: ignore[union-attr]
    assert " ".join(only(page, ".verdict").text().split()) == "No findings in 6 pairs"


def test_an_empty_run_is_a_page(press: Report) -> None:
    empty = Bitext(Document.from_sentences([], "zh", "a"), Document.from_sentences([], "en", "b"), ())
    page = parsed(Report((Result(empty, (), (), ()),), press.rules, ""))
    assert " ".join(only(page, ".verdict").text().split()) == "No findings in 0 pairs"


@given(source=st.text(min_size=1), target=st.text(min_size=1), message=st.text())
def test_any_text_read_back_from_the_page_is_the_text(
    one_pair: Callable[..., Report], source: str, target: str, message: str
) -> None:
    page = parsed(one_pair(source, target, message))
    expected = [text.replace("\0", "␀") for text in (source, target, message, message)]
    assert texts(page, ".pair p mark, .pair .message, .pair q") == expected


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_adds_no_element_and_no_handler(one_pair: Callable[..., Report], hostile: str) -> None:
    page, plain = parsed(one_pair(hostile, hostile, hostile)), parsed(one_pair("市", "m", "m"))
    for selector in ("script", "style", "img", "b", "a", "p", "mark"):
        assert len(page.css(selector)) == len(plain.css(selector)), selector
    for node in page.css("*"):
        assert not [name for name in node.attributes if name.startswith("on")]


def test_hostile_names_are_escaped_too(press: Report) -> None:
    bitext = press.results[0].bitext
    evil = replace(
        bitext,
        source=replace(bitext.source, name=HOSTILE[0]),
        target=replace(bitext.target, name=HOSTILE[1]),
    )
    page = parsed(Report((Result(evil, (), (), ()),), press.rules, HOSTILE[0]))
    assert len(page.css("script")) == 1
    assert page.css("img") == []
    assert texts(page, "h1") == [HOSTILE[1]]


def test_the_policy_allows_this_script_and_style_and_nothing_else(press: Report) -> None:
    page = parsed(press)
    policy = only(page, "meta[http-equiv=Content-Security-Policy]").attributes["content"]
    digests = {
        name: base64.b64encode(hashlib.sha256(only(page, name).text().encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_page_refers_to_nothing_outside_itself(press: Report) -> None:
    page = parsed(press)
    assert page.css("link, iframe, img, object, embed, [src], [style]") == []
    assert all((node.attributes["href"] or "").startswith("#") for node in page.css("[href]"))
    assert set(re.findall(r"url\((.)", only(page, "style").text())) == {"#"}
    assert not re.search(r"https?:", render(press, "html"))


def test_every_control_and_picture_has_a_name(press: Report) -> None:
    page = parsed(press)
    for node in page.css("select, input[type=search], svg[role=img]"):
        assert node.attributes.get("aria-label")
    for node in page.css("button"):
        assert node.attributes.get("aria-label") or node.text().strip()
    assert only(page, "html").attributes["lang"] == "en"


def test_the_same_run_gives_the_same_bytes_whatever_the_hash_seed(press: Report) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import conftest, reports, hashlib\n"
        "print(hashlib.sha256(reports.render(conftest.press_report(), 'html').encode()).hexdigest())"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent)],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(render(press, "html").encode()).hexdigest()


def palettes() -> Iterator[dict[str, str]]:
    style = (Path(__file__).parents[2] / "reports" / "templates" / "report.css").read_text(encoding="utf-8")
    for block in re.findall(r":root[^{]*\{([^}]*--paper[^}]*)\}", style):
        yield dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_all_text_has_the_contrast_that_wcag_aa_asks_for() -> None:
    light, dark, chosen_dark = [palette for palette in palettes() if "found" in palette]
    assert dark == chosen_dark
    for palette in (light, dark):
        for ink, paper in product(("ink", "soft", "accent", "error", "warning", "info"), ("paper", "sheet")):
            assert contrast(palette[ink], palette[paper]) >= 4.5, (ink, paper)
        for wash in ("error-wash", "warning-wash", "info-wash", "found"):
            assert contrast(palette["ink"], palette[wash]) >= 4.5, wash
        for level in ("error", "warning", "info"):
            assert contrast(palette[level], palette[f"{level}-wash"]) >= 4.5
            # What is drawn, and what borders a control, needs 3 to 1.
            assert contrast(palette[f"{level}-ribbon"], palette["paper"]) >= 3
        assert contrast(palette["bar"], palette["paper"]) >= 3
