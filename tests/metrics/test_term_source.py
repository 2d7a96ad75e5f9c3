"""Finding terms in Chinese: the matcher against one that tries everything, and the words it must not cut."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.glossary import Glossary, Term, parse_glossary
from metrics.checks.term_source import SourceMatcher, choose_longest


def matcher(*rows: str, **columns: str) -> SourceMatcher:
    header = "\t".join(("source", "target", *columns))
    cells = "\t".join(("", *columns.values()))
    return SourceMatcher(parse_glossary(header + "\n" + "".join(f"{row}\trendering{cells}\n" for row in rows)))


def found(terms: SourceMatcher, text: str) -> list[str]:
    return [text[occurrence.span.slice] for occurrence in terms.find(text)]


def by_trial(text: str, forms: Iterable[str], counts: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """Try every form at every place, the longest first."""
    result, at = [], 0
    longest_first = sorted(forms, key=len, reverse=True)
    while at < len(text):
        end = next((at + len(f) for f in longest_first if text.startswith(f, at) and counts(at, at + len(f))), at)
        if end > at:
            result.append((at, end))
        at = max(end, at + 1)
    return result


FORMS = st.lists(st.text("甲乙丙", min_size=3, max_size=5), min_size=1, max_size=6, unique=True)


@given(
    FORMS, st.lists(st.text("甲乙丙", min_size=4, max_size=6), max_size=2, unique=True), st.text("甲乙丙", max_size=30)
)
def test_it_finds_what_trying_everything_finds(forms: list[str], guards: list[str], text: str) -> None:
    glossary = Glossary(tuple(Term(form, "x", not_in=tuple(guards)) for form in forms))

    def counts(start: int, end: int) -> bool:
        return not any(
            text.startswith(guard, at) and at <= start and end <= at + len(guard) and len(guard) > end - start
            for guard in guards
            for at in range(len(text))
        )

    spans = [(each.span.start, each.span.end) for each in SourceMatcher(glossary).find(text)]
    assert by_trial(text, forms, counts) == spans


SIMPLE = dict(zip("國學體", "国学体", strict=True))
MARKS = " \N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
MIXED = st.lists(st.text("国國学學体體", min_size=3, max_size=4), min_size=1, max_size=3, unique=True)


@given(st.lists(MIXED, min_size=1, max_size=4), st.text("国國学學体體" + MARKS, max_size=30))
def test_variants_either_script_and_marks_inside_are_found_as_by_trying_everything(
    terms: list[list[str]], text: str
) -> None:
    rows = {forms[0]: Term(forms[0], "x", variants=tuple(forms[1:])) for forms in terms}
    places = [place for place, char in enumerate(text) if char not in MARKS]
    plain = "".join(SIMPLE.get(text[place], text[place]) for place in places)
    owners: dict[str, list[Term]] = {}
    for term in sorted(rows.values(), key=lambda term: term.key):
        for form in dict.fromkeys("".join(SIMPLE.get(c, c) for c in form) for form in (term.source, *term.variants)):
            owners.setdefault(form, []).append(term)
    expected = [
        (places[start], places[end - 1] + 1, tuple(owners[plain[start:end]]))
        for start, end in by_trial(plain, owners, lambda start, end: True)
    ]
    found = SourceMatcher(Glossary(tuple(rows.values()))).find(text)
    assert expected == [(each.span.start, each.span.end, each.terms) for each in found]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=15))
def test_chosen_matches_never_overlap_and_leave_no_room(matches: list[tuple[int, int]]) -> None:
    every = [(start, start + length, "") for start, length in matches]
    chosen = list(choose_longest(every))
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(chosen))
    assert all(any(one[0] < each[1] and each[0] < one[1] for one in chosen) for each in every)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("大会", "昨天召开了扩大会议"),
        ("国会", "中国会继续支持"),
        ("发明", "火山爆发明显减少"),
        ("和平", "总和平均分配"),
        ("大会", "会议在人民大会堂举行"),
        ("净网", "这是一个干净网站"),
        ("FFO", "由IFFO负责"),
        ("5G", "一共15G流量"),
    ],
)
def test_half_of_another_word_is_no_term(term: str, text: str) -> None:
    assert found(matcher(term), text) == []


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("大会", "这次大会上通过了章程", ["大会"]),
        ("网信", "省委网信办发布通知", ["网信"]),
        ("人大", "他是一名人大代表", ["人大"]),
        ("中办", "中办国办印发通知", ["中办"]),
        ("郝明", "郝明人如其名", ["郝明"]),
        ("网络强国", "建設網絡強國", ["網絡強國"]),
        ("網絡強國", "建设网络强国", ["网络强国"]),
        ("干净", "環境很乾淨", ["乾淨"]),
        ("一带一路", "「一帶」「一路」建設", ["一帶」「一路"]),
        ("网络强国", "建设网络 强\u3000国", ["网络 强\u3000国"]),
        ("网络强国", "建设⽹络强国", ["⽹络强国"]),
        ("FFO", "由FFO负责", ["FFO"]),
        ("知识产权", "国家知识产权制度", ["知识产权"]),
    ],
)
def test_a_term_is_found_where_it_stands(term: str, text: str, expected: list[str]) -> None:
    assert expected == found(matcher(term), text)


def test_two_characters_parted_by_a_mark_are_no_term() -> None:
    assert found(matcher("大会"), "规模很大 会议很多") == []


def test_the_longest_term_is_taken() -> None:
    terms = matcher("国务院", "国务院办公厅", "办公厅")
    assert found(terms, "国务院办公厅与国务院") == ["国务院办公厅", "国务院"]


def test_inside_a_longer_string_of_not_in_a_term_does_not_count() -> None:
    terms = matcher("商务部", not_in="美国商务部|商务部门")
    assert found(terms, "美国商务部和商务部门不是商务部") == ["商务部"]


def test_variants_mean_the_same_row() -> None:
    terms = matcher("工业和信息化部", variants="工信部")
    assert [term.source for each in terms.find("工信部表示") for term in each.terms] == ["工业和信息化部"]


def test_only_approved_rows_are_looked_for() -> None:
    assert found(matcher("工信部", status="draft"), "工信部表示") == []
