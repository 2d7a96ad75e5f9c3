"""The command that finds out which file belongs to which: `duizhao pairs`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import InputError, show_path
from duizhao.streams import emit, notices, say, width_of

if TYPE_CHECKING:
    from align.bags import Collection
    from corpora.lexicon import Lexicon
    from corpora.model import Language
    from duizhao.folders import Listing, Reading
    from reports.pairings import FolderPairing, Unusable

FILE = click.Path(path_type=Path)

_SIDES: dict[Language, str] = {"zh": "Chinese", "en": "English"}


@click.command(short_help="Propose which files belong together.")
@click.argument("folders", nargs=-1, type=FILE, metavar="ZH_DIR EN_DIR")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "tsv", "jsonl", "args")),
    default="table",
    show_default=True,
    help="args: the pairs as `--pair ZH EN` a line, for `xargs -L 100 duizhao check`; tsv, jsonl: every file.",
)
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write there instead of to the terminal.")
@click.option("--encoding", metavar="NAME", help="What files that are not UTF-8 are written in, as gb18030 or big5.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def pairs(*, folders: tuple[Path, ...], form: str, output: Path | None, encoding: str | None, quiet: bool) -> int:
    """Propose which file of a Chinese folder belongs to which of an English one.

    The contents decide; names that go together (intro.zh.md and intro.en.md, 第三章 and chapter-03) are a hint, which
    counts as far as the contents of the other files bear it out. Each pair carries the probability that it is right.
    Files without a partner are listed with the likeliest one, so are names that agree where the contents do not.

    Subfolders are searched too, but for hidden ones and links; files count that are text, Markdown or HTML by their
    suffix. One folder given twice is divided into Chinese and English files by what they hold.

    Exit code: 0 done, whether or not every file has a partner; 2 a file could not be read or is in the wrong language
    (the others are paired all the same), or there is nothing to pair.
    """
    from duizhao import pipeline  # noqa: PLC0415
    from duizhao.config import find_config, read_config  # noqa: PLC0415
    from duizhao.inputs import protect  # noqa: PLC0415
    from reports.pairings import render_pairing  # noqa: PLC0415

    if len(folders) != 2:
        raise click.UsageError(
            f"expected a folder of Chinese files and a folder of English files, found {len(folders)} arguments"
        )
    if encoding is None:
        encoding = read_config(find_config(Path.cwd())).encoding
    listings = _list(folders, quiet=quiet)
    protect([(path,) for listing in listings for path in listing.files], (), [output] if output else ())
    lexicon = pipeline.load_lexicon(notices(quiet))
    found = _pair(listings, lexicon, encoding, show=not quiet and sys.stderr.isatty())
    for file in found.unusable:
        say(f"Error: {show_path(file.path)}: {file.problem}")
    emit(render_pairing(found, form, width=width_of(output)), output)
    if not quiet:
        _summarize(found)
    return 2 if found.unusable else 0


def _list(folders: tuple[Path, ...], *, quiet: bool) -> tuple[Listing, ...]:
    """Return what is below the two folders, or below the one that was given twice."""
    from duizhao.folders import list_folder  # noqa: PLC0415

    zh, en = list_folder(folders[0], other=folders[1]), list_folder(folders[1], other=folders[0])
    listings = (zh,) if zh.folder.samefile(en.folder) else (zh, en)
    for listing in listings:
        if listing.left_out and not quiet:
            kinds = ", ".join(f"{suffix or 'no suffix'} {count}" for suffix, count in sorted(listing.left_out.items()))
            say(f"{show_path(listing.folder)}: left out what is no text, Markdown or HTML by its suffix: {kinds}")
        if not listing.files:
            raise InputError(listing.folder, None, "holds no text, Markdown or HTML file (.txt, .md, .html)")
    return listings


def _pair(listings: Sequence[Listing], lexicon: Lexicon, encoding: str | None, *, show: bool) -> FolderPairing:
    from align.bags import Collection  # noqa: PLC0415
    from align.pairing import pair_documents  # noqa: PLC0415
    from reports.pairings import FolderPairing, Unusable  # noqa: PLC0415

    sides: dict[Language, Collection] = {"zh": Collection("zh"), "en": Collection("en")}
    names: dict[Language, list[str]] = {"zh": [], "en": []}
    unusable: list[Unusable] = []
    length = sum(len(listing.files) for listing in listings)
    with click.progressbar(_read(listings, encoding), length, "reading", file=sys.stderr, hidden=not show) as bar:
        for listing, reading in bar:
            if reading.document is None:
                unusable.append(Unusable(reading.language, show_path(reading.path), reading.problem or ""))
            else:
                sides[reading.language].add(reading.document)
                names[reading.language].append(listing.name_of(reading.path))
    _require_files(listings, sides, unusable)
    zh, en = sides["zh"], sides["en"]
    with click.progressbar(length=2 * length, label="comparing", file=sys.stderr, hidden=not show) as bar:
        pairing = pair_documents(zh, en, lexicon, (names["zh"], names["en"]), progress=_advance(bar.update))
    return FolderPairing(zh.names, en.names, pairing, unusable)


def _advance(update: Callable[[int], None]) -> Callable[[], None]:
    return lambda: update(1)


def _read(listings: Sequence[Listing], encoding: str | None) -> Iterator[tuple[Listing, Reading]]:
    from duizhao.folders import read_files  # noqa: PLC0415

    languages: tuple[Language | None, ...] = ("zh", "en") if len(listings) == 2 else (None,)
    for listing, language in zip(listings, languages, strict=True):
        for reading in read_files(listing.files, language, encoding):
            yield listing, reading


def _require_files(
    listings: Sequence[Listing], sides: Mapping[Language, Collection], unusable: Sequence[Unusable]
) -> None:
    """Raise InputError where a side has no file that could be read."""
    for at, (language, called) in enumerate(_SIDES.items()):
        if not len(sides[language]):
            first = next((f"; {file.path}: {file.problem}" for file in unusable if file.language == language), "")
            folder = listings[at % len(listings)].folder
            raise InputError(folder, None, f"holds no {called} file that can be used{first}")


def _summarize(found: FolderPairing) -> None:
    from reports.summary import counted  # noqa: PLC0415

    pairing = found.pairing
    zh, en = len(pairing.lone_sources), len(pairing.lone_targets)
    parts = [counted(len(pairing.pairs), "pair"), f"{zh} Chinese and {en} English files without partner"]
    if found.unusable:
        parts.append(f"{len(found.unusable)} not compared")
    if pairing.misnamed:
        parts.append(f"{counted(len(pairing.misnamed), 'name')} that the contents contradict")
    say("; ".join(parts))
