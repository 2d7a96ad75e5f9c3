"""The command line on real files: findings, exit codes, outputs, and the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import SAMPLES, Run

ZH, EN = SAMPLES / "press-conference.zh.md", SAMPLES / "press-conference.en.md"

PLANTED = [
    ("forbidden-term", "network space"),
    ("number-scale", "20.5 billion"),
    ("forbidden-term", "Qing dynasty"),
    ("untranslated-text", "护苗"),
    ("doubled-word", "the the"),
    ("percent-mismatch", "45.1%"),
    ("omitted-text", None),
    ("unknown-word", "platfroms"),
    ("duplicated-text", "He Yutong said that volunteers had been assigned to every community to teach them hands-on."),
]
"""Every error that was planted in the sample, and nothing else, in the order of the text."""


def records(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.split("\n")[:-1]]


def offending(record: dict[str, object]) -> str | None:
    side = record["target"]
    assert isinstance(side, dict)
    return None if side["start"] is None else side["text"][side["start"] : side["end"]]


def test_the_sample_s_planted_errors_are_found_and_nothing_else(duizhao_process: Run) -> None:
    done = duizhao_process("check", "--pair", ZH, EN, "--output-format", "jsonl")
    assert [(record["rule"], offending(record)) for record in records(done.stdout)] == PLANTED
    assert done.returncode == 1


def test_every_place_is_where_the_text_stands_in_the_file(duizhao: Run) -> None:
    done = duizhao("check", "--pair", ZH, EN, "--output-format", "jsonl")
    for record in records(done.stdout):
        for side, path in (("source", ZH), ("target", EN)):
            place = record[side]
            assert isinstance(place, dict)
            if place["start"] is None:
                continue
            text = place["text"][place["start"] : place["end"]]
            line = path.read_text(encoding="utf-8").split("\n")[place["line"] - 1]
            assert line[place["column"] - 1 :].startswith(text)


def test_two_files_without_an_option_are_a_pair(duizhao: Run) -> None:
    assert duizhao("check", ZH, EN).stdout == duizhao("check", "--pair", ZH, EN).stdout


def test_a_clean_pair_exits_with_0(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("他昨天回家了。母亲很高兴。\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("He went home yesterday. His mother was very happy.\n", encoding="utf-8")
    done = duizhao("check", "zh.txt", "en.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("checked 1 file pair, 2 sentence pairs: no findings\n")


def test_exit_zero_turns_1_into_0(duizhao: Run) -> None:
    assert duizhao("check", "--pair", ZH, EN, "--exit-zero").returncode == 0


@pytest.mark.parametrize(("level", "code"), [("none", 0), ("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on_sets_what_counts(duizhao: Run, level: str, code: int) -> None:
    done = duizhao("check", "--pair", ZH, EN, "--select", "doubled-word", "--fail-on", level)
    assert done.returncode == code, done.stdout


@pytest.mark.parametrize("form", ["full", "concise", "json", "jsonl"])
def test_the_exit_code_is_the_same_in_every_format(duizhao: Run, form: str) -> None:
    assert duizhao("check", "--pair", ZH, EN, "--output-format", form).returncode == 1


def test_select_and_ignore_take_rules_and_families(duizhao: Run) -> None:
    done = duizhao(
        "check", "--pair", ZH, EN, "--select", "numbers,doubled-word", "--ignore", "percent-mismatch",
        "--output-format", "jsonl",
    )  # fmt: skip
    assert [record["rule"] for record in records(done.stdout)] == ["number-scale", "doubled-word"]


def test_a_configuration_beside_the_files_is_used(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "duizhao.toml").write_text(
        "[lint]\nselect = ['doubled-word']\nseverity = { doubled-word = 'error' }\n", encoding="utf-8"
    )
    done = duizhao("check", "--pair", ZH, EN)
    assert done.returncode == 1
    assert ": error doubled-word: " in done.stdout
    assert done.stdout.count("\n") == 1


def test_reports_are_written_beside_the_output_from_one_run(duizhao: Run, tmp_path: Path) -> None:
    done = duizhao(
        "check", "--pair", ZH, EN, "--report", "html:out.html", "--report", "json:out.json", "--report", "tsv:out.tsv",
        "-o", "out.txt",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "out.json", "out.tsv", "out.txt"]
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))) == len(PLANTED)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").count("\n") == len(PLANTED)
    assert (tmp_path / "out.tsv").read_text(encoding="utf-8").count("\n") == len(PLANTED) + 1
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_several_pairs_are_one_report(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("source\ttarget\n他有3.5万元。\tHe has 350,000 yuan.\n", encoding="utf-8")
    done = duizhao("check", "--pair", ZH, EN, "pairs.tsv", "--output-format", "jsonl", "--select", "number-scale")
    assert [record["target"]["path"] for record in records(done.stdout)] == [str(EN), "pairs.tsv"]  # type: ignore[index]


def test_an_alignment_as_tsv_can_be_checked(duizhao: Run) -> None:
    assert duizhao("align", ZH, EN, "--format", "tsv", "-o", "pairs.tsv").returncode == 0
    done = duizhao("check", "pairs.tsv", "--output-format", "jsonl")
    assert [record["rule"] for record in records(done.stdout)] == [rule for rule, _ in PLANTED]


def test_ids_place_every_line_once(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("他走了。\n\n雨停了，天晴了。\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("He left.\nThe rain stopped.\nThe sky cleared.\n", encoding="utf-8")
    done = duizhao("align", "zh.txt", "en.txt", "--segmented", "--format", "ids")
    sides: tuple[list[int], list[int]] = ([], [])
    for line in done.stdout.split("\n")[:-1]:
        for side, numbers in zip(sides, line.split(":"), strict=False):
            side.extend(int(number) for number in numbers.strip("[]").split(",") if number)
    assert sides == ([0, 1, 2], [0, 1, 2])


def test_scores_come_in_order_and_from_0_to_100(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text(
        "source\ttarget\n他昨天回家了。\tHe went home yesterday.\n他昨天回家了。\tCompanies publish annual reports.\n",
        encoding="utf-8",
    )
    done = duizhao("score", "pairs.tsv", "--format", "jsonl")
    right, wrong = records(done.stdout)
    assert all(0 <= record[key] <= 100 for record in (right, wrong) for key in ("adequacy", "fluency", "quality"))  # type: ignore[operator]
    assert right["adequacy"] > wrong["adequacy"]  # type: ignore[operator]


def test_the_same_bytes_whatever_the_hash_seed_and_the_cache(duizhao_process: Run, tmp_path: Path) -> None:
    outputs = set()
    caches = {"0": {}, "1": {}, "2": {"DUIZHAO_CACHE": str(tmp_path / "cache")}}  # the tests' own, and one to compile
    for seed, cache in caches.items():
        done = duizhao_process(
            "check", "--pair", ZH, EN, "--report", f"html:{seed}.html", "--output-format", "json",
            PYTHONHASHSEED=seed, **cache,
        )  # fmt: skip
        outputs.add((done.stdout, (tmp_path / f"{seed}.html").read_text(encoding="utf-8")))
    assert len(outputs) == 1


def test_a_cache_that_cannot_be_written_is_a_notice(duizhao_process: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("source\ttarget\n你好。\tHello.\n", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = duizhao_process("check", "pairs.tsv", DUIZHAO_CACHE=str(tmp_path / "file" / "cache"))
    assert done.returncode == 0, done.stderr
    assert "cannot be kept" in done.stderr


def test_documents_that_do_not_belong_together_are_told_so(duizhao: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text(
        "春天来了，果园里的桃花都开了。老人每天清早到河边钓鱼。他的孙女在镇上的小学念书。\n"
        "夏天的晚上，他们坐在院子里数星星。狗睡在门口，谁来了它都不叫。\n",
        encoding="utf-8",
    )
    (tmp_path / "en.txt").write_text(
        "The company published its annual report on Monday. Revenue from cloud services rose, and the board approved a "
        "dividend. Analysts had expected weaker figures.\nThe chief executive will retire next summer.\n",
        encoding="utf-8",
    )
    done = duizhao("check", "zh.txt", "en.txt", "--output-format", "jsonl")
    assert [record["rule"] for record in records(done.stdout)] == ["not-a-translation"]
    assert done.returncode == 1


def test_every_rule_has_a_page(duizhao: Run) -> None:
    listed = [line.split()[0] for line in duizhao("rule").stdout.split("\n")[:-1]]
    assert "missing-term" in listed
    for name in listed:
        page = duizhao("rule", name).stdout
        assert page.startswith(f"# {name}\n")
        for heading in ("What it does", "Why it matters", "Example", "Known gaps"):
            assert heading in page


def test_quiet_says_nothing_on_stderr(duizhao: Run) -> None:
    assert duizhao("check", "-q", "--pair", ZH, EN).stderr == ""
