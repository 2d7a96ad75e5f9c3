"""Encodings: what is read, and what is refused with advice."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.encodings import check_encoding, decode, read_text
from corpora.errors import ConfigError, InputError

SIMPLIFIED = "河边的柳树绿了，孩子们在树下读书。"
TRADITIONAL = "河邊的柳樹綠了，孩子們在樹下讀書。"


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_says_the_encoding_and_goes(name):
    assert decode(("\ufeff" + SIMPLIFIED).encode(name), "a.txt") == SIMPLIFIED


@pytest.mark.parametrize(
    ("name", "text"), [("gb18030", SIMPLIFIED), ("big5", TRADITIONAL), ("utf-16-le", SIMPLIFIED), ("hz", SIMPLIFIED)]
)
def test_a_declared_encoding_is_used(name, text):
    assert decode(text.encode(name), "a.txt", name) == text


def test_utf8_comes_before_what_is_declared():
    assert decode(SIMPLIFIED.encode(), "a.txt", "gb18030") == SIMPLIFIED


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gb18030", SIMPLIFIED),
        ("gb18030", TRADITIONAL),
        ("big5", TRADITIONAL),
        ("utf-16-le", SIMPLIFIED),
        ("utf-16-be", TRADITIONAL),
        ("utf-16-le", "The willows turned green."),
        ("gb18030", "河边"),
        ("cp1252", "“It’s fine,” she said – at the café."),
    ],
)
def test_an_undeclared_encoding_is_an_error_that_names_it(name, text):
    with pytest.raises(InputError, match=f"pass --encoding {name}$"):
        decode(text.encode(name), "a.txt")


def test_the_error_says_where_and_what():
    with pytest.raises(InputError) as caught:
        decode(b"one\ntwo " + SIMPLIFIED.encode("gbk"), "a.txt")
    assert str(caught.value) == (
        "a.txt:2: not UTF-8: found the bytes ba d3 b1 df; likely gb18030 or big5: "
        "save the file as UTF-8 or pass --encoding gb18030"
    )


def test_what_a_page_says_of_itself_is_named_first_but_not_believed():
    with pytest.raises(InputError, match="likely gbk or gb18030"):
        decode(b'<meta charset="gbk">' + SIMPLIFIED.encode("gbk"), "a.html")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty: it holds only white space"),
        (codecs.BOM_UTF8, "is empty"),
        (b"one\ntwo\0\n", "expected text, found a NUL character: a binary file?"),
        (b"%PDF-1.7\n", "expected text, found a PDF file; extract its text first, for example with pdftotext"),
        (codecs.BOM_UTF16_LE + b"a", "expected utf-16-le as its byte order mark says, found the bytes 61"),
    ],
)
def test_what_is_no_text_is_refused(data, problem):
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    assert caught.value.problem == problem


def test_bytes_that_are_not_what_was_declared_are_refused():
    with pytest.raises(InputError) as caught:
        decode(b"ok\n\x81\x20", "a.txt", "gb18030")
    assert str(caught.value) == "a.txt:2: expected gb18030 as declared, found the bytes 81 20"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("gb1803", "unknown encoding 'gb1803'; did you mean 'gb18030'?"),
        ("no such", "unknown encoding 'no such'; try gb18030 or big5"),
        ("base64", "unknown encoding 'base64'; try gb18030 or big5"),
    ],
)
def test_an_encoding_that_does_not_exist_is_an_error(name, problem):
    with pytest.raises(ConfigError) as caught:
        check_encoding(name)
    assert str(caught.value) == problem


def test_files_that_cannot_be_read(tmp_path: Path):
    with pytest.raises(InputError, match=r"no such file$"):
        read_text(tmp_path / "a.txt")
    with pytest.raises(InputError, match=r"is a folder; expected a file$"):
        read_text(tmp_path)


@given(st.text(st.characters(blacklist_characters="\0\ufeff", blacklist_categories=["Cs"]), min_size=1))
def test_what_was_written_as_utf8_is_read_as_it_was(text):
    assert decode(("x" + text).encode(), "a.txt") == "x" + text


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_an_input_error(data):
    try:
        assert isinstance(decode(data, "a.txt"), str)
    except InputError as error:
        assert "\n" not in str(error)
