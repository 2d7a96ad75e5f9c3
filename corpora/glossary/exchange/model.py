"""What is exchanged: the terms of a foreign file, and what was lost on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpora.errors import InputError
from corpora.glossary.model import Glossary, Term
from corpora.glossary.schema import COLUMNS, DEFAULTS, REQUIRED


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file of another tool says.

    Attributes:
        terms: Its terms, unchecked, each with the line where it stands.
        losses: What it holds and a glossary does not, in words.
        comments: Lines for above the header, each with its `#`.
    """

    terms: tuple[Term, ...]
    losses: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """A glossary that was imported.

    Attributes:
        glossary: What could be kept.
        losses: What could not, in words.
    """

    glossary: Glossary
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A glossary as the file of another tool.

    Attributes:
        data: The file.
        losses: What it does not hold, in words.
    """

    data: bytes
    losses: tuple[str, ...]


def approved_terms(glossary: Glossary, losses: list[str]) -> list[Term]:
    """Return the terms that are in force, and note how many are not.

    Raises:
        InputError: There are none.
    """
    terms = [term for term in glossary.terms if term.status == "approved"]
    left = len(glossary.terms) - len(terms)
    if left:
        losses.append(f"terms that are not approved: {left} of {len(glossary.terms)}")
    if not terms:
        raise InputError(glossary.name, None, "holds no approved term to export")
    return terms


def lost_columns(glossary: Glossary, terms: Iterable[Term], kept: Collection[str]) -> list[str]:
    """Return the columns that a format does not hold, each with how many terms have something there, and comments."""
    counts: dict[str, int] = {}
    for term in terms:
        for column in COLUMNS:
            value = getattr(term, column)
            if value and value != DEFAULTS.get(column) and column not in (*REQUIRED, *kept):
                counts[column] = counts.get(column, 0) + 1
        for column, _ in term.extra:
            if column not in kept:
                counts[column] = counts.get(column, 0) + 1
    lost = [f"the column {column!r}, where a term has it: {count}" for column, count in counts.items()]
    comments = len(glossary.comments)
    return [*lost, f"lines of comments: {comments}"] if comments and "#" not in kept else lost
