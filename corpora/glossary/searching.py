"""Find terms in a glossary by what a person remembers of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.glossary.model import Glossary, Term
from corpora.simplified import simplify

SIDES = {
    "source": ("source", "variants"),
    "target": ("target", "allowed", "forbidden"),
    "any": ("source", "variants", "target", "allowed", "forbidden", "note", "domain", "sense", "ref", "id"),
}
"""The columns that are searched, by what a user calls them."""

CLOSE = 70.0
"""From which similarity, of 100, a fuzzy hit is shown: on the curated glossary, `netwrk` and
`comittee` find their words, and nothing comes that has no likeness to the eye."""


PART = 0.9
"""What being similar to a part of a longer value counts: less than to a whole one, and `CLOSE` from 78 of 100 on."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was found.

    Attributes:
        term: The row.
        column: Where.
        value: What the query was found in.
        score: 100 for a literal hit, else how similar it is.
    """

    term: Term
    column: str
    value: str
    score: float


def search(glossary: Glossary, query: str, *, side: str = "any", fuzzy: bool = False) -> list[Hit]:
    """Return the terms that hold a text, each with the first value that holds it.

    Case, width, and simplified or traditional characters do not matter. A fuzzy search returns what is similar as
    well, the most similar first; other hits stand in the order of the glossary.
    """
    wanted = _key(query)
    hits = [hit for term in glossary.terms if (hit := _best(term, wanted, SIDES[side], fuzzy)) is not None]
    return sorted(hits, key=lambda hit: -hit.score)


def _best(term: Term, wanted: str, columns: Sequence[str], fuzzy: bool) -> Hit | None:
    values = list(_values(term, columns))
    for column, value in values:
        if wanted in _key(value):
            return Hit(term, column, value, 100.0)
    if not fuzzy:
        return None
    scored = [Hit(term, column, value, _similarity(wanted, _key(value))) for column, value in values]
    best = max(scored, key=lambda hit: hit.score)
    return best if best.score >= CLOSE else None


def _similarity(wanted: str, value: str) -> float:
    """Return how similar a value is, or a part of it where it is longer; the whole counts more than a part."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    part = fuzz.partial_ratio(wanted, value) if len(value) > len(wanted) else 0.0
    return round(max(fuzz.ratio(wanted, value), PART * part), 1)


def _values(term: Term, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    for column in columns:
        value = getattr(term, column)
        for text in (value,) if isinstance(value, str) else value:
            if text:
                yield column, text


def _key(text: str) -> str:
    return simplify(text).casefold()
