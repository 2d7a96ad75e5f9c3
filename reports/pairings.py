"""Which file belongs to which, as text: for people, for programs, and as arguments of `duizhao check`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from align.proposals import FilePair, LoneFile, Pairing
from corpora.model import Language
from reports.columns import Column, table_lines
from reports.display import DEFAULT_WIDTH
from reports.frames import tsv_line
from reports.json_records import to_json

FORMATS = ("table", "tsv", "jsonl", "args")
"""What `render_pairing` knows."""

KEYS = ("source", "target", "confidence", "status", "names", "candidate", "candidate_confidence", "note")
"""Of a record, and the columns of the TSV."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that could not be compared.

    Attributes:
        language: Of its side.
        path: As it is shown.
        problem: Why, in one line.
    """

    language: Language
    path: str
    problem: str


@dataclass(frozen=True)
class FolderPairing:
    """How the files of two folders pair.

    Attributes:
        sources: The paths of the Chinese files, as `pairing` numbers them.
        targets: The paths of the English ones.
        pairing: The proposal.
        unusable: Files that were not compared, in order.
    """

    sources: Sequence[str]
    targets: Sequence[str]
    pairing: Pairing
    unusable: Sequence[Unusable] = ()

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield a record for each pair, then for each file without partner, then for each unusable one.

        `status` is `paired`, `unpaired` or `unusable`; `source` or `target` is null where there is none; `candidate` is
        the likeliest partner of an unpaired file, with the probability that it is right.
        """
        for pair in self.pairing.pairs:
            values = (self.sources[pair.source], self.targets[pair.target], round(pair.confidence, 4), "paired")
            yield _record(*values, str(pair.names) or None, None, None, self._pair_note(pair))
        for lone in self.pairing.lone_sources:
            yield _record(self.sources[lone.document], None, None, "unpaired", None, *self._lone(lone, "zh"))
        for lone in self.pairing.lone_targets:
            yield _record(None, self.targets[lone.document], None, "unpaired", None, *self._lone(lone, "en"))
        for file in self.unusable:
            sides = (file.path, None) if file.language == "zh" else (None, file.path)
            yield _record(*sides, None, "unusable", None, None, None, file.problem)

    def _pair_note(self, pair: FilePair) -> str | None:
        notes = []
        if pair.rival_source is not None:
            notes.append(f"{self.sources[pair.rival_source]} may be its source as well")
        if pair.rival_target is not None:
            notes.append(f"{self.targets[pair.rival_target]} may be its translation as well")
        return "; ".join([*notes, *self._misnamed("zh", pair.source), *self._misnamed("en", pair.target)]) or None

    def _lone(self, lone: LoneFile, language: Language) -> tuple[str | None, float | None, str | None]:
        ours, theirs = (self.sources, self.targets) if language == "zh" else (self.targets, self.sources)
        notes = []
        if lone.like is not None:
            same = "has the same text as" if lone.likeness == 1 else f"shares {lone.likeness:.0%} of its words with"
            notes.append(f"{same} {ours[lone.like]}")
        note = "; ".join([*notes, *self._misnamed(language, lone.document)]) or None
        if lone.candidate is None:
            return None, None, note
        return theirs[lone.candidate], round(lone.confidence, 4), note

    @cached_property
    def _namesakes(self) -> dict[tuple[Language, int], str]:
        found: dict[tuple[Language, int], str] = {}
        for source, target in self.pairing.misnamed:
            found["zh", source] = self.targets[target]
            found["en", target] = self.sources[source]
        return found

    def _misnamed(self, language: Language, document: int) -> list[str]:
        namesake = self._namesakes.get((language, document))
        return [] if namesake is None else [f"{namesake} has the same name, but other contents"]


def _record(*values: Any) -> dict[str, Any]:
    return dict(zip(KEYS, values, strict=True))


def render_pairing(found: FolderPairing, format: str, *, width: int | None = None) -> str:
    """Render a proposal.

    Args:
        found: Both folders' files and how they pair.
        format: `tsv` and `jsonl` hold every file; `args` holds the pairs alone, as `--pair ZH EN` a line, quoted as a
            shell and `xargs -L` read it; `table` is for reading.
        width: Cells a line for `table`.

    Raises:
        ConfigError: No format has this name.
    """
    if format == "table":
        return _table(found, width or DEFAULT_WIDTH)
    if format not in _LINES:
        from corpora.errors import ConfigError  # noqa: PLC0415

        raise ConfigError(f"no format of pairs is named {format!r}; the formats are {', '.join(FORMATS)}")
    return "".join(_LINES[format](found))


def _tsv(found: FolderPairing) -> Iterator[str]:
    yield tsv_line(list(KEYS))
    for record in found.records():
        yield tsv_line(list(record.values()))


def _jsonl(found: FolderPairing) -> Iterator[str]:
    for record in found.records():
        yield to_json(record) + "\n"


def _args(found: FolderPairing) -> Iterator[str]:
    for pair in found.pairing.pairs:
        yield shlex.join(["--pair", found.sources[pair.source], found.targets[pair.target]]) + "\n"


_LINES: Mapping[str, Callable[[FolderPairing], Iterator[str]]] = MappingProxyType({
    "tsv": _tsv, "jsonl": _jsonl, "args": _args
})  # fmt: skip


def _table(found: FolderPairing, width: int) -> str:
    records = list(found.records())
    if not records:
        return ""
    columns = [
        Column("sure", [_figure(record["confidence"]) for record in records], align_right=True),
        Column("source", [record["source"] or "—" for record in records], is_text=True),
        Column("target", [record["target"] or "—" for record in records], is_text=True),
        Column("names", [record["names"] or "" for record in records]),
        Column("note", [_note(record) for record in records], is_text=True),
    ]
    return "".join(line + "\n" for line in table_lines(columns, width))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _note(record: Mapping[str, Any]) -> str:
    candidate = record["candidate"]
    closest = [f"closest: {candidate} ({_figure(record['candidate_confidence'])})"] if candidate else []
    status = [] if record["status"] == "paired" else [record["status"]]
    return "; ".join([*status, *closest, *([record["note"]] if record["note"] else [])])
