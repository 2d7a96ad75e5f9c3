"""What Chinese numerals say where they stand."""

from fractions import Fraction

import pytest

from corpora.numerals import find_numbers


def told(text: str) -> list[tuple[str, Fraction, str]]:
    return [(text[number.span.slice], number.value, number.role.value) for number in find_numbers(text, "zh")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5万", 35_000),
        ("五十六点七万", 567_000),
        ("1万2千", 12_000),
        ("20.5亿", 2_050_000_000),
        ("50.2万亿", 502 * 10**11),
        ("10 亿", 10**9),
        ("１２", 12),
        ("1,960万", 19_600_000),
        ("一万五千亿", 15 * 10**11),
        ("三十万多亿", 3 * 10**13),
        ("萬億", 10**12),
        ("1亿零300万", 103_000_000),
        ("两万五", 25_000),
        ("一百零五", 105),
        ("三点一四", Fraction(314, 100)),
        ("二〇三五", 2035),
        ("5,000 多万", 50_000_000),
        ("一百四十亿", 14 * 10**9),
        ("1万亿2000亿", 12 * 10**11),
    ],
)
def test_a_numeral_has_its_value(text, value):
    assert [number.value for number in find_numbers(f"共{text}。", "zh")] == [value]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("十几人", 11, 19),
        ("两三百人", 200, 300),
        ("数十人", 20, 90),
        ("几十万人", 200_000, 900_000),
        ("上万人", 10**4, 99_999),
        ("十七八岁", 17, 18),
        ("三二十个", 20, 30),
        ("七八千万", 7 * 10**7, 8 * 10**7),
    ],
)
def test_a_vague_numeral_has_bounds(text, low, high):
    (number,) = find_numbers(text, "zh")
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize("text", ["60余所", "约60所", "60多所", "超过60所", "60所以上", "近60所"])
def test_a_numeral_that_is_not_exact_keeps_its_value_and_says_so(text):
    (number,) = find_numbers(text, "zh")
    assert (number.value, number.is_vague) == (60, False)
    assert number.approximate or "所以上" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2035年7月14日至15日",
            [("2035年", 2035, "year"), ("7月", 7, "month"), ("14日", 14, "day"), ("15日", 15, "day")],
        ),
        ("7月14-15日", [("7月", 7, "month"), ("14", 14, "day"), ("15日", 15, "day")]),
        ("2021-03-05", [("2021", 2021, "year"), ("03", 3, "month"), ("05", 5, "day")]),
        ("上世纪90年代", [("上世纪90年代", 1990, "decade")]),
        ("20 世纪 60 年代", [("20 世纪 60 年代", 1960, "decade")]),
        ("二十一世纪", [("二十一世纪", 21, "ordinal")]),
        ("下午3点半", [("3点半", 15 * 60 + 30, "time")]),
        ("19时54分", [("19时54分", 19 * 60 + 54, "time")]),
        ("周一至周五", [("周一", 1, "weekday"), ("周五", 5, "weekday")]),
        ("“十四五”规划", [("十四五", 14, "ordinal")]),
        ("党的十九大", [("十九", 19, "count")]),
        ("第十八届", [("第十八", 18, "ordinal")]),
        ("第18届", [("第18", 18, "ordinal")]),
        ("41.5%", [("41.5%", Fraction(83, 2), "percent")]),
        ("百分之五十", [("百分之五十", 50, "percent")]),
        ("百分百", [("百分百", 100, "percent")]),
        ("三成", [("三成", 30, "percent")]),
        ("2.5个百分点", [("2.5个百分点", Fraction(5, 2), "percentage point")]),
        ("5-10%", [("5", 5, "percent"), ("10%", 10, "percent")]),
        ("三分之二", [("三分之二", Fraction(2, 3), "fraction")]),
        ("十分之一", [("十分之一", Fraction(1, 10), "fraction")]),
        ("1/3", [("1/3", Fraction(1, 3), "fraction")]),
        ("民国三十八年", [("民国三十八年", 1949, "year")]),
        ("零下5度", [("5", 5, "count")]),
        ("增长两倍", [("两倍", 3, "multiple")]),
        ("翻一番", [("翻一番", 2, "multiple")]),
        ("翻两番", [("翻两番", 4, "multiple")]),
        ("两个半小时", [("两个半小时", Fraction(5, 2), "count")]),
        ("一米七五", [("一米七五", Fraction(7, 4), "count")]),
        ("5G和F-16", [("5", 5, "code"), ("16", 16, "code")]),
    ],
)
def test_a_number_has_the_role_that_its_place_gives(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一带一路",
        "四梁八柱",
        "一些",
        "一起",
        "万一",
        "千方百计",
        "三三两两",
        "统一",
        "万分感谢",
        "百姓",
        "万物",
        "四川",
        "九寨沟",
        "电话010-12345678",
        "手机13812345678",
        "版本1.2.3",
    ],
)
def test_a_word_with_a_numeral_in_it_is_no_number(text):
    assert told(text) == []


def test_money_has_its_currency_and_measures_their_unit():
    units = [number.unit for number in find_numbers("20亿美元、5亿港元、3万元、100亩、30公里、45公斤、US$5", "zh")]
    assert units == ["USD", "HKD", "CNY", "mu", "km", "kg", "USD"]
