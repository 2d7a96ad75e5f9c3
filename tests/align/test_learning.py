"""What aligned texts teach about words."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from align import link_words
from align.learning import learn
from corpora.errors import InputError
from corpora.learned import LearnedLexicon
from corpora.lexicon import Lexicon
from corpora.tokens import tokenize

WHO = [("医生", "The doctor"), ("老师", "The teacher"), ("工人", "The worker"), ("农民", "The farmer")]
# A rendering that no dictionary has: 表示 is "remark" for this translator.
SAID = [("表示", "remarked"), ("承认", "admitted"), ("知道", "knew"), ("希望", "hoped")]
WHAT = [
    ("火车会晚到", "the train would be late"),
    ("医院里没有水", "there was no water in the hospital"),
    ("今年的苹果很好", "the apples are good this year"),
    ("城里的房子太贵", "houses in the city are too expensive"),
]
PAIRS = [
    (f"{who}{said}{what}。", f"{he} {verb} that {that}.", 1.0)
    for (who, he), (said, verb), (what, that) in product(WHO, SAID, WHAT)
]


@pytest.fixture(scope="module")
def learned(lexicon: Lexicon) -> LearnedLexicon:
    return learn(PAIRS, lexicon)


def adapted(learned: LearnedLexicon, lexicon: Lexicon, folder: Path) -> Lexicon:
    learned.save(folder / "own.lexicon")
    return lexicon.with_learned(folder / "own.lexicon")


def test_a_rendering_that_recurs_is_learned(learned: LearnedLexicon, lexicon: Lexicon, tmp_path: Path) -> None:
    own = adapted(learned, lexicon, tmp_path)
    before, after = lexicon.renderings("表示"), own.renderings("表示")
    assert before.get("remark", 0.0) < 0.05
    assert after["remark"] == max(after.values()) > 0.4
    assert after["express"] < before["express"]
    assert sum(after.values()) == pytest.approx(1.0, abs=0.05)


def test_what_was_learned_makes_links(learned: LearnedLexicon, lexicon: Lexicon, tmp_path: Path) -> None:
    source, target = (
        tokenize("护士也表示了感谢。", "zh"),
        tokenize("The nurse, too, remarked upon her thanks.", "en"),
    )
    said = next(number for number, token in enumerate(source) if token.key == "表示")
    links = link_words(source, target, adapted(learned, lexicon, tmp_path))
    assert [link.source for link in links if target[link.target].key == "remark"] == [said]


def test_words_without_evidence_stay_as_in_the_dictionary(
    learned: LearnedLexicon, lexicon: Lexicon, tmp_path: Path
) -> None:
    own = adapted(learned, lexicon, tmp_path)
    for word in ("火车站", "葡萄酒厂", "2035", "?"):
        assert own.renderings(word) == lexicon.renderings(word)


def test_a_word_that_occurs_once_teaches_nothing(lexicon: Lexicon) -> None:
    learned = learn([*PAIRS, ("龙鳞剑在这里。", "The Wyrmblade is here.", 1.0)], lexicon)
    assert "wyrmblad" not in {stem for word in ("龙", "鳞", "剑", "龙鳞", "龙鳞剑") for stem in learned.counts(word)}


def test_pairs_that_occur_again_teach_nothing_more(learned: LearnedLexicon, lexicon: Lexicon) -> None:
    again = learn(PAIRS * 3, lexicon)
    assert (again.pairs, again.counts("表示")) == (len(PAIRS), learned.counts("表示"))


def test_unsure_pairs_teach_less_and_doubtful_ones_nothing(learned: LearnedLexicon, lexicon: Lexicon) -> None:
    wrong = [(source, "It rained, so nobody danced.", 0.49) for source, _, _ in PAIRS]
    assert learn([*PAIRS, *wrong], lexicon).counts("表示") == learned.counts("表示")
    unsure = learn([(source, target, 0.6) for source, target, _ in PAIRS], lexicon)
    assert 0 < unsure.counts("表示")["remark"] < 0.65 * learned.counts("表示")["remark"]


def test_the_same_pairs_give_the_same_bytes(learned: LearnedLexicon, lexicon: Lexicon, tmp_path: Path) -> None:
    for name, lexicons in (("one", learned), ("two", learn(iter(PAIRS), lexicon))):
        lexicons.save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    "pairs", [[], [("", "Nothing.", 1.0)], [("好。", "Good.", 0.2)], [("好" * 9999, "Good.", 1.0)]]
)
def test_without_pairs_nothing_is_learned(pairs: list[tuple[str, str, float]], lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match="expected sentence pairs to learn from"):
        learn(pairs, lexicon)


def test_without_recurring_words_nothing_is_learned(lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match="expected words that recur"):
        learn([("好。", "Good.", 1.0)], lexicon)
