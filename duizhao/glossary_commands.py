"""The commands that keep a glossary: `duizhao glossary …`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from corpora.errors import ConfigError, show_path
from duizhao.config import FAIL_LEVELS, find_config, read_config
from duizhao.glossary_audit_command import audit
from duizhao.glossary_change_commands import add, edit, rm
from duizhao.glossary_exchange_commands import export_command, import_command
from duizhao.glossary_review_command import review
from duizhao.glossary_suggest_command import suggest
from duizhao.streams import emit, say, width_of
from reports import RENDERERS

FILE = click.Path(path_type=Path)


@click.group("glossary", short_help="Keep a glossary.")
def glossaries() -> None:
    """Keep a glossary: check it, tidy it, change it, compare it, merge it, exchange it with other tools.

    A glossary is a UTF-8 TSV; all commands that write one leave it in the canonical form, sorted, and replace the file
    in one step.
    """


@glossaries.command()
@click.argument("files", nargs=-1, type=FILE, metavar="[GLOSSARY.tsv...]")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_LEVELS),
    default="error",
    show_default=True,
    help="From which severity on the exit code is 1.",
)
@click.option(
    "--output-format",
    type=click.Choice(tuple(RENDERERS)),
    help="How findings are printed.  [default: full on a terminal, else concise]",
)
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write there instead of to the terminal.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def check(*, files: tuple[Path, ...], fail_on: str, output_format: str | None, output: Path | None, quiet: bool) -> int:
    """Find everything that is wrong with a glossary, in one run.

    Errors make it unusable for `duizhao check`; warnings and infos are what its author hardly meant. Without a file,
    the configuration's glossaries are checked. `duizhao rule NAME` explains each finding.

    Exit code: 0 nothing found, 1 findings, 2 a file could not be read.
    """
    from duizhao.glossaries import check_glossaries  # noqa: PLC0415
    from metrics.rules import Severity  # noqa: PLC0415
    from reports import render  # noqa: PLC0415
    from reports.summary import counted, severities_line  # noqa: PLC0415

    paths = files or _configured()
    _protect(output, paths)
    report = check_glossaries(paths)
    terminal = output is None and sys.stdout.isatty()
    form = output_format or ("full" if terminal else "concise")
    emit(render(report, form, width=width_of(output), color=terminal and "NO_COLOR" not in os.environ), output)
    if not quiet:
        terms = counted(
            sum(bool(segment.text) for result in report.results for segment in result.bitext.source.segments),
            "sound row",
        )
        found = severities_line(report) or "no findings"
        say(f"checked {counted(len(paths), 'glossary', 'glossaries')}, {terms}: {found}")
    if fail_on == "none":
        return 0
    limit = Severity(fail_on).rank
    return int(any(finding.severity.rank <= limit for result in report.results for finding in result.findings))


def _configured() -> tuple[Path, ...]:
    files = read_config(find_config(Path.cwd())).glossary
    if not files:
        raise click.UsageError("nothing to check: name a glossary, or set `glossary` in duizhao.toml")
    return files


def _protect(output: Path | None, inputs: tuple[Path, ...]) -> None:
    if output is not None and os.path.realpath(output) in {os.path.realpath(path) for path in inputs}:
        raise ConfigError(f"{show_path(output)} is one of the inputs; write to another file")


@glossaries.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="GLOSSARY.tsv...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where a file would change.")
@click.option("--diff", "show_diff", is_flag=True, help="As --check, and print what would change.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def fmt(*, files: tuple[Path, ...], only_check: bool, show_diff: bool, quiet: bool) -> int:
    """Write glossaries in the canonical form.

    Rows sorted by source and sense, columns in the schema's order without empty ones, LF, no byte order mark; comments
    are kept. A broken glossary is left alone. Exit code: 0 done, 1 --check or --diff found something, 2 not done.
    """
    from corpora.glossary.changes import format_diff, format_file  # noqa: PLC0415

    only_look, found = only_check or show_diff, False
    for path in files:
        if only_look:
            difference = format_diff(path)
            changes = bool(difference)
            emit(difference if show_diff else "", None)
        else:
            changes = format_file(path)
        found = found or changes
        if changes and not quiet:
            say(f"{show_path(path)}: {'would be reformatted' if only_look else 'reformatted'}")
    return int(only_look and found)


@glossaries.command()
@click.argument("file", type=FILE, metavar="GLOSSARY.tsv")
@click.argument("query", metavar="TEXT")
@click.option(
    "--in",
    "side",
    type=click.Choice(("any", "source", "target")),
    default="any",
    show_default=True,
    help="Where: the Chinese forms, the English renderings, or notes and the like as well.",
)
@click.option("--fuzzy", is_flag=True, help="Also what is similar, most similar first.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "tsv", "jsonl")),
    default="table",
    show_default=True,
    help="tsv: a glossary of what was found.",
)
def find(*, file: Path, query: str, side: str, fuzzy: bool, form: str) -> int:
    """Find terms by a part of their Chinese, their English or their note.

    Capitals, and simplified or traditional characters, do not matter. Exit code: 0 found, 1 nothing found, 2 not done.
    """
    from corpora.glossary import read_glossary  # noqa: PLC0415
    from corpora.glossary.searching import search  # noqa: PLC0415
    from reports.glossary_hits import render_hits  # noqa: PLC0415

    if not query.strip():
        raise click.UsageError("expected a text to look for, found nothing")
    hits = search(read_glossary(file), query, side=side, fuzzy=fuzzy)
    emit(render_hits(hits, form, width=width_of(None)), None)
    return int(not hits)


@glossaries.command()
@click.argument("before", type=FILE, metavar="OLD.tsv")
@click.argument("after", type=FILE, metavar="NEW.tsv")
def diff(*, before: Path, after: Path) -> int:
    """Say in words what differs between two glossaries.

    Terms added, removed and changed, cell by cell; order, columns and line ends make no difference. Exit code: 0 the
    same, 1 not the same, 2 not done.
    """
    from corpora.glossary import read_glossary  # noqa: PLC0415
    from corpora.glossary.comparing import describe  # noqa: PLC0415
    from reports.display import visible  # noqa: PLC0415

    lines = [f"{visible(line)}\n" for line in describe(read_glossary(before), read_glossary(after))]
    emit("".join(lines), None)
    return int(bool(lines))


@glossaries.command()
@click.argument("base", type=FILE, metavar="BASE")
@click.argument("ours", type=FILE, metavar="OURS")
@click.argument("theirs", type=FILE, metavar="THEIRS")
@click.option("--name", metavar="TEXT", help="What messages call the glossary, for git's %P.  [default: OURS]")
def merge(*, base: Path, ours: Path, theirs: Path, name: str | None) -> int:
    """Join two versions of a glossary, cell by cell, and write the result to OURS.

    BASE is the version they have in common, or an empty file. Lists are joined value by value. Where both sides changed
    a cell differently, both rows are left between <<<<<<< and >>>>>>> with all else merged in them, and
    `duizhao glossary check` names their lines. As a merge driver for git, see docs/glossary.md.

    Exit code: 0 done, 1 conflicts left, 2 not done, OURS is as it was.
    """
    from corpora.files import hold, write_whole  # noqa: PLC0415
    from corpora.glossary import Glossary, read_glossary, read_text  # noqa: PLC0415
    from corpora.glossary.merging import merge_glossaries  # noqa: PLC0415
    from reports.display import visible  # noqa: PLC0415
    from reports.summary import counted  # noqa: PLC0415

    with hold(ours):
        versions = [
            read_glossary(path) if read_text(path) else Glossary((), str(path)) for path in (base, ours, theirs)
        ]
        merged = merge_glossaries(*versions)
        if not (merged.terms or merged.conflicts):
            raise ConfigError(f"{show_path(name or ours)}: this would leave a glossary without terms; remove the file")
        write_whole(ours, merged.text)
    for conflict in merged.conflicts:
        say(f"{show_path(name or ours)}: conflict: {visible(conflict.problem)}")
    if merged.conflicts:
        say(f"{counted(len(merged.conflicts), 'conflict')}; keep one of the rows of each, and remove the marked lines")
    return int(bool(merged.conflicts))


for command in (add, edit, rm, import_command, export_command, audit, suggest, review):
    glossaries.add_command(command)
