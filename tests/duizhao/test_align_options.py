"""Pins and the cost of lone sentences on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture(autouse=True)
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zh.txt").write_text("他走了。\n雨停了。\n她笑了。\n", encoding="utf-8")
    Path("en.txt").write_text("He left.\nThe rain stopped.\nShe laughed.\n", encoding="utf-8")


def places(stdout: str) -> list[str]:
    return [line.rpartition(":")[0] for line in stdout.split("\n")[:-1]]


def test_pins_are_kept(duizhao: Run) -> None:
    Path("pins.ids").write_text("# by hand\n[0,1]:[0]\n", encoding="utf-8")
    done = duizhao("align", "zh.txt", "en.txt", "--segmented", "--format", "ids", "--pins", "pins.ids")
    assert done.stdout.startswith("[0,1]:[0]:1.00\n")
    assert done.returncode == 0


def test_printed_beads_are_pins(duizhao: Run) -> None:
    arguments = ("align", "zh.txt", "en.txt", "--segmented", "--format", "ids")
    first = duizhao(*arguments, "-o", "pins.ids")
    again = duizhao(*arguments, "--pins", "pins.ids")
    assert (first.returncode, places(again.stdout)) == (0, places(Path("pins.ids").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--pins", "pins.ids"), "Error: pins.ids:2: [1]:[0] crosses [0]:[2]; keep one of the two\n"),
        (("--pins", "none.ids"), "Error: none.ids: no such file\n"),
        (("--pins", "pins.ids", "-o", "pins.ids"), "Error: pins.ids is one of the inputs; write to another file\n"),
        (("--null-cost", "nan"), "Error: expected a null cost from -20 to 20, found nan\n"),
    ],
)
def test_bad_options_are_one_line(options: tuple[str, ...], expected: str, duizhao: Run) -> None:
    Path("pins.ids").write_text("[0]:[2]\n[1]:[0]\n", encoding="utf-8")
    done = duizhao("align", "zh.txt", "en.txt", "--segmented", *options)
    assert (done.returncode, done.stderr) == (2, expected)


def test_a_negative_cost_leaves_sentences_alone(duizhao: Run) -> None:
    arguments = ("align", "zh.txt", "en.txt", "--segmented", "--format", "ids")
    assert places(duizhao(*arguments).stdout) == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert "[]:[0]" in places(duizhao(*arguments, "--null-cost", "-20").stdout)


def test_a_check_holds_to_pins(duizhao: Run) -> None:
    Path("pins.ids").write_text("[0]:[0]\n[1]:[]\n[]:[1]\n[2]:[2]\n", encoding="utf-8")
    done = duizhao("check", "zh.txt", "en.txt", "--select", "alignment", "--pins", "pins.ids", "--quiet")
    assert (done.returncode, "omitted-text: not translated: 雨停了。" in done.stdout) == (1, True)


def test_pins_are_for_one_pair_of_files(duizhao: Run) -> None:
    Path("pins.ids").write_text("[0]:[0]\n", encoding="utf-8")
    done = duizhao("check", "--pair", "zh.txt", "en.txt", "--pair", "zh.txt", "en.txt", "--pins", "pins.ids")
    assert done.returncode == 2
    assert "--pins holds to one Chinese file and its English file; give just these two" in done.stderr


def test_a_memory_is_written_and_checked(duizhao: Run) -> None:
    Path("zh.txt").write_text("他走了。\n雨停了。\n共投入20.5亿元。\n", encoding="utf-8")
    Path("en.txt").write_text(
        "He left.\nThe rain stopped.\nA total of 20.5 billion yuan was invested.\n", encoding="utf-8"
    )
    done = duizhao("align", "zh.txt", "en.txt", "--segmented", "--format", "tmx", "-o", "pairs.tmx")
    assert (done.returncode, Path("pairs.tmx").read_text(encoding="utf-8").count("<tu ")) == (0, 3)
    checked = duizhao("check", "pairs.tmx", "-q")
    assert checked.returncode == 1
    assert checked.stdout.startswith("pairs.tmx:18:36: error number-scale: 20.5亿 = 2.05 billion")
    assert duizhao("score", "pairs.tmx", "--format", "jsonl").stdout.count("\n") == 3


def test_what_a_memory_cannot_hold_is_said(duizhao: Run) -> None:
    done = duizhao("align", "zh.txt", "en.txt", "--segmented", "--format", "tmx", "--null-cost", "-20")
    assert "tmx: units of one language alone, which other programs pass over: 6" in done.stderr.split("\n")


def test_one_table_says_which_files_hold_pairs() -> None:
    from corpora.formats.bitexts import SUFFIXES
    from duizhao.inputs import BITEXT_SUFFIXES

    assert BITEXT_SUFFIXES == SUFFIXES
