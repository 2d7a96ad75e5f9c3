"""Two versions of a glossary joined: what is merged by itself, what is left open, and in which form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.glossary import Glossary, Term, format_glossary, parse_glossary, scan_glossary
from corpora.glossary.merging import Merge, merge_glossaries

LAW = Term("法治", "rule of law", allowed=("legality",), note="n", id="1")
DEMOCRACY = Term("民主", "democracy")


def merge(base: list[Term], ours: list[Term], theirs: list[Term]) -> Merge:
    return merge_glossaries(*(Glossary(tuple(terms)) for terms in (base, ours, theirs)))


def merged(base: list[Term], ours: list[Term], theirs: list[Term]) -> list[Term]:
    result = merge(base, ours, theirs)
    assert not result.conflicts
    return list(result.terms)


def test_rows_that_both_sides_added_stand_together() -> None:
    one, other = Term("人权", "human rights"), Term("自由", "freedom")
    assert merged([LAW], [LAW, one], [LAW, other]) == [one, LAW, other]


def test_cells_that_different_sides_changed_are_both_taken() -> None:
    ours, theirs = replace(LAW, note="mine"), replace(LAW, target="the rule of law", extra=(("x-owner", "Li"),))
    expected = replace(LAW, note="mine", target="the rule of law", extra=(("x-owner", "Li"),))
    assert merged([LAW], [ours], [theirs]) == [expected]


def test_lists_are_joined_as_sets() -> None:
    base = replace(LAW, allowed=("a", "b", "c"))
    ours, theirs = replace(LAW, allowed=("a", "c", "x")), replace(LAW, allowed=("b", "c", "y"))
    assert merged([base], [ours], [theirs]) == [replace(LAW, allowed=("c", "x", "y"))]


def test_the_later_date_holds() -> None:
    ours, theirs = replace(LAW, updated="2025-01-02"), replace(LAW, updated="2025-03-01", note="x")
    assert merged([replace(LAW, updated="2024-01-01")], [ours], [theirs]) == [theirs]


def test_a_row_that_one_side_removed_is_gone() -> None:
    assert merged([LAW, DEMOCRACY], [DEMOCRACY], [LAW, DEMOCRACY]) == [DEMOCRACY]
    assert merged([LAW, DEMOCRACY], [LAW, DEMOCRACY], [DEMOCRACY]) == [DEMOCRACY]


def test_a_renamed_row_is_followed_by_its_id() -> None:
    renamed = replace(LAW, source="法制")
    assert merged([LAW], [renamed], [replace(LAW, note="mine")]) == [replace(renamed, note="mine")]


def test_the_same_change_on_both_sides_is_one() -> None:
    new = replace(LAW, target="legality", allowed=())
    assert merged([LAW], [new], [new]) == [new]


CONFLICTS = [
    ([LAW], [replace(LAW, target="a")], [replace(LAW, target="b")], 'target is "a" in ours and "b" in theirs'),
    ([LAW], [], [replace(LAW, note="x")], "ours removed it, theirs changed it"),
    ([LAW], [replace(LAW, note="x")], [], "theirs removed it, ours changed it"),
    ([], [Term("法治", "a")], [Term("法治", "b")], 'target is "a" in ours and "b" in theirs'),
    ([LAW], [replace(LAW, allowed=("x",))], [replace(LAW, forbidden=("X",))], '"x" is right in one and forbidden'),
    ([], [Term("甲", "a", id="7")], [Term("乙", "b", id="7")], "two rows would have the id '7'"),
    ([LAW], [replace(LAW, source="甲")], [LAW, Term("甲", "b")], "two rows would have the same term"),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "problem"), CONFLICTS)
def test_a_contradiction_is_left_open(base: list[Term], ours: list[Term], theirs: list[Term], problem: str) -> None:
    (conflict,) = merge(base, ours, theirs).conflicts
    assert problem in conflict.problem


def test_conflicts_stand_in_place_between_markers_with_all_else_merged() -> None:
    base = [LAW, DEMOCRACY]
    ours = [replace(LAW, target="a", note="mine"), DEMOCRACY, Term("自由", "freedom")]
    theirs = [replace(LAW, target="b", allowed=("legality", "x")), DEMOCRACY]
    text = merge(base, ours, theirs).text
    assert text == (
        "source\ttarget\tnote\tallowed\tid\n"
        "民主\tdemocracy\t\t\t\n"
        "<<<<<<< ours\n"
        "法治\ta\tmine\tlegality|x\t1\n"
        "=======\n"
        "法治\tb\tmine\tlegality|x\t1\n"
        ">>>>>>> theirs\n"
        "自由\tfreedom\t\t\t\n"
    )
    (problem,) = scan_glossary(text).problems
    assert (problem.rule, problem.line) == ("merge-conflict", 3)
    assert "up to line 7" in problem.message
    kept = [line for line in text.split("\n") if not line.startswith(("<", "=", ">")) and "\tb\t" not in line]
    resolved = "\n".join(kept)
    assert [term.target for term in parse_glossary(resolved).terms] == ["democracy", "a", "freedom"]


def test_comments_are_joined() -> None:
    base, ours, theirs = (
        Glossary((LAW,), comments=comments) for comments in (("# a", "# b"), ("# a", "# b", "# c"), ("# b",))
    )
    assert merge_glossaries(base, ours, theirs).comments == ("# b", "# c")


CELLS = st.sampled_from(("a", "b", "c"))
LISTS = st.lists(st.sampled_from(("p", "q", "r")), unique=True, max_size=3).map(tuple)
FORBIDDEN = st.lists(st.sampled_from(("x", "y", "z")), unique=True, max_size=2).map(tuple)
RIGHT = st.sampled_from(("a", "b", "x"))  # which one side may accept and the other forbid
IDS = st.sampled_from(("", "", "1", "2"))
TERMS = st.builds(
    Term,
    source=st.sampled_from("甲乙丙"),
    target=RIGHT,
    note=CELLS,
    allowed=LISTS,
    forbidden=FORBIDDEN,
    sense=st.sampled_from(("", "", "s")),
    id=IDS,
).filter(lambda term: term.target not in term.forbidden)
GLOSSARIES = (
    st.lists(TERMS, unique_by=(lambda term: term.key, lambda term: term.id or term.key), min_size=1)
    .map(lambda terms: Glossary(tuple(terms)))
    .filter(lambda glossary: not scan_glossary(format_glossary(glossary)).problems)
)


@given(GLOSSARIES, GLOSSARIES)
def test_a_side_that_changed_nothing_yields_to_the_other(base: Glossary, other: Glossary) -> None:
    for result in (merge_glossaries(base, base, other), merge_glossaries(base, other, base)):
        assert (result.text, result.conflicts) == (format_glossary(other), ())


@given(GLOSSARIES, GLOSSARIES, GLOSSARIES)
def test_a_merge_without_conflicts_is_a_legal_glossary_in_canonical_form(
    base: Glossary, ours: Glossary, theirs: Glossary
) -> None:
    result = merge_glossaries(base, ours, theirs)
    other = merge_glossaries(base, theirs, ours)
    assert bool(result.conflicts) == bool(other.conflicts)
    if result.terms and not result.conflicts:
        assert result.text == format_glossary(parse_glossary(result.text))
    assert all(problem.rule == "merge-conflict" for problem in scan_glossary(result.text).problems) or not (
        result.terms or result.conflicts
    )
