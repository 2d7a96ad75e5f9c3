"""`duizhao glossary`, as a user runs it: outputs, exit codes, and what is left on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports import RENDERERS
from tests.conftest import Run

SOUND = "# ours\nsource\ttarget\n民主\tdemocracy\n法治\trule of law\n"
WINDOWS = "\ufeff# ours\r\nsource\ttarget\r\n法治\trule of law\r\n民主\tdemocracy"
BROKEN = "source\ttarget\tstatus\n法治\t\taproved\n民主\tdemocracy\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "terms.tsv").write_text(SOUND, encoding="utf-8")
    (tmp_path / "broken.tsv").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "windows.tsv").write_bytes(
        "\ufeff# ours\r\nsource\ttarget\r\n法治\trule of law\r\n民主\tdemocracy".encode()
    )
    (tmp_path / "gb.tsv").write_bytes("source\ttarget\n法治\tlaw\n".encode("gb18030"))
    return tmp_path


def test_a_sound_glossary_passes(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "check", "terms.tsv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "checked 1 glossary, 2 sound rows: no findings\n"


def test_every_problem_is_told_with_line_and_column(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "check", "broken.tsv", "-q")
    assert done.returncode == 1
    assert [line.split(": ")[0:2] for line in done.stdout.split("\n")[:-1]] == [
        ["broken.tsv:2:4", "error empty-cell"],
        ["broken.tsv:2:5", "error unknown-value"],
        ["broken.tsv:3:1", "error glossary-row"],
    ]
    assert done.stderr == ""


def test_warnings_fail_only_where_asked(folder: Path, duizhao: Run) -> None:
    codes = [duizhao("glossary", "check", "windows.tsv", *level).returncode for level in ([], ["--fail-on", "warning"])]
    assert codes == [0, 1]


def test_a_file_that_cannot_be_read_is_no_finding(folder: Path, duizhao: Run) -> None:
    for name in ("none.tsv", "gb.tsv", "."):
        done = duizhao("glossary", "check", "terms.tsv", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"Error: {name}")


@pytest.mark.parametrize("form", RENDERERS)
def test_every_format_shows_the_findings(folder: Path, duizhao: Run, form: str) -> None:
    done = duizhao("glossary", "check", "broken.tsv", "--output-format", form)
    assert done.returncode == 1
    for rule in ("empty-cell", "unknown-value", "glossary-row"):
        assert rule in done.stdout


def test_json_has_the_keys_of_other_findings(folder: Path, duizhao: Run) -> None:
    (folder / "odd.tsv").write_text("source\ttarget\n法治\trule of law（China）\n", encoding="utf-8")
    (finding,) = json.loads(duizhao("glossary", "check", "odd.tsv", "--output-format", "json").stdout)
    side = finding["target"]
    assert (finding["rule"], finding["family"], finding["term"]) == ("unusual-character", "glossary", "法治")
    assert (side["path"], side["line"], side["column"]) == ("odd.tsv", 2, 4)
    assert side["text"][side["start"] : side["end"]] == "rule of law（China）"


def test_the_configured_glossaries_are_checked_where_none_is_named(folder: Path, duizhao: Run) -> None:
    assert "nothing to check" in duizhao("glossary", "check").stderr
    (folder / "duizhao.toml").write_text('glossary = ["terms.tsv", "broken.tsv"]\n', encoding="utf-8")
    assert duizhao("glossary", "check").stderr.startswith("checked 2 glossaries, 2 sound rows: 3 errors")


def test_glossaries_that_contradict_each_other_are_told(folder: Path, duizhao: Run) -> None:
    (folder / "own.tsv").write_text(
        "source\ttarget\tnote\tforbidden\tsense\n法治\tlegality\t\trule of law\town\n", encoding="utf-8"
    )
    assert duizhao("glossary", "check", "own.tsv").returncode == 0
    done = duizhao("glossary", "check", "terms.tsv", "own.tsv")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "own.tsv:2:1: error right-and-forbidden: forbids 'rule of law' for 法治, which terms.tsv:4"
    )


def test_a_rule_of_the_glossary_is_explained(duizhao: Run) -> None:
    assert duizhao("rule", "dead-forbidden").stdout.startswith(
        "# dead-forbidden\n\nA forbidden rendering that can never"
    )


def test_fmt_brings_a_file_into_the_canonical_form_and_stays_there(folder: Path, duizhao: Run) -> None:
    path = folder / "windows.tsv"
    done = duizhao("glossary", "fmt", "windows.tsv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "windows.tsv: reformatted\n")
    assert path.read_bytes() == "# ours\nsource\ttarget\n民主\tdemocracy\n法治\trule of law\n".encode()
    again = duizhao("glossary", "fmt", "windows.tsv", "--check")
    assert (again.returncode, again.stderr) == (0, "")


def test_fmt_check_and_diff_write_nothing(folder: Path, duizhao: Run) -> None:
    before = (folder / "windows.tsv").read_bytes()
    check = duizhao("glossary", "fmt", "windows.tsv", "terms.tsv", "--check")
    assert (check.returncode, check.stdout, check.stderr) == (1, "", "windows.tsv: would be reformatted\n")
    diff = duizhao("glossary", "fmt", "windows.tsv", "terms.tsv", "--diff")
    assert diff.returncode == 1
    assert "-法治\trule of law<CR>\n" in diff.stdout
    assert "-民主\tdemocracy\n\\ No newline at end of file\n" in diff.stdout
    assert "+民主\tdemocracy\n" in diff.stdout
    assert (folder / "windows.tsv").read_bytes() == before


@pytest.mark.parametrize("options", [[], ["--check"], ["--diff"]])
def test_fmt_leaves_a_broken_file_alone(folder: Path, duizhao: Run, options: list[str]) -> None:
    done = duizhao("glossary", "fmt", "broken.tsv", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert "broken.tsv:3:1: expected 3 tab-separated cells" in done.stderr
    assert (folder / "broken.tsv").read_text(encoding="utf-8") == BROKEN


def test_add_shows_the_change_and_writes_it(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "add", "terms.tsv", "人权", "human rights", "--set", "allowed=rights|human right")
    shown = 'added 人权 → human rights\n    allowed: added "rights"\n    allowed: added "human right"\n'
    assert (done.returncode, done.stdout, done.stderr) == (0, shown, "")
    assert (folder / "terms.tsv").read_text(encoding="utf-8") == (
        "# ours\nsource\ttarget\tnote\tallowed\n"
        "人权\thuman rights\t\trights|human right\n民主\tdemocracy\t\t\n法治\trule of law\t\t\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == ["broken.tsv", "gb.tsv", "terms.tsv", "windows.tsv"]


def test_a_dry_run_writes_nothing(folder: Path, duizhao: Run) -> None:
    for command in (["add", "terms.tsv", "人权", "human rights"], ["rm", "terms.tsv", "法治"]):
        done = duizhao("glossary", *command, "--dry-run")
        assert done.returncode == 0
        assert done.stderr == "nothing was written\n"
    assert (folder / "terms.tsv").read_text(encoding="utf-8") == SOUND


def test_add_warns_of_what_check_would_find(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "add", "terms.tsv", "依法治国", "law-based governance", "--set", "variants=法治")
    assert done.returncode == 0
    assert done.stderr.startswith("terms.tsv:3:28: warning colliding-forms: ")
    assert done.stderr.count("\n") == 1


REFUSED = [
    (["add", "terms.tsv", "法治", "legality"], "terms.tsv:4: 法治 is there already, as 'rule of law'"),
    (["add", "terms.tsv", "人权", "权利"], "'target' must hold a Latin letter"),
    (["add", "terms.tsv", "人权", "a\tb"], "a cell must not hold a tab or a line break"),
    (["add", "terms.tsv", "人权", "rights", "--set", "stauts=draft"], "no column 'stauts'; did you mean 'status'?"),
    (["add", "terms.tsv", "人权", "rights", "--set", "status=daft"], "did you mean 'draft'?"),
    (["add", "terms.tsv", "人权", "rights", "--set", "draft"], "expected COLUMN=CELL"),
    (["add", "none.tsv", "人权", "rights"], "none.tsv: no such glossary; `duizhao glossary add --create` begins one"),
    (["add", "broken.tsv", "人权", "rights"], "broken.tsv:2:4"),
    (["edit", "terms.tsv", "法制", "--set", "note=x"], "holds no term '法制'"),
    (["edit", "terms.tsv", "法治", "--set", "source=民主"], "'民主' stands in line"),
    (["edit", "terms.tsv", "法治", "--set", "note+=x"], "'note' is no list"),
    (["edit", "terms.tsv", "法治", "--set", "allowed-=x"], "'allowed' of 法治 does not hold 'x'"),
    (["edit", "terms.tsv", "法治"], "nothing to change"),
    (["rm", "terms.tsv", "法治", "--sense", "x"], "法治 has no sense 'x'"),
    (["find", "terms.tsv", " "], "expected a text to look for"),
]


@pytest.mark.parametrize(("command", "message"), REFUSED, ids=[" ".join(case[0]) for case in REFUSED])
def test_what_makes_no_sense_changes_nothing(folder: Path, duizhao: Run, command: list[str], message: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = duizhao("glossary", *command)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_edit_changes_cells_and_lists(folder: Path, duizhao: Run) -> None:
    first = duizhao("glossary", "edit", "terms.tsv", "法治", "--set", "allowed+=legality", "--set", "x-owner=Li")
    assert first.stdout == 'changed 法治 → rule of law\n    allowed: added "legality"\n    x-owner: nothing → "Li"\n'
    second = duizhao("glossary", "edit", "terms.tsv", "法治", "--set", "allowed-=legality", "--set", "x-owner=")
    assert second.stdout == 'changed 法治 → rule of law\n    allowed: removed "legality"\n    x-owner: "Li" → nothing\n'
    assert (folder / "terms.tsv").read_text(encoding="utf-8") == SOUND


def test_a_homograph_is_named_by_its_sense(folder: Path, duizhao: Run) -> None:
    for sense, target in (("rank", "division"), ("place", "office")):
        assert duizhao("glossary", "add", "terms.tsv", "处", target, "--sense", sense).returncode == 0
    assert (
        "has the senses 'place', 'rank'; name one with --sense" in duizhao("glossary", "rm", "terms.tsv", "处").stderr
    )
    assert duizhao("glossary", "rm", "terms.tsv", "处", "--sense", "rank").stdout == "removed 处 [rank] → division\n"


def test_the_last_term_stays(folder: Path, duizhao: Run) -> None:
    assert duizhao("glossary", "rm", "terms.tsv", "法治").returncode == 0
    done = duizhao("glossary", "rm", "terms.tsv", "民主")
    assert (done.returncode, done.stdout) == (2, "")
    assert "remove the file instead" in done.stderr


def test_a_new_glossary_begins_with_its_first_term(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "add", "new.tsv", "人权", "human rights", "--create")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "new.tsv").read_text(encoding="utf-8") == "source\ttarget\n人权\thuman rights\n"


def test_find_looks_in_both_languages(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "find", "terms.tsv", "Law", "--format", "tsv")
    assert (done.returncode, done.stdout) == (0, "source\ttarget\n法治\trule of law\n")
    (record,) = [
        json.loads(line)
        for line in duizhao("glossary", "find", "terms.tsv", "法", "--format", "jsonl").stdout.split("\n")[:-1]
    ]
    assert (record["line"], record["source"], record["target"], record["found_in"]) == (
        4,
        "法治",
        "rule of law",
        "source",
    )
    assert "rule of law" in duizhao("glossary", "find", "terms.tsv", "rule").stdout


def test_find_takes_traditional_characters_and_slips(folder: Path, duizhao: Run) -> None:
    duizhao("glossary", "add", "terms.tsv", "网络", "network")
    assert "network" in duizhao("glossary", "find", "terms.tsv", "網絡", "--in", "source").stdout
    nothing = duizhao("glossary", "find", "terms.tsv", "demcoracy")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "democracy (89 %)" in duizhao("glossary", "find", "terms.tsv", "demcoracy", "--fuzzy").stdout
    assert "rule of law" in duizhao("glossary", "find", "terms.tsv", "rul of", "--fuzzy").stdout


def test_diff_says_in_words_what_differs(folder: Path, duizhao: Run) -> None:
    (folder / "new.tsv").write_text(
        "# theirs\nsource\ttarget\tnote\tallowed\n法治\trule of law\tlegal\t\n人权\thuman rights\t\trights\n",
        encoding="utf-8",
    )
    done = duizhao("glossary", "diff", "terms.tsv", "new.tsv")
    assert done.returncode == 1
    assert done.stdout == (
        'comment: removed "# ours"\ncomment: added "# theirs"\n'
        'added 人权 → human rights\n    allowed: added "rights"\n'
        "removed 民主 → democracy\n"
        'changed 法治 → rule of law\n    note: nothing → "legal"\n'
    )


def test_diff_is_silent_where_only_the_form_differs(folder: Path, duizhao: Run) -> None:
    done = duizhao("glossary", "diff", "terms.tsv", "windows.tsv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_row_with_an_id_is_followed_when_it_is_renamed(folder: Path, duizhao: Run) -> None:
    for name, source in (("a.tsv", "法制"), ("b.tsv", "法治")):
        (folder / name).write_text(f"source\ttarget\tnote\tid\n{source}\trule of law\t\t7\n", encoding="utf-8")
    done = duizhao("glossary", "diff", "a.tsv", "b.tsv")
    assert done.stdout == 'changed 法制 → rule of law\n    source: "法制" → "法治"\n'
