"""The values of a term base: terms, and glossaries that hold them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from corpora.errors import InputError

Match = Literal["lemma", "exact"]
Case = Literal["smart", "sensitive", "insensitive"]
TermType = Literal["", "term", "person", "place", "organization", "title", "name", "slogan"]
Status = Literal["approved", "draft", "deprecated"]
TermSeverity = Literal["", "error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary: a Chinese term in one sense, and how it is rendered.

    Attributes:
        source: The Chinese term.
        target: The preferred English rendering; `...` allows up to three words between.
        note: Shown in findings.
        allowed: Renderings that are right as well.
        forbidden: Known mistranslations.
        variants: Other Chinese forms of the term.
        not_in: Longer Chinese strings in which the term does not count.
        match: `"lemma"` accepts inflection, spelling and articles; `"exact"` only the rendering as it stands.
        case: `"smart"` lets capitals inside a rendering count, the others all letters or none.
        type: What kind of expression it is; empty when unsaid.
        domain: A label to filter by.
        sense: Tells homographs apart; a rendering of any sense passes.
        status: Only approved terms are enforced.
        severity: What a finding about it counts as; empty for the rule's own severity.
        ref: Where the rendering comes from.
        updated: ISO date of the last change.
        id: A stable key of the user's.
        extra: Cells of the user's own columns, as (name with its `x-`, text), sorted by name, empty ones left out.
        line: The line in the file, 0 for a term that was not read from one. Two terms are equal without it.
    """

    source: str
    target: str
    note: str = ""
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    match: Match = "lemma"
    case: Case = "smart"
    type: TermType = ""
    domain: str = ""
    sense: str = ""
    status: Status = "approved"
    severity: TermSeverity = ""
    ref: str = ""
    updated: str = ""
    id: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What no two rows share, and what they are sorted by."""
        return (self.source, self.sense)

    @property
    def renderings(self) -> tuple[str, ...]:
        """Every rendering that is right, the preferred one first."""
        return (self.target, *self.allowed)


@dataclass(frozen=True)
class Glossary:
    """Terms, sorted by key.

    Attributes:
        terms: Any two differ in their key.
        name: The file, or the files joined by `+`.
        comments: The lines above the header, each with its `#`.
    """

    terms: tuple[Term, ...]
    name: str = field(default="<glossary>", compare=False)
    comments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", tuple(sorted(self.terms, key=lambda term: term.key)))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical text without comments: the same for the same terms wherever they stand."""
        from corpora.glossary.writing import format_terms  # noqa: PLC0415

        return hashlib.sha256(format_terms(self.terms).encode()).hexdigest()

    @classmethod
    def merged(cls, glossaries: Sequence[Glossary]) -> Glossary:
        """Return the terms of several glossaries as one.

        A key that stands in several glossaries is taken from the last of them, so that a project's glossary can follow
        a general one and overrule it row by row; the earlier row is gone with all its cells.

        Raises:
            InputError: One glossary calls a rendering right that another forbids, for different senses or variants of
                the same term, so that neither row overrules the other.
        """
        if len(glossaries) == 1:
            return glossaries[0]
        rows: dict[tuple[str, str], tuple[Term, str]] = {}
        for glossary in glossaries:
            rows |= {term.key: (term, glossary.name) for term in glossary.terms}
        _refuse_contradictions(list(rows.values()))
        comments = tuple(line for glossary in glossaries for line in glossary.comments)
        return cls(
            tuple(term for term, _ in rows.values()), "+".join(glossary.name for glossary in glossaries), comments
        )


def _refuse_contradictions(rows: Sequence[tuple[Term, str]]) -> None:
    right: dict[tuple[str, str], tuple[Term, str]] = {}
    for term, name in rows:
        if term.status == "approved":
            for form in (term.source, *term.variants):
                right |= {(form, rendering.casefold()): (term, name) for rendering in term.renderings}
    for term, name in rows:
        if term.status != "approved":
            continue
        for form in (term.source, *term.variants):
            for rendering in term.forbidden:
                other, other_name = right.get((form, rendering.casefold()), (term, name))
                # Within one file a rendering may be right for one sense and wrong for another.
                if other_name != name:
                    raise InputError(
                        name,
                        term.line or None,
                        f"forbids {rendering!r} for {form}, which {other_name}:{other.line} calls right for the same "
                        "term; make both agree, or give both the same source and sense so that the later file wins",
                    )
