"""The commands that change a term of a glossary: `duizhao glossary add`, `edit` and `rm`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import show_path
from duizhao.streams import emit, say

if TYPE_CHECKING:
    from corpora.glossary import Glossary
    from metrics.rules import Finding

FILE = click.Path(path_type=Path)

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


@click.command()
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


@click.command()
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


@click.command()
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
