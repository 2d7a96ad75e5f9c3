"""DeepL's glossary entries, after the documentation of its API, *Managing glossaries*.

CSV without header: source, target, and perhaps the two languages. A source stands once; neither side is longer than
1,024 bytes.
"""

from __future__ import annotations

from pathlib import Path

from corpora.glossary.exchange.languages import side_of
from corpora.glossary.exchange.model import Exported, Foreign
from corpora.glossary.exchange.tables import engine_pairs, need_cells, read_pairs, write_csv
from corpora.glossary.model import Glossary, Term

MOST_BYTES = 1024


def read(path: Path, encoding: str | None) -> Foreign:
    """Read CSV, or TSV where the file is named so; rows of other languages are passed over."""
    terms, others = [], 0
    for line in read_pairs(path, encoding):
        source, target, *languages = need_cells(path, line, 2)
        sides = [side_of(tag) for tag in languages[:2]]
        if len(sides) == 2 and sides == ["en", "zh"]:
            source, target = target, source
        elif len(sides) == 2 and sides != ["zh", "en"]:
            others += 1
            continue
        terms.append(Term(source, target, line=line[0]))
    return Foreign(tuple(terms), (f"rows of other languages: {others}",) if others else ())


def write(glossary: Glossary) -> Exported:
    """Write two columns."""
    losses: list[str] = []
    return Exported(write_csv(engine_pairs(glossary, MOST_BYTES, losses)), tuple(losses))
