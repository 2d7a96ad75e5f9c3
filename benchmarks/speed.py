"""Time the whole program on generated bitexts, with nltk's Gale-Church beside it in the same run.

    python benchmarks/speed.py

Each line is the wall-clock time of a new process, the best of three, and its peak memory. The texts are made of the
sample bitext's sentences, so the script needs no data of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpora" / "samples"
ZH, EN = SAMPLES / "press-conference.zh.md", SAMPLES / "press-conference.en.md"

GALE_CHURCH = """
import sys
from nltk.translate.gale_church import align_blocks
sides = [[len(line) for line in open(name, encoding="utf-8")] for name in sys.argv[1:]]
align_blocks(*sides)
"""

LIMITS = {
    "duizhao --help": 0.25,
    "check, 50 sentence pairs, first run": 4.0,
    "check, 50 sentence pairs": 1.0,
    "align, 2,000 x 2,000 sentences": 4.0,
}
"""Seconds on two cores that the program promises."""


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DUIZHAO_CACHE"] = str(folder / "cache")
        program = [sys.executable, "-P", "-m", "duizhao"]
        os.environ["PYTHONPATH"] = str(ROOT)
        report(*measure("duizhao --help", [*program, "--help"]))
        small = write_sample(folder, "small", sentences=50)
        check = [*program, "check", "--exit-zero", "--pair", *small]
        os.environ["DUIZHAO_CACHE"] = str(folder / "new-cache")
        report(*measure("check, 50 sentence pairs, first run", check, times=1))
        report(*measure("check, 50 sentence pairs", check))
        for size in (2000, 10000, 40000):
            zh, en = write_sample(folder, f"lines-{size}", sentences=size)
            label = f"{size:,} x {size:,} sentences"
            align = [*program, "align", "--segmented", "--format", "ids", zh, en]
            report(*measure(f"align, {label}", align, times=3 if size == 2000 else 1))
            if size == 2000:  # its time and memory grow with the square: 10,000 x 10,000 needs 25 times as much
                report(*measure(f"nltk Gale-Church, {label}", [sys.executable, "-c", GALE_CHURCH, zh, en], times=1))


def write_sample(folder: Path, name: str, *, sentences: int) -> tuple[str, str]:
    """Write a segmented bitext of the given length: the sample's sentences over and over, with changing figures."""
    from duizhao import align  # noqa: PLC0415

    bitext = align(ZH, EN)
    pairs = [pair for pair in bitext.pairs if pair.source.text and pair.target.text]
    sides: tuple[list[str], list[str]] = ([], [])
    for number in range(sentences):
        pair = pairs[(number * 7 + number // len(pairs)) % len(pairs)]
        mark = str(1000 + number)
        sides[0].append(f"{mark} {pair.source.text}")
        sides[1].append(f"{mark} {pair.target.text}")
    paths = []
    for side, lines in zip(("zh", "en"), sides, strict=True):
        path = folder / f"{name}.{side}.txt"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        paths.append(str(path))
    return paths[0], paths[1]


def measure(label: str, command: list[str], times: int = 3) -> tuple[str, float, float]:
    """Return the label, the best wall-clock time in seconds, and the peak memory in MB."""
    best, peak = float("inf"), 0.0
    for _ in range(times):
        start = time.perf_counter()
        # A small parent process reads its child's peak memory; ours would mix all children.
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, *command], capture_output=True, encoding="utf-8", check=True
        )
        best = min(best, time.perf_counter() - start)
        peak = float(done.stderr.rsplit("\n", 1)[-1])
    return label, best, peak


MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
sys.stderr.write(f"\\n{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}")
sys.exit(code)
"""


def report(label: str, seconds: float, megabytes: float) -> None:
    """Print one line of the table."""
    limit = LIMITS.get(label)
    verdict = "" if limit is None else f"promised {limit:.2f} s: {'kept' if seconds <= limit else 'BROKEN'}"
    print(f"{label:<40} {seconds:8.2f} s {megabytes:8.0f} MB  {verdict}", flush=True)


if __name__ == "__main__":
    main()
