"""What Chinese grammar says with words of its own, against the English."""

import pytest

from metrics.grammar import compare_gender


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("她说明天会来。", "He said that he would come tomorrow.", 1),
        ("他把书还给了图书馆。", "She returned the book to the library.", 1),
        ("她说明天会来。", "She said that she would come tomorrow.", 0),
        ("她把书还给了他。", "She returned the book.", 0),
        ("其他人都走了。", "Everyone but her left.", 0),
        ("他们等着经理。", "They waited for her, the manager.", 0),
        ("经理说她会来。", "The manager will come.", 0),
        ("", "", 0),
    ],
)
def test_a_pronoun_of_the_other_gender_is_told(source, target, expected):
    assert compare_gender(source, target) == expected
