"""Negation in both languages, counted: certain cues, and everything that may answer one."""

from __future__ import annotations

import re
from typing import NamedTuple


class Cues(NamedTuple):
    """How often a text denies.

    Attributes:
        certain: Cues that a translation must answer.
        possible: These and weaker ones: words of refusal, lack and opposition, negative prefixes.
    """

    certain: int
    possible: int


# Words that hold a character of negation but deny nothing that English would deny too.
_NOT_MEANT = re.compile(
    "不仅|不但|不断|不同|不过|不管|不论|不久|不少|不禁|不得不|不能不|不可不|不会不|不无|不由|不锈|不只|不单|不光|不光是|不外|不时|不妨|不惜|不已|不愧|不等|"
    "不乏|不约而同|不言而喻|不动产|不一而足|不亦乐乎|不翼而飞|不胫而走|不遗余力|不可避免|不可或缺|不知不觉|不谋而合|不在话下|不失|不失为|不免|不料|不屑|不堪|不慎|不幸|"
    "不满|不良|不足|不安|不便|不利|不当|不法|不止|不错|不好意思|对不起|了不起|差不多|忍不住|禁不住|离不开|要不是|要不然|绝不|并不|毫不|从不|"
    "无论|无疑|无人机|无线|无锡|无数|无比|无非|无奈|无偿|无缝|无限|无穷|无私|无辜|无暇|无线电|无缘|无愧|"
    "非常|非洲|非凡|非但|非得|非法|非典|是非|除非|莫非|若非|无非|南非|北非|东非|西非|中非|非裔|非盟|非物质|非遗|"
    "未来|未免|未成年|未婚|未央|未遂|未知|"
    "别人|特别|区别|分别|级别|差别|性别|个别|类别|识别|告别|辨别|鉴别|别墅|别名|别致|别具|别开生面|离别|派别|国别|别克|"
    "是否|否则|能否|可否|与否|没收|没落|沉没|淹没|埋没|出没|湮没|吞没|没完没了|没错|没准|有没有|要不要|是不是|会不会|能不能|"
    "莫斯科|莫迪|莫名|莫大|莫高窟|莫言|莫过于|莫尔|莫桑比克"
)
_DOUBLE_NEGATION = re.compile("不得不|不能不|不可不|不会不|不无")
_POSSIBLE_WITHIN = re.compile("绝不|并不|毫不|从不")
_SURE_ZH = re.compile("不|没有?|未|无法|无需|无须|毫无|并非|绝非|而非|非(?=[^常洲])|勿|别(?=[再让去说])|从未|尚未|并未")
_WEAK_ZH = re.compile(
    "无|非|否|莫|免|反对|拒绝|缺乏|缺少|缺失|避免|禁止|难以|难|防止|失去|失败|停止|取消|违|止|反|抗|断|绝|抵制|除|少|弱|失|欠|零|罕|拒|废|禁|不"
)

_SURE_EN = re.compile(
    r"\b(?:not|never|none|nothing|nobody|nowhere|neither|cannot|cant|dont)\b|n['’]t\b"
    r"|\bno\b(?![.:]? ?\d)(?! doubt| longer than| matter| one)",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(
    r"\b(?:not|n['’]t) (?:only|just|merely|simply|to mention|least)\b|\bwhether or not\b|\bif not\b"
    r"|\bno (?:doubt|matter)\b|\bnothing but\b"
    r"|\b(?:can|could)(?:not|n['’]t| not) (?:help|but)\b",
    re.IGNORECASE,
)
_WEAK_EN = re.compile(
    r"\b(?:no|nor|without|unable|fail\w*|lack\w*|refus\w*|den(?:y|ied|ies|ying|ial)|hardly|barely|scarcely"
    r"|rarely|seldom|few|little|less"
    r"|avoid\w*|prevent\w*|prohibit\w*|ban(?:s|ned|ning)?|forb\w+|oppos\w+|reject\w*|against|stop\w*|ceas\w*"
    r"|absen\w+|reluctan\w+|hesita\w+|instead|rather|only"
    r"|free|loss|lost|los\w+|miss\w*|difficult\w*|hard|wrong|bad|poor\w*|short\w*|insufficien\w*|impossib\w+"
    r"|beyond|yet|until|unless|but"
    r"|un[a-z]{4,}|in(?:ability|ad|ap|ca|co|de|di|ef|ex|ev|fl|se|su|vis|val)[a-z]{3,}|im(?:po|pr|pe|mo"
    r"|ma)[a-z]{3,}|il(?:le|li)[a-z]{3,}"
    r"|ir(?:re|ra)[a-z]{3,}|dis[a-z]{3,}|non\w*|[a-z]{3,}less\w*|mis[a-z]{3,}|far from|end(?:ed|s)?|zero"
    r"|neither|anything but)\b",
    re.IGNORECASE,
)


def count_cues(text: str, language: str) -> Cues:
    """Count the cues of negation in a text.

    >>> count_cues("他并没有去。", "zh").certain, count_cues("He did not go.", "en").certain
    (1, 1)
    >>> count_cues("他不断努力。", "zh").certain
    0
    """
    certain = _count_certain(text, language)
    return Cues(certain, _count_possible(text, language, certain))


def _count_certain(text: str, language: str) -> int:
    if language == "zh":
        rest = _NOT_MEANT.sub(lambda match: "〇不" if _POSSIBLE_WITHIN.fullmatch(match.group()) else "〇", text)
        return len(_SURE_ZH.findall(rest))
    return len(_SURE_EN.findall(_NOT_ONLY.sub(" ", text)))


def _count_possible(text: str, language: str, certain: int) -> int:
    if language == "zh":
        return max(certain, len(_WEAK_ZH.findall(_DOUBLE_NEGATION.sub("", text))))
    return certain + len(_WEAK_EN.findall(_NOT_ONLY.sub(" ", text)))


def compare_negation(source: str, target: str) -> tuple[int, int]:
    """Return how many negations of the source nothing in the target answers, and the reverse."""
    ours, theirs = _count_certain(source, "zh"), _count_certain(target, "en")
    # The weaker cues, which take most of the time, matter only where the certain ones differ.
    lost = ours - _count_possible(target, "en", theirs) if ours > theirs else 0
    added = theirs - _count_possible(source, "zh", ours) if theirs > ours else 0
    return max(0, lost), max(0, added)
