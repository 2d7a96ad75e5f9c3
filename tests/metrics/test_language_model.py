"""The language model: what its numbers mean, its file, and what it refuses."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import InputError
from metrics.language_model import LanguageModel, train

ROOT = Path(__file__).resolve().parents[2]

SENTENCES = [
    f"{who} {what} the {which} {thing} {when}."
    for who, what, which, thing, when in product(
        ("My aunt", "The gardener", "Old Mr. Hale", "A neighbour"),
        ("painted", "carried", "repaired"),
        ("green", "wooden", "heavy"),
        ("gate", "bench", "ladder"),
        ("last spring", "before breakfast", "on her own"),
    )
]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return train(SENTENCES)


@pytest.fixture(scope="module")
def saved(model: LanguageModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "own.lm"
    model.save(path)
    return path


def test_the_probabilities_of_all_subwords_after_a_text_sum_to_one(model: LanguageModel) -> None:
    from metrics.kneser_ney import look_up
    from metrics.subwords import START

    opening, _ = model.subwords.encode(["The gardener painted"])
    for length in (1, 2, len(opening) - 1):
        total = sum(
            10 ** float(look_up(model.tables, np.append(opening[:length], np.uint16(word)), START)[-1])
            for word in range(len(model.subwords))
            if word != START
        )
        assert total == pytest.approx(1, abs=1e-4)


def test_each_subword_and_each_sentence_end_has_a_probability(model: LanguageModel) -> None:
    pieces = model.subwords.split("My aunt painted the gate.")
    assert "".join(pieces) == "▁My▁aunt▁painted▁the▁gate."
    actual = model.log_probability("My aunt painted the gate.")
    assert (len(pieces) + 1, True) == (len(actual), bool((actual < 0).all()))


def test_a_text_of_two_sentences_is_as_likely_as_both_sentences(model: LanguageModel) -> None:
    one, other = "My aunt painted the gate.", "The gardener carried the bench."
    expected = [*model.log_probability(one), *model.log_probability(other)]
    assert expected == model.log_probability(f"{one} {other}").tolist()


def test_perplexity_is_that_of_the_mean_log_probability(model: LanguageModel) -> None:
    texts = ["My aunt painted the heavy gate on her own.", "The ladder repaired my aunt."]
    logs = np.concatenate([model.log_probability(text) for text in texts])
    assert model.perplexity(texts) == pytest.approx(10 ** -logs.mean(), rel=1e-5)


def test_perplexity_of_nothing_is_refused(model: LanguageModel) -> None:
    with pytest.raises(ValueError, match="at least one text"):
        model.perplexity([])


def test_words_in_the_wrong_order_surprise_more(model: LanguageModel) -> None:
    sound, broken = model.surprises(["A neighbour carried the heavy bench.", "Bench the carried heavy a neighbour."])
    assert sound < broken


def test_many_texts_are_read_as_each_alone(model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["My aunt. The gate.", "", *SENTENCES[:5], "Bench."]
    expected = [model.surprises([text])[0] for text in texts]
    monkeypatch.setattr("metrics.language_model._BATCH", 2)
    assert expected == pytest.approx(model.surprises(texts))


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_finite_probability(model: LanguageModel, text: str) -> None:
    assert bool(np.isfinite(model.log_probability(text)).all())


@pytest.mark.parametrize(
    ("one", "other"),
    [("“Gate”", '"Gate"'), ("aunt’s", "aunt's"), ("My\n aunt", "My aunt"), ("My\u3000aunt", "My aunt")],
)
def test_typography_does_not_change_what_is_read(model: LanguageModel, one: str, other: str) -> None:
    assert model.log_probability(one).tolist() == model.log_probability(other).tolist()


def test_a_loaded_model_says_what_the_trained_one_says(model: LanguageModel, saved: Path) -> None:
    loaded = LanguageModel.load(saved)
    texts = ["A neighbour painted the wooden ladder.", "Ladder wooden ox."]
    assert model.surprises(texts) == loaded.surprises(texts)
    assert (model.order_weights, model.usual, len(model.subwords)) == (
        loaded.order_weights,
        loaded.usual,
        len(loaded.subwords),
    )


def test_same_text_same_bytes_whatever_the_hash_seed(saved: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from metrics.language_model import train\n"
        "train(Path(sys.argv[1]).read_text('utf-8').split('\\n')).save(Path(sys.argv[2]))"
    )
    text = tmp_path / "text.txt"
    text.write_text("\n".join(SENTENCES), encoding="utf-8")
    for seed in ("1", "2"):
        output = tmp_path / f"{seed}.lm"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, text, output], check=True, env=environment)
        assert saved.read_bytes() == output.read_bytes()


def test_sentences_said_twice_count_once() -> None:
    once, twice = train(SENTENCES), train([*SENTENCES, *SENTENCES, "", "  "])
    assert once.tables[3].probability.tobytes() == twice.tables[3].probability.tobytes()


def test_pruning_leaves_out_what_was_seen_once() -> None:
    rng = random.Random(3)
    text = [*SENTENCES, *(" ".join(rng.sample(sentence.split(), 6)) for sentence in SENTENCES[:60])]
    whole, pruned = train(text), train(text, prune=True)
    for one, other, kept in zip(whole.tables, pruned.tables, (True, True, False, False), strict=True):
        assert (len(other.keys) == len(one.keys)) is kept
    assert pruned.perplexity(text[-60:]) > whole.perplexity(text[-60:])


def test_too_little_text_is_refused() -> None:
    with pytest.raises(InputError, match="at least 100 different sentences to train on, found 2; give more text"):
        train(["One.", "Two.", "One."] * 100)


def test_more_characters_than_a_model_has_room_for_are_refused() -> None:
    every = "".join(map(chr, (*range(0x4E00, 0x9FFF), *range(0x20000, 0x2C000))))
    with pytest.raises(InputError, match="no subwords can be learnt from 66,643 different characters"):
        train([every[at : at + 500] for at in range(0, len(every), 500)])


def test_endless_lines_are_learnt_from() -> None:
    lines = [f"{sentence} " * 300 for sentence in SENTENCES]
    assert train(lines).perplexity(SENTENCES) < 3


@pytest.mark.parametrize("odd", ["{}", "\U0001f642{}", "<s> </s> ▁ <0x0A> {}", "\0{}", "\u2028{}", "\ufeff字{}"])
def test_any_text_can_be_learnt_from(odd: str) -> None:
    texts = [odd.format(number) for number in range(200)]
    assert bool(np.isfinite(train(texts).surprises(texts)).all())


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: b"", "is empty; expected a language model"),
        (lambda data: b"A text about a gate, long enough to hold a preamble.", "is no language model"),
        (lambda data: data[:10], "is no language model"),
        (lambda data: data[:40], "is damaged"),
        (lambda data: data[:-64], "is damaged"),
        (lambda data: data + b"more", "is damaged"),
        (lambda data: data[:50] + b"?" + data[51:], "is damaged"),
        (lambda data: data[:9000] + bytes([data[9000] ^ 1]) + data[9001:], "is damaged"),
        (lambda data: data[:16] + b"\x09" + data[17:], "of version 9, expected 1; make it again by `duizhao lm train`"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_error(saved: Path, tmp_path: Path, damage, message: str) -> None:
    path = tmp_path / "broken.lm"
    path.write_bytes(damage(saved.read_bytes()))
    with pytest.raises(InputError, match=message) as caught:
        LanguageModel.load(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_file_that_is_not_there_is_named_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file; `duizhao lm train` makes a language model"):
        LanguageModel.load(tmp_path / "none.lm")
    with pytest.raises(InputError, match="is a folder"):
        LanguageModel.load(tmp_path)


def test_a_model_is_written_whole_or_not_at_all(model: LanguageModel, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found a folder; name a file inside it"):
        model.save(tmp_path)
    with pytest.raises(InputError, match="does not exist; make it first"):
        model.save(tmp_path / "none" / "own.lm")
    assert list(tmp_path.iterdir()) == []
