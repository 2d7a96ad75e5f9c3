"""The gate under measured figures, on a tiny corpus that the test writes."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import ROOT

Figures = dict[str, dict[str, Any]]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("floors_benchmark", ROOT / "benchmarks" / "floors.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


floors = load()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "1.zh.txt").write_text("他走了。\n", encoding="utf-8")
    (folder / "1.en.txt").write_text("He left.\n", encoding="utf-8")
    return folder


def measured(corpus: Path, f1: float = 0.9, error: float = 0.02) -> Figures:
    return {"tiny": {"digest": floors.digest(corpus), "strict F1": f1, "calibration error": error}}


def settle(figures: Figures, path: Path, **options: bool) -> int:
    code = floors.settle(figures, path, **{"gate": False, "write": False, "lower": False} | options)
    assert isinstance(code, int)
    return code


@pytest.fixture
def kept(corpus: Path, tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    assert settle(measured(corpus), path, write=True) == 0
    return path


def stored(path: Path) -> list[float]:
    return list(json.loads(path.read_bytes())["tiny"].values())[1:]


@pytest.mark.parametrize(("f1", "error"), [(0.9, 0.02), (0.8996, 0.0204), (0.95, 0.01)])
def test_figures_that_hold_pass(corpus: Path, kept: Path, f1: float, error: float) -> None:
    assert settle(measured(corpus, f1, error), kept, gate=True) == 0


def test_a_figure_that_falls_fails(corpus: Path, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert settle(measured(corpus, f1=0.899), kept, gate=True) == 1
    assert capsys.readouterr().out == "gate: tiny: strict F1 is 0.899, the floor is 0.9\ngate: 1 figures fail\n"


def test_an_error_that_rises_fails(corpus: Path, kept: Path) -> None:
    assert settle(measured(corpus, error=0.021), kept, gate=True) == 1


def test_another_corpus_fails(corpus: Path, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "1.en.txt").write_text("He has left.\n", encoding="utf-8")
    assert settle(measured(corpus), kept, gate=True) == 1
    assert "gate: tiny: digest is " in capsys.readouterr().out


def test_a_file_s_name_counts_in_the_digest(corpus: Path) -> None:
    before = floors.digest(corpus)
    (corpus / "1.en.txt").rename(corpus / "2.en.txt")
    assert before != floors.digest(corpus)


def test_a_figure_that_was_not_measured_fails(corpus: Path, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = measured(corpus)
    del figures["tiny"]["strict F1"]
    assert settle(figures, kept, gate=True) == 1
    assert settle({}, kept, gate=True) == 1
    assert "gate: tiny: strict F1 is not measured, the floor is 0.9\n" in capsys.readouterr().out


def test_a_figure_without_a_floor_fails(corpus: Path, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = measured(corpus)
    figures["tiny"]["null F1"] = 0.5
    assert settle(figures, kept, gate=True) == 1
    assert "gate: tiny: null F1 is 0.5, the floor is not set\n" in capsys.readouterr().out


def test_floors_only_rise(corpus: Path, kept: Path) -> None:
    assert settle(measured(corpus, f1=0.95, error=0.03), kept, write=True) == 0
    assert stored(kept) == [0.95, 0.02]
    assert settle(measured(corpus, f1=0.85, error=0.01), kept, write=True) == 0
    assert stored(kept) == [0.95, 0.01]


def test_floors_fall_where_it_is_asked_for(corpus: Path, kept: Path) -> None:
    assert settle(measured(corpus, f1=0.85, error=0.03), kept, write=True, lower=True) == 0
    assert stored(kept) == [0.85, 0.03]


def test_a_fall_still_fails_when_floors_are_written(corpus: Path, kept: Path) -> None:
    assert settle(measured(corpus, f1=0.85), kept, write=True, gate=True) == 1
    assert settle(measured(corpus, f1=0.85), kept, write=True, lower=True, gate=True) == 0


def test_another_corpus_starts_anew(corpus: Path, kept: Path) -> None:
    (corpus / "1.en.txt").write_text("He has left.\n", encoding="utf-8")
    assert settle(measured(corpus, f1=0.7, error=0.1), kept, write=True) == 0
    assert stored(kept) == [0.7, 0.1]


def test_what_was_not_measured_keeps_its_floor(kept: Path) -> None:
    assert settle({"other": {"strict F1": 0.5}}, kept, write=True) == 0
    assert stored(kept) == [0.9, 0.02]


def test_lowering_is_a_word_to_writing() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "alignment.py"), "--lower"],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr.split("error: ")[-1]) == (2, "--lower says how --floors writes; give both\n")
