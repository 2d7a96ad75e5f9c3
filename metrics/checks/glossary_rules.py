"""The rules about a glossary itself, which `duizhao glossary check` applies: what each of its problems means."""

from __future__ import annotations

from metrics.rules import Rule, Severity

FAMILY = "glossary"


def _rule(name: str, severity: Severity, summary: str, explanation: str) -> Rule:
    return Rule(name, FAMILY, severity, summary, explanation)


GLOSSARY_RULES: tuple[Rule, ...] = (
    _rule(
        "glossary-header",
        Severity.ERROR,
        "a glossary without the columns that it needs, with unknown ones, or without rows",
        """\
*What it does.* The first line that is no `#` comment must name the columns `source` and `target`, no column twice, and
none that is unknown; columns of your own begin with `x-`. Below it there must be a row.

*Why it matters.* A misspelt column would silently mean nothing, and an empty glossary would pass every text.

*Example.* `source target forbiden`: did you mean `forbidden`?

*Known gaps.* Where the header is broken, the rows are not read: mend it and run again.
""",
    ),
    _rule(
        "glossary-row",
        Severity.ERROR,
        "a row with more or fewer cells than the header, or an empty line",
        """\
*What it does.* Each line has as many tab-separated cells as the header. There is no quoting: a cell cannot hold a tab
or a line break.

*Why it matters.* Cells that slid into the wrong column turn a note into a rendering.

*Example.* `expected 4 tab-separated cells as in the header, found 3`.

*Known gaps.* It cannot tell which cell is missing or too much.
""",
    ),
    _rule(
        "merge-conflict",
        Severity.ERROR,
        "rows of an unresolved merge",
        """\
*What it does.* It reports each `<<<<<<<` … `>>>>>>>` that git or `duizhao glossary merge` left, once, and reads nothing
inside.

*Why it matters.* Somebody has to decide which cell is right; the rest of the file is merged already.

*Example.* Keep one of the rows between the markers, or join them into one, and remove the marker lines.

*Known gaps.* A marker of another length (git's `conflict-marker-size`) reads as a row of one cell.
""",
    ),
    _rule(
        "empty-cell",
        Severity.ERROR,
        "a row without source or target",
        """\
*What it does.* `source` and `target` must hold something.

*Why it matters.* A term without a rendering can be neither right nor wrong.

*Example.* For a term whose rendering is not decided, write a candidate and set `status` to `draft`.

*Known gaps.* None known.
""",
    ),
    _rule(
        "cell-whitespace",
        Severity.ERROR,
        "white space at the beginning or end of a cell or of a list's value",
        """\
*What it does.* It reports spaces around a cell's text, and around the `|` of a list.

*Why it matters.* Such a cell looks like another one and is not; it comes from copying.

*Example.* `rule of law | rule by law` must be `rule of law|rule by law`.

*Known gaps.* Two spaces inside a cell are left alone.
""",
    ),
    _rule(
        "control-character",
        Severity.ERROR,
        "a control character in a cell",
        """\
*What it does.* It reports C0 and C1 controls and the Unicode line and paragraph separators.

*Why it matters.* No text holds them, so that such a term is never found; terminals may obey them.

*Example.* U+0085, which some spreadsheets write for a line break in a cell.

*Known gaps.* A tab and a line feed cannot be told from the end of a cell.
""",
    ),
    _rule(
        "unknown-value",
        Severity.ERROR,
        "a value that match, case, type, status or severity does not have",
        """\
*What it does.* These columns hold one of a few words, or nothing.

*Why it matters.* `aproved` must not silently take a term out of force.

*Example.* `status` is approved, draft or deprecated.

*Known gaps.* `domain` and `sense` are free text: a misspelt one is a new one.
""",
    ),
    _rule(
        "list-syntax",
        Severity.ERROR,
        "a list with an empty value or a stray backslash",
        """\
*What it does.* Values of a list are separated by `|`; `\\|` and `\\\\` stand for these characters themselves.

*Why it matters.* An empty rendering would match anything.

*Example.* `a||b`, or `a|` with nothing behind it.

*Known gaps.* None known.
""",
    ),
    _rule(
        "source-not-chinese",
        Severity.ERROR,
        "a source that is not Chinese",
        """\
*What it does.* It reports a row whose sides are swapped, and a source without any letter. A Latin name that stands in
Chinese texts, like `5G`, is a legal source.

*Why it matters.* The term would never be found.

*Example.* source `rule of law`, target `法治`: swap the two.

*Known gaps.* Japanese written in Chinese characters passes.
""",
    ),
    _rule(
        "target-not-english",
        Severity.ERROR,
        "a rendering without any Latin letter",
        """\
*What it does.* `target`, `allowed` and `forbidden` hold English.

*Why it matters.* A rendering that no English text holds makes every text wrong.

*Example.* target `法治` for the source `法治`.

*Known gaps.* Pinyin, German or French pass: whether it is English is not looked at.
""",
    ),
    _rule(
        "right-and-forbidden",
        Severity.ERROR,
        "a rendering that a row both accepts and forbids",
        """\
*What it does.* It compares `forbidden` with `target` and `allowed`; capitals count only where `case` is `sensitive`.

*Why it matters.* No translation could satisfy both.

*Example.* target `rule of law`, forbidden `Rule of Law`.

*Known gaps.* It compares letters; `dead-forbidden` tells what only the checker takes for the same.
""",
    ),
    _rule(
        "duplicate-term",
        Severity.ERROR,
        "two rows for one source in one sense",
        """\
*What it does.* No two rows share source and sense; the message names the other line.

*Why it matters.* Which of them would hold?

*Example.* Join the rows, with the second rendering in `allowed`; or tell homographs apart in `sense`.

*Known gaps.* Rows that share a form, but not the source, are told by `colliding-forms`.
""",
    ),
    _rule(
        "duplicate-id",
        Severity.ERROR,
        "two rows with one id",
        """\
*What it does.* No two rows share an `id`.

*Why it matters.* Other programs find a row again by it.

*Example.* A row that was copied to make another one.

*Known gaps.* None known.
""",
    ),
    _rule(
        "invalid-date",
        Severity.ERROR,
        "a date that is none",
        """\
*What it does.* `updated` is a date of the calendar, written like 2024-03-31.

*Why it matters.* Dates are compared when glossaries are merged; 3/4/2024 is March or April.

*Example.* `2024-02-30`.

*Known gaps.* A date in the future passes: no clock is read.
""",
    ),
    _rule(
        "chinese-in-rendering",
        Severity.WARNING,
        "Chinese characters in a rendering",
        """\
*What it does.* It reports renderings, forbidden ones too, that hold Chinese beside Latin letters.

*Why it matters.* A correct translation does not have them, so that the rendering is never found.

*Example.* target `Operation Qinglang (清朗)`: put the Chinese into `note`.

*Known gaps.* None known.
""",
    ),
    _rule(
        "unusual-character",
        Severity.WARNING,
        "full-width, invisible or odd space characters",
        """\
*What it does.* It reports full-width letters and punctuation in renderings, and no-break, ideographic and zero-width
spaces and other invisible characters anywhere.

*Why it matters.* They come from input methods and from copying, look like the plain ones, and are not.

*Example.* `rule of law（法治）`, or a zero-width space inside a term.

*Known gaps.* Look-alike letters of other scripts, like a Cyrillic а, pass.
""",
    ),
    _rule(
        "several-renderings",
        Severity.WARNING,
        "a rendering that reads like a list of several",
        """\
*What it does.* It reports `;` and a spaced `/` in an accepted rendering.

*Why it matters.* Other tools separate renderings so; here it is one long rendering that no text has.

*Example.* target `rule of law; law-based governance`: the second one belongs into `allowed`.

*Known gaps.* A comma and a slash without spaces (`and/or`) stand in real renderings and are left alone.
""",
    ),
    _rule(
        "dead-forbidden",
        Severity.WARNING,
        "a forbidden rendering that can never be reported",
        """\
*What it does.* It asks the term checker: where an accepted rendering of the term, in any of its senses, is found in the
whole of the forbidden one, inflection, hyphens and articles aside, the forbidden one is never reported.

*Why it matters.* The row promises what it does not do.

*Example.* target `trade unions`, forbidden `trade union`: with `match` set to `exact` they are told apart.

*Known gaps.* Renderings with a gap (`...`) are looked at as they are written.
""",
    ),
    _rule(
        "forbidden-in-accepted",
        Severity.INFO,
        "a forbidden rendering that is part of an accepted one",
        """\
*What it does.* It reports a forbidden rendering whose words stand inside an accepted one of the same row.

*Why it matters.* That is legal, and the longer one wins; but it may not be meant.

*Example.* target `Belt and Road Initiative`, forbidden `Belt and Road`.

*Known gaps.* Words are compared as they are written, not by their stems.
""",
    ),
    _rule(
        "colliding-forms",
        Severity.WARNING,
        "a Chinese form that two rows of different sources share",
        """\
*What it does.* It compares the sources and variants of approved rows, simplified and traditional alike.

*Why it matters.* Where the form stands in a text, a rendering of either row passes.

*Example.* 网信办 as a variant of two offices; 網絡 and 网络 as two rows.

*Known gaps.* A form that is part of another one is no collision: the longest one counts.
""",
    ),
    _rule(
        "redundant-value",
        Severity.INFO,
        "a value that changes nothing",
        """\
*What it does.* It reports a rendering that stands twice in a row, and a variant that differs from the source, or from
another variant, only by simplified or traditional characters.

*Why it matters.* Less to read and to maintain.

*Example.* source 网络, variants 網絡.

*Known gaps.* Renderings that differ by inflection only are not told.
""",
    ),
    _rule(
        "useless-not-in",
        Severity.WARNING,
        "a string in not_in that does not hold the term",
        """\
*What it does.* Each value of `not_in` must be longer than the source, or one of the variants, and hold it.

*Why it matters.* Otherwise it guards against nothing, mostly because of a slip.

*Example.* source 大会, not_in 扩大会议 guards; 扩大的会议 does not.

*Known gaps.* Whether the longer string is a word is not looked at.
""",
    ),
    _rule(
        "unformatted",
        Severity.WARNING,
        "a file that `duizhao glossary fmt` would change",
        """\
*What it does.* In the canonical form lines end with LF, no byte order mark stands before them, rows are sorted by
source and sense, columns stand in the order of the schema, and empty columns and values that are the default are left
out.

*Why it matters.* One form means that a change of one term is a change of one line.

*Example.* A file saved by a spreadsheet with CR LF and a byte order mark.

*Known gaps.* Only the first place of each kind is told.
""",
    ),
)
"""Every rule about glossaries, those that make one unusable first."""
