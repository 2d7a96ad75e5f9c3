"""Scores against references, by sacrebleu alone: BLEU (Papineni et al. 2002), chrF (Popović 2015), TER (Snover)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from corpora.errors import ConfigError, InputError
from metrics.scores import Score

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

MetricName = Literal["bleu", "chrf", "ter"]
DEFAULT_METRICS: tuple[MetricName, ...] = ("bleu", "chrf")
"""TER is left out: 24 to 37 sentences a second against 1,300 to 10,000 of the others."""


def score_corpus(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], *, metrics: Sequence[str] = DEFAULT_METRICS
) -> tuple[Score, ...]:
    """Score a whole translation against its references, as sacrebleu's own command line does.

    Args:
        hypotheses: One translation a segment.
        references: One sequence a reference translation, each as long as `hypotheses`.
        metrics: Of `bleu`, `chrf`, `ter`.

    Returns:
        One score for each metric, in the order asked for, with sacrebleu's signature.

    Raises:
        InputError: Nothing to score, or numbers of segments that do not match.
        ConfigError: A metric that does not exist.
    """
    _require_parallel(hypotheses, references)
    scores = []
    for name in metrics:
        metric = _metric(name, sentence=False, references=len(references))
        result = metric.corpus_score(list(hypotheses), [list(reference) for reference in references])
        scores.append(Score(name, result.score, _signature(metric), len(hypotheses)))
    return tuple(scores)


def score_segments(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], *, metrics: Sequence[str] = DEFAULT_METRICS
) -> Mapping[str, tuple[float, ...]]:
    """Score each segment on its own: BLEU with sacrebleu's effective order, as in its `--sentence-level`.

    Args:
        hypotheses: One translation a segment.
        references: One sequence a reference translation, each as long as `hypotheses`.
        metrics: Of `bleu`, `chrf`, `ter`.

    Returns:
        By metric, one figure for each segment. An empty hypothesis scores 0 in BLEU and chrF, 100 in TER.

    Raises:
        InputError: Nothing to score, or numbers of segments that do not match.
        ConfigError: A metric that does not exist.
    """
    _require_parallel(hypotheses, references)
    by_segment = list(zip(*references, strict=True))
    scores = {}
    for name in metrics:
        metric = _metric(name, sentence=True, references=len(references))
        scores[name] = tuple(
            metric.sentence_score(hypothesis, list(segment)).score
            for hypothesis, segment in zip(hypotheses, by_segment, strict=True)
        )
    return scores


def _metric(name: str, *, sentence: bool, references: int) -> Metric:
    # A third of a second that nobody without a reference should pay.
    from sacrebleu.metrics.bleu import BLEU  # noqa: PLC0415
    from sacrebleu.metrics.chrf import CHRF  # noqa: PLC0415
    from sacrebleu.metrics.ter import TER  # noqa: PLC0415

    # sacrebleu names the number of references only in signatures of metrics that were given them.
    match name:
        case "bleu":
            metric: Metric = BLEU(effective_order=sentence)
        case "chrf":
            metric = CHRF()
        case "ter":
            metric = TER()
        case _:
            raise ConfigError(f"no metric is named {name!r}; there are bleu, chrf and ter")
    metric.num_refs = references
    return metric


def _signature(metric: Metric) -> str:
    return str(metric.get_signature())


def _require_parallel(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> None:
    # sacrebleu gives BLEU 100 for three hypotheses against one reference and for transposed references.
    if isinstance(hypotheses, str) or any(isinstance(reference, str) for reference in references):
        raise InputError(None, None, "expected a list of translations and a list of references, found a bare string")
    if not hypotheses:
        raise InputError(None, None, "expected at least one translation to score, found none")
    if not references:
        raise InputError(None, None, "expected at least one reference, found none")
    for number, reference in enumerate(references, 1):
        if len(reference) != len(hypotheses):
            raise InputError(
                None,
                None,
                f"expected reference {number} to have {len(hypotheses)} segments, as many as the translation, "
                f"found {len(reference)}",
            )
        for row, text in enumerate(reference, 1):
            if not text.strip():
                raise InputError(None, row, f"expected text in reference {number}, found an empty line")
