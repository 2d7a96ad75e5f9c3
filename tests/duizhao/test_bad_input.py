"""Bad input gives one clear error line and exit code 2, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, Run

ZH = SAMPLES / "press-conference.zh.md"
EN = SAMPLES / "press-conference.en.md"
CHINESE = "市政府举行发布会，介绍今年的工作。\n有关部门回答了记者的问题。\n会议在下午三点结束。\n"
ENGLISH = (
    "The city held a press conference on this year's work.\nThe departments answered questions.\nIt ended at three.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zh.txt").write_text(CHINESE, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "gb.txt").write_bytes(CHINESE.encode("gb18030"))
    (tmp_path / "wide.tsv").write_text("source\ttarget\n你好\thello\tmore\n", encoding="utf-8")
    (tmp_path / "nohead.tsv").write_text("你好\thello\n", encoding="utf-8")
    (tmp_path / "norows.tsv").write_text("source\ttarget\n", encoding="utf-8")
    (tmp_path / "swapped.tsv").write_text(
        "source\ttarget\nHello there.\t你好。\nGood night.\t晚安。\n", encoding="utf-8"
    )
    rows = "".join(f"{line}\t{line}\n" for line in ENGLISH.split("\n")[:-1])
    (tmp_path / "english.tsv").write_text("source\ttarget\n" + rows, encoding="utf-8")
    japanese = "市役所は記者会見を開き、今年の仕事について説明した。\n" * 5
    (tmp_path / "ja.txt").write_text(japanese, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text("source\ttarget\n你好。\tHello.\n", encoding="utf-8")
    (tmp_path / "glossary.tsv").write_text("source\ttarget\n清朗\n", encoding="utf-8")
    (tmp_path / "odd.toml").write_text('glosary = ["a.tsv"]\n', encoding="utf-8")
    (tmp_path / "cut.txt").write_bytes(CHINESE.encode("utf-8")[:-5])
    (tmp_path / "mixed.txt").write_bytes(CHINESE.encode("utf-8") + CHINESE.encode("gb18030")[:4])
    (tmp_path / "marks.txt").write_text("。。。！！\n", encoding="utf-8")
    (tmp_path / "blank.tsv").write_text("source\ttarget\n你好。\tHello.\n\n", encoding="utf-8")
    (tmp_path / "digits.jsonl").write_text(
        '{"source": "一", "target": "a", "n": ' + "1" * 5000 + "}\n", encoding="utf-8"
    )
    (tmp_path / "link.txt").symlink_to("zh.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "folder").mkdir()
    return tmp_path


CASES = [
    ("check --pair missing.txt en.txt", "missing.txt"),
    ("check --pair empty.txt en.txt", "empty"),
    ("check --pair zh.txt empty.txt", "empty"),
    ("check --pair binary.txt en.txt", "binary"),
    ("check --pair gb.txt en.txt", "--encoding"),
    ("check --pair gb.txt en.txt --encoding gb1803", "gb18030"),
    ("check --pair en.txt zh.txt", "swapped"),
    ("check --pair ja.txt en.txt", "ja.txt: looks Japanese"),
    ("check --pair zh.txt zh.txt", "same file"),
    ("check --pair en.txt en.txt", "same file"),
    ("check --pair link.txt zh.txt", "same file"),
    ("check --pair loop.txt en.txt", "symbolic links"),
    ("check --pair cut.txt en.txt", "cut.txt:3: expected UTF-8, found the bytes"),
    ("check --pair mixed.txt en.txt", "mixed.txt:4: expected UTF-8 as in the rest of the file"),
    ("check --pair marks.txt en.txt", "no text"),
    ("check --pair zh.txt en.txt -o link.txt", "one of the inputs"),
    ("check --pair zh.txt en.txt -o loop.txt", "loop.txt: Too many levels of symbolic links"),
    ("check --pair zh.txt en.txt --encoding=", "unknown encoding"),
    ("check blank.tsv", "blank.tsv:3: expected a pair, found an empty line"),
    ("check digits.jsonl", "digits.jsonl:1: expected a JSON object, found one with a number that is too long"),
    ("check pairs.tsv --select ,", "--select names no rule"),
    ("check pairs.csv", "named .tsv, .jsonl or .tmx"),
    ("check --pair folder en.txt", "folder"),
    ("check folder", "folder"),
    ("check", "nothing to check"),
    ("check zh.txt", "--pair ZH EN"),
    ("check wide.tsv", "wide.tsv:2: expected 2 tab-separated fields, found 3"),
    ("check nohead.tsv", "source and target"),
    ("check norows.tsv", "norows.tsv"),
    ("check swapped.tsv", "swapped"),
    ("check english.tsv", "looks English (100 % Latin letters); expected Chinese"),
    ("score english.tsv", "looks English (100 % Latin letters); expected Chinese"),
    ("check pairs.tsv --glossary glossary.tsv", "glossary.tsv:2"),
    ("check pairs.tsv --glossary missing.tsv", "missing.tsv"),
    ("check pairs.tsv --glossary pairs.tsv --no-glossary", "exclude"),
    ("check pairs.tsv --select missing-terms", "did you mean 'missing-term'"),
    ("check pairs.tsv --ignore numberz", "did you mean 'numbers'"),
    ("check pairs.tsv --select numbers --ignore numbers", "no rule is left"),
    ("check pairs.tsv --fail-on never", "never"),
    ("check pairs.tsv --colour", "--colour"),
    ("check pairs.tsv --report pdf:out.pdf", "pdf"),
    ("check pairs.tsv --report html", "FORMAT:FILE"),
    ("check pairs.tsv --report html:nowhere/out.html", "nowhere"),
    ("check pairs.tsv --report html:pairs.tsv", "one of the inputs"),
    ("check pairs.tsv -o pairs.tsv", "one of the inputs"),
    ("check pairs.tsv --config odd.toml", "did you mean 'glossary'"),
    ("check pairs.tsv --config missing.toml", "missing.toml"),
    ("align zh.txt", "EN"),
    ("align zh.txt en.txt --format idz", "ids"),
    ("align zh.txt en.txt -o folder", "folder"),
    ("score wide.tsv", "wide.tsv:2"),
    ("score", "PAIRS | ZH EN"),
    ("rule missing-trem", "did you mean 'missing-term'"),
    ("chekc", "did you mean 'check'"),
]


@pytest.mark.parametrize(("command", "expected"), CASES, ids=[case[0] for case in CASES])
def test_one_clear_line_and_exit_code_2(folder: Path, duizhao: Run, command: str, expected: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = duizhao(*command.split(), cwd=folder)
    assert done.returncode == 2, done
    assert expected in done.stderr
    assert done.stdout == ""
    errors = [line for line in done.stderr.split("\n") if line.startswith("Error: ")]
    assert len(errors) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_exit_zero_does_not_hide_a_failure(folder: Path, duizhao: Run) -> None:
    assert duizhao("check", "missing.tsv", "--exit-zero", cwd=folder).returncode == 2


@pytest.mark.parametrize("name", ["a b.txt", "中文.txt", "new\nline.txt", "-dash.txt", "bad\udcff.txt", "\x1b[31m.txt"])
def test_any_file_name_can_be_read_and_reported(folder: Path, duizhao: Run, name: str) -> None:
    (folder / name).write_text("他有3.5万元。", encoding="utf-8")
    (folder / f"e{name}").write_text("He has 350,000 yuan.", encoding="utf-8")
    reports = [f"--report={form}:out.{form}" for form in ("full", "concise", "json", "jsonl", "tsv", "html")]
    done = duizhao("check", *reports, "--", name, f"e{name}", cwd=folder)
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("\n") == 1
    assert "\x1b" not in done.stdout
    assert len(list(folder.glob("out.*"))) == len(reports)


def test_an_error_is_one_line_whatever_the_file_is_called(folder: Path, duizhao: Run) -> None:
    assert duizhao("check", "no\n\x1b\udcff.tsv", cwd=folder).stderr == "Error: no\\n\\x1b\\udcff.tsv: no such file\n"


@pytest.mark.parametrize(
    ("redirection", "code"),
    [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("2>/dev/full", 0), (">/dev/full", 2), (">/dev/full 2>/dev/full", 2)],
)
def test_the_exit_code_is_right_where_nothing_can_be_said(folder: Path, redirection: str, code: int) -> None:
    if "full" in redirection and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = f"exec '{sys.executable}' -P -m duizhao align zh.txt en.txt {redirection}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_one_line_and_exit_code_2(folder: Path) -> None:
    rows = "".join(
        f"第{i}个城市有{i}.5亿人口。\tThe city has people, and the the number is {i}.\n" for i in range(2000)
    )
    (folder / "many.tsv").write_text("source\ttarget\n" + rows, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "duizhao", "check", "-q", "many.tsv", "--output-format", "jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        error = running.stderr.read().decode()
    assert running.returncode == 2
    assert error == "Error: the reader of the output closed it before everything was written\n"


def test_an_interrupt_is_one_line_exit_code_130_and_no_half_file(folder: Path) -> None:
    rows = "".join(
        f"他在第{i}天来到了城里，看见了许多人。\tOn day {i} he came to town and saw many people.\n"
        for i in range(60000)
    )
    (folder / "many.tsv").write_text("source\ttarget\n" + rows, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "duizhao", "check", "many.tsv", "--report", "html:out.html"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stderr is not None
        time.sleep(1.5)  # long enough to be at work, far too short to be done
        running.send_signal(signal.SIGINT)
        error = running.stderr.read().decode()
    assert running.returncode == 130
    assert error.endswith("Error: interrupted\n")
    assert "Traceback" not in error
    assert [path.name for path in folder.iterdir() if "out.html" in path.name] == []


def test_a_folder_that_cannot_be_written_to_is_one_line(folder: Path, duizhao_process: Run) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    (folder / "folder").chmod(0o500)
    done = duizhao_process("check", "pairs.tsv", "--report", "html:folder/out.html", cwd=folder)
    assert done.returncode == 2
    assert "Permission denied" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_one_line(folder: Path, duizhao_process: Run) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = duizhao_process("align", "zh.txt", "en.txt", "-o", "/dev/full", cwd=folder)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
