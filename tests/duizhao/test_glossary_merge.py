"""`duizhao glossary merge` by hand and as git's merge driver, with the configuration that the documentation names."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

BASE = "source\ttarget\tnote\tallowed\n民主\tdemocracy\t\t\n法治\trule of law\t\tlegality\n"
OURS = BASE.replace("\tlegality\n", "\tlegality|law-based governance\n").replace("democracy\t", "democracy\tmine")
THEIRS = BASE.replace("民主", "人权\thuman rights\t\t\n民主").replace("law\t", "law\tsee 2024")
MERGED = (
    "source\ttarget\tnote\tallowed\n"
    "人权\thuman rights\t\t\n民主\tdemocracy\tmine\t\n法治\trule of law\tsee 2024\tlegality|law-based governance\n"
)


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")


def test_the_result_is_written_to_ours(tmp_path: Path, duizhao: Run) -> None:
    write(tmp_path, base=BASE, ours=OURS, theirs=THEIRS)
    done = duizhao("glossary", "merge", "base.tsv", "ours.tsv", "theirs.tsv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "ours.tsv").read_text(encoding="utf-8") == MERGED


def test_conflicts_are_told_and_checked(tmp_path: Path, duizhao: Run) -> None:
    write(tmp_path, base="", ours=BASE, theirs=BASE.replace("rule of law", "legality").replace("\tlegality\n", "\t\n"))
    done = duizhao("glossary", "merge", "base.tsv", "ours.tsv", "theirs.tsv", "--name", "terms.tsv")
    assert (done.returncode, done.stdout) == (1, "")
    assert 'terms.tsv: conflict: 法治: target is "rule of law" in ours and "legality" in theirs\n' in done.stderr
    check = duizhao("glossary", "check", "ours.tsv", "-q")
    assert check.returncode == 1
    assert check.stdout.startswith("ours.tsv:3:1: error merge-conflict: an unresolved merge, up to line 7")
    assert check.stdout.count("\n") == 1


@pytest.mark.parametrize("broken", ["base", "ours", "theirs"])
def test_a_broken_version_leaves_ours_as_it_was(tmp_path: Path, duizhao: Run, broken: str) -> None:
    write(tmp_path, **{"base": BASE, "ours": OURS, "theirs": THEIRS, broken: "source\ttarget\n法治\n"})
    before = (tmp_path / "ours.tsv").read_bytes()
    done = duizhao("glossary", "merge", "base.tsv", "ours.tsv", "theirs.tsv")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{broken}.tsv:2:1" in done.stderr
    assert (tmp_path / "ours.tsv").read_bytes() == before


class Repository:
    """A repository whose glossary has a branch, configured as the documentation says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
        (attributes,) = re.findall(r"```gitattributes\n(.*?)```", page, re.DOTALL)
        (config,) = re.findall(r"```gitconfig\n(.*?)```", page, re.DOTALL)
        self.git("init", "-q", "-b", "main")
        (folder / ".gitattributes").write_text(attributes.replace("glossary.tsv", "terms.tsv"), encoding="utf-8")
        with (folder / ".git" / "config").open("a", encoding="utf-8") as file:
            file.write(config.replace("duizhao glossary merge %O", f"{sys.executable} -P -m duizhao glossary merge %O"))

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def commit(self, text: str) -> None:
        (self.folder / "terms.tsv").write_text(text, encoding="utf-8")
        self.git("add", "-A")
        assert self.git("commit", "-qm", "change").returncode == 0

    def merge(self, base: str, ours: str, theirs: str) -> subprocess.CompletedProcess[str]:
        self.commit(base)
        self.git("switch", "-qc", "colleague")
        self.commit(theirs)
        self.git("switch", "-q", "main")
        self.commit(ours)
        return self.git("merge", "colleague")

    @property
    def text(self) -> str:
        return (self.folder / "terms.tsv").read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return Repository(tmp_path)


def test_git_merges_cells_of_one_row_and_rows_beside_each_other(repository: Repository) -> None:
    done = repository.merge(BASE, OURS, THEIRS)
    assert done.returncode == 0, done.stderr
    assert repository.text == MERGED
    assert repository.git("status", "--porcelain").stdout == ""


def test_git_leaves_a_conflict_to_the_user(repository: Repository) -> None:
    done = repository.merge(BASE, OURS.replace("rule of law", "a"), THEIRS.replace("rule of law", "b"))
    assert done.returncode == 1
    assert 'terms.tsv: conflict: 法治: target is "a" in ours and "b" in theirs' in done.stderr
    assert repository.git("status", "--porcelain").stdout == "UU terms.tsv\n"
    assert "<<<<<<< ours\n法治\ta\tsee 2024\tlegality|law-based governance\n=======\n法治\tb\t" in repository.text


def test_git_merges_lines_where_a_version_is_broken(repository: Repository) -> None:
    done = repository.merge(BASE, OURS, THEIRS + "自由\n")
    assert done.returncode == 1
    assert "expected 4 tab-separated cells" in done.stderr
    assert "<<<<<<<" in repository.text  # nothing of either side is lost
    assert "自由\n" in repository.text
    assert "law-based governance" in repository.text
