"""How plausible the order of English words is: transitions between word classes, told by form alone.

No part-of-speech tagger: about forty classes of function words, shapes and endings, and how much more or less often one
follows the other in edited English than chance would have it. Words in random order break these habits at every step.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d[\d.,:/%]*|[^\w\s]")

_CLASSES: dict[str, str] = {
    "article": "a an the",
    "possessive": "my your his her its our their whose",
    "demonstrative": "this that these those",
    "quantifier": "all some any no every each both many much more most few several such other another less"
    " least own same",
    "of": "of",
    "to": "to",
    "preposition": "in on at by for with from into onto over under between among during through against about"
    " after before"
    " without within toward towards across along around behind beside near per upon via despite since until"
    " beyond above"
    " below amid throughout regarding",
    "as": "as than like",
    "and": "and or nor but &",
    "subordinator": "because although though if unless while whereas whether so once however therefore moreover"
    " thus hence"
    " meanwhile",
    "relative": "which who whom what where when how why",
    "subject": "i he she we they it you there one",
    "object": "him them me us himself herself itself themselves ourselves",
    "be": "is are was were am 's isn't aren't wasn't weren't",
    "be-part": "be been being",
    "have": "have has had having",
    "do": "do does did don't doesn't didn't",
    "modal": "will would can could may might must shall should won't can't cannot couldn't wouldn't shouldn't",
    "not": "not never n't",
    "adverb": "also only even still just already yet now then often always again very too quite here well"
    " further almost"
    " about later ago far soon rather nearly ever not",
    "said": "said says say added noted told",
}
_CLASS_OF = {word: name for name, words in reversed(_CLASSES.items()) for word in words.split()}
_ENDINGS = (
    ("ing", "ing"), ("ed", "ed"), ("ly", "ly"), ("tion", "noun"), ("sion", "noun"), ("ment", "noun"), ("ness", "noun"),
    ("ity", "noun"), ("ance", "noun"), ("ence", "noun"), ("ship", "noun"), ("ism", "noun"), ("er", "er"), ("or", "er"),
    ("ist", "er"), ("ous", "adjective"), ("ive", "adjective"), ("al", "adjective"), ("able", "adjective"),
    ("ible", "adjective"), ("ful", "adjective"), ("ic", "adjective"), ("less", "adjective"), ("ant", "adjective"),
    ("ent", "adjective"), ("ss", "word"), ("us", "word"), ("s", "plural"),
)  # fmt: skip
START, END = "start", "end"
_MARKS = {",": "comma", ";": "comma", ":": "comma", ".": "stop", "!": "stop", "?": "stop", "(": "open", ")": "close"}
"""Other marks, quotation marks above all, say nothing of order and are passed over."""

CLASSES = (
    START,
    END,
    *_CLASSES,
    *sorted({name for _, name in _ENDINGS} | {"short", "capital", "number"} - set(_CLASSES)),
    *dict.fromkeys(_MARKS.values()),
)
"""Rows and columns of the table of transitions, in order."""


@lru_cache(maxsize=1 << 15)
def _class_of(token: str, opens: bool) -> str | None:
    lower = token.lower().replace("’", "'")
    if lower in _CLASS_OF:
        return _CLASS_OF[lower]
    if not token[0].isalpha():
        return "number" if token[0].isdigit() else _MARKS.get(token)
    if token[0].isupper() and not opens:
        return "capital"
    if len(lower) <= 4:
        return "short"
    return next((name for ending, name in _ENDINGS if lower.endswith(ending)), "word")


def classify(text: str) -> list[str]:
    """Return the classes of a text's words and marks, between `start` and `end`.

    >>> classify("The cat sat.")
    ['start', 'article', 'short', 'short', 'stop', 'end']
    """
    classes, opens = [START], True
    for match in TOKEN.finditer(text):
        name = _class_of(match.group(), opens)
        if name is not None:
            classes.append(name)
            opens = name == "stop"
    classes.append(END)
    return classes


def score_order(text: str) -> float:
    """Return the mean log odds of the text's transitions, in nats: about 0.5 in edited prose, below 0 in word salad.

    An empty text scores 0.
    """
    from metrics.wordorder_table import TRANSITIONS  # noqa: PLC0415 - the table is made from this module's classes

    classes = classify(text)
    if len(classes) == 2:
        return 0.0
    return sum(TRANSITIONS[pair] for pair in pairwise(classes)) / (len(classes) - 1)


def is_function_word(word: str) -> bool:
    """Say whether an English word belongs to the closed classes of grammar."""
    return word.lower().replace("’", "'") in _CLASS_OF
