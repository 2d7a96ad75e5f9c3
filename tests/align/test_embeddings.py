"""Models of sentence vectors, read from disk by the libraries that they are for."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from align.embeddings import load_embeddings, unit_vectors
from corpora.errors import ConfigError, InputError

# One dimension a meaning.
MEANINGS = {"dog": 0, "狗": 0, "rain": 1, "雨": 1, "tea": 2, "茶": 2}


@pytest.fixture(scope="module")
def static_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model2vec model of a few words."""
    model2vec = pytest.importorskip("model2vec", reason="model2vec is not installed")
    folder = tmp_path_factory.mktemp("models") / "static"
    vectors = np.vstack([np.eye(3, dtype=np.float32)[list(MEANINGS.values())], np.zeros((1, 3), np.float32)])
    model2vec.StaticModel(vectors, word_tokenizer(), normalize=True).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def neural_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a transformer of two thin layers with random weights."""
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    import torch
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(7)
    base, folder = (tmp_path_factory.mktemp("models") / name for name in ("bert", "neural"))
    config = BertConfig(
        vocab_size=8, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=32,
    )  # fmt: skip
    BertModel(config).save_pretrained(base)
    PreTrainedTokenizerFast(
        tokenizer_object=word_tokenizer(), unk_token="[UNK]", pad_token="[UNK]", model_max_length=32
    ).save_pretrained(base)
    transformer = models.Transformer(str(base))
    SentenceTransformer(modules=[transformer, models.Pooling(16)], device="cpu").save(str(folder))
    return folder


def word_tokenizer() -> Any:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = {word: number for number, word in enumerate([*MEANINGS, "[UNK]"])}
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


def test_a_static_model_is_read_and_its_vectors_have_length_1(static_model: Path) -> None:
    found = unit_vectors(load_embeddings(static_model), ["dog", "狗", "rain rain", "dog 茶", ""])
    half = 0.5**0.5
    expected = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [half, 0, half], [0, 0, 0]]
    assert found == pytest.approx(np.array(expected), abs=1e-6)
    assert found.dtype == np.float32


def test_a_text_of_marks_alone_has_no_vector_and_is_no_error(static_model: Path) -> None:
    assert unit_vectors(load_embeddings(str(static_model)), ["dog", "……"]).tolist() == [[1, 0, 0], [0, 0, 0]]


def test_a_model_of_another_language_is_an_error(static_model: Path) -> None:
    with pytest.raises(ConfigError, match="has no vector for 2 of 3 texts; choose one that knows both languages"):
        unit_vectors(load_embeddings(static_model), ["dog", "собака", "дождь"])


def test_a_neural_model_is_read_and_its_vectors_have_length_1(neural_model: Path) -> None:
    texts = ["dog rain", "tea", "狗 雨", "dog rain"]
    found = unit_vectors(load_embeddings(neural_model), texts)
    assert found.shape == (4, 16)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert found[0] == pytest.approx(found[3], abs=1e-6)
    assert not np.allclose(found[0], found[1], atol=1e-3)


@pytest.mark.parametrize(
    ("library", "files", "command"),
    [
        ("model2vec", {"modules.json": [{"type": "sentence_transformers.models.StaticEmbedding"}]}, "duizhao[static]"),
        ("model2vec", {"config.json": {"model_type": "model2vec"}}, "duizhao[static]"),
        (
            "sentence_transformers",
            {"modules.json": [{"type": "sentence_transformers.models.Transformer"}], "config.json": {}},
            "duizhao[neural]",
        ),
        ("sentence_transformers", {"config.json": {"model_type": "bert"}}, "duizhao[neural]"),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    library: str, files: dict[str, object], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    with pytest.raises(ConfigError) as raised:
        load_embeddings(tmp_path)
    assert str(raised.value) == (
        f"this embedding model needs the package {library.replace('_', '-')}, which is not installed; "
        f"install it with: pip install '{command}'"
    )


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("readme.txt", "", "expected the folder of a model2vec or sentence-transformers model, found no modules.json"),
        ("modules.json", "{", "expected JSON, found something else"),
        ("modules.json", "{}", "expected a JSON array, found {}"),
        ("config.json", "[]", "expected a JSON object, found []"),
    ],
)
def test_a_folder_without_a_model_is_an_error(name: str, content: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_embeddings(tmp_path)
    assert raised.value.problem.startswith(problem)


@pytest.mark.parametrize("damage", ["model.safetensors", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("how", ["cut", "gone"])
def test_a_damaged_static_model_is_an_error(damage: str, how: str, static_model: Path, tmp_path: Path) -> None:
    for path in static_model.iterdir():
        content = path.read_bytes()
        if path.name != damage:
            (tmp_path / path.name).write_bytes(content)
        elif how == "cut":
            (tmp_path / path.name).write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match="model2vec cannot read this model: "):
        load_embeddings(tmp_path)


@pytest.mark.parametrize("name", ["no/such-model", "no such/folder/at all"])
def test_nothing_is_downloaded(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as raised:
        load_embeddings(name)
    assert raised.value.problem == (
        "expected the folder of an embedding model, or the name of one in the local Hugging Face cache, found neither; "
        f"nothing is downloaded unless you do it: `hf download {name}`"
    )
