"""Whether a document is in the language that its side says."""

from __future__ import annotations

from corpora.characters import count_scripts
from corpora.errors import InputError
from corpora.model import Document

# Chinese needs about a third of the characters: one Han character weighs as much as three Latin letters.
_LETTERS_PER_HAN = 3
_FEWEST = 60  # weighed letters below which a file is too small to judge
_CLEARLY = 0.85


def require_language(document: Document) -> None:
    """Raise InputError if a document is clearly in the other language; small and mixed ones pass.

    Raises:
        InputError: With the share of the script that was found.
    """
    han = latin = 0
    for segment in document.segments:
        here = count_scripts(segment.text)
        han, latin = han + here[0], latin + here[1]
    weighed = _LETTERS_PER_HAN * han + latin
    if weighed < _FEWEST:
        return
    wrong, share, found, expected = (
        (latin / weighed, latin / (han + latin), "English ({} % Latin letters)", "Chinese")
        if document.language == "zh"
        else (_LETTERS_PER_HAN * han / weighed, han / (han + latin), "Chinese ({} % Han characters)", "English")
    )
    if wrong >= _CLEARLY:
        looks = found.format(int(100 * share))
        raise InputError(document.name, None, f"looks {looks}; expected {expected}: are the two files swapped?")
