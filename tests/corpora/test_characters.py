"""Characters: scripts, widths, and folding that keeps lengths."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.characters import count_columns, count_scripts, fold, fold_radicals, is_han

EXTENSIONS = [0x3400, 0x20000, 0x2A700, 0x2B740, 0x2B820, 0x2CEB0, 0x30000, 0x31350]  # A to H


@pytest.mark.parametrize("code", [*EXTENSIONS, 0x4E00, 0x3007, 0x2F00, 0x2EC5, 0xF900])
def test_han_of_every_block_is_han(code):
    assert is_han(chr(code))


@pytest.mark.parametrize("char", ["a", "１", "，", "。", "　", "あ", "한", "·", "—"])
def test_other_characters_are_not_han(char):
    assert not is_han(char)


def test_every_ideograph_that_unicode_names_is_han():
    names = ((chr(code), unicodedata.name(chr(code), "")) for code in range(0x2E80, 0x323B0))
    assert [c for c, name in names if name.startswith("CJK UNIFIED IDEOGRAPH") and not is_han(c)] == []


def test_every_radical_folds_to_an_ideograph():
    radicals = [chr(code) for code in [*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)] if code != 0x2E9A]
    left = [radical for radical in radicals if not unicodedata.name(fold(radical)).startswith("CJK UNIFIED")]
    assert left == ["⺀"]  # a mark of repetition, for which there is no ideograph


def test_folding_takes_widths_and_spaces_and_leaves_quotes_and_stops():
    assert fold("ＡＢｃ１２％，；！　\u00a0\u2009“”。、…") == "ABc12%,;!   “”。、…"


@given(st.text())
def test_folding_keeps_every_length_and_changes_nothing_twice(text):
    assert [len(fold(char)) for char in text] == [1] * len(text)
    assert fold(fold(text)) == fold(text)
    assert len(fold_radicals(text)) == len(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_folds_to_itself(text):
    assert fold(text) == text


def test_scripts_are_counted():
    assert count_scripts("看 the 网络，ＡＢ é") == (3, 6)
    assert count_scripts("123，。") == (0, 0)


def test_wide_characters_take_two_columns():
    assert count_columns("网a，“") == 6
