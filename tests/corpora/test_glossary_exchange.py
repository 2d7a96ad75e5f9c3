"""Glossaries in other tools' formats: what files look like, what comes back, what is lost, what is refused."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import ConfigError, InputError
from corpora.glossary import Glossary, Term, format_glossary, parse_glossary
from corpora.glossary.exchange import FORMATS, Imported, export_glossary, find_format, import_glossary

LAW = Term(
    "法治",
    "rule of law",
    note="<the> “term” & its note",
    allowed=("law-based governance",),
    forbidden=("rule by law",),
    variants=("依法治国",),
    type="term",
    domain="law",
    ref="Constitution, Art. 5",
    updated="2024-03-31",
    id="law-1",
)
DRAFT = Term("人权", "human rights", status="draft", note="undecided")
TWO = Glossary((LAW, DRAFT), comments=("# ours",))

ENGINES = ("deepl", "google", "aws", "azure")
SUFFIX = {"omegat": ".txt", "azure": ".tsv", "tbx2": ".tbx", "tbx3": ".tbx", "xlsx": ".xlsx"}


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / f"g{SUFFIX.get(name, '.csv')}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def imported(folder: Path, name: str, data: bytes | str) -> Imported:
    return import_glossary(written(folder, name, data), name)


def there_and_back(folder: Path, name: str, glossary: Glossary) -> Glossary:
    return imported(folder, name, export_glossary(glossary, name).data).glossary


def text(name: str, glossary: Glossary = TWO) -> str:
    return export_glossary(glossary, name).data.decode()


def test_each_format_looks_as_its_documentation_says() -> None:
    assert text("omegat") == (
        "# ours\n"
        "法治\trule of law\t<the> “term” & its note\n法治\tlaw-based governance\t<the> “term” & its note\n"
        "依法治国\trule of law\t<the> “term” & its note\n依法治国\tlaw-based governance\t<the> “term” & its note\n"
    )
    assert text("deepl") == text("google") == "法治,rule of law\n依法治国,rule of law\n"
    assert text("aws") == "zh,en\n法治,rule of law\n依法治国,rule of law\n"
    assert text("azure") == "法治\trule of law\n依法治国\trule of law\n"
    assert text("weblate") == (
        '"location","source","target","id","fuzzy","context","translator_comments","developer_comments"\n'
        '"","人权","human rights","","True","","undecided",""\n'
        '"","法治","rule of law","law-1","False","","<the> “term” & its note",""\n'
    )


def test_tbx_holds_concepts_with_the_status_of_each_rendering() -> None:
    concept = (
        '<conceptEntry id="law-1">\n'
        '<transacGrp><transac type="transactionType">modification</transac><date>2024-03-31</date></transacGrp>\n'
        '<descrip type="subjectField">law</descrip>\n<note>&lt;the&gt; “term” &amp; its note</note>\n'
        '<langSec xml:lang="zh">\n'
        '<termSec><term>法治</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>\n'
        "<termSec><term>依法治国</term>"
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>\n'
        '</langSec>\n<langSec xml:lang="en">\n'
        '<termSec><term>rule of law</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>'
        '<admin type="source">Constitution, Art. 5</admin></termSec>\n'
        "<termSec><term>law-based governance</term>"
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>\n'
        "<termSec><term>rule by law</term>"
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>\n'
        "</langSec>\n</conceptEntry>\n"
    )
    assert concept in text("tbx3")
    assert '<tbx type="TBX-Basic" style="dca" xml:lang="zh" xmlns="urn:iso:std:iso:30042:ed-2">' in text("tbx3")
    names = {"conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig"}
    assert re.sub("|".join(names), lambda found: names[found[0]], concept) in text("tbx2")
    assert '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">' in text("tbx2")


LOST = {
    "omegat": ["forbidden", "type", "domain", "ref", "updated", "id"],
    **{name: ["allowed", "forbidden", "note", "type", "domain", "ref", "updated", "id"] for name in ENGINES},
    "weblate": ["allowed", "forbidden", "variants", "type", "domain", "ref", "updated"],
    "tbx2": ["type"],
    "tbx3": ["type"],
    "xlsx": [],
}


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_lost_is_told(name: str) -> None:
    losses = export_glossary(TWO, name).losses
    assert sorted(LOST[name]) == sorted(found for loss in losses for found in re.findall(r"the column '(\w+)'", loss))
    assert any("not approved: 1 of 2" in loss for loss in losses) == (name not in ("weblate", "xlsx"))
    assert any("comments: 1" in loss for loss in losses) == (name not in ("omegat", "xlsx"))


SETTINGS = settings(deadline=None, max_examples=50)
WORDS = st.text(st.sampled_from("abcXY'\"-=+@,;.|\\<&>é “”法"), max_size=8).map(lambda text: " ".join(text.split()))
CHINESE = WORDS.map(lambda word: f"词{word}")
ENGLISH = WORDS.map(lambda word: f"w{word}".replace("...", "."))


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """Draw terms of which no two share a form."""
    terms: list[Term] = []
    forms: set[str] = set()
    for number in range(draw(st.integers(1, 4))):
        source, *variants = draw(st.lists(CHINESE, min_size=1, max_size=3, unique=True))
        renderings = draw(st.lists(ENGLISH, min_size=2, max_size=5, unique_by=str.casefold))
        if not forms & {source, *variants}:
            forms |= {source, *variants}
            status = draw(st.sampled_from(("approved", "approved", "draft")))
            terms.append(
                Term(
                    source,
                    renderings[0],
                    note=draw(WORDS),
                    allowed=tuple(renderings[1:-1]),
                    forbidden=(renderings[-1],),
                    variants=tuple(variants),
                    domain=draw(WORDS),
                    status=status,
                    id=draw(st.sampled_from(("", f"t{number}"))),
                )
            )
    return Glossary((*terms, Term("末", "last")), comments=("# ours",))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exchange")


@SETTINGS
@given(glossary=glossaries())
def test_a_spreadsheet_keeps_everything(folder: Path, glossary: Glossary) -> None:
    assert glossary == there_and_back(folder, "xlsx", glossary)


@SETTINGS
@given(glossary=glossaries())
def test_tbx_keeps_all_that_it_has_a_place_for(folder: Path, glossary: Glossary) -> None:
    expected = tuple(term for term in glossary.terms if term.status == "approved")
    for name in ("tbx2", "tbx3"):
        assert expected == there_and_back(folder, name, glossary).terms


@SETTINGS
@given(glossary=glossaries())
def test_weblate_keeps_the_preferred_rendering_note_and_status(folder: Path, glossary: Glossary) -> None:
    expected = [Term(t.source, t.target, note=t.note, status=t.status, id=t.id) for t in glossary.terms]
    assert expected == list(there_and_back(folder, "weblate", glossary).terms)


@SETTINGS
@given(glossary=glossaries())
def test_omegat_keeps_forms_with_their_renderings(folder: Path, glossary: Glossary) -> None:
    approved = [term for term in glossary.terms if term.status == "approved"]
    expected = {form: (term.renderings, term.note) for term in approved for form in (term.source, *term.variants)}
    back = there_and_back(folder, "omegat", glossary)
    assert expected == {term.source: (term.renderings, term.note) for term in back.terms}
    assert back.comments == ("# ours",)


@pytest.mark.parametrize("name", ENGINES)
@SETTINGS
@given(glossary=glossaries())
def test_engines_keep_forms_with_their_target(folder: Path, name: str, glossary: Glossary) -> None:
    approved = [term for term in glossary.terms if term.status == "approved"]
    expected = {form: term.target for term in approved for form in (term.source, *term.variants)}
    back = there_and_back(folder, name, glossary)
    assert expected == {term.source: term.target for term in back.terms}


@pytest.mark.parametrize("char", "=+-@")
def test_no_spreadsheet_runs_a_cell(tmp_path: Path, char: str) -> None:
    glossary = Glossary((Term("法治", "rule of law"), Term(f"{char}人", f"{char}SUM(A1)", note="'=x")))
    for name in ENGINES:
        exported = export_glossary(glossary, name)
        assert f"{char}人" not in exported.data.decode()
        assert [loss for loss in exported.losses if "begins like a formula" in loss]
    weblate = text("weblate", glossary)
    assert f'"\'{char}人","\'{char}SUM(A1)"' in weblate
    assert "\"''=x\"" in weblate
    assert there_and_back(tmp_path, "weblate", glossary) == glossary
    sheet = zipfile.ZipFile(io.BytesIO(export_glossary(glossary, "xlsx").data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert there_and_back(tmp_path, "xlsx", glossary) == glossary


def test_engines_get_each_form_once_and_nothing_they_cannot_use() -> None:
    glossary = Glossary(
        (
            Term("处", "division", sense="rank"),
            Term("处", "office", sense="place"),
            Term("直播", "sell ... live"),
            Term("长" * 400, "long"),
            Term("长" * 100, "long"),
        )
    )
    exported = export_glossary(glossary, "deepl")
    assert exported.data.decode() == f"处,office\n{'长' * 100},long\n"
    told = "\n".join(exported.losses)
    for words in ("only one is taken", "has a gap", "longer than 1024 bytes"):
        assert words in told
    assert export_glossary(glossary, "aws").data.decode() == "zh,en\n处,office\n"  # 200 bytes


def test_the_same_spreadsheet_is_the_same_bytes() -> None:
    assert export_glossary(TWO, "xlsx").data == export_glossary(TWO, "xlsx").data


FOREIGN = [
    ("omegat", "# c\n法治\trule of law\tnote\r\n法治\tlegality\n\n", ["法治|rule of law|legality|note"]),
    ("deepl", "\ufeff法治,rule of law,ZH,EN\nlaw,法,en,zh\nHaus,house,de,en\n", ["法治|rule of law||", "法|law||"]),
    ("google", 'zh-CN,en,zh-TW,pos,description\n法治,"law, rule of",法治化,noun,n\n', ["法治|law, rule of||n"]),
    ("google", "法治,rule of law\n", ["法治|rule of law||"]),
    ("aws", "en,zh,fr\nrule of law,法治,droit\n,人权,\n", ["法治|rule of law||"]),
    ("azure", "法治\trule of law\n", ["法治|rule of law||"]),
    ("weblate", 'source,target,fuzzy\n"法治","rule\nof law",\n民主,,\n', ["法治|rule of law||"]),
]


@pytest.mark.parametrize(("name", "data", "expected"), FOREIGN)
def test_other_tools_files_are_read(tmp_path: Path, name: str, data: str, expected: list[str]) -> None:
    terms = imported(tmp_path, name, data).glossary.terms
    found = [f"{term.source}|{term.target}|{'/'.join(term.allowed)}|{term.note}" for term in terms]
    assert sorted(expected) == sorted(found)


DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min">
<text><body>
<conceptEntry id="law-1"><min:subjectField>law</min:subjectField>
<langSec xml:lang="en-US"><termSec><term>legality</term>
<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>rule of <hi>law</hi></term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
<langSec xml:lang="zh-Hans"><termSec><term>法治</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>house</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""
NTIG = """<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX"><text><body>
<termEntry id="a"><langSet lang="zh" xml:lang="zh"><ntig><termGrp><term>处</term></termGrp></ntig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>office</term></termGrp></ntig></langSet></termEntry>
<termEntry id="b"><langSet xml:lang="zh"><tig><term>处</term></tig></langSet>
<langSet xml:lang="en"><tig><term>division</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_tbx_of_other_makes_is_read(tmp_path: Path) -> None:
    found = imported(tmp_path, "tbx3", DCT)
    assert found.glossary.terms == (Term("法治", "rule of law", forbidden=("legality",), domain="law", id="law-1"),)
    assert found.losses == ("concepts without a term in both Chinese and English: 1",)
    homographs = imported(tmp_path, "tbx2", NTIG).glossary.terms
    assert [(term.sense, term.target) for term in homographs] == [("a", "office"), ("b", "division")]


LAUGHS = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><tbx><text>&b;</text></tbx>'
HOSTILE = [
    (LAUGHS, "declares the entity 'a'"),
    ('<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', "declares the entity 'x'"),
    ('<!DOCTYPE tbx [<!ENTITY % p SYSTEM "http://localhost/x"> %p;]><tbx/>', "declares the entity 'p'"),
    ('<!DOCTYPE tbx SYSTEM "http://localhost/x.dtd"><tbx>&x;</tbx>', "&x; is explained in another file"),
    ("<tbx>" * 500, "no more than 200 elements"),
    ("<tbx><text></tbx>", "g.tbx:1:14: expected well-formed XML"),
    ('<?xml version="1.0" encoding="UTF-88"?><tbx/>', "expected an encoding that XML readers know"),
    ('<?xml version="1.0" encoding="gb18030"?><tbx/>', "expected an encoding that XML readers know"),
    ("<html/>", "expected TBX, which begins with <martif> or <tbx>, found <html>"),
    ("<tbx/>", "holds no pair of a Chinese term and its English"),
    ("法治\trule of law\n", "expected well-formed XML"),
]


@pytest.mark.parametrize(("data", "problem"), HOSTILE)
def test_hostile_or_broken_xml_is_refused(tmp_path: Path, data: str, problem: str) -> None:
    with pytest.raises(InputError, match=re.escape(problem)):
        imported(tmp_path, "tbx3", data)


def archive(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in files.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


def test_a_spreadsheet_that_unpacks_to_more_than_it_may_is_refused(tmp_path: Path) -> None:
    bomb = archive(xl__workbook_xml=b"\0" * 200_000_001)
    assert len(bomb) < 300_000
    with pytest.raises(InputError, match="unpacks to more than 200,000,000 bytes"):
        imported(tmp_path, "xlsx", bomb)
    liar = bytearray(archive(xl__workbook_xml=b"\0" * 1_000_000))
    for marker, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # both headers declare ten bytes
        start = liar.index(marker) + at
        liar[start : start + 4] = (10).to_bytes(4, "little")
    with pytest.raises(InputError, match="found no sound one"):
        imported(tmp_path, "xlsx", bytes(liar))


@pytest.mark.parametrize(
    "data", [b"source,target\n", b"PK\x03\x04", archive(a=b"b"), archive(xl__workbook_xml=b"<x/>")]
)
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match=r"spreadsheet|workbook"):
        imported(tmp_path, "xlsx", data)


def test_a_spreadsheet_whose_parts_declare_entities_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(export_glossary(TWO, "xlsx").data)) as book:
        files = {name: book.read(name) for name in book.namelist()}
    laughs = b'?><!DOCTYPE sst [<!ENTITY a "ha">]>'
    files["xl/sharedStrings.xml"] = files["xl/sharedStrings.xml"].replace(b"?>", laughs, 1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        for name, data in files.items():
            book.writestr(name, data)
    with pytest.raises(InputError, match="declares a document type"):
        imported(tmp_path, "xlsx", file.getvalue())


def test_what_a_spreadsheet_made_of_dates_and_numbers_is_text_again(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "g.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["source", "target", "updated", "id", "note"])
        sheet.write_row(2, 0, ["法治", "rule of law"])  # below an empty row
        sheet.write_datetime(2, 2, datetime(2024, 3, 31), book.add_format({"num_format": "d.m.yyyy"}))
        sheet.write_number(2, 3, 7)
        sheet.write_formula(2, 4, '="a"&"b"', None, "ab")  # what it last was; it is not run
    expected = Term("法治", "rule of law", updated="2024-03-31", id="7", note="ab")
    assert import_glossary(path, "xlsx").glossary.terms == (expected,)


def test_a_spreadsheet_of_other_columns_says_which_are_expected(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "g.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["中文", "英文"])
    with pytest.raises(InputError, match=r"g\.xlsx:1: expected the glossary's columns"):
        import_glossary(path, "xlsx")


def test_a_missing_package_is_named_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(ConfigError, match=re.escape("pip install 'duizhao[xlsx]'")):
        export_glossary(TWO, "xlsx")


@SETTINGS
@given(name=st.sampled_from(("tbx2", "tbx3", "xlsx")), seed=st.randoms(use_true_random=False))
def test_a_damaged_file_is_read_or_refused(folder: Path, name: str, seed: Random) -> None:
    data = bytearray(export_glossary(TWO, name).data)
    for _ in range(seed.randrange(1, 5)):
        at = seed.randrange(len(data))
        data[at : at + seed.choice((0, 1, 12))] = seed.randbytes(seed.choice((0, 1, 5)))
    with contextlib.suppress(InputError):
        imported(folder, name, bytes(data))


BROKEN = [
    ("deepl", "法治\n", "g.csv:1: expected 2 columns at least, found 1"),
    ("deepl", '法治,"rule\n', "g.csv:1: no legal CSV: unexpected end of data"),
    ("aws", "法治,rule of law\n", "g.csv:1: expected a header of language codes with zh and en"),
    ("weblate", "法治,rule of law\n", "g.csv:1: expected a header with source and target"),
    ("omegat", "# only\n", "holds no pair of a Chinese term and its English"),
    ("azure", "rule\t法治\n", "holds no pair of a Chinese term and its English: "),
]


@pytest.mark.parametrize(("name", "data", "problem"), BROKEN)
def test_a_file_of_another_format_is_refused(tmp_path: Path, name: str, data: str, problem: str) -> None:
    with pytest.raises(InputError, match=re.escape(problem)):
        imported(tmp_path, name, data)


def test_rows_that_are_no_terms_are_told_with_their_line(tmp_path: Path) -> None:
    found = imported(tmp_path, "deepl", "法治,rule of law\n民主,民主\n人权,\n")
    assert [term.source for term in found.glossary.terms] == ["法治"]
    assert [re.sub(r".*(g\.csv:\d): (\S+) .*", r"\1 \2", loss) for loss in found.losses] == [
        "g.csv:2 '民主'",
        "g.csv:3 '人权'",
    ]


def test_what_is_imported_is_a_legal_glossary(tmp_path: Path) -> None:
    found = imported(tmp_path, "weblate", "source,target,id\n法治,a|b,1\n法治,A\\c,1\n民主,d,1\n").glossary
    assert parse_glossary(format_glossary(found)) == found
    assert [(term.renderings, term.id) for term in found.terms] == [(("d",), ""), (("a|b", "A\\c"), "1")]


def test_a_file_s_name_tells_some_formats() -> None:
    assert [find_format(None, Path(name)) for name in ("a.TBX", "a.xlsx")] == ["tbx3", "xlsx"]
    with pytest.raises(ConfigError, match="--format"):
        find_format(None, Path("a.csv"))


def test_a_term_that_no_other_tool_may_see_is_an_error() -> None:
    for name in FORMATS.keys() - {"xlsx", "weblate"}:
        with pytest.raises(InputError, match="no approved term"):
            export_glossary(Glossary((replace(LAW, status="draft"),)), name)
