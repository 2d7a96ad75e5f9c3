"""The command that finds terms in aligned texts: `duizhao glossary suggest`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import show_path
from duizhao.config import find_config, read_config
from duizhao.inputs import find_inputs, protect, read_translations
from duizhao.streams import emit, notices, say

if TYPE_CHECKING:
    from corpora.glossary import Glossary, Term
    from metrics.term_mining import Suggestion

FILE = click.Path(path_type=Path)

MOST = 200
"""Terms that are suggested: what one looks through in an afternoon, and where most are still worth it."""

_CHINESE_SHOWN, _ENGLISH_SHOWN = 60, 160
"""Characters of an example that are quoted."""


@click.command()
@click.argument("paths", nargs=-1, type=FILE, metavar="[BITEXT... | ZH EN]")
@click.option(
    "--pair", "pairs", nargs=2, type=FILE, multiple=True, metavar="ZH EN", help="Two files to be aligned; repeatable."
)
@click.option(
    "--glossary",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="Its terms are not suggested, drafts and deprecated ones neither; instead of the curated one; repeatable.",
)
@click.option("--no-glossary", is_flag=True, help="Suggest also what the curated glossary holds.")
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="How often a term must stand in the texts; titles and quotations may stand there once.",
)
@click.option(
    "--most", type=click.IntRange(min=1), default=MOST, show_default=True, help="How many terms, the likeliest ones."
)
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write there instead of to the terminal.")
@click.option(
    "--into", type=FILE, metavar="GLOSSARY.tsv", help="Add the drafts to this glossary, whose terms are not suggested."
)
@click.option("--encoding", metavar="NAME", help="What files that are not UTF-8 are written in, as gb18030 or big5.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def suggest(
    *,
    paths: tuple[Path, ...],
    pairs: tuple[tuple[Path, Path], ...],
    glossary: tuple[Path, ...],
    no_glossary: bool,
    least: int,
    most: int,
    output: Path | None,
    into: Path | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Find terms and names in translations, with how they are rendered, as a glossary of drafts.

    Give files of pairs (.tsv, .jsonl or .tmx), or a Chinese file and its English file. Each row tells in the columns
    x-seen, x-score, x-renderings and x-example why it is there. Drafts are not enforced: `duizhao glossary review`
    goes through them, one key each. Exit code: 0 done, 1 nothing found, 2 not done.
    """
    from corpora.glossary import format_glossary, read_glossary  # noqa: PLC0415
    from duizhao import pipeline  # noqa: PLC0415
    from metrics.term_mining import PlacedPair, mine  # noqa: PLC0415
    from reports.summary import counted  # noqa: PLC0415

    if no_glossary and glossary:
        raise click.UsageError("--glossary and --no-glossary exclude each other")
    if output and into:
        raise click.UsageError("--output and --into exclude each other")
    config = read_config(find_config(Path.cwd()))
    inputs = find_inputs(paths, pairs)
    protect(inputs, () if into else glossary, [path for path in (output, into) if path])
    terms = pipeline.choose_glossary(() if no_glossary else glossary or config.glossary)
    known = _forms(terms) | (_forms(read_glossary(into)) if into else set())
    lexicon = pipeline.load_lexicon(notices(quiet))
    show = not quiet and sys.stderr.isatty()

    def progress(what: str, count: int) -> None:
        if show:
            say(f"{what}: {count:,}")

    texts = [
        PlacedPair(pair.source.text, pair.target.text, score, f"{show_path(files[0])}:{pair.source.place().line}")
        for files, pair, score in read_translations(inputs, lexicon, encoding or config.encoding)
    ]
    found = mine(texts, lexicon, known=known, least=least, progress=progress)
    drafts = _drafts(found[:most])
    if drafts.terms and into:
        _add(into, drafts)
    elif drafts.terms:
        emit(format_glossary(drafts), output)
    if not quiet:
        of = f"{counted(len(found), 'term')} found in {counted(len(texts), 'pair')}"
        say(f"{len(drafts.terms):,} of {of} suggested, as drafts")
    return int(not drafts.terms)


def _forms(glossary: Glossary | None) -> set[str]:
    """Return every Chinese form of a glossary's rows, whatever their status, in simplified characters."""
    from corpora.simplified import simplify  # noqa: PLC0415

    terms = glossary.terms if glossary else ()
    return {simplify(form).strip("《》") for term in terms for form in (term.source, *term.variants)}


def _drafts(found: Sequence[Suggestion]) -> Glossary:
    from corpora.glossary import Glossary  # noqa: PLC0415

    rows = {each.source: _draft(each) for each in reversed(found)}  # of one form twice, the likelier one
    return Glossary(tuple(row for row in rows.values() if _is_legal(row)))


def _is_legal(row: Term) -> bool:
    """Tell whether a glossary may hold a row: texts hold tabs and control characters, even inside a title."""
    from corpora.glossary import GlossaryError, format_terms, parse_glossary  # noqa: PLC0415

    try:
        return parse_glossary(format_terms([row])).terms == (row,)
    except GlossaryError:
        return False


def _add(file: Path, drafts: Glossary) -> None:
    """Add drafts to a glossary; what somebody else has added meanwhile stays as it is."""
    from corpora.glossary.changes import change_glossary  # noqa: PLC0415

    def change(glossary: Glossary) -> Glossary:
        there = {term.source for term in glossary.terms}
        return replace(glossary, terms=(*glossary.terms, *(row for row in drafts.terms if row.source not in there)))

    change_glossary(file, change)


def _draft(found: Suggestion) -> Term:
    from corpora.glossary.drafts import Evidence, draft_term  # noqa: PLC0415
    from reports.display import visible  # noqa: PLC0415

    target = found.renderings[0].text
    chinese = _clipped(found.example.source, found.source, _CHINESE_SHOWN)
    english = _clipped(found.example.target, target, _ENGLISH_SHOWN)
    evidence = Evidence(
        found.pairs,
        found.score,
        tuple((rendering.text, rendering.count) for rendering in found.renderings),
        visible(" ".join(f"{chinese} = {english} [{found.example.place}]".split())),
    )
    return draft_term(found.source, target, found.type, evidence)


def _clipped(text: str, part: str, most: int) -> str:
    """Return what a text says around a part of it."""
    if len(text) <= most:
        return text
    at = max(text.find(part), 0)
    start = min(max(0, at - (most - len(part)) // 2), len(text) - most)
    end = start + most
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
