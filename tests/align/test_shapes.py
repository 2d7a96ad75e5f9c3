"""Texts of unusual shape: verse, dialogue, mixed languages, texts without marks, sides of very different size."""

from __future__ import annotations

import numpy as np
import pytest

from align import align_documents
from align.anchors import Chain, band_around
from align.units import Units
from corpora.formats import parse_document
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Document, Language
from tests.align.test_documents import PAIRS

POEM = [
    ("山后的雪还没有化", "The snow behind the hill has not melted"),
    ("一只乌鸦落在井边", "A crow has settled by the well"),
    ("我写信给远方的姐姐", "I write to my sister far away"),
    ("问她今年的梅花", "And ask about the plum trees this year"),
    ("邮差的自行车坏了", "The postman's bicycle is broken"),
    ("信在我的口袋里过冬", "The letter winters in my pocket"),
]

DIALOGUE = [
    ("“你吃饭了吗？”", '"Have you eaten?"'),
    ("“没有。”", '"No."'),
    ("“那一起去吧。”", '"Then let us go together."'),
    ("“去哪儿？”", '"Where to?"'),
    ("“老地方。”", '"The usual place."'),
    ("“好。”", '"All right."'),
]

MIXED = [
    ("请先安装Python 3.11和Git，再运行make test。", "Install Python 3.11 and Git first, then run make test."),
    ("如果出现ImportError，请检查PYTHONPATH。", "If you see an ImportError, check PYTHONPATH."),
    ("API的返回值是JSON，字段名用snake_case。", "The API returns JSON whose field names are in snake_case."),
    ("Release notes: bug fixes only.", "Release notes: bug fixes only."),
    ("Docker镜像的大小从1.2 GB降到300 MB。", "The Docker image shrank from 1.2 GB to 300 MB."),
]


def bitext(source: list[str], target: list[str], lexicon: Lexicon) -> Bitext:
    return align_documents(Document.from_sentences(source, "zh"), Document.from_sentences(target, "en"), lexicon)


def kinds(found: Bitext) -> list[str]:
    return [bead.kind for bead in found.beads]


@pytest.mark.parametrize("pairs", [POEM, DIALOGUE, MIXED])
def test_lines_are_paired_line_by_line(pairs: list[tuple[str, str]], lexicon: Lexicon) -> None:
    found = bitext([source for source, _ in pairs], [target for _, target in pairs], lexicon)
    assert kinds(found) == ["1-1"] * len(pairs)
    assert found.is_translation


def test_a_poem_in_a_file_keeps_its_lines(lexicon: Lexicon) -> None:
    sides = ("\n".join(side) + "\n" for side in zip(*POEM, strict=True))
    languages: tuple[Language, Language] = ("zh", "en")
    source, target = (parse_document(text, language) for text, language in zip(sides, languages, strict=True))
    assert kinds(align_documents(source, target, lexicon)) == ["1-1"] * len(POEM)


@pytest.mark.parametrize("at", [0, 57, 119])
def test_one_sentence_is_found_among_many(at: int, lexicon: Lexicon) -> None:
    target = [e for _, side in PAIRS for e in side] * 8
    target[at] = "The astronomer measured the distance of three comets with a new telescope."
    found = bitext(["天文学家用新望远镜测量了三颗彗星的距离。"], target, lexicon)
    assert [bead.target.start for bead in found.beads if bead.source] == [at]
    assert kinds(found).count("0-1") == len(target) - 1


def without_marks(texts: list[str]) -> str:
    return "".join(char for text in texts for char in text + " " if char.isalnum() or char == " ")


def test_a_text_without_marks_belongs_to_all_its_sentences(lexicon: Lexicon) -> None:
    source, target = [z for side, _ in PAIRS * 3 for z in side], [e for _, side in PAIRS * 3 for e in side]
    chinese, english = without_marks(source).replace(" ", ""), without_marks(target)
    assert kinds(bitext([chinese], target, lexicon)) == [f"1-{len(target)}"]
    assert kinds(bitext(source, [english], lexicon)) == [f"{len(source)}-1"]
    found = bitext([chinese], [english], lexicon)
    assert (kinds(found), found.is_translation) == (["1-1"], True)


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [("zh", "春天来了" * 1000, "春天来了" * 10), ("en", "word " * 2000, "word " * 24), ("en", "x" * 3000, "x" * 120)],
)
def test_a_text_without_marks_is_taken_apart(language: Language, text: str, part: str) -> None:
    texts = Units.of(Document.from_sentences([text], language)).texts
    assert (texts[0], "".join(texts)) == (part, text)
    assert max(map(len, texts)) == len(part)


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "长" * 150), ("zh", ("长" * 99 + "，") * 6), ("en", "x" * 500), ("en", ("x" * 398 + "; ") * 5)],
)
def test_a_long_sentence_stays_whole(language: Language, text: str) -> None:
    assert Units.of(Document.from_sentences([text], language)).texts == (text,)


def test_parts_end_behind_a_mark() -> None:
    texts = Units.of(Document.from_sentences([("春天来了花都开了草也绿了" * 2 + "，") * 20], "zh")).texts
    assert {text[-1] for text in texts} == {"，"}


@pytest.mark.parametrize("size", [3000, 6000, 12_000])
def test_texts_without_anchors_cost_no_more_than_their_length(size: int) -> None:
    nothing = np.zeros(0, np.int64)
    band = band_around(Chain(nothing, nothing), size, size)
    assert int(band.offsets[-1]) < 250 * size + 250_000


def test_a_gap_alone_in_a_long_document_keeps_its_wide_band() -> None:
    anchors = np.concatenate([np.arange(5000), np.arange(5600, 10_000)])
    band = band_around(Chain(anchors, anchors), 10_000, 10_000)
    assert int(band.high[5300] - band.low[5300]) == 2 * (12 + 40 + (601 - 40) // 4 + 1)
