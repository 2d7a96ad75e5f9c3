"""How well lengths agree."""

from __future__ import annotations

import numpy as np
import pytest

from align.length import LengthModel


def test_lengths_in_the_documents_ratio_agree() -> None:
    model = LengthModel.of_characters(np.array([10.0, 20.0]), np.array([30.0, 60.0]))
    assert model.ratio == 3.0
    assert model.squared_difference(np.array([10.0]), np.array([30.0])).tolist() == [0.0]


def test_the_more_lengths_vary_in_a_document_the_less_a_difference_says() -> None:
    model = LengthModel(1.0, 1.0)
    source = np.full(400, 30.0)
    faithful = model.with_variance_of(source, source)
    free = model.with_variance_of(source, source + np.tile([12.0, -12.0], 200))
    assert faithful.variance < 1.0 < free.variance
    pair = np.array([30.0]), np.array([40.0])
    assert free.squared_difference(*pair) < faithful.squared_difference(*pair)


def test_the_variance_is_the_mean_squared_difference_and_twenty_usual_beads() -> None:
    model = LengthModel(1.0, 2.0)
    source, target = np.full(60, 10.0), np.full(60, 15.0)
    mean = float(model.squared_difference(source, target)[0])
    assert model.with_variance_of(source, target).variance == pytest.approx(2.0 * (60 * mean + 20) / 80)


def test_a_document_without_pairs_keeps_the_usual_variance() -> None:
    assert LengthModel(1.0, 2.0).with_variance_of(np.zeros(0), np.zeros(0)) == LengthModel(1.0, 2.0)


def test_marks_are_compared_one_to_one_where_a_side_has_none() -> None:
    assert LengthModel.of_marks(np.array([0.0]), np.array([4.0])).ratio == 1.0
