"""How many alarms each rule raises on human translations: `python benchmarks/rules.py [--show RULE]`.

Prints alarms per 1,000 sentences by rule and set of human translations (news of WMT 2021 to 2023, NTREX, WMT22,
TICO-19), which are nearly always right; with `--show`, every alarm of a rule, to be read. Needs the gold data.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from number_checks import GOLD, human_sets

from corpora.glossary import default_glossary
from corpora.lexicon import Lexicon
from corpora.model import Bead, Bitext, Block, BlockKind, Document, Language, Span
from metrics.checks import RULES, run_checks
from metrics.checks.context import Context
from metrics.rules import Finding
from metrics.scoring import score_pairs


def bitext_of(rows: list[tuple[str, str]]) -> Bitext:
    """Return rows as a bitext whose every row is a paragraph."""

    def document(texts: list[str], language: Language) -> Document:
        made = Document.from_sentences(texts, language)
        blocks = tuple(Block(BlockKind.PARAGRAPH, Span(at, at + 1)) for at in range(len(texts)))
        return Document(made.name, language, made.segments, blocks, made.line_starts)

    beads = tuple(Bead(Span(at, at + 1), Span(at, at + 1)) for at in range(len(rows)))
    return Bitext(document([row[0] for row in rows], "zh"), document([row[1] for row in rows], "en"), beads)


def findings_of(rows: list[tuple[str, str]], lexicon: Lexicon) -> tuple[Finding, ...]:
    """Run all rules over rows."""
    bitext = bitext_of(rows)
    context = Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, default_glossary())
    return run_checks(context, RULES)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="RULE", action="append", default=[], help="print every alarm of a rule")
    shown = parser.parse_args().show
    if not GOLD.is_dir():
        sys.exit(f"the gold data is not there: {GOLD}")
    lexicon = Lexicon.load()
    sets = list(human_sets())
    counts: dict[str, Counter[str]] = {}
    for name, rows in sets:
        found = findings_of(rows, lexicon)
        counts[name] = Counter(finding.rule for finding in found)
        for finding in found:
            if finding.rule in shown:
                assert finding.pair is not None
                print(f"[{name}] {finding.rule}: {finding.message}")
                print(f"    {finding.pair.source.text}\n    {finding.pair.target.text}")
    total = sum(len(rows) for _, rows in sets)
    print(
        f"alarms per 1,000 human sentences\n{'rule':24}"
        + "".join(f"{name:>14}" for name, _ in sets)
        + f"{'all':>10}{'number':>8}"
    )
    for rule in RULES:
        cells = "".join(f"{1000 * counts[name][rule.name] / len(rows):14.1f}" for name, rows in sets)
        number = sum(count[rule.name] for count in counts.values())
        print(f"{rule.name:24}{cells}{1000 * number / total:10.2f}{number:8}")
    print(f"{'sentences':24}" + "".join(f"{len(rows):14,}" for _, rows in sets) + f"{total:10,}")


if __name__ == "__main__":
    main()
