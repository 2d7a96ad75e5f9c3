"""Chinese grammar words and marks with what they usually become in English: dictionaries only describe these.

The lists were written for this project.
"""

from __future__ import annotations

from corpora.wordforms import stem

# "word: renderings", all equally likely.
_WORDS = """
的: of that which; 地: ground land place; 得: get must; 了: already have; 着: while; 过: have pass over;
们: they; 我: i; 我们: we; 咱们: we; 咱: we i; 你: you; 你们: you; 您: you; 他: he; 她: she; 它: it; 他们: they;
她们: they; 它们: they it; 自己: self own himself herself myself themselves; 这: this; 那: that; 这个: this;
那个: that; 这些: this; 那些: that; 这样: this so such way; 那样: that so such way; 这么: so this such;
那么: so then that such; 这里: here; 这儿: here; 那里: there; 那儿: there; 哪里: where; 哪儿: where;
哪: which where; 谁: who; 什么: what anything something; 怎么: how what why; 怎样: how what; 怎么样: how what;
为什么: why; 为何: why; 多少: how many much; 几: several few how many; 是: be; 不是: not be; 不: not no never;
没: not no never without; 没有: not no without never; 别: not other; 有: have there be; 在: in at on;
于: in at on of to; 从: from since; 到: to arrive until reach; 对: to for about right; 对于: for to about;
把: take hold; 被: by; 给: give to for; 让: let make; 叫: call name ask; 使: make cause; 和: and with;
与: and with; 跟: with follow and; 同: same with together; 及: and; 以及: and as well; 或: or; 或者: or;
还是: or still; 而: and but while; 而且: and also moreover; 但: but however; 但是: but however;
可是: but however; 不过: but however only; 然而: however but yet; 因为: because since for; 所以: so therefore;
因此: so therefore thus; 于是: so then; 如果: if; 要是: if; 假如: if; 虽然: although though;
尽管: although though despite; 即使: even if though; 就: then just right; 才: only then just; 也: also too;
都: all both every; 又: again and also; 再: again then more; 还: still also yet; 已: already; 已经: already;
正在: now being; 正: just; 将: will; 要: want will must need; 会: will can would meet; 能: can able;
能够: can able; 可以: can may; 可: can but; 可能: may possible maybe perhaps; 应该: should; 应当: should;
必须: must; 得到: get obtain; 很: very; 太: too very; 最: most; 更: more even; 非常: very; 只: only just;
只是: only just; 只有: only; 一: a one; 一个: a one; 一种: a kind; 一些: some; 一样: same as like;
一起: together; 一直: always all along keep; 个: a; 上: on up above; 下: under down below; 里: in inside;
中: in middle among china; 内: in inside within; 外: outside out; 前: before front ago; 后: after behind later;
以后: after later; 以前: before ago; 之后: after later; 之前: before; 时: when time; 时候: when time; 之: of;
其: its his their; 所: what which place; 以: with by in order to; 为: for as be; 为了: for in order to;
向: to toward; 往: to toward; 由: by from; 比: than compare; 像: like as; 如: like as if such; 吗: ?; 呢: ?;
吧: ?; 啊: oh ah; 呀: oh; 等: and other such wait etc; 说: say speak tell talk; 道: say road way; 说道: say;
问: ask; 问道: ask; 想: think want; 看: look see watch; 看见: see; 看到: see; 听: hear listen; 听到: hear;
来: come; 去: go; 走: walk go leave; 做: do make; 干: do; 起来: up; 出来: out; 出去: out; 下来: down;
下去: down go on; 过来: over come; 过去: past go over; 回来: back return come; 回去: back return go;
进来: in come; 进去: in go; 知道: know; 觉得: feel think; 告诉: tell; 喜欢: like love; 开始: begin start;
现在: now; 后来: later then afterwards; 然后: then; 不能: can not; 不会: will not; 不要: not; 不得: must not;
不可: can not; 不知: not know; 不知道: not know; 人: person man; 人家: other people they; 大家: everyone all;
别人: other people; 每: every each; 各: each every various; 某: some certain; 另: another other;
另外: another other also; 其他: other; 许多: many; 很多: many much lot; 好: good well; 好像: like as if seem;
似乎: seem; 年: year; 月: month moon; 日: day; 天: day sky; 号: number day; 两: two; 二: two second;
点: little point o'clock; 块: piece; 亿: million billion; 万: thousand million; 百分之: % percent; 第一: first;
第二: second; 第三: third
"""

# Keys of marks, and the keys they become.
_MARKS = {
    ".": ".",
    ",": ", and",
    ";": "; .",
    ":": ": ,",
    "?": "?",
    "!": "! .",
    "“": "“",
    "”": "”",
    "《": "“",
    "》": "”",
    "(": "(",
    ")": ")",
    "…": "… .",
    "—": "— ,",
    "%": "% percent",
}

_SAME_MARKS = {
    ".": "。．.",
    ",": "，,、",
    ";": "；;",
    ":": "：:",
    "?": "？?",
    "!": "！!",
    "“": "“„«「『‘",
    "”": "”»」』’",
    "《": "《〈",
    "》": "》〉",
    "(": "（(【[〔",
    ")": "）)】]〕",
    "%": "％%",
}

MARK_KEYS: dict[str, str] = {mark: key for key, marks in _SAME_MARKS.items() for mark in marks}
"""Punctuation of both languages -> the one key that stands for it."""


def _entries() -> dict[str, str]:
    pairs = (entry.split(":", 1) for entry in _WORDS.replace("\n", " ").split(";"))
    return {word.strip(): english for word, english in pairs} | _MARKS


GRAMMAR_WORDS: dict[str, dict[str, float]] = {
    word: {(stem(part) if part[0].isalpha() else part): 1.0 for part in english.split()}
    for word, english in _entries().items()
}
"""Word or mark key -> English keys with equal weights."""
