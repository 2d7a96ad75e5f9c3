"""The command that goes through the drafts of a glossary: `duizhao glossary review`."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.errors import ConfigError, show_path
from duizhao.streams import emit, say

if TYPE_CHECKING:
    from corpora.glossary import Glossary, Term

FILE = click.Path(path_type=Path)

_KEYS = "a accept · e edit · f forbid · r reject · s skip · q quit"


@click.command()
@click.argument("file", type=FILE, metavar="GLOSSARY.tsv")
def review(*, file: Path) -> int:
    r"""Decide on the drafts of a glossary, one key each.

    Each draft is shown with what was seen of it, the likeliest first, and with what the curated glossary says of its
    parts. Every decision is saved at once: quit whenever you like, and the next time goes on with what is left.

    \b
    a      accept: the rendering is right
    2…5    accept that other rendering instead
    e      edit: type the right rendering, after | others that are right as well
    f      forbid: the rendering is wrong; type the right one
    r      reject: this is no term; the row stays as deprecated, so that `suggest` does not bring it again
    s      skip: leave it a draft
    q      quit

    Where the input is no terminal, keys and texts are read from it, a line each. Exit code: 0 done, also when drafts
    are left, 2 not done.
    """
    from corpora.glossary import read_glossary  # noqa: PLC0415
    from corpora.glossary.drafts import drafts_of  # noqa: PLC0415

    drafts = drafts_of(read_glossary(file).terms)
    done: Counter[str] = Counter()
    for number, draft in enumerate(drafts, 1):
        emit(f"\n[{number}/{len(drafts)}] {_described(draft)}", None)
        decision = _decide(file, draft)
        if decision is None:
            break
        done[decision] += 1
    left = len(drafts) - sum(done[decision] for decision in ("accepted", "rejected"))
    counts = "".join(f"{done[decision]} {decision}, " for decision in ("accepted", "rejected") if done[decision])
    say(f"{show_path(file)}: {counts}{left} {'draft' if left == 1 else 'drafts'} left")
    return 0


def _described(draft: Term) -> str:
    """Return what there is to say of a draft."""
    from corpora.glossary.drafts import EVIDENCE_COLUMNS, EXAMPLE, SEEN, other_renderings  # noqa: PLC0415
    from reports.display import visible  # noqa: PLC0415

    extra = dict(draft.extra)
    kind = [draft.type] if draft.type else []
    seen = [f"pairs: {extra[SEEN]}"] if SEEN in extra else []
    facts = "; ".join([*kind, *seen])
    lines = [f"{draft.source} → {draft.target}" + (f"  ({facts})" if facts else "")]
    lines += [f"  {number}: {text}" for number, text in enumerate(other_renderings(draft), 2)]
    if EXAMPLE in extra:
        lines.append(f"  example: {extra[EXAMPLE]}")
    lines += [f"  {column}: {cell}" for column, cell in draft.extra if column not in EVIDENCE_COLUMNS]
    lines += [f"  note: {draft.note}"] if draft.note else []
    lines += [f"  curated: {known}" for known in _curated(draft.source)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _curated(source: str) -> list[str]:
    """Return what the curated glossary says of a term or of the parts of it."""
    from corpora.glossary import default_glossary  # noqa: PLC0415
    from metrics.checks.term_source import load_matcher  # noqa: PLC0415

    found = load_matcher(default_glossary()).find(source)
    terms = dict.fromkeys(term for each in found for term in each.terms)
    return [f"{term.source} → {' | '.join(term.renderings)}" for term in terms]


def _decide(file: Path, draft: Term) -> str | None:
    """Ask for a key until one decides on a draft, and save that; None when nobody answers any more."""
    from corpora.glossary.drafts import other_renderings  # noqa: PLC0415

    others = other_renderings(draft)
    while True:
        key = _read_key()
        if key in ("q", ""):
            return None
        if key == "s":
            return "skipped"
        new: Term | None = None
        if key == "a":
            new = draft
        elif key.isdecimal() and 2 <= int(key) < len(others) + 2:
            new = replace(draft, target=others[int(key) - 2])
        elif key in ("e", "f"):
            new = _retyped(draft, forbid=key == "f")
        elif key != "r":
            say(f"expected one of the keys: {_KEYS}")
            continue
        if key != "r" and new is None:
            continue
        if _save(file, draft, new):
            return "rejected" if new is None else "accepted"


def _retyped(draft: Term, *, forbid: bool) -> Term | None:
    """Return a draft with the renderings that the user types, or None where nothing was typed."""
    from corpora.glossary.schema import BadEscapeError, split_list  # noqa: PLC0415

    try:
        values = split_list(_read_line("the right rendering: "))
    except BadEscapeError:
        say(r"expected a backslash before | or \ only")
        return None
    texts = [text.strip() for text in values if text.strip()]
    if not texts:
        return None
    if forbid and draft.target in texts:
        say("that is what is to be forbidden")
        return None
    wrong = (draft.target,) if forbid and draft.target not in draft.forbidden else ()
    return replace(draft, target=texts[0], allowed=tuple(texts[1:]), forbidden=(*draft.forbidden, *wrong))


def _save(file: Path, draft: Term, new: Term | None) -> bool:
    """Put a decision in place of a draft, and say what it is; None rejects the draft."""
    from corpora.glossary.changes import change_glossary, replace_term  # noqa: PLC0415
    from corpora.glossary.drafts import decided  # noqa: PLC0415
    from reports.display import visible  # noqa: PLC0415

    row = decided(draft, "deprecated") if new is None else decided(new, "approved")

    def change(glossary: Glossary) -> Glossary:
        if draft not in glossary.terms:
            raise ConfigError(f"{draft.source} was changed meanwhile by another program; nothing was written")
        return replace_term(glossary, draft, row)

    try:
        change_glossary(file, change)
    except ConfigError as error:
        say(visible(str(error)))
        return False
    what = "rejected" if new is None else f"accepted → {' | '.join(row.renderings)}"
    emit(f"{visible(f'{row.source} {what}')}\n", None)
    return True


def _read_key() -> str:
    """Return a key in lower case, or nothing at the end of the input; on a terminal no Enter is needed."""
    emit(f"{_KEYS}: ", None)
    if not sys.stdin.isatty():
        return _line()
    try:
        key = click.getchar()
    except EOFError:
        key = ""
    emit(f"{key if key.isprintable() else ''}\n", None)
    return key.lower() if key.isprintable() else "" if key in ("", "\x04") else "?"


def _read_line(prompt: str) -> str:
    emit(prompt, None)
    return _line(keep_case=True)


def _line(*, keep_case: bool = False) -> str:
    from reports.display import visible  # noqa: PLC0415

    line = sys.stdin.readline()
    text = line.strip()
    if line and not sys.stdin.isatty():
        emit(f"{visible(text)}\n", None)  # a terminal shows what is typed
    return text if keep_case or not line else text.lower() or "?"
