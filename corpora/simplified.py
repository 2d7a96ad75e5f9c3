"""Chinese text in simplified characters, for comparing: character by character, so that every place stays."""

from __future__ import annotations

import re
from functools import cache

from corpora.characters import fold

# What OpenCC's t2s changes although GB 2312 holds it, with 著 and 瞭, which it leaves alone for their second readings.
_COMMON = str.maketrans(
    "乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽著瞭",
    "干咤伙后征拼挨折于矩烟苔夹糖曲么着了",
)

_HAN = re.compile("[\u3400-\u9fff]")


def simplify(text: str) -> str:
    """Return the text as it is compared: folded, in simplified characters, the same length always.

    Each character is converted on its own, so that a term found inside a sentence reads as it does alone.

    >>> simplify("網絡強國"), simplify("网络强国")
    ('网络强国', '网络强国')
    """
    text = fold(text).translate(_COMMON)
    # GB 2312 holds no traditional character but those above: most texts need no table.
    return text if _is_gb2312(text) else text.translate(_table())


def _is_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return all(_in_gb2312(char) for char in set(_HAN.findall(text)))
    return True


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _table() -> dict[int, str]:
    import opencc  # noqa: PLC0415 - needed only for traditional characters

    characters = [chr(code) for code in range(0x3400, 0xA000)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        ord(before): after.translate(_COMMON)
        for before, after in zip(characters, converted, strict=True)
        if before != after and len(after) == 1
    }
