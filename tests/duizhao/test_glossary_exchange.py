"""`duizhao glossary import` and `export`, as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.glossary.exchange import FORMATS
from duizhao.glossary_exchange_commands import FORMAT_NAMES
from tests.conftest import Run

GLOSSARY = (
    "# ours\nsource\ttarget\tnote\tallowed\tforbidden\n"
    "民主\tdemocracy\t\t\t\n法治\trule of law\t\tlegality\trule by law\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "terms.tsv").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def test_the_options_name_every_format() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES


def test_export_writes_the_file_and_tells_what_it_does_not_hold(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "export", "terms.tsv", "--format", "deepl", "-o", "deepl.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "not kept: the column 'allowed', where a term has it: 1\n"
        "not kept: the column 'forbidden', where a term has it: 1\n"
        "not kept: lines of comments: 1\n"
    )
    assert (folder / "deepl.csv").read_text(encoding="utf-8") == "民主,democracy\n法治,rule of law\n"


@pytest.mark.parametrize("name", ["terms.xlsx", "terms.tbx"])
def test_a_glossary_comes_back(folder: Path, duizhao: Run, name: str) -> None:
    assert duizhao("glossary", "export", "terms.tsv", "-o", name).returncode == 0
    done = duizhao("glossary", "import", name, "-o", "back.tsv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{name}: 2 terms\n")
    expected = GLOSSARY if name == "terms.xlsx" else GLOSSARY.removeprefix("# ours\n")
    assert (folder / "back.tsv").read_text(encoding="utf-8") == expected


def test_import_prints_a_glossary_and_what_it_left_out(folder: Path, duizhao: Run) -> None:
    (folder / "deepl.csv").write_text("人权,human rights\n自由,\n", encoding="utf-8")
    done = duizhao("glossary", "import", "deepl.csv", "--format", "deepl")
    assert (done.returncode, done.stdout) == (0, "source\ttarget\n人权\thuman rights\n")
    assert done.stderr == (
        "not kept: deepl.csv:2: '自由' is left out: the cell 'target' must not be empty\ndeepl.csv: 1 term\n"
    )


def test_import_adds_what_a_glossary_does_not_have(folder: Path, duizhao: Run) -> None:
    (folder / "deepl.csv").write_text("人权,human rights\n法治,legality\n民主,democratic\n", encoding="utf-8")
    done = duizhao("glossary", "import", "deepl.csv", "--format", "deepl", "--into", "terms.tsv")
    assert (done.returncode, done.stdout) == (0, "added 人权 → human rights\n")
    assert "not kept: 民主: 'democratic', because terms.tsv has 'democracy'\n" in done.stderr
    assert "法治" not in done.stderr
    assert duizhao("glossary", "find", "terms.tsv", "human rights").returncode == 0


def test_a_file_in_another_encoding_is_declared(folder: Path, duizhao: Run) -> None:
    (folder / "azure.tsv").write_bytes("人权\thuman rights\n".encode("gb18030"))
    assert "--encoding" in duizhao("glossary", "import", "azure.tsv", "--format", "azure").stderr
    done = duizhao("glossary", "import", "azure.tsv", "--format", "azure", "--encoding", "gb18030")
    assert done.stdout == "source\ttarget\n人权\thuman rights\n"


REFUSED = [
    ("import terms.tsv", "name the format with --format (omegat, deepl,"),
    ("import none.csv --format deepl", "none.csv: no such file"),
    ("import none.tbx", "none.tbx: could not be read"),
    ("import none.xlsx", "none.xlsx: could not be read"),
    ("import terms.tsv --format omegat -o terms.tsv", "terms.tsv is the input"),
    ("import terms.tsv --format omegat -o a.tsv --into b.tsv", "exclude each other"),
    ("import terms.tsv --format exel", "exel"),
    ("export terms.tsv", "name the format with --format"),
    ("export terms.tsv --format xlsx", "xlsx is no text; name a file with -o"),
    ("export none.tsv --format deepl", "none.tsv: the glossary cannot be read"),
    ("export terms.tsv --format deepl -o terms.tsv", "terms.tsv is the input"),
]


@pytest.mark.parametrize(("command", "message"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_cannot_be_done_is_one_line(folder: Path, duizhao: Run, command: str, message: str) -> None:
    done = duizhao("glossary", *command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.startswith("Error: ")
    assert [path.name for path in folder.iterdir()] == ["terms.tsv"]
