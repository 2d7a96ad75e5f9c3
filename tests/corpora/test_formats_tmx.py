"""Translation memories: what is read, what is refused, and that what was written is read back."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.formats import read_bitext
from corpora.formats.flow import whole
from corpora.formats.tmx import tmx_lines, tmx_losses
from corpora.model import Bead, Bitext, Document, Place, Span

HEAD = '<tmx version="1.4"><header/><body>\n'
FOOT = "</body></tmx>\n"


def unit(*variants: tuple[str, str]) -> str:
    return "<tu>" + "".join(f'<tuv xml:lang="{tag}"><seg>{seg}</seg></tuv>' for tag, seg in variants) + "</tu>\n"


def read(folder: Path, content: str, encoding: str | None = None) -> Bitext:
    (folder / "memory.tmx").write_text(content, encoding or "utf-8", newline="")
    return read_bitext(folder / "memory.tmx")


def texts(bitext: Bitext) -> list[tuple[str, str]]:
    return [(pair.source.text, pair.target.text) for pair in bitext.pairs]


def test_a_unit_is_a_pair_with_its_places(tmp_path: Path) -> None:
    bitext = read(tmp_path, HEAD + unit(("zh", "他走了。"), ("en", "He left.")) + FOOT)
    assert texts(bitext) == [("他走了。", "He left.")]
    assert bitext.source.segments[0].place == Place(2, 29, len(HEAD) + 28)
    assert bitext.target.segments[0].place == Place(2, 69, len(HEAD) + 68)
    assert [bead.score for bead in bitext.beads] == [1.0]


@pytest.mark.parametrize("chinese", ["zh", "ZH-CN", "zh-Hant", "zh_TW", "zh-Hans-CN", "zho", "cmn-Hans"])
@pytest.mark.parametrize("english", ["en", "EN-US", "en_GB", "eng"])
def test_languages_are_known_by_their_first_part(tmp_path: Path, chinese: str, english: str) -> None:
    assert texts(read(tmp_path, HEAD + unit((english, "a"), ("de", "b"), (chinese, "花")) + FOOT)) == [("花", "a")]


def test_the_language_may_stand_in_the_older_attribute(tmp_path: Path) -> None:
    content = HEAD + unit(("zh", "花"), ("en", "a")).replace("xml:lang", "lang") + FOOT
    assert texts(read(tmp_path, content)) == [("花", "a")]


def test_a_unit_of_one_language_is_a_null_bead(tmp_path: Path) -> None:
    bitext = read(tmp_path, HEAD + unit(("zh", "花")) + unit(("en", "a"), ("zh-CN", "")) + FOOT)
    assert [bead.kind for bead in bitext.beads] == ["1-0", "0-1"]


def test_every_variant_stands_in_a_pair(tmp_path: Path) -> None:
    content = HEAD + unit(("en-US", "color"), ("zh", "颜色"), ("en-GB", "colour")) + FOOT
    assert texts(read(tmp_path, content)) == [("颜色", "color"), ("颜色", "colour")]


def test_units_that_pair_other_languages_are_passed_over(tmp_path: Path) -> None:
    content = HEAD + unit(("zh", "树"), ("de", "Baum")) + unit(("zh", "花"), ("en", "a")) + FOOT
    assert texts(read(tmp_path, content)) == [("花", "a")]


@pytest.mark.parametrize(
    ("seg", "expected"),
    [
        ("a <bpt i='1'>&lt;b&gt;</bpt>b<ept i='1'>&lt;/b&gt;</ept> c", "a b c"),
        ("a <hi type='x'>b</hi> c", "a b c"),
        ("one<ph>&lt;br/&gt;</ph>two", "one two"),
        ("one<ph/>two", "onetwo"),
        ("a<ph>&lt;img alt='<sub>note</sub>'&gt;</ph> c", "a c"),
        ("a<it pos='begin'>\n &lt;i&gt;</it>b<ut>{\\b}</ut>", "ab"),
        ("<![CDATA[a < b & c]]>", "a < b & c"),
        ("a<!-- no text --> b<?pi no text?>", "a b"),
        ("&#x4e2d;&#65;&amp;&lt;", "中A&<"),
        ("\n  two\n  lines\n", "two lines"),
    ],
)
def test_codes_are_dropped_and_text_is_kept(tmp_path: Path, seg: str, expected: str) -> None:
    assert texts(read(tmp_path, HEAD + unit(("zh", "花"), ("en", seg)) + FOOT)) == [("花", expected)]


def test_every_character_keeps_its_place(tmp_path: Path) -> None:
    english = "a <bpt i='1'>&lt;b&gt;</bpt>b &amp; <![CDATA[c]]>\r\n d"
    content = HEAD + unit(("zh", "一😀二"), ("en", english)) + FOOT
    bitext = read(tmp_path, content)
    (segment,) = bitext.target.segments
    assert segment.text == "a b & c d"
    assert "".join(content[segment.offset_at(at)] for at in range(len(segment.text))) == "a b & c\rd"
    assert [content[bitext.source.segments[0].offset_at(at)] for at in range(3)] == ["一", "😀", "二"]


@pytest.mark.parametrize(("encoding", "declared"), [("gb18030", "GB18030"), ("big5", "Big5"), ("utf-16", "UTF-16")])
def test_the_xml_declaration_declares_the_encoding(tmp_path: Path, encoding: str, declared: str) -> None:
    content = f'<?xml version="1.0" encoding="{declared}"?>\n' + HEAD + unit(("zh", "花草"), ("en", "a")) + FOOT
    assert texts(read(tmp_path, content, encoding)) == [("花草", "a")]


def test_a_document_type_is_not_looked_up(tmp_path: Path) -> None:
    content = '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">\n' + HEAD + unit(("zh", "花"), ("en", "a")) + FOOT
    assert texts(read(tmp_path, content)) == [("花", "a")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            '<!DOCTYPE tmx [\n<!ENTITY a "aaaa">\n<!ENTITY b "&a;&a;">]>\n' + HEAD + unit(("zh", "&b;")) + FOOT,
            "2: declares the entity 'a', which could hide or multiply text; write it out",
        ),
        (
            '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n' + HEAD + unit(("zh", "&x;")) + FOOT,
            "1: declares the entity 'x', which could hide or multiply text; write it out",
        ),
        (
            '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>\n' + HEAD + FOOT,
            "1: declares the entity 'p', which could hide or multiply text; write it out",
        ),
        (
            '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n' + HEAD + unit(("zh", "花&nbsp;草")) + FOOT,
            "3: &nbsp; is explained in another file, which is not read; write it out",
        ),
        (HEAD + unit(("zh", "花&nbsp;")) + FOOT, "2:30: expected well-formed XML, found: undefined entity"),
        (HEAD + "<tu>\n", "3:1: expected well-formed XML, found: no element found"),
        (HEAD + unit(("zh", "a < b")) + FOOT, "2:32: expected well-formed XML, found: not well-formed (invalid token)"),
        ("<html/>", "1: expected a TMX file, found XML that begins with <html>"),
        (HEAD + "<tu><tuv><seg>a</seg></tuv></tu>" + FOOT, "2: expected a language in <tuv xml:lang=…>, found none"),
        (HEAD + "<tu>\n<tuv xml:lang='zh'/></tu>" + FOOT, "3: expected a <seg> in each <tuv>, found none"),
        (HEAD + unit(("zh", "a<seg>b</seg>")) + FOOT, "2: expected </seg>, found another <seg>"),
        (HEAD + unit(("cn", "花"), ("en", "a")) + FOOT, " expected units in zh and en, found the languages cn"),
        (HEAD + unit(("zh", " "), ("en", "")) + FOOT, "2: both source and target are empty; expected text in at "
         "least one of them"),
        (HEAD + FOOT, " holds no pairs"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error_that_says_where(tmp_path: Path, content: str, expected: str) -> None:
    with pytest.raises(InputError, match=rf"{re.escape(str(tmp_path / 'memory.tmx'))}:{re.escape(expected)}$"):
        read(tmp_path, content)


def test_an_unknown_encoding_in_the_file_is_the_file_s_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"memory\.tmx:1: unknown encoding 'latin-99'"):
        read(tmp_path, '<?xml version="1.0" encoding="latin-99"?>' + HEAD + FOOT)


def test_deep_nesting_is_only_slow_where_it_is_long(tmp_path: Path) -> None:
    deep = 100_000
    content = HEAD + unit(("zh", "花"), ("en", "<hi>" * deep + "a" + "</hi>" * deep)) + FOOT
    assert texts(read(tmp_path, content)) == [("花", "a")]


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    sizes = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)).filter(any), min_size=1, max_size=6))
    beads, i, j = [], 0, 0
    for a, b in sizes:
        beads.append(Bead(Span(i, i + a), Span(j, j + b), draw(st.floats(0, 1))))
        i, j = i + a, j + b
    letters = st.characters(
        codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
    )
    text = st.text(st.one_of(letters, st.sampled_from("<&>'\"]花 ")), min_size=1).map(cleaned).filter(bool)
    sides = [[draw(text) for _ in range(size)] for size in (i, j)]
    return Bitext(Document.from_sentences(sides[0], "zh"), Document.from_sentences(sides[1], "en"), tuple(beads))


def cleaned(text: str) -> str:
    return whole([(text, 0)], (0,)).text


@given(bitexts())
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, bitext: Bitext) -> None:
    again = read(tmp_path_factory.mktemp("tmx"), "".join(tmx_lines(bitext)))
    assert [(cleaned(source), cleaned(target)) for source, target in texts(bitext)] == texts(again)


def test_the_order_of_elements_is_that_of_the_standard() -> None:
    bitext = Bitext(
        Document.from_sentences(["花", "草"], "zh"),
        Document.from_sentences(["a & b"], "en"),
        (Bead(Span(0, 1), Span(0, 1), 0.25), Bead(Span(1, 2), Span(1, 1), 0.5)),
    )
    root = ElementTree.fromstring("".join(tmx_lines(bitext)))
    assert [child.tag for child in root] == ["header", "body"]
    assert [[child.tag for child in tu] for tu in root.iter("tu")] == [
        ["prop", "prop", "tuv", "tuv"],
        ["prop", "prop", "tuv"],
    ]
    assert [seg.text for seg in root.iter("seg")] == ["花", "a & b", "草"]
    assert [prop.text for prop in root.iter("prop")] == ["0.2500", "1-1", "0.5000", "1-0"]


def test_what_is_lost_is_said() -> None:
    bitext = Bitext(
        Document.from_sentences(["花\x01", "草", "", "木"], "zh"),
        Document.from_sentences(["a", "b\ufffe", ""], "en"),
        tuple(Bead(Span(i, i + 1), Span(j, end)) for i, j, end in ((0, 0, 2), (1, 2, 2), (2, 2, 3), (3, 3, 3))),
    )
    assert tmx_losses(bitext) == [
        "pairs of empty lines, which are left out: 1",
        "units of one language alone, which other programs pass over: 2",
        "units of several sentences, whose boundaries are not kept: 1",
        "characters that XML cannot hold, which are replaced: 2",
    ]
    written = "".join(tmx_lines(bitext))
    assert ("花\N{SYMBOL FOR START OF HEADING}" in written, "b\N{REPLACEMENT CHARACTER}" in written) == (True, True)
    ElementTree.fromstring(written)
