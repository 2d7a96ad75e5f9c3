"""Whether a document is in the language that its side says."""

from __future__ import annotations

import re

from corpora.characters import count_scripts
from corpora.errors import InputError
from corpora.model import Document, Language

# Chinese needs about a third of the characters: one Han character weighs as much as three Latin letters.
_LETTERS_PER_HAN = 3
_FEWEST = 60  # weighed letters below which a file is too small to judge
_CLEARLY = 0.85
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30ff]")
_MOST_KANA = (
    0.3  # of the weighed letters; Japanese prose has more than half, a Chinese text that quotes Japanese far less
)


def main_language(text: str) -> Language:
    """Return the language that most of a text is written in.

    >>> main_language("对照 (duizhao) 检查译文"), main_language("duizhao (对照) checks a translation")
    ('zh', 'en')
    """
    han, latin = count_scripts(text)
    return "zh" if _LETTERS_PER_HAN * han > latin else "en"


def require_sides(source: Document, target: Document) -> None:
    """Raise InputError if the two sides are clearly swapped: no Chinese in the source, no English in the target.

    Raises:
        InputError: Always about both sides; one side in the wrong language is what `require_language` looks for.
    """
    (source_han, source_latin), (target_han, target_latin) = _scripts(source), _scripts(target)
    if source_latin and target_han and not (source_han or target_latin):
        raise InputError(
            source.name,
            None,
            "the source is English and the target Chinese: the sides are swapped; Chinese comes first",
        )


def require_language(document: Document) -> None:
    """Raise InputError if a document is clearly in the other language; small and mixed ones pass.

    Raises:
        InputError: With the share of the script that was found.
    """
    han, latin = _scripts(document)
    weighed = _LETTERS_PER_HAN * han + latin
    if weighed < _FEWEST:
        return
    kana = sum(len(_KANA.findall(segment.text)) for segment in document.segments)
    if kana > _MOST_KANA * (kana + han + latin / _LETTERS_PER_HAN):
        looks = f"looks Japanese ({int(100 * kana / (kana + han + latin))} % kana)"
        expected = "Chinese" if document.language == "zh" else "English"
        raise InputError(document.name, None, f"{looks}; expected {expected}")
    wrong, share, found, expected = (
        (latin / weighed, latin / (han + latin), "English ({} % Latin letters)", "Chinese")
        if document.language == "zh"
        else (_LETTERS_PER_HAN * han / weighed, han / (han + latin), "Chinese ({} % Han characters)", "English")
    )
    if wrong >= _CLEARLY:
        looks = found.format(int(100 * share))
        raise InputError(document.name, None, f"looks {looks}; expected {expected}: are the two files swapped?")


def _scripts(document: Document) -> tuple[int, int]:
    counts = [count_scripts(segment.text) for segment in document.segments]
    return sum(han for han, _ in counts), sum(latin for _, latin in counts)
