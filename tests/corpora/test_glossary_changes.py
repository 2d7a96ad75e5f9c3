"""Glossary files under change: many writers lose nothing, and a killed one leaves the old file or the new."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.errors import ConfigError, InputError
from corpora.files import hold
from corpora.glossary import Glossary, Term, parse_glossary, read_glossary
from corpora.glossary.changes import assign, change_glossary
from tests.conftest import ROOT

FIRST = "source\ttarget\n甲\tfirst\n"

ADDING = """
import sys
from pathlib import Path
from corpora.glossary import Term
from corpora.glossary.changes import add_term, change_glossary
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print(flush=True)
sys.stdin.read(1)
for number in range(count):
    term = Term(f"词{name}-{number:04}", f"term {name} {number}")
    change_glossary(path, lambda glossary: add_term(glossary, term))
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    """Start a process that adds terms once it is told to, and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(path), name, str(count)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def begin(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "g.tsv"
    path.write_text(FIRST, encoding="utf-8")
    return path


def test_sixteen_processes_that_add_fifty_terms_each_lose_none(path: Path) -> None:
    processes = [start(path, f"{number:02}", 50) for number in range(16)]
    for process in processes:
        begin(process)
    results = [(process.communicate()[1], process.returncode) for process in processes]
    assert results == [(b"", 0)] * 16
    expected = [("甲", ""), *((f"词{process:02}-{number:04}", "") for process in range(16) for number in range(50))]
    assert sorted(expected) == [term.key for term in read_glossary(path).terms]
    assert [each.name for each in path.parent.iterdir()] == ["g.tsv"]


def test_a_killed_writer_leaves_the_old_file_or_the_new_one_and_no_lock(path: Path) -> None:
    seen = set()
    for number in range(25):
        process = start(path, f"{number:02}", 10_000)
        begin(process)
        before = path.read_bytes()
        while path.read_bytes() == before:  # it is at work
            assert process.poll() is None
        for _ in range(number * 40):  # and is killed at another step each time
            path.stat()
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        terms = read_glossary(path).terms  # whole, or this raises
        own = [term.source for term in terms if term.source.startswith(f"词{number:02}-")]
        assert own == [f"词{number:02}-{k:04}" for k in range(len(own))]
        seen.add(len(own))
        change_glossary(path, lambda glossary: glossary)  # nobody holds it any more
    assert len(seen) > 1


def test_a_change_of_an_editor_meanwhile_is_not_lost(path: Path) -> None:
    edited = FIRST + "乙\tsecond\n"

    def change(glossary: Glossary) -> Glossary:
        path.write_text(edited, encoding="utf-8")  # an editor, which knows no lock
        return replace(glossary, terms=(*glossary.terms, Term("丙", "third")))

    with pytest.raises(InputError, match="another program changed it meanwhile"):
        change_glossary(path, change)
    assert path.read_text(encoding="utf-8") == edited


def test_who_waits_too_long_is_told(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.tsv"
    link.symlink_to(path)
    with (
        hold(path),
        pytest.raises(InputError, match="another program has been changing it"),
        hold(link, wait_seconds=0),
    ):
        pass
    with hold(link, wait_seconds=0):
        pass
    assert sorted(each.name for each in tmp_path.iterdir()) == ["g.tsv", "link.tsv"]


def test_a_link_stays_a_link_and_the_mode_is_kept(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.tsv"
    link.symlink_to(path)
    change_glossary(link, lambda glossary: replace(glossary, terms=(*glossary.terms, Term("丙", "third"))))
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert len(read_glossary(path).terms) == 2


def test_what_cannot_be_read_again_is_not_written(path: Path) -> None:
    with pytest.raises(ConfigError, match="must not be empty"):
        change_glossary(path, lambda glossary: replace(glossary, terms=(*glossary.terms, Term("丙", ""))))
    assert path.read_text(encoding="utf-8") == FIRST


def test_comments_stay_where_they_are(path: Path) -> None:
    path.write_text("# ours\n#\n" + FIRST, encoding="utf-8")
    change_glossary(path, lambda glossary: replace(glossary, terms=(*glossary.terms, Term("丙", "third"))))
    assert path.read_text(encoding="utf-8") == "# ours\n#\nsource\ttarget\n丙\tthird\n甲\tfirst\n"


@pytest.mark.parametrize(
    ("assignment", "column", "value"),
    [
        ("note=a=b", "note", "a=b"),
        ("allowed=a|b \\| c", "allowed", ("a", "b | c")),
        ("allowed=", "allowed", ()),
        ("allowed+=b|c", "allowed", ("a", "b|c")),
        ("allowed-=a", "allowed", ()),
        ("status=", "status", "approved"),
        ("x-team=one", "extra", (("x-team", "one"),)),
    ],
)
def test_an_assignment_sets_a_cell(assignment: str, column: str, value: object) -> None:
    (term,) = parse_glossary("source\ttarget\tnote\tallowed\tstatus\n法治\tlaw\t\ta\tdraft\n").terms
    assert value == getattr(assign(term, assignment), column)
