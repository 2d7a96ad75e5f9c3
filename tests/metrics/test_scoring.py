"""Scores of pairs: their range, their edges, what lowers them, and agreement with planted failures."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.scoring import join_scores, score_pairs, score_texts, summarize
from metrics.weights import ADEQUACY, FLUENCY

LEXICON = Lexicon.load()
PAIRS = [
    (
        "委员会昨天上午在市政厅讨论了明年的预算。",
        "The committee discussed next year's budget in the town hall yesterday morning.",
    ),
    ("三位代表对修建新桥的计划表示反对。", "Three delegates opposed the plan to build a new bridge."),
    ("农民们担心今年夏天的雨水太少。", "Farmers worry that there has been too little rain this summer."),
    ("学校将在九月份开设两门新的音乐课程。", "In September the school will open two new music courses."),
    ("医院的护士要求提高夜班的工资。", "The nurses of the hospital demand higher wages for night shifts."),
    ("他没有回答记者提出的问题。", "He did not answer the questions that the reporters asked."),
    ("去年粮食产量增长了3.5%，达到6.9亿吨。", "Last year grain output rose by 3.5%, reaching 690 million tonnes."),
]


@pytest.fixture(params=PAIRS, ids=[target[:20] for _, target in PAIRS])
def pair(request):
    return request.param


def score(source, target):
    return score_texts(source, target, LEXICON)


def test_a_good_translation_scores_high(pair):
    scores = score(*pair)
    assert scores.adequacy > 75
    assert scores.fluency > 75
    assert scores.quality > 65


def test_a_wrong_sentence_has_low_adequacy_and_the_same_fluency(pair):
    other = PAIRS[(PAIRS.index(pair) + 1) % len(PAIRS)]
    wrong = score(pair[0], other[1])
    assert wrong.adequacy < 30
    assert wrong.fluency == score(*other).fluency


def test_a_cut_translation_has_lower_adequacy(pair):
    words = pair[1].split()
    assert score(pair[0], " ".join(words[: len(words) * 6 // 10])).adequacy < score(*pair).adequacy - 20


def test_an_appended_sentence_lowers_adequacy(pair):
    other = PAIRS[(PAIRS.index(pair) + 1) % len(PAIRS)]
    assert score(pair[0], f"{pair[1]} {other[1]}").adequacy < score(*pair).adequacy - 20


def test_words_in_random_order_lower_fluency(pair):
    words = pair[1].split()
    random.Random(1).shuffle(words)
    assert score(pair[0], " ".join(words)).fluency < score(*pair).fluency - 30


def test_chinese_left_standing_scores_nothing(pair):
    copied = score(pair[0], pair[0])
    assert copied.adequacy < 1
    assert copied.quality < 1


@pytest.mark.parametrize(
    ("source", "good", "bad", "signal"),
    [
        (PAIRS[5][0], PAIRS[5][1], "He did answer the questions that the reporters asked.", "negation_lost"),
        (PAIRS[3][0], PAIRS[3][1], "In September the school won't open two new music courses.", "negation_added"),
        (PAIRS[6][0], PAIRS[6][1], "Last year grain output rose by 3.5%, reaching 6.9 billion tonnes.", "numbers_lost"),
        (
            PAIRS[6][0],
            PAIRS[6][1],
            "Last year grain output rose by 5.3%, reaching 690 million tonnes.",
            "numbers_added",
        ),
        (PAIRS[4][0], PAIRS[4][1], "The nurses of the hospital demand higher wages for night shifts?", "question"),
        (PAIRS[4][0], PAIRS[4][1], "The nurses of the hospital demand higher wages for", "unfinished"),
        (PAIRS[1][0], PAIRS[1][1], "Three delegates opposed the plan to build a a new bridge.", "doubled_words"),
        (PAIRS[1][0], PAIRS[1][1], "Three delegates opposed the plan to goverate a new bridge.", "unknown_words"),
        (PAIRS[1][0], PAIRS[1][1], "Three delegates opposed the plan to build an new bridge.", "wrong_article"),
        (PAIRS[1][0], PAIRS[1][1], "three delegates opposed the plan to build a new bridge.", "lower_case_start"),
        (PAIRS[1][0], PAIRS[1][1], "Three delegates opposed , the plan ?? to build a new bridge.", "broken_marks"),
    ],
)
def test_an_error_shows_in_its_own_signal_and_lowers_quality(source, good, bad, signal):
    sound, broken = score(source, good), score(source, bad)
    assert sound.signals[signal] == 0
    assert broken.signals[signal] > 0
    assert broken.quality < sound.quality


def test_every_signal_that_a_weight_names_is_measured():
    named = {name for kind in (ADEQUACY, FLUENCY) for weights in kind.values() for name in weights.losses}
    assert named == set(score(*PAIRS[0]).signals)


def test_no_weight_rewards_a_worse_signal():
    assert (
        min(loss for kind in (ADEQUACY, FLUENCY) for weights in kind.values() for loss in weights.losses.values()) >= 0
    )


def test_without_target_there_is_no_fluency():
    scores = score(PAIRS[0][0], " ")
    assert (scores.adequacy, scores.fluency, scores.quality) == (0.0, None, 0.0)


def test_without_source_only_fluency_is_left():
    scores = score("", PAIRS[0][1])
    assert (scores.adequacy, scores.quality) == (0.0, 0.0)
    assert scores.fluency == score(*PAIRS[0]).fluency


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_scores_stay_in_range_for_any_text(source, target):
    scores = score(source, target)
    assert 0 <= scores.adequacy <= 100
    assert 0 <= scores.quality <= 100
    assert scores.fluency is None or 0 <= scores.fluency <= 100
    assert min(scores.signals.values(), default=0.0) >= 0


@given(st.floats(0.001, 100), st.floats(0.001, 100), st.floats(0, 20))
def test_quality_is_never_above_either_score_and_grows_with_both(adequacy, fluency, more):
    quality = join_scores(adequacy, fluency)
    assert quality <= min(adequacy, fluency) + 1e-9
    assert join_scores(min(adequacy + more, 100), fluency) >= quality - 1e-9


def bitext_of(rows):
    source, target, beads = [], [], []
    for one, other in rows:
        start = len(source), len(target)
        source += [one] if one else []
        target += [other] if other else []
        beads.append(Bead(Span(start[0], len(source)), Span(start[1], len(target))))
    return Bitext(Document.from_sentences(source, "zh"), Document.from_sentences(target, "en"), tuple(beads))


def test_a_summary_weighs_pairs_by_source_length():
    pairs = bitext_of(PAIRS[:2]).pairs
    scores = score_pairs(pairs, LEXICON)
    lengths = [len(pair.source.text) for pair in pairs]
    expected = sum(s.adequacy * n for s, n in zip(scores, lengths, strict=True)) / sum(lengths)
    totals = {total.metric: total for total in summarize(scores, pairs, "x:1")}
    assert totals["adequacy"].value == pytest.approx(expected)
    assert totals["adequacy"].segments == 2
    assert totals["adequacy"].signature.endswith("x:1")


def test_an_omission_lowers_the_document_s_adequacy_but_not_its_fluency():
    whole, cut = bitext_of(PAIRS[:3]), bitext_of([*PAIRS[:2], (PAIRS[2][0], "")])
    sums = [{t.metric: t for t in summarize(score_pairs(b.pairs, LEXICON), b.pairs, "")} for b in (whole, cut)]
    assert sums[1]["adequacy"].value < sums[0]["adequacy"].value - 20
    assert sums[1]["fluency"].segments == 2


def test_an_empty_bitext_has_no_scores():
    assert summarize((), (), "") == ()
