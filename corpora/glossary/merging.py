"""Join two versions of a glossary that have grown out of one, cell by cell; what contradicts itself is left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpora.glossary.model import Glossary, Term
from corpora.glossary.schema import COLUMNS, LISTS
from corpora.glossary.writing import table_lines

_RENDERINGS = ("target", "allowed", "forbidden")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rows of which a person has to keep some; what both sides agree on is merged in them already.

    Attributes:
        ours: The rows of one side; none where it removed the term.
        theirs: The rows of the other side.
        problem: What contradicts, in words.
    """

    ours: tuple[Term, ...]
    theirs: tuple[Term, ...]
    problem: str

    @property
    def key(self) -> tuple[str, str]:
        """Where it stands among the rows."""
        return min(term.key for term in (*self.ours, *self.theirs))


@dataclass(frozen=True, slots=True)
class Merge:
    """Two glossaries joined.

    Attributes:
        terms: The rows on which both agree.
        conflicts: The others; empty where all is well.
        comments: The lines above the header.
    """

    terms: tuple[Term, ...]
    conflicts: tuple[Conflict, ...]
    comments: tuple[str, ...]

    @property
    def text(self) -> str:
        """The glossary in canonical form, conflicts between the markers that git uses, too."""
        terms = list(self.terms)
        terms += [term for conflict in self.conflicts for term in (*conflict.ours, *conflict.theirs)]
        header, *lines = table_lines(terms)
        written = iter(lines)
        blocks = [(term.key, [next(written)]) for term in self.terms]
        for conflict in self.conflicts:
            ours = [next(written) for _ in conflict.ours]
            theirs = [next(written) for _ in conflict.theirs]
            blocks.append((conflict.key, ["<<<<<<< ours", *ours, "=======", *theirs, ">>>>>>> theirs"]))
        rows = [line for _, block in sorted(blocks, key=lambda block: block[0]) for line in block]
        return "".join(f"{line}\n" for line in (*self.comments, header, *rows))


def merge_glossaries(base: Glossary, ours: Glossary, theirs: Glossary) -> Merge:
    """Join what two versions changed since the one they have in common.

    Rows belong together by source and sense, and by `id` where a side renamed one. A cell that one side changed is
    taken from it; a list is joined value by value; of two dates in `updated` the later one holds. A conflict is left
    where both changed a cell differently, where one changed a row that the other removed, and where a joined row would
    be an error: a rendering both right and forbidden, a key or an id that stands twice.
    """
    old = {term.key: term for term in base.terms}
    sides = [_by_old_key(old, glossary) for glossary in (ours, theirs)]
    merged = [_merge_rows(old.get(key), *(side.get(key) for side in sides)) for key in sorted({*sides[0], *sides[1]})]
    terms, doubles = _without_doubles([found for found in merged if isinstance(found, Term)])
    conflicts = [*(found for found in merged if isinstance(found, Conflict)), *doubles]
    comments = _merge_lists(base.comments, ours.comments, theirs.comments)
    return Merge(terms, tuple(sorted(conflicts, key=lambda conflict: conflict.key)), comments)


def _by_old_key(old: Mapping[tuple[str, str], Term], glossary: Glossary) -> dict[tuple[str, str], Term]:
    """Return the terms by the key that they had in the common version."""
    present = {term.key for term in glossary.terms}
    gone = {term.id: key for key, term in old.items() if term.id and key not in present}
    return {term.key if term.key in old else gone.get(term.id, term.key): term for term in glossary.terms}


def _merge_rows(base: Term | None, ours: Term | None, theirs: Term | None) -> Term | Conflict | None:
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if ours is None or theirs is None:
        changed, who = (theirs, "ours") if ours is None else (ours, "theirs")
        assert changed is not None, "two removed rows are equal"
        other = "theirs" if who == "ours" else "ours"
        problem = f"{changed.source}: {who} removed it, {other} changed it"
        return Conflict((ours,) if ours else (), (theirs,) if theirs else (), problem)
    return _merge_cells(base or Term(ours.source, "", sense=ours.sense), ours, theirs)


def _merge_cells(base: Term, ours: Term, theirs: Term) -> Term | Conflict:
    cells: dict[str, Any] = {}
    problems: dict[str, str] = {}
    columns = [*COLUMNS, *sorted({name for term in (base, ours, theirs) for name, _ in term.extra})]
    for column in columns:
        before, left, right = (_cell(term, column) for term in (base, ours, theirs))
        if right in (left, before):
            cells[column] = left
        elif left == before:
            cells[column] = right
        elif column in LISTS:
            cells[column] = _merge_lists(before, left, right)
        elif column == "updated" and left and right:
            cells[column] = max(left, right)
        else:
            problems[column] = f'{column} is "{left}" in ours and "{right}" in theirs'
    same = str if cells.get("case") == "sensitive" else str.casefold
    forbidden = {same(value) for value in cells["forbidden"]}
    both = [value for value in (cells.get("target", ""), *cells["allowed"]) if same(value) in forbidden]
    if both:
        problems |= dict.fromkeys(_RENDERINGS, "")
        problems["target"] = f'"{both[0]}" is right in one and forbidden in the other'
    if not problems:
        return _term(cells)
    words = "; ".join(problem for problem in problems.values() if problem)
    mine, other = ({**cells, **{column: _cell(term, column) for column in problems}} for term in (ours, theirs))
    return Conflict((_term(mine),), (_term(other),), f"{ours.source}: {words}")


def _cell(term: Term, column: str) -> Any:
    return getattr(term, column) if column in COLUMNS else dict(term.extra).get(column, "")


def _term(cells: Mapping[str, Any]) -> Term:
    extra = tuple((column, cells[column]) for column in sorted(cells) if column not in COLUMNS and cells[column])
    return replace(Term("", ""), **{column: cells[column] for column in COLUMNS}, extra=extra)


def _merge_lists(before: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Return the values of ours but for those that theirs removed, and those that theirs added."""
    kept = [value for value in ours if value in theirs or value not in before]
    return (*kept, *(value for value in theirs if value not in ours and value not in before))


def _without_doubles(terms: Sequence[Term]) -> tuple[tuple[Term, ...], list[Conflict]]:
    """Part rows that share a key or an id with an earlier one, which each side alone could not see."""
    kept: dict[tuple[str, str], Term] = {}
    ids: dict[str, Term] = {}
    conflicts = []
    for term in terms:
        other = kept.get(term.key) or (ids.get(term.id) if term.id else None)
        if other is None:
            kept[term.key] = term
            if term.id:
                ids[term.id] = term
        else:
            kept.pop(other.key, None)
            what = "the same term" if other.key == term.key else f"the id {term.id!r}"
            conflicts.append(Conflict((other,), (term,), f"{term.source}: two rows would have {what}"))
    return tuple(kept.values()), conflicts
