"""The commands that exchange a glossary with other tools: `duizhao glossary import` and `export`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import ConfigError, show_path
from duizhao.streams import emit, say

if TYPE_CHECKING:
    from corpora.glossary import Glossary

FILE = click.Path(path_type=Path)

FORMAT_NAMES = ("omegat", "deepl", "weblate", "google", "aws", "azure", "tbx2", "tbx3", "xlsx")
"""The names in `corpora.glossary.exchange.FORMATS`, which is loaded only when it is used."""

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMAT_NAMES),
    help="Whose format it is; .tbx (written as tbx3) and .xlsx tell it themselves.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")

SHOWN = 20
"""How many losses are spelled out: a screen."""


@click.command("import")
@click.argument("file", type=FILE, metavar="FILE")
@format_option
@click.option("-o", "--output", type=FILE, metavar="GLOSSARY.tsv", help="Write there instead of to the terminal.")
@click.option("--into", type=FILE, metavar="GLOSSARY.tsv", help="Add the terms that this glossary does not have yet.")
@click.option("--encoding", metavar="NAME", help="What a file that is not UTF-8 is written in, as gb18030 or utf-16.")
@quiet_option
def import_command(
    *, file: Path, form: str | None, output: Path | None, into: Path | None, encoding: str | None, quiet: bool
) -> int:
    """Make a glossary of another tool's.

    Rows of one Chinese term become one row: the first rendering its target, the others allowed. What cannot be kept is
    said on stderr. Exit code: 0 done, 2 not.
    """
    from corpora.glossary import format_glossary  # noqa: PLC0415
    from corpora.glossary.exchange import find_format, import_glossary  # noqa: PLC0415
    from reports.summary import counted  # noqa: PLC0415

    if output and into:
        raise click.UsageError("-o and --into exclude each other")
    _protect(file, output or into)
    imported = import_glossary(file, find_format(form, file), encoding)
    if into:
        _add_to(into, imported.glossary, quiet)
    else:
        emit(format_glossary(imported.glossary), output)
    if not quiet:
        _tell(imported.losses)
        say(f"{show_path(file)}: {counted(len(imported.glossary.terms), 'term')}")
    return 0


def _add_to(path: Path, imported: Glossary, quiet: bool) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from corpora.glossary.changes import change_glossary  # noqa: PLC0415
    from corpora.glossary.comparing import describe  # noqa: PLC0415
    from reports.display import visible  # noqa: PLC0415

    def change(glossary: Glossary) -> Glossary:
        keys = {term.key for term in glossary.terms}
        ids = {term.id for term in glossary.terms if term.id}
        new = [term for term in imported.terms if term.key not in keys]
        return replace(
            glossary, terms=(*glossary.terms, *(replace(term, id="") if term.id in ids else term for term in new))
        )

    done = change_glossary(path, change)
    emit("".join(f"{visible(line)}\n" for line in describe(done.before, done.after)), None)
    known = {term.key: term for term in done.before.terms}
    different = [
        f"{term.source}: {term.target!r}, because {show_path(path)} has {known[term.key].target!r}"
        for term in imported.terms
        if term.key in known and term.target not in known[term.key].renderings
    ]
    if not quiet:
        _tell(different)


@click.command("export")
@click.argument("glossary", type=FILE, metavar="GLOSSARY.tsv")
@format_option
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write there instead of to the terminal.")
@quiet_option
def export_command(*, glossary: Path, form: str | None, output: Path | None, quiet: bool) -> int:
    """Write a glossary in another tool's format.

    What that format does not hold is said on stderr. Translation engines (deepl, google, aws, azure) get the approved
    terms, each Chinese form with its target. Exit code: 0 done, 2 not.
    """
    from corpora.files import write_parts  # noqa: PLC0415
    from corpora.glossary import read_glossary  # noqa: PLC0415
    from corpora.glossary.exchange import FORMATS, export_glossary, find_format  # noqa: PLC0415

    _protect(glossary, output)
    name = find_format(form, output)
    if output is None and not FORMATS[name].is_text:
        raise click.UsageError(f"{name} is no text; name a file with -o")
    exported = export_glossary(read_glossary(glossary), name)
    if output is None:
        emit(exported.data.decode(), None)
    else:
        write_parts(output, [exported.data])
    if not quiet:
        _tell(exported.losses)
    return 0


def _protect(source: Path, output: Path | None) -> None:
    if output is not None and os.path.realpath(source) == os.path.realpath(output):
        raise ConfigError(f"{show_path(output)} is the input; write to another file")


def _tell(losses: Sequence[str]) -> None:
    from reports.display import visible  # noqa: PLC0415

    for loss in losses[:SHOWN]:
        say(f"not kept: {visible(loss)}")
    if len(losses) > SHOWN:
        say(f"not kept: and {len(losses) - SHOWN} more")
