"""Where names stand: capitalised English words, and Chinese words that jieba tags as names or that transliterate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpora.characters import is_han
from corpora.model import Span
from corpora.simplified import simplify
from corpora.tokens import tag_words

_LONGEST = 12
"""Characters of a Chinese name: longer rows of transliterating characters are several or none."""

_LONGEST_WORD = 40
"""Letters of an English name with its hyphens."""

_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns"})
_ENGLISH_NAME = re.compile(r"(?<![\w'’.@/&])[A-ZÀ-Þ][A-Za-zÀ-ɏ]*[a-zß-ɏ](?:['’-][A-Za-zÀ-ɏ]+)*(?![\w@/])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]|[.!?:]['\"”’)]+|[“\"‘(\[*_—–-])\s*$")
TRANSLITERATING = frozenset(
    "阿埃艾安昂奥巴白班邦包保鲍贝本比彼别宾波伯勃博布蔡查察楚茨慈达大戴丹当道德邓登迪第蒂丁东杜顿多厄恩尔法凡范菲费芬"
    "丰冯夫弗福富盖甘冈高戈格葛根贡古瓜圭果哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾坚焦杰捷金京久居喀卡凯坎康考柯科可克肯"
    "孔库夸昆拉莱赖兰郎劳勒雷蕾里理利莉立丽廉良列林琳留柳龙隆卢鲁露路伦罗洛吕律马玛迈麦曼芒毛梅蒙米密明缪摩莫姆木穆纳"
    "娜乃南瑙讷内嫩尼年涅宁纽农努女诺欧帕派潘庞培佩彭皮匹平泼珀蒲普齐奇契恰强乔切钦琴青琼丘让热荣茹儒瑞若萨塞赛桑瑟森"
    "沙莎山尚绍舍申圣盛施石史士什舒朔斯丝思苏素孙索塔泰坦汤唐陶特腾提田廷通图土吐托脱瓦万旺威韦维魏温文沃翁乌武伍西希"
    "悉锡席夏香肖谢辛欣兴雄休秀许雪逊雅亚延扬耶叶伊依因英永尤约赞早泽曾扎詹张哲珍芝治朱兹孜子宗祖佐堡佛撒翰哥罕敦默拿"
    "朗狄斐汀黎梵墨俄堪拜荷易茅彻玻仑伏佳娃坡固妮娅芭突黛弥珊姬薇嘉奎戛爱毕孟柏浦拖婷媞缇蜜翠莓蓓诗贞逖钱韩修松甸邱邹"
    "兆昔迭肃宰沁棣铎岑庇曹滕仰"
)
"""Characters with which foreign names are transliterated: of the Xinhua news agency's tables, and of names in use."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向常汤康易乔赖文施洪辛柯庄"
    "温牛樊葛邢安齐伍庞颜倪聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游靳管"
    "柴蒙鲍华喻祁房蒲滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗桂全佟应臧闵苟邬边姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑"
)
"""The commonest surnames of one character."""

_LONG_SURNAMES = frozenset(
    {
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "长孙",
        "宇文",
        "端木",
        "独孤",
    }
)
_KINDS_OF_PLACES = frozenset("市县州区省岛河湖山镇乡村")
_DOTS = frozenset("·•‧・∙")


class Name(NamedTuple):
    """A name and where it stands.

    Attributes:
        text: As it is written.
        span: Where.
        row: The number of its row, for English words: those of one row stand side by side.
        is_inside: Whether an English word stands where nothing but a name has a capital.
        is_foreign: Whether a Chinese name is, or may be, a transliteration.
    """

    text: str
    span: Span
    row: int = 0
    is_inside: bool = True
    is_foreign: bool = False


def find_english_names(text: str) -> list[Name]:
    """Return capitalised words, in order.

    >>> [name.text for name in find_english_names("Now he met Angela Merkel in Paris.") if name.is_inside]
    ['Angela', 'Merkel', 'Paris']
    """
    found: list[Name] = []
    end, row = -1, 0
    for match in _ENGLISH_NAME.finditer(text):
        if match.end() - match.start() > _LONGEST_WORD:
            continue
        row += not found or text[end : match.start()] != " "
        end = match.end()
        is_inside = not _SENTENCE_START.search(text[max(match.start() - 6, 0) : match.start()])
        found.append(Name(match.group(), Span(match.start(), end), row, is_inside))
    return found


def find_chinese_names(text: str) -> list[Name]:
    """Return the names of people and places of two characters and more; a transliteration is one name.

    >>> [name.text for name in find_chinese_names("默克尔在巴黎会见了王小明。")]
    ['默克尔', '巴黎', '王小明']
    """
    return [name for name in _tagged(text) if 2 <= len(name.text) <= _LONGEST]


def _tagged(text: str) -> Iterator[Name]:
    run: list[tuple[str, int, str]] = []
    for word, start, tag in [*tag_words(text), ("", len(text), "")]:
        if word and all(char in TRANSLITERATING for char in simplify(word)):
            run.append((word, start, tag))
            continue
        if run:
            yield from _joined(run, by_dot=_is_by_dot(text, run[0][1], start))
        run = []
        if tag in _NAME_TAGS and all(map(is_han, word)):
            bare = word[:-1] if word[-1] in _KINDS_OF_PLACES and len(word) > 2 else word
            is_foreign = all(char in TRANSLITERATING for char in simplify(bare))
            yield Name(bare, Span(start, start + len(bare)), is_foreign=is_foreign)


def _joined(run: list[tuple[str, int, str]], *, by_dot: bool) -> Iterator[Name]:
    """Yield a row of transliterating words as one name, from the first that counts as a name to the last."""
    named = [at for at, (*_, tag) in enumerate(run) if tag in _NAME_TAGS]
    if named:
        kept = run[named[0] : named[-1] + 1]
        text = "".join(word for word, *_ in kept)
        is_personal = len(kept) == 1 and kept[0][2] == "nr" and bool(split_surname(simplify(text))) and not by_dot
        yield Name(text, Span(kept[0][1], kept[0][1] + len(text)), is_foreign=not is_personal)


def _is_by_dot(text: str, start: int, end: int) -> bool:
    """Say whether a dot stands beside a word, as between the parts of a foreign name."""
    return text[max(start - 1, 0) : start] in _DOTS or text[end : end + 1] in _DOTS


def split_surname(name: str) -> int:
    """Return how many characters a Chinese personal name's surname has; 0 where it is no such name."""
    if 3 <= len(name) <= 4 and name[:2] in _LONG_SURNAMES:
        return 2
    return int(2 <= len(name) <= 3 and name[0] in _SURNAMES)
