"""What the README says is what happens: its commands, its outputs, its table of rules, its Python."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

README = ROOT / "README.md"
RULES = re.compile(r"(<!-- rules: .*? -->\n)(.*?)(<!-- end of rules -->)", re.DOTALL)
OUTPUT = re.compile(r"(<!-- output: sample -->\n```text\n)(.*?)(```)", re.DOTALL)


def text() -> str:
    return README.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text(), re.DOTALL | re.MULTILINE)


def rule_table() -> str:
    from metrics import checks

    rows = [f"| `{rule.name}` | {rule.family} | {rule.severity} | {rule.summary} |\n" for rule in checks.RULES]
    return "| rule | family | severity | what it finds |\n|---|---|---|---|\n" + "".join(rows)


def sample_output(duizhao: Run) -> str:
    # `test_ci_runs_the_two_commands` holds the command together with CI, which runs it in a new environment.
    command = blocks("sh")[0].split(".venv/bin/duizhao ")[1].split()
    done = duizhao(*command, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    return done.stdout + done.stderr.split("\n")[-3] + "\n"


def test_the_sample_s_output_is_the_real_one(duizhao: Run) -> None:
    found = OUTPUT.search(text())
    assert found is not None
    assert sample_output(duizhao) == found[2]


def test_the_table_of_rules_is_the_rules() -> None:
    found = RULES.search(text())
    assert found is not None
    assert rule_table() == found[2]


def test_ci_runs_the_two_commands() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    install, test = (block.strip() for block in blocks("sh")[:2])
    assert f"\n{install} || code=$?\n" in script
    assert f"\n{test}\n" in script


def test_contributing_names_what_ci_runs() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for tool in ("ruff check .", "ruff format --check .", ".venv/bin/mypy", ".venv/bin/lint-imports"):
        assert tool in contributing
        assert tool in script


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_the_python_runs(tmp_path: Path, number: int) -> None:
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    block = f"import sys\nsys.path[:0] = [{str(ROOT)!r}]\n" + blocks("python")[number]
    done = subprocess.run(
        [sys.executable, "-P", "-c", block], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "number-scale" in done.stdout
    assert "He left." in done.stdout


def test_the_example_commands_run(duizhao: Run, tmp_path: Path) -> None:
    samples = ROOT / "corpora" / "samples"
    for side in ("zh", "en"):
        (tmp_path / f"{side}.md").write_bytes((samples / f"press-conference.{side}.md").read_bytes())
    (tmp_path / "terms.tsv").write_text(blocks("text")[1], encoding="utf-8")
    commands = [line.split("#")[0].split()[1:] for line in blocks("sh")[2].strip().split("\n")]
    # The third command checks what the fourth one writes.
    for command in [commands[3], *commands]:
        done = duizhao(*command)
        assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "report.html").stat().st_size > 1000


def test_the_example_of_folders_runs(duizhao: Run, tmp_path: Path) -> None:
    samples = ROOT / "corpora" / "samples"
    for side in ("zh", "en"):
        (tmp_path / side).mkdir()
        (tmp_path / side / f"{side}.md").write_bytes((samples / f"press-conference.{side}.md").read_bytes())
    table, chain = (line.split("#")[0].split()[1:] for line in blocks("sh")[3].strip().split("\n"))
    assert "1.00  zh/zh.md" in duizhao(*table).stdout
    arguments = duizhao(*chain[: chain.index("|")]).stdout.split()
    assert "number-scale" in duizhao("check", *arguments).stdout


def test_the_configuration_is_read(tmp_path: Path) -> None:
    from duizhao.config import read_config
    from duizhao.pipeline import choose_rules

    path = tmp_path / "duizhao.toml"
    path.write_text(blocks("toml")[0], encoding="utf-8")
    config = read_config(path)
    assert "number-scale" in [rule.name for rule in choose_rules(config.select, config.ignore, config.severity)]


if __name__ == "__main__":
    # `python -m tests.duizhao.test_readme` brings the generated parts of the README up to date.
    from tests.conftest import run_duizhao

    new = RULES.sub(lambda found: found[1] + rule_table() + found[3], text())
    new = OUTPUT.sub(lambda found: found[1] + sample_output(run_duizhao) + found[3], new)
    README.write_text(new, encoding="utf-8")
