"""What is wrong with a glossary file, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpora.errors import InputError

SHOWN = 20
"""How many problems an error spells out: a screen; the exception holds all of them."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a glossary file.

    Attributes:
        line: 1-based.
        column: 1-based, in code points.
        message: What was expected, what was found, what to do.
        rule: The name of the rule that it breaks; `duizhao rule NAME` explains it.
        length: How many code points of the line are meant, from the column on.
    """

    line: int
    column: int
    message: str
    rule: str
    length: int = 0


class GlossaryError(InputError):
    """A glossary that cannot be enforced as it is.

    Attributes:
        problems: Everything that is wrong with it, in the order of the file.
    """

    def __init__(self, path: Path | str, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        first, *rest = self.problems
        message = first.message
        if rest:
            lines = [f"{path}:{found.line}:{found.column}: {found.message}" for found in rest[: SHOWN - 1]]
            more = len(rest) - len(lines)
            message += "\n" + "\n".join(lines) + (f"\n{path}: and {more} more problems" if more > 0 else "")
        super().__init__(path, first.line, message, column=first.column)
