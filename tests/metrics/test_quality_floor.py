"""Measured accuracy that may not get worse, on annotated data that stands outside the project."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from metrics.weights import ADEQUACY, FLUENCY

_spec = importlib.util.spec_from_file_location(
    "quality_benchmark", Path(__file__).parents[2] / "benchmarks" / "quality.py"
)
quality = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = quality
_spec.loader.exec_module(quality)

pytestmark = pytest.mark.skipif(not quality.GOLD.is_dir(), reason=f"{quality.GOLD} is not there")

# A hundredth below what `python benchmarks/quality.py` printed when the weights were fitted.
FLOORS = {
    "mqm_2021": {"neighbour": 0.985, "cut20": 0.97, "cut40": 0.985, "appended": 0.96, "copied": 0.999},
    "mqm_2023sxs": {"neighbour": 0.98, "cut20": 0.94, "cut40": 0.97, "appended": 0.96, "copied": 0.999},
}


def odds_against(pair, kinds):
    return -sum(weights.odds(quality.signals(pair)) for weights in kinds.values())


@pytest.mark.parametrize("year", quality.YEARS)
def test_adequacy_tells_broken_pairs_from_whole_ones(year):
    made = quality.failures(year, 0)
    good = [odds_against(pair, ADEQUACY) for pair in made["good"]]
    found = {name: quality.auroc(good, [odds_against(pair, ADEQUACY) for pair in made[name]]) for name in FLOORS[year]}
    assert {name: value for name, value in found.items() if value < FLOORS[year][name]} == {}


@pytest.mark.parametrize("year", quality.YEARS)
def test_fluency_tells_shuffled_words_from_sentences(year):
    made = quality.failures(year, 0)
    good, mixed = ([odds_against(pair, FLUENCY) for pair in made[name]] for name in ("good", "shuffled"))
    assert quality.auroc(good, mixed) >= 0.98


def test_quality_puts_a_good_translation_above_the_one_with_a_planted_error():
    both = {**ADEQUACY, **FLUENCY}
    pairs = [(better, worse) for _, better, worse in quality.demetr()]
    assert quality.right_order(lambda pair: odds_against(pair, both), pairs) >= 0.84
