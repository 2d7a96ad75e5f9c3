"""Second opinions on the command line and in Python: another English version, and sentence vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import duizhao
from tests.align.test_embeddings import static_model  # noqa: F401 - a fixture
from tests.align.test_pivot import story
from tests.conftest import Run

SOURCE, TARGET, PIVOT, KINDS = story(0)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, lines in (("zh.txt", SOURCE), ("en.txt", TARGET), ("pivot.txt", PIVOT)):
        Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


ALIGN = ("align", "zh.txt", "en.txt", "--segmented", "--format", "ids")


def kinds(stdout: str) -> list[tuple[int, int]]:
    sides = [line.split(":")[:2] for line in stdout.split("\n")[:-1]]
    return [tuple(len([number for number in side[1:-1].split(",") if number]) for side in pair) for pair in sides]  # type: ignore[misc]


def test_a_pivot_finds_the_sentence_that_is_missing(duizhao: Run) -> None:
    assert kinds(duizhao(*ALIGN).stdout) != KINDS
    assert kinds(duizhao(*ALIGN, "--pivot", "pivot.txt").stdout) == KINDS


def test_a_pivot_is_written_as_the_other_files_are(duizhao: Run) -> None:
    plain = duizhao(*ALIGN, "--pivot", "pivot.txt").stdout
    for name in ("zh.txt", "en.txt", "pivot.txt"):
        Path(name).write_bytes(Path(name).read_text(encoding="utf-8").encode("gb18030"))
    assert duizhao(*ALIGN, "--pivot", "pivot.txt", "--encoding", "gb18030").stdout == plain


def test_a_model_is_read_where_it_is_named(duizhao: Run, static_model: Path) -> None:  # noqa: F811
    Path("zh.txt").write_text("狗\n雨\n茶\n", encoding="utf-8")
    Path("en.txt").write_text("dog\nrain\ntea\n", encoding="utf-8")
    done = duizhao(*ALIGN, "--embeddings", static_model)
    assert (done.returncode, kinds(done.stdout)) == (0, [(1, 1)] * 3)
    assert "embeddings: 3 sure pairs are too few to measure them on; they do not count" in done.stderr.split("\n")


def test_what_a_pivot_is_worth_is_said(duizhao: Run) -> None:
    done = duizhao(*ALIGN, "--pivot", "pivot.txt")
    assert re.search(r"^pivot: explains [2-7]\d% of the words, the dictionary the rest$", done.stderr, re.MULTILINE)
    Path("other.txt").write_text("Shares in steel makers fell again.\n" * len(SOURCE), encoding="utf-8")
    done = duizhao(*ALIGN, "--pivot", "other.txt")
    assert "pivot: explains nothing of the translation; is it in the order of the source?" in done.stderr.split("\n")
    Path("en.txt").write_text(
        "Shares in steel makers fell again.\nThe factory in Ohio was sold to a rival company last year.\n"
        "Analysts expected higher profits from its foundries.\nInterest rates were raised by the central bank.\n"
        "The merger still needs approval from regulators.\nA spokesman declined to comment on the figures.\n"
        "Imports of aluminium grew faster than exports.\nInvestors are waiting for the annual report.\n",
        encoding="utf-8",
    )
    done = duizhao(*ALIGN, "--pivot", "pivot.txt")
    assert "pivot and embeddings do not count for documents that do not translate each other" in done.stderr
    assert duizhao(*ALIGN, "--pivot", "pivot.txt", "-q").stderr == ""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            ("--pivot", "short.txt"),
            "Error: short.txt: expected 16 lines, one for each sentence of zh.txt, found 1; "
            "`duizhao align --format ids` numbers the sentences, and a line may be empty\n",
        ),
        (("--pivot", "none.txt"), "Error: none.txt: no such file\n"),
        (("--pivot", "pivot.txt", "-o", "pivot.txt"), "Error: pivot.txt is one of the inputs; write to another file\n"),
        (
            ("--embeddings", "."),
            "Error: .: expected the folder of a model2vec or sentence-transformers model, "
            "found no modules.json in it\n",
        ),
        (
            ("--embeddings", "zh.txt"),
            "Error: zh.txt: expected the folder of an embedding model, found a file\n",
        ),
    ],
)
def test_what_cannot_be_used_is_one_line(options: tuple[str, ...], expected: str, duizhao: Run) -> None:
    Path("short.txt").write_text("Nothing is settled as yet.\n", encoding="utf-8")
    done = duizhao(*ALIGN, *options)
    assert (done.returncode, done.stderr) == (2, expected)


def test_python_takes_a_pivot_as_texts_or_a_file() -> None:
    found = duizhao.align(SOURCE, TARGET, pivot=PIVOT)
    assert [(len(bead.source), len(bead.target)) for bead in found.beads] == KINDS
    assert duizhao.align(SOURCE, TARGET, pivot=Path("pivot.txt")).beads == found.beads


def test_python_refuses_a_pivot_that_is_one_text() -> None:
    with pytest.raises(duizhao.ConfigError, match="found the str"):
        duizhao.align(SOURCE, TARGET, pivot="He left.")


class Nowhere:
    """A model of nothing."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.full((len(texts), 2), np.nan)


def test_python_takes_a_model_of_ones_own() -> None:
    with pytest.raises(duizhao.ConfigError, match="holds no numbers"):
        duizhao.align(SOURCE, TARGET, embeddings=Nowhere())
