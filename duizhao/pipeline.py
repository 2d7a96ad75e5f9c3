"""The whole way, on one screen: read, align, score, check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.errors import ConfigError, InputError
from corpora.formats import read_document, read_segmented, require_language, require_sides
from corpora.model import Bead, Bitext, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from align.embeddings import Embeddings
    from corpora.glossary import Glossary
    from corpora.lexicon import Lexicon
    from metrics.language_model import LanguageModel
    from metrics.rules import Rule
    from metrics.scores import PairScore, Score
    from reports.model import Result


@dataclass(frozen=True)
class Settings:
    """What a run brings along, the same for all its bitexts.

    Attributes:
        lexicon: The bilingual dictionary.
        glossary: The terms to enforce, or None.
        rules: The rules to run, with their severities.
        model: What English is like, for fluency, or None.
    """

    lexicon: Lexicon
    glossary: Glossary | None
    rules: tuple[Rule, ...]
    model: LanguageModel | None = None

    @property
    def signature(self) -> str:
        """Everything that the findings depend on besides the input, in one line."""
        glossary = f"{self.glossary.name}@{self.glossary.digest[:12]}" if self.glossary else "none"
        rules = ",".join(rule.name for rule in self.rules)
        return f"{self.score_signature}|glossary:{glossary}|rules:{rules}"

    @property
    def score_signature(self) -> str:
        """Everything that scores depend on besides the input, which no glossary and no rule changes."""
        from duizhao import __version__  # noqa: PLC0415

        model = f"|lm:{self.model.digest}" if self.model else ""
        return f"duizhao:{__version__}|lexicon:{self.lexicon.digest[:12]}{model}"


def read_pair(
    source: Path, target: Path, *, encoding: str | None = None, segmented: bool = False
) -> tuple[Document, Document]:
    """Read a Chinese file and its English file.

    Raises:
        InputError: A file cannot be read, is in the wrong language, or both are the same.
    """
    read = read_segmented if segmented else read_document
    documents = read(source, "zh", encoding=encoding), read(target, "en", encoding=encoding)
    if source.samefile(target):
        raise InputError(
            target, None, "both sides are the same file; give the Chinese file first, then the English one"
        )
    require_sides(*documents)
    for document in documents:
        require_language(document)
    return documents


MOST_NULL_COST = 20.0
"""How far the cost of lone sentences may be shifted: by e^20 nothing that a text says counts any more."""


def checked_null_cost(value: float) -> float:
    """Return a shift of the cost of lone sentences that means something.

    Raises:
        ConfigError: It is none.
    """
    if not -MOST_NULL_COST <= value <= MOST_NULL_COST:  # so is NaN refused
        most = f"{MOST_NULL_COST:g}"
        raise ConfigError(f"expected a null cost from -{most} to {most}, found {value:g}")
    return value


def align_pair(
    source: Document,
    target: Document,
    lexicon: Lexicon,
    *,
    pins: Path | Sequence[Bead] = (),
    null_cost_shift: float = 0.0,
    pivot: Path | Sequence[str] | None = None,
    embeddings: str | Path | Embeddings | None = None,
    encoding: str | None = None,
    notice: Callable[[str], None] = lambda message: None,
) -> Bitext:
    """Align two documents, with what the user adds: see `align.align_documents`.

    Args:
        source: The Chinese document.
        target: The English one.
        lexicon: The bilingual dictionary.
        pins: Beads, or a file of them.
        null_cost_shift: How much less readily sentences stand alone.
        pivot: Another English version of the source, or a file of it.
        embeddings: A model of sentence vectors, or its folder or name.
        encoding: What the pivot's file is written in, where it is not UTF-8.
        notice: Called with a line that says what the pivot and the model are worth.

    Raises:
        InputError: The pins, the pivot or the model cannot be read, or do not fit the documents.
        ConfigError: The library that the model needs is not installed, or the model has no vectors for these texts.
    """
    from align import align_documents  # noqa: PLC0415
    from align.embeddings import load_embeddings  # noqa: PLC0415
    from align.pins import read_pins  # noqa: PLC0415
    from align.pivot import read_pivot  # noqa: PLC0415

    return align_documents(
        source,
        target,
        lexicon,
        pins=read_pins(pins, source, target) if isinstance(pins, Path) else pins,
        null_cost_shift=null_cost_shift,
        pivot=read_pivot(pivot, source, encoding=encoding) if isinstance(pivot, Path) else pivot,
        embeddings=load_embeddings(embeddings) if isinstance(embeddings, str | Path) else embeddings,
        notice=notice,
    )


def score_bitext(bitext: Bitext, settings: Settings) -> tuple[tuple[PairScore, ...], tuple[Score, ...]]:
    """Return the scores of each pair and of the whole."""
    from metrics.scoring import score_pairs, summarize  # noqa: PLC0415

    scores = score_pairs(bitext.pairs, settings.lexicon, settings.model)
    return scores, summarize(scores, bitext.pairs, settings.score_signature)


def check_bitext(bitext: Bitext, settings: Settings) -> Result:
    """Score a bitext and run the rules over it."""
    from metrics.checks import run_checks  # noqa: PLC0415
    from metrics.checks.context import Context  # noqa: PLC0415
    from reports.model import Result  # noqa: PLC0415

    scores, totals = score_bitext(bitext, settings)
    context = Context(bitext, scores, settings.lexicon, settings.glossary)
    return Result(bitext, scores, totals, run_checks(context, settings.rules))


def choose_rules(
    select: Iterable[str] | None = None, ignore: Iterable[str] = (), severity: Mapping[str, str] | None = None
) -> tuple[Rule, ...]:
    """Return the rules that are named, by rule or family, with configured severities.

    Raises:
        ConfigError: A name or severity is unknown, or no rule is left.
    """
    from metrics.checks import RULES  # noqa: PLC0415
    from metrics.rules import Severity  # noqa: PLC0415

    chosen = _named(select) if select is not None else {rule.name for rule in RULES}
    chosen -= _named(ignore)
    if not chosen:
        raise ConfigError("no rule is left to run; name at least one with --select")
    wished: dict[str, Severity] = {}
    for name, level in (severity or {}).items():
        if level not in list(Severity):
            raise ConfigError(f"the severity of {name} must be error, warning or info, found {level!r}")
        wished |= dict.fromkeys(_named([name]), Severity(level))
    return tuple(replace(rule, severity=wished.get(rule.name, rule.severity)) for rule in RULES if rule.name in chosen)


def _named(names: Iterable[str]) -> set[str]:
    from duizhao.config import did_you_mean  # noqa: PLC0415
    from metrics.checks import FAMILIES, RULES  # noqa: PLC0415

    found: set[str] = set()
    for name in names:
        rules = {rule.name for rule in RULES if name in (rule.name, rule.family)}
        if not rules:
            known = {rule.name for rule in RULES} | set(FAMILIES)
            raise ConfigError(
                f"no rule or family is named {name!r}{did_you_mean(name, known)}; `duizhao rule` lists them"
            )
        found |= rules
    return found


def choose_glossary(paths: Iterable[Path] | None) -> Glossary | None:
    """Return the glossaries of the given files as one; None gives the curated glossary, no files give none.

    Raises:
        InputError: A glossary is broken. It never means "no terms".
    """
    from corpora.glossary import Glossary, default_glossary, read_glossary  # noqa: PLC0415

    if paths is None:
        return default_glossary()
    glossaries = [read_glossary(path) for path in paths]
    return Glossary.merged(glossaries) if glossaries else None


def load_model(path: Path) -> LanguageModel:
    """Load a language model that `duizhao lm train` wrote.

    Raises:
        InputError: It is none, or damaged.
    """
    from metrics.language_model import LanguageModel  # noqa: PLC0415

    return LanguageModel.load(path)


def load_lexicon(notice: Callable[[str], None], learned: Path | None = None) -> Lexicon:
    """Load the bilingual dictionary, with what `duizhao lexicon learn` wrote to a file, if given.

    Raises:
        InputError: The file is no learned lexicon, damaged, or was learned with another dictionary.
    """
    lexicon = _load_dictionary(notice)
    return lexicon.with_learned(learned) if learned else lexicon


@cache
def _load_dictionary(notice: Callable[[str], None]) -> Lexicon:
    """Load the dictionary once a process."""
    from corpora.lexicon import Lexicon  # noqa: PLC0415

    return Lexicon.load(notice=notice)
