"""Make a legal glossary of what a foreign file says, and tell what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpora.errors import InputError, show_path
from corpora.glossary.exchange.model import Foreign, Imported
from corpora.glossary.model import Glossary, Term
from corpora.glossary.scanning import scan_glossary
from corpora.glossary.writing import format_terms

_TEXTS = ("source", "target", "note", "domain", "sense", "ref", "id", "updated")
_LISTS = ("allowed", "forbidden", "variants", "not_in")


def join(foreign: Foreign, path: Path) -> Imported:
    """Join rows of one source, leave out what is no legal term, and tell it.

    Raises:
        InputError: Nothing is left.
    """
    losses = list(foreign.losses)
    rows: dict[tuple[str, str], Term] = {}
    for term in _legal(map(_tidy, foreign.terms), path, losses):
        earlier = rows.get(term.key)
        rows[term.key] = _together(earlier, term) if earlier else term
    terms = _with_own_ids(_legal(iter(rows.values()), path, losses), path, losses)
    if not terms:
        detail = f": {losses[0]}" if losses else ""
        raise InputError(path, None, f"holds no pair of a Chinese term and its English{detail}")
    return Imported(Glossary(tuple(terms), str(path), foreign.comments), tuple(losses))


def _tidy(term: Term) -> Term:
    texts = {column: " ".join(getattr(term, column).split()) for column in _TEXTS}
    lists = {column: tuple(" ".join(value.split()) for value in getattr(term, column)) for column in _LISTS}
    tidy = {column: tuple(dict.fromkeys(filter(None, values))) for column, values in lists.items()}
    extra = tuple((column, " ".join(text.split())) for column, text in term.extra)
    return replace(term, **texts, **tidy, extra=extra)  # type: ignore[arg-type] # each value is of its column's type


def _legal(terms: Iterator[Term], path: Path, losses: list[str]) -> Iterator[Term]:
    """Yield the terms that a glossary can hold."""
    for term in terms:
        problems = scan_glossary(format_terms([term])).problems
        if problems:
            place = f"{show_path(path)}:{term.line}" if term.line else show_path(path)
            losses.append(f"{place}: {term.source or term.target!r} is left out: {problems[0].message}")
        else:
            yield term


def _together(first: Term, second: Term) -> Term:
    """Return one term of two rows: what the second has and the first has not is added."""
    renderings = [value for value in second.renderings if value not in first.renderings]
    lists = {
        "allowed": (*first.allowed, *renderings),
        "forbidden": _union(first.forbidden, second.forbidden),
        "variants": _union(first.variants, second.variants),
        "not_in": _union(first.not_in, second.not_in),
    }
    notes = [note for note in (first.note, second.note) if note]
    texts = {column: getattr(first, column) or getattr(second, column) for column in ("domain", "ref", "id")}
    updated = max(first.updated, second.updated)
    note = "; ".join(dict.fromkeys(notes))
    return replace(first, **lists, **texts, note=note, updated=updated)  # type: ignore[arg-type] # as above


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _with_own_ids(terms: Iterator[Term], path: Path, losses: list[str]) -> list[Term]:
    kept: list[Term] = []
    seen: set[str] = set()
    for term in terms:
        if term.id and term.id in seen:
            losses.append(f"{show_path(path)}: the id {term.id!r} of {term.source}, which another term has")
            kept.append(replace(term, id=""))
        else:
            kept.append(term)
        seen.add(term.id)
    return kept
