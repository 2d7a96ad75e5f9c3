"""What English numbers say where they stand."""

from fractions import Fraction

import pytest

from corpora.numerals import Strength, find_numbers


def told(text: str) -> list[tuple[str, Fraction, str]]:
    return [(text[number.span.slice], number.value, number.role.value) for number in find_numbers(text, "en")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-one", 21),
        ("two hundred and five", 205),
        ("a hundred", 100),
        ("a dozen", 12),
        ("20.5 billion", 205 * 10**8),
        ("1.2bn", 12 * 10**8),
        ("5k", 5000),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("three hundred and forty-five thousand six hundred", 345_600),
        ("one billion two hundred million", 12 * 10**8),
        ("1,234.5", Fraction(12345, 10)),
        ("3.5-million", 3_500_000),
        ("$300+ billion", 300 * 10**9),
        ("3 lakh", 300_000),
    ],
)
def test_a_phrase_has_its_value(text, value):
    assert [number.value for number in find_numbers(f"It was {text}.", "en")] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("July 14-15, 2023", [("July", 7, "month"), ("14", 14, "day"), ("15", 15, "day"), ("2023", 2023, "year")]),
        ("14 July 2023", [("14", 14, "day"), ("July", 7, "month"), ("2023", 2023, "year")]),
        ("2023/06/30", [("2023", 2023, "year"), ("06", 6, "month"), ("30", 30, "day")]),
        ("the 1990s", [("1990s", 1990, "decade")]),
        ("3:30 p.m.", [("3:30 p.m.", 930, "time")]),
        ("7.55am", [("7.55am", 475, "time")]),
        ("the 18th", [("18th", 18, "ordinal")]),
        ("the eighteenth", [("eighteenth", 18, "ordinal")]),
        ("41.5 per cent", [("41.5 per cent", Fraction(83, 2), "percent")]),
        ("2.5 percentage points", [("2.5 percentage points", Fraction(5, 2), "percentage point")]),
        ("between 5 and 10 percent", [("5", 5, "percent"), ("10 percent", 10, "percent")]),
        ("in 2016 to 7.8%", [("2016", 2016, "count"), ("7.8%", Fraction(39, 5), "percent")]),
        ("two-thirds", [("two-thirds", Fraction(2, 3), "fraction")]),
        ("one in five", [("one in five", Fraction(1, 5), "fraction")]),
        ("doubled", [("doubled", 2, "multiple")]),
        ("World War II", [("II", 2, "ordinal")]),
        ("5G, COVID-19, G20 and F-16", [("5", 5, "code"), ("19", 19, "code"), ("20", 20, "code"), ("16", 16, "code")]),
        ("between one hundred and two hundred", [("one hundred", 100, "count"), ("two hundred", 200, "count")]),
        ("on Monday, May 3", [("Monday", 1, "weekday"), ("May", 5, "month"), ("3", 3, "day")]),
        ("it may march on", []),
        ("version 1.2.3", []),
    ],
)
def test_a_number_has_the_role_that_its_place_gives(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("dozens", 12, 99), ("hundreds of thousands", 10**5, 10**6 - 1), ("several million", 10**6, 10**7 - 1)],
)
def test_a_vague_number_has_bounds(text, low, high):
    number = find_numbers(f"There are {text} of them.", "en")[-1]
    assert (number.low, number.high) == (low, high)


def test_money_has_its_currency():
    units = [
        number.unit for number in find_numbers("$1.2bn, RMB 5 million, 3 million yuan, HK$3.4 billion, Rs. 500", "en")
    ]
    assert units == ["USD", "CNY", "CNY", "HKD", "INR"]


@pytest.mark.parametrize("text", ["one", "both", "a pair", "half", "once", "the first", "noon"])
def test_words_that_stand_for_no_stated_figure_are_optional(text):
    assert [number.strength for number in find_numbers(f"It was {text}.", "en")] == [Strength.OPTIONAL]
