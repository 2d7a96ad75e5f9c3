"""`duizhao pairs` on real folders."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

CASES = [json.loads(line) for line in (ROOT / "tests/cases/file-pairs.jsonl").read_bytes().split(b"\n")[:-1]]
TEXTS = {(side, case["name"]): "\n".join(case[side]) + "\n" for case in CASES for side in ("zh", "en")}


def write(folder: Path, texts: dict[str, tuple[str, str]], encoding: str = "utf-8") -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXTS[text], encoding=encoding)


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Three pairs under names that say nothing, and a file without partner on each side."""
    write(
        tmp_path / "zh",
        {"1.txt": ("zh", "bees"), "sub/2.txt": ("zh", "ferry"), "3.md": ("zh", "chess"), "4.txt": ("zh", "bridge")},
    )
    write(
        tmp_path / "en",
        {"a.md": ("en", "chess"), "b.txt": ("en", "bees"), "c.txt": ("en", "ferry"), "d.txt": ("en", "library")},
    )
    return tmp_path


def records(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.split("\n")[:-1]]


def sides(found: Sequence[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(record["source"], record["target"], record["status"]) for record in found]


def test_pairs_are_found_and_every_file_is_listed(duizhao: Run, folders: Path) -> None:
    done = duizhao("pairs", "zh", "en", "--format", "jsonl")
    assert sides(records(done.stdout)) == [
        ("zh/1.txt", "en/b.txt", "paired"),
        ("zh/3.md", "en/a.md", "paired"),
        ("zh/sub/2.txt", "en/c.txt", "paired"),
        ("zh/4.txt", None, "unpaired"),
        (None, "en/d.txt", "unpaired"),
    ]
    assert done.returncode == 0
    assert done.stderr.endswith("3 pairs; 1 Chinese and 1 English files without partner\n")


def test_an_unpaired_file_names_its_likeliest_partner(duizhao: Run, folders: Path) -> None:
    lone = records(duizhao("pairs", "zh", "en", "--format", "jsonl").stdout)[3]
    assert str(lone["candidate"]).startswith("en/")
    assert isinstance(lone["candidate_confidence"], float)
    assert lone["candidate_confidence"] < 0.5


def test_tsv_holds_the_same_as_jsonl(duizhao: Run, folders: Path) -> None:
    header, *rows = (
        line.split("\t") for line in duizhao("pairs", "zh", "en", "--format", "tsv").stdout.split("\n")[:-1]
    )
    expected = records(duizhao("pairs", "zh", "en", "--format", "jsonl").stdout)
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {key: "" if value is None else str(value) for key, value in record.items()} for record in expected
    ]


def test_the_table_shows_pairs_first_and_says_what_is_left(duizhao: Run, folders: Path) -> None:
    lines = duizhao("pairs", "zh", "en").stdout.split("\n")
    assert lines[0].split() == ["sure", "source", "target", "names", "note"]
    assert lines[2].split() == ["1.00", "zh/1.txt", "en/b.txt"]
    assert lines[5].split()[:3] == ["zh/4.txt", "—", "unpaired;"]


def test_args_are_what_check_takes(duizhao: Run, folders: Path) -> None:
    (folders / "zh" / "1.txt").rename(folders / "zh" / "it's 1.txt")
    done = duizhao("pairs", "zh", "en", "--format", "args")
    arguments = shlex.split(done.stdout)
    assert arguments[:3] == ["--pair", "zh/3.md", "en/a.md"]
    assert arguments[3:6] == ["--pair", "zh/it's 1.txt", "en/b.txt"]
    assert duizhao("check", *arguments, "--exit-zero").stderr.startswith("checked 3 file pairs")


def test_the_result_goes_to_a_file(duizhao: Run, folders: Path) -> None:
    done = duizhao("pairs", "zh", "en", "--format", "tsv", "-o", "files.tsv", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folders / "files.tsv").read_text(encoding="utf-8") == duizhao("pairs", "zh", "en", "--format", "tsv").stdout


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_paired(duizhao: Run, folders: Path) -> None:
    (folders / "zh" / "0.txt").write_bytes(b"\xff\xff\xff\xff")
    (folders / "en" / "empty.txt").write_bytes(b"")
    done = duizhao("pairs", "zh", "en", "--format", "jsonl")
    assert done.returncode == 2
    assert "Error: zh/0.txt: line 1: " in done.stderr
    assert "Error: en/empty.txt: is empty\n" in done.stderr
    found = records(done.stdout)
    assert sides(found)[0] == ("zh/1.txt", "en/b.txt", "paired")
    assert sides(found)[-2:] == [("zh/0.txt", None, "unusable"), (None, "en/empty.txt", "unusable")]
    assert found[-1]["note"] == "is empty"


def test_a_named_pipe_is_told_and_not_waited_for(duizhao: Run, folders: Path) -> None:
    os.mkfifo(folders / "zh" / "pipe.txt")
    done = duizhao("pairs", "zh", "en", "--format", "args")
    assert (done.returncode, done.stdout.count("\n")) == (2, 3)
    assert "Error: zh/pipe.txt: is a pipe or a device; expected a file\n" in done.stderr


def test_a_file_that_is_compared_is_not_written_over(duizhao: Run, folders: Path) -> None:
    before = (folders / "en" / "a.md").read_bytes()
    done = duizhao("pairs", "zh", "en", "-o", "en/a.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: en/a.md is one of the inputs; write to another file\n"
    assert (folders / "en" / "a.md").read_bytes() == before


def test_a_file_in_the_other_language_is_told(duizhao: Run, folders: Path) -> None:
    write(folders / "zh", {"5.txt": ("en", "glacier")})
    done = duizhao("pairs", "zh", "en")
    assert done.returncode == 2
    assert "Error: zh/5.txt: looks English (100 % Latin letters); expected Chinese" in done.stderr


def test_swapped_folders_are_one_error(duizhao: Run, folders: Path) -> None:
    done = duizhao("pairs", "en", "zh")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: en: holds no Chinese file that can be used; en/a.md: looks English")
    assert done.stderr.count("\n") == 1


def test_one_folder_given_twice_is_divided_by_language(duizhao: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "docs", {f"{name}.{side}.txt": (side, name) for side in ("zh", "en") for name in ("bees", "chess")}
    )
    done = duizhao("pairs", "docs", "docs", "--format", "args")
    assert (done.returncode, done.stdout) == (
        0,
        "--pair docs/bees.zh.txt docs/bees.en.txt\n--pair docs/chess.zh.txt docs/chess.en.txt\n",
    )


def test_a_folder_inside_the_other_belongs_to_its_own_side(duizhao: Run, tmp_path: Path) -> None:
    write(tmp_path / "docs", {"bees.txt": ("zh", "bees"), "en/bees.txt": ("en", "bees")})
    done = duizhao("pairs", "docs", "docs/en", "--format", "args")
    assert (done.returncode, done.stdout) == (0, "--pair docs/bees.txt docs/en/bees.txt\n")


def test_hidden_files_are_passed_over_and_other_suffixes_counted(duizhao: Run, folders: Path) -> None:
    (folders / "zh" / ".hidden.txt").write_text("x", encoding="utf-8")
    (folders / "zh" / ".git").mkdir()
    (folders / "zh" / ".git" / "x.txt").write_text("x", encoding="utf-8")
    for name in ("a.png", "b.png", "LICENSE"):
        (folders / "zh" / name).write_bytes(b"x")
    done = duizhao("pairs", "zh", "en", "--format", "args")
    assert done.stdout.count("\n") == 3
    assert "zh: left out what is no text, Markdown or HTML by its suffix: no suffix 1, .png 2\n" in done.stderr


def test_declared_encodings_are_read(duizhao: Run, tmp_path: Path) -> None:
    write(tmp_path / "zh", {"1.txt": ("zh", "bees")}, "gb18030")
    write(tmp_path / "en", {"a.txt": ("en", "bees")})
    assert duizhao("pairs", "zh", "en").returncode == 2
    done = duizhao("pairs", "zh", "en", "--encoding", "gb18030", "--format", "args")
    assert (done.returncode, done.stdout) == (0, "--pair zh/1.txt en/a.txt\n")


def test_unknown_encodings_are_refused(duizhao: Run, folders: Path) -> None:
    done = duizhao("pairs", "zh", "en", "--encoding", "klingon")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: unknown encoding 'klingon'")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "expected a folder of Chinese files and a folder of English files, found 0 arguments"),
        (("zh",), "expected a folder of Chinese files and a folder of English files, found 1 arguments"),
        (("zh", "missing"), "missing: expected a folder, found nothing of that name"),
        (("zh", "en/b.txt"), "en/b.txt: expected a folder, found a file; `duizhao align` pairs two files"),
        (("zh", "bare"), "bare: holds no text, Markdown or HTML file"),
        (("zh", "en", "-o", "zh"), "zh: expected a file to write to, in a folder that exists"),
    ],
)
def test_what_is_no_pair_of_folders_is_refused(
    duizhao: Run, folders: Path, arguments: tuple[str, ...], problem: str
) -> None:
    (folders / "bare").mkdir()
    done = duizhao("pairs", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {problem}")
