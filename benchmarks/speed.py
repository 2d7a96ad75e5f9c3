"""Time the whole program on generated bitexts, against what it promises: `python benchmarks/speed.py`.

Each line is the wall-clock time of a new process, the best of three, with its processor time and its peak memory. The
texts are made of the sample bitext's sentences, so the script needs no data of its own. How time and memory grow with
long texts is what `alignment_speed.py` measures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpora" / "samples"
ZH, EN = SAMPLES / "press-conference.zh.md", SAMPLES / "press-conference.en.md"

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
        report("duizhao --help", measure([*program, "--help"]))
        small = write_sample(folder, "small", sentences=50)
        check = [*program, "check", "--exit-zero", "--pair", *small]
        os.environ["DUIZHAO_CACHE"] = str(folder / "new-cache")
        report("check, 50 sentence pairs, first run", measure(check, times=1))
        report("check, 50 sentence pairs", measure(check))
        sides = write_sample(folder, "lines", sentences=2000)
        report("align, 2,000 x 2,000 sentences", measure([*program, "align", "--segmented", "--format", "ids", *sides]))


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


class Measured(NamedTuple):
    """What a process needs: wall-clock and processor seconds, and its peak memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def measure(command: list[str], times: int = 3) -> Measured:
    """Return the least time of several runs of a command, with the processor time and peak memory of that run."""
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        # A small parent process reads its child's use of resources; ours would mix all children.
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, *command], capture_output=True, encoding="utf-8", check=True
        )
        processor, megabytes = map(float, done.stderr.rsplit("\n", 1)[-1].split())
        runs.append(Measured(time.perf_counter() - start, processor, megabytes))
    return min(runs)


MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write(f"\\n{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}")
sys.exit(code)
"""


def report(label: str, found: Measured) -> None:
    """Print one line of the table."""
    limit = LIMITS.get(label)
    verdict = "" if limit is None else f"promised {limit:.2f} s: {'kept' if found.seconds <= limit else 'BROKEN'}"
    figures = f"{found.seconds:8.2f} s  processor {found.processor:8.2f} s {found.megabytes:8.0f} MB"
    print(f"{label:<40} {figures}  {verdict}", flush=True)


if __name__ == "__main__":
    main()
