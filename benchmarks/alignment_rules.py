"""What the rules about alignment report: `python benchmarks/alignment_rules.py [--show]`.

Aligns and checks whole human translations (news, novels, the references of WMT 2021 and 2023), where a finding is most
often a false alarm, and prints findings by rule, with `--show` all of them, to be read; then how many of the sentences
that were deleted in news are found as omitted or added, and how many such findings are right. Needs the gold data.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from gold import GOLD, documents, read_lines

from align import align_documents
from corpora.lexicon import Lexicon
from corpora.model import Document
from metrics.checks import alignment, alignment_lone
from metrics.checks.context import Context
from metrics.rules import Finding, Severity
from metrics.scoring import score_pairs

HUMAN = ("ntrex", "wmt22", "mac-dev")


def human_translations() -> Iterator[tuple[str, Document, Document]]:
    """Yield whole human translations, with the name of their corpus."""
    for corpus in HUMAN:
        for number, (source, target, _) in enumerate(documents(corpus)):
            if (corpus, number) != ("wmt22", 0):  # a machine's
                yield corpus, source, target
    rows = [line.split("\t") for line in read_lines(GOLD.parent / "quality" / "references.tsv")][1:]
    for name in sorted({row[0] for row in rows}):
        sides = [row[3] for row in rows if row[0] == name], [row[4] for row in rows if row[0] == name]
        yield name, Document.from_sentences(sides[0], "zh"), Document.from_sentences(sides[1], "en")


def findings_of(source: Document, target: Document, lexicon: Lexicon) -> list[Finding]:
    """Align and check two documents."""
    bitext = align_documents(source, target, lexicon)
    return list(alignment.CHECK.run(Context(bitext, score_pairs(bitext.pairs, lexicon), lexicon, None)))


def print_planted(corpus: str, lexicon: Lexicon) -> None:
    """Print how many deleted sentences are found: each by itself, not as passages."""
    alignment_lone.PASSAGE = alignment_lone.REPEATED = sys.maxsize
    for source, target, gold in documents(corpus):
        findings = findings_of(source, target, lexicon)
        for rule, side in (("omitted-text", 0), ("added-text", 1)):
            wanted = {at for bead in gold if not bead[1 - side] for at in bead[side]}
            told = [finding for finding in findings if finding.rule == rule and finding.pair]
            spans = [(finding.pair.source, finding.pair.target)[side].segments for finding in told if finding.pair]
            found = {at for span in spans for at in range(span.start, span.end)}
            right = [finding for finding, span in zip(told, spans, strict=True) if span.start in wanted]
            errors = [finding for finding in told if finding.severity is Severity.ERROR]
            print(
                f"{corpus:16} {rule:13} {len(found & wanted)} of {len(wanted)} found, {len(right)} of {len(told)} right"
                f" ({sum(finding in right for finding in errors)} of {len(errors)} errors)"
            )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true", help="print every finding")
    show = parser.parse_args().show
    if not GOLD.is_dir():
        sys.exit(f"the gold data is not there: {GOLD}")
    lexicon = Lexicon.load()
    for name, source, target in human_translations():
        findings = findings_of(source, target, lexicon)
        counts = Counter(finding.rule for finding in findings)
        print(f"{name:10} {len(source.segments):5} sentences: {dict(sorted(counts.items()))}", flush=True)
        for finding in findings if show else ():
            pair = finding.pair
            print(f"    {finding.severity} {finding.rule}: {finding.message}")
            if pair:
                print(f"        {pair.score:.2f} {pair.source.text[:200]} | {pair.target.text[:300]}")
    for corpus in ("ntrex-perturbed", "wmt22-perturbed"):
        print_planted(corpus, lexicon)


if __name__ == "__main__":
    main()
