"""The term base: schema, reading, writing, and the curated glossary that comes with the program."""

from __future__ import annotations

from functools import cache
from importlib import resources

from corpora.glossary.model import Glossary, Term
from corpora.glossary.reading import GlossaryError, Problem, parse_glossary, read_glossary
from corpora.glossary.writing import format_glossary

__all__ = [
    "DEFAULT_NAME",
    "Glossary",
    "GlossaryError",
    "Problem",
    "Term",
    "default_glossary",
    "format_glossary",
    "parse_glossary",
    "read_glossary",
]

DEFAULT_NAME = "china-policy"
"""What signatures call the curated glossary: Chinese policy, institutions, laws and campaigns."""


@cache
def default_glossary() -> Glossary:
    """Return the curated glossary, which applies when the user names none."""
    file = resources.files("corpora").joinpath("glossaries", f"{DEFAULT_NAME}.tsv")
    return parse_glossary(file.read_text(encoding="utf-8"), name=DEFAULT_NAME)
