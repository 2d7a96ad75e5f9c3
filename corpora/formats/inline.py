"""Markdown's inline syntax through markdown-it-py, with the place of every character, which the library does not tell.

Each of its inline rules is wrapped: what a rule appended is given the place where the rule began, and text is flushed
after every rule instead of being gathered. Only what plugins may use is used: rulers, `state.pos`, `state.push`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

MOST_NESTED = 80
"""Levels of quotes, lists and brackets; deeper than people write, and safe for Python's stack."""

Slice = tuple[str, int]
"""Text and where it begins in the inline content."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_FOOTNOTE_MARK = re.compile(_FOOTNOTE.pattern + r"(?::[ \t]*)?")
"""At the beginning of a line: the mark before a footnote's own text, `[^1]: …`."""
_BREAK = re.compile(r"<br\b", re.IGNORECASE)


@cache
def markdown_parser() -> MarkdownIt:
    """Return CommonMark with tables and strikethrough, its inline tokens placed in `meta["at"]`."""
    from markdown_it import MarkdownIt, rules_inline  # noqa: PLC0415 - only Markdown files need it

    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED, "html": True}).enable(["table", "strikethrough"])
    parser.disable("text_join")
    parser.inline.ruler2.disable("fragments_join")
    rules: dict[str, Rule] = {
        "text": rules_inline.text,
        "newline": rules_inline.newline,
        "escape": rules_inline.escape,
        "backticks": rules_inline.backtick,
        "strikethrough": rules_inline.strikethrough.tokenize,
        "emphasis": rules_inline.emphasis.tokenize,
        "link": rules_inline.link,
        "image": rules_inline.image,
        "autolink": rules_inline.autolink,
        "html_inline": rules_inline.html_inline,
        "entity": rules_inline.entity,
    }
    for name, rule in rules.items():
        parser.inline.ruler.at(name, _placed(rule))
    parser.inline.ruler.before("link", "footnote", _footnote)
    parser.inline.ruler.push("character", _character)
    return parser


def _placed(rule: Rule) -> Rule:
    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if silent:
            return True
        if state.pending:
            state.pending = ""
            state.push("text", "", 0).content = state.src[start : state.pos]
        at = start
        for token in state.tokens[count:]:
            # What a rule inside this one appended has its place already.
            if "at" not in token.meta:
                token.meta["at"] = at
                token.meta["source"] = state.src[start : state.pos]
                at += len(token.content) if token.type == "text" else 0
        return True

    return placed


def _footnote(state: StateInline, silent: bool) -> bool:
    opens_line = state.pos == 0 or state.src[state.pos - 1] == "\n"
    match = (_FOOTNOTE_MARK if opens_line else _FOOTNOTE).match(state.src, state.pos, state.posMax)
    if match:
        state.pos = match.end()
    return match is not None


def _character(state: StateInline, silent: bool) -> bool:
    """Take one character as text, where no rule applies."""
    if not silent:
        token = state.push("text", "", 0)
        token.content = state.src[state.pos]
        token.meta["at"] = state.pos
    state.pos += 1
    return True


def inline_lines(tokens: Sequence[Token]) -> list[list[Slice]]:
    """Return the text of inline tokens, line by line as hard breaks part them."""
    lines: list[list[Slice]] = [[]]
    stray = {id(token) for token in _stray_emphasis(tokens)}
    for token in tokens:
        at = token.meta.get("at", 0)
        if token.type in ("text", "text_special"):
            if id(token) not in stray:
                lines[-1].append(_text(token, at))
        elif token.type == "code_inline":
            inner = token.meta["source"][len(token.markup) : -len(token.markup)]
            lines[-1].append((token.content, at + len(token.markup) + (len(inner) > len(token.content))))
        elif token.type == "softbreak":
            lines[-1].append(("\n", at))
        elif token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.match(token.content)):
            lines.append([("\n", at)])
    return lines


def _text(token: Token, at: int) -> Slice:
    source = token.meta.get("source", "")
    if token.type == "text" and source.startswith("<") and source.endswith(">"):
        return source[1:-1], at + 1  # an address in angle brackets, which the library would rewrite
    if token.type == "text_special" and token.info == "escape" and len(token.content) == 1:
        return token.content, at + 1
    return token.content, at


def _stray_emphasis(tokens: Sequence[Token]) -> list[Token]:
    """Return `**` that were meant as bold: CommonMark takes none that stands between a Chinese mark and a character."""
    stray = [
        token
        for token in tokens
        if token.type == "text" and token.content == "*" and token.meta.get("source", "").startswith("**")
    ]
    runs = {token.meta["at"] - index for index, token in enumerate(stray)}
    return stray if len(runs) % 2 == 0 or len(stray) % 4 == 0 else []
