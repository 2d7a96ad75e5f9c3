"""XML read as a tree that knows its lines: nothing outside the file is ever read, and no entity is expanded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from corpora.errors import InputError

MOST_DEPTH = 200
"""How deeply elements may be nested: terminology needs ten."""


@dataclass(slots=True)
class Element:
    """An element with what stands in it.

    Attributes:
        name: Without a namespace's prefix.
        attributes: By their names as written.
        line: Where it begins.
        children: The elements inside, in order.
        parts: The texts directly inside.
    """

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, children's too, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        yield from self.parts
        for child in self.children:
            yield from child._texts()

    def find_all(self, *names: str) -> list[Element]:
        """Return the elements of these names, at any depth, in order."""
        found: list[Element] = []
        self._collect(names, found)
        return found

    def _collect(self, names: tuple[str, ...], found: list[Element]) -> None:
        for child in self.children:
            if child.name in names:
                found.append(child)
            if child.children:
                child._collect(names, found)


def parse_elements(data: bytes, path: Path) -> Element:
    """Return the outermost element of an XML file.

    A document type declaration may be there and is not followed; one of entities is refused.

    Raises:
        InputError: It is not well-formed, or hostile; with the line.
    """
    parser = expat.ParserCreate()
    open_elements: list[Element] = []
    roots: list[Element] = []

    def fail(problem: str) -> InputError:
        return InputError(path, parser.CurrentLineNumber, problem)

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name.rpartition(":")[2], attributes, parser.CurrentLineNumber)
        (open_elements[-1].children if open_elements else roots).append(element)
        open_elements.append(element)
        if len(open_elements) > MOST_DEPTH:
            raise fail(f"expected no more than {MOST_DEPTH} elements inside each other")

    def end(_name: str) -> None:
        open_elements.pop()

    def text(characters: str) -> None:
        open_elements[-1].parts.append(characters)

    def refuse_entity(name: str, *_: object) -> None:
        raise fail(f"declares the entity {name[:40]!r}, which could hide or multiply text; write it out")

    def refuse_skipped(name: str, *_: object) -> None:
        raise fail(f"&{name[:40]}; is explained in another file, which is not read; write it out")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse_entity
    parser.SkippedEntityHandler = refuse_skipped
    try:
        parser.Parse(data, True)
    except (LookupError, ValueError) as error:  # of the encoding that the file declares
        raise InputError(path, 1, f"expected an encoding that XML readers know, found: {error}") from None
    except expat.ExpatError as error:
        problem = f"expected well-formed XML, found: {expat.ErrorString(error.code)}"
        raise InputError(path, error.lineno, problem, column=error.offset + 1) from None
    return roots[0]
