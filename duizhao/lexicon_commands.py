"""The commands about learned lexicons: `duizhao lexicon learn` and `duizhao lexicon show`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import show_path
from duizhao.config import find_config, read_config
from duizhao.inputs import find_inputs, protect, read_translations
from duizhao.streams import emit, notices, say

if TYPE_CHECKING:
    from collections.abc import Mapping


FILE = click.Path(path_type=Path)

_MOST_SHOWN = 10
"""Renderings of a word that `show` prints: what comes after is noise or pinyin."""


@click.group("lexicon", short_help="Learn how your own texts render words.")
def lexicons() -> None:
    """Learn from your own aligned texts how words are rendered, for `--lexicon`."""


@lexicons.command()
@click.argument("paths", nargs=-1, type=FILE, metavar="[BITEXT... | ZH EN]")
@click.option(
    "--pair",
    "pairs",
    nargs=2,
    type=FILE,
    multiple=True,
    metavar="ZH EN",
    help="A Chinese file and its English file, which are aligned first; repeatable.",
)
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="Where the lexicon is written.")
@click.option("--encoding", metavar="NAME", help="What files that are not UTF-8 are written in.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def learn(
    *,
    paths: tuple[Path, ...],
    pairs: tuple[tuple[Path, Path], ...],
    output: Path,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Learn which English words render which Chinese words in your translations.

    Give files of pairs (.tsv, .jsonl or .tmx, as `duizhao align` writes them; best corrected by hand), or a Chinese
    file and its English file. Pairs with a low score teach less, those below 0.5 nothing. A few thousand pairs of the
    same translator or field help; what they lack, the dictionary says. The same files in the same order give the same
    lexicon, which holds words and counts, no sentences, and nothing that was seen only once. Nothing leaves your
    machine. Exit code: 0 done, 2 not.
    """
    from align.learning import learn as learn_lexicon  # noqa: PLC0415 - numpy takes its time, `--help` needs none of it
    from duizhao import pipeline  # noqa: PLC0415

    inputs = find_inputs(paths, pairs)
    protect(inputs, (), [output])
    if encoding is None:
        encoding = read_config(find_config(Path.cwd())).encoding
    lexicon = pipeline.load_lexicon(notices(quiet))
    show = not quiet and sys.stderr.isatty()

    def progress(what: str, count: int) -> None:
        if show:
            say(f"{what}: {count:,}")

    pairs_read = read_translations(inputs, lexicon, encoding)
    texts = ((pair.source.text, pair.target.text, score) for _, pair, score in pairs_read)
    learned = learn_lexicon(texts, lexicon, progress=progress)
    learned.save(output)
    if not quiet:
        size = f"{learned.entries:,} renderings of {learned.words:,} words"
        say(f"{show_path(output)}: learned from {learned.pairs:,} sentence pairs: {size}")
    return 0


@lexicons.command()
@click.argument("lexicon", type=FILE, metavar="LEXICON")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
def show(*, lexicon: Path, words: tuple[str, ...]) -> int:
    """Show how a learned lexicon renders Chinese words, beside the dictionary alone.

    English words stand as stems: `polici` is policy and policies. Exit code: 0 done, 2 not.
    """
    from corpora.lexicon import tokenize  # noqa: PLC0415
    from duizhao import pipeline  # noqa: PLC0415

    dictionary, learned = pipeline.load_lexicon(say), pipeline.load_lexicon(say, lexicon)
    lines = []
    for word in words:
        for token in tokenize(word, "zh"):
            lines.append(f"{token.key}\n")
            lines.append(f"  dictionary: {_listed(dictionary.renderings(token.key))}\n")
            lines.append(f"  learned:    {_listed(learned.renderings(token.key))}\n")
    emit("".join(lines), None)
    return 0


def _listed(row: Mapping[str, float]) -> str:
    shown = sorted(row.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_SHOWN]
    return ", ".join(f"{stem} {probability:.2f}" for stem, probability in shown if probability >= 0.005)
