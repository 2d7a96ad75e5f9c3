"""`duizhao glossary audit`, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

PAIRS = (
    "source\ttarget\n"
    "网络空间需要规则。\tThe network space needs rules.\n"
    "他们治理网络空间。\tThey govern the network space.\n"
    "志愿者很高兴。\tThe volunteers were glad.\n"
)
GLOSSARY = (
    "source\ttarget\tnote\tforbidden\n"
    "志愿者\tvolunteer\t\t\n红船精神\tRed Boat Spirit\t\t\n网络空间\tcyberspace\t\tnetwork space\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    (tmp_path / "terms.tsv").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def test_an_audit_tells_what_a_corpus_does_otherwise(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "audit", "terms.tsv", "--corpus", "pairs.tsv", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "seen: 2 terms of 3\n"
        "\nalways rendered otherwise: 1\n"
        "terms.tsv:4: 网络空间 → cyberspace: right in 0 of 2 pairs\n"
        '    2 × "network space", which the glossary forbids\n'
        "        pairs.tsv:2:15: The network space needs rules.\n"
        "        pairs.tsv:3:27: They govern the network space.\n"
        "\nnever seen: 1\n"
        "红船精神\n"
    )


def test_jsonl_holds_one_object_a_term(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "audit", "terms.tsv", "--corpus", "pairs.tsv", "--format", "jsonl")
    records = {record["source"]: record for record in map(json.loads, done.stdout.split("\n")[:-1])}
    assert records["志愿者"] | {"others": []} == records["志愿者"]
    assert records["网络空间"]["contradicted_by"] == "network space"
    assert records["网络空间"]["others"] == [{"text": "network space", "count": 2, "forbidden": True}]
    assert records["红船精神"]["seen"] == 0


def test_two_files_are_aligned_first(folder: Path, duizhao: Run) -> None:
    (folder / "zh.txt").write_text("志愿者很高兴。\n网络空间需要规则。\n", encoding="utf-8")
    (folder / "en.txt").write_text("The volunteers were glad.\nThe network space needs rules.\n", encoding="utf-8")
    done = duizhao("glossary", "audit", "terms.tsv", "--pair", "zh.txt", "en.txt", "--format", "jsonl")
    seen = {record["source"]: record["seen"] for record in map(json.loads, done.stdout.split("\n")[:-1])}
    assert seen == {"志愿者": 1, "红船精神": 0, "网络空间": 1}


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("terms.tsv", "nothing to check"),
        ("none.tsv --corpus pairs.tsv", "none.tsv: the glossary cannot be read"),
        ("terms.tsv --corpus none.tsv", "none.tsv: no such file"),
        ("terms.tsv --corpus pairs.tsv -o terms.tsv", "terms.tsv is one of the inputs"),
    ],
)
def test_what_cannot_be_done_is_one_line(folder: Path, duizhao: Run, command: str, message: str) -> None:
    done = duizhao("glossary", "audit", *command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
