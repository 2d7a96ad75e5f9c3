"""The glossary TSV, schema 1: its columns, and how a cell holds several values."""

from __future__ import annotations

REQUIRED = ("source", "target")

COLUMNS = (
    *REQUIRED,
    "note",
    "allowed",
    "forbidden",
    "variants",
    "not_in",
    "match",
    "case",
    "type",
    "domain",
    "sense",
    "status",
    "severity",
    "ref",
    "updated",
    "id",
)
"""Every column of the schema, in canonical order: the first three stand so that OmegaT reads the file as it is."""

LISTS = frozenset({"allowed", "forbidden", "variants", "not_in"})

CHOICES: dict[str, tuple[str, ...]] = {
    "match": ("lemma", "exact"),
    "case": ("smart", "sensitive", "insensitive"),
    "type": ("term", "person", "place", "organization", "title", "name", "slogan"),
    "status": ("approved", "draft", "deprecated"),
    "severity": ("error", "warning", "info"),
}
"""What a column may say besides nothing."""

DEFAULTS = {"match": "lemma", "case": "smart", "status": "approved"}
"""What an empty cell means, where it means anything."""

OWN_PREFIX = "x-"
"""Begins the names of columns that are the user's own."""


class BadEscapeError(ValueError):
    r"""A backslash stands before something other than `|` and `\`.

    Attributes:
        position: Where, as an index into the cell.
    """

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def split_list(cell: str) -> tuple[str, ...]:
    r"""Return the values of a list cell; an empty cell holds none.

    >>> split_list(r"a|b \| c")
    ('a', 'b | c')

    Raises:
        BadEscapeError: A backslash escapes nothing.
    """
    if not cell:
        return ()
    if "\\" not in cell:
        return tuple(cell.split("|"))
    values, value, position = [], "", 0
    while position < len(cell):
        char = cell[position]
        if char == "\\":
            position += 1
            if cell[position : position + 1] not in ("|", "\\"):
                raise BadEscapeError(position - 1)
            value += cell[position]
        elif char == "|":
            values.append(value)
            value = ""
        else:
            value += char
        position += 1
    return (*values, value)


def join_list(values: tuple[str, ...]) -> str:
    r"""Return the cell that holds the values.

    >>> print(join_list(("a", "b | c")))
    a|b \| c
    """
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)
