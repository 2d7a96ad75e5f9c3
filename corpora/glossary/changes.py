"""Change a glossary file: under a lock, read again, compared, and replaced in one step."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpora.errors import ConfigError, InputError
from corpora.files import hold, write_whole
from corpora.glossary.model import Glossary, Term
from corpora.glossary.problems import GlossaryError
from corpora.glossary.reading import decode_text, parse_glossary
from corpora.glossary.schema import COLUMNS, DEFAULTS, LISTS, OWN_PREFIX, BadEscapeError, split_list
from corpora.glossary.writing import format_glossary

_ASSIGNMENT = re.compile(r"([^=+]*?)(\+=|(?<=[a-z_])-=|=)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """What a command made of a glossary.

    Attributes:
        before: As it was.
        after: As it is, or would be.
        was_canonical: Whether the file had the canonical form, so that nothing but the change differs.
    """

    before: Glossary
    after: Glossary
    was_canonical: bool


def change_glossary(
    path: Path, change: Callable[[Glossary], Glossary], *, dry_run: bool = False, create: bool = False
) -> Change:
    """Replace a glossary by what a function makes of it.

    The file is read under the lock, so that no other command's change is lost, and compared once more before it is
    replaced, so that neither is an editor's. Killed at any moment, it leaves the old file or the new one.

    Args:
        path: The file.
        change: Makes the new glossary of the present one; it raises where it cannot.
        dry_run: Write nothing.
        create: Begin with an empty glossary where there is no file.

    Raises:
        InputError: The file cannot be read, is broken, is held by others, or was changed meanwhile.
        ConfigError: What it would hold afterwards is no legal glossary.
    """
    if dry_run:
        return _changed(path, _read(path, create), change)[0]
    with hold(path):
        data = _read(path, create)
        done, text = _changed(path, data, change)
        if _read(path, create) != data:
            raise InputError(path, None, "another program changed it meanwhile; nothing was written, try again")
        if text.encode() != data:
            write_whole(path, text)
    return done


def _read(path: Path, create: bool) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if create:
            return b""
        raise InputError(path, None, "no such glossary; `duizhao glossary add --create` begins one") from None
    except IsADirectoryError:
        raise InputError(path, None, "expected a glossary file, found a folder") from None
    except OSError as error:
        raise InputError(path, None, f"the glossary cannot be read: {error.strerror}") from None


def _changed(path: Path, data: bytes, change: Callable[[Glossary], Glossary]) -> tuple[Change, str]:
    name = str(path)
    text = decode_text(path, data)
    before = parse_glossary(text, name=name) if data else Glossary((), name)
    changed = change(before)
    if before.terms and not changed.terms:
        raise ConfigError(f"{name}: this would leave a glossary without terms; remove the file instead")
    new_text = format_glossary(changed)
    try:
        after = parse_glossary(new_text, name=name)  # what cannot be read again is never written
    except GlossaryError as error:
        raise ConfigError("; ".join(problem.message for problem in error.problems)) from None
    return Change(before, after, not data or format_glossary(before) == text), new_text


def format_file(path: Path) -> bool:
    """Write a glossary in its canonical form and tell whether that changed it.

    Raises:
        InputError: It cannot be read, or is broken; nothing was changed.
    """
    return not change_glossary(path, lambda glossary: glossary).was_canonical


def format_diff(path: Path) -> str:
    """Return what the canonical form would change in a glossary file, as a unified diff; empty where nothing.

    Raises:
        InputError: It cannot be read, or is broken.
    """
    text = decode_text(path, _read(path, create=False))
    wanted = format_glossary(parse_glossary(text, name=str(path)))
    # Line ends and a byte order mark are what it mends: they must show.
    found = text.replace("\ufeff", "<U+FEFF>").replace("\r\n", "<CR>\n")
    lines = difflib.unified_diff(_lines(found), _lines(wanted), str(path), f"{path} (formatted)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    return [*lines[:-1], lines[-1][:-1]] if lines[-1] != "\n" else lines[:-1]


def find_term(glossary: Glossary, source: str, sense: str | None) -> Term:
    """Return the row of a source, and of a sense where it has several.

    Raises:
        ConfigError: There is none, or several and no sense was named.
    """
    rows = [term for term in glossary.terms if term.source == source]
    if not rows:
        close = difflib.get_close_matches(source, [term.source for term in glossary.terms], n=1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise ConfigError(f"{glossary.name}: holds no term {source!r}{hint}")
    senses = ", ".join(repr(term.sense) for term in rows)
    if sense is None:
        if len(rows) > 1:
            raise ConfigError(f"{glossary.name}: {source} has the senses {senses}; name one with --sense")
        return rows[0]
    for term in rows:
        if term.sense == sense:
            return term
    raise ConfigError(f"{glossary.name}: {source} has no sense {sense!r}; it has {senses}")


def add_term(glossary: Glossary, term: Term) -> Glossary:
    """Return the glossary with one term more.

    Raises:
        ConfigError: It holds one of this source and sense.
    """
    for other in glossary.terms:
        if other.key == term.key:
            sense = f" in the sense {term.sense!r}" if term.sense else ""
            raise ConfigError(
                f"{glossary.name}:{other.line}: {term.source}{sense} is there already, as {other.target!r}; "
                "`duizhao glossary edit` changes it, and --sense tells a homograph apart"
            )
    return replace(glossary, terms=(*glossary.terms, term))


def replace_term(glossary: Glossary, old: Term, new: Term | None) -> Glossary:
    """Return the glossary with a row replaced, or without it where there is no new one."""
    terms = [new if term == old else term for term in glossary.terms]
    return replace(glossary, terms=tuple(term for term in terms if term is not None))


def assign(term: Term, assignment: str) -> Term:
    r"""Return the term with a cell changed, as `column=cell`, or for lists `column+=value` and `column-=value`.

    >>> assign(Term("法治", "rule of law"), "allowed+=law-based governance").allowed
    ('law-based governance',)

    Raises:
        ConfigError: That is no assignment, or there is no such column or value.
    """
    match = _ASSIGNMENT.fullmatch(assignment)
    if match is None:
        raise ConfigError(f"expected COLUMN=CELL, COLUMN+=VALUE or COLUMN-=VALUE, found {assignment!r}")
    column, operator, cell = match.groups()
    if column not in COLUMNS and not column.startswith(OWN_PREFIX):
        close = difflib.get_close_matches(column.strip().lower(), COLUMNS, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(COLUMNS)}"
        raise ConfigError(f"a glossary has no column {column!r}; {hint}")
    if re.search(r"[\t\r\n]", cell):
        raise ConfigError(f"a cell must not hold a tab or a line break, found {cell!r} for {column!r}")
    if operator != "=":
        return _assign_value(term, column, operator, cell)
    if column not in COLUMNS:
        extra = {**dict(term.extra), column: cell}
        return replace(term, extra=tuple(sorted((name, text) for name, text in extra.items() if text)))
    value: Any = _split(column, cell) if column in LISTS else cell or DEFAULTS.get(column, "")
    return replace(term, **{column: value})


def _assign_value(term: Term, column: str, operator: str, value: str) -> Term:
    if column not in LISTS:
        raise ConfigError(f"{column!r} is no list: write {column}=… instead of {column}{operator}…")
    values: tuple[str, ...] = getattr(term, column)
    is_there = value in values
    if is_there == (operator == "+="):
        holds = "holds" if is_there else "does not hold"
        raise ConfigError(f"{column!r} of {term.source} {holds} {value!r}")
    new: Any = (*values, value) if operator == "+=" else tuple(other for other in values if other != value)
    return replace(term, **{column: new})


def _split(column: str, cell: str) -> tuple[str, ...]:
    try:
        return split_list(cell)
    except BadEscapeError:
        raise ConfigError(rf"in {column!r} a backslash must stand before '|' or '\', found {cell!r}") from None
