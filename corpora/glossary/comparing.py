"""What differs between two versions of a glossary, term by term and cell by cell, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpora.glossary.model import Glossary, Term
from corpora.glossary.schema import COLUMNS, LISTS


@dataclass(frozen=True, slots=True)
class Difference:
    """One term that differs.

    Attributes:
        before: The row as it was, or None for a term that was added.
        after: The row as it is, or None for a term that was removed.
    """

    before: Term | None
    after: Term | None


def compare(before: Glossary, after: Glossary) -> list[Difference]:
    """Return the terms that differ, by key.

    Rows belong together by source and sense; a row of a new key is a changed one where its `id` is an old one's.
    """
    old = {term.key: term for term in before.terms}
    new = {term.key: term for term in after.terms}
    gone = {term.id: term for key, term in old.items() if key not in new and term.id}
    found = []
    for key, term in new.items():
        earlier = old.get(key) or gone.pop(term.id, None)
        if earlier != term:
            found.append(Difference(earlier, term))
    kept = {difference.before.key for difference in found if difference.before}
    found += [Difference(term, None) for key, term in old.items() if key not in new and key not in kept]
    return sorted(found, key=lambda each: (each.after or each.before or Term("", "")).key)


def describe(before: Glossary, after: Glossary) -> Iterator[str]:
    """Yield what differs between two versions of a glossary, in lines of words."""
    if before.comments != after.comments:
        yield from _list_lines("comment", before.comments, after.comments, "")
    for difference in compare(before, after):
        old, new = difference.before, difference.after
        if old is None and new is not None:
            yield f"added {title(new)}"
            yield from _cell_lines(Term(new.source, new.target, sense=new.sense), new)
        elif old is not None and new is None:
            yield f"removed {title(old)}"
        elif old is not None and new is not None:
            yield f"changed {title(old)}"
            yield from _cell_lines(old, new)


def title(term: Term) -> str:
    """Return a term in one line, as `处 [rank] → division`."""
    return f"{term.source}{f' [{term.sense}]' if term.sense else ''} → {term.target}"


def _cell_lines(old: Term, new: Term) -> Iterator[str]:
    for column in COLUMNS:
        before, after = getattr(old, column), getattr(new, column)
        if column in LISTS:
            yield from _list_lines(column, before, after, "    ")
        elif before != after:
            yield f"    {column}: {_quoted(before)} → {_quoted(after)}"
    own, others = dict(old.extra), dict(new.extra)
    for column in sorted({*own, *others}):
        if own.get(column) != others.get(column):
            yield f"    {column}: {_quoted(own.get(column, ''))} → {_quoted(others.get(column, ''))}"


def _list_lines(name: str, before: tuple[str, ...], after: tuple[str, ...], indent: str) -> Iterator[str]:
    removed = [value for value in before if value not in after]
    added = [value for value in after if value not in before]
    yield from (f"{indent}{name}: removed {_quoted(value)}" for value in removed)
    yield from (f"{indent}{name}: added {_quoted(value)}" for value in added)
    if not removed and not added and before != after:
        yield f"{indent}{name}: in another order: {', '.join(map(_quoted, after))}"


def _quoted(text: str) -> str:
    return f'"{text}"' if text else "nothing"
