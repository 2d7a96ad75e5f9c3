"""Numbers in both languages: values that hold by construction, spans that slice, and time that stays linear."""

from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.numerals import Number, Role, agreement, find_numbers
from corpora.numerals.matching import match_numbers
from corpora.numerals.spelling import ordinal, spell_value

HAN = "零一二三四五六七八九"
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def han_section(value: int) -> str:
    """Write 1 to 9,999 in characters."""
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if gap else "") + HAN[digit] + name
            gap = False
        elif text:
            gap = value > 0
    return text.removeprefix("一") if text.startswith("一十") else text


def han(value: int) -> str:
    """Write 1 to 10**16 - 1 in characters, with 万 and 亿."""
    text = ""
    for unit, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section, value = divmod(value, unit)
        if section:
            text += ("零" if text and section < 1000 else "") + han_section(section) + name
    return text


def words(value: int) -> str:
    """Write 1 to 10**15 - 1 in English words."""
    for unit, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if value >= unit:
            rest = f" {words(value % unit)}" if value % unit else ""
            return f"{words(value // unit)} {name}{rest}"
    if value >= 100:
        return f"{SMALL[value // 100]} hundred" + (f" and {words(value % 100)}" if value % 100 else "")
    if value >= 20:
        return TENS[value // 10 - 2] + (f"-{SMALL[value % 10]}" if value % 10 else "")
    return SMALL[value]


def scaled(value: int, names: list[tuple[int, str]]) -> list[str]:
    """Write a value with each scale that leaves at most four decimals."""
    spellings = []
    for scale, name in names:
        amount = Fraction(value, scale)
        if amount >= 1 and (amount * 10**4).denominator == 1:
            digits = f"{float(amount):.4f}".rstrip("0").rstrip(".")
            if Fraction(digits) == amount:
                spellings.append(digits + name)
    return spellings


def chinese(value: int) -> list[str]:
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    scales = [(10**4, "万"), (10**8, "亿"), (10**12, "万亿"), (10**4, " 万")]
    # Eleven ungrouped digits may be a telephone number.
    plain = [str(value), wide] if value < 10**9 else []
    return [*plain, f"{value:,}", han(value), *scaled(value, scales)]


def english(value: int) -> list[str]:
    scales = [(10**6, " million"), (10**9, " billion"), (10**12, " trillion"), (10**9, "bn"), (10**6, "-million")]
    plain = [str(value)] if value < 10**9 else []
    return [*plain, f"{value:,}", words(value), *scaled(value, scales)]


def only(text: str, language: str) -> Number:
    (number,) = find_numbers(text, language)
    return number


# Values as texts have them: few digits with many zeros, and any.
values = st.one_of(
    st.integers(11, 10**13),
    st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(11, 9999), st.integers(0, 10)),
)


@given(values, st.data())
def test_a_value_agrees_with_itself_in_any_spelling_of_both_languages(value, data):
    source = data.draw(st.sampled_from(chinese(value)))
    target = data.draw(st.sampled_from(english(value)))
    ours, theirs = only(f"共有{source}个。", "zh"), only(f"There are {target} of them.", "en")
    assert (ours.value, theirs.value) == (value, value)
    assert agreement(ours, theirs) is not None


@given(values, st.integers(1, 6), st.booleans(), st.data())
def test_a_value_never_agrees_with_itself_times_a_power_of_ten(value, power, is_greater, data):
    other = value * 10**power
    if is_greater:
        value, other = other, value
    source = data.draw(st.sampled_from(chinese(min(value, 10**15 - 1))))
    target = data.draw(st.sampled_from(english(min(other, 10**15 - 1))))
    ours, theirs = only(f"共有{source}个。", "zh"), only(f"There are {target} of them.", "en")
    if ours.value != theirs.value:
        assert agreement(ours, theirs) is None


@given(st.integers(1, 9999), st.sampled_from(["%", "％"]), st.sampled_from(["%", " percent", " per cent"]))
def test_percentages_agree_with_the_same_percentage_alone(tenths, ours, theirs):
    text = f"{tenths / 10:.1f}"
    source, target = only(f"增长{text}{ours}。", "zh"), only(f"It grew by {text}{theirs}.", "en")
    assert (source.role, target.role, source.value) == (Role.PERCENT, Role.PERCENT, Fraction(tenths, 10))
    assert agreement(source, target) == 0
    assert agreement(source, only(f"It grew by {(tenths + 1) / 10:.1f}{theirs}.", "en")) is None


pieces = st.sampled_from(
    [
        *"0123456789,.:-/%$¥ 零一二三四五六七八九十百千万亿两几数半多余来第点年月日号时周个倍成分之世纪兆１翻x\n，",
        *("one", "two", "hundred", "million", "and", "half", "third", "of", "in", "a", "July", "th", "s", "percent"),
        *("II", "百分之", "世纪", "年代", "bn", "p.m.", "dozen", "to", " "),
    ]
)


@given(st.lists(pieces, max_size=40).map("".join), st.sampled_from(["zh", "en"]))
def test_spans_slice_to_something_in_order_and_never_overlap(text, language):
    end = 0
    for number in find_numbers(text, language):
        assert text[number.span.slice].strip() != ""
        assert number.span.start >= end
        assert number.low <= number.high
        end = number.span.end


@given(st.text(), st.sampled_from(["zh", "en"]))
def test_any_text_can_be_read(text, language):
    for number in find_numbers(text, language):
        assert 0 <= number.span.start < number.span.end <= len(text)


@pytest.mark.parametrize("char", [*"0十一万,.:-/ 半第零a%年两", "\N{FULLWIDTH DIGIT ONE}"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_of_a_hundred_thousand_equal_characters_takes_no_time(char, language):
    start = perf_counter()
    find_numbers(char * 100_000, language)
    # A tenth of the promise (1 s for 1 MB), with room for a busy machine; a quadratic reader takes minutes.
    assert perf_counter() - start < 2


def test_each_number_is_paired_once_and_a_repetition_is_set_apart():
    source = find_numbers("2019年和2020年，共71条。", "zh")
    target = find_numbers("In 2019 and 2020 there were 81 of them; in 2020, more.", "en")
    matching = match_numbers(source, target)
    assert matching.pairs == [(0, 0), (1, 1)]
    assert (matching.source, matching.target) == ([2], [2])
    assert (matching.source_repeated, matching.target_repeated) == ([], [3])


def test_a_table_of_numbers_is_compared_by_value():
    text = " ".join(str(value) for value in range(100, 300))
    matching = match_numbers(find_numbers(text, "zh"), find_numbers(text, "en"))
    assert len(matching.pairs) == 200
    assert (matching.source, matching.target) == ([], [])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2_050_000_000, "2.05 billion"),
        (50_200_000_000_000, "50.2 trillion"),
        (20_300_000, "20.3 million"),
        (4_054_900_000_000, "4.0549 trillion"),
        (4_178_027, "4,178,027"),
        (35_000, "35,000"),
        (Fraction(415, 10), "41.5"),
        (Fraction(1, 3), "1/3"),
        (0, "0"),
    ],
)
def test_a_value_is_spelled_as_english_writes_it(value, text):
    assert spell_value(Fraction(value)) == text


def test_ordinals_end_as_they_are_spoken():
    assert [ordinal(value) for value in (1, 2, 3, 4, 11, 12, 13, 18, 21, 102, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "18th", "21st", "102nd", "111th",
    ]  # fmt: skip
