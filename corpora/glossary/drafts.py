"""Draft rows of a glossary: what was seen of a term stands in columns of its own until somebody has decided on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpora.glossary.model import Status, Term, TermType
from corpora.glossary.schema import BadEscapeError, join_list, split_list

SEEN, SCORE, RENDERINGS, EXAMPLE = "x-seen", "x-score", "x-renderings", "x-example"
EVIDENCE_COLUMNS = (SEEN, SCORE, RENDERINGS, EXAMPLE)
"""The columns of the evidence, which go when a draft is decided on."""

_TIMES = " \N{MULTIPLICATION SIGN} "


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of a term in translations.

    Attributes:
        seen: In how many pairs it stands.
        score: How much speaks for it, comparable within one run.
        renderings: Its renderings with the number of pairs that have them, the proposed one first.
        example: A pair with both, and its place.
    """

    seen: int
    score: float
    renderings: tuple[tuple[str, int], ...]
    example: str


def draft_term(source: str, target: str, kind: TermType, evidence: Evidence) -> Term:
    """Return a draft row that proposes a rendering.

    >>> draft_term("法治", "rule of law", "", Evidence(3, 1.5, (("rule of law", 2),), "")).extra
    (('x-renderings', '2 × rule of law'), ('x-score', '1.50'), ('x-seen', '3'))
    """
    cells = {
        SEEN: str(evidence.seen),
        SCORE: f"{evidence.score:.2f}",
        RENDERINGS: join_list(tuple(f"{count}{_TIMES}{text}" for text, count in evidence.renderings)),
        EXAMPLE: " ".join(evidence.example.split()),
    }
    extra = tuple(sorted((column, cell) for column, cell in cells.items() if cell))
    return Term(source, target, type=kind, status="draft", extra=extra)


def drafts_of(terms: Sequence[Term]) -> list[Term]:
    """Return the drafts among some rows, those with the highest score first."""
    return sorted((term for term in terms if term.status == "draft"), key=lambda term: (-_score(term), term.key))


def _score(term: Term) -> float:
    try:
        return float(dict(term.extra).get(SCORE, "0"))
    except ValueError:  # the column is the user's, who may have written anything there
        return 0.0


def other_renderings(term: Term) -> list[str]:
    """Return the renderings that a draft's evidence names besides the proposed one."""
    try:
        values = split_list(dict(term.extra).get(RENDERINGS, ""))
    except BadEscapeError:
        return []  # as above
    texts = [text for count, times, text in (value.partition(_TIMES) for value in values) if times and count.isdigit()]
    return [text for text in texts if text != term.target]


def decided(term: Term, status: Status) -> Term:
    """Return a draft with the status that somebody gave it, without the evidence."""
    extra = tuple(cell for cell in term.extra if cell[0] not in EVIDENCE_COLUMNS)
    return replace(term, status=status, extra=extra)
