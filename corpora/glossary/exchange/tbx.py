"""TermBase eXchange, TBX-Basic: ISO 30042:2008 (`martif`) and ISO 30042:2019 (`tbx`, written in the style DCA).

A concept holds the Chinese forms and the English renderings of one term; `administrativeStatus` tells the preferred
rendering, the admitted ones, and the deprecated ones, which are forbidden. Checked against the samples and the
Schematron rules of the TBX-Basic dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from corpora.errors import InputError
from corpora.glossary.exchange.elements import Element, parse_elements
from corpora.glossary.exchange.languages import side_of
from corpora.glossary.exchange.model import Exported, Foreign, approved_terms, lost_columns
from corpora.glossary.model import Glossary, Term

_WRONG = re.compile("deprecated|superseded|forbidden|obsolete|notrecommended", re.IGNORECASE)
_PREFERRED = re.compile("preferred", re.IGNORECASE)
_KNOWN = frozenset({"subjectField", "definition", "administrativeStatus", "normativeAuthorization", "source", "note"})
_KEPT = ("allowed", "forbidden", "variants", "note", "domain", "ref", "updated", "id")
_NUMBERED = re.compile(r"c\d+")  # as `_write` names concepts without an id: no key that lasts
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(path: Path, _encoding: str | None) -> Foreign:
    """Read either version, in either style; the XML declares its encoding itself.

    Raises:
        InputError: The file cannot be read, or is no TBX.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, None, f"could not be read: {error.strerror or error}") from None
    root = parse_elements(data, path)
    if root.name not in ("martif", "tbx"):
        raise InputError(
            path, root.line, f"expected TBX, which begins with <martif> or <tbx>, found <{root.name[:40]}>"
        )
    concepts = root.find_all("termEntry", "conceptEntry")
    unknown: dict[str, int] = {}
    others = 0
    terms = []
    for concept in concepts:
        for name in _data_categories(concept):
            if name not in _KNOWN:
                unknown[name] = unknown.get(name, 0) + 1
        term = _term(concept)
        others += term is None
        terms += [term] if term else []
    losses = [f"{name}: {count}" for name, count in unknown.items()]
    if others:
        losses.append(f"concepts without a term in both Chinese and English: {others}")
    return Foreign(tuple(_tell_apart(terms)), tuple(losses))


class _Designation(NamedTuple):
    """A term section: its text, and what is said of it."""

    text: str
    status: str
    source: str


def _term(concept: Element) -> Term | None:
    sides: dict[str, list[_Designation]] = {"zh": [], "en": []}
    for section in concept.find_all("langSet", "langSec"):
        side = side_of(section.attributes.get("xml:lang", ""))
        if side:
            sides[side] += _designations(section)
    right = [each for each in sides["en"] if not _WRONG.search(each.status)]
    forms = [each for each in sides["zh"] if not _WRONG.search(each.status)]
    if not right or not forms:
        return None
    target = next((each for each in right if _PREFERRED.search(each.status)), right[0])
    source = next((each for each in forms if _PREFERRED.search(each.status)), forms[0])
    outside = [child for child in concept.children if child.name not in ("langSet", "langSec")]
    head = Element("", {}, concept.line, outside)
    identity = concept.attributes.get("id", "")
    notes = [*_values(head, "definition"), *(note.text for note in concept.find_all("note"))]
    return Term(
        source.text,
        target.text,
        note="; ".join(dict.fromkeys(filter(None, notes))),
        allowed=tuple(each.text for each in right if each is not target),
        forbidden=tuple(each.text for each in sides["en"] if _WRONG.search(each.status)),
        variants=tuple(each.text for each in forms if each is not source),
        domain="; ".join(_values(head, "subjectField")),
        ref=target.source,
        updated=max((date.text[:10] for date in head.find_all("date")), default=""),
        id="" if _NUMBERED.fullmatch(identity) else identity,
        line=concept.line,
    )


def _designations(section: Element) -> Iterator[_Designation]:
    for tig in section.find_all("tig", "ntig", "termSec"):
        for term in tig.find_all("term"):
            status = " ".join((*_values(tig, "administrativeStatus"), *_values(tig, "normativeAuthorization")))
            yield _Designation(term.text, status, "; ".join(_values(tig, "source")))


def _values(element: Element, category: str) -> list[str]:
    """Return the values of a data category: the attribute `type` names it in one style, the element in the other."""
    found = element.find_all("descrip", "admin", "termNote", category)
    return [each.text for each in found if category in (each.attributes.get("type"), each.name)]


def _data_categories(concept: Element) -> Iterator[str]:
    for element in concept.find_all("descrip", "admin", "termNote", "ref", "xref", "transac"):
        yield element.attributes.get("type", element.name)


def _tell_apart(terms: list[Term]) -> Iterator[Term]:
    """Yield the terms; concepts that share a source are homographs, and what tells them apart is domain or id."""
    sources: dict[str, int] = {}
    for term in terms:
        sources[term.source] = sources.get(term.source, 0) + 1
    for number, term in enumerate(terms, 1):
        if sources[term.source] > 1:
            yield replace(term, sense=term.domain or term.id or str(number))
        else:
            yield term


def write_2(glossary: Glossary) -> Exported:
    """Write the version of 2008."""
    head = (
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
        '<martif type="TBX-Basic" xml:lang="zh">\n<martifHeader>\n'
        "<fileDesc><sourceDesc><p>duizhao</p></sourceDesc></fileDesc>\n"
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>\n</martifHeader>\n'
    )
    return _write(glossary, _Names("martif", "termEntry", "langSet", "tig"), head)


def write_3(glossary: Glossary) -> Exported:
    """Write the version of 2019."""
    head = (
        '<tbx type="TBX-Basic" style="dca" xml:lang="zh" xmlns="urn:iso:std:iso:30042:ed-2">\n<tbxHeader>\n'
        "<fileDesc><sourceDesc><p>duizhao</p></sourceDesc></fileDesc>\n</tbxHeader>\n"
    )
    return _write(glossary, _Names("tbx", "conceptEntry", "langSec", "termSec"), head)


class _Names(NamedTuple):
    root: str
    concept: str
    section: str
    term: str


def _write(glossary: Glossary, names: _Names, head: str) -> Exported:
    losses: list[str] = []
    terms = approved_terms(glossary, losses)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>\n', head, "<text><body>\n"]
    for number, term in enumerate(terms, 1):
        identity = term.id if _NAME.fullmatch(term.id) else f"c{number}"
        lines += _concept_lines(term, identity, names)
        if term.id and identity != term.id:
            losses.append(f"{term.source}: the id {term.id!r}, which is none in XML")
    lines.append(f"</body></text>\n</{names.root}>\n")
    text = "".join(lines)
    bad = len(_NOT_XML.findall(text))
    if bad:
        losses.append(f"characters that XML cannot hold, which are replaced: {bad}")
    losses += lost_columns(glossary, terms, _KEPT)
    return Exported(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text).encode(), tuple(losses))


def _concept_lines(term: Term, identity: str, names: _Names) -> Iterator[str]:
    yield f"<{names.concept} id={quoteattr(identity)}>\n"
    if term.updated:
        kind = '<transac type="transactionType">modification</transac>'
        yield f"<transacGrp>{kind}<date>{term.updated}</date></transacGrp>\n"
    if term.domain:
        yield f'<descrip type="subjectField">{escape(term.domain)}</descrip>\n'
    if term.note:
        yield f"<note>{escape(term.note)}</note>\n"
    yield f'<{names.section} xml:lang="zh">\n'
    yield _designation(names, term.source, "preferred")
    yield from (_designation(names, text, "admitted") for text in term.variants)
    yield f'</{names.section}>\n<{names.section} xml:lang="en">\n'
    yield _designation(names, term.target, "preferred", term.ref)
    yield from (_designation(names, text, "admitted") for text in term.allowed)
    yield from (_designation(names, text, "deprecated") for text in term.forbidden)
    yield f"</{names.section}>\n</{names.concept}>\n"


def _designation(names: _Names, text: str, status: str, source: str = "") -> str:
    note = f'<termNote type="administrativeStatus">{status}Term-admn-sts</termNote>'
    origin = f'<admin type="source">{escape(source)}</admin>' if source else ""
    return f"<{names.term}><term>{escape(text)}</term>{note}{origin}</{names.term}>\n"
