"""Names of files as hints."""

from __future__ import annotations

import numpy as np
import pytest

from align.naming import Names, find_namesakes, name_log_odds


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("intro.zh.md", "intro.en.md", Names.SAME),
        ("guide/zh-CN/setup.md", "guide/en-US/setup.md", Names.SAME),
        ("2024_年会_中文.txt", "2024_年会_英文.txt", Names.SAME),
        ("a/setup.txt", "b/setup.txt", Names.SAME),
        ("ch03.txt", "CH3_en.html", Names.SAME),
        ("第三章.md", "chapter-03.md", Names.NUMBERS),
        ("讲话2021-05-06.md", "speech-2021-5-6.md", Names.NUMBERS),
        ("第十二回.txt", "Chapter Twelve.txt", Names.NUMBERS),
    ],
)
def test_names_that_go_together(source: str, target: str, expected: Names) -> None:
    assert find_namesakes([source], [target]) == {(0, 0): expected}


@pytest.mark.parametrize(
    ("source", "target"), [("intro.md", "setup.md"), ("第三章.md", "chapter-04.md"), ("zh.md", "en.md")]
)
def test_names_that_say_nothing(source: str, target: str) -> None:
    assert find_namesakes([source], [target]) == {}


def test_a_name_that_two_files_share_is_no_hint() -> None:
    assert find_namesakes(["a/1.md", "b/1.md"], ["c/1.md"]) == {}


def test_folders_tell_files_of_one_name_apart() -> None:
    assert find_namesakes(["a/text.md", "b/text.md"], ["b/text.md", "a/text.md"]) == {
        (0, 1): Names.SAME,
        (1, 0): Names.SAME,
    }


def odds(right: int, wrong: int) -> tuple[float, float]:
    """Return the log odds of the same and of another name, after sure pairs with the same and with other names."""
    size = right + wrong + 10
    kinds = [Names.SAME] * size + [Names.OTHER] * size
    sure = np.array([1.0] * right + [0.0] * (size - right) + [1.0] * wrong + [0.0] * (size - wrong))
    found = name_log_odds(kinds, sure, (size, size))
    return float(found[0]), float(found[-1])


def test_names_that_the_contents_bear_out_count_up_to_a_limit() -> None:
    assert odds(right=90, wrong=0) == (3.0, pytest.approx(-3.0, abs=0.2))


def test_names_that_the_contents_contradict_count_for_nothing() -> None:
    same, other = odds(right=0, wrong=90)
    assert 0 <= same < 0.5
    assert -0.1 < other <= 0


def test_silent_names_count_for_nothing() -> None:
    assert name_log_odds([Names.SILENT, Names.SAME], np.array([0.0, 1.0]), (5, 5))[0] == 0
