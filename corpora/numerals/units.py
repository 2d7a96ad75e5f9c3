"""Units that numbers are counted in: measures with their conversions, and currencies, in both languages."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple


class Measure(NamedTuple):
    """A unit of measurement.

    Attributes:
        dimension: What it measures.
        factor: How many of the dimension's base units one of it is.
        offset: What to add after that; only temperatures have one.
    """

    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)


MEASURES: dict[str, Measure] = {
    # Exact definitions: the international yard and pound (1959), 市制 (1929: 1 市里 = 500 m, 1 市斤 = 500 g,
    # 15 亩 = 1 ha); months and years are the 30 and 365 days that people reckon with.
    "mm": Measure("length", Fraction(1, 1000)),
    "cm": Measure("length", Fraction(1, 100)),
    "m": Measure("length", Fraction(1)),
    "km": Measure("length", Fraction(1000)),
    "li": Measure("length", Fraction(500)),
    "inch": Measure("length", Fraction(254, 10000)),
    "foot": Measure("length", Fraction(3048, 10000)),
    "yard": Measure("length", Fraction(9144, 10000)),
    "mile": Measure("length", Fraction(1609344, 1000)),
    "sea mile": Measure("length", Fraction(1852)),
    "sq m": Measure("area", Fraction(1)),
    "sq foot": Measure("area", Fraction(9290304, 100000000)),
    "mu": Measure("area", Fraction(10000, 15)),
    "acre": Measure("area", Fraction(40468564224, 10000000)),
    "hectare": Measure("area", Fraction(10000)),
    "sq km": Measure("area", Fraction(1000000)),
    "sq mile": Measure("area", Fraction(2589988110336, 1000000)),
    "g": Measure("mass", Fraction(1, 1000)),
    "ounce": Measure("mass", Fraction(28349523125, 10**12)),
    "pound": Measure("mass", Fraction(45359237, 10**8)),
    "jin": Measure("mass", Fraction(1, 2)),
    "kg": Measure("mass", Fraction(1)),
    "tonne": Measure("mass", Fraction(1000)),
    "celsius": Measure("temperature", Fraction(1)),
    "fahrenheit": Measure("temperature", Fraction(5, 9), Fraction(-160, 9)),
    "second": Measure("duration", Fraction(1)),
    "minute": Measure("duration", Fraction(60)),
    "quarter hour": Measure("duration", Fraction(900)),
    "hour": Measure("duration", Fraction(3600)),
    "day": Measure("duration", Fraction(86400)),
    "week": Measure("duration", Fraction(604800)),
    "month": Measure("duration", Fraction(365, 12) * 86400),
    "quarter": Measure("duration", Fraction(365, 4) * 86400),
    "year": Measure("duration", Fraction(365) * 86400),
    "decade": Measure("duration", Fraction(3650) * 86400),
    "century": Measure("duration", Fraction(36500) * 86400),
    "kph": Measure("speed", Fraction(1)),
    "mph": Measure("speed", Fraction(1609344, 1000000)),
}

CHINESE_UNITS: dict[str, str] = {
    "毫米": "mm", "厘米": "cm", "公分": "cm", "米": "m", "公尺": "m", "公里": "km", "千米": "km",
    "里": "li", "华里": "li",
    "英寸": "inch", "英尺": "foot", "码": "yard", "英里": "mile", "海里": "sea mile",
    "平方米": "sq m", "平米": "sq m", "平方英尺": "sq foot", "亩": "mu", "英亩": "acre", "公顷": "hectare",
    "平方公里": "sq km", "平方千米": "sq km", "平方英里": "sq mile",
    "克": "g", "盎司": "ounce", "磅": "pound", "斤": "jin", "公斤": "kg", "千克": "kg", "吨": "tonne",
    "摄氏度": "celsius", "℃": "celsius", "华氏度": "fahrenheit", "℉": "fahrenheit",
    "秒": "second", "秒钟": "second", "分钟": "minute", "刻钟": "quarter hour", "小时": "hour", "钟头": "hour",
    "天": "day", "昼夜": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter",
    "年": "year", "周年": "year", "世纪": "century",
    "元": "CNY", "块": "CNY", "块钱": "CNY", "元人民币": "CNY", "人民币": "CNY", "美元": "USD", "美金": "USD",
    "欧元": "EUR",
    "英镑": "GBP", "日元": "JPY", "港元": "HKD", "港币": "HKD", "新台币": "TWD", "台币": "TWD", "韩元": "KRW",
    "卢布": "RUB", "卢比": "INR", "澳元": "AUD", "加元": "CAD", "新元": "SGD", "瑞郎": "CHF", "法郎": "CHF",
    "令吉": "MYR", "林吉特": "MYR", "马币": "MYR", "泰铢": "THB", "越南盾": "VND", "比索": "PHP", "里拉": "TRY",
}  # fmt: skip
"""Chinese names, folded to simplified characters."""

ENGLISH_UNITS: dict[str, str] = {
    "mm": "mm", "millimeter": "mm", "millimetre": "mm", "cm": "cm", "centimeter": "cm", "centimetre": "cm",
    "m": "m", "meter": "m", "metre": "m", "km": "km", "kilometer": "km", "kilometre": "km", "li": "li",
    "inch": "inch", "inches": "inch", "foot": "foot", "feet": "foot", "ft": "foot", "yard": "yard", "mile": "mile",
    "mu": "mu", "acre": "acre", "hectare": "hectare", "ha": "hectare",
    "gram": "g", "g": "g", "ounce": "ounce", "oz": "ounce", "pound": "pound", "lb": "pound", "lbs": "pound",
    "jin": "jin", "catty": "jin", "catties": "jin", "kg": "kg", "kilogram": "kg", "kilo": "kg", "ton": "tonne",
    "tonne": "tonne", "celsius": "celsius", "fahrenheit": "fahrenheit",
    "second": "second", "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "day": "day", "week": "week",
    "month": "month", "quarter": "quarter", "year": "year", "decade": "decade", "century": "century",
    "centuries": "century", "fortnight": "week", "kph": "kph", "mph": "mph",
    "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "cny": "CNY", "dollar": "USD", "usd": "USD", "euro": "EUR",
    "eur": "EUR", "sterling": "GBP", "gbp": "GBP", "yen": "JPY", "jpy": "JPY", "won": "KRW", "ruble": "RUB",
    "rouble": "RUB", "rupee": "INR", "franc": "CHF", "ringgit": "MYR", "baht": "THB", "dong": "VND", "peso": "PHP",
    "lira": "TRY",
}  # fmt: skip
"""English names in the singular and lower case; a final s is taken off before looking up."""

SYMBOLS: dict[str, str] = {
    "$": "USD", "US$": "USD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "NT$": "TWD", "S$": "SGD", "¥": "CNY",
    "￥": "CNY",
    "£": "GBP", "€": "EUR", "RMB": "CNY", "CNY": "CNY", "USD": "USD", "HKD": "HKD", "EUR": "EUR", "GBP": "GBP",
    "Rs": "INR", "₹": "INR", "TWD": "TWD", "JPY": "JPY", "RMB¥": "CNY", "RM": "MYR", "MYR": "MYR", "AUD": "AUD",
    "CAD": "CAD", "SGD": "SGD", "KRW": "KRW", "INR": "INR", "CHF": "CHF", "AU$": "AUD", "CA$": "CAD", "SG$": "SGD",
}  # fmt: skip
"""What stands before an amount of money."""

BEFORE_AMOUNT = re.compile(f"(?<![A-Za-z])({'|'.join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True))})\\.? ?$")
"""One of `SYMBOLS` at the end of what stands before a number."""
