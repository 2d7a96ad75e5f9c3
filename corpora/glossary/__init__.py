"""The term base: schema, reading, writing, and the curated glossary that comes with the program."""

from __future__ import annotations

from functools import cache
from importlib import resources

from corpora.glossary.model import Glossary, Term
from corpora.glossary.problems import GlossaryError, Problem
from corpora.glossary.reading import parse_glossary, read_glossary, read_text
from corpora.glossary.scanning import Row, Scan, scan_glossary
from corpora.glossary.writing import canonical_text, format_glossary, format_terms

__all__ = [
    "DEFAULT_NAME",
    "Glossary",
    "GlossaryError",
    "Problem",
    "Row",
    "Scan",
    "Term",
    "canonical_text",
    "default_glossary",
    "format_glossary",
    "format_terms",
    "parse_glossary",
    "read_glossary",
    "read_text",
    "scan_glossary",
]

DEFAULT_NAME = "china-policy"
"""What signatures call the curated glossary: Chinese policy, institutions, laws and campaigns."""


@cache
def default_glossary() -> Glossary:
    """Return the curated glossary, which applies when the user names none."""
    file = resources.files("corpora").joinpath("glossaries", f"{DEFAULT_NAME}.tsv")
    return parse_glossary(file.read_text(encoding="utf-8"), name=DEFAULT_NAME)
