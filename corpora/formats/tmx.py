"""Translation memories: TMX 1.4, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from corpora.encodings import check_encoding, read_text
from corpora.errors import ConfigError, InputError
from corpora.formats.flow import Run
from corpora.model import Bitext, Language
from corpora.version import VERSION

if TYPE_CHECKING:
    from corpora.formats.bitexts import Row

_LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn"), "zh"),
    **dict.fromkeys(("en", "eng"), "en"),
}
"""A tag's first part to the side that it stands for: zh-Hant, zh_CN, EN-US and the three-letter codes are all used."""

# What these hold is another program's code, not text; `hi` and all others hold text.
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))
# A code that breaks the line keeps the words on both sides of it apart.
_BREAK = re.compile(r"\s*(?:<\s*(?:\w+:)?(?:br|lb|tab)\b|\\[nrt])", re.IGNORECASE)
_SCORE = "x-score"
"""The property of a unit that holds its bead's confidence."""
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


def read_tmx_text(path: Path, encoding: str | None) -> str:
    """Return a file's text; where the caller declares no encoding, the XML declaration does.

    Raises:
        InputError: As `read_text`, and where the declaration names an encoding that does not exist.
        ConfigError: If `encoding` names none.
    """
    if encoding is None:
        declared = _DECLARED.match(_head(path))
        # What can be read as ASCII is no UTF-16, whatever it says.
        if declared and not declared[1].lower().startswith((b"utf", b"ucs", b"iso-10646")):
            encoding = declared[1].decode("ascii")
            try:
                check_encoding(encoding)
            except ConfigError as error:
                raise InputError(path, 1, str(error)) from None
    return read_text(path, encoding)


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe can be read only once
            return b""
        with path.open("rb") as file:
            return file.read(1000)
    except OSError:  # which `read_text` explains
        return b""


def tmx_rows(text: str, path: Path) -> Iterator[Row]:
    """Yield the Chinese and the English text of each unit.

    A unit of one language alone is a null bead. Where a unit has several variants of a language (en-US and en-GB),
    each stands in a pair, the last of the other side with all that remain. Units that pair a language with another one
    are passed over.

    Nothing outside the file is ever read, and no entity is expanded: a document type declaration may be there, one of
    entities is refused.

    Raises:
        InputError: If the file is no TMX or not well formed, with the line.
    """
    for unit, source, target in _pairs(text, path):
        yield unit.line, source, target


def tmx_scores(text: str, path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield the line and the written score of each row of `tmx_rows`, as `tmx_lines` writes it; None where none is."""
    for unit, _, _ in _pairs(text, path):
        yield unit.line, unit.score


def _pairs(text: str, path: Path) -> Iterator[tuple[_Unit, list[Run], list[Run]]]:
    reader = _Reader(text, path)
    reader.read()
    strangers = sorted({tag for unit in reader.units for tag in unit.strangers})
    if strangers and not any(unit.texts["zh"] and unit.texts["en"] for unit in reader.units):
        raise InputError(path, None, f"expected units in zh and en, found the languages {', '.join(strangers[:6])}")
    for unit in reader.units:
        sides = unit.texts["zh"], unit.texts["en"]
        if unit.strangers and not all(sides):
            continue
        for at in range(max(map(len, sides))):
            source, target = (side[min(at, len(side) - 1)] if side else [] for side in sides)
            yield unit, source, target


class _Unit:
    """A `tu`: the line where it begins, its texts by language, the tags of other languages, and its score."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.texts: dict[Language, list[list[Run]]] = {"zh": [], "en": []}
        self.strangers: list[str] = []
        self.score: str | None = None


class _Reader:
    """An expat parser that keeps the offset of every character."""

    def __init__(self, text: str, path: Path) -> None:
        self.path = path
        self.units: list[_Unit] = []
        self._data = text.encode()
        self._counted = 0, 0, 1  # bytes, characters and lines that were counted
        self._open: list[str] = []
        self._tag: str | None = None  # of the tuv that is open
        self._seg: list[Run] | None = None
        self._code = ""
        self._codes = 0  # how many code elements are open
        self._in_score = False
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._refuse_skipped

    def read(self) -> None:
        """Read the whole file."""
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            before = self._data[: self._parser.ErrorByteIndex].decode("utf-8", "ignore")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            problem = f"expected well-formed XML, found: {expat.ErrorString(error.code)}"
            raise InputError(self.path, line, problem, column=column) from None

    def _place(self) -> tuple[int, int]:
        """Return offset and line of what is being handled; they are counted onwards from the last."""
        seen, offset, line = self._counted
        between = self._data[seen : self._parser.CurrentByteIndex]
        offset, line = offset + len(between.decode()), line + between.count(b"\n")
        self._counted = self._parser.CurrentByteIndex, offset, line
        return offset, line

    def _fail(self, problem: str) -> InputError:
        return InputError(self.path, self._place()[1], problem)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "tmx":
            raise self._fail(f"expected a TMX file, found XML that begins with <{name[:40]}>")
        self._open.append(name)
        if self._seg is not None:
            if name == "seg":
                raise self._fail("expected </seg>, found another <seg>")
            if name in _CODES:
                self._codes += 1
                self._code = "" if self._codes == 1 else self._code
        elif name == "tu":
            self.units.append(_Unit(self._place()[1]))
        elif name == "prop" and self._open[-2:-1] == ["tu"] and attributes.get("type") == _SCORE:
            self.units[-1].score, self._in_score = "", True
        elif name == "tuv" and self._open[-2:-1] == ["tu"]:
            self._tag = attributes.get("xml:lang", attributes.get("lang"))
            if not self._tag:
                raise self._fail("expected a language in <tuv xml:lang=…>, found none")
        elif name == "seg" and self._open[-3:-1] == ["tu", "tuv"]:
            self._seg = []

    def _end(self, name: str) -> None:
        self._open.pop()
        self._in_score = False
        if self._seg is None:
            if name == "tuv" and self._tag is not None:
                raise self._fail("expected a <seg> in each <tuv>, found none")
        elif name == "seg":
            assert self._tag is not None, "a segment is only read inside a variant"
            language = _LANGUAGES.get(re.split("[-_]", self._tag.lower())[0])
            if language is None:
                self.units[-1].strangers.append(self._tag)
            else:
                self.units[-1].texts[language].append(self._seg)
            self._seg = self._tag = None
        elif name in _CODES:
            self._codes -= 1
            if not self._codes and _BREAK.match(self._code):
                self._seg.append(("\n", self._place()[0]))

    def _text(self, text: str) -> None:
        if self._codes:
            self._code = (self._code + text)[:100]
        elif self._seg is not None:
            self._seg.append((text, self._place()[0]))
        elif self._in_score:
            self.units[-1].score = (self.units[-1].score or "") + text

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise self._fail(f"declares the entity {name[:40]!r}, which could hide or multiply text; write it out")

    def _refuse_skipped(self, name: str, *_: object) -> None:
        raise self._fail(f"&{name[:40]}; is explained in another file, which is not read; write it out")


# XML 1.0 has no way to write these: controls become their pictures, all else the replacement character.
_UNWRITABLE = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}"),
}
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}


def tmx_lines(bitext: Bitext) -> Iterator[str]:
    """Yield a bitext as TMX 1.4, one unit a bead; a null bead has one variant only.

    The confidence and kind of a bead stand in properties; `tmx_losses` says what TMX does not hold.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="duizhao" creationtoolversion="{VERSION}" segtype="sentence" o-tmf="duizhao" '
        f'adminlang="en" srclang="{bitext.source.language}" datatype="plaintext"/>\n<body>\n'
    )
    for bead, pair in zip(bitext.beads, bitext.pairs, strict=True):
        if not (pair.source.text or pair.target.text):
            continue
        yield f'<tu tuid="{pair.number}">\n'
        yield f'<prop type="{_SCORE}">{bead.score:.4f}</prop><prop type="x-kind">{bead.kind}</prop>\n'
        for passage in (pair.source, pair.target):
            if passage.text:
                seg = passage.text.translate(_UNWRITABLE).translate(_ESCAPES)
                yield f'<tuv xml:lang="{passage.document.language}"><seg>{seg}</seg></tuv>\n'
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def tmx_losses(bitext: Bitext) -> list[str]:
    """Return what of a bitext is lost in TMX, and how often."""
    empty = sum(not (pair.source.text or pair.target.text) for pair in bitext.pairs)
    one_sided = sum(not (pair.source.text and pair.target.text) for pair in bitext.pairs) - empty
    joined = sum(len(bead.source) > 1 or len(bead.target) > 1 for bead in bitext.beads)
    replaced = sum(
        code in _UNWRITABLE
        for side in (bitext.source, bitext.target)
        for segment in side.segments
        for code in map(ord, segment.text)
    )
    counted = {
        "pairs of empty lines, which are left out": empty,
        "units of one language alone, which other programs pass over": one_sided,
        "units of several sentences, whose boundaries are not kept": joined,
        "characters that XML cannot hold, which are replaced": replaced,
    }
    return [f"{what}: {count}" for what, count in counted.items() if count]
