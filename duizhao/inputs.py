"""What the command line was given to read: pairs of files, and files of pairs."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import ConfigError, InputError, show_path

if TYPE_CHECKING:
    from corpora.lexicon import Lexicon
    from corpora.model import Bitext, Pair

BITEXT_SUFFIXES = (".tsv", ".jsonl", ".tmx")
"""Files that hold both sides already."""

Input = tuple[Path] | tuple[Path, Path]
"""A file of pairs, or a Chinese file and its English file."""


def find_inputs(paths: Sequence[Path], pairs: Sequence[tuple[Path, Path]] = ()) -> list[Input]:
    """Return the inputs that arguments and `--pair` name, pairs first.

    Raises:
        UsageError: Nothing is named, or documents are left without a partner.
        InputError: A folder is named.
    """
    inputs: list[Input] = list(pairs)
    documents = [path for path in paths if path.suffix.lower() not in BITEXT_SUFFIXES]
    inputs += [(path,) for path in paths if path.suffix.lower() in BITEXT_SUFFIXES]
    if len(documents) == 2:
        inputs.append((documents[0], documents[1]))
    elif documents:
        folder = next((path for path in documents if path.is_dir()), None)
        if folder:
            raise InputError(folder, None, "expected a file, found a folder; name a Chinese file and its English file")
        raise click.UsageError(
            f"expected a Chinese file and its English file, found {len(documents)} ({_listed(documents)}); "
            "give each pair as --pair ZH EN (a file of pairs is named .tsv, .jsonl or .tmx)"
        )
    if not inputs:
        raise click.UsageError(
            "nothing to check: give a Chinese file and its English file, or a file of pairs (.tsv, .jsonl, .tmx)"
        )
    return inputs


def _listed(paths: Sequence[Path], most: int = 3) -> str:
    names = [show_path(path) for path in paths[:most]]
    return ", ".join([*names, "…"] if len(paths) > most else names)


def protect(inputs: Sequence[Input], glossary: Sequence[Path], outputs: Sequence[Path]) -> None:
    """Refuse to write over what is read, or to write two things to one file."""
    # Not Path.resolve, which fails on links that lead to themselves.
    read = {os.path.realpath(path) for path in itertools.chain(glossary, *inputs)}
    seen: set[str] = set()
    for path in outputs:
        real = os.path.realpath(path)
        if real in read:
            raise ConfigError(f"{show_path(path)} is one of the inputs; write to another file")
        if real in seen:
            raise ConfigError(f"{show_path(path)} is named twice as an output; give each its own file")
        if path.is_dir() or not Path(real).parent.is_dir():
            raise InputError(path, None, "expected a file to write to, in a folder that exists")
        seen.add(real)


def read_translations(
    inputs: Iterable[Input], lexicon: Lexicon, encoding: str | None
) -> Iterator[tuple[Input, Pair, float]]:
    """Yield, from translations to learn from, each pair with text on both sides, its files first and its score last.

    The score is the one that `align` wrote into a file of pairs, where it did.

    Raises:
        InputError: Documents that do not translate each other as a whole.
    """
    from corpora.formats import read_bead_scores  # noqa: PLC0415

    for files in inputs:
        bitext = read_input(files, lexicon, encoding)
        if not bitext.is_translation:
            problem = f"is {bitext.verdict} of the Chinese file (probability of a whole one {bitext.confidence:.2f})"
            raise InputError(files[-1], None, f"{problem}; leave this pair out")
        scores = read_bead_scores(files[0], encoding=encoding) if len(files) == 1 else ()
        for at, pair in enumerate(bitext.pairs):
            if len(pair.source.segments) and len(pair.target.segments):
                yield files, pair, scores[at] if scores else pair.score


def read_input(
    files: Input, lexicon: Lexicon, encoding: str | None, *, segmented: bool = False, pins: Path | None = None
) -> Bitext:
    """Read a file of pairs, or read and align two files, with the pins in a file if there is one."""
    from corpora.formats import read_bitext, require_language, require_sides  # noqa: PLC0415
    from duizhao import pipeline  # noqa: PLC0415

    if len(files) == 1:
        bitext = read_bitext(files[0], encoding=encoding)
        require_sides(bitext.source, bitext.target)
        require_language(bitext.source)  # Chinese in the target is what the rules tell, row by row
        return bitext
    documents = pipeline.read_pair(*files, encoding=encoding, segmented=segmented)
    return pipeline.align_pair(*documents, lexicon, pins=pins or (), encoding=encoding)
