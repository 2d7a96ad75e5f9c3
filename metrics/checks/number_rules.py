"""The rules about numbers: what each means, for `duizhao rule` and the reports."""

from __future__ import annotations

from metrics.rules import Rule, Severity

FAMILY = "numbers"

MISMATCH = Rule(
    "number-mismatch",
    FAMILY,
    Severity.ERROR,
    "a number of the source is missing from the translation or has another value",
    """*What it does.* Reads every number on both sides as an exact value (3.5万 and "35,000", 三分之二 and
"two-thirds", 十几 and "a dozen or so") and pairs them one to one. A source value with no counterpart is
reported, with the number that stands in its place where one is left over.

*Why it matters.* A wrong figure is the mistake that a reader of the translation cannot see.

*Example.* `共有71条河流` beside `81 rivers`: 71, found "81".

*Known gaps.* Small numbers in words (两个, "both") are compared only when another number stands in their place. A
value that also stands in the sentence before or after counts as translated. Rounding is accepted where it
agrees with the exact value. *Measured*: on 10,157 human-translated sentences of news, health and finance 1.3
findings in 1,000, three quarters of them mistakes or omissions of the translator.""",
)

SCALE = Rule(
    "number-scale",
    FAMILY,
    Severity.ERROR,
    "a number is off by a power of ten, as when 亿 becomes billion",
    """*What it does.* Reports a source value and the target number that differs from it by a power of ten, with the
factor.

*Why it matters.* Chinese counts in 万 (10,000) and 亿 (100,000,000), English in thousands and millions;
translators and machines slip here.

*Example.* `产值20.5亿元` beside `20.5 billion yuan`: 20.5亿 = 2.05 billion, found "20.5 billion" (×10).

*Known gaps.* Vague numbers (数十万, "hundreds of thousands") are compared as ranges and reported by
number-mismatch. *Measured*: on 10,157 human-translated sentences of news, health and finance 1 finding in
1,000, all of them mistakes.""",
)

EXTRA = Rule(
    "extra-number",
    FAMILY,
    Severity.WARNING,
    "a number of the translation stands for nothing in the source",
    """*What it does.* Reports a target number in digits or large number words that no source number of the pair or its
neighbours accounts for.

*Why it matters.* An invented figure is an invented fact.

*Example.* `会议在北京举行` beside `The meeting of 2019 was held in Beijing`: "2019" stands for no number of the
source.

*Known gaps.* Numbers below eleven in words and digits inside names (5G, COVID-19) are never reported.
Translators add years and conversions for their readers, hence only a warning. *Measured*: on 10,157
human-translated sentences of news, health and finance 0.8 findings in 1,000, most of them additions that the
translator meant.""",
)

PERCENT = Rule(
    "percent-mismatch",
    FAMILY,
    Severity.ERROR,
    "a percentage of the source is missing from the translation or has another value",
    """*What it does.* Compares percentages, percentage points, 成 and 百分之 by value; a half is 50 %, a fifth 20 %.

*Why it matters.* Rates carry the argument of reports and are quoted from them.

*Example.* `增长41.5%` beside `grew by 45.1%`: 41.5%, found "45.1%".

*Known gaps.* "percent" for 百分点 passes. *Measured*: on 10,157 human-translated sentences of news, health and
finance no finding.""",
)

DATE = Rule(
    "date-mismatch",
    FAMILY,
    Severity.ERROR,
    "a year, month, day, weekday or time of the source is missing from the translation or differs",
    """*What it does.* Compares the parts of dates and times of day by value, whatever their order and spelling:
7月14日 is "14 July", 下午3点半 is "3:30 p.m.", 上世纪90年代 is "the 1990s".

*Why it matters.* Dates are facts that readers act upon.

*Example.* `1979年` beside `in 1997`: 1979年 = 1979, found "1997".

*Known gaps.* A day, month or year that the translation leaves to the context ("last month", "throughout the
year") is a warning or passes; "today" is never computed. *Measured*: on 10,157 human-translated sentences of
news, health and finance 0.6 findings in 1,000, two thirds of them mistakes.""",
)

RULES = (MISMATCH, SCALE, EXTRA, PERCENT, DATE)
