"""Files of pairs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.formats import read_bead_scores, read_bitext
from corpora.model import Place, Span


def read(tmp_path, content, name="pairs.tsv"):
    (tmp_path / name).write_text(content, "utf-8", newline="")
    return read_bitext(tmp_path / name)


def test_each_row_is_a_pair_with_its_number_and_place(tmp_path):
    bitext = read(tmp_path, "source\ttarget\n他来了。走吧。\tHe came. Go.\r\n 花\t a \n")
    assert [(pair.number, pair.source.text, pair.target.text) for pair in bitext.pairs] == [
        (1, "他来了。走吧。", "He came. Go."),
        (2, "花", "a"),
    ]
    assert [Place(2, 1, 14), Place(3, 2, 37)] == [segment.place for segment in bitext.source.segments]
    assert [Place(2, 9, 22), Place(3, 5, 40)] == [segment.place for segment in bitext.target.segments]
    assert [bead.score for bead in bitext.beads] == [1.0, 1.0]


def test_columns_are_found_by_their_names(tmp_path):
    bitext = read(tmp_path, "id\ttarget\tsource\n7\tHe came.\t他来了。\n")
    assert (bitext.pairs[0].source.text, bitext.pairs[0].target.text) == ("他来了。", "He came.")
    assert bitext.source.segments[0].place == Place(2, 12, 28)


def test_quotes_mean_nothing(tmp_path):
    bitext = read(tmp_path, 'source\ttarget\n"他\t"he\n')
    assert (bitext.pairs[0].source.text, bitext.pairs[0].target.text) == ('"他', '"he')


def test_an_empty_cell_is_a_null_bead(tmp_path):
    bitext = read(tmp_path, "source\ttarget\n他\t\n\the\n")
    assert [(Span(0, 1), Span(0, 0)), (Span(1, 1), Span(0, 1))] == [(b.source, b.target) for b in bitext.beads]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (
            "source\ttarget\na\tb\tc\n",
            2,
            "expected 2 tab-separated fields, found 3; if the text contains tabs, use .jsonl",
        ),
        ("source\ttarget\na\tb\nc\n", 3, "expected 2 tab-separated fields, found 1"),
        ("source\ttarget\na\tb\n\n", 3, "expected a pair, found an empty line; remove it"),
        ("source\ttarget\n \t\n", 2, "both source and target are empty; expected text in at least one of them"),
        (
            "zh\ten\na\tb\n",
            1,
            "expected a header with the columns source and target, separated by a tab; found 'zh\\ten'",
        ),
        ("source\ttarget\n", None, "holds no pairs"),
    ],
)
def test_a_broken_table_is_an_error_that_says_where(tmp_path, content, line, problem):
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert (line, problem) == (caught.value.line, caught.value.problem)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{]\n", "expected a JSON object, found '{]': Expecting property name enclosed in double quotes"),
        ("[1]\n", "expected a JSON object, found '[1]'"),
        ('{"source": "a"}\n', 'expected a string at the key "target", which is missing'),
        ('{"source": "a", "target": null}\n', 'expected a string at the key "target", found null'),
        ('{"source": "\\ud800", "target": "a"}\n', 'expected text at the key "source", found half of a surrogate pair'),
    ],
)
def test_a_broken_line_of_json_is_an_error_that_says_where(tmp_path, content, problem):
    with pytest.raises(InputError) as caught:
        read(tmp_path, content, "pairs.jsonl")
    assert (1, problem) == (caught.value.line, caught.value.problem)


def test_other_files_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"expected a file of pairs, \.tsv, \.jsonl or \.tmx, found '\.csv'$"):
        read(tmp_path, "a,b\n", "pairs.csv")


@given(
    st.lists(st.tuples(st.text('他a \t"\\\n😀é', min_size=0), st.text('b,\t"\\', min_size=0)), min_size=1, max_size=5)
)
def test_json_values_are_placed_through_their_escapes(tmp_path_factory, rows):
    rows = [(f"源{source}", f"t{target}") for source, target in rows]
    folder = tmp_path_factory.mktemp("jsonl")
    for ascii_only in (False, True):
        lines = [json.dumps({"source": s, "target": t}, ensure_ascii=ascii_only) for s, t in rows]
        content = "".join(line + "\n" for line in lines)
        bitext = read(folder, content, "pairs.jsonl")
        for (source, _), segment in zip(rows, bitext.source.segments, strict=True):
            assert "".join(source.split()) == "".join(segment.text.split())
            for index, char in enumerate(segment.text):
                found = content[segment.offset_at(index)]
                assert found in (char, "\\") or char.isspace()


@pytest.mark.parametrize(
    ("name", "content", "scores"),
    [
        ("a.tsv", "source\ttarget\n好。\tGood.\n", (1.0,)),
        ("a.tsv", "score\tsource\ttarget\n0.25\t好。\tGood.\n1\t\tYes.\n", (0.25, 1.0)),
        (
            "a.jsonl",
            '{"source": "好", "target": "Good", "score": 0.5}\n{"source": "好", "target": ""}\n',
            (0.5, 1.0),
        ),
        (
            "a.tmx",
            '<tmx><body><tu><prop type="x-score">0.25</prop><prop type="x-kind">1-1</prop>'
            '<tuv xml:lang="zh"><seg>好。</seg></tuv><tuv xml:lang="en"><seg>Good.</seg></tuv></tu>'
            '<tu><tuv xml:lang="de"><prop type="x-score">0.1</prop><seg>Ja.</seg></tuv></tu>'
            '<tu><tuv xml:lang="en"><prop type="x-score">0.1</prop><seg>Yes.</seg></tuv></tu></body></tmx>',
            (0.25, 1.0),
        ),
    ],
)
def test_scores_of_the_aligner_are_read_back(tmp_path, name, content, scores):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert len(read_bitext(path).beads) == len(scores)
    assert read_bead_scores(path) == scores


@pytest.mark.parametrize("score", ["80", "-0.1", "nan", "", "high"])
def test_a_score_that_is_no_probability_is_an_error(tmp_path, score):
    path = tmp_path / "a.tsv"
    path.write_text(f"source\ttarget\tscore\n好。\tGood.\t1\n好。\tGood.\t{score}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_bead_scores(path)
    assert str(caught.value) == f"{path}:3: expected a score from 0 to 1, found {score!r}"


def test_a_score_of_a_translation_memory_that_is_no_probability_is_an_error(tmp_path):
    path = tmp_path / "a.tmx"
    variants = '<tuv xml:lang="zh"><seg>好。</seg></tuv><tuv xml:lang="en"><seg>Good.</seg></tuv>'
    path.write_text(f'<tmx><body>\n<tu><prop type="x-score">80</prop>{variants}</tu></body></tmx>', encoding="utf-8")
    assert len(read_bitext(path).beads) == 1
    with pytest.raises(InputError, match=r":2: expected a score from 0 to 1, found '80'$"):
        read_bead_scores(path)


@pytest.mark.parametrize("score", ["true", "null", "[1]", "1e999", "9" * 400])
def test_a_json_score_that_is_no_probability_is_an_error(tmp_path, score):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"source": "好。", "target": "Good.", "score": {score}}}\n', encoding="utf-8")
    with pytest.raises(InputError, match="expected a score from 0 to 1"):
        read_bead_scores(path)
