"""Proposals of pairs as text."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from align.naming import Names
from align.proposals import FilePair, LoneFile, Pairing
from corpora.errors import ConfigError
from reports.pairings import FORMATS, FolderPairing, Unusable, render_pairing

FOUND = FolderPairing(
    ("zh/a.md", "zh/b.md", "zh/b-old.md", "zh/tab\there.md"),
    ("en/a.md", "en/b.md", "en/c.md"),
    Pairing(
        pairs=(FilePair(0, 2, 0.97, Names.OTHER), FilePair(1, 1, 0.81, Names.SAME, rival_source=2)),
        lone_sources=(LoneFile(2, 1, 0.19, like=1, likeness=0.8), LoneFile(3)),
        lone_targets=(LoneFile(0, 0, 0.01),),
        misnamed=((0, 0),),
    ),
    (Unusable("en", "en/d.md", "is empty"),),
)


def notes() -> list[str | None]:
    return [record["note"] for record in FOUND.records()]


def test_each_file_is_told_what_there_is_to_know() -> None:
    assert notes() == [
        "en/a.md has the same name, but other contents",
        "zh/b-old.md may be its source as well",
        "shares 80% of its words with zh/b.md",
        None,
        "zh/a.md has the same name, but other contents",
        "is empty",
    ]


def test_jsonl_holds_every_file_with_null_for_what_is_missing() -> None:
    records = [json.loads(line) for line in render_pairing(FOUND, "jsonl").split("\n")[:-1]]
    assert [(one["source"], one["target"], one["status"]) for one in records] == [
        ("zh/a.md", "en/c.md", "paired"),
        ("zh/b.md", "en/b.md", "paired"),
        ("zh/b-old.md", None, "unpaired"),
        ("zh/tab\there.md", None, "unpaired"),
        (None, "en/a.md", "unpaired"),
        (None, "en/d.md", "unusable"),
    ]
    assert records[2]["candidate"] == "en/b.md"
    assert (records[2]["candidate_confidence"], records[0]["candidate_confidence"]) == (0.19, None)
    assert records[1]["names"] == "same"


def test_a_tab_in_a_name_does_not_break_the_tsv() -> None:
    assert {line.count("\t") for line in render_pairing(FOUND, "tsv").split("\n")[:-1]} == {7}


def test_args_quote_what_a_shell_would_take_apart() -> None:
    pairing = Pairing((FilePair(0, 0, 1.0, Names.SILENT),), (), (), ())
    found = FolderPairing(("zh/it's one.md",), ("en/$two.md",), pairing)
    assert render_pairing(found, "args") == "--pair 'zh/it'\"'\"'s one.md' 'en/$two.md'\n"


def test_xargs_takes_args_line_by_line_and_cuts_no_pair_apart() -> None:
    pairs = tuple(FilePair(at, at, 1.0, Names.SILENT) for at in range(3))
    sources, targets = ("zh/it's one.md", 'zh/"2".md', "zh/3 .md"), ("en/$1.md", "en/2\\.md", "en/3\t.md")
    found = FolderPairing(sources, targets, Pairing(pairs, (), (), ()))
    code = "import sys; print(sys.argv[1:])"
    done = subprocess.run(
        ["xargs", "-L", "2", sys.executable, "-c", code],
        input=render_pairing(found, "args"), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    arguments = [["--pair", *pair] for pair in zip(sources, targets, strict=True)]
    assert done.stdout == f"{arguments[0] + arguments[1]}\n{arguments[2]}\n"


def test_the_table_fits_its_width() -> None:
    for width in (60, 100, 200):
        assert max(map(len, render_pairing(FOUND, "table", width=width).split("\n"))) <= max(width, 80)


def test_nothing_gives_nothing() -> None:
    empty = FolderPairing((), (), Pairing((), (), (), ()))
    assert [render_pairing(empty, form) for form in ("table", "jsonl", "args")] == ["", "", ""]


def test_unknown_formats_are_refused() -> None:
    with pytest.raises(ConfigError, match="no format of pairs is named 'xml'; the formats are table, tsv, jsonl, args"):
        render_pairing(FOUND, "xml")
    assert FORMATS == ("table", "tsv", "jsonl", "args")
