"""Scores against references: the same as sacrebleu's own command line, and errors where it would mislead."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from corpora.errors import ConfigError, InputError
from metrics.translation import score_corpus, score_segments

HYPOTHESES = ["The committee met on Monday morning.", "It rained all day, and nobody came.", "Prices rose by 3.5 %."]
FIRST = ["The committee met on Monday.", "It rained the whole day and nobody came.", "Prices rose by 3.5 per cent."]
SECOND = ["On Monday the committee met.", "All day it rained; nobody came.", "Prices went up by 3.5 %."]


def sacrebleu_prints(tmp_path, references, metric):
    for name, lines in (("hyp", HYPOTHESES), *((f"ref{n}", lines) for n, lines in enumerate(references))):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    names = [f"ref{n}" for n in range(len(references))]
    done = subprocess.run(
        [sys.executable, "-m", "sacrebleu", *names, "-i", "hyp", "-m", metric, "-w", "12"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("metric", ["bleu", "chrf", "ter"])
@pytest.mark.parametrize("references", [[FIRST], [FIRST, SECOND]], ids=["one reference", "two references"])
def test_agrees_with_sacrebleu_s_command_line_to_the_last_digit(metric, references, tmp_path):
    theirs = sacrebleu_prints(tmp_path, references, metric)
    (ours,) = score_corpus(HYPOTHESES, references, metrics=[metric])
    assert round(ours.value, 12) == theirs["score"]
    assert ours.signature == theirs["signature"]
    assert ours.segments == 3


def test_bleu_and_chrf_are_the_default():
    assert [score.metric for score in score_corpus(HYPOTHESES, [FIRST])] == ["bleu", "chrf"]


def test_a_segment_that_equals_its_reference_scores_100_and_an_empty_one_0():
    scores = score_segments([FIRST[0], ""], [FIRST[:2]])
    assert {name: [round(value, 6) for value in values] for name, values in scores.items()} == {
        "bleu": [100.0, 0.0],
        "chrf": [100.0, 0.0],
    }


def test_transposed_references_are_an_error():
    transposed = [list(segment) for segment in zip(FIRST, SECOND, strict=True)]
    with pytest.raises(InputError, match="expected reference 1 to have 3 segments"):
        score_corpus(HYPOTHESES, transposed)


@pytest.mark.parametrize(
    ("hypotheses", "references", "problem"),
    [
        ([], [[]], "expected at least one translation"),
        (HYPOTHESES, [], "expected at least one reference"),
        (HYPOTHESES, [FIRST[:1]], "expected reference 1 to have 3 segments, as many as the translation, found 1"),
        (HYPOTHESES, [FIRST, SECOND[:2]], "expected reference 2 to have 3 segments"),
        (HYPOTHESES, [["a", "", "c"]], "expected text in reference 1, found an empty line"),
        (HYPOTHESES, "abc", "found a bare string"),
    ],
)
def test_what_cannot_be_scored_is_an_error_that_says_why(hypotheses, references, problem):
    with pytest.raises(InputError, match=problem):
        score_corpus(hypotheses, references)
    with pytest.raises(InputError, match=problem):
        score_segments(hypotheses, references)


def test_an_unknown_metric_is_an_error_that_names_those_there_are():
    with pytest.raises(ConfigError, match="no metric is named 'meteor'; there are bleu, chrf and ter"):
        score_corpus(HYPOTHESES, [FIRST], metrics=["meteor"])
