"""The words, numbers and marks of a text in either language, with the keys that the lexicon knows them by."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from corpora.characters import fold
from corpora.grammar import MARK_KEYS
from corpora.model import Language
from corpora.wordforms import english_words


class Token(NamedTuple):
    """A word, number or punctuation mark of a text.

    Attributes:
        text: As it stands in the text.
        start: Where it begins, in code points.
        end: Where it ends: `text_of_sentence[start:end] == text`.
        key: What the lexicon is looked up by: the simplified Chinese word, the English stem, the digits of a number
            without grouping commas, or the mark's common form in both languages (`？` is `?`).
    """

    text: str
    start: int
    end: int
    key: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number, not a mark."""
        return self.key[:1].isalnum()


_CHINESE_PARTS = re.compile(
    r"(?P<dots>…+|\.{3,}|。{3,})|(?P<dash>[—–―]+|-{2,})|(?P<number>\d+(?:[.,]\d+)*)|(?P<latin>[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*)"
    r"|(?P<han>[〇㐀-鿿豈-﫿𠀀-𯿿]+)|(?P<mark>[^\s\w])|(?P<other>\w)"
)


def tokenize(text: str, language: Language) -> list[Token]:
    """Cut a text into words, numbers and punctuation marks.

    >>> [token.key for token in tokenize("他走了？", "zh")]
    ['他', '走', '了', '?']
    >>> [token.key for token in tokenize("He didn't go.", "en")]
    ['he', 'do', 'not', 'go', '.']
    """
    folded = fold(text)
    if language == "en":
        return [
            Token(text[start:end], start, end, MARK_KEYS.get(key, key)) for start, end, key in english_words(folded)
        ]
    tokens: list[Token] = []
    opened = False
    simplified = _simplified(folded)
    for found in _CHINESE_PARTS.finditer(simplified):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "han":
            for _, a, b in _segmenter().tokenize(simplified[start:end]):
                tokens.append(
                    Token(text[start + a : start + b], start + a, start + b, simplified[start + a : start + b])
                )
        elif kind == "latin":
            tokens += [
                Token(text[start + a : start + b], start + a, start + b, key)
                for a, b, key in english_words(simplified[start:end])
            ]
        else:
            key = {"dots": "…", "dash": "—", "number": found[0].replace(",", "")}.get(kind or "", found[0])
            if key == '"':
                # Between Chinese characters nothing shows which way a straight quote faces, but every other one closes.
                key = "”" if opened else "“"
                opened = not opened
            tokens.append(Token(text[start:end], start, end, MARK_KEYS.get(key, key)))
    return tokens


@cache
def word_class(key: str) -> str:
    """Return the part of speech that the segmenter gives a Chinese word on its own, of a word of several the last's.

    Letters as in the People's Daily corpus: `n` noun, `nr` person, `ns` place, `nt` organisation, `v` verb, and so on.

    >>> word_class("北京"), word_class("发展")
    ('ns', 'vn')
    """
    tagged: list[tuple[str, str]] = _segmenter().tag(key)
    return tagged[-1][1] if tagged else "x"


@cache
def _segmenter() -> Any:  # rjieba is typed, but only as far as its own class
    import rjieba  # noqa: PLC0415 - 0.07 s, needed only where Chinese is read

    return rjieba.Jieba()


@cache
def _simplifier() -> Any:
    import opencc  # noqa: PLC0415 - needed only for traditional characters

    return opencc.OpenCC("t2s")


# Forms of Hong Kong that OpenCC's t2s leaves alone, and 著, which Taiwan writes for 着 but in the words around it here.
_VARIANTS = str.maketrans("衞敍枱簷", "卫叙台檐")
_ASPECT = re.compile("(?<=[㐀-鿿])(?<![显原名编专论译巨土卓昭遗合])著(?![名作称者述录书])")


def _simplified(text: str) -> str:
    """Return the text in simplified characters, with the same length."""
    text = _without_traditional(text)
    return _ASPECT.sub("着", text) if "著" in text else text


def _without_traditional(text: str) -> str:
    """Return the text with simplified characters, all of which GB 2312 has: it holds hardly a traditional one."""
    if all(_in_gb2312(char) for char in set(text) if char >= "㐀"):
        return text
    converted: str = _simplifier().convert(text).translate(_VARIANTS)
    if len(converted) == len(text):
        return converted
    singly = [_simplifier().convert(char).translate(_VARIANTS) for char in text]
    return "".join(new if len(new) == 1 else old for old, new in zip(text, singly, strict=True))


@cache
def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return not ("㐀" <= char <= "鿿" or "豈" <= char <= "﫿" or char >= "𠀀")
    return True


def tag_words(text: str) -> list[tuple[str, int, str]]:
    """Return the words of a Chinese text with where they begin and jieba's part of speech (`nr` person, `ns` place).

    >>> tag_words("普京来了")[0]
    ('普京', 0, 'ns')
    """
    words, at = [], 0
    for word, tag in _segmenter().tag(_simplified(fold(text))):
        words.append((text[at : at + len(word)], at, tag))
        at += len(word)
    return words
