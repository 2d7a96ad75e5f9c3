"""Tokens, renderings, and the compiled dictionary in its cache."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.lexicon import Lexicon, tokenize
from corpora.model import Language
from corpora.tables import DamagedTablesError, read_tables, write_tables
from corpora.wordforms import stem


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def keys(text: str, language: Language) -> list[str]:
    return [token.key for token in tokenize(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他在火车站买了票。", ["他", "在", "火车站", "买", "了", "票", "."]),
        ("ＧＤＰ增长５.２％！", ["gdp", "增长", "5.2", "%", "!"]),
        ("共12,000本……", ["共", "12000", "本", "…"]),
        ("「好嗎？」", ["“", "好", "吗", "?", "”"]),
        ('他说"好"。', ["他", "说", "“", "好", "”", "."]),
        ("護士在醫院", ["护士", "在", "医院"]),
        ("他看著裡面", ["他", "看着", "里面"]),
        ("著名的名著", ["著名", "的", "名著"]),
        ("衞生", ["卫生"]),
        ("", []),
        ("\N{IDEOGRAPHIC SPACE} \n", []),
    ],
)
def test_chinese_tokens(text: str, expected: list[str]) -> None:
    assert keys(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn't go.", ["he", "do", "not", "go", "."]),
        ("They can't — won't!", ["they", "can", "not", "—", "will", "not", "!"]),
        ("the children's 1,234.5 tickets...", ["the", "child", "1234.5", "ticket", "…"]),
        ("\"Well?\" 'Yes.'", ["“", "well", "?", "”", "“", "yes", ".", "”"]),
        ("the 18th, in the 1990s", ["the", "18", ",", "in", "the", "1990"]),
        ("thought went mice", ["think", "go", "mous"]),
        ("naïve café", [stem("naïve"), stem("café")]),
    ],
)
def test_english_tokens(text: str, expected: list[str]) -> None:
    assert keys(text, "en") == expected


@given(st.text(max_size=60) | st.text("他說話，。“”\"'n…—12.3,abcé ＡＢ⼈", max_size=40), st.sampled_from(["zh", "en"]))
def test_tokens_slice_back_to_their_text_in_order(text: str, language: Language) -> None:
    tokens = tokenize(text, language)
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))


@pytest.mark.parametrize(
    ("word", "rendering"),
    [
        ("火车站", "station"),
        ("研究", "research"),
        ("说", "say"),
        ("不", "not"),
        ("?", "?"),
        ("2035", "2035"),
        ("gdp", "gdp"),
        ("北京", "beij"),
    ],
)
def test_words_have_renderings(word: str, rendering: str, lexicon: Lexicon) -> None:
    assert lexicon.renderings(word)[rendering] > 0.05


def test_names_are_rendered_by_their_pinyin(lexicon: Lexicon) -> None:
    assert stem("Xiaoming") in lexicon.renderings("小明")
    assert stem("Lü".replace("ü", "u")) in lexicon.renderings("吕")


def test_unknown_words_are_read_by_their_parts(lexicon: Lexicon) -> None:
    assert not lexicon.knows("葡萄酒厂")
    row = lexicon.renderings("葡萄酒厂")
    assert row["wine"] == max(row.values())
    assert "factori" in row


def test_renderings_are_probabilities(lexicon: Lexicon) -> None:
    for word in ("火车站", "里", "的", "葡萄酒厂", "打", "马上", "单于"):
        assert 0 < sum(lexicon.renderings(word).values()) <= 1.05


def test_function_words_and_frequencies(lexicon: Lexicon) -> None:
    assert lexicon.is_function_word("the") and not lexicon.is_function_word("station")
    assert lexicon.probability("the") > lexicon.probability("station") > lexicon.probability("xqzzv") > 0
    assert lexicon.word_probability("的") > lexicon.word_probability("火车站") > 0


def test_the_second_load_needs_no_notice(tmp_path: Path) -> None:
    notices: list[str] = []
    first = Lexicon.load(cache_folder=tmp_path, notice=notices.append)
    assert len(notices) == 1
    second = Lexicon.load(cache_folder=tmp_path, notice=notices.append)
    assert len(notices) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".tables"]
    assert dict(first.renderings("研究")) == dict(second.renderings("研究"))


@pytest.mark.parametrize("harm", ["cut", "flip", "header", "empty"])
def test_a_damaged_file_is_noticed(harm: str, tmp_path: Path) -> None:
    path = tmp_path / "numbers.tables"
    tables = {"a": np.arange(1000, dtype=np.uint32), "b": np.ones(3, dtype=np.float32)}
    write_tables(path, tables, "label")
    assert read_tables(path, "label")["a"].tolist() == list(range(1000))
    data = path.read_bytes()
    path.write_bytes(
        {
            "cut": data[:-1],
            "flip": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
            "header": data[:30] + b"{" + data[31:],
            "empty": b"",
        }[harm]
    )
    with pytest.raises(DamagedTablesError):
        read_tables(path, "label")


def test_tables_made_from_other_data_are_not_read(tmp_path: Path) -> None:
    write_tables(tmp_path / "x", {"a": np.zeros(1)}, "one")
    with pytest.raises(DamagedTablesError):
        read_tables(tmp_path / "x", "other")


def test_a_damaged_cache_is_healed(tmp_path: Path) -> None:
    Lexicon.load(cache_folder=tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:5000])
    notices: list[str] = []
    assert Lexicon.load(cache_folder=tmp_path, notice=notices.append).knows("研究")
    assert "damaged" in notices[0]
    Lexicon.load(cache_folder=tmp_path, notice=notices.append)
    assert len(notices) == 1


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    notices: list[str] = []
    assert Lexicon.load(cache_folder=blocked / "cache", notice=notices.append).knows("研究")
    assert any("cannot be kept" in notice for notice in notices)


def _write_many(path: str) -> None:
    for number in range(20):
        write_tables(Path(path), {"a": np.full(100_000, number)}, "label")


def test_writers_at_the_same_time_leave_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "shared.tables"
    write_tables(path, {"a": np.zeros(100_000, np.int64)}, "label")
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        writing = [pool.submit(_write_many, str(path)) for _ in range(3)]
        while not all(future.done() for future in writing):
            assert len(set(read_tables(path, "label")["a"].tolist())) == 1
        for future in writing:
            future.result()
    assert [file.name for file in tmp_path.iterdir()] == ["shared.tables"]
