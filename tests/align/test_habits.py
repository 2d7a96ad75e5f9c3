"""What a path shows of a translator's habits."""

from __future__ import annotations

from align.habits import kind_log_odds

KINDS = ((1, 0), (1, 1), (1, 2), (2, 1), (2, 2))


def pairs(*kinds: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    steps, i, j = [], 0, 0
    for a, b in kinds:
        steps.append((i, i + a, j, j + b))
        i, j = i + a, j + b
    return steps


def test_nothing_is_unusual_before_anything_is_seen() -> None:
    assert kind_log_odds(KINDS, []).tolist() == [0.0] * 5


def test_a_translator_who_divides_sentences_is_believed_to_go_on() -> None:
    null, same, divided, joined, _ = kind_log_odds(KINDS, pairs(*[(1, 2)] * 30, *[(1, 1)] * 30))
    assert null == 0
    assert divided > 0 > same
    assert joined < 0


def test_pairs_on_both_sides_of_a_crossing_count_as_regrouped() -> None:
    *_, divided, joined, regrouped = kind_log_odds(KINDS, pairs(*[(2, 2)] * 5, *[(1, 1)] * 60))
    assert regrouped > 0 > divided
    assert joined < 0
