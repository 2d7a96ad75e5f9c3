"""What a legal glossary may say without being meant: Chinese in a rendering, rows in each other's way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpora.characters import INVISIBLE, fold, is_han, is_wide
from corpora.glossary import Problem, Row, Scan, Term, canonical_text
from corpora.simplified import simplify
from metrics.checks.term_target import TargetText, find_accepted, find_forbidden

RENDERINGS = ("target", "allowed", "forbidden")
FORMS = ("source", "variants", "not_in")

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SEPARATOR = re.compile(r"\s/\s|[;；]")


def find_problems(scan: Scan, text: str) -> list[Problem]:
    """Return everything wrong with a glossary file, in its order: what makes it unusable, and what is only suspicious.

    Args:
        scan: The file, scanned.
        text: Its text as it stands, with byte order mark and line ends.
    """
    found = [*scan.problems]
    for row in scan.rows:
        found += _check_characters(row)
        found += _check_lists(row)
    found += _check_forbidden(scan.rows)
    found += _check_collisions(scan.rows)
    if not scan.problems:
        found += _check_format(scan, text)
    return sorted(found)


def _problem(rule: str, row: Row, column: str, message: str, value: str | None = None) -> Problem:
    """Return a problem of a cell, or of one value in it."""
    cell = row.cells[column]
    at = -1 if value is None else cell.text.find(value)  # an escaped value is not found: the cell is meant
    if value is None or at < 0:
        return Problem(row.term.line, cell.column, message, rule, len(cell.text))
    return Problem(row.term.line, cell.column + at, message, rule, len(value))


def _values(row: Row, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each value of the given columns with its column."""
    for column in columns:
        if column in row.cells:
            value = getattr(row.term, column)
            for text in (value,) if isinstance(value, str) else value:
                yield column, text


def _check_characters(row: Row) -> Iterator[Problem]:
    for column, value in _values(row, (*RENDERINGS, *FORMS)):
        if value.isascii():
            continue
        is_rendering = column in RENDERINGS
        if is_rendering and any(map(is_han, value)):
            found = "".join(char for char in value if is_han(char))
            message = f"the rendering {value!r} holds Chinese ({found}), which English never has; write the English"
            yield _problem("chinese-in-rendering", row, column, message, value)
        odd = [char for char in value if _is_odd(char, is_rendering)]
        if odd:
            names = dict.fromkeys(f"U+{ord(char):04X}" + (f" {char}" if char.isprintable() else "") for char in odd)
            message = f"{value!r} holds {', '.join(names)}, which hardly any text has there; write the plain character"
            yield _problem("unusual-character", row, column, message, value)
    for value in row.term.renderings:
        separator = _SEPARATOR.search(value)
        if separator:
            column = "target" if value == row.term.target else "allowed"
            message = f"{value!r} reads like several renderings; put one into 'target' and the others into 'allowed'"
            yield _problem("several-renderings", row, column, message, value)


def _is_odd(char: str, is_rendering: bool) -> bool:
    if _INVISIBLE.match(char) or (char != " " and fold(char) == " "):
        return True
    return is_rendering and is_wide(char) and not is_han(char)


def _check_lists(row: Row) -> Iterator[Problem]:
    term = row.term
    for columns in (("target", "allowed"), ("forbidden",)):
        values = list(_values(row, columns))
        for number, (column, value) in enumerate(values):
            again = value in (other for _, other in values[:number])
            is_covered = any(
                _covers(term, other, value) and (k < number or not _covers(term, value, other))
                for k, (_, other) in enumerate(values)
            )
            if column != "target" and (again or is_covered):
                why = "stands in this row already" if again else "is found anyway: capitals make no difference here"
                message = f"{value!r} {why}; remove it"
                yield _problem("redundant-value", row, column, message, value)
    seen = {simplify(term.source)}
    for value in term.variants:
        if simplify(value) in seen:
            message = f"{value!r} is found anyway: simplified, traditional and full-width are one; remove it"
            yield _problem("redundant-value", row, "variants", message, value)
        seen.add(simplify(value))
    forms = [simplify(form) for form in (term.source, *term.variants)]
    for value in term.not_in:
        guard = simplify(value)
        if not any(form in guard and form != guard for form in forms):
            message = f"{value!r} does not hold {term.source} or a variant of it, and more: it guards nothing; mend it"
            yield _problem("useless-not-in", row, "not_in", message, value)


def _covers(term: Term, rendering: str, other: str) -> bool:
    """Tell whether a rendering is found wherever another one is, from which it differs in capitals."""
    # As the checker has it: with `smart`, capitals inside a rendering count, and without any they do not.
    is_loose = term.case == "insensitive" or (term.case == "smart" and rendering[1:] == rendering[1:].lower())
    return is_loose and rendering != other and rendering.casefold() == other.casefold()


def _check_forbidden(rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield forbidden renderings that the checker accepts all the same, in the row itself or in another sense."""
    senses: dict[str, list[Term]] = {}
    for row in rows:
        senses.setdefault(simplify(row.term.source), []).append(row.term)
    for row in rows:
        terms = tuple(senses[simplify(row.term.source)])
        for value in row.term.forbidden:
            text = TargetText(value)
            longest = max(find_accepted(text, terms), key=lambda match: len(match.span), default=None)
            if longest and all(len(longest.span) >= len(match.span) for match in find_forbidden(text, row.term)):
                message = f"{value!r} is never reported: to the checker it is the accepted {longest.rendering!r}"
                yield _problem("dead-forbidden", row, "forbidden", message, value)
                continue
            for rendering in row.term.renderings:
                if _is_part(value, rendering):
                    message = f"{value!r} is part of the accepted {rendering!r}; it is reported only outside of that"
                    yield _problem("forbidden-in-accepted", row, "forbidden", message, value)
                    break


def _is_part(value: str, rendering: str) -> bool:
    """Tell whether a rendering holds the words of another one, and more."""
    part, whole = value.casefold(), rendering.casefold()
    return part in whole and part != whole and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole) is not None


def _check_collisions(rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield forms that two approved rows of different sources share, so that a rendering of either passes."""
    owners: dict[str, Row] = {}
    approved = [row for row in rows if row.term.status == "approved"]
    sources = [(row, *form) for row in approved for form in _values(row, ("source",))]
    variants = [(row, *form) for row in approved for form in _values(row, ("variants",))]
    for row, column, value in (*sources, *variants):
        owner = owners.setdefault(simplify(value), row)
        if owner.term.source != row.term.source:
            message = (
                f"{value!r} is a form of {owner.term.source} in line {owner.term.line} too, so that the renderings "
                "of both rows pass; join the rows, or remove it from one"
            )
            yield _problem("colliding-forms", row, column, message, value)


def _check_format(scan: Scan, text: str) -> Iterator[Problem]:
    """Yield what `duizhao glossary fmt` would mend, each kind once, where it stands first."""
    wanted = canonical_text(scan)
    if text == wanted:
        return
    mend = "; `duizhao glossary fmt` mends it"
    if text.startswith("\ufeff"):
        yield Problem(1, 1, f"a byte order mark stands before the text{mend}", "unformatted")
    if "\r\n" in text:
        line = text[: text.index("\r\n")].count("\n") + 1
        yield Problem(line, len(scan.lines[line - 1]) + 1, f"lines end with CR LF instead of LF{mend}", "unformatted")
    for before, row in zip(scan.rows, scan.rows[1:], strict=False):
        if row.term.key < before.term.key:
            message = f"{row.term.source} stands after {before.term.source}: rows are sorted by source and sense{mend}"
            yield _problem("unformatted", row, "source", message)
            return
    if list(scan.lines) != wanted.split("\n")[:-1]:
        lines = zip(scan.lines, wanted.split("\n"), strict=False)
        number = next((k for k, (found, expected) in enumerate(lines, 1) if found != expected), len(scan.lines))
        yield Problem(number, 1, f"columns, defaults or rows are not written as usual{mend}", "unformatted")
    elif not text.endswith("\n"):
        yield Problem(len(scan.lines), len(scan.lines[-1]) + 1, f"the last line has no end{mend}", "unformatted")
