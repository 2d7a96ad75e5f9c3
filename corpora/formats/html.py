"""HTML, whole pages and fragments: the text that readers read, without what surrounds it on a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpora.formats.continuation import join_lines
from corpora.formats.flow import RawBlock, Run
from corpora.formats.tags import Tag, TagReader, decode_references, parse_attributes
from corpora.model import BlockKind, Language

# Never text of the document.
_HIDDEN = frozenset(
    [
        *("head", "script", "style", "noscript", "template", "svg", "math", "object", "iframe", "canvas", "audio"),
        *(
            "video",
            "map",
            "select",
            "datalist",
            "textarea",
            "button",
            "rt",
            "rp",
            "title",
            "xmp",
            "noembed",
            "noframes",
        ),
    ]
)
# What surrounds a document on a page, unless most of the text is in it: some pages are one big form.
_SURROUNDING = frozenset(["nav", "footer", "aside", "form", "menu"])
_SURROUNDING_ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"])
_SURROUNDING_CLASSES = frozenset(
    [
        *("site-header", "share", "sharing", "social", "social-share", "comments", "comment-list", "advert", "ads"),
        *("cookie-banner", "skip-link"),
    ]
)
# Alone, or a part of a name: `main-nav`, `related_news`.
_SURROUNDING_PARTS = frozenset(
    [
        *("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "sidebar", "footer"),
        *("foot", "copyright", "pagination", "pager", "related", "recommend"),
    ]
)
_CONTAINERS = frozenset(["div", "section", "ul", "ol", "header", "p", "table", "span", "dl"])
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "option"),
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"]
)
# A start tag that ends an open element, unless one of the others stands between them.
_CLOSES = {
    "li": (("li",), ("ul", "ol", "menu")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
}
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
_KINDS = {
    **dict.fromkeys(["li", "dt", "dd"], BlockKind.LIST_ITEM),
    **dict.fromkeys(["td", "th"], BlockKind.TABLE_CELL),
    **dict.fromkeys(["figcaption", "caption"], BlockKind.CAPTION),
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], BlockKind.HEADING),
    "blockquote": BlockKind.QUOTE,
}
_MOST_TEXT = 0.4
"""A region with more of the text than this is the document itself, whatever its tag says."""

Region = tuple[int, int]
"""Tags from one number to another, half-open."""


def parse_html(text: str, language: Language, start: int = 0, end: int | None = None) -> Iterator[RawBlock]:
    """Yield the blocks of a page or fragment; offsets count from the beginning of `text`."""
    tags = list(TagReader(text, start, end))
    page = _Page(text, tags)
    reader = _Reader(text, language)
    skipped, kept = page.skipped(), page.kept()
    at, index = 0, 0
    while index < len(tags):
        while at < len(skipped) and skipped[at][1] <= index:
            at += 1
        if at < len(skipped) and skipped[at][0] <= index:
            if tags[index].name in _BLOCKS:
                yield from reader.flush()
            index = skipped[at][1]
            continue
        tag = tags[index]
        if tag.name or any(first <= index < last for first, last in kept):
            yield from reader.read(tag)
        index += 1
    yield from reader.flush()


@dataclass
class _Page:
    """What is where in a page: the elements, and how much text each holds."""

    text: str
    tags: Sequence[Tag]
    elements: list[Region] = field(default_factory=list)  # from a start tag to past its end tag, in order of starts
    sizes: list[int] = field(default_factory=list)  # non-blank characters before each tag
    linked: list[int] = field(default_factory=list)  # of these, in links
    links: list[int] = field(default_factory=list)  # links before each tag

    def __post_init__(self) -> None:
        open_tags: dict[str, list[int]] = {}
        total = linked = links = 0
        in_link = False
        for index, tag in enumerate(self.tags):
            self.sizes.append(total)
            self.linked.append(linked)
            self.links.append(links)
            if tag.name in ("a", "/a"):
                # A named anchor is no link, and its end tag may be missing.
                in_link = tag.name == "a" and ("href" in tag.attributes or "name" not in tag.attributes)
                links += in_link
            if not tag.name:
                size = len("".join(self.text[tag.start : tag.end].split()))
                total += size
                linked += size if in_link else 0
            elif not tag.name.startswith("/"):
                if tag.name not in _VOID:
                    open_tags.setdefault(tag.name, []).append(index)
            elif starts := open_tags.get(tag.name[1:]):
                self.elements.append((starts.pop(), index + 1))
        self.sizes.append(total)
        self.linked.append(linked)
        self.links.append(links)
        self.elements.sort()
        self.hidden = self._merged(region for region in self.elements if self._is_hidden(region))
        self._hidden_before = self._running(self.hidden)
        self.total = self._size((0, len(self.tags)))
        self.is_whole = any(tag.name in ("html", "body") for tag in self.tags)

    def _running(self, regions: Sequence[Region]) -> list[int]:
        sums = [0]
        for first, last in regions:
            sums.append(sums[-1] + self.sizes[last] - self.sizes[first])
        return sums

    def _hidden_size(self, at: int) -> int:
        which = bisect_right(self.hidden, (at, 0))
        size = self._hidden_before[which]
        if which and self.hidden[which - 1][1] > at:
            size -= self.sizes[self.hidden[which - 1][1]] - self.sizes[at]
        return size

    def _size(self, region: Region) -> int:
        """Count a region's visible characters."""
        first, last = region
        return self.sizes[last] - self.sizes[first] - self._hidden_size(last) + self._hidden_size(first)

    @staticmethod
    def _merged(regions: Iterator[Region]) -> list[Region]:
        merged: list[Region] = []
        for region in regions:  # sorted by their starts
            if not merged or region[0] >= merged[-1][1]:
                merged.append(region)
            elif region[1] > merged[-1][1]:
                merged[-1] = (merged[-1][0], region[1])
        return merged

    def _is_hidden(self, region: Region) -> bool:
        tag = self.tags[region[0]]
        if tag.name in _HIDDEN:
            return True
        if tag.name == "pre":
            inside = (self.tags[index].name for index in range(region[0] + 1, min(region[0] + 4, region[1])))
            return "code" in inside
        if tag.name == "sup":  # a note's mark, which leads to the note
            return self.links[region[1]] > self.links[region[0]]
        if "hidden" not in tag.attributes and "none" not in tag.attributes:
            return False
        attributes = parse_attributes(tag.attributes)
        style = re.sub(r"\s", "", attributes.get("style", "").lower())
        return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style

    def skipped(self) -> list[Region]:
        """Return the regions that are no part of the document, sorted and disjoint."""
        around = [region for region in self.elements if self._surrounds(region)]
        small = [region for region in around if self._size(region) <= _MOST_TEXT * self.total]
        return self._merged(iter(sorted([*self.hidden, *small])))

    def _surrounds(self, region: Region) -> bool:
        tag = self.tags[region[0]]
        if tag.name in _SURROUNDING:
            return True
        if tag.name not in _CONTAINERS:
            return False
        if self.is_whole and self._is_menu(region):
            return True
        if not re.search("role|class|id", tag.attributes):
            return False
        attributes = parse_attributes(tag.attributes)
        words = {*attributes.get("class", "").lower().split(), attributes.get("id", "").lower()}
        parts = {part for word in words for part in re.split("[-_]", word)}
        return (
            attributes.get("role", "").lower() in _SURROUNDING_ROLES
            or not words.isdisjoint(_SURROUNDING_CLASSES)
            or not parts.isdisjoint(_SURROUNDING_PARTS)
        )

    def _is_menu(self, region: Region) -> bool:
        """Tell whether a list, row or box is nothing but short links, with marks between them."""
        first, last = region
        links = self.links[last] - self.links[first]
        size = self._size(region)
        return links >= 3 and self.linked[last] - self.linked[first] + links >= size and size <= 20 * links

    def kept(self) -> list[Region]:
        """Return the regions that hold the document: its one main part with its title, or everything."""
        everything = [(0, len(self.tags))]
        if not self.is_whole:
            return everything
        for name in ("main", "article"):
            found = self._merged(region for region in self.elements if self.tags[region[0]].name == name)
            if len(found) == 1 and self._size(found[0]) > _MOST_TEXT * self.total:
                titles = [region for region in self.elements if self.tags[region[0]].name == "h1"]
                inside = [title for title in titles if found[0][0] <= title[0] < found[0][1]]
                return found if inside or len(titles) != 1 else sorted([titles[0], found[0]])
        return everything


class _Reader:
    """Turns tags and text into blocks."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._open: list[str] = []  # elements that are blocks
        self._lines: list[list[Run]] = [[]]

    def read(self, tag: Tag) -> Iterator[RawBlock]:
        """Take the next tag, and yield the block that it ends."""
        if not tag.name:
            self._add(tag)
        elif tag.name == "br":
            if not self._is_blank(self._lines[-1]):
                self._lines.append([("\n", tag.start)])
            elif len(self._lines) > 1:
                yield from self.flush()
        elif (name := tag.name.lstrip("/")) in _BLOCKS:
            yield from self.flush()
            if tag.name.startswith("/"):
                self._close(name)
            else:
                self._start(name)

    def _add(self, tag: Tag) -> None:
        runs = list(decode_references(self._text, tag.start, tag.end))
        if "pre" not in self._open:
            self._lines[-1] += runs
            return
        for text, offset in runs:
            for match in re.finditer(r"[^\n]+|\n", text):
                if match.group() == "\n":
                    self._lines.append([])
                self._lines[-1].append((match.group(), offset + match.start()))

    def _start(self, name: str) -> None:
        closed, until = _CLOSES.get(name, ((), ()))
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 32), -1):
            if self._open[index] in closed:
                del self._open[index:]
                break
            if self._open[index] in until:
                break
        # No block stands inside a paragraph or heading, whether its end tag was written or not.
        if self._open and self._open[-1] in _PARAGRAPHS:
            self._open.pop()
        if name not in _VOID:
            self._open.append(name)

    def _close(self, name: str) -> None:
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 256), -1):
            if self._open[index] == name:
                del self._open[index:]
                return

    @staticmethod
    def _is_blank(runs: Sequence[Run]) -> bool:
        return all(not text.strip() for text, _ in runs)

    def flush(self) -> Iterator[RawBlock]:
        """Yield the block read so far, if it holds text."""
        lines = [line for line in self._lines if not self._is_blank(line)]
        self._lines = [[]]
        if not lines:
            return
        kind, level = self._kind()
        yield RawBlock(kind, join_lines(lines, self._language), level)

    def _kind(self) -> tuple[BlockKind, int]:
        nearest = next((name for name in reversed(self._open[-64:]) if name in _KINDS), None)
        if nearest is None:
            return BlockKind.PARAGRAPH, 0
        kind = _KINDS[nearest]
        if kind is BlockKind.HEADING:
            return kind, int(nearest[1])
        if kind is BlockKind.LIST_ITEM:
            return kind, max(1, sum(name in ("ul", "ol", "dl") for name in self._open[-64:]))
        return kind, 0
