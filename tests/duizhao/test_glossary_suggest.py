"""`duizhao glossary suggest`, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpora.glossary import read_glossary
from corpora.lexicon import Lexicon
from tests.conftest import Run

PAIRS = (
    "source\ttarget\n"
    "排放市场开放了。\tThe emissions market has opened.\n"
    "我们建设排放市场。\tWe build the emissions market.\n"
    "企业喜欢排放市场。\tThe companies like the emissions market.\n"
    "《采购手册》已经发布。\tThe Purchasing Manual has been published.\n"
)
DRAFTS = (
    "source\ttarget\tnote\ttype\tstatus\tx-example\tx-renderings\tx-score\tx-seen\n"
    "排放市场\temissions market\t\t\tdraft\t"
    "企业喜欢排放市场。 = The companies like the emissions market. [pairs.tsv:4]\t3 × emissions market\t{}\t3\n"
    "采购手册\tPurchasing Manual\t\ttitle\tdraft\t"
    "《采购手册》已经发布。 = The Purchasing Manual has been published. [pairs.tsv:5]\t1 × Purchasing Manual\t{}\t1\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Lexicon.load()  # compiled once a machine, which is told on stderr
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    return tmp_path


def test_what_is_found_is_a_glossary_of_drafts_with_evidence(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "suggest", "pairs.tsv")
    scores = [line.split("\t")[7] for line in done.stdout.split("\n")[1:-1]]
    assert (done.returncode, done.stdout) == (0, DRAFTS.format(*scores))
    assert done.stderr == "2 of 2 terms found in 4 pairs suggested, as drafts\n"
    assert all(float(score) > 0 for score in scores)


def test_a_file_of_drafts_is_a_sound_glossary(folder: Path, duizhao: Run) -> None:
    assert duizhao("glossary", "suggest", "pairs.tsv", "-o", "drafts.tsv", "-q").returncode == 0
    assert {term.status for term in read_glossary(folder / "drafts.tsv").terms} == {"draft"}
    assert duizhao("glossary", "check", "drafts.tsv").returncode == 0


@pytest.mark.parametrize("status", ["approved", "draft", "deprecated"])
def test_terms_of_the_glossary_are_not_suggested_again(folder: Path, duizhao: Run, status: str) -> None:
    rows = f"source\ttarget\tnote\tvariants\tstatus\n市场\tmarket\t\t排放市場\t{status}\n"
    (folder / "terms.tsv").write_text(rows, encoding="utf-8")
    done = duizhao("glossary", "suggest", "pairs.tsv", "--glossary", "terms.tsv", "-q")
    assert [line.split("\t")[0] for line in done.stdout.split("\n")] == ["source", "采购手册", ""]


def test_terms_of_the_curated_glossary_are_not_suggested_unless_asked_for(folder: Path, duizhao: Run) -> None:
    known = (
        "个人信息很重要。\tPersonal information is important.\n"
        "企业保护个人信息。\tCompanies protect personal information.\n"
    )
    (folder / "pairs.tsv").write_text(PAIRS + known, encoding="utf-8")
    with_curated, without = (
        duizhao("glossary", "suggest", "pairs.tsv", "-q", *options).stdout for options in ((), ("--no-glossary",))
    )
    assert ("个人信息" in with_curated, "个人信息\tpersonal information" in without.lower()) == (False, True)


def test_only_the_likeliest_are_suggested(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "suggest", "pairs.tsv", "--most", "1")
    assert len(done.stdout.split("\n")) == 3
    assert done.stderr == "1 of 2 terms found in 4 pairs suggested, as drafts\n"


def test_two_files_are_aligned_first(folder: Path, duizhao: Run) -> None:
    rows = [line.split("\t") for line in PAIRS.split("\n")[1:-1]]
    (folder / "zh.txt").write_text("".join(f"{row[0]}\n" for row in rows), encoding="utf-8")
    (folder / "en.txt").write_text("".join(f"{row[1]}\n" for row in rows), encoding="utf-8")
    done = duizhao("glossary", "suggest", "zh.txt", "en.txt", "-q")
    assert "排放市场\temissions market" in done.stdout


def test_nothing_found_is_exit_code_1_and_no_glossary(folder: Path, duizhao: Run) -> None:
    (folder / "pairs.tsv").write_text("source\ttarget\n你好。\tHello.\n", encoding="utf-8")
    done = duizhao("glossary", "suggest", "pairs.tsv", "-o", "drafts.tsv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "0 of 0 terms found in 1 pair suggested, as drafts\n"
    assert not (folder / "drafts.tsv").exists()


def test_no_input_is_written_over(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "suggest", "pairs.tsv", "-o", "pairs.tsv")
    assert (done.returncode, done.stderr) == (2, "Error: pairs.tsv is one of the inputs; write to another file\n")
    assert (folder / "pairs.tsv").read_text(encoding="utf-8") == PAIRS


def test_the_two_ways_to_name_a_glossary_exclude_each_other(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "suggest", "pairs.tsv", "--glossary", "pairs.tsv", "--no-glossary")
    assert done.returncode == 2
    assert "--glossary and --no-glossary exclude each other" in done.stderr


def test_drafts_are_added_to_a_glossary_once(folder: Path, duizhao: Run) -> None:
    (folder / "terms.tsv").write_text(
        "# ours\nsource\ttarget\n工厂\tfactory\n采购手册\tBuying Guide\n", encoding="utf-8"
    )
    done = duizhao("glossary", "suggest", "pairs.tsv", "--into", "terms.tsv")
    assert (done.returncode, done.stdout) == (0, "")
    rows = {term.source: (term.target, term.status) for term in read_glossary(folder / "terms.tsv").terms}
    assert rows == {
        "工厂": ("factory", "approved"),
        "采购手册": ("Buying Guide", "approved"),
        "排放市场": ("emissions market", "draft"),
    }
    text = (folder / "terms.tsv").read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert duizhao("glossary", "suggest", "pairs.tsv", "--into", "terms.tsv").returncode == 1
    assert (folder / "terms.tsv").read_text(encoding="utf-8") == text


def test_a_glossary_to_add_to_must_be_there(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "suggest", "pairs.tsv", "--into", "terms.tsv")
    assert done.returncode == 2
    assert done.stderr.startswith("Error: terms.tsv: ")


def test_hostile_texts_give_a_sound_glossary(folder: Path, duizhao: Run) -> None:
    pairs = [
        ("《采购\t手册》发布。", "The Purchasing\tManual is out."),
        ("《采购\u202e清单》发布。", "The Purchasing\x1b[31m List is out."),
        ("“以|人\\\\为本”很好。", "“People | first” is good\\."),
        *(
            (f"排放市场在第{number}城开放\x07。", f"The emissions\u200b market opened in city {number}.")
            for number in range(4)
        ),
    ]
    text = "".join(json.dumps({"source": source, "target": target}) + "\n" for source, target in pairs)
    (folder / "pairs.jsonl").write_text(text, encoding="utf-8")
    assert duizhao("glossary", "suggest", "pairs.jsonl", "-o", "drafts.tsv", "-q").returncode == 0
    assert duizhao("glossary", "check", "drafts.tsv", "-q", "--fail-on", "error").returncode == 0
    assert "排放市场" in {term.source for term in read_glossary(folder / "drafts.tsv").terms}
