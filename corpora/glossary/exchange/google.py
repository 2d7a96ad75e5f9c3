"""Google Cloud Translation's glossaries, after *Creating and using glossaries* (v3).

Unidirectional: two columns of a CSV or TSV without header. Equivalent term sets: a header of language codes, perhaps
with `pos` and `description`. Both are read; the first is written.
"""

from __future__ import annotations

from pathlib import Path

from corpora.glossary.exchange.columns import read_language_columns
from corpora.glossary.exchange.model import Exported, Foreign
from corpora.glossary.exchange.tables import engine_pairs, write_csv
from corpora.glossary.model import Glossary

MOST_BYTES = 1024


def read(path: Path, encoding: str | None) -> Foreign:
    """Read either kind: a first row that names Chinese and English is a header."""
    return read_language_columns(path, encoding, need_header=False)


def write(glossary: Glossary) -> Exported:
    """Write a unidirectional glossary."""
    losses: list[str] = []
    return Exported(write_csv(engine_pairs(glossary, MOST_BYTES, losses)), tuple(losses))
