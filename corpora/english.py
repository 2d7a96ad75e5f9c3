"""English words as a term base compares them: by inflection, spelling and hyphenation, with their places."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from corpora.wordforms import stem

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z])|\d+(?:[.,]\d+)+|&|[^\W_]+")

DROPPED = frozenset({"a", "an", "the", "of"})
"""Words without which a rendering is compared: on WMT23's human translations this halves the false alarms."""

# Numbers that a translator may write either way; "twenty-first" and beyond are written in digits.
_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_NUMBERS = {word: str(number) for number, word in enumerate(_CARDINALS.split())} | {
    word: f"{number}{_SUFFIXES.get(number, 'th')}" for number, word in enumerate(_ORDINALS.split(), 1)
}

# British spellings that no rule below reaches, with the American ones.
_SPELLINGS = """
aluminium:aluminum analyse:analyze analysed:analyzed analyses:analyzes analysing:analyzing artefact:artifact
axe:ax catalogue:catalog catalogues:catalogs catalyse:catalyze centre:center centres:centers centred:centered
cheque:check cheques:checks cosy:cozy defence:defense defences:defenses dialogue:dialog dialogues:dialogs
disc:disk draught:draft draughts:drafts enquiry:inquiry enquiries:inquiries enrol:enroll enrolment:enrollment
ensure:ensure fibre:fiber fibres:fibers fulfil:fulfill fulfilment:fulfillment grey:gray instalment:installment
jewellery:jewelry judgement:judgment kerb:curb kilometre:kilometer kilometres:kilometers licence:license
licences:licenses litre:liter litres:liters manoeuvre:maneuver metre:meter metres:meters mould:mold
offence:offense offences:offenses paralyse:paralyze plough:plow practise:practice practised:practiced
pretence:pretense programme:program programmes:programs programmed:programmed sceptical:skeptical
skilful:skillful smoulder:smolder speciality:specialty storey:story storeys:stories sulphur:sulfur
theatre:theater theatres:theaters travelling:traveling traveller:traveler travellers:travelers tyre:tire
tyres:tires whisky:whiskey wilful:willful woollen:woolen yoghurt:yogurt
"""
_AMERICAN = dict(pair.split(":") for pair in _SPELLINGS.split())
# -our and -ise are rules with few exceptions; -lled and -lling after an unstressed vowel are one letter shorter.
_OUR = re.compile(
    r"(arb|arm|behavi|cand|clam|col|dem[eo]an|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav"
    r"|splend|tum|val|vap|vig)our"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(e|es|ed|ing|er|ers|ation|ations|ational)$")
_NOT_ISE = re.compile(
    r"(adv|ar|advert|compr|comprom|dem|desp|dev|disgu|enterpr|exc|exerc|expert|franch|improv|inc|merchand|otherw|prec|pra|prom"
    r"|ra|rev|superv|surm|surpr|telev|like|no|po|w|conc|parad|tre|prem)is"
)
_DOUBLED = re.compile(
    r"(cancel|channel|counsel|dial|equal|fuel|label|level|libel|marshal|model|pedal|signal|total|travel"
    r"|tunnel)l(ed|ing|er|ers)$"
)


# Words that the stemmer throws together with others that mean something else (internal, organize, minor, import,
# author, universal, inform, depart, custom, object, sever): they are compared by their singular.
_APART_WORDS = """
international organ minority important importance authority university universe informal department customs objective
several
"""
_APART = frozenset(_APART_WORDS.split())


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        text: As it stands there, a possessive ending left out.
        start: Where it begins, in code points.
        end: Where it ends.
    """

    text: str
    start: int
    end: int


def find_words(text: str) -> list[Word]:
    """Return words and numbers; hyphens part words, possessive endings are left out, `U.S.` is one word.

    >>> [word.text for word in find_words("The U.S.-based firm's 5G")]
    ['The', 'U.S.', 'based', 'firm', '5G']
    """
    words = []
    for found in _WORD.finditer(text):
        start = found.start()
        if found[0] in ("s", "S") and start > 0 and text[start - 1] in "'’":
            continue
        words.append(Word(found[0], start, found.end()))
    return words


@lru_cache(maxsize=1 << 17)
def word_keys(word: str) -> frozenset[str]:
    """Return what a word is compared by: two words are the same one if they share a key.

    The keys are the word in lower case without accents, its stem, the stem of its American spelling, and its digits.

    >>> bool(word_keys("Centres") & word_keys("center")), bool(word_keys("organised") & word_keys("organization"))
    (True, True)
    """
    lower = word.lower().replace(".", "") if word[-1:].isalpha() or word.endswith(".") else word.lower()
    if not lower.isascii():
        lower = "".join(char for char in unicodedata.normalize("NFD", lower) if not unicodedata.combining(char))
    if word == "&":
        lower = "and"
    if lower[0].isdigit():
        return frozenset({lower.replace(",", "")})
    singular = f"{lower[:-3]}y" if lower.endswith("ies") else lower.removesuffix("s")
    if lower in _APART or singular in _APART:
        return frozenset({lower} if lower in _APART else {lower, singular})
    american = to_american(lower)
    keys = {lower, american, stem(lower), stem(american)}
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        keys.add(lower[:-1])  # "SMEs" and "FTZs", which the stemmer takes for words without a vowel
    if lower in _NUMBERS:
        keys.add(_NUMBERS[lower])
    return frozenset(keys)


def to_american(word: str) -> str:
    """Return the American spelling of a lower-case word; a word that has none is returned as it is.

    >>> to_american("programme"), to_american("neighbourhood"), to_american("enterprise")
    ('program', 'neighborhood', 'enterprise')
    """
    if word in _AMERICAN:
        return _AMERICAN[word]
    word = _OUR.sub(r"\1or", word, count=1)
    word = _DOUBLED.sub(r"\1\2", word)
    return word if _NOT_ISE.match(word) else _ISE.sub(r"iz\1", word)
