"""The one place that knows about Unicode: scripts, widths, punctuation, and a folding that keeps every length."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_HAN = (
    "\u3005\u3007\u3021-\u3029\u3038-\u303b"  # iteration mark, ideographic zero, Hangzhou numerals
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Extension A, the unified block, compatibility ideographs
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"  # radicals, which PDF files give where characters are meant
    "\U00020000-\U0002fa1f\U00030000-\U000323af"  # Extensions B to F and I, compatibility supplement, G and H
)

_IS_HAN = re.compile(f"[{_HAN}]")
_HAN_RUNS = re.compile(f"[{_HAN}]+")
_LATIN_RUNS = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]+")
_WIDE = re.compile(
    f"[{_HAN}\u3000-\u303f\u3040-\u30ff\u3100-\u312f\uac00-\ud7a3\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]"
)

SENTENCE_ENDS = "。！？｡!?‼⁇⁈⁉"
"""Marks that end a sentence in either language; the full stop `.` and the ellipsis need their surroundings."""

CLAUSE_MARKS = "，、；：,;:"
"""Marks after which a sentence goes on."""

OPENING_MARKS = "“‘「『《〈（(【〔［[｛{〖"
"""Opening quotes and brackets; the ASCII quotes open and close alike and are not among them."""

CLOSING_MARKS = "”’」』》〉）)】〕］]｝}〗"
"""Closing quotes and brackets, in the order of `OPENING_MARKS`."""

INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that are no spaces
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef"
)
"""Characters that show nothing, as the inside of a character class. The joiner in emoji is not among them."""

# Radicals of the supplement (U+2E80-2EFF) with the ideograph each stands for: Unicode's EquivalentUnifiedIdeograph,
# which unicodedata does not carry (only two of them have a compatibility decomposition).
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎尢⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺"
    "⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿"
    "⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨"
    "⻘青⻙韦⻚页⻛风⻜飞⻝食⻞飠⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one, radicals and every extension included; punctuation is not.

    >>> is_han("网"), is_han("A"), is_han("，")
    (True, False, False)
    """
    return _IS_HAN.match(char) is not None


def is_wide(char: str) -> bool:
    """Tell whether a character takes two columns in a fixed-width font; the ambiguous quotes and dashes do not."""
    return _WIDE.match(char) is not None


def count_scripts(text: str) -> tuple[int, int]:
    """Count Han characters and Latin letters, full-width letters included.

    >>> count_scripts("看 the 网络")
    (3, 3)
    """
    return sum(map(len, _HAN_RUNS.findall(text))), sum(map(len, _LATIN_RUNS.findall(text)))


def count_columns(text: str) -> int:
    """Return the width of a text in a fixed-width font."""
    return len(text) + len(_WIDE.findall(text))


def fold(text: str) -> str:
    r"""Return the text as it is compared: the same length always, character by character.

    Full-width letters, digits and marks become ASCII, radicals and compatibility ideographs the unified ones, and
    every space, the zero-width one too, the ASCII space. Other invisible characters stay: nothing of length one could
    stand for them. Case, quotes and the Chinese stops stay as well. NFKC would change lengths.

    >>> fold("ＡＢＣ　１２３，好")
    'ABC 123,好'
    >>> fold("“We”\\u00a0do")
    '“We” do'
    """
    return text if text.isascii() else text.translate(_folding())


def fold_radicals(text: str) -> str:
    """Replace radicals and compatibility ideographs, and nothing else; the length stays.

    >>> fold_radicals("⽹络⻓城１")
    '网络长城１'
    """
    return text if text.isascii() else text.translate(_radical_folding())


@cache
def _radical_folding() -> dict[int, str]:
    table = {ord(radical): ideograph for radical, ideograph in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}
    for start, end in ((0x2E80, 0x2FD6), (0xF900, 0xFB00), (0x2F800, 0x2FA20)):
        for code in range(start, end):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    return table


@cache
def _folding() -> dict[int, str]:
    table = dict(_radical_folding())
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    spaces = (0x85, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
    table.update(dict.fromkeys(spaces, " "))
    return table
