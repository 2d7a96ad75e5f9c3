"""A user's own `metrics.py` or `align.py` neither touches the command nor goes unnoticed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run


@pytest.mark.parametrize("name", ["align", "corpora", "metrics", "reports"])
def test_import_names_the_shadowing_file(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.py").write_text("raise SystemExit('the user’s file was run')\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import duizhao"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert f"{name}.py hides duizhao's own package '{name}'" in done.stderr
    assert "the user’s file was run" not in done.stderr


def test_a_module_that_was_imported_before_is_named(tmp_path: Path) -> None:
    (tmp_path / "metrics.py").write_text("value = 1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import metrics, duizhao"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "metrics.py hides duizhao's own package 'metrics'" in done.stderr


def test_a_user_s_folder_without_init_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", "import duizhao; print(duizhao.Span(0, 1))"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == "Span(start=0, end=1)\n", done.stderr


@pytest.mark.parametrize("name", ["align", "metrics"])
def test_the_installed_command_does_not_see_the_working_folder(tmp_path: Path, duizhao_process: Run, name: str) -> None:
    (tmp_path / f"{name}.py").write_text("raise SystemExit('the user’s file was run')\n", encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text("source\ttarget\n你好。\tHello.\n", encoding="utf-8")
    done = duizhao_process("check", "pairs.tsv", "--no-glossary")
    assert done.returncode == 0, done.stderr
    command = Path(sys.executable).with_name("duizhao")
    if command.exists():
        done = subprocess.run([command, "--version"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert done.stdout.startswith("duizhao "), done.stderr
