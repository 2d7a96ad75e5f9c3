from __future__ import annotations

from corpora.model import Bead, Bitext, Document, Span
from metrics.rules import Severity
from reports.model import Report
from reports.picture import HEIGHT, LEAST, SEPARATE, WIDTH, Ribbon, ribbons


def corners(ribbon: Ribbon) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (point.split(",") for point in ribbon.points.split(" "))]


def even_bitext(size: int) -> Bitext:
    return Bitext(
        Document.from_sentences(["市长讲话。"] * size, "zh"),
        Document.from_sentences(["The mayor spoke."] * size, "en"),
        tuple(Bead(Span(i, i + 1), Span(i, i + 1)) for i in range(size)),
    )


def test_ribbons_share_the_width_by_length() -> None:
    drawn = ribbons(even_bitext(4), {}, {}, [90.0, 70.0, 40.0, None])
    assert [ribbon.points for ribbon in drawn] == [
        f"{x:.1f},0 {x + 250:.1f},0 {x + 250:.1f},{HEIGHT} {x:.1f},{HEIGHT}" for x in (0, 250, 500, 750)
    ]
    assert [(ribbon.look, ribbon.shade) for ribbon in drawn] == [("clean", 0), ("clean", 1), ("clean", 2), ("clean", 0)]


def test_a_bead_without_translation_is_a_tooth_that_stops_half_way(press: Report) -> None:
    bitext = press.results[0].bitext
    drawn = {ribbon.pair: ribbon for ribbon in ribbons(bitext, {4: Severity.ERROR}, {4: 1}, [None] * 6)}
    assert [y for _, y in corners(drawn[4])] == [0.0, 0.0, HEIGHT / 2]
    assert [y for _, y in corners(drawn[6])] == [HEIGHT, HEIGHT, HEIGHT / 2]
    assert drawn[4].title == "pair 4: without translation, 1 finding"
    assert drawn[6].title == "pair 6: without original, no findings"


def test_the_worst_lie_on_top() -> None:
    worst = {1: Severity.ERROR, 2: Severity.INFO, 3: Severity.WARNING}
    drawn = ribbons(even_bitext(4), worst, dict.fromkeys(worst, 1), [None] * 4)
    assert [ribbon.look for ribbon in drawn] == ["clean", "info", "warning", "error"]


def test_in_a_long_document_clean_neighbours_are_one_ribbon_and_findings_stay_visible() -> None:
    size = SEPARATE * 4
    drawn = ribbons(even_bitext(size), {7: Severity.ERROR}, {7: 2}, [None] * size)
    assert [(ribbon.look, ribbon.pair, ribbon.title) for ribbon in drawn] == [
        ("merged", 1, "pairs 1 to 6: no findings"),
        ("merged", 8, f"pairs 8 to {size}: no findings"),
        ("error", 7, "pair 7: 2 findings"),
    ]
    left, right = (x for x, y in corners(drawn[-1]) if y == 0)
    assert right - left >= LEAST
    assert max(x for ribbon in drawn for x, _ in corners(ribbon)) == WIDTH


def test_an_empty_bitext_has_no_ribbons() -> None:
    assert ribbons(Bitext(Document.from_sentences([], "zh"), Document.from_sentences([], "en"), ()), {}, {}, []) == []
