"""What all tests share: a cache folder of their own, the sample files, and a way to run the installed program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpora" / "samples"
SHARED = ROOT.parent / "shared"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the compiled lexicon out of the user's cache folder; all workers share one."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "duizhao-cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIZHAO_CACHE", str(folder))
        yield


def run_duizhao(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, from this checkout."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "duizhao", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def duizhao(tmp_path: Path) -> Run:
    """Run the program in a temporary folder."""

    def run(*arguments: str | Path, cwd: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_duizhao(*arguments, cwd=cwd, **environment)

    return run
