"""The term base: what is refused and where, what is kept, and that writing and reading are each other's inverse."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.glossary import (
    Glossary,
    GlossaryError,
    Term,
    default_glossary,
    format_glossary,
    parse_glossary,
    read_glossary,
)

HEADER = "source\ttarget\tnote\tallowed\tforbidden\n"


def problems(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(GlossaryError) as caught:
        parse_glossary(text, name="g.tsv")
    return [(found.line, found.column, found.message) for found in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "header"),
        ("# only a comment\n", 2, 1, "header"),
        ("source\ttarget\n", 1, 1, "no terms"),
        ("source\ttarget\tforbiden\n法治\trule of law\t\n", 1, 15, "did you mean 'forbidden'?"),
        ("source\ttarget\tcolour\n法治\trule of law\t\n", 1, 15, "x-"),
        ("source\tnote\n法治\tx\n", 1, 1, "must name the column 'target'"),
        ("source\ttarget\ttarget\n法治\tlaw\tlaw\n", 1, 15, "stands twice"),
        (
            "source\ttarget\n法治\trule of law\textra\n",
            2,
            1,
            "expected 2 tab-separated cells as in the header, found 3",
        ),
        ("source\ttarget\n\n法治\tlaw\n", 2, 1, "empty line"),
        ("source\ttarget\n\tlaw\n", 2, 1, "'source' must not be empty"),
        ("source\ttarget\n法治\t\n", 2, 4, "'target' must not be empty"),
        ("source\ttarget\n法治\t law\n", 2, 4, "white space"),
        ("source\ttarget\n法治\t法律\n", 2, 4, "Latin letter"),
        ("source\ttarget\nrule of law\t法治\n", 2, 1, "swap"),
        ("source\ttarget\n！？\twhat\n", 2, 1, "Chinese character"),
        ("source\ttarget\tcase\n法治\tlaw\tstrict\n", 2, 8, "must be smart, sensitive, insensitive or empty"),
        ("source\ttarget\tstatus\n法治\tlaw\taproved\n", 2, 8, "did you mean 'approved'?"),
        ("source\ttarget\tupdated\n法治\tlaw\t3/4/2024\n", 2, 8, "2024-03-31"),
        ("source\ttarget\tupdated\n法治\tlaw\t2024-02-30\n", 2, 8, "2024-03-31"),
        (HEADER + "法治\tlaw\t\ta\\b\t\n", 2, 10, "backslash"),
        (HEADER + "法治\tlaw\t\ta||b\t\n", 2, 9, "empty value"),
        (HEADER + "法治\tlaw\t\ta| b\t\n", 2, 9, "white space"),
        (HEADER + "法治\tlaw\t\trule of law\tRule of Law\n", 2, 21, "both right and forbidden"),
        (HEADER + "法治\tlaw\t\t\tlaw\n", 2, 10, "both right and forbidden"),
        ("source\ttarget\n法治\tlaw\n人权\thuman rights\n法治\trule of law\n", 4, 1, "stands in line 2 already"),
        ("source\ttarget\tid\n法治\tlaw\t1\n人权\thuman rights\t1\n", 3, 17, "stands in line 2 already"),
        ("source\ttarget\n法治\ta\x85b\n", 2, 5, "U+0085"),
    ],
)
def test_a_broken_glossary_says_where(text: str, line: int, column: int, words: str) -> None:
    found = problems(text)
    assert [(line, column)] == [each[:2] for each in found]
    assert words in found[0][2]


def test_every_problem_is_told_at_once() -> None:
    text = "source\ttarget\tcase\n法治\t\t\n人权\thuman rights\tbig\n民主\tdemocracy\n"
    with pytest.raises(GlossaryError) as caught:
        parse_glossary(text, name="g.tsv")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]
    assert [line.split(": ")[0] for line in str(caught.value).split("\n")] == ["g.tsv:2:4", "g.tsv:3:17", "g.tsv:4:1"]


def test_a_screenful_of_problems_is_shown_and_all_are_kept() -> None:
    with pytest.raises(GlossaryError) as caught:
        parse_glossary("source\ttarget\n" + "法治\n" * 30, name="g.tsv")
    assert len(caught.value.problems) == 30
    assert str(caught.value).endswith("and 10 more problems")


def test_bytes_that_are_not_utf8_are_located(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes("source\ttarget\n法治\t".encode() + b"\xff\n")
    with pytest.raises(InputError) as caught:
        read_glossary(path)
    assert (caught.value.line, caught.value.column) == (2, 4)
    assert "0xFF" in caught.value.problem


def test_a_folder_or_a_missing_file_is_no_glossary(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.tsv"):
        with pytest.raises(InputError):
            read_glossary(path)


def test_two_columns_are_enough() -> None:
    (term,) = parse_glossary("source\ttarget\n法治\trule of law\n").terms
    assert Term("法治", "rule of law") == term
    assert (term.match, term.case, term.status, term.line) == ("lemma", "smart", "approved", 2)


def test_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes("\ufeff# 注\r\nsource\ttarget\r\n法治\trule of law\r\n".encode())
    assert Glossary((Term("法治", "rule of law"),), comments=("# 注",)) == read_glossary(path)


def test_list_cells_hold_bars_and_backslashes() -> None:
    (term,) = parse_glossary(HEADER + "法治\tlaw\t\ta \\| b|c\\\\d\t\n").terms
    assert term.allowed == ("a | b", "c\\d")


def test_own_columns_are_kept() -> None:
    text = "source\ttarget\tnote\tx-owner\n法治\trule of law\t\tLi\n"
    assert text == format_glossary(parse_glossary(text))
    assert parse_glossary(text).terms[0].extra == (("x-owner", "Li"),)


def test_senses_are_told_apart() -> None:
    glossary = parse_glossary("source\ttarget\tsense\n处\toffice\tplace\n处\tdivision\trank\n")
    assert [term.key for term in glossary.terms] == [("处", "place"), ("处", "rank")]


def test_the_digest_does_not_depend_on_order_name_or_comments() -> None:
    one = parse_glossary("source\ttarget\n法治\tlaw\n人权\thuman rights\n", name="a")
    other = parse_glossary("# x\nsource\ttarget\tnote\n人权\thuman rights\t\n法治\tlaw\t\n", name="b")
    assert one.digest == other.digest
    assert one.digest != parse_glossary("source\ttarget\n法治\tlaw\n", name="a").digest


def test_the_later_glossary_wins() -> None:
    general = parse_glossary(HEADER + "法治\trule of law\t\tlegal system\t\n", name="a.tsv")
    own = parse_glossary(HEADER + "法治\trule by law\t\t\tlegal system\n民主\tdemocracy\t\t\t\n", name="b.tsv")
    merged = Glossary.merged([general, own])
    assert own.terms == merged.terms
    assert merged.name == "a.tsv+b.tsv"


def test_glossaries_that_contradict_each_other_are_refused() -> None:
    one = parse_glossary(HEADER + "国务院\tState Council\t\t\t\n", name="a.tsv")
    other = parse_glossary("source\ttarget\tforbidden\tsense\n国务院\tthe cabinet\tstate council\tnews\n", name="b.tsv")
    with pytest.raises(InputError, match=r"b\.tsv:2: forbids 'state council' for 国务院, which a\.tsv:2 calls right"):
        Glossary.merged([one, other])


def test_the_curated_glossary_is_in_canonical_form() -> None:
    path = Path(__file__).parents[2] / "corpora" / "glossaries" / "china-policy.tsv"
    assert path.read_text(encoding="utf-8") == format_glossary(read_glossary(path))
    assert default_glossary() == read_glossary(path)


def test_the_curated_glossary_says_where_each_rendering_comes_from() -> None:
    terms = default_glossary().terms
    assert len([term for term in terms if term.status == "approved"]) >= 250
    assert not [term.source for term in terms if not term.ref]


WORDS = st.text(st.sampled_from("abc|\\ XY-'.#法治"), min_size=1, max_size=8).map(str.strip).filter(bool)
RENDERINGS = WORDS.map(lambda word: f"r{word}")
LISTS = st.lists(RENDERINGS, max_size=3).map(tuple)
NOTES = st.one_of(st.just(""), WORDS)


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    terms = {}
    for number in range(draw(st.integers(1, 4))):
        term = Term(
            source=f"词{draw(WORDS)}",
            target=f"t{draw(WORDS)}",
            note=draw(NOTES),
            allowed=tuple(f"a{word}" for word in draw(LISTS)),
            forbidden=tuple(f"f{word}" for word in draw(LISTS)),
            variants=draw(LISTS),
            not_in=draw(LISTS),
            match=draw(st.sampled_from(("lemma", "exact"))),
            case=draw(st.sampled_from(("smart", "sensitive", "insensitive"))),
            type=draw(st.sampled_from(("", "term", "name"))),
            sense=draw(NOTES),
            status=draw(st.sampled_from(("approved", "draft", "deprecated"))),
            severity=draw(st.sampled_from(("", "warning"))),
            updated=draw(st.sampled_from(("", "2024-02-29"))),
            id=f"{number}",
            extra=draw(st.sampled_from(((), (("x-owner", "Li"),)))),
        )
        terms[term.key] = term
    return Glossary(tuple(terms.values()), comments=draw(st.sampled_from(((), ("# one", "#two")))))


@given(glossaries())
def test_reading_what_was_written_gives_the_same(glossary: Glossary) -> None:
    text = format_glossary(glossary)
    assert glossary == parse_glossary(text)
    assert text == format_glossary(parse_glossary(text))
