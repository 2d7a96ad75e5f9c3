"""Whatever stands in the files: a report whose findings point at text, or one clear error, never anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import duizhao
from corpora.formats import read_document, read_segmented

CHINESE = [
    "市政府",
    "清朗",
    "20.5亿元",
    "百分之",
    "第十八届",
    "几十万",
    "半",
    "。",
    "，",
    "“",
    "”",
    "《",
    "……",
    "９",
    "9" * 40,
]
ENGLISH = [
    "The city ",
    "the the ",
    "20.5 billion ",
    "%",
    "Qing dynasty ",
    "1,000 ",
    "not ",
    ". ",
    '"',
    "first ",
    "1e9 ",
]
MARKUP = [
    "# ",
    "| a |\n|---|\n",
    "```\n",
    "<p>",
    "</div>",
    "<a href=",
    "&#xd800;",
    "[^1]: ",
    "---\n",
    "\\|",
    "> ",
    "<!--",
]
ODD = [
    "\n",
    "\r",
    "\t",
    "\u3000",
    "\u200b",
    "\u202e",
    "\x1b",
    "\x85",
    "\U0010ffff",
    "e\u0301",
    "👨\u200d👩",
    "\ufeff",
    " ",
]


def mixtures(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words + MARKUP + ODD), max_size=40).map("".join)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".tsv", ".jsonl"])
@settings(max_examples=60, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=80),
        st.tuples(mixtures(CHINESE), st.sampled_from(["utf-8", "utf-16", "gb18030"])).map(
            lambda two: two[0].encode(two[1])
        ),
        mixtures(["source", "target", '{"source": "', '", "target": "', '"}', "\\u4f60", "\\ud83d"]).map(str.encode),
    ),
    encoding=st.sampled_from([None, "gb18030", "utf-16", "big5"]),
)
def test_any_bytes_are_read_or_refused_in_one_line(suffix: str, data: bytes, encoding: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(data)
        try:
            if suffix in (".tsv", ".jsonl"):
                duizhao.read_bitext(path, encoding=encoding)
            else:
                read_document(path, "zh", encoding=encoding)
                read_segmented(path, "zh", encoding=encoding)
        except duizhao.DuizhaoError as error:
            assert str(error).isprintable()


@settings(max_examples=30, deadline=None)
@given(mixtures(CHINESE), mixtures(ENGLISH))
def test_the_findings_of_any_text_point_at_text(source: str, target: str) -> None:
    try:
        report = duizhao.check(source, target)
    except duizhao.InputError as error:
        assert str(error).isprintable()
        return
    for finding in report.results[0].findings:
        assert "\n" not in finding.message
        if finding.pair is None:  # about the documents as wholes
            continue
        for span, passage in ((finding.source, finding.pair.source), (finding.target, finding.pair.target)):
            assert span is None or passage.text[span.slice].strip(), finding
    for form in ("full", "concise", "json", "jsonl", "tsv", "html"):
        duizhao.render(report, form).encode("utf-8")
