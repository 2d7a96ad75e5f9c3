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

RARE = 1e-7
"""A frequency from which a part of six letters or more counts, once in ten million words: "contaminate", "lobar"."""

LONGEST = 40
"""Letters from which nothing is a word; the longest listed one has 28. It keeps a page of noise quick."""

PREFIXES = (
    "anti", "auto", "be", "bi", "bio", "co", "counter", "cross", "cyber", "de", "dis", "eco", "electro", "euro", "ex",
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

COMBINING = re.compile(
    "(?:aceto|amino|angio|anthropo|arthro|astro|bacterio|benz[io]?|blasto|brachy|brady|broncho?|carbo|carcino|cardio|cephalo"
    "|cerebro|chemo|chloro?|chol[eo]|cholangio|chondro|chromo?|crypto|cyano|cyclo|cyto|dendro|dermato|encephalo|endo|enter[io]"
    "|epi|erythro|exo|fibro|fluoro|galacto|gastro|gluco|glyco|haemo?|haemato|hemo?|hemato|hepato|hetero|hexa|histo|homeo|homo"
    "|hydroxy?|hypo|immuno|iso|kerato|laryngo|leu[ck]o|lipo|litho|lympho|lyso|mammo|melano|metallo|methyl|morpho|myco|myelo|myo"
    "|myxo|naso|necro|nephro|nitro|nucleo|oligo|onco|ophthalmo|osteo|oxy|paleo|patho|penta|peri|petro|phago|pharmaco|phenyl"
    "|phospho?|phyto|pleuro|pneumo|proto|pyro|radio|rheo|rhino|ribo|sarco|sclero|spermato|splen|steno|sulf[oa]|tetra|thrombo"
    "|thyro|toxo|tracheo|uro|vaso|viro|xeno|zoo)+"
)
"""Greek and Latin combining forms of science, one or several: "leukoerythro"."""

_SCIENTIFIC = re.compile(
    COMBINING.pattern
    + "(?:cytes?|cytosis|cytic|ectomy|emia|itis|oma|osis|penia|rrho?ea|opathy|oscopy|ology|osome|[a-z]{3,}oid|zymes?"
    "|[a-z]*(?:[aeiou]ses?|[bdlrt]ines?|idones?)|blast(?:s|ic)?|lysis|lytic|genic|genesis|tropic|trophic|static|phobia|plasty"
    "|gypsum|mers?)"
)
_DRUG = re.compile("[a-z]{5,}(?:[tm][iou]?mab|[tc]inib|[aoe]vir|cillin|mycin|conazole|statin|sartan)")
"""Names of drugs by the stems of WHO's list of international names."""


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
    return _is_derived(word) or _is_compound(word) or _is_scientific(word)


def _is_common(word: str) -> bool:
    return frequencies().get(word, 0.0) >= COMMON


def _is_derived(word: str) -> bool:
    for prefix in PREFIXES:
        rest = word[len(prefix) :]
        if not word.startswith(prefix) or len(rest) < 4:
            continue
        if _is_familiar_part(rest) or _has_known_stem(rest):
            return True
    return _has_known_stem(word)


def _is_familiar_part(word: str) -> bool:
    return len(word) > 3 and frequencies().get(word, 0.0) >= (COMMON if len(word) < 6 else RARE)


def _has_known_stem(word: str, *, rare: bool = True) -> bool:
    for suffix in SUFFIXES:
        # What is left of a rare word must be long to count: any four letters are listed somewhere.
        if any(
            _is_common(stem)
            or (rare and len(stem) > 4 and suffix in INFLECTIONS and stem in frequencies())
            or (rare and len(stem) > 6 and frequencies().get(stem, 0.0) >= RARE)
            for stem in _stems(word, suffix)
        ):
            return True
    return False


def _stems(word: str, suffix: str) -> Iterator[str]:
    """Yield what a word may be made of with a suffix, as English spells it."""
    stem = word[: -len(suffix)]
    if len(stem) < 4 or not word.endswith(suffix):
        return
    if suffix == "d" and not stem.endswith("e"):
        return
    if suffix == "es" and not stem.endswith(("s", "x", "z", "ch", "sh", "o", "i")):
        return
    yield stem
    if suffix in ("s", "d"):
        return
    # "digitize" + "ation" drops the e, "happy" + "ness" turns the y, "plan" + "ing" doubles the n.
    if suffix[0] in "aeiouy":
        yield stem + "e"
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    if stem[-1] == stem[-2] and suffix[0] in "aeiouy":
        yield stem[:-1]


def _is_scientific(word: str) -> bool:
    """Say whether a word is made of combining forms: "pneumocyte", "metalloenzyme", "ribophosphatase"."""
    start = COMBINING.match(word)
    if start is None:
        return _DRUG.fullmatch(word) is not None
    rest = word[start.end() :]
    return not rest or bool(_SCIENTIFIC.fullmatch(word)) or _is_familiar_part(rest) or _has_known_stem(rest)


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
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] + ("aeiou".replace(letter, "") if letter in "aeiou" else "")
    for row in _ROWS
    for at, letter in enumerate(row)
}
"""What is typed or heard for a letter: its neighbours in a row of the keyboard, any vowel for a vowel."""


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
    for other in _slips(word, is_listed=word in table):
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


def _slips(word: str, *, is_listed: bool) -> Iterator[str]:
    """Yield the words that a slip may have turned into this one.

    A listed word may be no slip at all ("spate" for "state"), so only the likely ones count there: letters lost,
    doubled or exchanged, and letters that stand side by side on the keyboard or sound alike.
    """
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail and (not is_listed or tail[0] == head[-1]):
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
        for letter in (_NEIGHBOURS.get(tail[0], "") if is_listed else _LETTERS) if tail else "":
            yield head + letter + tail[1:]


_DOUBLE = re.compile(r"(?<![\w'’\-])(a|[^\W\d_]{2,})[ \t\u00a0]+(\1)(?![\w'’\-])", re.IGNORECASE)
_MAY_DOUBLE = frozenset({
    "had", "that", "is", "do", "her", "in", "on", "so", "very", "really", "many", "much", "long", "far", "no",
    "yes", "ha", "haha", "hey", "oh", "ah", "ooh", "aha", "bye", "blah", "knock", "hear", "there", "now",
    "well", "tut", "tick", "tock", "wow", "boo", "cha", "choo", "chop", "drip", "goody", "quack", "woof", "yum",
    "la", "na", "da", "ba", "baa", "woo", "right", "never", "again", "more", "higher", "faster", "day", "night",
    "ever", "over", "by", "and", "round", "up", "down", "out", "through", "side", "back", "face", "one", "two", "step",
    "little", "bit", "less", "plus",
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
