"""`duizhao lexicon learn` and `--lexicon`, as a user runs them."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

import duizhao as library
from corpora.lexicon import Lexicon
from tests.conftest import Run

ROWS = [
    (f"{who}{said}{what}。", f"{he} {verb} that {that}.")
    for (who, he), (said, verb), (what, that) in product(
        [("医生", "The doctor"), ("老师", "The teacher"), ("工人", "The worker")],
        [("表示", "remarked"), ("承认", "admitted")],
        [
            ("火车会晚到", "the train would be late"),
            ("医院里没有水", "there was no water in the hospital"),
            ("今年的苹果很好", "the apples are good this year"),
        ],
    )
]
ZH, EN = ("".join(f"{row[side]}\n\n" for row in ROWS) for side in (0, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Lexicon.load()  # so that no command has to say that it compiles the dictionary
    (tmp_path / "own.tsv").write_text("source\ttarget\n" + "".join(f"{z}\t{e}\n" for z, e in ROWS), encoding="utf-8")
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    return tmp_path


def test_what_was_learned_is_shown_and_named_in_signatures(duizhao: Run, folder: Path) -> None:
    run = duizhao("lexicon", "learn", "own.tsv", "-o", "own.lexicon")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.startswith("own.lexicon: learned from 18 sentence pairs: ")
    shown = duizhao("lexicon", "show", "own.lexicon", "表示").stdout.split("\n")
    assert shown[0] == "表示"
    assert shown[1].startswith("  dictionary: show ")
    assert shown[2].startswith("  learned:    remark ")
    plain, own = (
        duizhao("check", "own.tsv", "--no-glossary", *options) for options in ((), ("--lexicon", "own.lexicon"))
    )
    assert plain.stderr.split("|")[1] != own.stderr.split("|")[1]
    assert duizhao("score", "own.tsv", "--lexicon", "own.lexicon").returncode == 0
    assert duizhao("align", "zh.txt", "en.txt", "--lexicon", "own.lexicon").returncode == 0


def test_two_files_are_aligned_first(duizhao: Run, folder: Path) -> None:
    assert duizhao("align", "zh.txt", "en.txt", "--format", "jsonl", "-o", "pairs.jsonl").returncode == 0
    for name, inputs in (
        ("a", ("zh.txt", "en.txt")),
        ("b", ("--pair", "zh.txt", "en.txt")),
        ("c", ("pairs.jsonl",)),
    ):
        assert duizhao("lexicon", "learn", *inputs, "-o", name, "-q").stderr == ""
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes() == (folder / "c").read_bytes()


def test_the_same_files_give_the_same_bytes(duizhao_process: Run, folder: Path) -> None:
    for seed in ("1", "2"):
        run = duizhao_process("lexicon", "learn", "own.tsv", "-q", "-o", seed, PYTHONHASHSEED=seed)
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (folder / "1").read_bytes() == (folder / "2").read_bytes()


def test_scores_of_the_aligner_count(duizhao: Run, folder: Path) -> None:
    lines = [f"{z}\t{e}\t0.3" for z, e in ROWS]
    (folder / "unsure.tsv").write_text("\n".join(["source\ttarget\tscore", *lines, ""]), encoding="utf-8")
    run = duizhao("lexicon", "learn", "unsure.tsv", "-o", "own.lexicon")
    assert (run.returncode, run.stderr.split(",")[0]) == (2, "Error: expected sentence pairs to learn from")
    assert not (folder / "own.lexicon").exists()


def test_the_configuration_names_a_lexicon(duizhao: Run, folder: Path) -> None:
    assert duizhao("lexicon", "learn", "own.tsv", "-o", "own.lexicon").returncode == 0
    asked = duizhao("check", "own.tsv", "--lexicon", "own.lexicon").stderr
    (folder / "duizhao.toml").write_text('lexicon = "own.lexicon"\n', encoding="utf-8")
    inside = folder / "inside"
    inside.mkdir()
    assert duizhao("check", "../own.tsv", cwd=inside).stderr == asked
    assert duizhao("check", "own.tsv", "-o", "own.lexicon").stderr.startswith("Error: own.lexicon is one of the inputs")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lexicon", "learn", "own.tsv"), "Missing option '-o' / '--output'"),
        (("lexicon", "learn", "own.tsv", "-o", "own.tsv"), "own.tsv is one of the inputs; write to another file"),
        (("lexicon", "learn", "own.tsv", "-o", "none/own"), "none/own: expected a file to write to, in a folder"),
        (
            ("lexicon", "learn", "zh.txt", "other.txt", "-o", "own"),
            "other.txt: is not a translation of the Chinese file",
        ),
        (("lexicon", "learn", "bad.tsv", "-o", "own"), "bad.tsv:2: expected a score from 0 to 1, found '80'"),
        (("lexicon", "show", "own.tsv", "好"), "own.tsv: is no learned lexicon; expected a file that"),
        (("check", "own.tsv", "--lexicon", "none"), "none: no such file; `duizhao lexicon learn` makes"),
        (("align", "zh.txt", "en.txt", "--lexicon", "own.tsv"), "own.tsv: is no learned lexicon"),
    ],
)
def test_a_wrong_file_is_one_line(duizhao: Run, folder: Path, arguments: tuple[str, ...], message: str) -> None:
    other = "".join(f"Chapter {number} tells of ships, storms and islands.\n\n" for number in range(30))
    (folder / "other.txt").write_text(other, encoding="utf-8")
    (folder / "bad.tsv").write_text("source\ttarget\tscore\n好。\tGood.\t80\n", encoding="utf-8")
    run = duizhao(*arguments)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith(f"Error: {message}")
    assert not (folder / "own").exists()


def test_the_library_takes_a_lexicon(duizhao: Run, folder: Path) -> None:
    assert duizhao("lexicon", "learn", "own.tsv", "-o", "own.lexicon").returncode == 0
    own = folder / "own.lexicon"
    source, target = folder / "zh.txt", folder / "en.txt"
    assert len(library.align(source, target, lexicon=own).beads) == len(ROWS)
    reports = [library.check(source, target, glossary=None, lexicon=path) for path in (None, own)]
    assert len({report.signature for report in reports}) == 2
    scores = [library.score(source, target, lexicon=path)[1][0] for path in (None, own)]
    assert scores[1].value >= scores[0].value
    assert scores[0].signature != scores[1].signature
