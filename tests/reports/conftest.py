"""A small bitext with findings, as a run would hand it over; the sentences are made up for these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from corpora.model import Bead, Bitext, Document, Pair, Span
from metrics.rules import Finding, Rule, Severity
from metrics.scores import PairScore, Score
from reports.model import Report, Result

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SIGNATURE = "duizhao:0.1.0|lexicon:made-up|glossary:none|rules:all"

SOURCE = (
    "临江市召开新闻发布会",
    "今年上半年,全市引进外资20.5亿元,同比增长8%。",
    "“清朗”行动将持续到年底。",
    "会后,记者参观了港口。",
    "市长感谢各位代表。",
)

TARGET = (
    "Linjiang holds a press conference",
    "In the first half of this year, the city attracted 20.5 billion yuan of foreign investment, ",
    "an increase of 8% year on year.",
    'The "Qing dynasty" campaign will last until the end of the year.',
    "The mayor thanked the the delegates.",
    "Refreshments were served.",
)

RULES = tuple(
    Rule(name, family, severity, summary, "*What it does*")
    for name, family, severity, summary in (
        ("not-a-translation", "alignment", Severity.ERROR, "the documents do not belong together"),
        ("omitted-text", "alignment", Severity.ERROR, "a sentence has no translation"),
        ("added-text", "alignment", Severity.WARNING, "a sentence has no original"),
        ("missing-term", "terms", Severity.ERROR, "a term is not rendered as the glossary wants it"),
        ("forbidden-term", "terms", Severity.ERROR, "a rendering that the glossary forbids"),
        ("number-scale", "numbers", Severity.ERROR, "a number is off by a power of ten"),
        ("doubled-word", "fluency", Severity.INFO, "a word stands twice"),
    )
)


def press_bitext(source: tuple[str, ...] = SOURCE, target: tuple[str, ...] = TARGET) -> Bitext:
    """Return the sample bitext; other sentences may stand in its place, five against six."""
    beads = (
        Bead(Span(0, 1), Span(0, 1), 0.99),
        Bead(Span(1, 2), Span(1, 3), 0.93),
        Bead(Span(2, 3), Span(3, 4), 0.88),
        Bead(Span(3, 4), Span(4, 4), 0.71),
        Bead(Span(4, 5), Span(4, 5), 0.97),
        Bead(Span(5, 5), Span(5, 6), 0.64),
    )
    return Bitext(
        Document.from_sentences(source, "zh", "zh/press.md"),
        Document.from_sentences(target, "en", "en/press.md"),
        beads,
        0.96,
    )


def span_in(text: str, part: str) -> Span:
    """Return where a part stands in a text."""
    return Span(text.index(part), text.index(part) + len(part))


def press_findings(pairs: tuple[Pair, ...]) -> tuple[Finding, ...]:
    """Return what a reviser would say of the sample."""
    two, three, four, five, six = pairs[1:]
    return (
        Finding(
            "number-scale",
            Severity.ERROR,
            two,
            '20.5亿 = 2.05 billion, found "20.5 billion" (×10)',
            span_in(two.source.text, "20.5亿"),
            span_in(two.target.text, "20.5 billion"),
            "2.05 billion",
        ),
        Finding(
            "forbidden-term",
            Severity.ERROR,
            three,
            '清朗 → "Qing dynasty", expected "clear and bright"',
            span_in(three.source.text, "清朗"),
            span_in(three.target.text, "Qing dynasty"),
            "clear and bright",
            "清朗",
        ),
        Finding(
            "missing-term",
            Severity.ERROR,
            three,
            '“清朗”行动: expected "Clear and Bright campaign"',
            span_in(three.source.text, "“清朗”行动"),
            span_in(three.target.text, '"Qing dynasty" campaign'),
            "Clear and Bright campaign",
            "“清朗”行动",
        ),
        Finding(
            "omitted-text",
            Severity.ERROR,
            four,
            "no translation of 会后,记者参观了港口。",
            Span(0, len(four.source.text)),
        ),
        Finding(
            "doubled-word",
            Severity.INFO,
            five,
            '"the the"',
            None,
            span_in(five.target.text, "the the"),
            "the",
        ),
        Finding(
            "added-text",
            Severity.WARNING,
            six,
            'no original of "Refreshments were served."',
            None,
            Span(0, len(six.target.text)),
        ),
    )


def press_result() -> Result:
    """Return the sample bitext with scores and findings."""
    bitext = press_bitext()
    figures = ((95.0, 90.0), (52.5, 88.0), (40.0, 84.25), (0.0, None), (91.0, 61.0), (0.0, 93.0))
    scores = tuple(
        PairScore(adequacy, fluency, adequacy / 2 + (fluency or 0) / 2, {"coverage": adequacy / 100, "length": 1.0})
        for adequacy, fluency in figures
    )
    totals = (
        Score("adequacy", 46.4, "adequacy|v:1", 6),
        Score("fluency", 83.3, "fluency|v:1", 5, (80.1, 86.5)),
        Score("quality", 60.2, "quality|v:1", 6),
    )
    return Result(bitext, scores, totals, press_findings(bitext.pairs))


def press_report() -> Report:
    """Return a run over the sample alone."""
    return Report((press_result(),), RULES, SIGNATURE)


def one_pair_report(source: str, target: str, message: str = "made up") -> Report:
    """Return a run over one pair of any two texts, all of which one finding marks on both sides."""
    bitext = Bitext(
        Document.from_sentences([source], "zh", "zh.txt"),
        Document.from_sentences([target], "en", "en.txt"),
        (Bead(Span(0, 1), Span(0, 1), 0.5),),
    )
    finding = Finding(
        "number-scale",
        Severity.ERROR,
        bitext.pairs[0],
        message,
        Span(0, len(source)),
        Span(0, len(target)),
        suggestion=message,
    )
    return Report((Result(bitext, (PairScore(50.0, 50.0, 50.0, {}),), (), (finding,)),), RULES, SIGNATURE)


@pytest.fixture(scope="session")
def press() -> Report:
    """A run over a made-up press conference: six pairs, six findings."""
    return press_report()


@pytest.fixture(scope="session")
def one_pair() -> Callable[..., Report]:
    """Makes a run over one pair of any two texts."""
    return one_pair_report
