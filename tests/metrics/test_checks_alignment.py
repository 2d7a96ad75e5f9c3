"""Rules about sentences that stand on one side only or twice, on bitexts with planted errors."""

from __future__ import annotations

import time

import pytest

from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Document, Span
from metrics.checks import alignment
from metrics.checks.context import Context
from metrics.rules import Severity
from metrics.scoring import score_pairs

SENTENCES = [
    (
        "委员会昨天上午在市政厅讨论了明年的预算。",
        "The committee discussed next year's budget in the town hall yesterday morning.",
    ),
    ("三位代表对修建新桥的计划表示反对。", "Three delegates opposed the plan to build a new bridge."),
    ("农民们担心今年夏天的雨水太少。", "Farmers worry that there has been too little rain this summer."),
    ("学校将在九月份开设两门新的音乐课程。", "In September the school will open two new music courses."),
    ("医院的护士要求提高夜班的工资。", "The nurses of the hospital demand higher wages for night shifts."),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def check(rows: list[tuple[list[str], list[str]]], lexicon: Lexicon, confidence: float = 1.0):
    """Check a bitext given as beads of sentences."""
    beads, i, j = [], 0, 0
    for source, target in rows:
        beads.append(Bead(Span(i, i + len(source)), Span(j, j + len(target))))
        i, j = i + len(source), j + len(target)
    bitext = Bitext(
        Document.from_sentences([text for source, _ in rows for text in source], "zh", "a.zh.txt"),
        Document.from_sentences([text for _, target in rows for text in target], "en", "a.en.txt"),
        tuple(beads),
        confidence,
    )
    return list(alignment.CHECK.run(Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, None)))


def told(findings):
    return [(finding.rule, finding.pair.number if finding.pair else None) for finding in findings]


def whole():
    return [([source], [target]) for source, target in SENTENCES]


def test_a_whole_translation_is_silent(lexicon):
    assert check(whole(), lexicon) == []


@pytest.mark.parametrize("at", range(len(SENTENCES)))
def test_a_deleted_sentence_is_an_omission_with_its_chinese_quoted(at, lexicon):
    rows = whole()
    rows[at] = (rows[at][0], [])
    (finding,) = check(rows, lexicon)
    assert (finding.rule, finding.pair.number, finding.severity) == ("omitted-text", at + 1, Severity.ERROR)
    assert finding.message == f"not translated: {SENTENCES[at][0]}"
    assert finding.pair.source.text[finding.source.slice] == SENTENCES[at][0]


@pytest.mark.parametrize("at", range(len(SENTENCES)))
def test_an_inserted_sentence_is_an_addition(at, lexicon):
    rows = whole()
    rows.insert(at, ([], ["Click here to subscribe to our free weekly letter."]))
    (finding,) = check(rows, lexicon)
    assert (finding.rule, finding.pair.number) == ("added-text", at + 1)
    assert finding.message == 'the source has nothing for "Click here to subscribe to our free weekly letter."'


@pytest.mark.parametrize("text", ["12", "— 7 —", "* * *", "一", "。"])
def test_page_numbers_and_ornaments_are_no_omission(text, lexicon):
    assert check([*whole(), ([text], [])], lexicon) == []


@pytest.mark.parametrize("text", ["12", "-----", "· · ·", "ii"])
def test_page_numbers_and_ornaments_are_no_addition(text, lexicon):
    assert check([*whole(), ([], [text])], lexicon) == []


@pytest.mark.parametrize("at", range(1, len(SENTENCES)))
def test_a_sentence_in_the_place_of_another_is_a_duplicate_where_it_does_not_fit(at, lexicon):
    rows = whole()
    rows[at] = (rows[at][0], rows[at - 1][1])
    findings = check(rows, lexicon)
    assert told(findings) == [("duplicated-text", at + 1)]
    assert findings[0].message.startswith(f"says the same as line {at}, where the Chinese does not")


def test_a_sentence_printed_twice_is_a_duplicate_and_no_addition(lexicon):
    rows = [*whole(), ([], [SENTENCES[0][1]])]
    assert told(check(rows, lexicon)) == [("duplicated-text", 6)]


def test_a_reworded_sentence_printed_twice_is_a_duplicate(lexicon):
    again = "The committee discussed next year's budget in the town hall on yesterday morning."
    assert told(check([*whole(), ([], [again])], lexicon)) == [("duplicated-text", 6)]


def test_a_sentence_twice_in_one_bead_is_a_duplicate(lexicon):
    rows = whole()
    rows[2] = (rows[2][0], rows[2][1] * 2)
    assert told(check(rows, lexicon)) == [("duplicated-text", 3)]


def test_a_repetition_that_the_source_has_too_is_none(lexicon):
    assert check([*whole(), ([SENTENCES[0][0]], [SENTENCES[0][1]])], lexicon) == []


def test_short_formulas_may_repeat(lexicon):
    rows = [([source], ["Thank you very much indeed."]) for source in ("多谢大家。", "非常感谢各位。", "谢谢。")]
    assert "duplicated-text" not in dict(told(check(rows, lexicon)))


@pytest.mark.parametrize(("score", "severity"), [(1.0, Severity.ERROR), (0.7, Severity.WARNING), (0.3, Severity.INFO)])
def test_an_omission_counts_as_much_as_the_aligner_is_sure_of_it(score, severity, lexicon):
    source, target = (
        Document.from_sentences(side, language) for side, language in ((["今天会议开幕。"], "zh"), ([], "en"))
    )
    bitext = Bitext(source, target, (Bead(Span(0, 1), Span(0, 0), score),))
    (finding,) = alignment.CHECK.run(Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, None))
    assert (finding.rule, finding.severity) == ("omitted-text", severity)


def test_two_sentences_that_one_translates_are_no_omission(lexicon):
    (one, other) = SENTENCES[0], SENTENCES[3]
    rows = [([one[0], other[0]], [one[1][:-1] + ", and " + other[1][0].lower() + other[1][1:]])]
    assert check(rows, lexicon) == []


def test_documents_that_do_not_belong_together_get_one_finding(lexicon):
    rows = [(rows, []) for rows, _ in whole()] + [([], rows) for _, rows in whole()]
    (finding,) = check(rows, lexicon, confidence=0.12)
    assert (finding.rule, finding.pair) == ("not-a-translation", None)
    assert finding.message == ("a.en.txt does not seem to translate a.zh.txt: confidence 12 %, expected 50 % or more")


@pytest.mark.parametrize(("pairs", "severity"), [(2, Severity.WARNING), (3, Severity.ERROR)])
def test_one_or_two_sentences_are_too_little_for_an_error(pairs, severity, lexicon):
    (finding,) = check(whole()[:pairs], lexicon, confidence=0.12)
    assert (finding.rule, finding.severity) == ("not-a-translation", severity)


def test_many_repeated_sentences_take_linear_time(lexicon):
    rows = [
        ([f"第{number}句讲的是天气。"], ["This sentence is about the weather in the north."]) for number in range(4000)
    ]
    start = time.process_time()
    check(rows, lexicon)
    assert time.process_time() - start < 20


def beads_of(rows):
    """Return beads and documents for rows of sentences with a score."""
    beads, i, j = [], 0, 0
    for source, target, score in rows:
        beads.append(Bead(Span(i, i + len(source)), Span(j, j + len(target)), score))
        i, j = i + len(source), j + len(target)
    return (
        Document.from_sentences([text for source, _, _ in rows for text in source], "zh", "a.zh.txt"),
        Document.from_sentences([text for _, target, _ in rows for text in target], "en", "a.en.txt"),
        tuple(beads),
    )


def findings_of(bitext, lexicon):
    return list(alignment.CHECK.run(Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, None)))


CHAPTER = [f"第{number}章讲的是村里的事情。" for number in "一二三四五六七"]


def test_a_missing_chapter_is_one_omission(lexicon):
    rows = [*whole()[:2], *(([text], []) for text in CHAPTER), *whole()[2:]]
    (finding,) = check(rows, lexicon, 0.99)
    assert (finding.rule, finding.pair.number, finding.severity) == ("omitted-text", 3, Severity.ERROR)
    assert finding.message == f"not translated: 7 sentences, lines 3 to 9, from {CHAPTER[0]} to {CHAPTER[-1]}"


def test_an_added_chapter_is_one_addition(lexicon):
    added = [f"Chapter {number} speaks of other matters." for number in ("one", "two", "three", "four", "five")]
    rows = [*whole()[:2], *(([], [text]) for text in added), *whole()[2:]]
    (finding,) = check(rows, lexicon, 0.99)
    assert (finding.rule, finding.pair.number) == ("added-text", 3)
    assert finding.message == (
        f'the source has nothing for 5 sentences, lines 3 to 7, from "{added[0]}" to "{added[-1]}"'
    )


def test_a_line_added_again_and_again_is_told_once(lexicon):
    rows = [row for pair in whole() for row in (pair, ([], ["Back to top of page"]))]
    (finding,) = check(rows, lexicon, 0.99)
    assert finding.message == ('the source has nothing for "Back to top of page" (5 times, on lines 2, 4, 6, 8, 10)')


def test_each_row_of_a_file_of_pairs_is_told(lexicon):
    rows = [*whole(), *(([text], []) for text in CHAPTER)]
    assert told(check(rows, lexicon, 1.0)) == [("omitted-text", number) for number in range(6, 13)]


def moved(lexicon):
    """Check the story with its second and third sentence at the end."""
    first, second, third, *rest = SENTENCES
    rows = [
        ([first[0]], [first[1]], 1.0),
        ([second[0]], [], 1.0),
        ([third[0]], [], 1.0),
        *(([z], [e], 1.0) for z, e in rest),
        ([], [second[1]], 1.0),
        ([], [third[1]], 1.0),
    ]
    bitext = Bitext(*beads_of(rows), moved=(Bead(Span(1, 3), Span(3, 5), 0.9),))
    return findings_of(bitext, lexicon)


def test_a_moved_passage_is_told_once_with_both_places_and_is_no_omission(lexicon):
    (finding,) = moved(lexicon)
    assert (finding.rule, finding.pair.number) == ("moved-text", 2)
    assert "(2 sentences, lines 2 to 3) is translated at a.en.txt:4" in finding.message
    assert finding.pair.source.text[finding.source.slice] == SENTENCES[1][0]


@pytest.mark.parametrize(("score", "expected"), [(0.29, ["low-confidence"]), (0.31, [])])
def test_a_pair_that_is_probably_wrong_is_told(score, expected, lexicon):
    rows = [([z], [e], 1.0) for z, e in SENTENCES[:4]] + [([SENTENCES[4][0]], ["The train left at six."], score)]
    findings = findings_of(Bitext(*beads_of(rows)), lexicon)
    assert [(finding.rule, finding.severity) for finding in findings] == [(rule, Severity.INFO) for rule in expected]


def test_a_translation_far_too_short_is_an_outlier_of_its_document(lexicon):
    rows = [([z], [e]) for z, e in SENTENCES] * 5
    rows[7] = (["".join(z for z, _ in SENTENCES)], ["The committee met."])
    (finding,) = [finding for finding in check(rows, lexicon) if finding.rule == "length-outlier"]
    assert finding.pair.number == 8
    assert finding.message.startswith("16 English characters for 85 Chinese ones, about ")


def test_a_short_document_has_no_usual_length(lexicon):
    rows = whole()
    rows[1] = (["".join(z for z, _ in SENTENCES)], ["The committee met."])
    assert "length-outlier" not in dict(told(check(rows, lexicon)))


def partly(lexicon):
    """Check documents that share five sentences, one of them omitted, in unrelated text."""
    unrelated = [([text], [], 1.0) for text in CHAPTER] + [([], [f"Nothing like it, {at}."], 1.0) for at in range(9)]
    shared = [([z], [e], 0.9) for z, e in SENTENCES] * 2
    shared[3] = ([SENTENCES[3][0]], [], 0.9)
    return findings_of(Bitext(*beads_of([*unrelated, *shared, *unrelated]), 0.1), lexicon)


def test_documents_that_share_a_passage_are_told_so_and_looked_at_only_there(lexicon):
    findings = partly(lexicon)
    assert [(finding.rule, finding.severity) for finding in findings] == [
        ("not-a-translation", Severity.WARNING),
        ("omitted-text", Severity.ERROR),
    ]
    assert findings[0].message.startswith("a.en.txt translates only parts of a.zh.txt: ")
    assert findings[1].message == f"not translated: {SENTENCES[3][0]}"
