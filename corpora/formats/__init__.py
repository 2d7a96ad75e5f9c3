"""Reading documents and bitexts: one table from suffix to format, one format a module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from corpora.encodings import path_as_text, read_text
from corpora.formats.bitexts import read_bead_scores, read_bitext
from corpora.formats.flow import build_document
from corpora.formats.frontmatter import find_front_matter
from corpora.formats.languages import main_language, require_language, require_sides
from corpora.formats.segmented import parse_segmented
from corpora.formats.text import parse_text
from corpora.model import Document, Language

__all__ = [
    "FORMATS",
    "Format",
    "parse_document",
    "read_bead_scores",
    "read_bitext",
    "read_document",
    "read_either",
    "read_segmented",
    "require_language",
    "require_sides",
]

Format = Literal["text", "markdown", "html"]

FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""Suffix to format; any other suffix is read as text."""

_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|span|article|section|body|html)\b[^<>]*>", re.IGNORECASE
)


def read_document(path: Path, language: Language, *, encoding: str | None = None) -> Document:
    """Read a text, Markdown or HTML file, split into sentences.

    Raises:
        InputError: If the file cannot be read, or holds no text.
        ConfigError: If `encoding` names none.
    """
    return _parse_file(path, read_text(path, encoding), language)


def read_either(path: Path, *, encoding: str | None = None) -> Document:
    """Read a file as `read_document` does, in the language that most of it is written in.

    Raises:
        InputError: If the file cannot be read, or holds no text.
        ConfigError: If `encoding` names none.
    """
    text = read_text(path, encoding)
    return _parse_file(path, text, main_language(text))


def _parse_file(path: Path, text: str, language: Language) -> Document:
    known = FORMATS.get(path.suffix.lower(), "text")
    return parse_document(text, language, name=path_as_text(path), format=sniff(text) if known == "text" else known)


def read_segmented(path: Path, language: Language, *, encoding: str | None = None) -> Document:
    """Read a file with one sentence a line; an empty line is a segment with empty text.

    Raises:
        InputError: If the file cannot be read, or is empty.
        ConfigError: If `encoding` names none.
    """
    return parse_segmented(read_text(path, encoding), language, path_as_text(path))


def parse_document(text: str, language: Language, *, name: str = "<text>", format: Format = "text") -> Document:
    """Split a text into sentences; offsets count from the text's beginning.

    Raises:
        InputError: If there is no sentence in it.
    """
    if format == "markdown":
        from corpora.formats.markdown import parse_markdown  # noqa: PLC0415 - heavy, and most texts are plain

        blocks = parse_markdown(text, language, name)
    elif format == "html":
        from corpora.formats.html import parse_html  # noqa: PLC0415

        blocks = parse_html(text, language)
    else:
        blocks = parse_text(text, language)
    return build_document(name, language, text, blocks)


def sniff(text: str) -> Format:
    """Tell what a file without a telling suffix holds: front matter and Markdown, HTML, or plain text."""
    if find_front_matter(text):
        return "markdown"
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html")) or (
        head.startswith("<") and len(_MARKUP.findall(text, 0, 20000)) > 2
    ):
        return "html"
    return "text"
