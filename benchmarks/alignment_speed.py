"""How the aligner's time and memory grow: `python benchmarks/alignment_speed.py [LINES...]`.

One table, one run, one process a line: the program and nltk's Gale-Church on the gold corpora, end to end and repeated
until they have so many Chinese lines (1,000, 10,000 and 40,000 if not told). Gale-Church grows with the product of both
sides: it is measured up to 1,000 lines, and what is marked ~ is reckoned from there. hunalign, in no package index: the
figure was measured earlier, elsewhere. Processor time is what to compare on a busy machine. After the table
come texts of unusual shape, at one size and at twice that size.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import cycle
from math import isfinite, nan
from pathlib import Path

from gold import CORPORA, GOLD, documents
from speed import ROOT, Measured, measure

ALIGN = [sys.executable, "-P", "-m", "duizhao", "align", "-q", "--segmented", "--format", "ids"]
MOST_FOR_GALE_CHURCH = 1000  # lines; ten times as many would take it a hundred times the 12 s and more than 20 GB
GALE_CHURCH = """
import sys
from nltk.translate.gale_church import align_blocks
sides = [[len(line) for line in open(name, encoding="utf-8")] for name in sys.argv[1:]]
align_blocks(*sides)
"""

Texts = tuple[list[str], list[str]]


def concatenated(lines: int) -> Texts:
    """Return documents of the gold corpora, end to end, with at least so many Chinese lines."""
    all_documents = [pair[:2] for corpus in CORPORA for pair in documents(corpus)]
    texts: Texts = ([], [])
    for pair in cycle(all_documents):
        if len(texts[0]) >= lines:
            break
        for lines_so_far, side in zip(texts, pair, strict=True):
            lines_so_far.extend(segment.text for segment in side.segments)
    return texts


def shapes(lines: int) -> dict[str, Texts]:
    """Return texts of unusual shape, so many lines of each or as many characters as these have."""
    chinese, english = (side[:lines] for side in concatenated(lines))
    plain_chinese = "".join(char for char in "".join(chinese) if char.isalnum())
    plain_english = "".join(char for char in " ".join(english) if char.isalnum() or char == " ")
    return {
        "one sentence on every line": (["他走了。"] * lines, ["He left."] * lines),
        "twenty lines over and over": (chinese[:20] * (lines // 20), english[:20] * (lines // 20)),
        "English backwards": (chinese, english[::-1]),
        "one line against all": (chinese[:1], english),
        "Chinese without marks, one line": ([plain_chinese], english),
        "English without marks, one line": (chinese, [plain_english]),
        "both without marks, one line": ([plain_chinese], [plain_english]),
        "Chinese one paragraph": (["".join(chinese)], english),
    }


def write(folder: Path, texts: Texts) -> list[str]:
    """Write both sides; return the names of the files."""
    paths = folder / "zh.txt", folder / "en.txt"
    for path, lines in zip(paths, texts, strict=True):
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return [str(path) for path in paths]


def row(label: str, lines: int, found: Measured, mark: str = " ") -> str:
    """Return a line of the table."""
    processor = f"{mark}{found.processor:11.1f}" if isfinite(found.processor) else f"{'-':>12}"
    times = f"{mark}{found.seconds:10.1f} {processor} {mark}{lines / found.seconds:9.0f}"
    return f"{label:<34} {lines:8,} {times} {mark}{found.megabytes:9.0f}"


def main() -> None:
    """Print the tables."""
    if not GOLD.is_dir():
        sys.exit(f"the gold alignments are not there: {GOLD}")
    sizes = [int(argument.replace(",", "")) for argument in sys.argv[1:]] or [1000, 10_000, 40_000]
    os.environ["PYTHONPATH"] = str(ROOT)
    print(f"{'':<34} {'lines':>8} {'seconds':>11} {'processor':>12} {'lines/s':>10} {'peak MB':>10}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DUIZHAO_CACHE"] = str(folder / "cache")
        measure([*ALIGN, *write(folder, concatenated(1))], times=1)  # compiles the dictionary
        church: tuple[int, Measured] | None = None
        for size in sizes:
            texts = concatenated(size)
            lines, files = len(texts[0]), write(folder, texts)
            print(row("duizhao", lines, measure([*ALIGN, *files], times=1)), flush=True)
            if size <= MOST_FOR_GALE_CHURCH:
                church = lines, measure([sys.executable, "-c", GALE_CHURCH, *files], times=1)
                print(row("nltk, Gale-Church", *church), flush=True)
            elif church:
                growth = (lines / church[0]) ** 2
                reckoned = Measured(*(figure * growth for figure in church[1]))
                print(row("nltk, Gale-Church", lines, reckoned, "~"), flush=True)
        print(row("hunalign, 30,000 English lines", 42_687, Measured(37.0, nan, 1800.0), "*"))
        print("\n~ reckoned   * measured earlier, elsewhere\n")
        small, large = shapes(2000), shapes(4000)
        print(f"{'processor seconds, peak MB':<34} {'2,000 lines':>18} {'4,000 lines':>18}")
        for label in small:
            pair = [measure([*ALIGN, *write(folder, texts[label])], times=1) for texts in (small, large)]
            cells = (f"{found.processor:10.1f} s {found.megabytes:5.0f}" for found in pair)
            print(f"{label:<34} " + " ".join(cells), flush=True)


if __name__ == "__main__":
    main()
