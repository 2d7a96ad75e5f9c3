"""Grammar that Chinese marks with words of its own, against the English: what joins clauses, and when things happen."""

from __future__ import annotations

import re

_WILL = re.compile(r"\b(?:will|shall|going to)\b|['’]ll\b", re.IGNORECASE)
_TO_COME = re.compile(
    "将|会|要|能|可|拟|即|未来|今后|以后|之后|明|后天|下[周月年个届次一]|计划|预[计期测]|有望|届时|准备|打算|希望|期待|直到|如果|若|一旦|就|才|必|愿|想|应|需|待"
)
_NOW_GOING_ON = re.compile(
    r"\b(?:is|are|was|were|am|be|been)(?: \w+ly)? (?!being\b)[a-z]{2,}ing\b|\bbeing\b", re.IGNORECASE
)
_GOING_ON = re.compile("正|在|着|中|呢|一直|不断|持续|逐|越|将|被|受|当|仍|还|来|去|进行|等|准备|即")

_CONNECTIVES = (
    (
        re.compile("但|却|然而|可是|不过"),
        re.compile(
            r"\b(?:but|however|yet|though|although|while|whereas|nevertheless|despite|still|instead|only)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile("因为|由于|因此|所以|故而|从而|于是"),
        re.compile(
            r"\b(?:because|as|since|due|owing|thus|therefore|so|hence|for|thereby|with|result\w*|caus\w+|then"
            r"|given|reason|lead\w*|led|thanks|after)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile("如果|假如|倘若|要是|一旦"),
        re.compile(r"\b(?:if|once|should|when|whether|unless|in case|were|would|provided|suppos\w+)\b", re.IGNORECASE),
    ),
    (
        re.compile("虽然|尽管|即使|即便"),
        re.compile(
            r"\b(?:although|though|despite|even|while|but|notwithstanding|spite|however|yet|albeit)\b", re.IGNORECASE
        ),
    ),
    (
        re.compile("以及|并且|而且|(?<!自|首|原|本)和(?!平|谐|睦|解|尚|田)|(?<=[^参授给赠])与(?!否|会)|、"),
        re.compile(
            r"\b(?:and|with|both|as well|or|also|plus|along|nor|but|moreover|furthermore|addition|between)\b|&|,",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile("自从|(?<=[以之])后|(?<=[以之])前|时(?=[，、])"),
        re.compile(
            r"\b(?:since|after|before|when|while|as|following|later|prior|until|ago|then|during|upon|once|if|in"
            r"|earlier|late|ever|where|at|on)\b",
            re.IGNORECASE,
        ),
    ),
)
"""What joins clauses, with everything that a good translation was seen to put in its place."""


_HE = re.compile("(?<![其吉排])他(?![们国乡人日杀])")
_SHE = re.compile("她(?!们)")
_MASCULINE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_FEMININE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)


def compare_gender(source: str, target: str) -> int:
    """Return 1 where the Chinese speaks of one gender only and the English of the other only (她 as "he"), else 0."""
    ours = bool(_HE.search(source)), bool(_SHE.search(source))
    theirs = bool(_MASCULINE.search(target)), bool(_FEMININE.search(target))
    return int({ours, theirs} == {(True, False), (False, True)})


def compare_connectives(source: str, target: str) -> int:
    """Return how many kinds of connective the Chinese has and the English does not answer."""
    return sum(1 for chinese, english in _CONNECTIVES if chinese.search(source) and not english.search(target))


def compare_tense(source: str, target: str) -> int:
    """Return how many of future and ongoing action the English speaks of without any sign in the Chinese."""
    future = _WILL.search(target) and not _TO_COME.search(source)
    ongoing = _NOW_GOING_ON.search(target) and not _GOING_ON.search(source)
    return bool(future) + bool(ongoing)
