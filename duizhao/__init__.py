"""Check an English translation against its Chinese original.

    import duizhao
    from pathlib import Path

    bitext = duizhao.align(Path("zh.md"), Path("en.md"))
    report = duizhao.check(Path("zh.md"), Path("en.md"))

A `Path` is a file, a `str` is a text, a list of `str` is sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duizhao._shadowing import refuse_shadowed_packages

refuse_shadowed_packages()

from corpora.version import VERSION  # noqa: E402 - only now is it sure whose corpora that is

if TYPE_CHECKING:
    from corpora.errors import ConfigError, DuizhaoError, InputError
    from corpora.formats import read_bitext
    from corpora.glossary import Glossary, read_glossary
    from corpora.model import Bead, Bitext, Block, BlockKind, Document, Pair, Passage, Place, Segment, Span, Verdict
    from duizhao.api import align, check, check_bitext, score
    from metrics.rules import Finding, Rule, Severity
    from metrics.scores import PairScore, Score
    from reports import render
    from reports.bitexts import render_alignment
    from reports.model import Report, Result

__version__ = VERSION

# Name by name, so that `import duizhao` and `duizhao --help` load nothing that they do not use.
_HOMES = {
    **dict.fromkeys(("align", "check", "check_bitext", "score"), "duizhao.api"),
    **dict.fromkeys(("ConfigError", "DuizhaoError", "InputError"), "corpora.errors"),
    **dict.fromkeys(
        ("Bead", "Bitext", "Block", "BlockKind", "Document", "Pair", "Passage", "Place", "Segment", "Span", "Verdict"),
        "corpora.model",
    ),
    **dict.fromkeys(("Glossary", "read_glossary"), "corpora.glossary"),
    "read_bitext": "corpora.formats",
    **dict.fromkeys(("Finding", "Rule", "Severity"), "metrics.rules"),
    **dict.fromkeys(("PairScore", "Score"), "metrics.scores"),
    **dict.fromkeys(("Report", "Result"), "reports.model"),
    "render": "reports",
    "render_alignment": "reports.bitexts",
}

__all__ = [
    "Bead",
    "Bitext",
    "Block",
    "BlockKind",
    "ConfigError",
    "Document",
    "DuizhaoError",
    "Finding",
    "Glossary",
    "InputError",
    "Pair",
    "PairScore",
    "Passage",
    "Place",
    "Report",
    "Result",
    "Rule",
    "Score",
    "Segment",
    "Severity",
    "Span",
    "Verdict",
    "align",
    "check",
    "check_bitext",
    "read_bitext",
    "read_glossary",
    "render",
    "render_alignment",
    "score",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'duizhao' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  # only the names that are used cost anything

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
