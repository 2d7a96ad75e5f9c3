"""English words around a full stop: abbreviations, sentence openers and verbs that report speech."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    "mr mrs ms mx messrs mme mlle dr prof st mt ft rev hon gen col maj capt cmdr lt sgt cpl pvt adm gov sen rep "
    "pres supt insp det e.g i.e eg ie vs v viz cf ca approx resp incl excl esp tel fax ed eds trans"
)
"""Abbreviations before a name, a number or the word they belong to; lower-case, without the last stop."""

BEFORE_NUMBER = _words(
    "no nos vol vols p pp para paras par fig figs art arts sec secs sect ch chap eq eqs ex nr ver tab "
    "jan feb mar apr jun jul aug sep sept oct nov dec c b d fl"
)
"""Abbreviations only where a numeral follows (`No. 5`); `No.` alone is a sentence."""

MAYBE_LAST = _words(
    "inc ltd co corp llc plc bros jr sr esq etc al dept univ assn bldg ave blvd rd hwy est ext min max avg "
    "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
    "mass calif conn penn wash ariz mich minn tex colo ill ind ore okla"
)
"""Abbreviations that may stand last: the next word decides."""

WORDS_TOO = _words("mon wed sat sun mar mass conn penn wash ill ind ore min max ext sec dec")
"""Those of them that are words unless they begin with a capital."""

OPENERS = _words(
    "the a an this that these those he she it we they i you his her its our their my your there here in on at by for "
    "from with to of as if when while after before since until although though because but and or so yet nor not "
    "however moreover therefore meanwhile furthermore nevertheless thus then now today yesterday what who why how "
    "where which whether all some many most several few no one each every both another other such even just only "
    "under over during through despite according among between against about more let please is are was were do did "
    "does has have had can could will would should might must"
)
"""Words that open sentences and rarely belong to a name after an abbreviation."""

SUBJECTS = _words("he she it we they i you this that these those there the his her its our their my your")
"""Words with which a sentence of machine output that lost its capital begins."""

_VERBS = (
    "said|says|asked|asks|replied|answered|cried|shouted|exclaimed|whispered|muttered|murmured|added|continued|yelled|"
    "screamed|called|wondered|demanded|insisted|explained|snapped|growled|responded|remarked|repeated|inquired|"
    "begged|warned|stammered|commented|protested|told reporters|wrote"
)

REPORTED = re.compile(
    rf"(?:(?!(?:that|and|but)\b)[\w’'.-]+ ){{1,3}}?(?:\w+ly )?(?:{_VERBS})"
    r"(?=[.,;!?…—–]|\s*$| (?:\w+ly|in|with|as|to him|to her|again|aloud|from|at|when|while|after|before|on)\b)"
)
"""At the start of what follows a quotation: `John asked.`; not `He said: "` or `She said no one had`, which go on."""
