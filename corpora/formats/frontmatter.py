"""The header of a Markdown file: data about the text, of which only the title is text."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpora.formats.flow import Run

_FENCE = re.compile(r"\s*(---|\+\+\+)[^\S\n]*\r?\n")
_FIRST_KEY = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\r?\n)*[\w\"'-]+[^\S\n]*[:=]")
_TITLE = re.compile(r"^title[^\S\n]*[:=][^\S\n]*(\S[^\r\n]*)", re.MULTILINE | re.IGNORECASE)


class FrontMatter(NamedTuple):
    """A front matter's end, which is where the text begins, and its title in runs, empty where it has none."""

    end: int
    title: list[Run]


def find_front_matter(text: str) -> FrontMatter | None:
    """Return the YAML or TOML header of a text, or None; a rule at the beginning of a text is none."""
    fence = _FENCE.match(text)
    if fence is None or not _FIRST_KEY.match(text, fence.end()):
        return None
    closing = re.compile(rf"^(?:{re.escape(fence[1])}|\.\.\.)[^\S\n]*(?:\r?\n|\Z)", re.MULTILINE)
    end = closing.search(text, fence.end())
    if end is None:
        return None
    title = _TITLE.search(text, fence.end(), end.start())
    return FrontMatter(end.end(), _scalar(title[1], title.start(1)) if title else [])


def _scalar(value: str, offset: int) -> list[Run]:
    """Read a one-line scalar; blocks, lists and the like are no title."""
    quote = value[0]
    if quote in "'\"":
        escape = r"''" if quote == "'" else r"\\."
        runs, at = [], 1
        for match in re.finditer(rf"{escape}|{quote}", value[1:]):
            runs.append((value[at : 1 + match.start()], offset + at))
            if match.group() == quote:
                return [run for run in runs if run[0]]
            runs.append((match.group()[1], offset + 2 + match.start()))
            at = 1 + match.end()
        return []
    if quote in "|>[{&*!%@`":
        return []
    return [(value.split(" #", 1)[0].rstrip(), offset)]
