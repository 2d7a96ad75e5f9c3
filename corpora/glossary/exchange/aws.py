"""Amazon Translate's custom terminology, after its developer guide, *Creating a custom terminology* and *Quotas*.

CSV with a header of language codes, the source language first; neither side is longer than 200 bytes.
"""

from __future__ import annotations

from pathlib import Path

from corpora.glossary.exchange.columns import read_language_columns
from corpora.glossary.exchange.model import Exported, Foreign
from corpora.glossary.exchange.tables import engine_pairs, write_csv
from corpora.glossary.model import Glossary

MOST_BYTES = 200


def read(path: Path, encoding: str | None) -> Foreign:
    """Read CSV, or TSV where the file is named so, with any number of languages."""
    return read_language_columns(path, encoding, need_header=True)


def write(glossary: Glossary) -> Exported:
    """Write a terminology from `zh` to `en`."""
    losses: list[str] = []
    return Exported(write_csv([("zh", "en"), *engine_pairs(glossary, MOST_BYTES, losses)]), tuple(losses))
