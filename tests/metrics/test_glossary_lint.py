"""What is wrong or suspicious in a glossary: each rule where it fires, what it points to, and where it is silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.glossary import canonical_text, default_glossary, format_glossary, scan_glossary
from metrics.checks import RULES
from metrics.checks.glossary import find_problems
from metrics.checks.glossary_rules import GLOSSARY_RULES

COLUMNS = ("source", "target", "allowed", "forbidden", "variants", "not_in", "case", "sense", "status", "id")
BROKEN = [
    ("", "glossary-header", ""),
    ("source\ttarget\n", "glossary-header", "source\ttarget"),
    ("source\ttarget\tforbiden\n法治\tlaw\t\n", "glossary-header", "forbiden"),
    ("source\ttarget\n法治\n", "glossary-row", "法治"),
    ("source\ttarget\n法治\t\n", "empty-cell", ""),
    ("source\ttarget\n法治\tlaw \n", "cell-whitespace", "law "),
    ("source\ttarget\n法治\tla\x85w\n", "control-character", "\x85"),
    ("source\ttarget\tstatus\n法治\tlaw\taproved\n", "unknown-value", "aproved"),
    ("source\ttarget\tallowed\n法治\tlaw\ta\\b\n", "list-syntax", "\\"),
    ("source\ttarget\nlaw\t法治\n", "source-not-chinese", "law"),
    ("source\ttarget\n法治\t法律\n", "target-not-english", "法律"),
    ("source\ttarget\tforbidden\n法治\tlaw\tLaw\n", "right-and-forbidden", "Law"),
    ("source\ttarget\n法治\tlaw\n法治\trule\n", "duplicate-term", "法治"),
    ("source\ttarget\tid\n法治\tlaw\t1\n民主\tdemocracy\t1\n", "duplicate-id", "1"),
    ("source\ttarget\tupdated\n法治\tlaw\t3/4/2024\n", "invalid-date", "3/4/2024"),
    ("source\ttarget\n<<<<<<< a\n法治\tlaw\n=======\n法治\trule\n>>>>>>> b\n", "merge-conflict", "<<<<<<< a"),
    ("<<<<<<< a\nsource\ttarget\n=======\nsource\ttarget\tid\n>>>>>>> b\n", "merge-conflict", "<<<<<<< a"),
]


def rows(*terms: dict[str, str]) -> str:
    """Return a glossary with the columns that the terms have."""
    columns = [column for column in COLUMNS if any(column in term for term in terms)]
    lines = [columns, *([term.get(column, "") for column in columns] for term in terms)]
    return "".join("\t".join(line) + "\n" for line in lines)


def found(text: str) -> list[tuple[str, str]]:
    """Return the problems of a file as rule and offending text."""
    scan = scan_glossary(text)
    lines = [*scan.lines, ""]
    return [
        (problem.rule, lines[problem.line - 1][problem.column - 1 :][: problem.length])
        for problem in find_problems(scan, text)
    ]


@pytest.mark.parametrize(("text", "rule", "offending"), BROKEN, ids=[case[1] for case in BROKEN])
def test_what_makes_a_glossary_unusable_has_a_name_and_a_place(text: str, rule: str, offending: str) -> None:
    assert [(rule, offending)] == found(text)


LAW = {"source": "法治", "target": "rule of law"}
SUSPICIOUS = [
    ([LAW | {"target": "rule of law (法治)"}], "chinese-in-rendering", "rule of law (法治)"),
    ([LAW | {"forbidden": "law and 秩序"}], "chinese-in-rendering", "law and 秩序"),
    ([LAW | {"target": "rule of law（China）"}], "unusual-character", "rule of law（China）"),
    ([LAW | {"target": "rule\u00a0of law"}], "unusual-character", "rule\u00a0of law"),
    ([LAW | {"source": "法\u200b治"}], "unusual-character", "法\u200b治"),
    ([LAW | {"target": "rule of law; legality"}], "several-renderings", "rule of law; legality"),
    ([LAW | {"allowed": "legality / lawfulness"}], "several-renderings", "legality / lawfulness"),
    ([LAW | {"target": "trade unions", "forbidden": "the trade union"}], "dead-forbidden", "the trade union"),
    (
        [
            {"source": "处", "target": "division", "forbidden": "offices", "sense": "a"},
            {"source": "处", "target": "office", "sense": "b"},
        ],
        "dead-forbidden",
        "offices",
    ),
    (
        [LAW | {"target": "Belt and Road Initiative", "forbidden": "Belt and Road"}],
        "forbidden-in-accepted",
        "Belt and Road",
    ),
    (
        [{"source": "清网", "target": "a", "variants": "净网"}, {"source": "净网", "target": "b"}],
        "colliding-forms",
        "净网",
    ),
    ([{"source": "網絡", "target": "a"}, {"source": "网络", "target": "b"}], "colliding-forms", "网络"),
    ([LAW | {"allowed": "legality|legality"}], "redundant-value", "legality"),
    ([LAW | {"allowed": "Rule of Law"}], "redundant-value", "Rule of Law"),
    ([LAW | {"source": "网络", "variants": "網絡"}], "redundant-value", "網絡"),
    ([LAW | {"source": "大会", "not_in": "扩大的会议"}], "useless-not-in", "扩大的会议"),
]
"""Terms, and the one thing that is found about them."""


@pytest.mark.parametrize(("terms", "rule", "offending"), SUSPICIOUS)
def test_what_is_suspicious_is_found_where_it_stands(terms: list[dict[str, str]], rule: str, offending: str) -> None:
    text = rows(*terms)
    expected = [(rule, offending)]
    assert expected == [each for each in found(text) if each[0] != "unformatted"]


SOUND = [
    [LAW | {"forbidden": "rule by law|ruling by law"}],
    [LAW | {"target": "and/or"}],
    [LAW | {"target": "“rule of law” – café"}],
    [LAW | {"target": "Rule of Law", "allowed": "rule of law"}],
    [LAW | {"allowed": "Rule of Law", "case": "sensitive"}],
    [LAW | {"source": "大会", "not_in": "扩大会议|扩大會議"}],
    [{"source": "处", "target": "division", "sense": "a"}, {"source": "处", "target": "office", "sense": "b"}],
    [{"source": "清网", "target": "a", "variants": "净网", "status": "draft"}, {"source": "净网", "target": "b"}],
]


@pytest.mark.parametrize("terms", SOUND)
def test_what_is_meant_is_left_alone(terms: list[dict[str, str]]) -> None:
    assert not [each for each in found(rows(*terms)) if each[0] != "unformatted"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\ufeffsource\ttarget\n法治\tlaw\n", (1, 1)),
        ("source\ttarget\r\n法治\tlaw\r\n", (1, 14)),
        ("source\ttarget\n法治\tlaw\n民主\tdemocracy\n人权\thuman rights\n", (3, 1)),
        ("source\ttarget\tstatus\n法治\tlaw\tapproved\n", (1, 1)),
        ("source\ttarget\n法治\tlaw", (2, 7)),
    ],
)
def test_what_fmt_would_change_is_one_problem(text: str, place: tuple[int, int]) -> None:
    (problem,) = find_problems(scan_glossary(text), text)
    assert ("unformatted", place) == (problem.rule, (problem.line, problem.column))
    assert "`duizhao glossary fmt` mends it" in problem.message


@given(st.text(st.sampled_from("法治網络ab \t\t\n\r|\\#<>=;／\ufeff\u00a0\u200b."), max_size=60))
def test_any_text_is_checked_and_every_place_is_in_it(rows: str) -> None:
    for text in (rows, f"source\ttarget\tallowed\tforbidden\tnot_in\n{rows}"):
        scan = scan_glossary(text)
        for problem in find_problems(scan, text):
            line = [*scan.lines, ""][problem.line - 1]
            assert 1 <= problem.column <= len(line) + 1
            assert problem.column - 1 + problem.length <= len(line)
            assert problem.rule in {rule.name for rule in GLOSSARY_RULES}
        if not scan.problems:
            canonical = canonical_text(scan)
            assert canonical == canonical_text(scan_glossary(canonical))


def test_every_rule_is_tested() -> None:
    tested = {case[1] for case in BROKEN} | {case[1] for case in SUSPICIOUS} | {"unformatted"}
    assert {rule.name for rule in GLOSSARY_RULES} == tested


def test_no_name_is_used_twice() -> None:
    names = [rule.name for rule in (*RULES, *GLOSSARY_RULES)]
    assert len(names) == len(set(names))


def test_the_curated_glossary_has_no_problem() -> None:
    assert found(format_glossary(default_glossary())) == []
