"""Documents that translate each other only in part."""

from __future__ import annotations

from align import align_documents
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Document, Verdict
from tests.align.test_documents import PAIRS

CHINESE = [
    "议会经过九个小时的辩论通过了预算。", "财政部长承诺降低小企业的税收。", "钢铁股连续第三周下跌。",
    "八月份的机床出口创下纪录。", "中央银行没有改变利率。", "由于干旱，农民预计收成不好。",
    "明年春天两艘渡轮将连接各个岛屿。", "法院驳回了两家航空公司的上诉。", "反对党要求提前举行选举。",
    "三座核电站将在年底关闭。", "港口工人的罢工进入第二周。", "博物馆买下了一幅失窃多年的画。",
]  # fmt: skip
ENGLISH = [
    "The mountain railway closes for repairs until May.", "A goalkeeper broke his wrist in training.",
    "Nobody knows who painted the ceiling of the chapel.", "Bees have returned to the roofs of the old theatre.",
    "The recipe asks for butter, flour and a pinch of salt.", "Divers photographed the wreck of a sailing ship.",
    "Her second novel is set in a lighthouse.", "The choir sings on the first Sunday of each month.",
    "Astronomers counted nine new moons of Saturn.", "A fox was seen near the swimming pool.",
    "The orchestra needs a new double bass.", "Tickets for the balloon festival are sold out.",
]  # fmt: skip
STORY = [z for side, _ in PAIRS for z in side], [e for _, side in PAIRS for e in side]


def bitext(source: list[str], target: list[str], lexicon: Lexicon) -> Bitext:
    return align_documents(Document.from_sentences(source, "zh"), Document.from_sentences(target, "en"), lexicon)


def test_a_passage_that_unrelated_documents_share_is_found(lexicon: Lexicon) -> None:
    found = bitext([*CHINESE * 3, *STORY[0], *CHINESE * 3], [*ENGLISH * 2, *STORY[1], *ENGLISH * 4], lexicon)
    assert found.verdict is Verdict.PARTLY
    sure = [bead for bead in found.beads if bead.source and bead.target and bead.score >= 0.5]
    assert len(sure) >= 10
    assert all(36 <= bead.source.start < bead.source.end <= 36 + len(STORY[0]) for bead in sure)


def test_documents_that_share_nothing_are_no_translation(lexicon: Lexicon) -> None:
    found = bitext(CHINESE, ENGLISH, lexicon)
    assert found.verdict is Verdict.NOT
    assert found.coverage < 0.2


def test_a_translation_without_one_chapter_is_a_translation(lexicon: Lexicon) -> None:
    source = [*STORY[0], *CHINESE, *STORY[0]]
    found = bitext(source, [*STORY[1], *STORY[1]], lexicon)
    assert found.verdict is Verdict.TRANSLATION
    alone = [bead.source.start for bead in found.beads if not bead.target]
    assert alone == list(range(len(STORY[0]), len(STORY[0]) + len(CHINESE)))
