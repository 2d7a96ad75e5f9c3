"""The page in a real browser: filters, search, keys, and text that wants to be markup."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpora.model import Bead, Bitext, Document, Span
from metrics.rules import Finding, Rule, Severity
from metrics.scores import PairScore
from reports import render
from reports.model import Report, Result

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")

HOSTILE = (
    "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\u202egnilaever"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu", "--disable-quic"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a run's page; at the end no error and no request may have been seen."""
    complaints: list[str] = []
    pages: list[Any] = []

    def open_page(report: Report, **options: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(render(report, "html"), encoding="utf-8", newline="")
        page = browser.new_page(**{"viewport": {"width": 1280, "height": 900}, **options})
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url == path.as_uri() or complaints.append(request.url))
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield open_page
    assert complaints == []
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def long_report() -> Report:
    """Forty pairs; the tenth has a warning, the thirtieth an error and an info."""
    bitext = Bitext(
        Document.from_sentences([f"第{number}位代表发言。" for number in range(1, 41)], "zh", "zh.md"),
        Document.from_sentences([f"Delegate {number} spoke." for number in range(1, 41)], "en", "en.md"),
        tuple(Bead(Span(i, i + 1), Span(i, i + 1)) for i in range(40)),
    )
    tenth, thirtieth = bitext.pairs[9], bitext.pairs[29]
    findings = (
        Finding("added-text", Severity.WARNING, tenth, "a word too many", None, Span(0, 8)),
        Finding("number-scale", Severity.ERROR, thirtieth, "thirty is not 30", Span(1, 3), Span(9, 11)),
        Finding("doubled-word", Severity.INFO, thirtieth, "twice", None, Span(12, 17)),
    )
    rules = tuple(Rule(finding.rule, "made up", finding.severity, "made up", "made up") for finding in findings)
    scores = tuple(PairScore(90.0, 90.0, 90.0 - number / 10, {}) for number in range(40))
    return Report((Result(bitext, scores, (), findings),), rules, "made up")


def visible_pairs(page: Any) -> list[str]:
    return [text for text in page.locator(".pair .number").all_inner_texts() if text]


def settled(page: Any, selector: str, number: int) -> None:
    page.wait_for_function("([s, n]) => document.querySelectorAll(s).length === n", arg=[selector, number])


def test_clean_runs_are_folded_and_open_on_demand(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    assert page.locator(".fold > summary").all_inner_texts() == [
        "9 pairs without findings 1 to 9",
        "19 pairs without findings 11 to 29",
        "10 pairs without findings 31 to 40",
    ]
    playwright.expect(page.locator("#d1p10")).to_be_visible()
    playwright.expect(page.locator("#d1p11")).to_be_hidden()
    page.locator(".fold > summary").nth(1).click()
    playwright.expect(page.locator("#d1p11")).to_be_visible()


def test_a_link_into_a_fold_opens_it(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.evaluate("location.hash = '#d1p35'")
    page.wait_for_function("() => document.getElementById('d1p35').closest('details').open")
    playwright.expect(page.locator("#d1p35")).to_be_visible()


def test_the_picture_leads_to_the_pair(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.locator(".picture polygon.error").click()
    assert page.evaluate("location.hash") == "#d1p30"
    assert page.evaluate(
        "(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById('d1p30').getBoundingClientRect())"
    )


def test_a_severity_can_be_left_out(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.locator("input[value=info]").uncheck()
    playwright.expect(page.locator("#d1p30 .finding:visible code")).to_have_text(["number-scale"])
    assert page.locator("#state").inner_text() == "2 findings"
    assert page.locator("#d1p30 mark.off").all_inner_texts() == ["spoke"]


def test_a_rule_can_be_chosen_from_the_summary_and_taken_back(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.locator(".rules a", has_text="added-text").click()
    assert page.locator("#rule").input_value() == "added-text"
    playwright.expect(page.locator(".pair:visible")).to_have_count(1)
    page.locator("#rule").select_option("")
    settled(page, ".pair.off", 0)


def test_only_pairs_with_findings(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.locator("#only").check()
    playwright.expect(page.locator(".pair:visible .number")).to_have_text(["10", "30"])
    playwright.expect(page.locator(".fold:visible")).to_have_count(0)


def test_search_looks_into_both_texts_and_opens_folds(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.locator("#search").fill("第17位")
    settled(page, ".pair.off", 39)
    playwright.expect(page.locator(".pair:visible .number")).to_have_text(["17"])
    assert page.evaluate("CSS.highlights.get('found').size") == 1
    page.locator("#search").fill("DELEGATE 3")
    settled(page, ".pair.off", 29)
    page.locator("#search").fill("nobody")
    page.locator("#empty").wait_for(state="visible")
    page.locator("#reset").click()
    settled(page, ".pair.off", 0)


def test_worst_first_and_back_in_order(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.locator("#order").select_option("worst")
    assert visible_pairs(page)[:4] == ["30", "10", "40", "39"]
    page.locator("#order").select_option("")
    assert page.locator(".pair .number").all_text_contents() == [str(number) for number in range(1, 41)]
    playwright.expect(page.locator("#d1p11")).to_be_hidden()


def test_keys_walk_through_the_findings(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    seen = []
    for key in ("j", "n", "j", "j", "k", "p"):
        page.keyboard.press(key)
        seen.append((page.evaluate("document.activeElement.id"), page.locator("#state").inner_text()))
    assert seen == [
        ("d1p10f1", "1 of 3"),
        ("d1p30f1", "2 of 3"),
        ("d1p30f2", "3 of 3"),
        ("d1p10f1", "1 of 3"),
        ("d1p30f2", "3 of 3"),
        ("d1p30f1", "2 of 3"),
    ]
    assert page.locator("mark.lit").all_inner_texts() == ["30", "30"]


def test_the_next_finding_is_in_view_however_long_its_pair(
    opened: Callable[..., Any], one_pair: Callable[..., Report]
) -> None:
    page = opened(one_pair("很长的一句话，" * 400, "a very long sentence, " * 400))
    page.keyboard.press("j")
    box = page.locator(".finding.current").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 900 - box["height"]


def test_keys_search_filter_sort_and_help(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.keyboard.press("/")
    page.keyboard.type("jfk")
    assert page.locator("#search").input_value() == "jfk"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    page.keyboard.press("f")
    assert page.locator("#only").is_checked()
    page.keyboard.press("w")
    assert page.locator("#order").input_value() == "worst"
    page.keyboard.press("?")
    playwright.expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    playwright.expect(page.locator("#keys")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_theme_follows_the_system_and_can_be_turned(
    opened: Callable[..., Any], press: Report, scheme: str, dark: bool
) -> None:
    page = opened(press, color_scheme=scheme)
    paper = "getComputedStyle(document.body).backgroundColor"
    colors = {True: "rgb(23, 22, 20)", False: "rgb(251, 250, 247)"}
    assert page.evaluate(paper) == colors[dark]
    page.keyboard.press("t")
    assert page.evaluate(paper) == colors[not dark]


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_is_wider_than_the_window(opened: Callable[..., Any], press: Report, width: int) -> None:
    for results in (press.results, (*press.results, *press.results)):
        page = opened(Report(results, press.rules, press.signature), viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_filters_folded_on_a_phone_come_back_when_it_is_turned(opened: Callable[..., Any], press: Report) -> None:
    page = opened(press, viewport={"width": 390, "height": 800})
    playwright.expect(page.locator("#rule")).to_be_hidden()
    page.locator(".filters > summary").click()
    playwright.expect(page.locator("#rule")).to_be_visible()
    page.locator(".filters > summary").click()
    page.set_viewport_size({"width": 1100, "height": 500})
    playwright.expect(page.locator("#rule")).to_be_visible()


def test_without_script_everything_is_there(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report, java_script_enabled=False)
    playwright.expect(page.locator(".pair:visible")).to_have_count(40)
    playwright.expect(page.locator("#tools")).to_be_hidden()


def test_in_print_all_findings_stand_and_no_controls(opened: Callable[..., Any], long_report: Report) -> None:
    page = opened(long_report)
    page.locator("input[value=error]").uncheck()
    page.locator("#only").check()
    page.emulate_media(media="print")
    playwright.expect(page.locator(".finding:visible")).to_have_count(3)
    playwright.expect(page.locator("#tools")).to_be_hidden()


def test_hostile_text_is_only_text(opened: Callable[..., Any], one_pair: Callable[..., Report]) -> None:
    page = opened(one_pair(HOSTILE, HOSTILE, HOSTILE))
    assert page.title() == "en.txt: 1 finding"
    assert page.locator(".pair mark").all_text_contents() == [HOSTILE, HOSTILE]
    page.locator("#search").fill("<script>")
    page.wait_for_function("() => CSS.highlights.get('found')?.size === 2")
    assert page.title() == "en.txt: 1 finding"


def test_any_other_script_is_refused(browser: Any, press: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    injected = "<script>document.title = 'owned'</script><p onclick=\"document.title = 'owned'\" id=trap>x</p></body>"
    path.write_text(render(press, "html").replace("</body>", injected), encoding="utf-8", newline="")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#trap").click()
    assert page.title() == "en/press.md: 6 findings"
    page.close()
