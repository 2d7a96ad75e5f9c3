"""The commands that keep a glossary: `duizhao glossary …`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import ConfigError, show_path
from duizhao.config import FAIL_LEVELS, find_config, read_config
from duizhao.streams import emit, say, width_of
from reports import RENDERERS

if TYPE_CHECKING:
    from corpora.glossary import Glossary
    from metrics.rules import Finding

FILE = click.Path(path_type=Path)


@click.group("glossary")
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


dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
sense_option = click.option("--sense", metavar="TEXT", help="Which homograph is meant.")
set_option = click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="COLUMN=CELL",
    help="What a cell holds; for lists also COLUMN+=VALUE and COLUMN-=VALUE. Repeatable.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")


@glossaries.command()
@click.argument("file", type=FILE, metavar="GLOSSARY.tsv")
@click.argument("source", metavar="CHINESE")
@click.argument("target", metavar="ENGLISH")
@sense_option
@set_option
@click.option("--create", is_flag=True, help="Begin a new glossary where there is no such file.")
@dry_run_option
@quiet_option
def add(
    *,
    file: Path,
    source: str,
    target: str,
    sense: str | None,
    assignments: tuple[str, ...],
    create: bool,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Add a term and show the change.

    A term that is there already is refused with its line. What `duizhao glossary check` would say about the new row is
    said on stderr. Exit code: 0 done, 2 not.
    """
    from corpora.glossary import Term  # noqa: PLC0415
    from corpora.glossary.changes import add_term, assign  # noqa: PLC0415

    values = [f"source={source}", f"target={target}", *([f"sense={sense}"] if sense else []), *assignments]
    new = Term("", "")
    for value in values:
        new = assign(new, value)
    _change(file, lambda glossary: add_term(glossary, new), dry_run=dry_run, create=create, quiet=quiet)
    return 0


@glossaries.command()
@click.argument("file", type=FILE, metavar="GLOSSARY.tsv")
@click.argument("source", metavar="CHINESE")
@sense_option
@set_option
@dry_run_option
@quiet_option
def edit(
    *, file: Path, source: str, sense: str | None, assignments: tuple[str, ...], dry_run: bool, quiet: bool
) -> int:
    """Change cells of a term and show the change.

    As in `duizhao glossary edit terms.tsv 法治 --set 'allowed+=law-based governance' --set status=approved`. Exit code:
    0 done, 2 not.
    """
    from corpora.glossary.changes import assign, find_term, replace_term  # noqa: PLC0415

    if not assignments:
        raise click.UsageError("nothing to change: name cells with --set COLUMN=CELL")

    def change(glossary: Glossary) -> Glossary:
        old = new = find_term(glossary, source, sense)
        for assignment in assignments:
            new = assign(new, assignment)
        return replace_term(glossary, old, new)

    _change(file, change, dry_run=dry_run, quiet=quiet)
    return 0


@glossaries.command()
@click.argument("file", type=FILE, metavar="GLOSSARY.tsv")
@click.argument("source", metavar="CHINESE")
@sense_option
@dry_run_option
@quiet_option
def rm(*, file: Path, source: str, sense: str | None, dry_run: bool, quiet: bool) -> int:
    """Remove a term and show the change. Exit code: 0 done, 2 not."""
    from corpora.glossary.changes import find_term, replace_term  # noqa: PLC0415

    _change(
        file,
        lambda glossary: replace_term(glossary, find_term(glossary, source, sense), None),
        dry_run=dry_run,
        quiet=quiet,
    )
    return 0


def _change(
    file: Path, change: Callable[[Glossary], Glossary], *, dry_run: bool, quiet: bool, create: bool = False
) -> None:
    """Change a glossary, print what changed in words, and say what has become suspicious by it."""
    from corpora.glossary import format_glossary  # noqa: PLC0415
    from corpora.glossary.changes import change_glossary  # noqa: PLC0415
    from corpora.glossary.comparing import describe  # noqa: PLC0415
    from duizhao.glossaries import check_text  # noqa: PLC0415
    from reports.concise import concise_line  # noqa: PLC0415
    from reports.display import visible  # noqa: PLC0415

    done = change_glossary(file, change, dry_run=dry_run, create=create)
    emit("".join(f"{visible(line)}\n" for line in describe(done.before, done.after)), None)
    if quiet:
        return
    if not done.was_canonical:
        say(f"{show_path(file)}: {'would also be' if dry_run else 'also'} brought into the canonical form")
    old, new = (check_text(format_glossary(glossary), str(file)) for glossary in (done.before, done.after))
    known = {_what(finding) for finding in old.findings}
    for finding in new.findings:
        if _what(finding) not in known:
            say(concise_line(new, finding))
    if dry_run:
        say("nothing was written")


def _what(finding: Finding) -> tuple[str, str | None, str]:
    """Return what a finding is about, whatever line it stands in."""
    text = finding.pair.target.text[finding.target.slice] if finding.pair and finding.target else ""
    return finding.rule, finding.term, text


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
