from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from corpora.model import Span
from reports.marks import Run, runs, shown


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span | None]]:
    text = draw(st.text(max_size=30))
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    return text, draw(st.lists(st.none() | spans, max_size=5))


def test_a_text_without_findings_is_one_run() -> None:
    assert runs("清朗", [None]) == [Run("清朗")]
    assert runs("", []) == []


def test_spans_may_overlap() -> None:
    assert runs("“清朗”行动", [Span(1, 3), Span(0, 4)]) == [
        Run("“", (1,)),
        Run("清朗", (0, 1), (0,)),
        Run("”", (1,), (1,)),
        Run("行动"),
    ]


def test_a_span_of_nothing_is_a_run_without_text() -> None:
    assert runs("ab", [Span(1, 1)]) == [Run("a"), Run("", (0,), (0,)), Run("b")]
    assert runs("", [Span(0, 0)]) == [Run("", (0,), (0,))]


@given(marked_texts())
def test_runs_joined_are_the_text_and_each_finding_covers_its_span(case: tuple[str, list[Span | None]]) -> None:
    text, spans = case
    cut = runs(text, spans)
    assert "".join(run.text for run in cut) == text
    for index, span in enumerate(spans):
        covered = [run for run in cut if index in run.findings]
        assert "".join(run.text for run in covered) == ("" if span is None else text[span.slice])
        assert sum(index in run.ends for run in cut) == (span is not None)


@given(st.text())
def test_what_a_parser_reads_back_is_the_text(text: str) -> None:
    body = LexborHTMLParser(f"<!doctype html><p>{shown(text)}</p>").css_first("p")
    assert body is not None
    assert body.text() == text.replace("\0", "␀")


def test_an_invisible_character_carries_its_name_and_is_isolated() -> None:
    assert shown("a\u202eb") == 'a<bdi class="unseen" data-code="U+202E">\u202e</bdi>b'
    assert shown("一\n\t<b>") == "一\n\t&lt;b&gt;"
    assert shown("\ud800") == "&lt;U+D800&gt;"
