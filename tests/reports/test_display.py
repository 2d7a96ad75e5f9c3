from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.columns import Column, table_lines
from reports.display import ELLIPSIS, glyphs, pad, visible, width_of, windowed, wrap, wrapped_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("清朗 campaign", "清朗 campaign"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\r\n::error::b", "a␍␊::error::b"),
        ("left\u202eright\u2069", "left<U+202E>right<U+2069>"),
        ("\ufeffstart\u200b", "<U+FEFF>start<U+200B>"),
        ("\x9b2J", "<U+009B>2J"),
        ("line\u2028separator", "line<U+2028>separator"),
        ("\x7f", "␡"),
        ("全角　空格", "全角　空格"),
    ],
)
def test_what_a_terminal_would_obey_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert len(shown.splitlines()) <= 1
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("亿元", 4), ("20.5亿", 6), ("，", 2), ("e\u0301", 1)]
)
def test_chinese_characters_take_two_cells(text: str, cells: int) -> None:
    assert width_of(text) == cells


def test_padding_fills_up_to_the_width() -> None:
    assert [pad("亿", 5), pad("toolong", 3)] == ["亿   ", "toolong"]


@given(st.text(alphabet="今年亿，。 abc20.\x1b"), st.integers(min_value=8, max_value=30))
def test_wrapped_lines_fit_and_joined_are_the_text(text: str, width: int) -> None:
    lines = list(wrap(glyphs(text), width))
    assert "".join(glyph.text for line in lines for glyph in line) == visible(text)
    assert all(sum(glyph.cells for glyph in line) <= width for line in lines)


def test_lines_break_at_spaces_and_not_before_closing_punctuation() -> None:
    assert wrapped_text("the mayor spoke", 11) == ["the mayor", "spoke"]
    assert wrapped_text("市长讲话，代表提问。", 8) == ["市长讲", "话，代表", "提问。"]


def test_a_long_text_keeps_what_stands_around_its_marks() -> None:
    row = glyphs("a" * 100 + "MARK" + "b" * 100)
    kept = windowed(row, [(100, 104)], room=50, context=3)
    assert "".join(glyph.text for glyph in kept) == " … aaaMARKbbb … "
    assert kept[0] is ELLIPSIS


def test_a_text_that_fits_is_left_whole() -> None:
    row = glyphs("short")
    assert windowed(row, [(0, 1)], room=5, context=1) == row


def test_a_mark_that_is_too_long_shows_both_its_ends() -> None:
    kept = windowed(glyphs("x" * 5 + "A" + "m" * 90 + "Z" + "y" * 5), [(5, 97)], room=20, context=2)
    assert "".join(glyph.text for glyph in kept) == " … xxAm … mZyy … "


def test_columns_line_up_under_chinese_text() -> None:
    columns = [Column("n", ["1", "10"], align_right=True), Column("zh", ["市长", "a"]), Column("en", ["mayor", "b"])]
    assert list(table_lines(columns, 40)) == [
        " n  zh    en",
        "──  ────  ─────",
        " 1  市长  mayor",
        "10  a     b",
    ]
