"""Which strings are English words: wordfreq's list, and what affixes and compounds make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word: letters, with apostrophes inside."""

COMMON = 1e-6
"""A frequency from which a part counts as a word of its own: once in a million words; rarer strings in wordfreq are
half names and misspellings, which would make a word of any two syllables."""

LONGEST = 40
"""Letters from which nothing is a word; the longest listed one has 28. It keeps the analysis of a page of"
" noise quick."""

PREFIXES = (
    "anti", "auto", "bio", "co", "counter", "cross", "cyber", "de", "dis", "eco", "electro", "euro", "ex",
    "extra", "fore", "geo", "hydro", "hyper", "in", "infra", "inter", "intra", "kilo", "macro", "mega", "meta",
    "micro", "mid", "mini", "mis", "mono", "multi", "nano", "neo", "neuro", "non", "off", "out", "over", "para",
    "photo", "poly", "post", "pre", "pro", "pseudo", "psycho", "quasi", "re", "self", "semi", "socio", "sub",
    "super", "supra", "tele", "thermo", "trans", "tri", "ultra", "un", "under", "uni", "up",
)  # fmt: skip
SUFFIXES = (
    "able", "ability", "al", "ally", "ation", "based", "d", "dom", "ed", "en", "er", "ers", "es", "ese", "est",
    "ful", "fully", "hood", "ian", "ians", "iation", "ible", "ic", "ically", "ification", "ified", "ing", "ings", "ise",
    "ised", "ish", "ising", "ism", "isation", "ist", "ists", "ity", "ization", "ize", "ized", "izing", "less",
    "like", "ly", "man", "ment", "ments", "men", "most", "ness", "or", "proof", "s", "ship", "ward", "wards",
    "ware", "wide", "wise", "y",
)  # fmt: skip

INFLECTIONS = frozenset({"d", "ed", "er", "est", "ing", "ly", "ment", "ments", "ness", "s", "es"})
"""Endings that any word can take, so that a listed stem is enough, however rare."""


@cache
def frequencies() -> dict[str, float]:
    """Return how often each English word occurs, as a share of all words; loaded once, and only when asked for."""
    packed = _packed_list()
    if packed is None:
        from wordfreq import get_frequency_dict  # noqa: PLC0415 - 0.15 s of imports for tokenizers not needed here

        table: dict[str, float] = get_frequency_dict("en")
        return table
    return {word: 10 ** (-centibels / 100) for centibels, words in enumerate(packed) for word in words}


def _packed_list() -> list[list[str]] | None:
    """Return wordfreq's list as its file has it, words by centibels of rarity, or None for a file of another kind."""
    import gzip  # noqa: PLC0415

    import msgpack  # noqa: PLC0415

    spec = find_spec("wordfreq")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(root, "data", "large_en.msgpack.gz")
        if path.is_file():
            with gzip.open(path, "rb") as file:
                header, *packed = msgpack.load(file, raw=False)
            if header == {"format": "cB", "version": 1}:
                return list(packed)
    return None


@lru_cache(maxsize=1 << 16)
def is_word(word: str) -> bool:
    """Say whether an English reader would take this string of letters for a word of the language.

    Names count only as far as they are well known. Case does not matter.
    """
    word = word.lower().replace("’", "'")
    if word in frequencies():
        return True
    if len(word) > LONGEST:
        return False
    if "'" in word:
        # "government's", "hadn't" and the rest: what stands before the apostrophe decides.
        return is_word(word[: word.rindex("'")])
    return _is_derived(word) or _is_compound(word)


def _is_common(word: str) -> bool:
    return frequencies().get(word, 0.0) >= COMMON


def _is_derived(word: str) -> bool:
    for prefix in PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= 4 and (_is_common(rest) or _has_known_stem(rest)):
            return True
    return _has_known_stem(word)


def _has_known_stem(word: str, *, rare: bool = True) -> bool:
    for suffix in SUFFIXES:
        stem = word[: -len(suffix)]
        if len(stem) < 4 or not word.endswith(suffix):
            continue
        # "digitize" + "ation" drops the e, "happy" + "ness" turns the y, "plan" + "ing" doubles the n.
        forms = [stem, stem + "e"]
        if stem.endswith("i"):
            forms.append(stem[:-1] + "y")
        if stem[-1] == stem[-2]:
            forms.append(stem[:-1])
        # What is left of a rare word must be long to count: any four letters are listed somewhere.
        if any(
            _is_common(form) or (rare and len(form) > 4 and suffix in INFLECTIONS and form in frequencies())
            for form in forms
        ):
            return True
    return False


def _is_compound(word: str) -> bool:
    for cut in range(3, len(word) - 2):
        head, tail = word[:cut], word[cut:]
        least = COMMON if min(len(head), len(tail)) > 3 else 20 * COMMON
        if frequencies().get(head, 0.0) >= least and frequencies().get(tail, 0.0) >= least and len(word) > 6:
            return True
    return False


SLIP_RATIO = 300.0
"""How many times as frequent a word one slip away must be for a rare word to count as its misspelling: in 4,837 human
sentences this leaves one word that is none ("resends")."""

SHORT_SLIP_RATIO = 3000.0
"""The same for words of three and four letters, which have many neighbours."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=1 << 16)
def misspells(word: str) -> str | None:
    """Return the word of which a rare, listed word is most likely a misspelling ("thier"), or None.

    Norvig's corrector, one slip deep: lists that are counted from the web hold every common misspelling, but far
    below the right spelling.
    """
    table = frequencies()
    share = table.get(word, 0.0)
    if (
        share >= COMMON
        or not 3 <= len(word) <= LONGEST
        or not (word.isascii() and word.isalpha())
        or _is_sound_form(word)
    ):
        return None
    best, most = None, max(share, 1e-9) * (SLIP_RATIO if len(word) > 4 else SHORT_SLIP_RATIO)
    for other in _slips(word):
        found = table.get(other, 0.0)
        if found > most:
            best, most = other, found
    return best


def _is_sound_form(word: str) -> bool:
    """Say whether a rare word is a form of another that is no misspelling itself: "wanes", but not "reveiws"."""
    if _has_known_stem(word, rare=False):
        return True
    stems = (word.removesuffix(ending) for ending in ("s", "d", "ed", "ing") if word.endswith(ending))
    return any(len(stem) > 3 and stem in frequencies() and misspells(stem) is None for stem in stems)


def _slips(word: str) -> Iterator[str]:
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


_DOUBLE = re.compile(r"(?<![\w'’\-])(a|[^\W\d_]{2,})[ \t\u00a0]+(\1)(?![\w'’\-])", re.IGNORECASE)
_MAY_DOUBLE = frozenset({
    "had", "that", "is", "do", "her", "in", "on", "so", "very", "really", "many", "much", "long", "far", "no",
    "yes", "ha", "haha", "hey", "oh", "ah", "ooh", "aha", "bye", "blah", "knock", "hear", "there", "now",
    "well", "tut", "tick", "tock", "wow", "boo", "cha", "choo", "chop", "drip", "goody", "quack", "woof", "yum",
    "la", "na", "da", "ba", "never", "again", "more", "higher", "faster", "day", "night", "ever", "over", "by",
    "and", "round", "up", "down", "out", "through", "side", "back", "face", "one", "two", "step", "little",
    "bit", "less", "plus",
})  # fmt: skip
"""Words that English doubles on purpose ("he had had enough", "gave her her book", "a long long time", "ha ha")."""


def find_doubled(text: str) -> list[re.Match[str]]:
    """Find words that stand twice in a row by mistake, in matches whose groups are the two words.

    Doubled names are passed over: Walla Walla, Bora Bora and Lang Lang are names because no single Walla is; Beijing
    is one by itself.
    """
    return [
        match
        for match in _DOUBLE.finditer(text)
        if match.group(1).lower() not in _MAY_DOUBLE
        and (match.group(1)[0].islower() or match.group(2)[0].islower() or _is_familiar(match.group(1)))
    ]


def _is_familiar(name: str) -> bool:
    return len(name) > 4 and frequencies().get(name.lower(), 0.0) >= 10 * COMMON
