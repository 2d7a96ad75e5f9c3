"""The command that holds a glossary against a corpus: `duizhao glossary audit`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from duizhao.inputs import find_inputs, protect, read_input
from duizhao.streams import emit, notices

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("glossary", type=FILE, metavar="GLOSSARY.tsv")
@click.option(
    "--corpus",
    type=FILE,
    multiple=True,
    metavar="PAIRS",
    help="A file of aligned pairs (.tsv, .jsonl, .tmx); repeatable.",
)
@click.option(
    "--pair", "pairs", nargs=2, type=FILE, multiple=True, metavar="ZH EN", help="Two files to be aligned; repeatable."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="jsonl: one object a term.",
)
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write there instead of to the terminal.")
@click.option("--encoding", metavar="NAME", help="What files that are not UTF-8 are written in, as gb18030 or big5.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def audit(
    *,
    glossary: Path,
    corpus: tuple[Path, ...],
    pairs: tuple[tuple[Path, Path], ...],
    form: str,
    output: Path | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Compare a glossary with how translations really render its terms.

    Tells the terms that the corpus never uses, those that it always or mostly renders otherwise (with counts and
    places), and longer words in which a term is hardly meant, for `not_in`. Nothing is changed. Exit code: 0 done, 2
    not.
    """
    from corpora.glossary import read_glossary  # noqa: PLC0415
    from duizhao import pipeline  # noqa: PLC0415
    from metrics.checks.context import Context  # noqa: PLC0415
    from metrics.term_audit import Audit  # noqa: PLC0415
    from reports.term_audit import render_audit  # noqa: PLC0415

    inputs = find_inputs(corpus, pairs)
    protect(inputs, [glossary], [output] if output else [])
    terms = read_glossary(glossary)
    lexicon = pipeline.load_lexicon(notices(quiet))
    found = Audit(terms, lexicon)
    show = len(inputs) > 1 and not quiet and sys.stderr.isatty()
    with click.progressbar(inputs, label="reading", file=sys.stderr, hidden=not show) as bar:
        for files in bar:
            found.add(Context(read_input(files, lexicon, encoding), (), lexicon, terms))
    emit(render_audit(found.usages(), str(glossary), form), output)
    return 0
