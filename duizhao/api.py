"""The functions behind `import duizhao`: what the command line does, on paths, texts and lists of sentences."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpora.errors import ConfigError, InputError
from corpora.formats import parse_document, read_document, require_language, require_sides
from corpora.model import Bead, Bitext, Document, Language
from duizhao import pipeline

if TYPE_CHECKING:
    from align.embeddings import Embeddings
    from corpora.glossary import Glossary
    from corpora.lexicon import Lexicon
    from metrics.scores import PairScore, Score
    from reports.model import Report

Text = Path | str | Sequence[str] | Document
"""A file, a text, a list of sentences, or a document that was read before."""

_LANGUAGES: dict[Language, str] = {"zh": "Chinese", "en": "English"}

GlossaryChoice = Path | Sequence[Path] | Literal["default"] | None
"""One glossary file or several, the curated glossary, or none; a `Glossary` is taken as it is."""


def align(
    source: Text,
    target: Text,
    *,
    pins: Path | Sequence[Bead] = (),
    null_cost: float = 0.0,
    pivot: Path | Sequence[str] | None = None,
    embeddings: str | Path | Embeddings | None = None,
    lexicon: Path | None = None,
    encoding: str | None = None,
) -> Bitext:
    """Align a Chinese text with its English translation.

    Args:
        source: The Chinese side: a `Path` to a file, a `str` of text, or a list of sentences.
        target: The English side, likewise.
        pins: Beads that are right whatever the texts say, or a `Path` to a file of them as `duizhao align --pins`
            reads it; each stands in the result with score 1.
        null_cost: Above 0, fewer sentences are left without a pair; below 0, more. 2 is clearly felt, 10 is extreme.
        pivot: Another English version of the source, such as a machine translation: a text for each of the source's
            sentences, empty where there is none, or a `Path` to a file with one a line.
        embeddings: A model of sentence vectors that knows both languages: the folder of one that model2vec or
            sentence-transformers can read, its name in the local Hugging Face cache, or your own object whose method
            `encode` turns a list of texts into an array of vectors. Nothing is downloaded.
        lexicon: A file of `duizhao lexicon learn`, for what your own translations taught about words.
        encoding: What files that are not UTF-8 are written in.

    Returns:
        The bitext: beads with confidences, and the confidence that the two belong together. `to_frame()` gives the
        beads as a table, `duizhao.render_alignment` as TSV, TMX and more.

    Raises:
        InputError: A side, the pins, the pivot, the model or the lexicon cannot be used, or a side is in the wrong
            language.
        ConfigError: The null cost is no number from -20 to 20, or the library that a model needs is not installed.
    """
    _refuse_text("pins", pins, "a list of beads")
    _refuse_text("a pivot", pivot, "a list of texts, one for each source sentence,")
    null_cost = pipeline.checked_null_cost(null_cost)
    documents = _document(source, "zh", encoding), _document(target, "en", encoding)
    require_sides(*documents)
    for document in documents:
        require_language(document)
    return pipeline.align_pair(
        *documents,
        _lexicon(lexicon),
        pins=pins,
        null_cost_shift=null_cost,
        pivot=pivot,
        embeddings=embeddings,
        encoding=encoding,
    )


def score(
    source: Text, target: Text, *, lexicon: Path | None = None, encoding: str | None = None
) -> tuple[tuple[PairScore, ...], tuple[Score, ...]]:
    """Align and score: return the scores of each pair, and of the whole."""
    bitext = align(source, target, lexicon=lexicon, encoding=encoding)
    return pipeline.score_bitext(bitext, _settings(None, ("alignment",), (), lexicon))


def check(
    source: Text,
    target: Text,
    *,
    glossary: GlossaryChoice | Glossary = "default",
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    lexicon: Path | None = None,
    encoding: str | None = None,
) -> Report:
    """Align, score and check a Chinese text and its English translation.

    Args:
        source: The Chinese side: a `Path` to a file, a `str` of text, or a list of sentences.
        target: The English side, likewise.
        glossary: The terms to enforce; the curated glossary unless told otherwise, None for no terms.
        select: Rules or families to run; all when None.
        ignore: Rules or families to leave out.
        lexicon: A file of `duizhao lexicon learn`.
        encoding: What files that are not UTF-8 are written in.

    Raises:
        InputError: A side, the glossary or the lexicon cannot be used.
        ConfigError: A rule's name is unknown.
    """
    bitext = align(source, target, lexicon=lexicon, encoding=encoding)
    return check_bitext(bitext, glossary=glossary, select=select, ignore=ignore, lexicon=lexicon)


def check_bitext(
    bitext: Bitext,
    *,
    glossary: GlossaryChoice | Glossary = "default",
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    lexicon: Path | None = None,
) -> Report:
    """Score and check a bitext that is aligned already; see `check` for the arguments."""
    from reports.model import Report  # noqa: PLC0415

    settings = _settings(glossary, select, ignore, lexicon)
    return Report((pipeline.check_bitext(bitext, settings),), settings.rules, settings.signature)


def _document(text: Text, language: Language, encoding: str | None) -> Document:
    if isinstance(text, Document):
        return text
    if isinstance(text, Path):
        return read_document(text, language, encoding=encoding)
    sentences = [text] if isinstance(text, str) else list(text)
    if not any(sentence.strip() for sentence in sentences):
        raise InputError("<text>", None, f"holds no text to compare; expected {_LANGUAGES[language]}")
    if any("\ud800" <= char <= "\udfff" for sentence in sentences for char in sentence):
        raise InputError("<text>", None, "expected text, found half of a surrogate pair")
    if not isinstance(text, str):
        return Document.from_sentences(sentences, language)
    if "\n" not in text and os.path.isfile(text):  # noqa: PTH113 - Path.is_file fails on what is too long for a name
        raise ConfigError(
            f"{text!r} is the name of a file; pass Path({text!r}) to read it, as a str it would be the text"
        )
    return parse_document(text, language, name="<text>", format="text")


def _settings(
    glossary: GlossaryChoice | Glossary, select: Iterable[str] | None, ignore: Iterable[str], lexicon: Path | None
) -> pipeline.Settings:
    from corpora.glossary import Glossary  # noqa: PLC0415

    if isinstance(glossary, Glossary):
        chosen: Glossary | None = glossary
    elif glossary == "default":
        chosen = pipeline.choose_glossary(None)
    elif glossary is None:
        chosen = None
    else:
        chosen = pipeline.choose_glossary([glossary] if isinstance(glossary, Path) else list(glossary))
    return pipeline.Settings(_lexicon(lexicon), chosen, pipeline.choose_rules(select, ignore))


def _refuse_text(what: str, value: object, expected: str) -> None:
    """Raise ConfigError for a str where only a file or something else is meant."""
    if isinstance(value, str):
        raise ConfigError(f"for {what}, expected {expected} or a Path, found the str {value[:40]!r}")


def _lexicon(learned: Path | None) -> Lexicon:
    if isinstance(learned, str):
        raise ConfigError(f"for the lexicon, expected a Path, found the str {learned[:40]!r}")
    return pipeline.load_lexicon(_warn, learned)


def _warn(message: str) -> None:
    warnings.warn(message, RuntimeWarning, stacklevel=3)
