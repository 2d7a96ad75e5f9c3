"""Rules about one thing said in two ways within a document: terms, names, and whole sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpora.characters import is_han
from corpora.english import DROPPED, find_words
from corpora.glossary import Glossary, Term
from corpora.model import Pair, Span
from corpora.simplified import simplify
from corpora.wordforms import stem
from metrics.checks.context import Context
from metrics.checks.name_variants import Variant, find_variants
from metrics.checks.term_source import load_matcher
from metrics.checks.term_target import Match, TargetText, find_accepted
from metrics.rules import Check, Finding, Rule, Severity, shorten

LEAST_RIGHT = 4
SETTLED = 0.75
"""From how many pairs with a right rendering on, and from which share of them with one and the same, a document has
settled on it: below, it has no usage that a pair could break with."""

LEAST_HAN = 6
"""Shorter sentences are headings and exclamations, which may be rendered by what stands around them."""

QUOTED = 60

INCONSISTENT_TERM = Rule(
    name="inconsistent-term",
    family="terms",
    severity=Severity.WARNING,
    summary="a name or a term is rendered otherwise than the document usually renders it",
    explanation="""\
*What it does.* It needs no glossary for names: where a document usually writes "Chen Guangming", and "Cheng Guangming"
stands once where the Chinese has the same name, the odd spelling is reported with the usual one. For terms of the
glossary it reports, as information, a pair with another accepted rendering than the document's usual one;
abbreviations, short forms that are part of the long one, and the preferred rendering are never reported.

*Why it matters.* Two spellings of a name read like two people, and two names of an office like two offices.

*Example.* 陈光明 is "Chen Guangming" in five sentences and "Cheng Guangming" in one.

*Known gaps.* Names are compared by spelling: "Duke Qin" and "the duke from the Qin dynasty" are not seen to be one. The
usual spelling must stand in three pairs. One pair of files at a time. *Measured*: on 18,698 pairs of human and machine
translations ten names are reported, all of them slips; terms of the curated glossary are reported in 1 of 1,500 pairs
of human translations, two in five of them worth changing.
""",
)

INCONSISTENT_TRANSLATION = Rule(
    name="inconsistent-translation",
    family="terms",
    severity=Severity.WARNING,
    summary="the same Chinese sentence is translated in two ways",
    explanation="""\
*What it does.* It reports a sentence whose Chinese stands elsewhere in the document with another English. Capitals,
punctuation, articles and hyphens make no other translation.

*Why it matters.* In laws, contracts, forms and headings the same words mean the same thing; a reader who meets two
translations looks for the difference.

*Example.* 本条例自公布之日起施行。 is "This regulation takes effect on publication." in one place and "These rules
come into force when they are published." in another.

*Known gaps.* Chinese of fewer than six characters is passed over, and sentences that were aligned together with others.
The reverse, one English sentence for two Chinese ones, is `duplicated-text`. *Measured*: 6 findings on 12,142 pairs of
human translations, all of them as described; whether the difference is meant, only the reader can tell.
""",
)


def find_findings(context: Context) -> Iterator[Finding]:
    """Yield what a bitext says in two ways."""
    pairs = context.comparable
    for variant in find_variants(pairs):
        if context.glossary is not None and _is_listed(variant, context.glossary):
            continue
        yield _finding(variant.pair, variant.source, variant.span, (variant.usual, variant.count))
    if context.glossary is not None:
        yield from _find_terms(pairs, context.glossary)
    yield from _find_translations(pairs)


def _is_listed(variant: Variant, glossary: Glossary) -> bool:
    """Tell whether the name is a term of the glossary, which the other rules about terms compare."""
    found = load_matcher(glossary).find(variant.pair.source.text)
    return any(each.span.start < variant.source.end and variant.source.start < each.span.end for each in found)


CHECK = Check((INCONSISTENT_TERM, INCONSISTENT_TRANSLATION), find_findings)


def _find_terms(pairs: Sequence[Pair], glossary: Glossary) -> Iterator[Finding]:
    uses: dict[tuple[Term, ...], list[tuple[Pair, Span, Match]]] = {}
    matcher = load_matcher(glossary)
    for pair in pairs:
        spans = {found.terms: found.span for found in reversed(matcher.find(pair.source.text))}
        text = TargetText(pair.target.text)
        for terms, span in spans.items():
            matches = find_accepted(text, terms)
            if matches:
                uses.setdefault(terms, []).append((pair, span, max(matches, key=lambda match: len(match.span))))
    for terms, places in uses.items():
        counts = Counter(_plain(match.rendering) for _, _, match in places)
        usual = next(
            match.rendering for _, _, match in places if counts[_plain(match.rendering)] == max(counts.values())
        )
        others = [place for place in places if not _is_same(place[2].rendering, usual)]
        agreeing = len(places) - len(others)
        if agreeing >= LEAST_RIGHT - 1 and len(places) >= LEAST_RIGHT and agreeing >= SETTLED * len(places):
            for pair, span, match in others:
                if match.rendering == terms[0].target:
                    continue  # never against the glossary's own choice
                yield _finding(pair, span, match.span, (usual, agreeing), terms[0])


def _finding(pair: Pair, source: Span, target: Span, usual: tuple[str, int], term: Term | None = None) -> Finding:
    """Return what to say of a rendering where another one is usual, in so many pairs; a listed term is information."""
    rendering, count = usual
    return Finding(
        INCONSISTENT_TERM.name,
        Severity.INFO if term else INCONSISTENT_TERM.severity,
        pair,
        f'{pair.source.text[source.slice]} → "{pair.target.text[target.slice]}", in {count} other pairs "{rendering}"',
        source=source,
        target=target,
        suggestion=rendering,
        term=term.source if term else None,
    )


def _plain(rendering: str) -> tuple[str, ...]:
    return tuple(map(stem, _words(rendering)))


def _words(text: str) -> list[str]:
    return [word for word in (word.text.lower() for word in find_words(text)) if word not in DROPPED]


def _is_same(rendering: str, other: str) -> bool:
    """Tell whether one rendering is an abbreviation or a part of the other, so that both are one usage."""
    words, others = set(_plain(rendering)), set(_plain(other))
    return rendering.isupper() or other.isupper() or words <= others or others <= words


def _find_translations(pairs: Sequence[Pair]) -> Iterator[Finding]:
    same: dict[str, list[Pair]] = {}
    for pair in pairs:
        key = "".join(char for char in simplify(pair.source.text) if char.isalnum())
        if sum(map(is_han, key)) >= LEAST_HAN:
            same.setdefault(key, []).append(pair)
    for group in same.values():
        keys = ["".join(_words(pair.target.text)) for pair in group]
        usual = max(keys, key=lambda key: (keys.count(key), -keys.index(key)))
        first = group[keys.index(usual)]
        for pair, key in zip(group, keys, strict=True):
            if key != usual:
                yield Finding(
                    INCONSISTENT_TRANSLATION.name,
                    INCONSISTENT_TRANSLATION.severity,
                    pair,
                    f'the same Chinese as in pair {first.number}, there "{shorten(first.target.text, QUOTED)}"',
                    source=Span(0, len(pair.source.text)),
                    target=Span(0, len(pair.target.text)),
                    suggestion=first.target.text,
                )
