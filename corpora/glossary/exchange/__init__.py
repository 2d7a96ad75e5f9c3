"""Glossaries in the formats of other tools: one table of formats, each read and written by its own module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from corpora.errors import ConfigError
from corpora.glossary.exchange import aws, azure, deepl, google, omegat, tbx, weblate, xlsx
from corpora.glossary.exchange.joining import join
from corpora.glossary.exchange.model import Exported, Foreign, Imported
from corpora.glossary.model import Glossary

__all__ = ["FORMATS", "Exported", "Format", "Imported", "export_glossary", "find_format", "import_glossary"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another tool.

    Attributes:
        title: What it is, for people.
        read: Returns what a file says; the second argument is the encoding of a file that is not UTF-8.
        write: Returns a file's bytes, with what they do not hold.
        is_text: Whether it can be shown on a terminal.
    """

    title: str
    read: Callable[[Path, str | None], Foreign]
    write: Callable[[Glossary], Exported]
    is_text: bool = True


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "omegat": Format("OmegaT's tab-separated glossary", omegat.read, omegat.write),
        "deepl": Format("DeepL's CSV", deepl.read, deepl.write),
        "weblate": Format("Weblate's CSV", weblate.read, weblate.write),
        "google": Format("Google Cloud Translation's CSV", google.read, google.write),
        "aws": Format("Amazon Translate's CSV", aws.read, aws.write),
        "azure": Format("Azure Translator's TSV", azure.read, azure.write),
        "tbx2": Format("TBX-Basic of 2008 (ISO 30042:2008, martif)", tbx.read, tbx.write_2),
        "tbx3": Format("TBX-Basic of 2019 (ISO 30042:2019)", tbx.read, tbx.write_3),
        "xlsx": Format("a spreadsheet with this program's columns", xlsx.read, xlsx.write, is_text=False),
    }
)
"""Every format by name; either TBX is read whichever is named."""

_SUFFIXES = {".tbx": "tbx3", ".xlsx": "xlsx"}


def find_format(name: str | None, path: Path | None) -> str:
    """Return the name of a format: the given one, or the one that a file's name tells.

    Raises:
        ConfigError: The file's name does not tell it.
    """
    if name is not None:
        return name
    suffix = path.suffix.lower() if path else ""
    if suffix not in _SUFFIXES:
        raise ConfigError(
            f"name the format with --format ({', '.join(FORMATS)}); only .tbx and .xlsx tell it themselves"
        )
    return _SUFFIXES[suffix]


def import_glossary(path: Path, name: str, encoding: str | None = None) -> Imported:
    """Read a file of another tool as a glossary.

    Rows of one source become one term, the first rendering its `target`, the others `allowed`. White space at the ends
    of cells, and more than one space inside, is not kept.

    Raises:
        InputError: The file cannot be read, is not of this format, or holds no term.
        ConfigError: `encoding` names none, or a package is missing that this format needs.
    """
    return join(FORMATS[name].read(path, encoding), path)


def export_glossary(glossary: Glossary, name: str) -> Exported:
    """Return a glossary in the format of another tool.

    Raises:
        InputError: Nothing of it can be exported.
        ConfigError: A package is missing that this format needs.
    """
    return FORMATS[name].write(glossary)
