"""HTML as a flat sequence of tags and text with offsets, in linear time and for whatever the web holds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from corpora.formats.flow import Run

# Elements whose content is no markup.
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)")
_TAG_STEP = re.compile(r">|=\s*([\"'])")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")


class Tag(NamedTuple):
    """A start tag, an end tag, or a stretch of text.

    Attributes:
        name: Lower-case; `"/name"` for an end tag, empty for text.
        start: Where it begins.
        end: One past its end.
        attributes: As they stand, unparsed; for a start tag only.
    """

    name: str
    start: int
    end: int
    attributes: str = ""


def parse_attributes(source: str) -> dict[str, str]:
    """Return a start tag's attributes with decoded values, the first of a name counting."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found


def decode_references(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield a stretch of text with character references decoded, each placed where it begins."""
    at = start
    while (found := text.find("&", at, end)) >= 0:
        match = _REFERENCE.match(text, found, end)
        decoded = html.unescape(match.group()) if match else "&"
        if match is None or decoded == match.group():
            yield text[at : found + 1], at
            at = found + 1
            continue
        if found > at:
            yield text[at:found], at
        # A name without semicolon may be the beginning of a longer word: `&ampx` is `&x`.
        source = match.group()
        at = found + next(n for n in range(2, len(source) + 1) if html.unescape(source[:n]) + source[n:] == decoded)
        yield html.unescape(text[found:at]), found
    if at < end:
        yield text[at:end], at


class TagReader:
    """Reads tags and text one after the other; what was searched for in vain is not searched for again."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text = text
        self._at = start
        self._end = len(text) if end is None else end
        self._absent: dict[str, bool] = {}

    def __iter__(self) -> Iterator[Tag]:
        text, end = self._text, self._end
        plain = self._at
        while (found := text.find("<", self._at, end)) >= 0:
            self._at = found
            tags = self._markup(found)
            if tags is None:
                self._at = found + 1
                continue
            if found > plain:
                yield Tag("", plain, found)
            yield from tags
            plain = self._at
        if plain < end:
            yield Tag("", plain, end)

    def _find(self, what: str, at: int) -> int:
        if self._absent.get(what):
            return -1
        found = self._text.find(what, at, self._end)
        if found < 0:
            self._absent[what] = True
        return found

    def _markup(self, at: int) -> list[Tag] | None:
        """Read what begins at a `<` and move past it; None where it is only a character."""
        text = self._text
        if match := _TAG_NAME.match(text, at, self._end):
            return self._tag(match)
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"), ("</", ">")):
            if not text.startswith(opening, at):
                continue
            # `<!-->` closes itself, and a comment without end hides nothing.
            closed = self._find(closing, at + (2 if opening == "<!--" else len(opening)))
            if closed < 0:
                return None if opening in ("</", "<?", "<!") else self._skip(at + len(opening))
            if opening == "<![CDATA[":
                self._at = closed + 3
                return [Tag("", at + len(opening), closed)]
            return self._skip(closed + len(closing))
        return None

    def _skip(self, to: int) -> list[Tag]:
        self._at = to
        return []

    def _tag(self, match: re.Match[str]) -> list[Tag] | None:
        closed = self._tag_end(match.end())
        if closed < 0:
            return None
        name = match[2].lower()
        self._at = closed + 1
        if match[1]:
            return [Tag("/" + name, match.start(), closed + 1)]
        tag = Tag(name, match.start(), closed + 1, self._text[match.end() : closed])
        if name not in _RAW or tag.attributes.endswith("/"):
            return [tag]
        ending = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
        found = None if self._absent.get(name) else ending.search(self._text, closed + 1, self._end)
        if found is None:
            self._absent[name] = True
            return [tag]
        self._at = found.start()  # the end tag is read next
        return [tag]

    def _tag_end(self, at: int) -> int:
        """Return where the tag's `>` stands, past quoted values; -1 where there is none."""
        first = at
        while match := _TAG_STEP.search(self._text, at, self._end) if not self._absent.get(">") else None:
            if match.group() == ">":
                return match.start()
            closing = self._find(match[1], match.end())
            if closing < 0:
                break
            at = closing + 1
        return self._find(">", first)
