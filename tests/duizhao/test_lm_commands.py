"""`duizhao lm train` and `duizhao score --lm`, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

TEXT = "\n\n".join(
    f"{who} {what} the {which} {thing} {when}. {who} was {mood}."
    for who, what, which, thing, when, mood in product(
        ("My aunt", "The gardener", "Old Mr. Hale"),
        ("painted", "carried", "repaired"),
        ("green", "wooden"),
        ("gate", "bench", "ladder"),
        ("last spring", "before breakfast"),
        ("tired", "proud"),
    )
)
PAIRS = (
    "source\ttarget\n"
    "我姑姑修好了木门。\tMy aunt repaired the wooden gate.\n"
    "我姑姑修好了木门。\tGate my the repaired wooden aunt.\n"
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def scores(output: str) -> list[dict[str, float]]:
    return [json.loads(line) for line in output.split("\n") if line]


def test_a_trained_model_makes_broken_order_less_fluent(duizhao: Run, text: Path, tmp_path: Path) -> None:
    trained = duizhao("lm", "train", text, "-o", "own.lm")
    assert (trained.returncode, trained.stdout) == (0, "")
    assert trained.stderr.startswith("own.lm: trained on 432 sentences: ")
    assert trained.stderr.count("\n") == 1  # what is going on is for terminals
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    without, scored = (
        duizhao("score", "pairs.tsv", "--format", "jsonl", *options) for options in ((), ("--lm", "own.lm"))
    )
    assert (without.returncode, scored.returncode) == (0, 0)
    plain, (sound, broken) = scores(without.stdout), scores(scored.stdout)
    assert sound["fluency"] > 60
    assert broken["fluency"] < 10
    assert all(one["fluency"] >= other["fluency"] for one, other in zip(plain, (sound, broken), strict=True))
    assert [row["adequacy"] for row in plain] == [sound["adequacy"], broken["adequacy"]]
    assert ("|lm:" in without.stderr, "|lm:" in scored.stderr) == (False, True)


def test_the_same_text_gives_the_same_file(duizhao_process: Run, text: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        run = duizhao_process("lm", "train", text, "-q", "-o", f"{seed}.lm", PYTHONHASHSEED=seed)
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (tmp_path / "1.lm").read_bytes() == (tmp_path / "2.lm").read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "good.txt: is empty"),
        ("One sentence. And another.\n", "expected at least 100 different sentences to train on, found 2"),
        (
            "他们在春天修好了那扇旧木门，然后把梯子搬回了屋里。\n" * 5,
            "good.txt: expected English to learn from, found Chi",
        ),
    ],
)
def test_text_that_nothing_can_be_learnt_from_is_one_line(
    duizhao: Run, text: Path, tmp_path: Path, content: str, message: str
) -> None:
    text.write_text(content, encoding="utf-8")
    run = duizhao("lm", "train", "good.txt", "-o", "own.lm")
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert run.stderr.startswith(f"Error: {message}")
    assert not (tmp_path / "own.lm").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lm", "train", "good.txt", "-o", "good.txt"), "good.txt is one of the inputs; write to another file"),
        (("lm", "train", "good.txt", "-o", "none/own.lm"), "none/own.lm: expected a file to write to, in a folder"),
        (("lm", "train", "good.txt"), "Missing option '-o' / '--output'"),
        (("score", "good.txt", "good.txt", "--lm", "good.txt"), "good.txt: is no language model"),
        (("score", "good.txt", "good.txt", "--lm", "none.lm"), "none.lm: no such file; `duizhao lm train` makes"),
        (("score", "good.txt", "other.txt", "--lm", "own.lm", "-o", "own.lm"), "own.lm is one of the inputs"),
    ],
)
def test_a_wrong_file_is_one_line(duizhao: Run, text: Path, arguments: tuple[str, ...], message: str) -> None:
    run = duizhao(*arguments)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert run.stderr.startswith(f"Error: {message}")
    assert text.read_text(encoding="utf-8") == TEXT


def test_nothing_of_the_model_is_loaded_unless_asked() -> None:
    code = (
        "import sys, duizhao.cli, metrics.scoring; print({'sentencepiece', 'metrics.language_model'} & {*sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "set()\n"
