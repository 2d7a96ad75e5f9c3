"""The commands about language models: `duizhao lm train`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import ConfigError, InputError, show_path

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = click.Path(path_type=Path)


@click.group("lm", short_help="Train a language model of good English.")
def language_models() -> None:
    """Train a language model of your own good English, for `duizhao score --lm`."""


@language_models.command()
@click.argument("texts", nargs=-1, required=True, type=FILE, metavar="TEXT...")
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="Where the model is written.")
@click.option("--segmented", is_flag=True, help="The files hold one sentence a line already.")
@click.option(
    "--prune",
    is_flag=True,
    help="Forget what was seen once: a third of the size, a little less certain. For a million sentences and more.",
)
@click.option(
    "--order",
    type=click.IntRange(2, 6),
    metavar="N",
    help="How many subwords are looked at together.  [default: 4]",
)
@click.option("--encoding", metavar="NAME", help="What files that are not UTF-8 are written in.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def train(
    *,
    texts: tuple[Path, ...],
    output: Path,
    segmented: bool,
    prune: bool,
    order: int | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Learn from English texts what English is like.

    Give texts that read as you want your translations to read (text, Markdown or HTML), best of the same kind: from
    about a thousand sentences on the model helps, and more is better. The same texts in the same order give the same
    file. Nothing leaves your machine. Exit code: 0 done, 2 not.
    """
    from metrics.language_model import ORDER  # noqa: PLC0415 - numpy takes its time, and `--help` needs none of it
    from metrics.language_model import train as train_model  # noqa: PLC0415

    _protect(texts, output)
    show = not quiet and sys.stderr.isatty()

    def progress(what: str, count: int) -> None:
        if show:
            click.echo(f"{what}: {count:,}", err=True)

    sentences = list(_sentences(texts, encoding, segmented=segmented))
    model = train_model(sentences, order=order or ORDER, prune=prune, progress=progress)
    model.save(output)
    if not quiet:
        grams = sum(len(table.keys) for table in model.tables)
        size = f"{len(model.subwords):,} subwords, {grams:,} n-grams"
        click.echo(f"{show_path(output)}: trained on {len(sentences):,} sentences: {size}", err=True)
    return 0


def _sentences(texts: tuple[Path, ...], encoding: str | None, *, segmented: bool) -> Iterator[str]:
    from corpora.formats import read_document, read_segmented, require_language  # noqa: PLC0415

    read = read_segmented if segmented else read_document
    for path in texts:
        document = read(path, "en", encoding=encoding)
        try:
            require_language(document)
        except InputError:
            problem = "expected English to learn from, found Chinese; leave this file out"
            raise InputError(path, None, problem) from None
        for segment in document.segments:
            yield segment.text


def _protect(texts: tuple[Path, ...], output: Path) -> None:
    """Refuse, before an hour's training, to write over what is read or where nothing can be written."""
    real = os.path.realpath(output)
    if real in {os.path.realpath(path) for path in texts}:
        raise ConfigError(f"{show_path(output)} is one of the inputs; write to another file")
    if output.is_dir() or not Path(real).parent.is_dir():
        raise InputError(output, None, "expected a file to write to, in a folder that exists")
