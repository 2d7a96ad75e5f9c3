"""IBM Model 1 against its formula."""

from __future__ import annotations

import math

import numpy as np
import pytest

from align.anchors import Chain, band_around
from align.evidence import Evidence
from align.gains import TRANSLATION_SHARE, Gains, block_gains
from align.likelihood import Likelihood
from align.sides import Side
from corpora.lexicon import Lexicon

CHINESE = ["昨天下雨了。", "", "他在火车站买了三张票！", "“你去哪里？”她问。"]
ENGLISH = ["It rained yesterday.", "He bought three tickets", "at the railway station!", "", '"Where to?" she asked.']

CROSSED = ["昨天下雨了。", "他买了三张票。"]


def test_gains_are_those_of_the_formula(lexicon: Lexicon) -> None:
    source = Side.of(CHINESE, "zh")
    target = Side.of(ENGLISH, "en")
    likelihood = Likelihood.of(source, target, lexicon)
    t = {(z, e): p for z, e, p in zip(*(column.tolist() for column in vars(likelihood.table).values()), strict=True)}
    forward, backward = block_gains(likelihood, range(4), range(5), (2, 3))

    def gain(tokens: np.ndarray, given: np.ndarray, ratio: dict[tuple[int, int], float]) -> float:
        share = TRANSLATION_SHARE / (len(given) + 1)
        return math.fsum(
            math.log(1 - TRANSLATION_SHARE + share * sum(ratio.get((z, e), 0.0) for z in given.tolist()))
            for e in tokens.tolist()
        )

    to_target = {(z, e): p / likelihood.target_frequencies[e] for (z, e), p in t.items()}
    to_source = {(e, z): p / likelihood.target_marginals[e] for (z, e), p in t.items()}
    for i in range(4):
        for j in range(5):
            z = source.ids[source.starts[i] : source.starts[min(i + 2, 4)]]
            e = target.ids[target.starts[j] : target.starts[min(j + 3, 5)]]
            words_e = target.ids[target.starts[j] : target.starts[j + 1]]
            words_z = source.ids[source.starts[i] : source.starts[i + 1]]
            found = forward.groups[:, 1, i, j + 1] - forward.groups[:, 1, i, j]
            assert float(found.sum()) == pytest.approx(gain(words_e, z, to_target), abs=1e-4)
            found = backward.groups[:, 2, j, i + 1] - backward.groups[:, 2, j, i]
            assert float(found.sum()) == pytest.approx(gain(words_z, e, to_source), abs=1e-4)


def both(chinese: list[str], english: list[str], lexicon: Lexicon) -> tuple[Gains, Gains]:
    likelihood = Likelihood.of(Side.of(chinese, "zh"), Side.of(english, "en"), lexicon)
    return block_gains(likelihood, range(len(chinese)), range(len(english)), (2, 2))


def test_one_sentence_gives_its_clauses_what_it_gives_their_words(lexicon: Lexicon) -> None:
    for gains in both(CHINESE, ENGLISH, lexicon):
        words = gains.groups[0, 0] + gains.groups[2, 0]
        assert np.allclose(gains.clauses[0], words, atol=1e-4)


def test_a_clause_comes_from_one_of_two_sentences(lexicon: Lexicon) -> None:
    gains, _ = both(CROSSED, ["It rained yesterday; he bought tickets."], lexicon)
    alone = [both([one], ["It rained yesterday;", "he bought tickets."], lexicon)[0] for one in CROSSED]
    weights = np.sqrt([len(Side.of([one], "zh").ids) + 1 for one in CROSSED])
    clauses = np.stack([np.diff(one.clauses[0, 0]) for one in alone])
    expected = np.log((weights[:, None] * np.exp(clauses)).sum(axis=0) / weights.sum()).sum()
    assert float(gains.clauses[1, 0, 1]) == pytest.approx(float(expected), abs=1e-4)


def test_what_two_sentences_say_alike_is_repeated(lexicon: Lexicon) -> None:
    english = ["He bought three tickets at the railway station."]
    alike, _ = both(["他在火车站买票。", "他在火车站买了三张票。"], english, lexicon)
    other, _ = both(["昨天下雨了。", "他在火车站买了三张票。"], english, lexicon)
    assert alike.repeated[1, 0, 1] > 4 * other.repeated[1, 0, 1] >= 0
    assert not alike.repeated[0].any()


def test_quotations_are_counted_across_sentences() -> None:
    side = Side.of(["他说：“我走了。", "明天再来。”", "她笑了。"], "zh")
    inside = np.diff(side.quoted).tolist()
    assert [count > 0 for count in inside] == [True, True, False]
    assert side.ends_quoted.tolist() == [False, True, False]
    assert side.starts_quoted.tolist() == [False, False, False]


def test_a_quotation_that_never_ends_stops_with_its_sentence() -> None:
    side = Side.of(["“走。"] + ["他走了很远。"] * 40, "zh")
    assert np.diff(side.quoted).tolist() == [2.0] + [0.0] * 40


def test_questions_end_before_closing_quotes() -> None:
    side = Side.of(["你去吗？”", "去吗？", "问号？在中间。", ""], "zh")
    assert side.asks.tolist() == [True, True, False, False]


def test_marks_end_clauses_and_sentences_begin_them() -> None:
    side = Side.of(["下雨了，他走了。", "“好！”"], "zh")
    begins = [side.types[token] for token in side.ids[side.begins_clause]]
    assert begins == ["下雨", "他", "“", "好"]


def test_sentences_that_begin_or_end_with_quotation_marks_are_counted() -> None:
    side = Side.of(["他说：", "“走吧。”", "她笑了。"], "zh")
    assert side.quotes_opened.tolist() == [0, 0, 1, 1]
    assert side.quotes_closed.tolist() == [0, 0, 1, 1]


def test_a_sentence_of_marks_alone_is_wordless() -> None:
    assert Side.of(["走。", "……", "”"], "zh").wordless.tolist() == [False, True, True]


def test_quotations_count_where_both_sides_mark_them_nearby(lexicon: Lexicon) -> None:
    marked, bare = ["“走吧。”", "他笑了。"] * 60, ["走吧。", "他笑了。"] * 60
    english = ['"Let us go."', "He smiled."] * 60
    source, target = Side.of(marked + bare, "zh"), Side.of(english + ["Let us go.", "He smiled."] * 60, "en")
    every = np.arange(len(source))
    evidence = Evidence.of(
        Likelihood.of(source, target, lexicon), band_around(Chain(every, every), 240, 240), Chain(every, every)
    )
    assert evidence.quotations[10] > 0.9
    assert evidence.quotations[230] == 0.0
