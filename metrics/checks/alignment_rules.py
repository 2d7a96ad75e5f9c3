"""The rules about what stands on one side only, twice or elsewhere, or should not have been compared at all."""

from __future__ import annotations

from metrics.rules import Rule, Severity

OMITTED_TEXT = Rule(
    "omitted-text",
    "alignment",
    Severity.ERROR,
    "a Chinese sentence without translation",
    """
*What it does.* Reports Chinese sentences to which no English sentence belongs.

*Why it matters.* An omission reads well: nobody who sees only the English can find it.

*Example.* `会议还讨论了明年的预算。` stands between two translated sentences, and nothing in the
English speaks of a budget.

*Known gaps.* Whole sentences only: a clause dropped inside a translated sentence is not seen yet. Page numbers, rules
of dashes and other lines without words are no omission. Five sentences in a row and more, a chapter, are one finding,
and so is a text that is missing three times and more; in files of pairs each row is told. Where the aligner is not
quite sure, the finding is a warning, and below an even chance information. Documents that are a translation only in
part are looked at between pairs that are sure, and what has a translation in another place is `moved-text`.
*Measured*: of 239 sentences deleted from news, 96 in 100 are found, and 98 in 100 findings are right (99 of those that
are errors). 6,391 human-translated sentences raise 11 findings: 7 omissions, 4 false alarms (2 of them in 1,444
sentences of novels).
""",
)

ADDED_TEXT = Rule(
    "added-text",
    "alignment",
    Severity.WARNING,
    "an English sentence without source",
    """
*What it does.* Reports English sentences to which no Chinese sentence belongs.

*Why it matters.* What the source does not say, the translation must not say: notes of the translator, text of a web
page around the article, sentences that a language model invented.

*Example.* `Click here to subscribe.` at the end of a speech.

*Known gaps.* Whole sentences only. A sentence that repeats another is reported as `duplicated-text` instead. Five
sentences in a row and more are one finding; so is a text that recurs three times and more, as the header of a page.
*Measured*: of 199 sentences without source in news, 86 in 100 are found, and 99 in 100 findings are right; 6,391
human-translated sentences raise 2 findings, one of them false.
""",
)

DUPLICATED_TEXT = Rule(
    "duplicated-text",
    "alignment",
    Severity.WARNING,
    "an English sentence that stands twice, for a source that stands once",
    """
*What it does.* Reports an English sentence that repeats another one of the same text, word by word or nearly so,
although the Chinese behind the two differs.

*Why it matters.* Paste errors and machine translation that loses its place print a sentence twice; often the second
one hides an omission.

*Example.* `The committee met in the town hall on Monday.` for both `委员会周一在市政厅开会。` and `会上通过了新章程。`.

*Known gaps.* Sentences of fewer than eight words are passed over, and near repetitions are found only between
sentences that share rare triples of words. *Measured*: of 240 sentences printed again in human-translated news (after
themselves, further down, or in the place of another) 97 in 100 are found; whole human translations raise 2 in 10,157
sentences, one of them a repetition that the source says in other words.
""",
)

NOT_A_TRANSLATION = Rule(
    "not-a-translation",
    "alignment",
    Severity.ERROR,
    "documents that are no translation of each other, or only in part",
    """
*What it does.* Reports, once for a whole document, that the two files do not seem to translate each other (an error),
or that they only share passages (a warning); in the latter case only these passages are compared.

*Why it matters.* Every other comparison would be noise; most often a file was paired with the wrong one.

*Example.* `speech-2021.zh.txt` checked against `speech-2022.en.txt`.

*Known gaps.* Documents of one or two sentences carry too little evidence to be sure: theirs is a warning. Files count
as sharing passages from five likely pairs and 3 % of the text on, and as translations from half of it on; a shared
passage of free literary translation is found in half of the cases. *Measured*: of free literary translations, 6 in 100
single sentences are reported wrongly, 5 in 100 pairs of sentences, 2 in 100 passages of three to five, none from ten
sentences on; of news, 3 in 100 single sentences, and none longer. Of documents that do not belong together, 97 in 100
of ten sentences and all longer ones are found.
""",
)

MOVED_TEXT = Rule(
    "moved-text",
    "alignment",
    Severity.WARNING,
    "a passage that the translation has in another place",
    """
*What it does.* Reports Chinese sentences whose translation stands elsewhere in the English file, with both places: once
for a whole passage, and neither as omitted nor as added text.

*Why it matters.* A paragraph pasted in the wrong place reads well by itself, and breaks what refers to it.

*Example.* The paragraph about the budget follows the one about the bridge in Chinese, and stands three pages later in
English.

*Known gaps.* Of two neighbours that changed places, the shorter is named. A short sentence ("He nodded.") that moved
is reported as omitted and as added. *Measured*: of sentences in passages of one to ten that were moved, 91 in 100 are
found in news and 45 in 100 in novels, and 98 in 100 of what is found is right; 6,391 human-translated sentences raise
none.
""",
)

LOW_CONFIDENCE = Rule(
    "low-confidence",
    "alignment",
    Severity.INFO,
    "a pair that is probably wrong, or badly translated",
    """
*What it does.* Reports a pair whose probability of being right is below 30 %: either the wrong sentences were
paired, or the English says something else than the Chinese.

*Why it matters.* What other rules say about such a pair, and that they are silent, means little. A pin
(`duizhao align --pins`) settles which sentences belong together.

*Example.* `他摇了摇头。` paired with `The train left at six.`, between pairs that are sure.

*Known gaps.* Free translations share few words with their source, and look the same. Only where the documents
translate each other as a whole. *Measured*: 3 of 6,162 pairs of human translations are reported, 2 of them in novels.
""",
)

LENGTH_OUTLIER = Rule(
    "length-outlier",
    "alignment",
    Severity.INFO,
    "a translation far longer or shorter than its source would have it",
    """
*What it does.* Reports a pair whose lengths are out of all proportion, by the ratio and the spread of this document's
own pairs; only documents of twenty pairs and more have one.

*Why it matters.* A clause was dropped or added inside a sentence that is translated otherwise.

*Example.* A Chinese sentence of eighty characters, in a document with three English characters for each Chinese one,
and an English sentence of five words.

*Known gaps.* Lists of foreign names with the originals in brackets count double. *Measured*: 7 of 6,162 pairs of human
translations are reported; in 2 of them a clause is missing, 5 are lists of names or verbose.
""",
)
