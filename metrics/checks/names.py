"""A rule about names: a Chinese name that the translation gives to somebody else.

A name is compared by meaning (the dictionary), by reading (pinyin) and by sound (transliteration). Nothing is reported
unless both sides hold a name that the other lacks: a name left out is often a pronoun, a name added an explanation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from corpora.lexicon import tokenize
from corpora.model import Pair, Span
from metrics.checks.context import Context
from metrics.checks.name_finding import Name, find_chinese_names, find_english_names
from metrics.checks.name_knowledge import NameKnowledge
from metrics.rules import Check, Finding, Rule, Severity

NAME_MISMATCH = Rule(
    "name-mismatch",
    "names",
    Severity.INFO,
    "a name of the source became another name",
    """
*What it does.* Finds the names of people and places in the Chinese, and reports one that no English name renders, by
the dictionary, by pinyin, or by its sound (learned from some 4,000 transliterated names), while the English has a name
that nothing in the Chinese and the sentences nearby explains. A pair of names that recurs in the document is taken for
the document's own rendering.

*Why it matters.* A wrong name is a wrong fact, and reads as well as the right one.

*Example.* 王小明 came out as `Wang Xiaohong`, 加州 as `Texas`.

*Known gaps.* A name that is only left out is not reported, because English uses pronouns. Of a Chinese person's name
only the given name is compared, where the surname stands beside it in pinyin: Japanese, Korean and Cantonese names are
read otherwise. Names that are also common words ("Brown"), those at the start of a sentence, and wrong ones that a
sentence nearby holds are not looked at; of two words that render one name (Hong Kong), one wrong is not seen.

*Measured*: 33 findings in 7,908 human-translated sentences: 10 in 2,840 that were Chinese first, 21 in 1,997 of news
and 2 in 3,071 about health that were English first. Read one by one, 4 are slips of the translators; the others are
words cut wrongly, a company's or a newspaper's own name, or a place that the translator added where a name became a
pronoun. Of 1,000 names of the same sentences, each replaced by a name of another sentence, 62 in 100 are found.
""",
)

_NEAR = 3
"""Pairs before and after, in which a name may have been named already."""

_LONGEST_TEXT = 2000
"""Longer texts are no sentences, and each name is compared with every other: they are not looked at."""

_MOST_NAMES = 12
"""Where more names than these have no meaning in the Chinese, the pair is a list, or no translation."""

_APART = 0.5
"""How far apart two names may stand, as a share of the sentence: any distance gives 8 alarms and .05 recall more."""


def run(context: Context) -> Iterator[Finding]:
    """Yield a finding for each pair in which a name became another."""
    names = NameKnowledge(context.lexicon)
    pairs = context.comparable
    found = [(pair, _mismatches(names, at, pairs)) for at, pair in enumerate(pairs)]
    # What a text renders alike again and again is how it renders the name.
    usual = Counter(each for _, both in found for each in sorted({(z.text, e.text) for z, e in both}))
    for pair, both in found:
        rest = [(z, e) for z, e in both if usual[z.text, e.text] == 1]
        if rest:
            yield _finding(pair, rest)


def _finding(pair: Pair, both: Sequence[tuple[Name, Name]]) -> Finding:
    """Return a finding about the names whose places are most alike, with strange words beside the English one."""
    z, e = min(both, key=lambda names: _distance(pair, *names))
    row = [name.span for _, name in both if name.row == e.row]
    span = Span(min(span.start for span in row), max(span.end for span in row))
    told = f'{z.text} became "{pair.target.text[span.slice]}"'
    return Finding(NAME_MISMATCH.name, NAME_MISMATCH.severity, pair, told, source=z.span, target=span)


def _distance(pair: Pair, z: Name, e: Name) -> float:
    return abs(z.span.start / len(pair.source.text) - e.span.start / len(pair.target.text))


def _mismatches(names: NameKnowledge, at: int, pairs: Sequence[Pair]) -> list[tuple[Name, Name]]:
    """Return each Chinese name of a pair that nothing renders with each English one that nothing explains."""
    pair = pairs[at]
    source, target = pair.source.text, pair.target.text
    if max(len(source), len(target)) > _LONGEST_TEXT:
        return []
    words = find_english_names(target)
    strange = [word for word in words if word.is_inside and names.may_be_name(word.text)]
    strange = [word for word in strange if not names.means(source, word.text)]
    strange = [word for word in strange[: _MOST_NAMES + 1] if not names.sounds(source, word.text)]
    if not 0 < len(strange) <= _MOST_NAMES:
        return []
    chinese = find_chinese_names(source)
    strange = [word for word in strange if not any(names.sounds_like(z, word.text) for z in chinese)]
    if not strange:
        return []
    keys = frozenset(token.key for token in tokenize(target, "en"))
    letters = re.sub("[^a-z]", "", target.lower().replace("ü", "u"))
    unmeant = [word for word in words if not names.means(source, word.text)]
    lost = [
        z for z in chinese if not names.is_rendered(z, keys, letters) and not names.is_heard(z, source, words, unmeant)
    ]
    if not lost:
        return []
    near = [each.source.text for each in (*pairs[max(at - _NEAR, 0) : at], *pairs[at + 1 : at + _NEAR + 1])]
    near = [text for text in near if len(text) <= _LONGEST_TEXT]
    strange = [word for word in strange if not any(names.is_named(text, word.text) for text in near)]
    return [
        (z, e)
        for z, e in product(lost, strange)
        if _distance(pair, z, e) <= _APART and names.could_be_meant(z, e, source, words)
    ]


CHECK = Check((NAME_MISMATCH,), run)
