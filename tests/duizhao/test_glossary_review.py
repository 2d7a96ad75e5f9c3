"""`duizhao glossary review`, as a user runs it: from a file of keys, and at a terminal."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from corpora.glossary import read_glossary
from tests.conftest import ROOT, run_here

DRAFTS = (
    "source\ttarget\tnote\tstatus\tx-example\tx-mine\tx-renderings\tx-score\tx-seen\n"
    "工厂\tworks\t\tdraft\t\t\t\t1.00\t2\n"
    "个人信息保护\tpersonal data\t\tdraft\t甲 = A [a.tsv:2]\tkept\t"
    "4 × personal data|2 × personal information protection\t3.00\t6\n"
    "志愿者\tvolunteer\t\t\t\t\t\t\t\n"
    "排放市场\tfume market\t\tdraft\t\t\t\t2.00\t3\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drafts.tsv").write_text(DRAFTS, encoding="utf-8")
    return tmp_path


def review(folder: Path, keys: str, monkeypatch: pytest.MonkeyPatch) -> subprocess.CompletedProcess[str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
    return run_here("glossary", "review", "drafts.tsv", cwd=folder)


def rows(folder: Path) -> dict[str, tuple[str, str]]:
    return {term.source: (term.target, term.status) for term in read_glossary(folder / "drafts.tsv").terms}


LEFT = {
    "个人信息保护": ("personal data", "draft"),
    "工厂": ("works", "draft"),
    "志愿者": ("volunteer", "approved"),
    "排放市场": ("fume market", "draft"),
}


def test_a_draft_is_shown_with_its_evidence_and_the_curated_terms(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = review(folder, "q\n", monkeypatch)
    shown = done.stdout.split("\n")
    assert shown[1:5] == [
        "[1/3] 个人信息保护 → personal data  (pairs: 6)",
        "  2: personal information protection",
        "  example: 甲 = A [a.tsv:2]",
        "  x-mine: kept",
    ]
    assert shown[5].startswith("  curated: 个人信息 → personal information | ")
    assert (done.returncode, done.stderr, rows(folder)) == (0, "drafts.tsv: 3 drafts left\n", LEFT)


def test_drafts_come_by_their_score_and_each_key_decides(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = review(folder, "a\nf\nemissions market | emission market\nr\n", monkeypatch)
    assert done.stderr == "drafts.tsv: 2 accepted, 1 rejected, 0 drafts left\n"
    terms = {term.source: term for term in read_glossary(folder / "drafts.tsv").terms}
    assert rows(folder) == LEFT | {
        "个人信息保护": ("personal data", "approved"),
        "排放市场": ("emissions market", "approved"),
        "工厂": ("works", "deprecated"),
    }
    assert terms["排放市场"].allowed == ("emission market",)
    assert terms["排放市场"].forbidden == ("fume market",)


def test_the_evidence_goes_and_other_columns_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(folder, "a\nq\n", monkeypatch)
    term = next(term for term in read_glossary(folder / "drafts.tsv").terms if term.source == "个人信息保护")
    assert term.extra == (("x-mine", "kept"),)


def test_another_rendering_is_accepted_by_its_number(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(folder, "2\nq\n", monkeypatch)
    assert rows(folder)["个人信息保护"] == ("personal information protection", "approved")


def test_editing_replaces_the_rendering(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(folder, "s\ne\nemissions market\nq\n", monkeypatch)
    assert rows(folder) == LEFT | {"排放市场": ("emissions market", "approved")}


@pytest.mark.parametrize("keys", ["e\n\nq\n", "f\n\nq\n", "f\npersonal data\nq\n", "z\n3\n\nq\n", "s\ns\ns\n", ""])
def test_what_decides_nothing_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    assert review(folder, keys, monkeypatch).returncode == 0
    assert (folder / "drafts.tsv").read_text(encoding="utf-8") == DRAFTS


def test_what_is_no_legal_row_is_refused_and_asked_for_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = review(folder, "e\n中文\ne\npersonal information protection\nq\n", monkeypatch)
    assert "Latin letter" in done.stderr
    assert rows(folder)["个人信息保护"] == ("personal information protection", "approved")


def test_the_next_time_goes_on_with_what_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(folder, "a\nq\n", monkeypatch)
    done = review(folder, "q\n", monkeypatch)
    assert "[1/2] 排放市场 → fume market" in done.stdout


def test_a_glossary_without_drafts_is_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "drafts.tsv").write_text("source\ttarget\n工厂\tfactory\n", encoding="utf-8")
    done = review(folder, "", monkeypatch)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "drafts.tsv: 0 drafts left\n")


def test_a_broken_glossary_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "drafts.tsv").write_text("source\n工厂\n", encoding="utf-8")
    assert review(folder, "a\n", monkeypatch).returncode == 2


ONE = LEFT | {"个人信息保护": ("personal data", "approved")}


@pytest.mark.parametrize(
    ("typed", "expected", "code"),
    [
        (["a", "s", "q"], ONE, 0),
        (["a", "e", "emissions market\n", "q"], ONE | {"排放市场": ("emissions market", "approved")}, 0),
        (["a", "\x04"], ONE, 0),
        (["a", "\x03"], ONE, 130),
    ],
    ids=["keys", "a text", "end of input", "interrupted"],
)
def test_at_a_terminal_a_key_is_enough(
    folder: Path, typed: list[str], expected: dict[str, tuple[str, str]], code: int
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-P", "-m", "duizhao", "glossary", "review", "drafts.tsv"]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        os.close(theirs)
        for text in typed:
            shown = b""
            while not shown.endswith((b"quit: ", b"rendering: ")):
                shown += process.stdout.read(1) or pytest.fail(f"it ended, having shown {shown!r}")
            while shown.endswith(b"quit: ") and termios.tcgetattr(ours)[3] & termios.ICANON:
                os.sched_yield()  # what is typed before it listens for a key is thrown away
            os.write(ours, text.encode())
        rest = process.stdout.read()
        assert (process.wait(timeout=30), rest.count(b"Traceback")) == (code, 0)
    os.close(ours)
    assert rows(folder) == expected
