"""The file of a learned lexicon, and the dictionary with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpora.errors import InputError
from corpora.learned import PRIOR_STRENGTH, LearnedLexicon
from corpora.lexicon import Lexicon

ROWS = {
    "白鹭寨": {"egret": 4.0, "fort": 3.5},
    "研究": {"inquiri": 60.0, "research": 20.0},
    "空": {},
    "零": {"zero": 0.001},
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture
def path(lexicon: Lexicon, tmp_path: Path) -> Path:
    path = tmp_path / "own.lexicon"
    LearnedLexicon.of(lexicon.digest, 12, ROWS).save(path)
    return path


def test_what_was_written_is_read_back(lexicon: Lexicon, path: Path) -> None:
    read = LearnedLexicon.load(path, lexicon.digest)
    assert (read.pairs, read.words, read.entries) == (12, 2, 4)
    assert {word: read.counts(word) for word in ROWS} == {**ROWS, "零": {}}
    assert list(read.counts("研究")) == ["inquiri", "research"]


def test_a_word_of_the_dictionary_is_the_mean_of_both(lexicon: Lexicon, path: Path) -> None:
    before, after = lexicon.renderings("研究"), lexicon.with_learned(path).renderings("研究")
    total = 80 + PRIOR_STRENGTH
    assert after["inquiri"] == pytest.approx((60 + PRIOR_STRENGTH * before.get("inquiri", 0.0)) / total)
    assert after["research"] == pytest.approx((20 + PRIOR_STRENGTH * before["research"]) / total)
    assert after["studi"] == pytest.approx(PRIOR_STRENGTH * before["studi"] / total)


def test_a_new_word_is_known(lexicon: Lexicon, path: Path) -> None:
    own = lexicon.with_learned(path)
    assert own.renderings("白鹭寨")["egret"] > lexicon.renderings("白鹭寨").get("egret", 0.0)
    assert (lexicon.knows("白鹭寨"), own.knows("白鹭寨"), own.knows("白鹭寨子")) == (False, True, False)


def test_every_signature_tells_what_was_learned(lexicon: Lexicon, path: Path) -> None:
    own = lexicon.with_learned(path)
    LearnedLexicon.of(lexicon.digest, 12, {"研究": {"inquiri": 61.0}}).save(path)
    other = lexicon.with_learned(path)
    assert len({lexicon.digest, own.digest, other.digest}) == 3
    # What is learned anew replaces what was learned before.
    assert other.with_learned(path).digest == other.digest


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda data: b"", "is empty; expected a learned lexicon of `duizhao lexicon learn`"),
        (lambda data: b"source\ttarget\n", "is no learned lexicon; expected a file that `duizhao lexicon learn` wrote"),
        (lambda data: b"duizhao language" + data[16:], "is no learned lexicon"),
        (lambda data: data[:-1], "is damaged"),
        (lambda data: data[:-70] + bytes([data[-70] ^ 1]) + data[-69:], "is damaged"),
        (lambda data: data[:60] + b"?" + data[61:], "is damaged"),
        (lambda data: data[:16] + b"\x09" + data[17:], "of version 9, expected 1"),
    ],
)
def test_a_broken_file_is_an_error(harm: Callable[[bytes], bytes], message: str, lexicon: Lexicon, path: Path) -> None:
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(InputError) as caught:
        lexicon.with_learned(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_a_lexicon_of_another_dictionary_is_an_error(lexicon: Lexicon, tmp_path: Path) -> None:
    LearnedLexicon.of("another", 12, ROWS).save(tmp_path / "old")
    with pytest.raises(InputError, match="another version of duizhao or of its dictionary; learn it again"):
        lexicon.with_learned(tmp_path / "old")


def test_a_lexicon_that_is_not_there_is_an_error(lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file; `duizhao lexicon learn` makes a learned lexicon"):
        lexicon.with_learned(tmp_path / "none")
